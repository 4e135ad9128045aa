"""The complaint to CRCL: a letter of two pages, then the full answers and the story as annexes."""

from intake.citations.base import MEDIUM, Claim, claim, reasoned
from intake.citations.letter_law import (
    CAUSE_FOR_DETAINER,
    CRCL_TASK,
    NEW_ARREST,
    SHARED_NAME,
    WORKING_48,
)
from intake.rendering.blocks import (
    Heading,
    NewPage,
    NumberedList,
    Paragraph,
    Piece,
    Quote,
    Row,
    SignatureBlock,
    Table,
)
from intake.routes.base import by_border, ice_took_part

from .. import disclosure
from ..base import ADD_COPIES, ALL_STEPS, LETTER, SAFE_ADDRESS, DocumentType
from ..document_input import DocumentInput
from ..identity import BORN, HOLDS, NUMBERS, identity_table
from ..letter_parts import questions_note
from ..recipients import DHS
from ..sentences import account, complaint, hours, letter, needs
from ..sentences.base import joined
from ..sentences.stay import other_stays, stay_of
from ..sentences.voice import permission_sentence, relation_sentence, voice_for
from ..signatures import signature, signs_later
from .ice import proofs

NO_FORM = claim("A written description is accepted; no form is needed.", "S1")
NAME_ASKED = claim(
    "Its form asks whether it may show your name to the offices that you complain about.",
    "S9",
    confidence=MEDIUM,
)
NAME_HIDDEN = reasoned("Without your name it may be able to look into less.", "S6")

# A story of at most so many words stands in the letter; a longer one is an annex.
SHORT_STORY = 120
MEANING = (
    "Where I say that I was told something, it was told to me. Where I say that I believe"
    " something, I believe it."
)
FULL_ANSWERS = (
    "problem",
    "custody",
    "danger",
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
    "profiling",
    "officers",
    "treatment",
    "harm",
    "told",
    "wants",
    "needs",
    "citizenship",
    "decisions",
    "helper",
    "permission",
    "authority",
)


def components_involved(doc_input: DocumentInput) -> list[str]:
    """Return the parts of Homeland Security that are named by what was told, as a belief."""
    facts, found = doc_input.facts, []
    if ice_took_part(facts):
        found.append("U.S. Immigration and Customs Enforcement (ICE)")
    if by_border(facts):
        found.append("U.S. Customs and Border Protection (CBP)")
    if "fingerprints" in doc_input.answer("match", "matched_on"):
        found.append("the Office of Biometric Identity Management (OBIM)")
    return found


def who_took_part(doc_input: DocumentInput) -> str:
    """Return who took part, as far as it was told: parts of the Department, police, officers."""
    found = components_involved(doc_input)
    agency = doc_input.answer("when-where", "agency")
    agency = "" if agency.upper() == "ICE" and found else agency
    jails = (stay_of(doc_input), *other_stays(doc_input))
    places = [stay.place for stay in jails if not stay.is_by_ice]
    others = list(dict.fromkeys(filter(None, (agency, *places))))
    who = "; ".join([*found, *others])
    parts = [f"I believe that these took part: {who}." if who else ""]
    officers = account.officers(doc_input)
    if officers:
        parts.append(f"What I know of the officers: {'; '.join(officers)}.")
    return " ".join(filter(None, parts))


def law(doc_input: DocumentInput) -> tuple[Claim, ...]:
    """Return why it is a matter for CRCL."""
    return (CRCL_TASK, *federal_law(doc_input))


def federal_law(doc_input: DocumentInput) -> tuple[Claim, ...]:
    """Return the law on detainers, on a stay past release and on a shared name, each only where
    it was told of."""
    facts, stay = doc_input.facts, stay_of(doc_input)
    return (
        *((CAUSE_FOR_DETAINER,) if stay.has_detainer else ()),
        *((NEW_ARREST,) if stay.was_kept else ()),
        *((SHARED_NAME,) if "name" in facts.matched_on and "wrong_match" in facts.problems else ()),
    )


def exhibit_table(doc_input: DocumentInput) -> Table:
    """Return the papers that come with it: those that were added, and no other."""
    rows = [Row(f"Exhibit {number}", name) for number, name in enumerate(doc_input.exhibits, 1)]
    return Table(tuple(rows))


def documents_held(doc_input: DocumentInput) -> Table:
    """Return the papers that the writer has, of which no copy comes with it yet."""
    held = proofs(doc_input)
    row = Row("Documents that I have; copies can come with this", held, "proof")
    return Table((row,) if held else ())


def enclosures(doc_input: DocumentInput) -> tuple[Piece, ...]:
    """Return the papers that come with it, and those that can, below the signature."""
    tables = (exhibit_table(doc_input), documents_held(doc_input))
    return (Heading("Papers"), *tables) if any(table.rows for table in tables) else ()


def name_question(doc_input: DocumentInput) -> Piece:
    """Return whether the name may be shown: a page of its own says so, or whoever signs marks it.
    While the person can sign nothing, nobody marks it for them."""
    if doc_input.recipient and doc_input.facts.consent_send != "self":
        return Paragraph("Whether you may show my name is said on a page of its own.")
    if signs_later(doc_input):
        name = voice_for(doc_input).possessive
        return Paragraph(
            f"Please do not show {name} name or mine to the offices that I complain about until"
            f" {voice_for(doc_input).subject} has said yes."
        )
    whose = doc_input.voiced("my name", f"{voice_for(doc_input).possessive} name and mine")
    return (
        Paragraph(
            f"May you show {whose} to the offices that I complain about? Mark one with an X:"
        ),
        SignatureBlock((Row("Yes, you may show it"), Row("No, do not show it"))),
    )


def keep_witnesses(doc_input: DocumentInput) -> Piece:
    if not doc_input.answers.get("witnesses"):
        return None
    return Paragraph(
        "Please do not show the names of the people who saw it, or how to reach them, to the"
        " offices that I complain about. They are in Annex A."
    )


def has_short_story(doc_input: DocumentInput) -> bool:
    """Say whether the story stands in the letter: short, in English, and not added to."""
    story = doc_input.answer("story", "story")
    return (
        bool(story)
        and len(story.split()) <= SHORT_STORY
        and not doc_input.english_of("story", "story", story)
        and not doc_input.lacks_english
        and not doc_input.addition_blocks("story")
    )


def story(doc_input: DocumentInput) -> tuple[Piece, ...]:
    """Return the story, whole and unchanged, or where it stands."""
    own = doc_input.voiced("In my own words", "In my own words, as the helper")
    if has_short_story(doc_input):
        return (Heading(own), Quote(doc_input.answer("story", "story"), "story"))
    if doc_input.answer_blocks("story"):
        return (Paragraph("My own account is Annex B."),)
    return ()


def annexes(doc_input: DocumentInput) -> tuple[Piece, ...]:
    """Return the full answers, with witnesses for CRCL alone, and a long story with its English."""
    facts = doc_input.answer_blocks(*FULL_ANSWERS)
    added = doc_input.addition_blocks("person", "born", "helper")
    long_story = () if has_short_story(doc_input) else doc_input.answer_blocks("story")
    return (
        NewPage(),
        Heading("Annex A. Full answers"),
        questions_note(),
        identity_table(doc_input, BORN, HOLDS, NUMBERS),
        facts,
        doc_input.answer_blocks("witnesses", reach=True),
        (Heading("What was added about names", 3), *added) if added else (),
        (NewPage(), Heading("Annex B. My own account"), *long_story) if long_story else (),
    )


def blocks(doc_input: DocumentInput) -> tuple[Piece, ...]:
    """Return the complaint: opening by the problems, facts, law, requests, and the annexes."""
    parts = components_involved(doc_input)
    facts = complaint.facts(doc_input)
    took_part = who_took_part(doc_input)
    return (
        letter.sender(doc_input),
        letter.dated(doc_input),
        Paragraph(f"Office for Civil Rights and Civil Liberties (CRCL)\n{DHS}"),
        letter.subject_lines(
            doc_input,
            complaint.who_line(doc_input),
            complaint.what_line(doc_input),
            complaint.please_line(doc_input),
        ),
        Paragraph("Dear Officer:"),
        Paragraph(_who_complains(doc_input, parts)),
        letter.editable(complaint.opening(doc_input), "opening", doc_input),
        Heading("What happened"),
        letter.knowledge(doc_input) if facts else None,
        NumberedList(facts),
        tuple(map(Paragraph, hours.all_beyond_48(doc_input))),
        story(doc_input),
        Heading("Who took part"),
        Paragraph(took_part),
        Heading("Why this is a matter for CRCL"),
        Paragraph(" ".join(map(str, law(doc_input)))),
        Heading("What has been done so far"),
        Paragraph(account.earlier_steps(doc_input)),
        Heading("What I ask"),
        Paragraph(complaint.ASKS, "asked"),
        NumberedList(complaint.requests(doc_input)),
        Paragraph(complaint.closing_request(doc_input), "wanted"),
        Heading("My name"),
        keep_witnesses(doc_input),
        name_question(doc_input),
        _needs(doc_input),
        Paragraph("Thank you."),
        Paragraph(MEANING) if doc_input.under_perjury and not doc_input.is_helper else None,
        signature(doc_input),
        enclosures(doc_input),
        letter.service_line(),
        annexes(doc_input),
    )


def _needs(doc_input: DocumentInput) -> tuple[Piece, ...]:
    """Return how to talk with the person and write to them, where that was said."""
    parts = (needs.language_sentence(doc_input), needs.access_sentences(doc_input))
    text = " ".join(filter(None, parts))
    return (Heading("Language and other needs"), Paragraph(text)) if text else ()


def _who_complains(doc_input: DocumentInput, parts: list[str]) -> str:
    me = voice_for(doc_input).object
    complain = f"I ask your office to look at what happened to {me}."
    if parts:
        first, *others = parts
        also = f" and, I believe, {joined(others)}" if others else ""
        complain = f"I complain about {first}{also}."
    if not doc_input.is_helper:
        return complain
    who = (relation_sentence(doc_input), permission_sentence(doc_input), complain)
    return " ".join(filter(None, who))


CRCL = DocumentType(
    slug="crcl-complaint",
    name="Complaint to the Office for Civil Rights and Civil Liberties",
    edition="2026-12-01.3, own letter",
    kind=LETTER,
    reader=disclosure.CRCL,
    blocks=blocks,
    discloses=ALL_STEPS,
    legal_basis=(NO_FORM, CRCL_TASK, CAUSE_FOR_DETAINER, NEW_ARREST, SHARED_NAME, WORKING_48),
    advice=(NO_FORM, NAME_ASKED, NAME_HIDDEN, ADD_COPIES, SAFE_ADDRESS),
)
