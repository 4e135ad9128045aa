from intake.citations.base import claim
from intake.rendering.blocks import BulletList, Heading, Paragraph, Piece, Row, Table
from intake.routes.base import CITIZENS_ONLY

from .. import disclosure
from ..base import ADD_COPIES, LETTER, SAFE_ADDRESS, DocumentType
from ..document_input import DocumentInput
from ..identity import BIRTHPLACE, BORN, CUSTODY, HOLDS, identity_table
from ..letter_parts import detainer_hours, first_answer_blocks, law_blocks, letter_head, represents
from ..recipients import FEDERAL
from ..signatures import signature
from .jail_letter_short import PROBABLE_CAUSE

DIRECTIVE = claim(
    "ICE Directive 16001.2 (November 10, 2015) says that ICE cannot use its civil immigration"
    " power to arrest or hold a US citizen, and that claims and signs of citizenship are examined"
    " at once, with the highest priority.",
    "S39",
)
DISCLOSED = ("match", "why-wrong", "proof", "hold", "detainers", "held-over")

# Answers about proof that name no paper, or none that anybody could look for.
NOT_A_DOCUMENT = ("other", "not_now", "not_sure")


def proofs(doc_input: DocumentInput) -> str:
    """Return the papers that are named as proof, in words, or ""."""
    for code in NOT_A_DOCUMENT:
        doc_input = doc_input.without_choice("proof", "papers_held", code)
    return doc_input.answer_text("proof", "papers_held")


def first_line(doc_input: DocumentInput) -> Paragraph:
    """Return the line that must be seen first: the directive, the claim, and the proof."""
    says = doc_input.voiced(
        f"I, {doc_input.name}, say that I am a US citizen.",
        f"I was told, and I believe, that {doc_input.name} is a US citizen.",
    )
    held = proofs(doc_input)
    proof = f" Proof: {held}." if held else ""
    return Paragraph(f"Claim under ICE Directive 16001.2: {says}{proof}")


def lawyer(doc_input: DocumentInput) -> Piece:
    """Return the line for a lawyer who writes."""
    if not represents(doc_input):
        return None
    return Table((Row("Lawyer or representative", doc_input.writer, "helper"),))


def asked(doc_input: DocumentInput) -> tuple[str, ...]:
    me, them = doc_input.voiced("me", "this person"), doc_input.voiced("me", "them")
    release = (f"release {me}, if ICE holds {them}",) if doc_input.facts.held else ()
    cancel = ("cancel the hold",) if doc_input.facts.hold in ("yes", "unsure") else ()
    return (
        *release,
        *cancel,
        "correct the record that led to the match",
        "give the reason in writing if you do not",
        "say who decided, and when",
    )


def citizen(doc_input: DocumentInput) -> tuple[Piece, ...]:
    """Return the letter to ICE that says that the person is a US citizen."""
    return (
        first_line(doc_input),
        letter_head(
            doc_input, FEDERAL["citizens"], "Claim of US citizenship under Directive 16001.2"
        ),
        lawyer(doc_input),
        identity_table(doc_input, BORN, BIRTHPLACE, CUSTODY, HOLDS),
        Paragraph("Please look at this claim at once.", "opening"),
        law_blocks(DIRECTIVE),
        Heading("The account"),
        first_answer_blocks(doc_input, *DISCLOSED),
        detainer_hours(doc_input) if doc_input.facts.hold != "no" else None,
        Heading("What is asked"),
        BulletList(asked(doc_input)),
        Paragraph("Copies of the proof named above come with this letter.", "proof")
        if doc_input.exhibits and proofs(doc_input)
        else None,
        signature(doc_input),
    )


ICE_CITIZEN = DocumentType(
    slug="ice-citizen",
    name="Letter to ICE about a claim of US citizenship",
    edition="2026-11-30.3, Directive 16001.2 (2015)",
    kind=LETTER,
    reader=disclosure.ICE,
    blocks=citizen,
    discloses=DISCLOSED,
    legal_basis=(DIRECTIVE, PROBABLE_CAUSE),
    fits=lambda doc_input: "us_citizen" in doc_input.facts.codes,
    advice=(CITIZENS_ONLY, ADD_COPIES, SAFE_ADDRESS),
)
