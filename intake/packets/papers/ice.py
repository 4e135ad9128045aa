from intake.citations.base import claim
from intake.rendering.blocks import BulletList, Heading, Paragraph, Row, Table
from intake.routes.base import CITIZENS_ONLY

from ..addressees import FEDERAL
from ..base import (
    A_NUMBER,
    ADD_COPIES,
    BIRTHPLACE,
    BORN,
    CUSTODY,
    HOLDS,
    LETTER,
    SAFE_ADDRESS,
    Paper,
    Piece,
    first_account,
    head,
    hold_times,
    law,
    represents,
    signature,
    who,
)
from ..told import Told

DIRECTIVE = claim(
    "ICE Directive 16001.2 (November 10, 2015) says that ICE cannot use its civil immigration"
    " power to arrest or hold a US citizen, and that claims and signs of citizenship are examined"
    " at once, with the highest priority.",
    "S39",
)
TELLS = ("match", "why-wrong", "proof", "hold", "detainers", "held-over")

# Answers about proof that name no paper, or none that anybody could look for.
NO_PAPER = ("other", "not_now", "not_sure")


def proofs(told: Told) -> str:
    """Return the papers that are named as proof, in words, or ""."""
    for code in NO_PAPER:
        told = told.without("proof", "papers_held", code)
    return told.line("proof", "papers_held")


def first_line(told: Told) -> Paragraph:
    """Return the line that must be seen first: the directive, the claim, and the proof."""
    says = told.say(
        f"I, {told.name}, say that I am a US citizen.",
        f"I was told, and I believe, that {told.name} is a US citizen.",
    )
    held = proofs(told)
    proof = f" Proof: {held}." if held else ""
    return Paragraph(f"Claim under ICE Directive 16001.2: {says}{proof}")


def lawyer(told: Told) -> Table:
    """Return the line for a lawyer, filled in where they write it themselves."""
    name = told.writer if represents(told) else ""
    return Table((Row("Lawyer or representative", name, "helper"), Row("Their phone")))


def asked(told: Told) -> tuple[str, ...]:
    me, them = told.say("me", "this person"), told.say("me", "them")
    release = (f"release {me}, if ICE holds {them}",) if told.known.held else ()
    cancel = ("cancel the hold",) if told.known.hold in ("yes", "unsure") else ()
    return (
        *release,
        *cancel,
        "correct the record that led to the match",
        "give the reason in writing if you do not",
        "say who decided, and when",
    )


def citizen(told: Told) -> tuple[Piece, ...]:
    """Return the letter to ICE that says that the person is a US citizen."""
    return (
        first_line(told),
        head(told, FEDERAL["citizens"], "Claim of US citizenship under Directive 16001.2"),
        lawyer(told),
        who(told, BORN, BIRTHPLACE, CUSTODY, HOLDS, A_NUMBER),
        Paragraph("Please look at this claim at once.", "opening"),
        law(DIRECTIVE),
        Heading("The account"),
        first_account(told, *TELLS),
        hold_times(told) if told.known.hold != "no" else None,
        Heading("What is asked"),
        BulletList(asked(told)),
        Paragraph("Copies of the proof named above come with this letter.", "proof")
        if told.exhibits and proofs(told)
        else None,
        signature(told),
    )


ICE_CITIZEN = Paper(
    key="ice-citizen",
    name="Letter to ICE about a claim of US citizenship",
    edition="2026-11-25.4, Directive 16001.2 (2015)",
    kind=LETTER,
    blocks=citizen,
    tells=TELLS,
    law=(DIRECTIVE,),
    fits=lambda told: "us_citizen" in told.known.codes,
    advice=(CITIZENS_ONLY, ADD_COPIES, SAFE_ADDRESS),
)
