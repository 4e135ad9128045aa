"""The return door: what a person with a code sees, says and does about a sent case."""

from contextlib import suppress
from functools import wraps
from uuid import UUID

import qrcode
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe
from qrcode.image.svg import SvgPathImage

from intake import mail
from intake.attachments import actions as attachments
from intake.attachments.handler import sent_file
from intake.attachments.kinds import MOST_FILES, Refused, Why
from intake.cases import person
from intake.cases.actions import NotAllowed
from intake.cases.models import Case, Event
from intake.documents import pdf
from intake.documents.blocks import Document, Heading, Paragraph, Small
from intake.flow.complaint import COMPLAINT
from intake.flow.conditions import answer
from intake.flow.facts import facts
from intake.flow.forms.helps import PapersForm
from intake.flow.steps import ME, voice_of
from intake.manners import errors, limits
from intake.manners.files import PDF, attachment
from intake.manners.methods import read_and_write
from intake.messages import actions as letters
from intake.messages import reminders
from intake.packets import actions as packets
from intake.packets.models import Packet
from intake.packets.papers.crcl import NAME_ASKED, NAME_HIDDEN
from intake.routes.fitting import BY_KEY
from intake.sources.notes import Foot
from intake.vault import codes, sealing

from .forms import (
    CHANGE_FORMS,
    AddWordsForm,
    AgreeForm,
    CodeEndForm,
    FileForm,
    FileQuestion,
    MessageForm,
    RemindersForm,
    StopForm,
    WhatChangedForm,
    in_words,
)
from .visit import answers_of, case_of, nothing_here, visit_of


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
            # Erased in between, from another phone: give back what was typed.
            return redirect("public:status") if case_of(visit) else nothing_here(request)

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
    Event.Kind.FILE_DROPPED: gettext_lazy("A paper was taken off"),
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
    """Return the packets that wait for the person's yes: none where they send it themselves."""
    if case.status == Case.Status.CLOSED or not packets.needs_yes(case):
        return []
    return list(case.packets.filter(state=Packet.State.READ).order_by("pk"))


def _writes_in(visit, now):
    """Return the language in which the person most likely writes, as a code, or ""."""
    known = facts(answers_of(visit), timezone.localdate(now))
    return letters.language_code(known.reads) or letters.language_code(known.speaks)


@read_and_write
@case_required
@not_too_often
def messages(request, visit, case):
    """Show what was written both ways, and keep what the person writes."""
    sent, now = request.POST if request.method == "POST" else None, timezone.now()
    form = MessageForm(sent, value={"language": _writes_in(visit, now)})
    if form.is_valid():
        letters.receive(case, **form.cleaned_data, key=visit.opened.key, at=now)
        return redirect("public:messages")
    rows = list(case.messages.select_related("by", "translated_by").order_by("-pk"))
    shown = [(row, letters.read(row, case, visit.opened.key)) for row in rows]
    if request.method == "GET":
        # Only what this page shows: another may come in while it is made.
        unseen = [row.pk for row in rows if not row.from_person and not row.seen_on]
        case.messages.filter(pk__in=unseen).update(seen_on=timezone.localdate(now))
    return _answered(request, "public/messages.html", form, letters=shown,
                     waits=case.waiting_since)  # fmt: skip


@read_and_write
@case_required
@not_too_often
def add_words(request, visit, case):
    """Take something to add, in own words. It stands beside what was sent."""
    form = AddWordsForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        page = form.cleaned_data["about"]
        about = COMPLAINT.step(page).title.to(ME)
        person.add_words(case, str(about), form.cleaned_data["text"], page=page,
                         key=visit.opened.key, now=timezone.now())  # fmt: skip
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
    answers = answers_of(visit)
    voice = voice_of(answers)
    sent = request.POST if request.method == "POST" else None
    form = CHANGE_FORMS[what](sent, answers=answers, voice=voice)
    if form.is_valid():
        given = form.answer()
        _changed(case, what, given, in_words(form), visit.opened.key)
        if given.get("whose") == "theirs":
            return redirect("public:change", "contact")
        return redirect("public:status")
    label = person.CHANGES[what].label.to(voice)
    return _answered(request, "public/change.html", form, label=label, what=what)


@transaction.atomic
def _changed(case, what, given, said, key):
    """Keep a change; with a new contact, the old address is used for no reminder either."""
    person.change(case, what, given, said, key=key, now=timezone.now())
    if what == "contact":
        reminders.follow(case, given)


@read_and_write
@case_required
def agree(request, visit, case):
    """Show the papers that wait for a yes, as pages; only a yes lets a volunteer send them."""
    waiting = waiting_papers(case)
    if not waiting:
        return redirect("public:status")
    packet, key = waiting[0], visit.opened.key
    asks_name = packets.asks_name(packet)
    form = AgreeForm(request.POST if request.method == "POST" else None, asks_name=asks_name)
    now = timezone.now()
    if form.is_valid() and request.POST.get("packet") == str(packet.pk):
        words = _("Said yes with the code, as “%(name)s”.") % {"name": form.cleaned_data["name"]}
        # Where the case was stopped meanwhile, its page says so.
        with suppress(NotAllowed):
            packets.agree(packet, words, show_name=form.cleaned_data.get("show_name", ""), key=key,
                          by=None, at=now)  # fmt: skip
        return redirect("public:status")
    papers = packets.papers_in(packet, key, today=timezone.localdate(now))
    foot = Foot()
    return _answered(
        request, "public/agree.html", form, packet=packet, route=BY_KEY[packet.route],
        papers=[{"paper": paper, "document": document} for paper, document in papers],
        about_name=[foot.show(item) for item in (NAME_ASKED, NAME_HIDDEN)] if asks_name else [],
        foot=foot,
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
            _add_file(request, case, key, **form.cleaned_data)
        except Refused as reason:
            nothing = reason.why == Why.EMPTY and not request.FILES
            form.add_error("file", FileQuestion.missing if nothing else reason.message)
            refused = reason.status
        else:
            return redirect("public:files")
    rows = [(row, attachments.about(row, case, key)) for row in _papers(case)]
    missing = PapersForm.base_fields["missing"]
    said = answer(answers_of(visit), "papers", "missing")
    return _answered(request, "public/files.html", form, refused, rows=rows, most=MOST_FILES,
                     missing=missing.choices, said=missing.sentence(said))  # fmt: skip


def _add_file(request, case, key, *, what, as_it_came, **_file):
    """Keep the file that was sent. Its own name can tell a place and a time, so it is not kept."""
    data, _name = sent_file(request, "file")
    what = what or _("Paper %(number)s") % {"number": case.attachments.count() + 1}
    attachments.add(case, data, what, key=key, by=None, at=timezone.now(), as_it_came=as_it_came)


@require_POST
@case_required
@not_too_often
def missing_paper(request, visit, case):
    """Keep which of the four honest answers fits for a paper that is not there."""
    missing, said = PapersForm.base_fields["missing"], request.POST.get("missing", "")
    if said in dict(missing.choices):
        label = missing.label.to(voice_of(answers_of(visit)))
        person.papers_missing(case, said, label, missing.sentence(said), key=visit.opened.key,
                              now=timezone.now())  # fmt: skip
    return redirect("public:files")


def _uuid(text):
    try:
        return UUID(text)
    except (ValueError, TypeError):
        return None


def _papers(case):
    return case.attachments.order_by("added_at", "pk")


@require_safe
@case_required
def file_picture(request, visit, case, number, page):
    """Show a page of a paper as it is stored. Addresses stay in a history, so they hold no id."""
    row = _papers(case)[number - 1 : number].first() if number else None
    made = row and attachments.picture(row, case, visit.opened.key, page)
    if not made:
        raise Http404
    return HttpResponse(made, content_type="image/jpeg")


@require_POST
@case_required
@not_too_often
def drop_file(request, visit, case):
    """Take a paper off. Only those that the person added can be taken off here."""
    row = case.attachments.filter(pk=_uuid(request.POST.get("paper")), by=None).first()
    if row is not None:
        attachments.drop(row, by=None, at=timezone.now())
    return redirect("public:files")


@read_and_write
def remind(request):
    """Let the person have reminders without a volunteer, and say what that keeps where.

    A saved form has one line, once; a case has them while a message of ours is not read.
    """
    visit = visit_of(request)
    case = case_of(visit)
    saved = visit is not None and case is None and (visit.stored or {}).get("coded")
    if case is None and not saved:
        return nothing_here(request)
    owner = visit.opened.owner
    form = RemindersForm(request.POST if request.method == "POST" else None, held=_held(owner))
    back = reverse("public:status" if case else "public:code")
    if form.is_valid():
        if not limits.allow(request, "submit"):
            return errors.too_many()
        if _remind(case, owner, form):
            return redirect(back)
    return _answered(request, "public/remind.html", form, there=mail.ways(), saved=saved,
                     back_url=back, closed=case and case.status == Case.Status.CLOSED)  # fmt: skip


def _held(owner):
    held = reminders.held_for(owner)
    return (held.way, reminders.address_of(held)) if held else ("", "")


def _remind(case, owner, form):
    """Keep or end reminders. A first line shows that the address is right, and names this site."""
    way, to = form.way_and_address()
    if not way:
        reminders.end(owner)
        return True
    try:
        mail.code_link(way, to)
    except mail.NotSent:
        form.add_error(way if way == mail.EMAIL else "phone", NOT_SENT)
        return False
    if case:
        reminders.ask_for(case, way, to)
    else:
        reminders.ask_for_draft(owner, way, to)
    return True


NOT_SENT = gettext_lazy("We could not send a first line there. Look at it again, or try later.")


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
    go_on = reverse("public:code" if visit.stored is not None else "public:done")
    return _answered(request, "public/code_end.html", form, right=right, code=code,
                     go_on_url=go_on)  # fmt: skip
