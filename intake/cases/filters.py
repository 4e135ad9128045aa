"""How a list of cases is narrowed: {filter: a function (cases, value, today) to cases}."""

from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q

from intake.deadlines.workdays import add_working_days

from .models import Case, CaseCode, is_open_condition
from .service_level import REVIEW_DAYS, REVIEW_DAYS_URGENT

OPEN, CLOSED, SUSPECTED_BOT = (
    is_open_condition(),
    Q(sort_key__gte="5", sort_key__lt="6"),
    Q(sort_key__gte="6"),
)


def _deadline_within(cases, days, today):
    # A deadline so near puts an open case into the first tiers: the list need not be read further.
    tiers = Q(sort_key__lt="3" if int(days) <= 14 else "4") | Q(sort_key__gte="5")
    until = today + timedelta(days=int(days))
    near = Q(next_deadline_on__range=(today, until)) | Q(next_clock_on__lte=until)
    return cases.filter(tiers, near)


def _past_service_level(cases, which, today):
    if which == "read":
        return cases.filter(status=Case.Status.RECEIVED).filter(
            # The tier by its place in the order: an index has it, and the day, beside the status.
            Q(sort_key__lt="2", opened_on__lt=add_working_days(today, -REVIEW_DAYS_URGENT))
            | Q(opened_on__lt=add_working_days(today, -REVIEW_DAYS))
        )
    if which == "due":
        return cases.filter(follow_up_on__lte=today)
    return cases.filter(waiting_since__isnull=False)


# A code that so few cases have is read from its own rows; a more usual one is met soon enough in
# the order of the list.
RARE_COUNT = 2000


def _with_code(column):
    def narrow(cases, code, today):
        rows = CaseCode.objects.filter(column=column, code=code).order_by()
        few = list(rows.values_list("case", flat=True)[: RARE_COUNT + 1])
        if len(few) <= RARE_COUNT:
            return cases.filter(pk__in=few)
        return cases.filter(Exists(rows.filter(case=OuterRef("pk"))))

    return narrow


def _past_release(cases, which, today):
    if which == "was":
        return cases.filter(days_past_release__gt=0)
    # Who is locked up past release stands in the first tier.
    return cases.filter(held_past_release=True, sort_key__lt="2")


def _of_week(cases, monday, today):
    first = date.fromisoformat(monday)
    return cases.filter(opened_on__range=(first, first + timedelta(days=6)))


def _on_day(lookup):
    """Return a filter by an ISO day."""
    return lambda cases, day, today: cases.filter(**{lookup: date.fromisoformat(day)})


FILTERS = {
    "tier": lambda cases, value, today: cases.filter(
        sort_key__gte=value, sort_key__lt=str(int(value) + 1)
    ),
    "where": lambda cases, value, today: (
        cases.filter(held=True) if value == "held" else cases.filter(where=value)
    ),
    "state": lambda cases, value, today: cases.filter(state=value),
    "reads": lambda cases, value, today: cases.filter(reads=value),
    "problem": _with_code("problems"),
    "code": _with_code("codes"),
    "began": lambda cases, value, today: cases.filter(began=value),
    "hold": lambda cases, value, today: cases.filter(hold=value),
    "past": _past_release,
    "outcome": lambda cases, value, today: cases.filter(outcome=value),
    "week": _of_week,
    "status": lambda cases, value, today: cases.filter(status=value),
    "who": lambda cases, value, today: cases.filter(
        assigned_to=None if value == "nobody" else int(value)
    ),
    "tag": lambda cases, value, today: cases.filter(
        Exists(Case.tags.through.objects.filter(case=OuterRef("pk"), tag=int(value)))
    ),
    "team": lambda cases, value, today: cases.filter(team=int(value)),
    "last_day": _deadline_within,
    "quiet": lambda cases, value, today: cases.filter(
        last_contact_on__lte=add_working_days(today, -int(value))
    ),
    "late": _past_service_level,
    "sends": lambda cases, value, today: cases.filter(consent_send=value),
    "counts": lambda cases, value, today: cases.filter(consent_count=value),
    "received_from": _on_day("opened_on__gte"),
    "received_to": _on_day("opened_on__lte"),
    "closed_from": _on_day("closed_on__gte"),
    "closed_to": _on_day("closed_on__lte"),
    "contact_from": _on_day("last_contact_on__gte"),
    "contact_to": _on_day("last_contact_on__lte"),
    "source": lambda cases, value, today: cases.filter(source=value),
}
