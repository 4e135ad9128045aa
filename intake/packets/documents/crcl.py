from intake.citations.base import MEDIUM, claim, reasoned
from intake.rendering.blocks import Heading, Paragraph, Piece, Row, SignatureBlock, Table
from intake.routes.base import by_border, ice_took_part

from ..base import ADD_COPIES, ALL_STEPS, LETTER, SAFE_ADDRESS, DocumentType
from ..document_input import DocumentInput
from ..identity import A_NUMBER, BORN, HOLDS, identity_table
from ..letter_parts import detainer_hours, letter_head, questions_note, timeline
from ..recipients import FEDERAL
from ..signatures import signature, signs_later
from .ice import proofs
from .jail_letter_short import PROBABLE_CAUSE
from .name_disclosure import name_answer

NO_FORM = claim("A written description is accepted; no form is needed.", "S1")
NAME_ASKED = claim(
    "Its form asks whether it may show your name to the offices that you complain about.",
    "S12",
    confidence=MEDIUM,
)
NAME_HIDDEN = reasoned("Without your name it may be able to look into less.", "S6", "S12")

FACTS = (
    "custody",
    "danger",
    "problem",
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
)
ACCOUNT = ("story", "profiling", "officers")


def components_involved(doc_input: DocumentInput) -> str:
    """Return the parts of Homeland Security that are named by what was told, as a belief."""
    facts, found = doc_input.facts, []
    if ice_took_part(facts):
        found.append("Immigration and Customs Enforcement (ICE)")
    if by_border(facts):
        found.append("Customs and Border Protection (CBP)")
    if "fingerprints" in doc_input.answer("match", "matched_on"):
        found.append("the office that keeps the fingerprint records (OBIM)")
    return "; ".join(found)


def exhibit_table(doc_input: DocumentInput) -> Table:
    """Return the papers that come with it: those that were added, and no other."""
    rows = [Row(f"Exhibit {number}", name) for number, name in enumerate(doc_input.exhibits, 1)]
    return Table(tuple(rows))


def documents_held(doc_input: DocumentInput) -> Table:
    """Return the papers that the writer has, of which no copy comes with it yet."""
    held = proofs(doc_input)
    row = Row("Papers that I have; copies can come with this", held, "proof")
    return Table((row,) if held else ())


def name_question(doc_input: DocumentInput) -> Piece:
    """Return whether the name may be shown: a page of its own says so, or whoever signs marks it.
    While the person can sign nothing, nobody marks it for them."""
    if doc_input.recipient and doc_input.facts.consent_send != "self":
        return Paragraph("Whether you may show my name is said on a page of its own.")
    if signs_later(doc_input):
        return Paragraph(
            "Do not show this person's name or mine to the offices that I complain about until"
            " this person has said yes."
        )
    return (
        Paragraph("Mark one with an X:"),
        SignatureBlock(tuple(Row(name_answer(doc_input, answer)) for answer in ("yes", "no"))),
    )


def witnesses(doc_input: DocumentInput) -> tuple[Piece, ...]:
    """Return who saw it, with how to reach them, for CRCL and nobody else."""
    found = doc_input.answer_blocks("witnesses", reach=True)
    keep = Paragraph(
        "Please do not show the names of the people who saw it, or how to reach them, to the"
        " offices that I complain about."
    )
    return (found, keep) if doc_input.answers.get("witnesses") else found


def contact_rows(doc_input: DocumentInput) -> Piece:
    """Return lines for where the person is reached: CRCL asks for it, and only helpers know of
    themselves alone."""
    if not doc_input.is_helper:
        return None
    return Table((Row("Address of this person"), Row("Phone of this person")))


def earlier_number(doc_input: DocumentInput) -> tuple[Row, ...]:
    """Return the number of a complaint that CRCL had before."""
    number = doc_input.answer_text("told", "crcl_number")
    return (Row("Earlier number at CRCL", number, "told"),) if number else ()


def blocks(doc_input: DocumentInput) -> tuple[Piece, ...]:
    """Return the complaint: a short letter, then the facts, the account, and what comes with it."""
    return (
        letter_head(
            doc_input,
            FEDERAL["crcl"],
            "Complaint about a wrong match in an immigration database, and what followed from it",
        ),
        Paragraph(
            doc_input.voiced(
                "I complain about what was done to me. I believe that it rests on a record that"
                " is wrong. This is my account. Where I do not know something, I say so.",
                "I complain about what was done to the person I write for. I believe that it"
                " rests on a record that is wrong. Where I do not know something, I say so.",
            ),
            "opening",
        ),
        Table(
            (
                Row(
                    "Parts of Homeland Security that took part, as I believe",
                    components_involved(doc_input),
                ),
                *earlier_number(doc_input),
            )
        ),
        questions_note(doc_input),
        Heading("What is asked"),
        Paragraph(
            "Please look into the match and the hold, ask the offices that took part to answer,"
            " and tell me in writing what was found and what will change.",
            "asked",
        ),
        doc_input.answer_blocks("wants"),
        Heading("Who it is about"),
        identity_table(doc_input, BORN, HOLDS, A_NUMBER),
        contact_rows(doc_input),
        Heading("The facts, as told"),
        doc_input.answer_blocks(*FACTS),
        detainer_hours(doc_input) if doc_input.facts.hold == "yes" else None,
        timeline(doc_input, ALL_STEPS),
        Heading("The account"),
        doc_input.answer_blocks(*ACCOUNT),
        witnesses(doc_input),
        doc_input.answer_blocks("treatment", "harm"),
        doc_input.answer_blocks("told"),
        Heading("Permission"),
        doc_input.answer_blocks("permission"),
        Heading("What was added about names"),
        doc_input.addition_blocks("person", "born", "helper"),
        Heading("Papers that come with this"),
        exhibit_table(doc_input),
        Heading("Other papers"),
        documents_held(doc_input),
        Heading("My name and the offices that I complain about"),
        name_question(doc_input),
        signature(doc_input),
    )


CRCL = DocumentType(
    slug="crcl-complaint",
    name="Complaint to the Office for Civil Rights and Civil Liberties",
    edition="2026-11-30.1, own letter",
    kind=LETTER,
    blocks=blocks,
    discloses=ALL_STEPS,
    omits=(("wants", "wants", "money"),),
    legal_basis=(NO_FORM, PROBABLE_CAUSE),
    advice=(NO_FORM, NAME_ASKED, NAME_HIDDEN, ADD_COPIES, SAFE_ADDRESS),
)
