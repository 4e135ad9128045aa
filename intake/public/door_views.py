"""The return door: what a person with a code sees, says and does about a sent case."""

from functools import wraps

import qrcode
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from qrcode.image.svg import SvgPathImage

from intake import mail
from intake.attachments import actions as attachments
from intake.attachments.handler import sent_file
from intake.attachments.kinds import MOST_FILES, Refused
from intake.cases import person
from intake.cases.actions import NotAllowed
from intake.cases.models import Case, Event
from intake.documents import pdf
from intake.documents.blocks import Document, Heading, Paragraph, Small
from intake.flow.complaint import COMPLAINT
from intake.flow.facts import facts
from intake.flow.steps import ME, voice_of
from intake.manners import errors, limits
from intake.manners.files import PDF, attachment
from intake.messages import actions as letters
from intake.messages import reminders
from intake.packets import actions as packets
from intake.packets.models import Packet
from intake.routes.fitting import BY_KEY
from intake.vault import codes, sealing

from .forms import (
    AddWordsForm,
    AgreeForm,
    ChangeForm,
    CodeEndForm,
    FileForm,
    MessageForm,
    RemindersForm,
    StopForm,
    WhatChangedForm,
)
from .visit import answers_of, case_of, nothing_here, visit_of

read_and_write = require_http_methods(["GET", "HEAD", "POST"])


def case_required(view):
    """Give the view a Visit and its case, or say that nothing is open here."""

    @wraps(view)
    def with_case(request, *args, **kwargs):
        visit = visit_of(request)
        case = case_of(visit)
        if case is None:
            return nothing_here(request)
        try:
            return view(request, visit, case, *args, **kwargs)
        except NotAllowed:
            return redirect("public:status")

    return with_case


def not_too_often(view):
    """Stop who sends more about one case than anybody writes. It comes inside case_required."""

    @wraps(view)
    def with_limit(request, visit, case, *args, **kwargs):
        if request.method == "POST" and not limits.allow_for(case.owner, "act"):
            return errors.enough(request)
        return view(request, visit, case, *args, **kwargs)

    return with_limit


def _answered(request, template, form, refused=422, **context):
    status = refused if form.errors else 200
    return render(request, template, {"form": form} | context, status=status)


def unread(case):
    """Return how many messages of ours the person has not seen yet."""
    return case.messages.filter(from_person=False, seen_on=None).count()


# What the person is told of what happened; the rest is between volunteers.
TOLD = {
    Event.Kind.SUBMITTED: gettext_lazy("We got your complaint"),
    Event.Kind.ADDED: gettext_lazy("You added something"),
    Event.Kind.CHANGED: gettext_lazy("You told us that something changed"),
    Event.Kind.FILE_ADDED: gettext_lazy("A paper was added"),
    Event.Kind.WROTE: gettext_lazy("We wrote to you"),
    Event.Kind.WROTE_US: gettext_lazy("You wrote to us"),
    Event.Kind.PREPARED: gettext_lazy("We began papers for you"),
    Event.Kind.SECOND_READ: gettext_lazy("Two volunteers read your papers"),
    Event.Kind.AGREED: gettext_lazy("You said yes to sending"),
    Event.Kind.SENT: gettext_lazy("Your papers were sent"),
    Event.Kind.ANSWERED: gettext_lazy("An office answered"),
    Event.Kind.NEW_CODE: gettext_lazy("You got a new code"),
}


def timeline(case):
    """Return [(date, words)] of what the person may know, newest first."""
    found = []
    for event in case.events.order_by("-pk"):
        day = timezone.localdate(event.at)
        if event.kind == Event.Kind.MOVED:
            found.append((day, Case.Status(event.after).label))
        elif event.kind in TOLD:
            found.append((day, TOLD[event.kind]))
    return found


def next_step(case, known):
    """Return the one thing that the person does next: agree, read, answer, more, or nothing."""
    if waiting_papers(case):
        return "agree"
    if known["unread"]:
        return "read"
    if case.status == Case.Status.ASKING:
        return "answer"
    return "more" if known["draft_open"] or known["more_count"] else ""


def waiting_papers(case):
    """Return the packets that wait for the person's yes."""
    return list(case.packets.filter(state=Packet.State.READ).order_by("pk"))


@read_and_write
@case_required
@not_too_often
def messages(request, visit, case):
    """Show what was written both ways, and keep what the person writes."""
    form = MessageForm(request.POST if request.method == "POST" else None)
    now = timezone.now()
    if form.is_valid():
        known = facts(answers_of(visit), timezone.localdate(now))
        letters.receive(case, form.cleaned_data["text"], language=known.reads or "en",
                        key=visit.opened.key, at=now)  # fmt: skip
        return redirect("public:messages")
    rows = case.messages.select_related("by", "translated_by").order_by("-pk")
    shown = [(row, letters.read(row, case, visit.opened.key)) for row in rows]
    if request.method == "GET":
        case.messages.filter(from_person=False, seen_on=None).update(
            seen_on=timezone.localdate(now)
        )
    return _answered(request, "public/messages.html", form, letters=shown,
                     waits=case.waiting_since)  # fmt: skip


@read_and_write
@case_required
@not_too_often
def add_words(request, visit, case):
    """Take something to add, in own words. It stands beside what was sent."""
    form = AddWordsForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        about = COMPLAINT.step(form.cleaned_data["about"]).title.to(ME)
        person.add_words(case, str(about), form.cleaned_data["text"], key=visit.opened.key,
                         now=timezone.now())  # fmt: skip
        return redirect("public:status")
    return _answered(request, "public/add_words.html", form)


@read_and_write
@case_required
def changed(request, visit, case):
    """Ask what changed; the questions that belong to it come on the next page."""
    voice = voice_of(answers_of(visit))
    form = WhatChangedForm(request.POST if request.method == "POST" else None, voice=voice)
    if form.is_valid():
        return redirect("public:change", form.cleaned_data["what"])
    return _answered(request, "public/changed.html", form)


@read_and_write
@case_required
@not_too_often
def change(request, visit, case, what):
    """Keep what changed: urgency, ways and last days follow at once."""
    if what not in person.CHANGES:
        raise Http404
    voice = voice_of(answers_of(visit))
    form = ChangeForm(what, request.POST if request.method == "POST" else None, voice=voice)
    if form.is_valid():
        person.change(case, what, form.words(), form.labels(), key=visit.opened.key,
                      now=timezone.now())  # fmt: skip
        return redirect("public:status")
    label = person.CHANGES[what].label.to(voice)
    return _answered(request, "public/change.html", form, label=label, what=what)


@read_and_write
@case_required
def agree(request, visit, case):
    """Show the papers that wait for a yes, as pages; only a yes lets a volunteer send them."""
    waiting = waiting_papers(case)
    if not waiting:
        return redirect("public:status")
    packet, key = waiting[0], visit.opened.key
    form = AgreeForm(request.POST if request.method == "POST" else None)
    now = timezone.now()
    if form.is_valid() and request.POST.get("packet") == str(packet.pk):
        words = _("Said yes with the code, as “%(name)s”.") % {"name": form.cleaned_data["name"]}
        packets.agree(packet, words, key=key, by=None, at=now)
        return redirect("public:status")
    papers = packets.papers_in(packet, key, today=timezone.localdate(now))
    return _answered(
        request, "public/agree.html", form, packet=packet, route=BY_KEY[packet.route],
        papers=[{"paper": paper, "document": document} for paper, document in papers],
    )  # fmt: skip


@read_and_write
@case_required
@not_too_often
def files(request, visit, case):
    """Show the papers that were added, and take another one: one at a time, kept at once."""
    form = FileForm(request.POST if request.method == "POST" else None)
    key, refused = visit.opened.key, 422
    if form.is_valid():
        try:
            data, name = sent_file(request, "file")
            attachments.add(
                case, data, form.cleaned_data["what"] or name, key=key, by=None,
                at=timezone.now(), as_it_came=form.cleaned_data["as_it_came"],
            )  # fmt: skip
        except Refused as reason:
            form.add_error("file", reason.message)
            refused = reason.status
        else:
            return redirect("public:files")
    rows = [
        (row, attachments.about(row, case, key)) for row in case.attachments.order_by("added_at")
    ]
    return _answered(request, "public/files.html", form, refused, rows=rows, most=MOST_FILES)


def _paper(case, pk):
    row = case.attachments.filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


@require_safe
@case_required
def file_picture(request, visit, case, pk, page):
    """Show a page of a paper as it is stored."""
    made = attachments.picture(_paper(case, pk), case, visit.opened.key, page)
    if made is None:
        raise Http404
    return HttpResponse(made, content_type="image/jpeg")


@require_POST
@case_required
@not_too_often
def drop_file(request, visit, case, pk):
    """Take a paper off. Only those that the person added can be taken off here."""
    row = _paper(case, pk)
    if row.by_id is not None:
        raise Http404
    attachments.drop(row, by=None, at=timezone.now())
    return redirect("public:files")


@read_and_write
@case_required
@not_too_often
def remind(request, visit, case):
    """Let the person have reminders without a volunteer, and say what that keeps where."""
    held = case.reminders.first()
    filled_in = {"way": held.way if held else ""}
    if held:
        filled_in["email" if held.way == mail.EMAIL else "phone"] = reminders.address_of(held)
    sent = request.POST if request.method == "POST" else None
    form = RemindersForm(sent, value=filled_in)
    if form.is_valid():
        way = form.cleaned_data["way"]
        if way:
            to = form.cleaned_data["email" if way == mail.EMAIL else "phone"]
            reminders.ask_for(case, way, to)
        else:
            reminders.end(case)
        return redirect("public:status")
    return _answered(request, "public/remind.html", form, there=mail.ways())


@read_and_write
@case_required
def stop(request, visit, case):
    """Stop the work and keep the case, or go to the page that erases it."""
    form = StopForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if form.cleaned_data["choice"] == "erase":
            return redirect("public:erase")
        person.stop(case, at=timezone.now())
        return redirect("public:status")
    return _answered(request, "public/stop.html", form)


def _code(visit):
    """Return the code that this browser may show. Raises Http404 if it may not."""
    code = visit and sealing.kept_code(visit.opened.wrap, visit.secret)
    if not code:
        raise Http404
    return codes.grouped(code)


@require_safe
def code_picture(request):
    """Draw the code as a square to photograph. It holds the code alone, and no address."""
    picture = qrcode.make(_code(visit_of(request)), image_factory=SvgPathImage, border=2)
    return HttpResponse(picture.to_string(), content_type="image/svg+xml")


@require_safe
def code_file(request):
    """Return a small PDF with the code. It does not say what it is for."""
    code = _code(visit_of(request))
    document = Document(str(_("Code")), "en", (
        Heading(code), Paragraph(str(_("Keep this where nobody else looks."))),
        Small(str(_("Whoever has it can read what you sent."))),
    ))  # fmt: skip
    return attachment(pdf.to_pdf(document), PDF, "code.pdf")


@read_and_write
def code_end(request):
    """Let the filer check that the code was written down right."""
    visit = visit_of(request)
    code = _code(visit)
    form = CodeEndForm(request.POST if request.method == "POST" else None)
    right = False
    if form.is_valid():
        typed = "".join(sign for sign in form.cleaned_data["end"].upper() if sign.isalnum())
        right = typed.translate(codes.SAME)[-5:] == code[-5:]
        if not right:
            form.add_error("end", _("These are not the last five signs. Look at the code again."))
    return _answered(request, "public/code_end.html", form, right=right, code=code)
