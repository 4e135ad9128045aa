"""What we promise the person, in words and days."""

from django.utils.translation import gettext_lazy as _

from intake.deadlines.workdays import add_working_days

from . import urgency
from .models import Case

STATUS_SENTENCES = {
    Case.Status.RECEIVED: _("A volunteer will read your case"),
    Case.Status.IN_REVIEW: _("A volunteer is reading your case"),
    Case.Status.WAITING: _("We need to know more before we can continue."),
    Case.Status.READY: _("Your letters are ready. They wait for your OK."),
    Case.Status.SENT: _("Your letters were sent. Now we wait for an answer."),
    Case.Status.ANSWERED: _("An office wrote back. A volunteer reads the answer."),
    Case.Status.CLOSED: _("Our work on this is done."),
}


WROTE_AFTER_CLOSING = _(
    "Our work was done. Then you told us something new. A volunteer will read it."
)


def status_sentence(case):
    """Return where the case stands, as one sentence."""
    return (
        WROTE_AFTER_CLOSING if urgency.wrote_after_closing(case) else STATUS_SENTENCES[case.status]
    )


# Working days within which a volunteer reads a new case.
REVIEW_DAYS_URGENT, REVIEW_DAYS = 1, 2


def review_due_on(case):
    """Return the date by which a volunteer reads a new case: sooner if it is urgent."""
    urgent = any(
        rule.tier == urgency.TODAY for rule in urgency.matching_reasons(case, case.opened_on)
    )
    return add_working_days(case.opened_on, REVIEW_DAYS_URGENT if urgent else REVIEW_DAYS)


def next_review_on(case):
    """Return the date of the next follow-up of a case, or None if none is set."""
    if case.status == Case.Status.CLOSED:
        return case.waiting_since and add_working_days(case.waiting_since, 2)
    days = (case.follow_up_on, review_due_on(case) if case.status == Case.Status.RECEIVED else None)
    return min(filter(None, days), default=None)
