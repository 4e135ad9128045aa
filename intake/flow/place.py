"""The place that matters: the jail in which somebody was when release was due, and its clock."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from .conditions import answer
from .states import STATE_TIMEZONES, TIMEZONES, TWO_TIMEZONE_STATES

UNKNOWN_PLACE = "Eastern"


def jail_state(answers: Mapping[str, Any]) -> str:
    """Return the state of that jail as answered; where it was not asked, that of the events."""
    asked: str = answer(answers, "held-over", "jail_state")
    return asked or str(answer(answers, "when-where", "state"))


def present_state(answers: Mapping[str, Any]) -> str:
    """Return the state where the person is: the one of ICE's place, if ICE has them there."""
    by_ice = answer(answers, "custody", "where") == "ice"
    return (by_ice and str(answer(answers, "custody", "state"))) or jail_state(answers)


def zones_of(state: str, said: str) -> tuple[str, ...]:
    """Return the names of the clocks that may be meant, the one that is ahead first.

    `state` is a postal code or anything else; `said` a name of TIMEZONES, or not.
    """
    possible = STATE_TIMEZONES.get(state, (UNKNOWN_PLACE,))
    return (said,) if said in possible else possible


def zone_choices(state: str) -> tuple[str, ...]:
    """Return the clocks to choose from where a state has two, and nothing elsewhere."""
    return STATE_TIMEZONES[state] if state in TWO_TIMEZONE_STATES else ()


def today_there(answers: Mapping[str, Any], today: date) -> date:
    """Return today's date by the clock of the place, given the site's: in Guam it is a day ahead.

    A day that is not the present one is what it is.
    """
    now = timezone.now()
    if today != timezone.localdate(now):
        return today
    state = present_state(answers)
    if state not in STATE_TIMEZONES:
        return today
    zones = zones_of(state, answer(answers, "held-over", "zone"))
    return timezone.localdate(now, ZoneInfo(TIMEZONES[zones[0]]))
