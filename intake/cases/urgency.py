"""Who needs us most: one table of rules orders the queue in SQL and prints the reasons.

Rules say the facts aloud; there are no points. The first tier with a rule that is true counts.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q, Value, When
from django.utils.translation import gettext_lazy as _

from intake.deadlines.workdays import add_working_days

from .models import Case

TODAY, TWO_DAYS, THIS_WEEK, WHEN_DUE = 1, 2, 3, 4

TIERS = {
    TODAY: _("Today"),
    TWO_DAYS: _("In two working days"),
    THIS_WEEK: _("This week"),
    WHEN_DUE: _("When due"),
}


@dataclass(frozen=True)
class Rule:
    """One reason: the test of a case and the query that finds the same cases must agree."""

    tier: int
    key: str
    chip: str
    test: Callable[[Case, date], bool]
    query: Callable[[date], Q]


def _flag(tier, key, chip, *, held=False, **columns):
    """Return a rule on columns alone: a list means any of its values."""
    if held:
        columns["held"] = True
    wanted = {
        name: value if isinstance(value, list) else [value] for name, value in columns.items()
    }
    return Rule(
        tier,
        key,
        chip,
        lambda case, today: all(getattr(case, name) in values for name, values in wanted.items()),
        lambda today: Q(**{f"{name}__in": values for name, values in wanted.items()}),
    )


def _by(tier, key, chip, column, latest):
    """Return a rule that a date column is set and not after `latest(today)`."""

    def test(case, today):
        day = getattr(case, column)
        return day is not None and day <= latest(today)

    return Rule(tier, key, chip, test, lambda today: Q(**{f"{column}__lte": latest(today)}))


def _days_ahead(days):
    return lambda today: today + timedelta(days=days)


RULES = (
    _flag(TODAY, "about_to_move", _("About to be moved or removed"), held=True, about_to_move=True),
    _flag(TODAY, "past_release", _("In jail past the day to go free"), held=True,
          held_past_release=True),
    _flag(TODAY, "hold", _("In jail with a hold"), held=True, hold="yes"),
    _flag(TODAY, "hold_unknown", _("In jail, not known if there is a hold"), held=True,
          hold=["unsure", ""]),
    _flag(TODAY, "in_danger", _("In jail and sick, hurt, a child, or told to sign"), held=True,
          in_danger=True),
    _flag(TODAY, "citizen_held", _("In jail and says citizen or green card"), held=True,
          says_citizen=True),
    _by(TODAY, "erase_asked", _("Asked to be erased"), "erase_asked_on", _days_ahead(0)),
    _flag(TWO_DAYS, "not_heard", _("In jail, nobody has heard from them"), held=True,
          not_heard=True),
    _flag(TWO_DAYS, "held", _("In jail"), held=True),
    _by(TWO_DAYS, "last_day_14", _("A last day within 14 days"), "next_last_on", _days_ahead(14)),
    _by(TWO_DAYS, "waiting", _("Waits for our answer more than 2 working days"), "waiting_since",
        lambda today: add_working_days(today, -2) - timedelta(days=1)),
    _flag(THIS_WEEK, "unread", _("Nobody has read it"), status=Case.Status.NEW),
    _by(THIS_WEEK, "last_day_60", _("A last day within 60 days"), "next_last_on", _days_ahead(60)),
    _flag(THIS_WEEK, "answered", _("An answer came"), status=Case.Status.ANSWERED),
    _by(THIS_WEEK, "follow_up", _("The follow-up is due"), "follow_up_on", _days_ahead(0)),
)  # fmt: skip


def reasons(case, today):
    """Return the rules that are true of a case, most urgent first."""
    return [rule for rule in RULES if rule.test(case, today)]


def tier(case, today):
    """Return the tier of a case, 1 to 4."""
    return min((rule.tier for rule in reasons(case, today)), default=WHEN_DUE)


def with_tier(cases, today):
    """Return the queryset with its tier as a column."""
    whens = [When(rule.query(today), then=Value(rule.tier)) for rule in RULES]
    return cases.annotate(
        tier=models.Case(*whens, default=Value(WHEN_DUE), output_field=models.SmallIntegerField())
    )


def ordered(cases, today):
    """Return the queryset, most urgent first: tier, locked up, next last day, oldest."""
    return with_tier(cases, today).order_by(
        "tier", "-held", F("next_last_on").asc(nulls_last=True), "opened_on", "pk"
    )
