"""Letters to offices that look into what others did."""

from intake.documents.blocks import Bullets, Heading, Lines, Paragraph, Row, Sign
from intake.sources.base import cited

from ..base import (
    A_NUMBER,
    BORN,
    CUSTODY,
    LETTER,
    ONLINE,
    OWN,
    Paper,
    head,
    law,
    signature,
    timeline,
    who,
    written_by,
)

WHAT_HAPPENED = (
    "start", "when-where", "story", "officers", "witnesses", "treatment", "profiling", "harm",
)  # fmt: skip


def misconduct(told, to, about):
    return (
        head(told, to, about),
        who(told, BORN, CUSTODY, A_NUMBER),
        timeline(told),
        Heading("The account"),
        told.account(*WHAT_HAPPENED),
        Heading("What is asked"),
        Bullets(("look into it", "keep all records and video", "give me a number and an answer")),
        signature(told),
    )


OIG = Paper(
    key="oig",
    name="Letter to the Inspector General of Homeland Security",
    edition="2026-11-25, own letter",
    kind=LETTER,
    blocks=lambda told: misconduct(
        told, "Office of Inspector General, U.S. Department of Homeland Security",
        "Complaint about staff of Homeland Security",
    ),
    tells=WHAT_HAPPENED,
)  # fmt: skip

OPR = Paper(
    key="opr",
    name="Letter to the Office of Professional Responsibility of ICE",
    edition="2026-11-25, own letter",
    kind=LETTER,
    blocks=lambda told: misconduct(
        told, "ICE Office of Professional Responsibility", "Complaint about staff of ICE"
    ),
    tells=WHAT_HAPPENED,
)


def report(told, to):
    """Return the text of a report, to paste into a web form box by box."""
    return (
        Heading("Who"),
        Lines(
            (
                Row("To", to),
                written_by(told, "Who reports"),
                Row("Phone or email"),
            )
        ),
        who(told, CUSTODY),
        Heading("What happened, where and when"),
        told.account(*WHAT_HAPPENED),
        Heading("What was it about"),
        told.account("problem"),
        Heading("What is asked"),
        Paragraph("Please look into it, and tell me what you can do.", "asked"),
    )


DOJ = Paper(
    key="doj",
    name="Text for the Civil Rights Division, Department of Justice",
    edition="2026-11-25, own text",
    kind=ONLINE,
    blocks=lambda told: report(told, "Civil Rights Division, U.S. Department of Justice"),
    tells=(*WHAT_HAPPENED, "problem"),
)

ATTORNEY_GENERAL = Paper(
    key="attorney-general",
    name="Text for the attorney general of the state",
    edition="2026-11-25, own text",
    kind=ONLINE,
    blocks=lambda told: report(told, told.state and f"Attorney General, {told.state}"),
    tells=(*WHAT_HAPPENED, "problem"),
)

PRIVACY_FORM = cited(
    "ICE uses Form 60-001, “Privacy Waiver Authorizing Disclosure to a Third Party”.", "S74", "S75"
)
SIGNED = cited("A signed privacy release is needed.", "S74", "S75")


def congress(told):
    """Return the letter to a member of Congress."""
    where = ("ask where the person is, and why they are held",) if told.known.held else ()
    return (
        head(told, "My member of Congress, casework staff", "Help with a federal office"),
        Paragraph(
            told.say(
                "Please ask ICE and the Department of Homeland Security about my case.",
                f"Please ask ICE and the Department of Homeland Security about {told.name}.",
            )
        ),
        who(told, BORN, CUSTODY, A_NUMBER),
        timeline(told),
        Heading("The account"),
        told.account("problem", "hold", "why-wrong", "told"),
        Heading("What is asked"),
        Bullets(
            (
                *where,
                "ask whether there is or was a hold, on which record it rests, and who decided",
                "ask that the record be corrected, if it is wrong",
                "ask for an answer in writing",
            )
        ),
        signature(told),
    )


CONGRESS = Paper(
    key="congress",
    name="Letter to a member of Congress",
    edition="2026-11-25, own letter",
    kind=LETTER,
    blocks=congress,
    tells=("problem", "hold", "why-wrong", "told"),
)


def release(told):
    """Return what the privacy release needs, to be copied into the office's own form."""
    return (
        Paragraph("This is a worksheet, and not the form. The office of the member has the form."),
        law(SIGNED, PRIVACY_FORM),
        Lines(
            (
                Row("Name of the person", told.name, "person"),
                told.row("Date of birth", "born", "birth_date"),
                Row("A-number"),
                Row("Who may be told", told.writer if told.is_helper else "", "helper"),
            )
        ),
        Sign((Row("Signature of the person, on the form itself"), Row("Date"))),
    )


CONGRESS_RELEASE = Paper(
    key="congress-release",
    name="What the privacy release for Congress needs",
    edition="2026-11-25, ICE Form 60-001",
    kind=OWN,
    blocks=release,
    law=(PRIVACY_FORM, SIGNED),
)
