"""What a volunteer does about a case in one small form."""

from contextlib import suppress
from uuid import UUID

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from intake.cases import calls, question_status, review, volunteer_actions
from intake.cases.models import Event
from intake.cases.next_steps import STEP_SLUGS
from intake.packets.next_steps import is_route_step
from intake.web.parsing import parse_whole_number

from ..access import visible_cases
from .forms import (
    AssignForm,
    CorrectForm,
    DismissDeadlineForm,
    DuplicateForm,
    EscalateForm,
    OneFollowUpForm,
    TagsForm,
)


def _assign(request, unlocked, given):
    seen = parse_whole_number(request.POST.get("seen", "")) or 0
    volunteer_actions.assign(unlocked, by=request.user, at=timezone.now(), seen=seen, **given)


def _correct(request, unlocked, given):
    fact, _colon, value = given["change"].partition(":")
    by, at = request.user, timezone.now()
    given = {"reason": given["reason"], "seen": given["seen"]}
    volunteer_actions.correct(unlocked, fact, value, by=by, at=at, **given)


def _duplicate(request, unlocked, given):
    other = visible_cases(request).filter(reference=given["other"], erased_on=None).first()
    if other is None or other == unlocked.case:
        raise Http404
    volunteer_actions.decide_duplicate(
        unlocked,
        other,
        same=given["same"] == "yes",
        by=request.user,
        at=timezone.now(),
        reason=given["reason"],
    )


def _complete_step(request, unlocked, given):
    step = request.POST.get("step", "")
    if step not in STEP_SLUGS and not is_route_step(step):
        raise Http404
    act = review.reopen_step if "undo" in request.POST else volunteer_actions.complete_step
    act(unlocked.case, step, by=request.user, at=timezone.now())


def _review_attachment(request, unlocked, given):
    with suppress(ValueError):
        review.review_attachment(
            unlocked.case,
            UUID(request.POST.get("paper", "")),
            request.POST.get("readable"),
            by=request.user,
            at=timezone.now(),
        )
        return
    raise Http404


def _no_follow_up(request, unlocked, given):
    volunteer_actions.set_follow_up(unlocked.case, None, by=request.user, at=timezone.now())


def _undo_status(request, unlocked, given):
    seen, by = request.POST.get("seen", ""), request.user
    question_status.undo(unlocked.case, by=by, at=timezone.now(), seen=seen)


def _sealed(action):
    """Return a verb that hands its form's values to an action that seals something."""

    def perform(request, unlocked, given):
        action(unlocked, by=request.user, at=timezone.now(), **given)

    return perform


def _clear(action):
    """Return a verb that hands its form's values to an action on clear columns alone."""

    def perform(request, unlocked, given):
        action(unlocked.case, by=request.user, at=timezone.now(), **given)

    return perform


def _call(ending):
    """Return a verb that writes down how a call ended."""

    def perform(request, unlocked, given):
        calls.log_call(unlocked.case, ending, by=request.user, at=timezone.now())

    return perform


# Of each verb: its form, what it does, what is said when it is done.
CASE_ACTIONS = {
    "assign": (AssignForm, _assign, _("Assigned.")),
    "raise": (EscalateForm, _sealed(volunteer_actions.escalate), _("Escalated for seven days.")),
    "follow_up": (OneFollowUpForm, _clear(volunteer_actions.set_follow_up), _("Follow-up set.")),
    "no_follow_up": (None, _no_follow_up, _("The follow-up is removed.")),
    "tags": (TagsForm, _clear(volunteer_actions.set_tags), _("Tags saved.")),
    "correct": (CorrectForm, _correct, _("Fact corrected. The answer stays as it was.")),
    "likeness": (DuplicateForm, _duplicate, _("Saved.")),
    "tick": (None, _complete_step, _("Done.")),
    "end_day": (DismissDeadlineForm, _sealed(review.dismiss_deadline), _("Saved.")),
    "paper": (None, _review_attachment, _("Saved.")),
    "no_answer": (
        None,
        _clear(volunteer_actions.mark_answered),
        _("No one is waiting for an answer now."),
    ),
    "called": (None, _call(Event.Kind.CALLED), _("Call logged: we spoke.")),
    "call_missed": (None, _call(Event.Kind.CALL_MISSED), _("Call logged: no answer.")),
    "voicemail": (None, _call(Event.Kind.VOICEMAIL), _("Call logged: voicemail left.")),
    "undo_status": (None, _undo_status, _("Undone. The status is as it was.")),
    "by_a_person": (
        None,
        _clear(volunteer_actions.mark_not_a_bot),
        _("It is in the queue now."),
    ),
}
