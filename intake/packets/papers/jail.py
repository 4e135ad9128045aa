"""Letters to a jail. A jail is not told where anyone was born, nor of their papers."""

from intake.documents.blocks import Bullets, Heading, Paragraph
from intake.documents.jail_sheet import LAW
from intake.routes.base import in_jail
from intake.sources.base import cited

from ..base import BORN, CUSTODY, HOLDS, LETTER, Paper, head, hold_times, law, signature, who

HOLD = ("hold", "detainers", "hold-copy", "held-over")
SERVED = cited(
    "By ICE's guidance on Form I-247A (2017), a detainer takes effect only if a copy is served on"
    " the person.",
    "S31",
)


def to_jail(told, about):
    """Return the top of a letter to the jail; its name is known only while it holds them."""
    return head(told, told.jail, about, label="To the jail")


def opening(told):
    """Return what is known of the hold, as an account: told, believed, or not known."""
    hold, me = told.known.hold, told.say("me", "the person I write for")
    held = f"{told.say('I am', 'The person I write for is')} in your jail now."
    if hold == "yes":
        how = "I was told that" if told.only_told else "I believe that"
        first = f"{how} ICE asked your jail to keep {me} on a hold."
    elif hold == "no":
        first = f"As far as I know, ICE did not ask your jail to keep {me}."
    else:
        first = f"I do not know whether ICE asked your jail to keep {me}. Please tell me."
    return f"{held} {first}" if told.known.held else first


def asked(told):
    """Return what the jail is asked for. Only somebody who is held can be let go."""
    written = "the written authority for keeping the person after that time"
    return (
        "a copy of the hold and of any warrant, with the date and time when each came in, and when"
        " a copy was given to the person; or a note that there is none",
        "the date and time when the person would have gone free without a hold",
        f"if that time and 48 hours are over: release, or {written}"
        if told.known.held
        else written,
        "that all video, logs, phone records and booking papers from the day of arrest on are kept",
    )


def letter(told):
    """Return the letter to the jail: both counts of the 48 hours, and what is asked."""
    no_hold = told.known.hold == "no"
    return (
        to_jail(told, "An immigration hold (detainer)"),
        who(told, BORN, CUSTODY, HOLDS),
        Paragraph(f"{opening(told)} Please answer in writing.", "opening"),
        None if no_hold else hold_times(told),
        Heading("What I know of it"),
        told.account(*HOLD),
        Heading("I ask for these"),
        Bullets(asked(told)),
        Heading("What the law and ICE's own papers say"),
        law(*LAW),
        signature(told),
    )


JAIL_LETTER = Paper(
    key="jail-letter",
    name="Letter to the jail about the hold",
    edition="2026-11-25, own letter",
    kind=LETTER,
    blocks=letter,
    tells=HOLD,
    law=LAW,
)


def copy_of_hold(told):
    """Return the request for a copy of the hold and its papers."""
    return (
        to_jail(told, "Copy of an immigration hold"),
        who(told, BORN, CUSTODY, HOLDS),
        Paragraph(f"{opening(told)} Please give me a copy of each of these, if it exists:",
                  "opening"),
        Bullets(
            (
                "the hold (Form I-247A, I-247G or older), with the date and time when it came in",
                "any warrant that came with it (Form I-200 or I-205)",
                "the paper that shows when, and in which language, a copy was given to the person",
                "the booking sheet, the bail receipt and the release papers",
                "the log of calls and messages with ICE about the person",
            )
        ),
        Heading("What I know of it"),
        told.account("hold", "detainers", "hold-copy"),
        Heading("What ICE's own paper says"),
        law(SERVED),
        signature(told),
    )  # fmt: skip


HOLD_COPY = Paper(
    key="hold-copy-request",
    name="Request for a copy of the hold",
    edition="2026-11-25, own letter",
    kind=LETTER,
    blocks=copy_of_hold,
    tells=("hold", "detainers", "hold-copy"),
    law=(*LAW, SERVED),
)

TOLD = ("when-where", "story", "treatment", "profiling", "officers", "witnesses")


def to_local(told):
    """Return the top of a complaint to the jail that holds the person, or else to the police."""
    if in_jail(told.known):
        return head(told, told.jail, "Grievance", label="To the jail")
    agency = told.line("when-where", "agency")
    return head(told, agency, "Complaint", label="To the police or the jail")


def grievance(told):
    """Return the account for the jail's grievance form, or for a local complaint office."""
    return (
        to_local(told),
        who(told, *((BORN, CUSTODY) if in_jail(told.known) else ())),
        Heading("The account"),
        told.account(*TOLD),
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
    edition="2026-11-25, own letter",
    kind=LETTER,
    blocks=grievance,
    tells=TOLD,
)
