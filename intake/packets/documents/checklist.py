"""The person's own list: what to do, by when, and what to keep, in the language they read."""

from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from intake.citations.base import NOT_FOUND, Claim, Statement
from intake.deadlines import detainer_clock
from intake.deadlines.base import MAYBE_OVERDUE, Deadline, DueDate
from intake.deadlines.computed import deadlines_for
from intake.deadlines.display import end_in_words
from intake.guide.rights import JAIL_PHONES
from intake.guide.today import CALL_988
from intake.rendering.blocks import BulletList, Heading, Paragraph, Piece, Row, Table
from intake.routes.base import TELLS_GOVERNMENT
from intake.routes.display import caution
from intake.routes.lawyer import LAWYER
from intake.web.text import StrOrPromise

from .. import disclosure
from ..base import OWN, DocumentType
from ..document_input import DocumentInput
from .own_list_routes import (
    ask_again_rows,
    ask_judge,
    first_things,
    has_another_lawyer,
    joined,
    ordered_routes,
    thing_row,
    to_reader,
)
from .own_list_steps import find_lawyer, if_ice_takes, if_stopped_again, tomorrow

THINGS_TO_KEEP = (
    _("the hold form, any warrant, any paper from ICE or a court, and the envelopes"),
    _("the booking record, the bail receipt, the release papers"),
    _("proof of who you are: show copies, keep the first ones safe"),
    _("a list of calls: day, hour, name, what was said"),
)

# The rule of the day that an office set; it stands first on the list.
SET_DAY = "coming_date"
ASK_FOR_THAT_DAY = _("Ask a lawyer what to bring.")
SHOW_LAWYER = (
    _("You have a lawyer. Show them this list before you send anything."),
    _("The person has a lawyer. Show them this list before you send anything."),
)
OTHER_ROUTES = _("There are other routes, too. Your page on this site shows them.")
COUNTED_TWICE = _(
    "We show both ways of counting. Use the earlier day, to be safe. A lawyer may find another day."
)
IF_MISSED = _("Did you miss a day? Ask a lawyer at once what can still be done.")
BEFORE_SENDING = (
    _("Sign only what you know is true. It is fine to leave things out."),
    _("Do not write how or when anyone came to this country."),
)
WHILE_HELD = (
    _("Do not sign papers that you do not understand. Ask for a lawyer."),
    _("Ask for a copy of the hold form. Write down who said no, and when."),
    _("Sick, or in need of medicine? Tell the nurse in writing today."),
)
# Where these were told, the line to call stands at the top. Nothing says why.
CRISIS_FIRST = {"self_harm", "threatened"}
NO_ADVICE = _(
    "This is not legal advice. We count the days from what you told us. If a date here looks"
    " wrong, tell us."
)

BOTH_ENDS = _(
    "Where a day or an hour is not known, the first and the last that it may be are given."
)
HAS_PASSED = _("This deadline has passed.")
ASK_STILL = _("Ask a lawyer what can still be done.")
# What to do where no day can be worked out, by rule; for any other, a lawyer knows.
NO_DAY = {
    "hold_48h": _("Ask the jail in writing for the day and the hour."),
    "locator": _("Print or save what the page shows soon."),
}
NO_LAST_DAY = _("We found no deadline for it.")
ASK_HOW_LONG = _("Ask a lawyer how long there is.")


def _latest_day(due_date: DueDate) -> date:
    """Return the last date of one reading that may be meant."""
    return (
        detainer_clock.day_of(due_date.latest)
        if isinstance(due_date.latest, datetime)
        else due_date.latest
    )


def _has_begun(doc_input: DocumentInput, deadline: Deadline) -> bool:
    return deadline.begins is None or deadline.begins.earliest.date() <= doc_input.today


def upcoming_deadlines(doc_input: DocumentInput) -> list[tuple[str, str]]:
    """Return (day or moment, what) of every day that is to come, by each reading of its rule."""
    return [
        (
            end_in_words(due_date),
            f"{to_reader(doc_input, deadline.name)}: {due_date.name}.",
        )
        for deadline in deadlines_for(doc_input.facts)
        for due_date in deadline.due_dates
        if due_date.due_on >= doc_input.today
        and _has_begun(doc_input, deadline)
        and deadline.rule.slug != SET_DAY
    ]


def _is_counted_twice(doc_input: DocumentInput) -> bool:
    """Say whether a deadline is counted in more than one way."""
    return any(
        sum(due_date.due_on >= doc_input.today for due_date in deadline.due_dates) > 1
        for deadline in deadlines_for(doc_input.facts)
        if deadline.rule.slug != SET_DAY
    )


def overdue_deadlines(doc_input: DocumentInput) -> list[tuple[str, str]]:
    """Return (day or moment, what to do) of those that are over, if anything can be done."""
    return [
        (
            end_in_words(due_date),
            joined(
                f"{to_reader(doc_input, deadline.name)}: {due_date.name}.",
                _overdue_text(doc_input, deadline, due_date),
            ),
        )
        for deadline in deadlines_for(doc_input.facts)
        for due_date in deadline.due_dates
        if due_date.due_on < doc_input.today and deadline.rule.sorts_queue
    ]


def _overdue_text(doc_input: DocumentInput, deadline: Deadline, due_date: DueDate) -> str:
    """Return what to do about a day that is over."""
    perhaps = _latest_day(due_date) >= doc_input.today
    do: tuple[StrOrPromise, ...] = deadline.overdue_advice("maybe" if perhaps else "yes") or ()
    if not do and not perhaps and not deadline.is_retrospective:
        # What has passed is no task.
        do = (HAS_PASSED, deadline.rule.if_over)
    elif not do:
        then = to_reader(doc_input, deadline.advice) if deadline.is_retrospective else ASK_STILL
        do = (str(MAYBE_OVERDUE), then) if perhaps else (then,)
    return joined(*(to_reader(doc_input, words) for words in do))


def from_first_minute(doc_input: DocumentInput) -> Paragraph | None:
    """Return what holds from the first minute, where hours of a hold stand."""
    said = [deadline.rule.always for deadline in deadlines_for(doc_input.facts)]
    return next((Paragraph(str(always)) for always in said if always), None)


def deadlines_without_date(doc_input: DocumentInput) -> tuple[str, ...]:
    """Return what to do about rules that give no day, and what was not known."""
    return tuple(
        _text_without_date(doc_input, deadline)
        for deadline in deadlines_for(doc_input.facts)
        if not deadline.due_dates and deadline.rule.slug != "habeas"
    )


def _text_without_date(doc_input: DocumentInput, deadline: Deadline) -> str:
    # Without a day, what to do before that day says nothing.
    do = (
        NO_DAY.get(deadline.rule.slug, ASK_HOW_LONG)
        if deadline.unknowns
        else to_reader(doc_input, deadline.advice)
    )
    none = NO_LAST_DAY if all(map(_is_not_found, deadline.legal_basis)) else ""
    return joined(
        f"{to_reader(doc_input, deadline.name)}.",
        none,
        *map(str, deadline.unknowns),
        do,
    )


def _is_not_found(item: Statement) -> bool:
    return isinstance(item, Claim) and item.confidence == NOT_FOUND


def set_days(doc_input: DocumentInput) -> tuple[Row, ...]:
    """Return each day that an office set for the person, if it is known and still to come."""
    return tuple(
        Row(end_in_words(due_date), joined(f"{due_date.name}.", ASK_FOR_THAT_DAY))
        for deadline in deadlines_for(doc_input.facts)
        for due_date in deadline.due_dates
        if deadline.rule.slug == SET_DAY and due_date.due_on >= doc_input.today
    )


def opening(doc_input: DocumentInput) -> str:
    """Return whom the list is for, its day, and that it goes to nobody."""
    made = date_format(doc_input.today, "l, F j, Y")
    if doc_input.is_helper and doc_input.name:
        return gettext("For %(name)s. Made %(day)s. Do not send it to anyone.") % {
            "name": doc_input.name,
            "day": made,
        }
    return gettext("Made %(day)s, for you. Do not send it to anyone.") % {"day": made}


def on_the_phone(doc_input: DocumentInput) -> Piece:
    """Return what somebody who is held hears on the phone, or reads."""
    if not doc_input.facts.held:
        return None
    return (
        Heading(
            doc_input.voiced(
                gettext("While you are locked up"), gettext("Tell the person, on the phone")
            )
        ),
        BulletList((str(JAIL_PHONES), *map(str, WHILE_HELD))),
    )


def checklist(doc_input: DocumentInput) -> tuple[Piece, ...]:
    """Return what to do first, the deadlines, and what to keep. It says no names of offices'
    staff and nothing that was told: it may lie on a table."""
    facts, routes = doc_input.facts, ordered_routes(doc_input)
    things = first_things(doc_input, routes)
    ahead = upcoming_deadlines(doc_input)
    over = (
        Heading(gettext("Days that are over")),
        Table(tuple(Row(day, what) for day, what in overdue_deadlines(doc_input))),
    )
    crisis = (Heading(gettext("If it is too much")), Paragraph(str(CALL_988)))
    is_urgent = bool(CRISIS_FIRST & set(facts.dangers))
    due_dates = [due_date for deadline in deadlines_for(facts) for due_date in deadline.due_dates]
    sends_to_government = any(route.warning is TELLS_GOVERNMENT for route, _fit in routes)
    return (
        Paragraph(opening(doc_input)),
        crisis if is_urgent else (),
        Table(set_days(doc_input)),
        Paragraph(before) if (before := str(caution(facts))) else None,
        Paragraph(str(doc_input.voiced(*SHOW_LAWYER))) if has_another_lawyer(doc_input) else None,
        Heading(gettext("Do these first")),
        Paragraph(ask_judge(doc_input))
        if facts.held and LAWYER not in [thing.route for thing in things]
        else None,
        Table(tuple(thing_row(doc_input, thing) for thing in things)),
        Paragraph(str(OTHER_ROUTES)) if len(routes) > len(things) else None,
        # Who is still held past a day acts on it before any other.
        over if facts.held else (),
        tomorrow(
            doc_input,
            [route for route, _fit in routes],
            [thing.route for thing in things],
        ),
        Heading(gettext("Your deadlines")),
        Paragraph(str(BOTH_ENDS))
        if ahead and not all(due_date.is_exact for due_date in due_dates)
        else None,
        Table(tuple(Row(day, what) for day, what in ahead)),
        Paragraph(str(COUNTED_TWICE)) if _is_counted_twice(doc_input) else None,
        Paragraph(str(IF_MISSED)) if ahead else None,
        from_first_minute(doc_input),
        BulletList(deadlines_without_date(doc_input)),
        () if facts.held else over,
        Heading(gettext("Ask again if you hear nothing")),
        Table(tuple(ask_again_rows(doc_input, things))),
        Heading(gettext("Before you send anything")),
        BulletList(
            (
                *((to_reader(doc_input, TELLS_GOVERNMENT.text),) if sends_to_government else ()),
                *map(str, BEFORE_SENDING),
            )
        ),
        on_the_phone(doc_input),
        if_ice_takes(doc_input),
        find_lawyer(doc_input),
        if_stopped_again(doc_input),
        Heading(pgettext("heading of a list of documents", "Keep these")),
        BulletList(tuple(f"□ {to_reader(doc_input, text)}" for text in THINGS_TO_KEEP)),
        Paragraph(gettext("Give copies. Keep the originals.")),
        () if is_urgent else crisis,
        Heading(gettext("What I sent: day, how, number or name")),
        Table(
            (
                *(Row(to_reader(doc_input, thing.route.name)) for thing in things),
                Row(gettext("Something else")),
            )
        ),
        Paragraph(str(NO_ADVICE)),
    )


CHECKLIST = DocumentType(
    slug="checklist",
    name="My list: what to do, and by when",
    title_for=lambda doc_input: gettext("My list: what to do, and by when"),
    edition="2026-12-01.3",
    kind=OWN,
    reader=disclosure.PERSON,
    blocks=checklist,
)
