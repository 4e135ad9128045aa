from intake.documents.blocks import Bullets, Heading, Lines, Paragraph, Row
from intake.routes.base import CITIZENS_ONLY
from intake.sources.base import cited

from ..base import (
    A_NUMBER,
    BIRTHPLACE,
    BORN,
    CUSTODY,
    HOLDS,
    LETTER,
    Paper,
    head,
    hold_times,
    law,
    signature,
    who,
)

DIRECTIVE = cited(
    "ICE Directive 16001.2 (November 10, 2015) says that ICE cannot use its civil immigration"
    " power to arrest or hold a US citizen, and that claims and signs of citizenship are examined"
    " at once, with the highest priority.",
    "S39",
)
TELLS = ("match", "why-wrong", "proof", "hold", "detainers")

# Answers about proof that name no paper.
NO_PAPER = {"not_now", "not_sure"}


def first_line(told):
    """Return the line that must be seen first: the directive, the claim, and the proof."""
    held = told.line("proof", "papers_held") if _has_proof(told) else ""
    proof = f" Proof: {held}." if held else ""
    return Paragraph(f"16001.2 claim: {told.name} says to be a US citizen.{proof}")


def _has_proof(told):
    return bool(set(told.get("proof", "papers_held")) - NO_PAPER)


def asked(told):
    release = ("release the person, if ICE holds them",) if told.known.held else ()
    cancel = ("cancel the hold",) if told.known.hold in ("yes", "unsure") else ()
    return (
        *release,
        *cancel,
        "correct the record that led to the match",
        "give the reason in writing if you do not",
        "say who decided, and when",
    )


def citizen(told):
    """Return the letter to ICE that says that the person is a US citizen."""
    return (
        first_line(told),
        head(
            told,
            "ICE field office for the jail, and ICE Office of the Principal Legal Advisor",
            "Claim of US citizenship under Directive 16001.2",
        ),
        Lines((Row("Lawyer, and phone"),)),
        who(told, BORN, BIRTHPLACE, CUSTODY, HOLDS, A_NUMBER),
        Paragraph(
            told.say(
                "I say that I am a US citizen. Please look at this claim at once.",
                "I was told, and I believe, that the person I write for is a US citizen. Please"
                " look at this claim at once.",
            )
        ),
        law(DIRECTIVE),
        Heading("The account"),
        told.account(*TELLS),
        hold_times(told) if told.known.due_out and told.known.hold != "no" else None,
        Heading("What is asked"),
        Bullets(asked(told)),
        Paragraph("Copies of the proof named above come with this letter.", "proof")
        if _has_proof(told)
        else None,
        signature(told),
    )


ICE_CITIZEN = Paper(
    key="ice-citizen",
    name="Letter to ICE about a claim of US citizenship",
    edition="2026-11-25, Directive 16001.2 (2015)",
    kind=LETTER,
    blocks=citizen,
    tells=TELLS,
    law=(DIRECTIVE,),
    fits=lambda told: "us_citizen" in told.known.codes,
    advice=(CITIZENS_ONLY,),
)
