"""Letters to offices that look into what others did."""

from intake.documents.blocks import Bullets, Heading, Lines, Paragraph, Row
from intake.sources.base import cited

from ..base import LETTER, ONLINE, Paper, head, signature, timeline, who

WHAT_HAPPENED = (
    "start", "when-where", "story", "officers", "witnesses", "treatment", "profiling", "harm",
)  # fmt: skip


def misconduct(told, to, about):
    return (
        head(told, to, about),
        who(told),
        timeline(told),
        told.account(*WHAT_HAPPENED),
        Heading("What is asked"),
        Bullets(("look into it", "keep all records and video", "give me a number and an answer")),
        signature(told, declare=True),
    )


OIG = Paper(
    key="oig",
    name="Letter to the Inspector General of Homeland Security",
    edition="2026-11, own letter",
    kind=LETTER,
    blocks=lambda told: misconduct(
        told, "Office of Inspector General, U.S. Department of Homeland Security",
        "Misconduct by staff of Homeland Security",
    ),
    tells=WHAT_HAPPENED,
)  # fmt: skip

OPR = Paper(
    key="opr",
    name="Letter to the Office of Professional Responsibility of ICE",
    edition="2026-11, own letter",
    kind=LETTER,
    blocks=lambda told: misconduct(
        told, "ICE Office of Professional Responsibility", "Misconduct by staff of ICE"
    ),
    tells=WHAT_HAPPENED,
)

DOJ = Paper(
    key="doj",
    name="Text for the Civil Rights Division, Department of Justice",
    edition="2026-11, own text",
    kind=ONLINE,
    blocks=lambda told: (
        Heading("Who"),
        who(told),
        Lines((Row("Who reports", told.writer), Row("Phone or email"))),
        Heading("What happened, where and when"),
        told.account(*WHAT_HAPPENED),
        Heading("What was it about"),
        told.account("problem"),
        Heading("What is asked"),
        Paragraph("Please look into it, and tell me what you can do."),
    ),
    tells=(*WHAT_HAPPENED, "problem"),
)

PRIVACY_FORM = cited(
    "ICE uses Form 60-001, “Privacy Waiver Authorizing Disclosure to a Third Party”.", "S74", "S75"
)
SIGNED = cited("A signed privacy release is needed.", "S74", "S75")


def congress(told):
    """Return the letter to a member of Congress, with what the privacy release needs."""
    return (
        head(told, "My member of Congress, casework staff", "Help with a federal office"),
        Paragraph(
            told.say(
                "Please ask ICE and the Department of Homeland Security about my case.",
                f"Please ask ICE and the Department of Homeland Security about {told.name}.",
            )
        ),
        who(told),
        timeline(told),
        told.account("problem", "hold", "why-wrong", "told"),
        Heading("What is asked"),
        Bullets(
            (
                "ask where the person is, on which record the hold rests, and who decided",
                "ask that the record be corrected",
                "ask for an answer in writing",
            )
        ),
        Heading("For the privacy release"),
        Bullets((str(SIGNED.text), str(PRIVACY_FORM.text))),
        Lines(
            (
                Row("Name of the person", told.name, "person"),
                told.row("Date of birth", "born", "birth_date"),
                Row("A-number"),
                Row("Who may be told", told.writer if told.is_helper else ""),
                Row("Signature of the person"),
                Row("Date"),
            )
        ),
        signature(told),
    )


CONGRESS = Paper(
    key="congress",
    name="Letter to a member of Congress",
    edition="2026-11, own letter; ICE Form 60-001",
    kind=LETTER,
    blocks=congress,
    tells=("problem", "hold", "why-wrong", "told"),
    law=(PRIVACY_FORM, SIGNED),
)
