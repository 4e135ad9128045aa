"""What each part of Homeland Security is asked for, what it needs to find it, and where to look."""

from collections.abc import Callable
from dataclasses import dataclass

from intake.citations.base import Claim, claim

from ..document_input import DocumentInput
from ..identity import CUSTODY, HOLDS, number_rows
from ..sentences import moments
from ..sentences.facts import where_it_was
from ..sentences.stay import Stay, stay_of
from ..sentences.voice import voice_for

DISCLOSED = ("when-where", "jail", "match")


@dataclass(frozen=True)
class Holder:
    """A part of Homeland Security: what it holds, what it needs to find it, and where to look.

    `is_older` says that its records are older than what happened: they are asked for of any date.
    """

    slug: str
    name: str
    short: str
    holds: Claim
    records: Callable[[DocumentInput], tuple[str, ...]]
    where: Callable[[DocumentInput], str]
    needs: tuple[str, ...] = ()
    discloses: tuple[str, ...] = DISCLOSED
    is_older: bool = False


def _ice_records(doc_input: DocumentInput) -> tuple[str, ...]:
    stay, me = stay_of(doc_input), voice_for(doc_input).object
    jail, my = stay.place or "the jail", voice_for(doc_input).possessive
    had_hold = stay.hold == "yes"
    was_there = bool(stay.place or doc_input.facts.in_jail or had_hold)
    booked = f" on {day}" if (day := moments.date_words(stay.came_in, weekday=False)) else ""
    wanted = (
        (
            had_hold,
            f"Every immigration detainer about {me} (Form I-247A, I-247G or an older I-247), with"
            " every page, the record of when and how it was sent, and its cancellation.",
        ),
        (
            not had_hold,
            f"Every record that shows whether ICE asked a jail to keep {me}, or to give notice of"
            f" {my} release.",
        ),
        (
            True,
            "Every warrant (Form I-200 or I-205) and every record of arrest (Form I-213) made"
            f" under {my} name, birth date or fingerprints.",
        ),
        (
            had_hold,
            f"The query that followed {my} booking{' at ' + stay.place if stay.place else ''}"
            f"{booked}, and every reply to it, with times.",
        ),
        (was_there, f"Notes, emails and messages between ICE and {jail} about {me}."),
        (
            True,
            f"Records of any date that show which record was matched with {me}, on what basis,"
            + (
                " who compared it, and who approved the detainer."
                if had_hold
                else " and who compared it."
            ),
        ),
        (
            doc_input.facts.where == "ice",
            f"{moments.capital(my)} detention file, with transfers, times and reasons.",
        ),
    )
    return tuple(text for applies, text in wanted if applies)


def _cbp_records(doc_input: DocumentInput) -> tuple[str, ...]:
    my = voice_for(doc_input).possessive
    return (
        f"Every record of crossing, inspection or encounter under {my} name, birth date or"
        " documents.",
        f"Every alert or lookout under {my} name, and who placed it.",
    )


def _uscis_records(doc_input: DocumentInput) -> tuple[str, ...]:
    voice = voice_for(doc_input)
    return (
        f"Any A-file about {voice.object}, paper and electronic.",
        f"Every application, decision and notice about {voice.object}.",
        "Every record that shows that two files, names or numbers were joined or mixed up.",
    )


def _obim_records(doc_input: DocumentInput) -> tuple[str, ...]:
    voice = voice_for(doc_input)
    return (
        f"Every fingerprint encounter of {voice.object} in IDENT (or its successor HART), with"
        " date, place and agency.",
        f"Every record that was matched with {voice.possessive} fingerprints or name, and every"
        " use and sharing of it.",
        "How a wrong match was found or corrected.",
    )


def _by(doc_input: DocumentInput) -> str:
    """Return by what to search, as far as it was told."""
    other = doc_input.answer_text("person", "other_names")
    my = voice_for(doc_input).possessive
    spelling = ", the other names or spellings above," if other else ""
    numbers = ", and by the numbers above" if _has_numbers(doc_input) else ""
    return f"Please search by {my} name{spelling} and birth date{numbers}."


def _has_numbers(doc_input: DocumentInput) -> bool:
    return any(row.value for row in number_rows(doc_input))


def _ice_where(doc_input: DocumentInput) -> str:
    stay = stay_of(doc_input)
    place = _around(doc_input, stay)
    office = f"The ICE field office that covers {place}" if place else "The ICE field office"
    return (
        f"{office}; the office that answers queries after a booking; the systems in which"
        f" detainers and arrests are kept. {_by(doc_input)}"
    )


def _around(doc_input: DocumentInput, stay: Stay) -> str:
    city = where_it_was(doc_input)
    return ", ".join(filter(None, (stay.place, city or doc_input.state)))


def _plain_where(doc_input: DocumentInput) -> str:
    city = where_it_was(doc_input) or doc_input.state
    events = f"The events were in {city}. " if city else ""
    return f"{events}{_by(doc_input)}"


HOLDERS = {
    holder.slug: holder
    for holder in (
        Holder(
            "ice",
            "Immigration and Customs Enforcement (ICE)",
            "ICE",
            claim("ICE holds records of arrests, detainers and detention.", "S56", "S57"),
            _ice_records,
            _ice_where,
            (CUSTODY, HOLDS),
            (*DISCLOSED, "custody", "hold", "detainers"),
        ),
        Holder(
            "cbp",
            "Customs and Border Protection (CBP)",
            "CBP",
            claim("CBP holds records of border crossings.", "S57"),
            _cbp_records,
            _plain_where,
        ),
        Holder(
            "uscis",
            "US Citizenship and Immigration Services (USCIS)",
            "USCIS",
            claim("USCIS holds the A-file and the history of benefits.", "S57"),
            _uscis_records,
            _plain_where,
            is_older=True,
        ),
        Holder(
            "obim",
            "Office of Biometric Identity Management (OBIM)",
            "OBIM",
            claim("OBIM holds fingerprint encounters (IDENT).", "S57", "S62"),
            _obim_records,
            _plain_where,
            is_older=True,
        ),
    )
}
