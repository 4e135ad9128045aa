"""The first things of the person's own list: what to do, by which day, and when to ask again.

It may lie on a table: no item says what was wrong.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from intake.citations.base import Statement
from intake.deadlines.workdays import on_or_after
from intake.rendering.blocks import Row
from intake.rendering.language import in_english
from intake.routes.attorney_general import ATTORNEY_GENERAL
from intake.routes.base import RECOMMENDED, Fit, Route
from intake.routes.consulate import CONSULATE
from intake.routes.doj import DOJ
from intake.routes.fitting import fitting
from intake.routes.jail_letter import JAIL_LETTER
from intake.routes.lawyer import LAWYER
from intake.routes.local import LOCAL
from intake.routes.oido import OIDO
from intake.routes.oig import OIG
from intake.routes.opr import OPR
from intake.routes.route_status import current_statuses
from intake.web.text import StrOrPromise

from ..document_input import DocumentInput
from ..own_list_texts import IN_TWO_VOICES

# In how many days each of the first things is done; who is held does them all today.
DAYS_TO_DO = (0, 4, 7)
DAYS_IF_HELD = (0, 0, 0)
# Why these fit is what somebody did to the person.
TELLS_OF_WRONG = (LOCAL, DOJ, ATTORNEY_GENERAL, OPR, OIG, OIDO)

CAN_ASK_JUDGE = (
    _("A lawyer can ask a judge to free you."),
    _("A lawyer can ask a judge to free the person."),
)
ASK_ONE = (
    _("Ask one today, before you are moved."),
    _("Ask one today, before the person is moved."),
)
ASK_YOURS = (
    _("Ask your lawyer today, before you are moved."),
    _("Ask their lawyer today, before the person is moved."),
)


@dataclass(frozen=True)
class FirstThing:
    """A way that is used first, and the day by which."""

    route: Route
    fit: Fit
    on: date


def joined(*parts: StrOrPromise) -> str:
    return " ".join(filter(None, map(str, parts)))


def to_reader(doc_input: DocumentInput, text: Statement) -> str:
    """Return a text of the site in the voice for whoever reads the list, and in their language."""
    in_voices = IN_TWO_VOICES.get(in_english(str)(text))
    return str(doc_input.voiced(in_voices.me, in_voices.them) if in_voices else text)


def written_by_lawyer(doc_input: DocumentInput) -> bool:
    """Say whether it is the lawyer of the person who writes."""
    relation, knows = (
        doc_input.answer("helper", "relation"),
        doc_input.answer("permission", "knows"),
    )
    return doc_input.is_helper and "lawyer" in (relation, knows)


def has_another_lawyer(doc_input: DocumentInput) -> bool:
    return doc_input.facts.has_lawyer == "yes" and not written_by_lawyer(doc_input)


def ask_judge(doc_input: DocumentInput) -> str:
    """Return what to do first about somebody who is held; a lawyer needs not be told to ask one."""
    ask = (
        ""
        if written_by_lawyer(doc_input)
        else doc_input.voiced(*(ASK_YOURS if has_another_lawyer(doc_input) else ASK_ONE))
    )
    return joined(doc_input.voiced(*CAN_ASK_JUDGE), ask)


def ordered_routes(doc_input: DocumentInput) -> list[tuple[Route, Fit]]:
    """Return every way that fits, those to begin with before the others."""
    found = fitting(doc_input.facts, current_statuses()).fitting
    return sorted(found, key=lambda pair: pair[1].kind != RECOMMENDED)


def first_things(
    doc_input: DocumentInput, routes: Sequence[tuple[Route, Fit]]
) -> tuple[FirstThing, ...]:
    """Return three ways at most, each with the working day by which it is used."""
    today = doc_input.today
    return tuple(
        FirstThing(route, fit, on_or_after(today + timedelta(days=days)) if days else today)
        for (route, fit), days in zip(
            routes, DAYS_IF_HELD if doc_input.facts.held else DAYS_TO_DO, strict=False
        )
    )


def thing_row(doc_input: DocumentInput, thing: FirstThing) -> Row:
    """Return by when, and what to do with a box to check off."""
    if thing.on == doc_input.today:
        by = pgettext("when to do it", "Today")
    else:
        day = date_format(thing.on, "l, F j")
        by = pgettext("when to do it", "By %(day)s") % {"day": day}
    return Row(by, f"□ {route_text(doc_input, thing.route, thing.fit)}")


def route_text(doc_input: DocumentInput, route: Route, fit: Fit) -> str:
    """Return a way in words: its name, why now, what to look out for."""
    why: StrOrPromise = "" if route in TELLS_OF_WRONG else to_reader(doc_input, fit.reason)
    if route is LAWYER and doc_input.facts.held:
        why = ask_judge(doc_input)
    # What tells their own government goes by their own yes.
    asks_yes = doc_input.is_helper and route is CONSULATE
    return joined(
        f"{to_reader(doc_input, route.name)}.",
        why,
        to_reader(doc_input, route.short_warning),
        _("Get the person's own yes first.") if asks_yes else "",
    )


def ask_again_rows(doc_input: DocumentInput, things: Sequence[FirstThing]) -> list[Row]:
    """Return (day, whom) for each of the first things, counted from the day by which it is done.

    In a jail the letter is asked about on the next day, which the list says apart, and of the other
    ways only the first day stands: the page is full, and the person may be moved.
    """
    in_jail = doc_input.facts.in_jail
    dated = [
        (day, thing.route)
        for thing in things
        for day in list(thing.route.follow_up_dates(thing.on).values())[: 1 if in_jail else None]
        if not (in_jail and thing.route is JAIL_LETTER)
    ]
    return [
        Row(date_format(day, "l, F j, Y"), to_reader(doc_input, route.name))
        for day, route in sorted(dated, key=lambda pair: pair[0])
    ]
