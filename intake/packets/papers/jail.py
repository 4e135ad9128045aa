from intake.documents.blocks import Bullets, Heading, Paragraph
from intake.documents.jail_sheet import ASKED, LAW

from ..base import LETTER, Paper, head, hold_times, law, signature, who

HOLD = ("hold", "detainers", "hold-copy", "held-over")


def letter(told):
    """Return the letter to the jail: both counts of the 48 hours, and what is asked."""
    jail = told.line("custody", "facility") or told.place
    return (
        head(told, f"The jail: {jail}" if jail else "The jail", "An immigration hold (detainer)"),
        who(told),
        Paragraph(
            "The person named here is or was kept in your jail on a hold by ICE. Please do what is"
            " asked here, and answer in writing."
        ),
        hold_times(told),
        told.account(*HOLD),
        Heading("We ask for these"),
        Bullets(ASKED),
        Heading("What the law and ICE's own papers say"),
        law(*LAW),
        signature(told),
    )


JAIL_LETTER = Paper(
    key="jail-letter",
    name="Letter to the jail about the hold",
    edition="2026-11, own letter",
    kind=LETTER,
    blocks=letter,
    tells=HOLD,
    law=LAW,
)


def copy_of_hold(told):
    """Return the request for a copy of the hold and its papers."""
    jail = told.line("custody", "facility") or told.place
    return (
        head(told, f"The jail: {jail}" if jail else "The jail", "Copy of an immigration hold"),
        who(told),
        Paragraph("Please give me, or the person I write for, a copy of each of these:"),
        Bullets(
            (
                "the hold (Form I-247A, I-247G or older), with the date and time when it came in",
                "any warrant that came with it (Form I-200 or I-205)",
                "the paper that shows when, and in which language, a copy was given to the person",
                "the booking sheet, the bail receipt and the release papers",
                "the log of calls and messages with ICE about the person",
            )
        ),
        told.account("hold", "detainers", "hold-copy"),
        law(LAW[4]),
        signature(told),
    )


HOLD_COPY = Paper(
    key="hold-copy-request",
    name="Request for a copy of the hold",
    edition="2026-11, own letter",
    kind=LETTER,
    blocks=copy_of_hold,
    tells=("hold", "detainers", "hold-copy"),
    law=LAW,
)


def grievance(told):
    """Return the account for the jail's grievance form, or for a local complaint office."""
    jail = told.line("custody", "facility") or told.place
    return (
        head(told, f"The jail or police: {jail}" if jail else "The jail or police", "Grievance"),
        who(told),
        told.account("when-where", "story", "treatment", "profiling", "officers", "witnesses"),
        Heading("What is asked"),
        Bullets(
            (
                "a written answer",
                "the name of the office that decides, and the last day to ask again",
                "that all video, logs and phone records of these days are kept",
            )
        ),
        signature(told),
    )


GRIEVANCE = Paper(
    key="grievance",
    name="Grievance to the jail or complaint to local police",
    edition="2026-11, own letter",
    kind=LETTER,
    blocks=grievance,
    tells=("when-where", "story", "treatment", "profiling", "officers", "witnesses"),
)
