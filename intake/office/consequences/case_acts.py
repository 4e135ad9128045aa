"""Acts on a case that say first what follows: closing, a request to delete, another team."""

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from intake.cases import actions, consequences, volunteer_actions
from intake.cases.change import NotAllowed
from intake.cases.models import Case
from intake.packets.change import UNSENT
from intake.packets.models import Packet

from ..cases.forms import TransferForm
from ..fields import hidden_field, line_field
from .base import Act, Consequence


class CloseForm(forms.Form):
    outcome = forms.ChoiceField(
        label=gettext_lazy("Outcome"),
        choices=[("", gettext_lazy("Choose")), *Case.Outcome.choices],
        error_messages={"required": gettext_lazy("Choose how it ended.")},
    )
    reason = line_field(
        gettext_lazy("Reason, for us"),
        gettext_lazy("Write why the case is closed."),
        gettext_lazy("One sentence. It stays in the history, sealed."),
    )
    seen = hidden_field()


class ReasonForm(forms.Form):
    reason = line_field(
        gettext_lazy("Reason, for us"),
        gettext_lazy("Write the reason."),
        gettext_lazy("One sentence. It stays in the history, sealed."),
    )


class DeletionForm(forms.Form):
    reason = line_field(
        gettext_lazy("How and when did the person ask?"),
        gettext_lazy("Write how and when the person asked."),
    )


def _unsent(case):
    return case.packets.filter(status__in=(Packet.Status.DRAFT, *UNSENT)).count()


def _work_in_progress(case):
    """Return a line for each thing in the making that stands still from now on."""
    lines = []
    if case.follow_up_on:
        day = date_format(case.follow_up_on, "F j")
        lines.append(_("The follow-up on %(day)s.") % {"day": day})
    if count := _unsent(case):
        lines.append(
            ngettext(
                "%(count)s packet in progress. It is kept, not sent.",
                "%(count)s packets in progress. They are kept, not sent.",
                count,
            )
            % {"count": count}
        )
    if case.next_deadline_on:
        day = date_format(case.next_deadline_on, "F j, Y")
        lines.append(
            _("Reminders of deadlines. The next one is %(day)s: tell the person.") % {"day": day}
        )
    if consequences.has_clock(case):
        lines.append(_("Then no one watches the clock of the person in custody."))
    return lines


def _close_refused(request, case):
    """Return why this volunteer may not close this case, or ""."""
    try:
        consequences.refuse_while_held(
            case, by=request.user, reason="given", outcome=Case.Outcome.UNFAVORABLE
        )
    except NotAllowed as reason:
        return str(reason)
    return ""


def _describe_close(request, unlocked):
    case = unlocked.case
    informed = [_("No office is told."), _("The person is told only if you write to them.")]
    if consequences.has_clock(case):
        informed.insert(0, _("It stands on Today for 24 hours as “Closed in custody”."))
    return Consequence(
        title=_("Close case %(reference)s?") % {"reference": case.reference},
        button=_("Close the case"),
        stops=[*_work_in_progress(case), _("It leaves all open lists.")],
        informed=informed,
        undo=[
            _("For 24 hours: anybody on the team can undo it, from the case."),
            _("After that: open it again with a reason."),
            _("The person can still write with their code. Then it stands on Today."),
            _("It is deleted 90 days after closing, unless a coordinator extends that."),
        ],
        refused=_close_refused(request, case),
    )


def _close(request, unlocked, given):
    actions.change_status(unlocked, Case.Status.CLOSED, by=request.user, at=timezone.now(), **given)


def _describe_undo(request, unlocked):
    closing = consequences.undoable_closing(unlocked.case, timezone.now())
    back = [_("The case is open again, as it was.")]
    if closing is not None:
        status = Case.Status(closing.status).office_label
        back.append(_("Status: %(status)s.") % {"status": status})
        if closing.assigned_to:
            back.append(_("Assigned to %(name)s.") % {"name": closing.assigned_to})
        if closing.follow_up_on:
            day = date_format(closing.follow_up_on, "F j")
            back.append(_("Follow-up: %(day)s.") % {"day": day})
    return Consequence(
        title=_("Undo closing %(reference)s?") % {"reference": unlocked.case.reference},
        button=_("Undo closing"),
        stops=back,
        informed=[_("The person is not told.")],
        undo=[_("Close the case again.")],
        refused="" if closing else _("This can no longer be undone. Open it with a reason."),
        is_harmful=False,
    )


def _describe_deletion(request, unlocked):
    case = unlocked.case
    stops = [_("No letter can be agreed to or sent from now on.")]
    if count := _unsent(case):
        stops.append(
            ngettext(
                "%(count)s packet in progress stands still.",
                "%(count)s packets in progress stand still.",
                count,
            )
            % {"count": count}
        )
    return Consequence(
        title=_("Record a request to delete %(reference)s?") % {"reference": case.reference},
        button=_("Record the request"),
        stops=stops,
        informed=[
            _("The coordinators: the case moves up in the queue."),
            _("The person sees it with their code, and can withdraw it there."),
        ],
        undo=[
            _("Until a coordinator deletes the case: withdraw the request, with a reason."),
            _("After deleting: nobody can bring it back."),
        ],
    )


def _describe_withdrawal(request, unlocked):
    case = unlocked.case
    return Consequence(
        title=_("Withdraw the request to delete %(reference)s?") % {"reference": case.reference},
        button=_("Withdraw the request"),
        stops=[_("The case is not deleted now."), _("Letters can be agreed to and sent again.")],
        informed=[_("The person sees it with their code.")],
        undo=[_("Record the request again.")],
        is_harmful=False,
    )


def _describe_transfer(request, unlocked):
    case = unlocked.case
    stops = [
        _("Our team no longer sees it, and cannot find it."),
        _("It becomes unassigned."),
    ]
    return Consequence(
        title=_("Hand %(reference)s to another team?") % {"reference": case.reference},
        button=_("Hand it over"),
        stops=stops,
        informed=[
            _("The other team: it stands in their queue, unassigned."),
            _("The person is not told. Their code works as before."),
        ],
        undo=[
            pgettext(
                "handing a case over",
                "Only the other team can hand it back, unless you choose “never” here.",
            )
        ],
    )


def _sealed(action):
    def perform(request, unlocked, given):
        action(unlocked, by=request.user, at=timezone.now(), **given)

    return perform


def _is_open(request, unlocked):
    return unlocked.case.status != Case.Status.CLOSED


def _is_asked(request, unlocked):
    return unlocked.case.erase_asked_on is not None


CASE_ACTS = {
    "close": Act(CloseForm, _describe_close, _close, gettext_lazy("Case closed."), may=_is_open),
    "undo-closing": Act(
        ReasonForm,
        _describe_undo,
        _sealed(consequences.undo_closing),
        gettext_lazy("Closing undone. The case is open again."),
        may=lambda request, unlocked: not _is_open(request, unlocked),
    ),
    "ask-deletion": Act(
        DeletionForm,
        _describe_deletion,
        _sealed(consequences.request_deletion),
        gettext_lazy("Request recorded. A coordinator will see it first."),
        may=lambda request, unlocked: not _is_asked(request, unlocked),
    ),
    "withdraw-deletion": Act(
        ReasonForm,
        _describe_withdrawal,
        _sealed(consequences.withdraw_deletion),
        gettext_lazy("Request to delete withdrawn."),
        may=_is_asked,
    ),
    "hand-over": Act(
        TransferForm,
        _describe_transfer,
        _sealed(volunteer_actions.transfer),
        gettext_lazy("Handed over."),
    ),
}
