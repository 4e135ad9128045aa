"""The blanks of templates: a closed list, filled in from the case, and none left when it goes."""

import re
from collections.abc import Mapping

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from intake.accounts import office_hours
from intake.cases import service_level
from intake.cases.change import NotAllowed
from intake.cases.unlocked import Unreadable
from intake.flow.conditions import answer

# {name in braces: what stands in its place}. No code and no number of the person: a template is
# clear, and a phone may be somebody else's.
PLACEHOLDERS = {
    "volunteer": gettext_lazy("first name of the volunteer"),
    "filer": gettext_lazy("name of the filer"),
    "case_number": pgettext_lazy("what a blank stands for", "case number"),
    "site": gettext_lazy("address of this site, without the code"),
    "next_day": gettext_lazy("day of the follow-up"),
    "next_deadline": pgettext_lazy("what a blank stands for", "next deadline"),
    "team": gettext_lazy("name of the team"),
    "hours": gettext_lazy("office hours"),
}

_BRACES = re.compile(r"\{([^{}\n]{0,60})\}")
_EMPTY_LINE = re.compile(r"^[ \t]*(\d{1,2}[.)])[ \t]*$", re.MULTILINE)
# A number that an office gave to a person: an A-number, a phone.
_NUMBER = re.compile(r"\bA[- ]?\d[\d -]{6,10}\d\b|\b\d{3}[-. ]\d{3}[-. ]\d{4}\b|\b\d{8,}\b")


def sample_values(volunteer, team) -> dict[str, str]:
    """Return what a preview of a template puts into its blanks: nothing of a case."""
    return {
        "volunteer": volunteer.first_name,
        "filer": pgettext("an invented first name", "Sam"),
        "case_number": "B2W-6RN",
        "site": settings.SITE_ADDRESS,
        "next_day": _("December 1, 2026"),
        "next_deadline": _("December 14, 2026"),
        "team": str(team),
        "hours": office_hours.current_hours() or "…",
    }


def values_for(unlocked, volunteer) -> dict[str, str]:
    """Return {name of a blank: what stands in its place} for a case; "" where it is not known."""
    case = unlocked.case
    return {
        "volunteer": volunteer.first_name,
        "filer": _filer(unlocked),
        "case_number": case.reference,
        "site": settings.SITE_ADDRESS,
        "next_day": _day(service_level.next_review_on(case)),
        "next_deadline": _day(case.next_deadline_on),
        "team": case.team.name,
        "hours": office_hours.current_hours(),
    }


def _filer(unlocked) -> str:
    """Return the name that whoever filed gave for themselves, or ""."""
    try:
        answers = unlocked.answers
    except Unreadable:
        return ""
    helper = answer(answers, "helper", "name").strip()
    return helper or answer(answers, "person", "given_names").strip()


def _day(day) -> str:
    return date_format(day, "F j, Y") if day else ""


def fill_in(text: str, values: Mapping[str, str]) -> str:
    """Return the words with their blanks filled in. What has no value stays in its braces."""
    return _BRACES.sub(lambda found: str(values.get(found[1]) or found[0]), text)


def unknown_blanks(text: str) -> list[str]:
    """Return the names in braces that are no blanks of this list, each once."""
    return [name for name in dict.fromkeys(_BRACES.findall(text)) if name not in PLACEHOLDERS]


def personal_number(text: str) -> str:
    """Return the first number in a template that may be one of a person, or ""."""
    found = _NUMBER.search(text)
    return found[0] if found else ""


def open_blank(text: str) -> str:
    """Return what is still to be filled in before a message may go, in one sentence, or ""."""
    for name in _BRACES.findall(text):
        if name in PLACEHOLDERS:
            return _(
                "“{%(name)s}” is not known for this case: %(meaning)s. "
                "Write it yourself, or take it out."
            ) % {"name": name, "meaning": PLACEHOLDERS[name]}
        return _("There is no blank named “%(name)s”. Take it out, or write the words.") % {
            "name": name
        }
    empty = _EMPTY_LINE.search(text)
    if empty:
        return _("Line “%(line)s” in the message is empty. Write it, or take the line out.") % {
            "line": empty[1]
        }
    return ""


def refuse_open_blank(text: str) -> None:
    """Raise NotAllowed, with the reason in words, for a message with a blank left open."""
    found = open_blank(text)
    if found:
        raise NotAllowed(found)
