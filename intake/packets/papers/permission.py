from intake.documents.blocks import Bullets, Heading, Lines, Paragraph, Row

from ..base import DECLARE_INSIDE, DECLARE_OUTSIDE, FORM, LETTER, Paper, who


def consent(told):
    """Return the page on which a person lets somebody act for them and lets offices talk."""
    return (
        who(told),
        Paragraph(
            "I let the person named here write, call and speak for me about the matter below, and"
            " I let the offices named here give them what they keep about me."
        ),
        Lines(
            (
                Row("Who may act for me", told.writer if told.is_helper else "", "helper"),
                told.row("Who they are to me", "helper", "relation"),
                told.row("Group or office", "helper", "group"),
                Row("About what", "The match, the hold, and the records behind them"),
                Row("Offices that may talk to them"),
                Row("Until (date)"),
            )
        ),
        Bullets(
            (
                "I may take this back at any time, in writing.",
                "It was read to me in a language that I understand.",
            )
        ),
        Lines(
            (
                Row("Language it was read in"),
                Row("Read or interpreted by (name)"),
                Row("Signature of the person"),
                Row("Date"),
                Row("Witness, if signed with a mark"),
            )
        ),
    )


CONSENT = Paper(
    key="consent",
    name="Permission to act for me and to share my records",
    edition="2026-11, own form",
    kind=FORM,
    blocks=consent,
    tells=("helper",),
    fits=lambda told: told.is_helper,
)


def statement(told):
    """Return a statement under 28 U.S.C. 1746, to be signed inside or outside the US."""
    return (
        who(told),
        Heading("My statement"),
        told.account("story"),
        Heading("Sign one of these"),
        Paragraph("If you sign inside the United States:"),
        Paragraph(str(DECLARE_INSIDE.text)),
        Lines((Row("Executed on (date)"), Row("Signature"))),
        Paragraph("If you sign outside the United States:"),
        Paragraph(str(DECLARE_OUTSIDE.text)),
        Lines((Row("Executed on (date)"), Row("Signature"))),
        Paragraph(
            "Sign only what you know yourself. Write “I believe” or “I was told” for the rest."
        ),
    )


STATEMENT = Paper(
    key="statement",
    name="Statement under 28 U.S.C. 1746",
    edition="28 U.S.C. 1746",
    kind=LETTER,
    blocks=statement,
    tells=("story",),
    law=(DECLARE_INSIDE, DECLARE_OUTSIDE),
)
