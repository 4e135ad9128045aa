"""Papers in the office: prepared for a route, read twice, agreed to, sent, answered."""

from dataclasses import dataclass
from functools import wraps

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from intake.cases import open_forms
from intake.cases.actions import NotAllowed
from intake.flow.complaint import COMPLAINT
from intake.packets import actions, contents, edits, exhibits, merging, readings
from intake.packets.base import LETTER
from intake.packets.build import WORKSHEETS, boxes_of, file_number
from intake.packets.checks import refuse_left_out
from intake.packets.documents.crcl import NAME_ASKED, NAME_HIDDEN
from intake.packets.english import NO_ENGLISH
from intake.rendering import docx_file, pdf
from intake.rendering.characters import missing_glyphs
from intake.routes.fitting import ROUTES_BY_SLUG
from intake.routes.state_law_status import record_in
from intake.web.downloads import DOCX, PDF, attachment
from intake.web.methods import read_and_write
from intake.web.text import StrOrPromise

from ..access import case_required, log_download, log_view, may
from . import review
from .forms import STEP_FORMS, EditForm
from .texts import check_of, contact_row, record_read, rows_of

PacketStatus = actions.PacketStatus

STEP_MESSAGES: dict[str, StrOrPromise] = {
    **review.REVIEW_MESSAGES,
    "make_ready": gettext_lazy("Locked for review. Another volunteer reads it now."),
    "agree": _("Saved."),
    "record_sent": _("Saved. The follow-up is set."),
    "record_answer": _("Saved."),
    "declare": _("Saved."),
}


# Steps after which a locked letter goes on its way.
BEFORE_SENDING = ("second_read", "agree")


def packet_required(view):
    """Give the view an UnlockedCase and the packet that its address names, or answer 404."""

    @wraps(view)
    def with_packet(request, unlocked, pk, *args, **kwargs):
        packets = unlocked.case.packets.select_related("ready_by", "read_by")
        packet = packets.filter(pk=pk).first()
        if packet is None:
            raise Http404
        return view(request, unlocked, packet, *args, **kwargs)

    return case_required(with_packet)


@require_POST
@case_required
def prepare(request, unlocked):
    """Begin the papers for a route, or go to those that are begun."""
    reference, route = unlocked.case.reference, request.POST.get("route", "")
    try:
        packet = actions.prepare(unlocked, route, by=request.user, at=timezone.now())
    except NotAllowed as reason:
        messages.error(request, str(reason))
        return redirect("office:case", reference)
    return redirect("office:packet", reference, packet.pk)


def _may_prepare(request):
    """A second reader reads and confirms, and changes nothing."""
    return may(request.user, "office:prepare")


@dataclass(frozen=True)
class NextStep:
    """What comes next for some papers: its name, the words of its button, and advice."""

    name: str
    button: StrOrPromise
    advice: StrOrPromise = ""


NEXT_STEPS = {
    step.name: step
    for step in (
        NextStep(
            "make_ready",
            gettext_lazy("Send to a second reader"),
            gettext_lazy("Check each document first. Its words, dates and files are locked then."),
        ),
        NextStep("second_read", gettext_lazy("Approve packet")),
        NextStep("agree", gettext_lazy("Keep the yes")),
        NextStep("record_sent", gettext_lazy("It was sent")),
        NextStep("record_answer", gettext_lazy("Keep the answer")),
    )
}


def next_step(packet):
    """Return the name of what comes next for these papers, or ""."""
    order = {
        PacketStatus.DRAFT: "make_ready",
        PacketStatus.READY: "second_read",
        PacketStatus.REVIEWED: "agree" if actions.needs_consent(packet.case) else "record_sent",
        PacketStatus.AGREED: "record_sent",
        PacketStatus.SENT: "record_answer",
        PacketStatus.ANSWERED: "record_answer",
    }
    return order.get(PacketStatus(packet.status), "")


def _form(step, packet, data=None):
    """Return the form of a step, or None."""
    if step not in STEP_FORMS:
        return None
    more = {"asks_name": actions.asks_name_disclosure(packet)} if step == "agree" else {}
    return STEP_FORMS[step](data, **more)


def _unfilled(document):
    """Return what a paper does not know yet: its empty lines."""
    return [row.label for row in document.rows() if not row.value]


def _needs_english(packet, document):
    """Say whether a story in another language has no English yet, while it still can have one."""
    return packet.status == PacketStatus.DRAFT and NO_ENGLISH[-1] in document.rows()


def _can(volunteer):
    return {"translation": may(volunteer, "office:translation")}


@require_safe
@packet_required
def packet(request, unlocked, packet):
    """Show where the papers for a route stand, each paper, and the next step."""
    return _packet_page(request, unlocked, packet)


def _packet_page(request, unlocked, packet, form=None, comment=None):
    log_view(request, unlocked.case)
    readings.see_returned(packet, request.user)
    step = next_step(packet)
    if step != "second_read" and not _may_prepare(request):
        step = ""
    record = contents.record_of(packet, unlocked)
    kept = contents.state_laws_of(packet, unlocked) if packet.frozen else {}
    made = _in_hand(packet, unlocked)
    rows = [
        {
            "paper": document_kind,
            "placeholders": _unfilled(document),
            "has_docx": document_kind.kind == LETTER,
            "clashes": bool(clashes),
            "needs_english": _needs_english(packet, document),
            "state_law": kept.get(document_kind.slug) or record_in(document.text()),
        }
        for document_kind, document, clashes in made
    ]
    names = {row["paper"].slug: str(row["paper"].name) for row in rows}
    check = check_of(packet, unlocked, [row[:2] for row in made]) if packet.is_draft else None
    context = {
        "case": unlocked.case,
        "can": _can(request.user),
        "packet": packet,
        "route": ROUTES_BY_SLUG[packet.route],
        "rows": rows,
        "unused_words": contents.unused_words_of(
            packet, unlocked, [row["paper"].slug for row in rows]
        ),
        "step": NEXT_STEPS.get(step),
        "can_prepare": _may_prepare(request),
        "next_version": packet.edition + 1,
        "form": form or _form(step, packet),
        "declare_form": _declare_form(request, packet, unlocked),
        "record": [
            (label, record[name])
            for name, label in (
                ("agreed", _("The person's yes")),
                ("show_name", _("May the office show their name?")),
                ("how", _("How it was sent")),
                ("number", _("Number")),
                ("proof", _("Proof")),
                ("answer", _("Answer")),
            )
            if record.get(name)
        ],
        "name_disclosure_claims": [str(item) for item in (NAME_ASKED, NAME_HIDDEN)],
        "texts": rows_of(check) if check else [],
        "contact": contact_row(check.choices) if check else None,
        "prints": contents.hashes_of(packet, unlocked),
        "exhibits": contents.exhibits_of(packet, unlocked),
        "states": [(state.label, state == packet.status) for state in _stages(packet)],
    }
    context |= review.review_context(packet, unlocked, request.user, names, comment)
    filled_in = form or comment
    context["form"] = context["form"] or comment
    status = 422 if filled_in is not None and filled_in.errors else 200
    return render(request, "office/packet.html", context, status=status)


def _stages(packet):
    """Return the states on the way; what was returned or replaced left it."""
    off = (PacketStatus.RETURNED, PacketStatus.REPLACED)
    return [state for state in PacketStatus if state not in off or state == packet.status]


def _declare_form(request, packet, unlocked):
    if packet.status != PacketStatus.DRAFT or not _may_prepare(request):
        return None
    return STEP_FORMS["declare"](initial={"wanted": contents.edits_of(packet, unlocked)["declare"]})


@require_POST
@packet_required
def step(request, unlocked, packet, step):
    """Do the next step of these papers; what was done already is not done twice."""
    if step not in STEP_MESSAGES:
        raise Http404
    if step in review.REVIEW_ACTIONS:
        return _review_step(request, unlocked, packet, step)
    if not _may_prepare(request):
        raise Http404
    form = _form(step, packet, request.POST)
    if form is not None and not form.is_valid():
        return _packet_page(request, unlocked, packet, form)
    given = form.cleaned_data if form is not None else {}
    act = edits.declare if step == "declare" else getattr(actions, step)
    return _do_step(request, unlocked, packet, step, act, given)


def _review_step(request, unlocked, packet, step):
    """Do what a second reader may do: mark a document, comment, approve, send back."""
    given = {}
    if step == "mark_read":
        given = {"document": request.POST.get("document", "")}
    elif step != "second_read":
        documents = _in_hand(packet, unlocked)
        names = {kind.slug: str(kind.name) for kind, _document, _clashes in documents}
        comment = review.comment_form(names, request.POST)
        if not comment.is_valid():
            return _packet_page(request, unlocked, packet, comment=comment)
        given = comment.cleaned_data
    return _do_step(request, unlocked, packet, step, review.REVIEW_ACTIONS[step], given)


def _do_step(request, unlocked, packet, step, act, given):
    try:
        if step == "make_ready" and packet.is_draft:
            record_read(packet, unlocked, by=request.user, at=timezone.now())
        elif step in BEFORE_SENDING:
            refuse_left_out(packet, unlocked)
        act(packet, **given, unlocked=unlocked, by=request.user, at=timezone.now())
    except NotAllowed as reason:
        messages.error(request, str(reason))
    else:
        messages.success(request, STEP_MESSAGES[step])
    return redirect("office:packet", unlocked.case.reference, packet.pk)


def _in_hand(packet, unlocked):
    return contents.current_documents(packet, unlocked, today=timezone.localdate())


def _document(packet, unlocked, slug):
    """Return (paper, document, clashes) of a packet. Raises Http404."""
    for document_kind, document, clashes in _in_hand(packet, unlocked):
        if document_kind.slug == slug:
            return document_kind, document, clashes
    raise Http404


@read_and_write
@packet_required
def document(request, unlocked, packet, slug):
    """Show one paper: what is missing first, where each value comes from, and its own words."""
    document_kind, document, clashes = _document(packet, unlocked, slug)
    is_draft = packet.status == PacketStatus.DRAFT
    if request.method == "POST" and not _may_prepare(request):
        raise Http404
    form = EditForm(document, clashes, request.POST if request.method == "POST" else None)
    valid = request.method == "POST" and form.is_valid()
    if valid and _save_words(request, unlocked, packet, slug, form):
        return redirect("office:packet-paper", unlocked.case.reference, packet.pk, slug)
    if is_draft and _may_prepare(request):
        open_forms.note_open(unlocked.case, open_forms.LETTER, by=request.user, at=timezone.now())
    log_view(request, unlocked.case)
    context = _reading(request, unlocked, packet, slug) | {
        "case": unlocked.case,
        "can": _can(request.user),
        "packet": packet,
        "paper": document_kind,
        "document": document,
        "missing": _unfilled(document),
        "needs_english": _needs_english(packet, document),
        "filled": _filled_values(document),
        "advice": [str(item) for item in document_kind.advice_for(document)],
        "form": form if is_draft and _may_prepare(request) else None,
        "boxes": boxes_of(document_kind, document),
        "is_worksheet": document_kind.slug in WORKSHEETS,
        "has_docx": document_kind.kind == LETTER,
        "missing_glyphs": missing_glyphs(document.text()),
        "writing": open_forms.others_at(
            unlocked.case, open_forms.LETTER, request.user, timezone.now()
        ),
    }
    return render(request, "office/document.html", context, status=422 if form.errors else 200)


def _save_words(request, unlocked, packet, slug, form):
    """Save the words of a letter. Return False where a colleague changed the same ones."""
    by, at = request.user, timezone.now()
    given = {"seen": form.seen, "said": form.said, "unlocked": unlocked, "by": by, "at": at}
    try:
        edits.edit_paragraphs(packet, slug, form.changed(), **given)
    except merging.EditConflict as conflict:
        form.show_conflict(conflict.theirs)
        return False
    except NotAllowed as reason:
        messages.error(request, str(reason))
    else:
        open_forms.note_closed(unlocked.case, open_forms.LETTER, by=by)
        messages.success(request, _("Saved."))
    return True


def _reading(request, unlocked, packet, slug):
    """Keep that a document in review was opened. Return its mark, and what was said about it."""
    names = {slug: ""}
    found = {"comments": review.comments_of(packet, unlocked, names, document=slug)}
    if packet.is_in_review and packet.ready_by_id != request.user.pk:
        readings.note_opened(packet, slug, by=request.user, at=timezone.now())
        found["mark"] = readings.readings_by(packet, request.user).get(slug)
    return found


def _filled_values(document):
    """Return (label, value, where it comes from) of every value, and of every long story."""
    found, label = [], ""
    for block in document.blocks:
        if block.kind == "heading":
            label = block.text
        elif block.kind == "said":
            found.append((label, f"{block.text[:80]}…", _source(block.step)))
        for row in getattr(block, "rows", ()):
            if row.value:
                found.append((row.label, row.value, _source(row.step)))
    return found


def _source(step):
    """Return the title of the page that a value was given on, or ""."""
    return COMPLAINT.step(step).title.them if COMPLAINT.has_step(step) else ""


def _file_name(packet, document_kind, ending):
    """Return the name of a file: another one for each paper, and none that says what it is."""
    return f"{packet.case.reference}-{packet.pk}-{file_number(document_kind):02d}.{ending}"


@require_safe
@packet_required
def document_pdf(request, unlocked, packet, slug):
    """Return a paper as a PDF: the frozen bytes, once it is ready."""
    document_kind, document, _clashes = _document(packet, unlocked, slug)
    made = contents.frozen_pdf(packet, slug, unlocked) if packet.frozen else pdf.render(document)
    if made is None:
        messages.error(request, _("The file could not be made. Print the page."))
        return redirect("office:packet-paper", unlocked.case.reference, packet.pk, slug)
    log_download(request, unlocked.case)
    if packet.ready_by_id != request.user.pk:
        readings.note_opened(packet, slug, by=request.user, at=timezone.now())
    return attachment(made, PDF, _file_name(packet, document_kind, "pdf"))


@require_safe
@packet_required
def document_docx(request, unlocked, packet, slug):
    document_kind, document, _clashes = _document(packet, unlocked, slug)
    if document_kind.kind != LETTER:
        raise Http404
    log_download(request, unlocked.case)
    return attachment(docx_file.to_docx(document), DOCX, _file_name(packet, document_kind, "docx"))


@require_safe
@packet_required
def exhibits_pdf(request, unlocked, packet):
    """Return the added papers as one numbered PDF with a contents page."""
    try:
        made = exhibits.to_pdf(unlocked, contents.exhibits_of(packet, unlocked))
    except pdf.RenderingFailed:
        messages.error(request, _("The file could not be made. Please try again in a few minutes."))
        return redirect("office:packet", unlocked.case.reference, packet.pk)
    if made is None:
        raise Http404
    log_download(request, unlocked.case)
    return attachment(made, PDF, f"{unlocked.case.reference}-{packet.pk}-exhibits.pdf")
