"""Papers in the office: prepared for a route, read twice, agreed to, sent, answered."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from intake.cases.actions import NotAllowed
from intake.documents import pdf, word
from intake.flow.complaint import COMPLAINT
from intake.manners.files import DOCX, PDF, attachment
from intake.packets import actions, exhibits
from intake.packets.base import LETTER, ONLINE
from intake.packets.build import boxes
from intake.routes.fitting import BY_KEY

from .access import look, may, open_case, took
from .forms import STEP_FORMS, EditForm

State = actions.State

DONE = {
    "make_ready": _("Frozen. Another volunteer reads it now."),
    "second_read": _("Read twice."),
    "agree": _("Kept."),
    "record_sent": _("Kept. The follow-up is set."),
    "record_answer": _("Kept."),
}


def _opened(request, reference, pk):
    """Return (case, key, packet) that this volunteer may open. Raises Http404."""
    found, key = open_case(request, reference)
    packet = found and key and found.packets.filter(pk=pk).first()
    if not packet:
        raise Http404
    return found, key, packet


@require_POST
def prepare(request, reference):
    """Begin the papers for a route, or go to those that are begun."""
    found, key = open_case(request, reference)
    if found is None or key is None:
        raise Http404
    try:
        packet = actions.prepare(
            found, request.POST.get("route", ""), key=key, by=request.user, at=timezone.now()
        )
    except NotAllowed as reason:
        messages.error(request, str(reason))
        return redirect("office:case", reference)
    return redirect("office:packet", reference, packet.pk)


def _may_work(request):
    """A second reader reads and confirms, and changes nothing."""
    return may(request.user, "office:prepare")


def next_step(packet, volunteer):
    """Return the name of what comes next for these papers, or ""."""
    order = {
        State.DRAFT: "make_ready",
        State.READY: "second_read",
        State.READ: "agree" if actions.needs_yes(packet.case) else "record_sent",
        State.AGREED: "record_sent",
        State.SENT: "record_answer",
    }
    return order.get(State(packet.state), "")


@require_safe
def packet(request, reference, pk):
    """Show where the papers for a route stand, each paper, and the next step."""
    found, key, packet = _opened(request, reference, pk)
    return _packet_page(request, found, key, packet)


def _packet_page(request, found, key, packet, form=None):
    look(request, found)
    step = next_step(packet, request.user)
    if step != "second_read" and not _may_work(request):
        step = ""
    record = actions.record_of(packet, key)
    rows = [
        {
            "paper": paper,
            "blanks": [row.label for row in document.rows() if not row.value],
            "has_docx": paper.kind == LETTER,
        }
        for paper, document in actions.papers_in(packet, key, today=timezone.localdate())
    ]
    context = {
        "case": found,
        "packet": packet,
        "route": BY_KEY[packet.route],
        "rows": rows,
        "step": step,
        "own": packet.state == State.READY and packet.ready_by_id == request.user.pk,
        "form": form or (STEP_FORMS[step]() if step in STEP_FORMS else None),
        "record": [
            (label, record[name])
            for name, label in (
                ("agreed", _("The person's yes")),
                ("how", _("How it was sent")),
                ("number", _("Number")),
                ("proof", _("Proof")),
                ("answer", _("Answer")),
            )
            if record.get(name)
        ],
        "prints": actions.prints_of(packet, key),
        "exhibits": exhibits.listed(found, key),
        "states": [(state.label, state == packet.state) for state in State],
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "office/packet.html", context, status=status)


@require_POST
def step(request, reference, pk, step):
    """Do the next step of these papers; what was done already is not done twice."""
    found, key, packet = _opened(request, reference, pk)
    if step not in actions.STEPS or (step != "second_read" and not _may_work(request)):
        raise Http404
    form = STEP_FORMS[step](request.POST) if step in STEP_FORMS else None
    if form is not None and not form.is_valid():
        return _packet_page(request, found, key, packet, form)
    given = form.cleaned_data if form is not None else {}
    try:
        act = getattr(actions, step)
        act(packet, **given, key=key, by=request.user, at=timezone.now())
    except NotAllowed as reason:
        messages.error(request, str(reason))
    else:
        messages.success(request, DONE[step])
    return redirect("office:packet", reference, pk)


def _paper(request, reference, pk, key):
    """Return (case, case key, packet, paper, document). Raises Http404."""
    found, case_key, packet = _opened(request, reference, pk)
    papers = actions.papers_in(packet, case_key, today=timezone.localdate())
    for paper, document in papers:
        if paper.key == key:
            return found, case_key, packet, paper, document
    raise Http404


@require_http_methods(["GET", "HEAD", "POST"])
def paper(request, reference, pk, key):
    """Show one paper: what is missing first, where each value comes from, and its own words."""
    found, case_key, packet, paper, document = _paper(request, reference, pk, key)
    is_draft = packet.state == State.DRAFT
    if request.method == "POST" and not _may_work(request):
        raise Http404
    form = EditForm(document, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit(packet, paper.key, form.changed(), key=case_key)
        except NotAllowed as reason:
            messages.error(request, str(reason))
        else:
            messages.success(request, _("Kept."))
        return redirect("office:packet-paper", reference, pk, key)
    look(request, found)
    rows = document.rows()
    context = {
        "case": found,
        "packet": packet,
        "paper": paper,
        "document": document,
        "missing": [row.label for row in rows if not row.value],
        "filled": [(row.label, row.value, _source(row.step)) for row in rows if row.value],
        "form": form if is_draft and _may_work(request) else None,
        "boxes": boxes(document) if paper.kind == ONLINE else None,
        "has_docx": paper.kind == LETTER,
        "can_pdf": pdf.can_show(document.text()),
    }
    return render(request, "office/paper.html", context, status=422 if form.errors else 200)


def _source(step):
    """Return the title of the page that a value was given on, or ""."""
    return COMPLAINT.step(step).title.them if step else ""


@require_safe
def paper_pdf(request, reference, pk, key):
    """Return a paper as a PDF: the frozen bytes, once it is ready."""
    found, case_key, packet, paper, document = _paper(request, reference, pk, key)
    made = actions.pdf_of(packet, paper.key, case_key) if packet.frozen else pdf.make(document)
    if made is None:
        return redirect("office:packet-paper", reference, pk, key)
    took(request, found)
    return attachment(made, PDF, f"{reference}-{packet.pk}.pdf")


@require_safe
def paper_docx(request, reference, pk, key):
    found, _key, packet, paper, document = _paper(request, reference, pk, key)
    if paper.kind != LETTER:
        raise Http404
    took(request, found)
    return attachment(word.to_docx(document), DOCX, f"{reference}-{packet.pk}.docx")


@require_safe
def exhibits_pdf(request, reference, pk):
    """Return the added papers as one numbered PDF with a contents page."""
    found, key, packet = _opened(request, reference, pk)
    made = exhibits.to_pdf(found, key)
    if made is None:
        raise Http404
    took(request, found)
    return attachment(made, PDF, f"{reference}-{packet.pk}-exhibits.pdf")
