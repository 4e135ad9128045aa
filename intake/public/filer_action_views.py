"""The return door: what a person with a code says and does about a sent case."""

from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intake import mail
from intake.cases import filer_actions
from intake.cases.actions import NotAllowed
from intake.cases.models import Case
from intake.cases.unlocked import unreadable_text
from intake.citations.footnotes import Footnotes
from intake.filer_session import answers_if_readable, case_of, session_of
from intake.flow import volunteers_only
from intake.flow.complaint import COMPLAINT
from intake.flow.facts import compute_facts
from intake.flow.steps import voice_of
from intake.messages import actions as letters
from intake.messages import reminders
from intake.packets import actions as packets
from intake.packets import contents, freezing
from intake.packets.checks import refuse_left_out
from intake.packets.documents.crcl import NAME_ASKED, NAME_HIDDEN
from intake.packets.models import Packet
from intake.rendering.language import in_english
from intake.routes.fitting import ROUTES_BY_SLUG
from intake.web import errors, ratelimit
from intake.web.methods import read_and_write

from .decorators import case_required, limit_posts, nothing_open
from .forms import (
    CHANGE_FORMS,
    AddDetailsForm,
    AgreeForm,
    MessageForm,
    RemindersForm,
    WhatChangedForm,
    answers_in_words,
)
from .pages import render_form


def _likely_language(session, now):
    """Return the language in which the person most likely writes, as a code, or ""."""
    facts = compute_facts(answers_if_readable(session), timezone.localdate(now))
    return letters.language_code(facts.reads) or letters.language_code(facts.speaks)


@read_and_write
@case_required
@limit_posts
def messages(request, session, unlocked):
    """Show what was written both ways, and keep what the person writes."""
    case, now = unlocked.case, timezone.now()
    sent = request.POST if request.method == "POST" else None
    form = MessageForm(sent, value={"language": _likely_language(session, now)})
    if form.is_valid():
        letters.receive_message(unlocked, **form.cleaned_data, at=now)
        return redirect("public:messages")
    rows = list(case.messages.select_related("by", "translated_by").order_by("-pk"))
    shown = [(row, letters.read_message(row, unlocked)) for row in rows]
    if request.method == "GET":
        # Only what this page shows: another may come in while it is made.
        unseen = [row.pk for row in rows if not row.from_filer and not row.seen_on]
        case.messages.filter(pk__in=unseen).update(seen_on=timezone.localdate(now))
    return render_form(
        request, "public/messages.html", form, letters=shown, waits=case.waiting_since
    )


@read_and_write
@case_required
@limit_posts
def add_details(request, session, unlocked):
    """Take something to add, in own words. It stands beside what was sent."""
    voice = voice_of(answers_if_readable(session))
    form = AddDetailsForm(request.POST if request.method == "POST" else None, voice=voice)
    if form.is_valid():
        step = COMPLAINT.step(form.cleaned_data["about"])
        found = volunteers_only.asked_about(step, form, request.POST, None)
        if not found:
            _add_details(unlocked, step, form, request.POST, voice)
            return redirect("public:status")
        form.ask_about(found)
    return render_form(request, "public/add_details.html", form)


def _add_details(unlocked, step, form, data, voice):
    """Keep words about a page; what no letter may say is kept as words for volunteers only."""
    left, moved = volunteers_only.without_moved(step, form, data, form.cleaned_data)
    unprinted = COMPLAINT.step(volunteers_only.SLUG)
    for page, text in ((step, left["text"]), (unprinted, moved)):
        if text:
            about = str(page.title.for_voice(voice))
            filer_actions.add_details(unlocked, about, text, page=page.slug, now=timezone.now())


@read_and_write
@case_required
def changed(request, session, unlocked):
    """Ask what changed; the questions that belong to it come on the next page."""
    voice = voice_of(answers_if_readable(session))
    form = WhatChangedForm(request.POST if request.method == "POST" else None, voice=voice)
    if form.is_valid():
        return redirect("public:change", form.cleaned_data["what"])
    return render_form(request, "public/changed.html", form)


@read_and_write
@case_required
@limit_posts
def change(request, session, unlocked, what):
    """Keep what changed: urgency, ways and last days follow at once."""
    if what not in filer_actions.CHANGES:
        raise Http404
    answers = answers_if_readable(session)
    voice = voice_of(answers)
    sent = request.POST if request.method == "POST" else None
    form = CHANGE_FORMS[what](sent, answers=answers, voice=voice)
    if form.is_valid():
        given = form.answer()
        _save_change(unlocked, what, given, form)
        if given.get("whose") == "theirs":
            return redirect("public:change", "contact")
        return redirect("public:status")
    rule = filer_actions.CHANGES[what]
    return render_form(
        request, "public/change.html", form, label=rule.label.for_voice(voice), change=rule
    )


def _save_change(unlocked, what, given, form):
    """Keep a change; with a new contact, the old address is used for no reminder either."""

    follow = reminders.following(unlocked.case, given) if what == "contact" else None

    def also(changing):
        if follow:
            follow()

    filer_actions.report_change(
        unlocked,
        what,
        given,
        answers_in_words(form),
        english=in_english(answers_in_words)(form),
        now=timezone.now(),
        also=also,
    )


def packets_to_agree(case):
    """Return the packets that wait for the person's yes: none where they send it themselves."""
    if case.status == Case.Status.CLOSED or not packets.needs_consent(case):
        return []
    return list(case.packets.filter(status=Packet.Status.REVIEWED).order_by("pk"))


@read_and_write
@case_required
def agree(request, session, unlocked):
    """Show the papers that wait for a yes, as pages; only a yes lets a volunteer send them."""
    waiting = packets_to_agree(unlocked.case)
    if not waiting:
        return redirect("public:status")
    packet = waiting[0]
    asks_name = packets.asks_name_disclosure(packet)
    form = AgreeForm(request.POST if request.method == "POST" else None, asks_name=asks_name)
    now = timezone.now()
    if form.is_valid() and request.POST.get("packet") == str(packet.pk):
        words = _("Said yes with the code, as “%(name)s”.") % {"name": form.cleaned_data["name"]}
        try:
            refuse_left_out(packet, unlocked)
            packets.agree(
                packet,
                words,
                show_name=form.cleaned_data.get("show_name", ""),
                unlocked=unlocked,
                by=None,
                at=now,
            )
        except freezing.FileNotMade:
            form.add_error(None, _("We could not save your OK. Please try again."))
        except NotAllowed:  # where the case was stopped meanwhile, its page says so
            return redirect("public:status")
        else:
            return redirect("public:status")
    papers = contents.documents_in(packet, unlocked, today=timezone.localdate(now))
    footnotes = Footnotes()
    return render_form(
        request,
        "public/agree.html",
        form,
        packet=packet,
        route=ROUTES_BY_SLUG[packet.route],
        papers=[{"paper": paper, "document": document} for paper, document in papers],
        name_disclosure_claims=[footnotes.cite(item) for item in (NAME_ASKED, NAME_HIDDEN)]
        if asks_name
        else [],
        footnotes=footnotes,
    )


FIRST_MESSAGE_NOT_SENT = gettext_lazy(
    "We could not send a message there. Check the address or number."
)


@read_and_write
def remind(request):
    """Let the person have reminders without a volunteer, and say what that keeps where.

    A saved form has one line, once; a case has them while a message of ours is not read.
    """
    session = session_of(request)
    case = case_of(session)
    saved = session is not None and case is None and (session.stored or {}).get("coded")
    if case is None and not saved:
        return nothing_open(request, session)
    owner = session.unlocked.owner
    held = reminders.reminder_for(owner)
    form = RemindersForm(
        request.POST if request.method == "POST" else None,
        held=(held.channel, reminders.address_of(held)) if held else ("", ""),
    )
    back = reverse("public:status" if case else "public:code")
    if form.is_valid():
        if not ratelimit.allow(request, "submit"):
            return errors.too_many()
        if _save_reminder(case, owner, form):
            return redirect(back)
    return render_form(
        request,
        "public/remind.html",
        form,
        there=mail.channels(),
        saved=saved,
        unreadable=unreadable_text() if reminders.is_damaged(held) else "",
        back_url=back,
        closed=case and case.status == Case.Status.CLOSED,
    )


def _save_reminder(case, owner, form):
    """Keep or end reminders. A first line shows that the address is right, and names this site."""
    way, to = form.channel_and_address()
    if not way:
        reminders.cancel(owner)
        return True
    try:
        mail.code_link(way, to)
    except mail.NotSent:
        form.add_error(way if way == mail.EMAIL else "phone", FIRST_MESSAGE_NOT_SENT)
        return False
    if case:
        reminders.set_reminder(case, way, to)
    else:
        reminders.set_draft_reminder(owner, way, to)
    return True
