"""A grievance in the words of the jail's own form, or a complaint of one page to a jail or the
police. Neither speaks of anybody's status, nor of a charge, nor names a witness."""

import re

from intake.citations.base import Claim
from intake.citations.letter_law import NEW_ARREST, REQUEST_ONLY
from intake.flow.facts import is_complete
from intake.rendering.blocks import Heading, NumberedList, Paragraph, Piece, Row, Table

from .. import disclosure, frame
from ..base import LETTER, SAFE_ADDRESS, DocumentType
from ..document_input import DocumentInput
from ..identity import latin_name_row
from ..sentences import account, letter, moments, places
from ..sentences.base import TO_JAIL, Fact, in_order, sentences
from ..sentences.facts import arrest, hold, of_custody, where_it_was
from ..sentences.jail_asks import due_words
from ..sentences.stay import DUE, OPEN, Stay, arrest_date, stay_of
from ..sentences.voice import voice_for
from ..signatures import signature, witnesses_note

DISCLOSED = (
    "custody",
    "start",
    "when-where",
    "hold",
    "detainers",
    "hold-copy",
    "match",
    "jail",
    "held-over",
    "stays",
    "treatment",
    "profiling",
    "officers",
)
MOST_FACTS = 10
FEDERAL = re.compile(r"\b(ice|cbp|dhs|hsi|border|immigration|homeland|customs)\b", re.IGNORECASE)
_STOPS = {
    "traffic_stop": "a traffic stop",
    "police": "an arrest",
    "warrant": "an arrest",
    "court": "a stop at a court",
}


def local_agency(doc_input: DocumentInput) -> str:
    """Return the police that was named, or ""; a federal office has no local complaint desk."""
    agency = doc_input.answer_text("when-where", "agency")
    return "" if FEDERAL.search(agency) else agency


def is_to_police(doc_input: DocumentInput) -> bool:
    """Say whether a complaint of somebody who is not in jail goes to the police: unequal treatment
    does, and whatever no jail was part of."""
    if doc_input.facts.in_jail:
        return False
    profiled = "profiling" in doc_input.facts.problems or account.grounds(doc_input)
    return bool(profiled) or not stay_of(doc_input).place


def _fixes(doc_input: DocumentInput) -> tuple[str, ...]:
    """Return what can be mended today, for what was told of the treatment."""
    voice, treated = voice_for(doc_input), doc_input.answer("treatment", "treated") or []
    me = voice.object
    wanted = {
        "no_care": f"Let {me} see medical staff today.",
        "no_lawyer": f"Let {me} call a lawyer today.",
        "no_call": f"Let {me} make a phone call today.",
        "no_interpreter": f"Give {me} an interpreter.",
        "signed_unread": f"Give {me} a copy of each paper that {voice.subject} signed.",
    }
    return tuple(text for code, text in wanted.items() if code in treated)


def _authority(doc_input: DocumentInput, stay: Stay) -> tuple[str, ...]:
    """Return the requests on release and on the papers of ICE, as far as they were told of."""
    voice = voice_for(doc_input)
    me = voice.object
    due = (
        f"Release {me}, or tell {me} in writing by what authority and on what probable cause"
        f" {voice.subject} {voice.am} kept."
    )
    paper = "form that asks for notice" if stay.notice_only else "detainer"
    copy = f"Give {me} a copy of the {paper} and of any warrant, with the time each came in."
    asks = f"Tell {me} in writing whether ICE has asked you to keep {me}."
    is_open = stay.stage == OPEN and "held_longer" in doc_input.facts.problems
    if is_open:
        due = f"If release was due already, {due[0].lower()}{due[1:]}"
    return (
        *((due,) if stay.stage == DUE or is_open else ()),
        *((copy,) if stay.hold == "yes" else (asks,) if stay.hold == "unsure" else ()),
    )


def _from_first_day(doc_input: DocumentInput) -> str:
    first = arrest_date(doc_input)
    return f" from {moments.date_words(first, weekday=False)}, on" if first else ""


def form_text(doc_input: DocumentInput) -> tuple[Piece, ...]:
    """Return the few lines for the jail's own form, from the person in it."""
    stay = stay_of(doc_input)
    told: list[Fact] = [
        fact
        for fact in of_custody(doc_input, to=TO_JAIL, jail="this jail")
        if fact.step not in ("when-where", "match", "custody")
    ]
    told += account.treatment(doc_input)
    said = sentences(told) or _belief(doc_input)
    day = moments.day_words(doc_input.today, weekday=False)
    number = stay.booking_number and f", booking no. {stay.booking_number}"
    return (
        letter.subject_lines(
            doc_input,
            f"{doc_input.name}{number}",
            f"Grievance of {day}",
            "Please answer this in writing",
        ),
        Table(latin_name_row(doc_input.name)),
        Paragraph(" ".join(said)),
        frame.said_or_done(doc_input),
        Heading("I ask"),
        NumberedList(
            (
                *_authority(doc_input, stay),
                *_fixes(doc_input),
                f"Keep all video and logs about me{_from_first_day(doc_input)}.",
                "Give me the number of this grievance, and the date of your answer.",
            )
        ),
        witnesses_note(doc_input),
        signature(doc_input, answer_to=False, is_sworn=False),
    )


def _belief(doc_input: DocumentInput) -> tuple[str, ...]:
    """Return what the grievance is about where no event of it was told."""
    said = {
        "held_longer": "I believe that I am kept in jail longer because of ICE.",
        "conditions_or_abuse": "I was treated badly in this jail.",
    }
    return tuple(text for code, text in said.items() if code in doc_input.facts.problems)


def _of_jail(doc_input: DocumentInput) -> list[Fact]:
    found = [*of_custody(doc_input, to=TO_JAIL, jail="your jail")]
    return [fact for fact in found if fact.step != "match"]


def _of_police(doc_input: DocumentInput) -> list[Fact]:
    """Return the stop, the detainer that came of it, and how the time in jail ended."""
    return in_order(
        (
            *places.came_in(doc_input, arrest(doc_input)),
            *hold(doc_input),
            places.release_due(doc_input),
            places.left(doc_input),
        )
    )


def _facts(doc_input: DocumentInput) -> tuple[str, ...]:
    police = is_to_police(doc_input)
    found: list[Fact | None] = [*(_of_police(doc_input) if police else _of_jail(doc_input))]
    found += [account.profiling(doc_input), *frame.in_one(account.treatment(doc_input))]
    return frame.within([fact for fact in found if fact], MOST_FACTS)


def _what(doc_input: DocumentInput) -> str:
    """Return what the complaint is about, and when."""
    stay, when = stay_of(doc_input), doc_input.answer("when-where", "when") or None
    if is_to_police(doc_input):
        me = voice_for(doc_input).object
        stop = _STOPS.get(doc_input.answer("start", "how"), f"how officers treated {me}")
        day, city = moments.when(when), where_it_was(doc_input)
        around = ", ".join(filter(None, (day, city and f"in {city}")))
        return f"Complaint about {stop} {around}".strip()
    if stay.was_kept:
        due = due_words(moments.when(stay.due))
        since = places.since_words(stay) if stay.stage == DUE else places.after_words(stay)
        return f"Complaint: kept in your jail {since}{due}"
    return f"Complaint about {voice_for(doc_input).possessive} treatment in your jail"


def _opening(doc_input: DocumentInput) -> Paragraph:
    me = voice_for(doc_input).object
    who = "officers of your department" if is_to_police(doc_input) else "your jail"
    text = f"I complain about how {who} treated {me}. {account.belief(doc_input)}"
    return letter.editable(text.strip(), "opening", doc_input)


def _keep(doc_input: DocumentInput) -> str:
    when = doc_input.answer("when-where", "when") or None
    if is_to_police(doc_input):
        of_day = f" of {moments.date_words(when)}" if is_complete(when) else " of that stop"
        return f"Please keep the video and the radio log{of_day}, and all other records of it."
    me = voice_for(doc_input).object
    return f"Please keep all video, logs and phone records about {me}{_from_first_day(doc_input)}."


def law(stay: Stay) -> tuple[Claim, ...]:
    """Return the law on a detainer and on a stay past release, each only where it was told of."""
    return (
        *((REQUEST_ONLY,) if stay.has_detainer else ()),
        *((NEW_ARREST,) if stay.was_kept or stay.has_detainer else ()),
    )


def _by_when(doc_input: DocumentInput, stay: Stay) -> str:
    """Return by when an answer is asked for: as in the letter to the jail that keeps somebody."""
    if stay.stage == DUE:
        return letter.tomorrow_noon(doc_input)
    return letter.in_two_weeks(doc_input)


def _requests(doc_input: DocumentInput) -> tuple[str, ...]:
    stay, voice = stay_of(doc_input), voice_for(doc_input)
    by = _by_when(doc_input, stay)
    if doc_input.facts.in_jail:
        first = f"Please treat this as a complaint, and tell {voice.object} and me its number."
        return (
            *(f"Please {text[0].lower()}{text[1:]}" for text in _authority(doc_input, stay)),
            *(f"Please {text[0].lower()}{text[1:]}" for text in _fixes(doc_input)),
            first,
            _keep(doc_input),
            f"Please give {voice.object} a written answer by {by}.",
        )
    why = (
        f"Please find out why {voice.subject} was stopped, and tell me in writing what you decide."
        if is_to_police(doc_input)
        else f"Please find out what happened to {voice.object}, and tell me in writing what you"
        " decide."
    )
    if not is_to_police(doc_input) and stay.was_kept:
        why = (
            f"Please tell me in writing by what authority, and on what probable cause,"
            f" {voice.subject} was kept after release was due."
        )
    asked_ice = f"Please tell me whether, and when, your officers asked ICE about {voice.object}."
    return (
        f"Please give this complaint a number, and send it to me by {by}.",
        _keep(doc_input),
        why,
        *((asked_ice,) if is_to_police(doc_input) and stay.hold == "yes" else ()),
        "Please tell me which office reviews your decision, and by when I must write to it.",
    )


def complaint(doc_input: DocumentInput) -> tuple[Piece, ...]:
    """Return the complaint of one page, to the police or to the jail."""
    stay, police = stay_of(doc_input), is_to_police(doc_input)
    office = local_agency(doc_input) if police else doc_input.jail or stay.place
    attention = "Attention: Internal Affairs" if police else "Attention: Jail Administrator"
    by = _by_when(doc_input, stay)
    found = account.officers(doc_input) if police else []
    parts = frame.Letter(
        to=f"{office}\n{attention}" if office else attention,
        line=None if office else Row("To the police or the jail"),
        subject=(
            letter.who_line(doc_input, "" if police else stay.booking_number),
            _what(doc_input),
            f"Please look into it, keep the video, and answer in writing by {by}",
        ),
        dear="To the officer in charge:",
        opening=_opening(doc_input),
        body=(
            frame.facts(doc_input, _facts(doc_input)),
            frame.said_or_done(doc_input),
            Paragraph(f"What I know of the officers: {'; '.join(found)}." if found else ""),
            frame.law(*law(stay)),
            frame.asked(_requests(doc_input)),
            witnesses_note(doc_input),
        ),
    )
    return frame.signed(doc_input, parts, is_sworn=False)


def blocks(doc_input: DocumentInput) -> tuple[Piece, ...]:
    """Return the text for the jail's form from the person in it, or else a letter."""
    if doc_input.facts.in_jail and not doc_input.is_helper:
        return form_text(doc_input)
    return complaint(doc_input)


def titled(doc_input: DocumentInput) -> str:
    if doc_input.facts.in_jail:
        return "Grievance to the jail"
    return "Complaint to the police" if is_to_police(doc_input) else "Complaint to the jail"


GRIEVANCE = DocumentType(
    slug="grievance",
    name="Grievance to the jail or complaint to local police",
    edition="2026-12-01.1, own letter",
    kind=LETTER,
    reader=disclosure.LOCAL,
    blocks=blocks,
    discloses=DISCLOSED,
    legal_basis=(REQUEST_ONLY, NEW_ARREST),
    advice=(SAFE_ADDRESS,),
    title_for=titled,
)
