from intake.documents.blocks import Bullets, Heading, Paragraph
from intake.sources.base import cited

from ..base import LETTER, Paper, head, hold_times, law, signature, who

DIRECTIVE = cited(
    "ICE Directive 16001.2 (November 10, 2015) says that ICE cannot use its civil immigration"
    " power to arrest or hold a US citizen, and that claims and signs of citizenship are examined"
    " at once, with the highest priority.",
    "S39",
)
TELLS = ("match", "why-wrong", "proof", "hold", "detainers")


def citizen(told):
    """Return the letter to ICE that says that the person is a US citizen."""
    return (
        head(
            told,
            "ICE field office for the jail, and ICE Office of the Principal Legal Advisor",
            "16001.2: claim of US citizenship by a person who is held or was held",
        ),
        who(told),
        Paragraph(
            told.say(
                "I say that I am a US citizen. Please look at this claim at once.",
                "The person I write for is said to be a US citizen. Please look at this at once.",
            )
        ),
        law(DIRECTIVE),
        told.account(*TELLS),
        hold_times(told) if told.known.due_out else None,
        Heading("What is asked"),
        Bullets(
            (
                "cancel the hold, and release the person if ICE holds them",
                "correct the record that led to the match",
                "give the reason in writing if you do not",
                "say who decided, and when",
            )
        ),
        Paragraph("Copies of the proof named above come with this letter."),
        signature(told, declare=True),
    )


ICE_CITIZEN = Paper(
    key="ice-citizen",
    name="Letter to ICE about a claim of US citizenship",
    edition="Directive 16001.2 (2015)",
    kind=LETTER,
    blocks=citizen,
    tells=TELLS,
    law=(DIRECTIVE,),
    fits=lambda told: "us_citizen" in told.known.codes,
)
