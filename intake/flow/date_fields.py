"""Dates and hours of which only a part may be known."""

import calendar
from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils import dates, timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from intake.reading import signs
from intake.reading.base import NotUnderstood
from intake.reading.dates import FIRST_YEAR, Date, read_date, read_day, read_year
from intake.reading.months import read_month
from intake.reading.times import read_time

from . import hours
from .facts import Partial, earliest
from .questions import Question
from .text_fields import LINE_LENGTH, validate_readable

# Of all our states, a day begins first in Guam.
FIRST_DAY_BEGINS = ZoneInfo("Pacific/Guam")


DATE_PARTS = ("m", "d", "y")


class PartialDateInput(forms.Widget):
    """Month, day, year, and a line for what is only known in words."""

    template_name = "plain/widgets/partial_date.html"
    use_fieldset = True
    parts: tuple[str, ...] = (*DATE_PARTS, "words")

    def value_from_datadict(self, data: Any, files: Any, name: str) -> dict[str, Any]:
        return {part: data.get(f"{name}_{part}", "") for part in self.parts}

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return all(f"{name}_{part}" not in data for part in self.parts)

    def id_for_label(self, id_: str, index: Any = None) -> str:
        return f"{id_}_m" if id_ else id_

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        value = value if isinstance(value, dict) else {}
        texts = {
            "m": _("Month"),
            "d": _("Day"),
            "y": _("Year"),
            "words": _("Not sure? Tell us what you know"),
            "time": _("Time"),
        }
        base = context["widget"]["attrs"].get("id", f"id_{name}")
        context["widget"]["inputs"] = [
            {
                "part": part,
                "label": texts[part],
                "name": f"{name}_{part}",
                "id": f"{base}_{part}",
                "value": "" if value.get(part) is None else value.get(part, ""),
                "numeric": part in ("d", "y"),
                "in_words": part == "words",
            }
            for part in self.parts
        ]
        return context


class PartialMomentInput(PartialDateInput):
    """A partial date with a time of day, in any writing."""

    template_name = "plain/widgets/partial_moment.html"
    parts = (*DATE_PARTS, "time", "words")

    def value_from_datadict(self, data: Any, files: Any, name: str) -> dict[str, Any]:
        # What was chosen where the hour is open; None where nothing was asked.
        return super().value_from_datadict(data, files, name) | {"t": data.get(f"{name}_t")}

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        widget, value = context["widget"], value if isinstance(value, dict) else {}
        asked = hours.asked_again(value)
        if asked:
            widget["asked"] = {
                "label": asked["label"],
                "name": f"{name}_t",
                "kind": "radio" if asked["label"] else "checkbox",
                "options": [
                    {"id": f"{widget['inputs'][0]['id']}_t{place}", "value": code, "label": label}
                    | {"is_chosen": value.get("t") == code}
                    for place, (code, label) in enumerate(asked["options"])
                ],
            }
        elif not isinstance(read_time(value.get("time") or ""), NotUnderstood):
            widget["read"] = hours.read_back(value)
        return context


class PartialDate(Question, forms.Field):
    """A date of which some parts may not be known. No part is ever made up.

    Stored as {"y", "m", "d", "words"}; a part that is not known is None. With `past`, a day that
    is still to come is asked again.
    """

    widget_type = PartialDateInput

    def __init__(self, *, past: bool = False, **kwargs: Any) -> None:
        self.past = past
        super().__init__(widget=self.widget_type(), **kwargs)

    def clean(self, value: Any) -> dict[str, Any] | None:
        typed = {part: str(text).strip() for part, text in (value or {}).items() if part != "t"}
        if not any(map(signs.visible, typed.values())):
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        if len(typed.get("words", "")) > LINE_LENGTH:
            raise ValidationError(gettext("Write at most 500 characters here."), code="max_length")
        validate_readable("".join(typed.values()))
        known: dict[str, Any] = _whole(typed) or _parts(typed)
        if self.past and is_to_come(known):
            raise ValidationError(
                gettext("This day is in the future. Check the day, the month and the year."),
                code="future",
            )
        return known

    def to_json(self, cleaned: Any) -> Any:
        return cleaned

    def as_text(self, value: Any) -> str:
        return format_partial_date(value)


class PartialMoment(PartialDate):
    """A partial date with a time. Stored with "time" as typed and "t" as HH:MM where clear."""

    widget_type = PartialMomentInput

    def clean(self, value: Any) -> dict[str, Any] | None:
        known = super().clean(value)
        if known is None:
            return None
        typed = str((value or {}).get("time", "")).strip()
        if len(typed) > LINE_LENGTH:
            raise ValidationError(gettext("Write at most 500 characters here."), code="max_length")
        return known | {"time": typed, "t": _hour(typed, (value or {}).get("t"))}

    def read_back(self, value: Any) -> str:
        return hours.read_back(value)


def _hour(typed: str, chosen: str | None) -> str:
    """Return HH:MM of a typed hour, or "" where it is none or more than one; or ask again.

    `chosen` is what was answered when it was asked before: HH:MM, "" for not sure, or None.
    """
    time = read_time(typed)
    if not isinstance(time, NotUnderstood):
        read = time.chosen(chosen or "")
        if read.is_open and chosen != "":
            raise ValidationError(
                gettext("We need to know which hour you mean. Choose it below the date."),
                code="half",
            )
        return chosen if time.is_open and chosen else hours.minute_of(read)
    if time.is_impossible:
        raise ValidationError(
            gettext("There is no such time. Write it like 5:30 pm or 17:30."), code="hour"
        )
    if not time.is_empty and chosen is None:
        raise ValidationError(
            gettext(
                "We could not read this hour. Write it like 5:30 pm, 17:30 or “in the morning”."
                " Or check the box to save it as you wrote it."
            ),
            code="unread",
        )
    return ""


def is_to_come(known: Partial) -> bool:
    """Say whether a partial date lies ahead for certain, also where the day begins first."""
    first = earliest(known)
    return first is not None and first > timezone.localdate(timezone=FIRST_DAY_BEGINS)


def _this_year() -> int:
    return timezone.localdate().year


def _language() -> str:
    return (get_language() or "en").partition("-")[0]


def _whole(typed: Mapping[str, str]) -> dict[str, Any] | None:
    """Return the date of somebody who wrote all of it into one box, or None."""
    boxes = [typed[part] for part in ("m", "words") if typed.get(part)]
    if len(boxes) != 1 or typed["d"] or typed["y"]:
        return None
    found = read_date(boxes[0], _language(), this_year=_this_year())
    if not isinstance(found, Date) or not found.year or not found.month:
        return None
    if found.other:
        raise ValidationError(
            gettext("Write the month, the day and the year in their boxes, so that it is clear."),
            code="order",
        )
    return {"y": found.year, "m": found.month, "d": found.day, "words": ""}


def _parts(typed: Mapping[str, str]) -> dict[str, Any]:
    """Return the date of three boxes and a line of words."""
    known: dict[str, Any] = {
        "y": _year(typed["y"]),
        "m": None,
        "d": None,
        "words": typed.get("words", ""),
    }
    if typed["m"]:
        month = read_month(typed["m"], _language())
        if isinstance(month, NotUnderstood):
            return known | _month_and_day(typed)
        known["m"] = month
    if typed["d"]:
        known["d"] = _day(typed["d"], known)
    return known


def _month_and_day(typed: Mapping[str, str]) -> dict[str, Any]:
    """Return both of "March 3rd" in the box of the month, or ask for the month again."""
    found = read_date(typed["m"], _language(), this_year=_this_year())
    if typed["d"] or not isinstance(found, Date) or found.year or found.other or not found.month:
        raise ValidationError(_month_asked(typed), code="month")
    return {"m": found.month, "d": found.day}


def _month_asked(typed: Mapping[str, str]) -> str:
    """Return the question for a month that is none; a day in its box was swapped with it."""
    if isinstance(read_day(typed["m"]), int) and isinstance(read_month(typed["d"]), int):
        return gettext("Did you swap the day and the month? Write the month first, then the day.")
    return gettext("Write the month as a number from 1 to 12, or its name.")


def _year(typed: str) -> int | None:
    if not typed:
        return None
    this_year = _this_year()
    year = read_year(typed, this_year=this_year)
    if isinstance(year, int):
        return year
    if year.is_impossible:
        raise ValidationError(
            gettext("Write a year from %(first)s to %(last)s.")
            % {"first": FIRST_YEAR, "last": this_year + 1},
            code="year",
        )
    raise ValidationError(
        gettext("Write the year with four digits, like %(year)s.") % {"year": this_year},
        code="year",
    )


def _day(typed: str, known: Mapping[str, Any]) -> int:
    day = read_day(typed)
    if isinstance(day, NotUnderstood):
        raise ValidationError(gettext("Write the day as a number from 1 to 31."), code="day")
    if known["m"] is None:
        raise ValidationError(gettext("Add the month, or leave the day blank."), code="month")
    # Without a year, February may have 29 days.
    if day > calendar.monthrange(known["y"] or 2000, known["m"])[1]:
        raise ValidationError(
            gettext("That month does not have that many days. Check the day."), code="day"
        )
    return day


def format_partial_date(value: Mapping[str, Any] | None) -> str:
    """Return a stored partial date or moment as a person would say it. Nothing is added."""
    if not value:
        return ""
    month = str(dates.MONTHS[value["m"]]) if value.get("m") else ""
    day, year = value.get("d"), value.get("y")
    if month and day and year:
        text = gettext("%(month)s %(day)s, %(year)s") % {"month": month, "day": day, "year": year}
    elif month and day:
        text = gettext("%(month)s %(day)s, year not known") % {"month": month, "day": day}
    elif month and year:
        text = gettext("%(month)s %(year)s") % {"month": month, "year": year}
    else:
        text = month or (str(year) if year else "")
    return ", ".join(filter(None, (text, value.get("time", ""), value.get("words", ""))))
