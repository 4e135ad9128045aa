"""Where a sent case stands: what happened, what comes next, and by when."""

from django.conf import settings
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from intake.cases import service_level, submission
from intake.cases.models import Case, Event
from intake.cases.unlocked import Unreadable, unreadable_text
from intake.citations.footnotes import Footnotes
from intake.complaints import drafts, page_counts
from intake.deadlines.calendar_file import to_calendar
from intake.filer_session import answers_of, helper_answers, session_of, set_cookie
from intake.flow.complaint import COMPLAINT
from intake.flow.facts import compute_facts
from intake.flow.forms.now import crisis_phone
from intake.vault import codes, envelopes
from intake.web import errors, ratelimit
from intake.web.downloads import CALENDAR, attachment

from .decorators import case_required, no_session, readable_required
from .filer_action_views import packets_to_agree
from .outlook import nearest
from .pages import step_url

# What the person is told of what happened; the rest is between volunteers.
FILER_TIMELINE = {
    Event.Kind.SUBMITTED: _("We got your complaint"),
    Event.Kind.ADDED: _("You added something"),
    Event.Kind.CHANGED: _("You told us about a change"),
    Event.Kind.FILE_ADDED: _("A file was added"),
    Event.Kind.FILE_REMOVED: _("A file was removed"),
    Event.Kind.MESSAGE_SENT: _("We wrote to you"),
    Event.Kind.MESSAGE_RECEIVED: _("You wrote to us"),
    Event.Kind.PREPARED: _("We started letters for you"),
    Event.Kind.SECOND_READ: _("Two volunteers read your letters"),
    Event.Kind.AGREED: _("You agreed to send the letters"),
    Event.Kind.SENT: _("Your letters were sent"),
    Event.Kind.ANSWERED: _("An office answered"),
    Event.Kind.NEW_CODE: _("You got a new code"),
    Event.Kind.ERASE_ASKED: _("You asked us to delete your case"),
    Event.Kind.ERASE_KEPT: _("You asked us to keep your case"),
}


def _timeline(case):
    """Return [(date, words)] of what the person may know, newest first."""
    found = []
    for event in case.events.order_by("-pk"):
        day = timezone.localdate(event.at)
        if event.kind == Event.Kind.STATUS_CHANGED:
            found.append((day, Case.Status(event.after).label))
        elif event.kind in FILER_TIMELINE:
            found.append((day, FILER_TIMELINE[event.kind]))
    return found


def _unread(case):
    """Return how many messages of ours the person has not seen yet."""
    return case.messages.filter(from_filer=False, seen_on=None).count()


def _next_step(case, facts):
    """Return the one thing that the person does next: agree, read, answer, more, or nothing."""
    if packets_to_agree(case):
        return "agree"
    if facts["unread"]:
        return "read"
    if case.status == Case.Status.WAITING:
        return "answer"
    return "more" if facts["draft_open"] or facts["more_count"] else ""


def _case_context(session, unlocked):
    case, footnotes = unlocked.case, Footnotes()
    return {
        "reference": case.reference,
        "status_word": case.get_status_display(),
        "sentence": service_level.status_sentence(case),
        "next_look": service_level.next_review_on(case),
        "received_on": case.opened_on,
        "deletion_asked_on": case.erase_asked_on,
        "by_day": service_level.review_due_on(case),
        "code": codes.grouped(session.code),
        "code_unreadable": unreadable_text() if session.code_is_damaged else "",
        "draft_open": session.stored is not None,
        "draft_unreadable": unreadable_text() if session.is_damaged else "",
        **_from_answers(unlocked, footnotes),
        "footnotes": footnotes,
    }


def _from_answers(unlocked, footnotes):
    """Return what rests on the answers. Where they cannot be opened, the page says so."""
    now = timezone.now()
    try:
        answers = unlocked.answers
    except Unreadable:
        return {"unreadable": unreadable_text(), "more_count": 0}
    facts = compute_facts(answers, timezone.localdate(now))
    asked = [step for step in COMPLAINT.visible_steps(answers) if step.form is not None]
    open_pages = [step for step in asked if step.slug not in answers]
    return {
        "crisis_phone": crisis_phone(answers),
        "help_state": facts.jail_state,
        "help_language": facts.speaks,
        "looks_here": "none" in facts.contact_methods,
        "has_lawyer": facts.has_lawyer == "yes",
        "gives_jail_letter": facts.held and facts.where != "ice",
        "self_files": facts.consent_send == "self",
        "more_count": len(open_pages),
        "can_file_another": facts.filing_for not in ("", "me"),
        **nearest(facts, now, footnotes),
    }


@require_safe
@case_required
def done(request, session, unlocked):
    """Confirm what was sent. It may be read again for an hour in this browser."""
    return render(request, "public/done.html", _case_context(session, unlocked))


@require_safe
@case_required
def status(request, session, unlocked):
    """Say where the case stands."""
    case, context = unlocked.case, _case_context(session, unlocked)
    context |= {"timeline": _timeline(case), "unread": _unread(case)}
    # The page asks for one name, such as next_step.agree.
    context["next_step"] = {_next_step(case, context): True}
    return render(request, "public/status.html", context)


@require_POST
@case_required
def more(request, session, unlocked):
    """Ask the pages that the short lane left out; they are added beside the complaint."""
    now = timezone.now()
    submission.reopen_as_draft(unlocked, now=now)
    answers = drafts.read(session.unlocked, now=now)["answers"]
    return HttpResponseRedirect(step_url(COMPLAINT.next_unanswered(answers)))


@require_POST
@case_required
def another(request, session, unlocked):
    """Begin a complaint for another person by the same helper, who need not type it all again."""
    if unlocked.case.source == Case.Source.PHONE and request.user.is_authenticated:
        # Each caller hears what happens, and says yes.
        return HttpResponseRedirect(f"{reverse('office:assist')}?another=1")
    answers = helper_answers(unlocked)
    envelopes.receiving_team()
    if not ratelimit.allow(request, "start"):
        return errors.too_many()
    now = timezone.now()
    # The pages that are answered already took their time before.
    began = int(now.timestamp()) - settings.SECONDS_PER_PAGE * len(answers)
    secret = drafts.start({"answers": answers, "lane": "full", "began": began}, now=now)
    page_counts.increment_new({}, answers, timezone.localdate(now))
    return set_cookie(HttpResponseRedirect(step_url(COMPLAINT.next_unanswered(answers))), secret)


@require_safe
@readable_required
def calendar(request):
    """Return the last days of what this browser has open, as a file for a calendar."""
    answers = answers_of(session_of(request))
    if not answers:
        return no_session(request)
    now = timezone.now()
    facts = compute_facts(COMPLAINT.prune(answers), timezone.localdate(now))
    return attachment(to_calendar(facts, now=now), CALENDAR, "days.ics")
