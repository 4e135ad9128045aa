"""What the person's own list says beside the first things: the day after, ICE, a lawyer, a stop.

It may lie on a table: nothing here says what was told. A phone from which a web page or a call to
an office cannot be reached is the phone of a jail, so who is held asks the family.
"""

from collections.abc import Collection
from datetime import timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from intake.deadlines.workdays import on_or_after
from intake.flow.steps import Voiced, voiced
from intake.guide.rights import FAST_REMOVAL, SIGN_NOTHING, STAY_SILENT
from intake.rendering.blocks import BulletList, Heading, Paragraph, Piece, Row, Table
from intake.routes.base import Route
from intake.routes.congress import CONGRESS
from intake.routes.dril import DRIL, PHONE
from intake.routes.jail_letter import JAIL_LETTER
from intake.routes.lawyer import LAWYER, ROSTER, ROSTER_CLAIM
from intake.routes.locator import NO_RESULT, SEARCH_PAGE

from ..document_input import DocumentInput
from ..offices import address_of
from .own_list_routes import has_another_lawyer, joined, written_by_lawyer

SECOND_REQUEST = voiced(
    _(
        "No answer by noon? Ask your family to call the jail. Then they send the letter again,"
        " with “second request” on top."
    ),
    _(
        "No answer by noon? Call the jail. Then send the letter again, with “second request”"
        " on top."
    ),
)
ASK_CONGRESS = voiced(
    _("Ask your family to call the office of their member of Congress. They ask for “casework”."),
    _("Call the office of your member of Congress. Ask for “casework”."),
)
IF_ICE_TAKES = voiced(_("If ICE takes you"), _("If ICE takes the person"))
SAY_LITTLE = voiced(
    _(
        "Your family can call ICE's phone line. They say only your name and your birth date"
        " until there is a lawyer."
    ),
    _("Call ICE's phone line. Say only the name and the birth date until there is a lawyer."),
)
NOT_IN_JAIL = _("Not in the jail anymore? Look on ICE's search page, %(page)s.")
NO_NOTARIO = _("Only they and lawyers may give it. A “notario” may not.")
NOTE_THE_STOP = _("Ask for a lawyer. Write down the time, the place and the badge number.")


def tomorrow(
    doc_input: DocumentInput, fitting: Collection[Route], first: Collection[Route]
) -> Piece:
    """Return what is done the day after, with a box to check off, where a jail holds the person.

    A jail answers on any day; the office of a member of Congress on working days.
    """
    if not doc_input.facts.in_jail:
        return None
    next_day = doc_input.today + timedelta(days=1)
    things = (
        (next_day, _voice(doc_input, SECOND_REQUEST), JAIL_LETTER in first),
        (
            on_or_after(next_day),
            _voice(doc_input, ASK_CONGRESS),
            CONGRESS in fitting and CONGRESS not in first,
        ),
        (
            next_day,
            joined(NOT_IN_JAIL % {"page": SEARCH_PAGE.value}, str(NO_RESULT)),
            doc_input.is_helper,
        ),
    )
    rows = tuple(
        Row(date_format(day, "l, F j"), f"□ {text}") for day, text, is_due in things if is_due
    )
    return (Heading(pgettext("heading of things to do", "Tomorrow")), Table(rows)) if rows else ()


def if_ice_takes(doc_input: DocumentInput) -> Piece:
    """Return what to do if a hold does what it asks for; nothing where there is none."""
    facts = doc_input.facts
    if not facts.in_jail or facts.hold == "no":
        return None
    proof = () if facts.says_citizen_or_resident else (str(FAST_REMOVAL),)
    return (
        Heading(_voice(doc_input, IF_ICE_TAKES)),
        BulletList((_voice(doc_input, SAY_LITTLE), *proof)),
        Table((Row(str(DRIL.name), address_of(DRIL, PHONE)),)),
    )


def find_lawyer(doc_input: DocumentInput) -> Piece:
    """Return who may give advice, for whoever has no lawyer and is none."""
    if has_another_lawyer(doc_input) or written_by_lawyer(doc_input):
        return None
    roster = address_of(LAWYER, ROSTER)
    reads_pages = doc_input.is_helper or not doc_input.facts.held
    return (
        Heading(pgettext("heading of things to do", "Find a lawyer")),
        Paragraph(joined(str(ROSTER_CLAIM), NO_NOTARIO)),
        Paragraph(roster) if roster and reads_pages else None,
    )


def if_stopped_again(doc_input: DocumentInput) -> Piece:
    """Return what to say at another stop, for somebody who is free."""
    if doc_input.facts.where != "free":
        return None
    rights = (STAY_SILENT, SIGN_NOTHING)
    return (
        Heading(str(_("If there is another stop"))),
        BulletList((*(_voice(doc_input, right) for right in rights), str(NOTE_THE_STOP))),
    )


def _voice(doc_input: DocumentInput, text: Voiced[Any]) -> str:
    return str(doc_input.voiced(text.me, text.them))
