"""The person's own list: what to do, by when, and what to keep, in the language they read."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext, pgettext
from django.utils.translation import gettext_lazy as _

from intake.citations.base import NOT_FOUND, Claim, Statement
from intake.deadlines import detainer_clock
from intake.deadlines.base import MAYBE_OVERDUE, Deadline, DueDate
from intake.deadlines.computed import deadlines_for
from intake.deadlines.display import end_in_words
from intake.rendering.blocks import BulletList, Heading, Paragraph, Piece, Row, Table
from intake.rendering.language import in_english
from intake.routes.base import POSSIBLE, RECOMMENDED, TELLS_GOVERNMENT, Fit, Route
from intake.routes.consulate import CONSULATE
from intake.routes.display import caution
from intake.routes.fitting import fitting
from intake.routes.route_status import current_statuses
from intake.web.text import StrOrPromise

from .. import disclosure
from ..base import OWN, DocumentType
from ..document_input import DocumentInput
from ..own_list_texts import IN_TWO_VOICES

THINGS_TO_KEEP = (
    _("the hold paper, any warrant, any paper from ICE or a court, and the envelopes"),
    _("the booking sheet, the bail receipt, the release papers"),
    _("proof of who you are: show copies, keep the first ones safe"),
    _("a list of calls: day, hour, name, what was said"),
)

BOTH_ENDS = _(
    "Where a day or an hour is not known, the first and the last that it may be are given."
)
HOW_READ = _("No office says this in these words. It is how we read what they say of their work.")
HAS_PASSED = _("This deadline has passed.")
ASK_STILL = _("Ask a lawyer what can still be done.")
# What to do where no day can be worked out, by rule; for any other, a lawyer knows.
NO_DAY = {
    "hold_48h": _("Ask the jail in writing for the day and the hour."),
    "locator": _("Print or save what the page shows soon."),
}
NO_LAST_DAY = _("We found no last day for it.")
ASK_HOW_LONG = _("Ask a lawyer how long there is.")


def to_reader(doc_input: DocumentInput, text: Statement) -> str:
    """Return a text of the site in the voice for whoever reads the list, and in their language."""
    in_voices = IN_TWO_VOICES.get(in_english(str)(text))
    return str(doc_input.voiced(in_voices.me, in_voices.them) if in_voices else text)


def _latest_day(due_date: DueDate) -> date:
    """Return the last date of one reading that may be meant."""
    return (
        detainer_clock.day_of(due_date.latest)
        if isinstance(due_date.latest, datetime)
        else due_date.latest
    )


def _joined(*parts: StrOrPromise) -> str:
    return " ".join(filter(None, map(str, parts)))


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
        if due_date.due_on >= doc_input.today and _has_begun(doc_input, deadline)
    ]


def overdue_deadlines(doc_input: DocumentInput) -> list[tuple[str, str]]:
    """Return (day or moment, what to do) of those that are over, if anything can be done."""
    return [
        (
            end_in_words(due_date),
            _joined(
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
    return _joined(*(to_reader(doc_input, words) for words in do))


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
LAWYER_FIRST = (
    _("You have a lawyer. Ask them before anything is sent."),
    _("The person has a lawyer. Ask them before anything is sent."),
)


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
    return _joined(doc_input.voiced(*CAN_ASK_JUDGE), ask)


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
    return _joined(
        f"{to_reader(doc_input, deadline.name)}.",
        none,
        *map(str, deadline.unknowns),
        do,
    )


def _is_not_found(item: Statement) -> bool:
    return isinstance(item, Claim) and item.confidence == NOT_FOUND


def route_text(doc_input: DocumentInput, route: Route, fit: Fit) -> str:
    said = (f"{route.name}.", fit.reason, route.short_warning)
    # What tells their own government goes by their own yes.
    asks_yes = doc_input.is_helper and route is CONSULATE
    yes = _("Get the person's own yes first.") if asks_yes else ""
    return _joined(
        *(to_reader(doc_input, text) for text in said), yes, follow_up_text(route.follow_up)
    )


def follow_up_text(days: tuple[int, ...]) -> str:
    """Return after how many days to ask an office again, in words."""
    if not days:
        return ""
    *first, last = days
    if not first:
        text = ngettext("Ask again after %(days)s day.", "Ask again after %(days)s days.", last)
        return text % {"days": last}
    return gettext("Ask again after %(first)s and %(last)s days.") % {
        "first": ", ".join(map(str, first)),
        "last": last,
    }


def route_list(
    doc_input: DocumentInput, found: Sequence[tuple[Route, Fit]], kind: str
) -> BulletList:
    return BulletList(
        tuple(route_text(doc_input, route, fit) for route, fit in found if fit.kind == kind)
    )


def follow_up_rows(
    doc_input: DocumentInput, found: Sequence[tuple[Route, Fit]]
) -> list[tuple[str, str]]:
    """Return (day, whom) for each of the first ways, as if it were sent on the day of the list."""
    dated = [
        (day, route)
        for route, fit in found
        if fit.kind == RECOMMENDED
        for day in route.follow_up_dates(doc_input.today).values()
    ]
    return [
        (date_format(day, "l, F j, Y"), to_reader(doc_input, route.name))
        for day, route in sorted(dated, key=lambda pair: pair[0])
    ]


def checklist(doc_input: DocumentInput) -> tuple[Piece, ...]:
    """Return the last days, the ways that fit, and what to keep. It says no names of offices'
    staff and nothing that was told: it may lie on a table."""
    found = fitting(doc_input.facts, current_statuses()).fitting
    ahead = upcoming_deadlines(doc_input)
    over = (
        Heading(gettext("Days that are over")),
        Table(tuple(Row(day, what) for day, what in overdue_deadlines(doc_input))),
    )
    in_part = any(
        not due_date.is_exact
        for deadline in deadlines_for(doc_input.facts)
        for due_date in deadline.due_dates
    )
    return (
        Paragraph(gettext("This is for you. Do not send it to anyone.")),
        Paragraph(before) if (before := str(caution(doc_input.facts))) else None,
        # Who is still held past a day acts on it before any other.
        Paragraph(ask_judge(doc_input)) if doc_input.facts.held else None,
        over if doc_input.facts.held else (),
        Heading(gettext("Days to act by")),
        Paragraph(str(BOTH_ENDS)) if ahead and in_part else None,
        Table(tuple(Row(day, what) for day, what in ahead)),
        from_first_minute(doc_input),
        BulletList(deadlines_without_date(doc_input)),
        () if doc_input.facts.held else over,
        Heading(gettext("Before you send anything")),
        Paragraph(str(doc_input.voiced(*LAWYER_FIRST))) if has_another_lawyer(doc_input) else None,
        Paragraph(f"{to_reader(doc_input, TELLS_GOVERNMENT.text)} ({HOW_READ})")
        if any(route.warning is TELLS_GOVERNMENT for route, _fit in found)
        else None,
        Heading(gettext("Start with these")),
        route_list(doc_input, found, RECOMMENDED),
        Heading(pgettext("heading of options", "Also possible")),
        route_list(doc_input, found, POSSIBLE),
        Heading(
            gettext("If you send the first ways on %(day)s, ask again on these days")
            % {"day": date_format(doc_input.today, "F j, Y")}
        ),
        Table(tuple(Row(day, whom) for day, whom in follow_up_rows(doc_input, found))),
        Heading(pgettext("heading of a list of documents", "Keep these")),
        BulletList(tuple(to_reader(doc_input, text) for text in THINGS_TO_KEEP)),
        Heading(gettext("What I sent, and when")),
        Table(tuple(Row(f"{number}.") for number in range(1, 7))),
        Paragraph(
            gettext(
                "We work the days out from what you wrote. They are no promise and not legal"
                " advice."
            )
        ),
    )


CHECKLIST = DocumentType(
    slug="checklist",
    name="My list: what to do, and by when",
    title_for=lambda doc_input: gettext("My list: what to do, and by when"),
    edition="2026-11-30.5",
    kind=OWN,
    reader=disclosure.PERSON,
    blocks=checklist,
)
