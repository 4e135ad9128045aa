"""What a volunteer does about a case in one small form."""

from contextlib import suppress
from uuid import UUID

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from intake.cases import actions, desk, work
from intake.cases.next_steps import KEYS
from intake.manners.digits import whole_number
from intake.packets.next_steps import is_key

from .access import visible_cases
from .forms.case import (
    AssignForm,
    CorrectForm,
    EndDayForm,
    HandOverForm,
    LikenessForm,
    OneFollowUpForm,
    RaiseForm,
    TagsForm,
)


def _assign(request, found, key, given):
    seen = whole_number(request.POST.get("seen", "")) or 0
    work.assign(
        found,
        given["to"],
        key=key,
        by=request.user,
        at=timezone.now(),
        reason=given["reason"],
        seen=seen,
    )


def _correct(request, found, key, given):
    fact, _colon, value = given["change"].partition(":")
    work.correct(
        found, fact, value, key=key, by=request.user, at=timezone.now(), reason=given["reason"]
    )


def _likeness(request, found, key, given):
    other = visible_cases(request).filter(reference=given["other"], erased_on=None).first()
    if other is None or other == found:
        raise Http404
    work.decide_likeness(
        found,
        other,
        same=given["same"] == "yes",
        key=key,
        by=request.user,
        at=timezone.now(),
        reason=given["reason"],
    )


def _tick(request, found, key, given):
    step = request.POST.get("step", "")
    if step not in KEYS and not is_key(step):
        raise Http404
    act = desk.untick if "undo" in request.POST else work.tick
    act(found, step, by=request.user, at=timezone.now())


def _paper(request, found, key, given):
    with suppress(ValueError):
        desk.look_at_paper(
            found,
            UUID(request.POST.get("paper", "")),
            request.POST.get("readable"),
            by=request.user,
            at=timezone.now(),
        )
        return
    raise Http404


def _no_follow_up(request, found, key, given):
    work.set_follow_up(found, None, by=request.user, at=timezone.now())


def _plain(action, *names):
    """Return a verb that hands its form's values to an action as they are."""

    def verb(request, found, key, given):
        more = {"key": key} if "key" in names else {}
        action(found, by=request.user, at=timezone.now(), **more, **given)

    return verb


# Of each verb: its form, the action, what is said when it is done.
VERBS = {
    "assign": (AssignForm, _assign, _("Given.")),
    "raise": (RaiseForm, _plain(work.raise_case, "key"), _("Raised for seven days.")),
    "follow_up": (OneFollowUpForm, _plain(work.set_follow_up), _("Follow-up set.")),
    "no_follow_up": (None, _no_follow_up, _("No day is set any more.")),
    "hand_over": (HandOverForm, _plain(work.hand_over, "key"), _("Handed over.")),
    "tags": (TagsForm, _plain(work.set_tags), _("Tags kept.")),
    "correct": (CorrectForm, _correct, _("Fact corrected. The answer stays as it was.")),
    "likeness": (LikenessForm, _likeness, _("Kept.")),
    "tick": (None, _tick, _("Done.")),
    "end_day": (EndDayForm, _plain(desk.end_day, "key"), _("Kept.")),
    "paper": (None, _paper, _("Kept.")),
    "no_answer": (None, _plain(work.no_answer_needed), _("Nobody waits for an answer now.")),
    "by_a_person": (None, _plain(work.by_a_person), _("It stands in the queue now.")),
    "ask_erase": (None, _plain(actions.ask_erase), _("A coordinator will see it first.")),
}
