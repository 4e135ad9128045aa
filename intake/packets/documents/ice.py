"""The letter to ICE about a claim of citizenship: short as a telegram, complete as an affidavit.

It exists only where the filer chose so. It says nothing of the 48 hours, which belong to the jail,
nor of anybody else's status.
"""

from datetime import date, timedelta

from intake.citations.base import claim
from intake.deadlines.workdays import is_day_off
from intake.flow.facts import Facts, is_complete
from intake.rendering.blocks import Paragraph, Piece
from intake.routes.base import CITIZENS_ONLY, ice_took_part, says_citizen

from .. import disclosure, frame
from ..base import ADD_COPIES, LETTER, SAFE_ADDRESS, DocumentType
from ..document_input import DocumentInput
from ..sentences import decisions, letter, moments
from ..sentences.base import TO_DHS, Fact, chosen, joined
from ..sentences.facts import of_custody
from ..sentences.stay import stay_of
from ..sentences.voice import voice_for

DIRECTIVE = claim(
    "ICE Directive 16001.2 (November 10, 2015) says that ICE cannot use its civil immigration"
    " power to arrest or hold a US citizen, and that claims and signs of citizenship are examined"
    " at once, with the highest priority.",
    "S39",
)
INTERVIEW = claim(
    "By the same directive, the person is interviewed by a supervisor, or in consultation with one"
    " (GAO-21-487, July 2021).",
    "S39",
    "S40",
)
DISCLOSED = (
    "custody",
    "born",
    "start",
    "when-where",
    "hold",
    "detainers",
    "hold-copy",
    "match",
    "why-wrong",
    "proof",
    "jail",
    "held-over",
    "stays",
    "citizenship",
    "numbers",
)
MOST_FACTS = 10
# Answers about proof that name no paper, or none that anybody could look for.
NOT_A_DOCUMENT = ("other", "not_now", "not_sure")
# A birth in another country is no part of the claim: only a lawyer should tell of it.
THE_COUNTRY = {
    "united states",
    "united states of america",
    "the united states",
    "the united states of america",
    "usa",
    "us",
    "u.s.",
    "u.s.a.",
}
# Where somebody was born whose claim rests on it, if no town was given.
BORN_HERE = {"born_here": "the United States", "national": ""}
IN_THE_COUNTRY = THE_COUNTRY | {"puerto rico", "guam", "american samoa", "swains island"}


def has_basis(facts: Facts) -> bool:
    """Say whether there is something that ICE could end: the directive is about its own acts."""
    return says_citizen(facts) and (facts.held or ice_took_part(facts))


def proofs(doc_input: DocumentInput) -> str:
    """Return the papers that are named as proof, in words, or ""."""
    for code in NOT_A_DOCUMENT:
        doc_input = doc_input.without_choice("proof", "papers_held", code)
    return doc_input.answer_text("proof", "papers_held")


def is_national(doc_input: DocumentInput) -> bool:
    """Say whether it is about a US national who is no citizen: the directive may not reach them."""
    reasons = chosen(doc_input, "why-wrong", "reasons")
    return "us_national" in reasons and "us_citizen" not in reasons


def the_claim(doc_input: DocumentInput) -> str:
    """Return the claim itself. Who signs for themself knows it; a helper knows it as a parent, or
    was told."""
    what = f"{'a national' if is_national(doc_input) else 'a citizen'} of the United States"
    facts = doc_input.facts.for_letters
    if is_national(doc_input) and facts.basis == "national" and facts.birth_place:
        what = f"{what}, born in {facts.birth_place}"
    if not doc_input.is_helper:
        return f"I am {what}."
    name = doc_input.name
    if doc_input.answer("helper", "relation") == "parent":
        return f"{name} is {what}."
    return f"I was told, and I believe, that {name} is {what}."


def next_working_day(today: date) -> date:
    day = today + timedelta(days=1)
    while is_day_off(day):
        day += timedelta(days=1)
    return day


def by_when(doc_input: DocumentInput) -> str:
    if doc_input.facts.held:
        return f"5:00 p.m. on {moments.day_words(next_working_day(doc_input.today))}"
    return letter.in_two_weeks(doc_input)


def _act(doc_input: DocumentInput) -> str:
    """Return the first thing that ICE can do: release, cancel, or correct."""
    voice, where = voice_for(doc_input), doc_input.facts.where
    if where == "ice":
        return f"release {voice.object} today"
    if doc_input.facts.held and doc_input.facts.hold == "yes":
        return "cancel the detainer today"
    if doc_input.facts.held:
        return f"cancel any detainer against {voice.object} today"
    return "correct the record"


def please_line(doc_input: DocumentInput) -> str:
    act, by = _act(doc_input), by_when(doc_input)
    if doc_input.facts.held:
        return f"Please {act}, or have a supervisor decide and answer in writing by {by}"
    return f"Please {act}, and answer in writing by {by}"


def opening(doc_input: DocumentInput) -> Paragraph:
    """Return the claim, where the person is held, and the one request."""
    voice, facts = voice_for(doc_input), doc_input.facts
    place, now = doc_input.jail, "" if doc_input.is_helper else " now"
    held = {
        "ice": f"ICE holds {voice.object}{' at ' + place if place else ''}.",
        "local_jail": f"{voice.subject} {voice.am} in {place or 'a jail'}{now}.",
        "prison": f"{voice.subject} {voice.am} in {place or 'prison'}{now}.",
        "abroad": f"{voice.subject} {voice.am} outside the United States now.",
    }.get(facts.where, "")
    if held and facts.held and doc_input.is_helper:
        held = f"As far as I know, {held}"
    asks = f"I ask you to review this claim at once, and to {_act(doc_input)}."
    return Paragraph(" ".join(filter(None, (the_claim(doc_input), held, asks))))


def _basis(doc_input: DocumentInput) -> Fact | None:
    """Return what the claim rests on, where that is not the birth here."""
    facts, voice = doc_input.facts.for_letters, voice_for(doc_input)
    since = moments.when(facts.citizen_since)
    on = f" {since}" if since else ""
    have, was = voice.have, f"{voice.subject} became a citizen"
    text = {
        "naturalized": f"{was} of the United States by naturalization{on}.",
        "parent_birth": (
            f"{voice.subject} {have} been a citizen since birth through a parent who is a citizen"
            " of the United States."
        ),
        "parent_child": f"{was} as a child through a parent{on}.",
    }.get(facts.basis)
    return Fact(text, "citizenship") if text else None


def _born(doc_input: DocumentInput) -> Fact | None:
    voice, day = voice_for(doc_input), doc_input.answer("born", "birth_date") or {}
    country = doc_input.answer_text("born", "birth_country").strip()
    here = country if country.lower() in IN_THE_COUNTRY else ""
    facts = doc_input.facts.for_letters
    if facts.basis in BORN_HERE:
        here = facts.birth_place or here or BORN_HERE[facts.basis]
    if here.lower() in THE_COUNTRY:
        here = "the United States"
    on = f" on {moments.date_words(day, weekday=False)}" if is_complete(day) else ""
    if not here and not on:
        return None
    place = f" in {here}" if here else ""
    if on and "," in place:
        place += ","
    return Fact(f"{voice.subject} was born{place}{on}.", "born")


def _proof(doc_input: DocumentInput) -> Fact | None:
    """Return which documents the person has; that copies come only where some were added."""
    held, voice = proofs(doc_input), voice_for(doc_input)
    if not held:
        return None
    papers = joined([f"{one[:1].lower()}{one[1:]}" for one in held.split("; ")])
    copies = " Copies of the proof come with this letter." if doc_input.exhibits else ""
    text = f"{voice.subject} {voice.have} this proof, and can show it: {papers}.{copies}"
    return Fact(text, "proof")


def _facts(doc_input: DocumentInput) -> tuple[str, ...]:
    own = (_born(doc_input), _basis(doc_input), _proof(doc_input))
    first = [fact for fact in (*own, decisions.other_number(doc_input)) if fact]
    # Where the person is held stands in the opening already, unless it is said since when.
    events = [
        fact for fact in of_custody(doc_input, to=TO_DHS) if fact.step != "custody" or fact.when
    ]
    return frame.within([*first, *events], MOST_FACTS)


def requests(doc_input: DocumentInput) -> tuple[str, ...]:
    voice, facts = voice_for(doc_input), doc_input.facts
    me, by = voice.object, by_when(doc_input)
    if_not = (
        f"If you do not, please have a supervisor interview {me} today, and tell me the"
        " supervisor's name."
    )
    is_jailed = facts.held and facts.where != "ice"
    cancel = "" if is_jailed else f" Please cancel any detainer or warrant against {me}."
    needs = voice.choose("I need", f"{voice.subject} needs")
    back = f"Please tell me in writing what {needs} in order to come back."
    wanted = (
        (facts.where == "ice", f"Please {_act(doc_input)}."),
        (is_jailed, f"Please {_act(doc_input)}, and tell the jail."),
        (facts.held, if_not),
        (facts.where == "abroad", back),
        (
            True,
            "Please tell me which record led to this, correct it, and tell the offices that"
            f" received it.{cancel}",
        ),
        (
            True,
            "If you refuse any of this, please give the reasons in writing, with the name of the"
            f" officer who decided, by {by}.",
        ),
        (facts.where == "ice", f"Please do not move {me} while you review this claim."),
        (facts.where == "abroad", "Please keep the whole file."),
    )
    return tuple(text for applies, text in wanted if applies)


def _to(doc_input: DocumentInput) -> str:
    """Return the addressee: the field office by its state, as far as that is known."""
    covers = f" for {doc_input.state}" if doc_input.state else ""
    return (
        f"Field Office Director{covers}, ICE Enforcement and Removal Operations\nOffice of the"
        " Principal Legal Advisor, ICE"
    )


def citizen(doc_input: DocumentInput) -> tuple[Piece, ...]:
    """Return the letter to ICE that says that the person is a US citizen, or a US national."""
    stay, national = stay_of(doc_input), is_national(doc_input)
    what = "CLAIM OF U.S. NATIONALITY" if national else "CLAIM OF U.S. CITIZENSHIP"
    under = "" if national else ", ICE Directive 16001.2"
    number = doc_input.answer_text("custody", "booking_number") if doc_input.facts.held else ""
    place = f", held at {doc_input.jail}" if doc_input.jail else ""
    proof = "; proof enclosed" if doc_input.exhibits and proofs(doc_input) else ""
    parts = frame.Letter(
        to=_to(doc_input),
        subject=(
            f"{letter.who_line(doc_input, number, doc_input.facts.for_letters.a_number)}{place}",
            f"{what}{under}{proof}",
            please_line(doc_input),
        ),
        dear="Dear Director:",
        opening=opening(doc_input),
        body=(
            frame.facts(doc_input, _facts(doc_input)),
            frame.law(DIRECTIVE, INTERVIEW) if not national else (),
            frame.asked(requests(doc_input)),
            _exhibits(doc_input),
        ),
        stay=stay if doc_input.facts.in_jail else None,
    )
    return frame.signed(doc_input, parts)


def titled(doc_input: DocumentInput) -> str:
    what = "nationality" if is_national(doc_input) else "citizenship"
    return f"Letter to ICE about a claim of US {what}"


def _exhibits(doc_input: DocumentInput) -> Piece:
    names = [f"{number}. {name}" for number, name in enumerate(doc_input.exhibits, 1)]
    return Paragraph(f"Enclosures: {'; '.join(names)}") if names else None


ICE_CITIZEN = DocumentType(
    slug="ice-citizen",
    name="Letter to ICE about a claim of US citizenship",
    edition="2026-12-01.1, Directive 16001.2 (2015)",
    kind=LETTER,
    reader=disclosure.ICE,
    blocks=citizen,
    discloses=DISCLOSED,
    legal_basis=(DIRECTIVE, INTERVIEW),
    fits=lambda doc_input: has_basis(doc_input.facts),
    title_for=titled,
    advice=(CITIZENS_ONLY, ADD_COPIES, SAFE_ADDRESS),
)
