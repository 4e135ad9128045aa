from intake.documents.blocks import Heading, Lines, Paragraph, Row
from intake.sources.base import cited

from ..base import EVERYTHING, LETTER, Paper, head, hold_times, signature, timeline, who

NO_FORM = cited("A written description is accepted; no form is needed.", "S1")


def blocks(told):
    """Return the complaint: who, what is wrong, the dates, the whole account, what is asked."""
    parts = [part for part in EVERYTHING if part != "wants"]
    return (
        head(
            told,
            "Office for Civil Rights and Civil Liberties (CRCL), U.S. Department of Homeland"
            " Security",
            "Complaint about a wrong match in an immigration database, and what followed from it",
        ),
        Paragraph(
            told.say(
                "I complain about what ICE and other parts of Homeland Security did on the ground"
                " of a record that is wrong, as set out below. The account is mine. What I do not"
                " know I leave open.",
                "I complain about what ICE and other parts of Homeland Security did on the ground"
                " of a record that is wrong, as set out below. The account is that of the person"
                " and of those who helped. What is not known is left open.",
            )
        ),
        Heading("Who it is about"),
        who(told),
        hold_times(told) if told.known.hold == "yes" else None,
        timeline(told),
        Heading("The account, question by question"),
        told.account(*parts, unknown=True),
        Heading("What is asked"),
        Paragraph(
            "Please look into the match and the hold, ask the offices that took part to answer,"
            " and tell me in writing what was found and what will change."
        ),
        told.account("wants"),
        Heading("Papers that come with this"),
        Lines((Row("1"), Row("2"), Row("3"))),
        Heading("My name and the offices that I complain about"),
        Paragraph(
            "Mark one. Without my name the office may be able to look into less."
        ),
        Lines((Row("You may show my name"), Row("You may not show my name"))),
        signature(told, declare=True),
    )  # fmt: skip


CRCL = Paper(
    key="crcl-complaint",
    name="Complaint to the Office for Civil Rights and Civil Liberties",
    edition="2026-11, own letter",
    kind=LETTER,
    blocks=blocks,
    tells=EVERYTHING,
    law=(NO_FORM,),
)
