"""The complaint to the attorney general of a state: one page that offers the office a pattern.

A state is told of nobody's status, nor of a charge, nor of numbers of ICE.
"""

from dataclasses import replace

from intake.citations.base import Claim
from intake.citations.letter_law import NEW_ARREST, REQUEST_ONLY
from intake.rendering.blocks import Piece, Row
from intake.routes.state_law_status import line_of

from .. import disclosure, frame
from ..base import ONLINE, DocumentType
from ..document_input import DocumentInput
from ..recipients import attorney_general
from ..sentences import account, letter, moments, places
from ..sentences.base import TO_JAIL, Fact, in_order
from ..sentences.facts import arrest, hold, where_it_was
from ..sentences.match import says_mistaken_identity
from ..sentences.stay import Stay, stay_of
from ..sentences.voice import voice_for
from ..signatures import signature, witnesses_note
from .grievance import local_agency
from .jail_letter_short import STATE_LETTERS

DISCLOSED = (
    "custody",
    "start",
    "when-where",
    "hold",
    "detainers",
    "hold-copy",
    "match",
    "why-wrong",
    "jail",
    "held-over",
    "stays",
    "profiling",
    "treatment",
    "harm",
    "told",
)
MOST_FACTS = 10


def _whom(doc_input: DocumentInput, stay: Stay) -> str:
    """Return the local office that it is about, or ""."""
    return stay.place or local_agency(doc_input)


def _what(doc_input: DocumentInput, stay: Stay) -> str:
    voice, office = voice_for(doc_input), _whom(doc_input, stay)
    detainer = " on an ICE detainer" if stay.has_detainer else ""
    if stay.was_kept:
        place = office or "A jail"
        verb = "has kept" if doc_input.facts.in_jail else "kept"
        due = moments.when(stay.due)
        since = places.since_words(stay) if verb == "has kept" else places.after_words(stay)
        return f"{place} {verb} {voice.object}{detainer} {since}{' ' + due if due else ''}"
    ground = account.grounds(doc_input)
    day = moments.when(doc_input.answer("when-where", "when") or None)
    because = f" because of {ground}" if ground else ""
    about = f"How {office or 'local officers'} treated {voice.object}{because}"
    return f"{about} {day}".strip()


def _facts(doc_input: DocumentInput) -> tuple[str, ...]:
    """Return what the local office did; of ICE only the detainer, and that it was meant for
    another."""
    arrested = arrest(doc_input, to=TO_JAIL) or arrest(doc_input)
    found: list[Fact | None] = [
        *in_order(
            (
                *places.came_in(doc_input, arrested),
                *hold(doc_input),
                places.release_due(doc_input),
                places.left(doc_input),
                places.still_held(doc_input, to=TO_JAIL),
            )
        ),
        account.profiling(doc_input),
        *frame.in_one(account.treatment(doc_input)),
        account.harm(doc_input),
    ]
    if says_mistaken_identity(doc_input) and stay_of(doc_input).has_detainer:
        text = "I believe that the detainer was meant for another person."
        found.append(Fact(text, "match"))
    return frame.within([fact for fact in found if fact], MOST_FACTS)


def state_law(stay: Stay) -> Claim | None:
    """Return what the law of the state says, without what the line asks of the jail."""
    line = line_of(stay.state)
    if line is None:
        return None
    text = str(line.letter_claim.text)
    # What is asked stands at the end of a line, or is the whole of it.
    before, please, _asked = text.lower().partition("please ")
    if please:
        text = text[: before.rfind(". ") + 1]
    return replace(line.letter_claim, text=text) if text else None


def law(doc_input: DocumentInput) -> tuple[Claim, ...]:
    """Return the law of the state first, where a jail kept somebody and there is a line for it."""
    stay = stay_of(doc_input)
    if not stay.was_kept and stay.hold != "yes":
        return ()
    line = state_law(stay)
    return (
        *((line,) if line else ()),
        *((REQUEST_ONLY,) if stay.hold != "no" and not line else ()),
        NEW_ARREST,
    )


def _requests(doc_input: DocumentInput) -> tuple[str, ...]:
    stay, voice = stay_of(doc_input), voice_for(doc_input)
    jail = stay.place or "the jail"
    kept = stay.was_kept or stay.hold == "yes"
    treated = account.treatment(doc_input)
    verb = "keeps" if doc_input.facts.in_jail and stay.was_kept else "kept"
    wanted = (
        (stay.was_kept, f"Please ask {jail} by what authority it {verb} {voice.object}."),
        (
            kept,
            f"Please ask {jail} how many people it has held on requests from ICE, and under what"
            " rule.",
        ),
        (
            kept,
            "Please tell me whether your office has given jails advice on immigration detainers,"
            " and send it.",
        ),
        (
            bool(account.grounds(doc_input)) or "profiling" in doc_input.facts.problems,
            "Please look at whom these officers stop, and why.",
        ),
        (
            bool(treated),
            "Please tell me which state rules on this treatment apply, and whether they were"
            " followed.",
        ),
        (
            True,
            "Please tell me the number of this complaint, and whether another office should"
            " have it.",
        ),
    )
    return tuple(text for applies, text in wanted if applies)


def _belief(doc_input: DocumentInput, stay: Stay) -> str:
    """Return what is believed where no day is known on which release was due."""
    if stay.was_kept or "held_longer" not in doc_input.facts.problems:
        return ""
    subject = voice_for(doc_input).subject
    return f" I believe that {subject} was kept in jail longer because of ICE."


def complaint(doc_input: DocumentInput) -> tuple[Piece, ...]:
    """Return the complaint, for the web form of the office or as a letter."""
    stay, voice = stay_of(doc_input), voice_for(doc_input)
    office = attorney_general(doc_input)
    place, city = _whom(doc_input, stay), where_it_was(doc_input)
    whom = place or (f"local officers in {city}" if city else "a local office")
    steps = account.earlier_steps(doc_input)
    parts = frame.Letter(
        to=office and f"{office}\nCivil Rights",
        line=None if office else Row("To the attorney general of (state)"),
        subject=(
            letter.who_line(doc_input, stay.booking_number),
            _what(doc_input, stay),
            f"Please look into it, and tell me what you can do by {letter.in_two_weeks(doc_input)}",
        ),
        dear="Dear Attorney General:",
        opening=letter.editable(
            f"I complain about how {whom} treated {voice.object}.{_belief(doc_input, stay)} I ask"
            " your office to look into it.",
            "opening",
            doc_input,
        ),
        body=(
            frame.facts(doc_input, _facts(doc_input)),
            frame.said_or_done(doc_input),
            frame.law(*law(doc_input)),
            frame.asked(_requests(doc_input)),
            witnesses_note(doc_input, steps),
        ),
    )
    return (
        *frame.head(doc_input, parts),
        letter.how_to_answer(doc_input, in_jail=False),
        signature(doc_input, is_sworn=False),
        letter.service_line(),
    )


ATTORNEY_GENERAL = DocumentType(
    slug="attorney-general",
    name="Text for the attorney general of the state",
    edition="2026-12-01.1, own text",
    kind=ONLINE,
    reader=disclosure.STATE,
    blocks=complaint,
    discloses=DISCLOSED,
    title_for=lambda doc_input: "Complaint to the attorney general",
    legal_basis=(REQUEST_ONLY, NEW_ARREST, *STATE_LETTERS),
)
