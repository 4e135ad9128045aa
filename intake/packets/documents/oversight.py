"""Letters to offices that look into what others did."""

from intake.citations.base import claim
from intake.rendering.blocks import BulletList, Heading, Paragraph, Piece, Row, Table

from .. import disclosure
from ..base import LETTER, ONLINE, OWN, SAFE_ADDRESS, DocumentType
from ..document_input import DocumentInput
from ..identity import BORN, CUSTODY, identity_table, name_rows
from ..letter_parts import (
    first_answer_blocks,
    helper_note,
    helper_rows,
    law_blocks,
    letter_head,
    timeline,
    written_by,
)
from ..recipients import FEDERAL, attorney_general
from ..signatures import signature, witnesses_note

WHAT_HAPPENED = (
    "start",
    "when-where",
    "story",
    "officers",
    "treatment",
    "profiling",
    "harm",
)


OF_STAFF = ("problem", "hold", *WHAT_HAPPENED)


def misconduct(doc_input: DocumentInput, to: str, staff: str) -> tuple[Piece, ...]:
    did = doc_input.voiced("did to me", "did to the person I write for")
    return (
        letter_head(doc_input, to, f"Complaint about staff of {staff}"),
        Paragraph(
            f"I complain about what staff of {staff} {did}, as I believe.",
            "opening",
        ),
        identity_table(doc_input, BORN, CUSTODY),
        timeline(doc_input, OF_STAFF),
        Heading("The account"),
        first_answer_blocks(doc_input, *OF_STAFF),
        witnesses_note(doc_input),
        Heading("What is asked"),
        BulletList(
            ("look into it", "keep all records and video", "give me a number and an answer")
        ),
        signature(doc_input),
    )


OIG = DocumentType(
    slug="oig",
    name="Letter to the Inspector General of Homeland Security",
    edition="2026-11-30.2, own letter",
    kind=LETTER,
    reader=disclosure.STAFF,
    blocks=lambda doc_input: misconduct(doc_input, FEDERAL["oig"], "Homeland Security"),
    discloses=OF_STAFF,
    advice=(SAFE_ADDRESS,),
)

OPR = DocumentType(
    slug="opr",
    name="Letter to the Office of Professional Responsibility of ICE",
    edition="2026-11-30.2, own letter",
    kind=LETTER,
    reader=disclosure.STAFF,
    blocks=lambda doc_input: misconduct(doc_input, FEDERAL["opr"], "ICE"),
    discloses=OF_STAFF,
    advice=(SAFE_ADDRESS,),
)


def report(
    doc_input: DocumentInput, to: str, steps: tuple[str, ...] = WHAT_HAPPENED
) -> tuple[Piece, ...]:
    """Return the text of a report, to paste into a web form box by box."""
    of_whom = (
        Row("About whom", doc_input.name, "person"),
        *helper_rows(doc_input, "Who I am to this person"),
    )
    return (
        Heading("Who"),
        Table(
            (
                Row("To", to),
                written_by(doc_input, "Who reports"),
                *(of_whom if doc_input.is_helper else ()),
            )
        ),
        helper_note(doc_input),
        identity_table(doc_input, CUSTODY),
        Heading("What happened, where and when"),
        first_answer_blocks(doc_input, *steps),
        witnesses_note(doc_input),
        Heading("What kind of problem it is"),
        doc_input.answer_blocks("problem"),
        Heading("What is asked"),
        Paragraph("Please look into it, and tell me what you can do.", "asked"),
    )


DOJ = DocumentType(
    slug="doj",
    name="Text for the Civil Rights Division, Department of Justice",
    edition="2026-11-30.2, own text",
    kind=ONLINE,
    reader=disclosure.STAFF,
    blocks=lambda doc_input: report(doc_input, FEDERAL["doj"]),
    discloses=(*WHAT_HAPPENED, "problem"),
)

TO_STATE = tuple(step for step in WHAT_HAPPENED if step != "story")
ATTORNEY_GENERAL = DocumentType(
    slug="attorney-general",
    name="Text for the attorney general of the state",
    edition="2026-11-30.2, own text",
    kind=ONLINE,
    reader=disclosure.STATE,
    blocks=lambda doc_input: report(doc_input, attorney_general(doc_input), TO_STATE),
    discloses=(*TO_STATE, "problem"),
)

PRIVACY_FORM = claim(
    "ICE uses Form 60-001, “Privacy Waiver Authorizing Disclosure to a Third Party”.", "S74", "S75"
)
SIGNED = claim("A signed privacy release is needed.", "S74", "S75")


TO_CONGRESS = ("problem", "when-where", "hold", "why-wrong", "held-over", "told")


def why_held(doc_input: DocumentInput) -> tuple[str, ...]:
    """Return what is asked about somebody who is held: where, only if a helper does not know."""
    if not doc_input.facts.held:
        return ()
    if not doc_input.is_helper:
        return ("ask why I am held",)
    if doc_input.answer_text("custody", "facility"):
        return ("ask why this person is held",)
    return ("ask where this person is, and why they are held",)


def congress(doc_input: DocumentInput) -> tuple[Piece, ...]:
    """Return the letter to a member of Congress."""
    return (
        letter_head(
            doc_input, "", "Help with a federal office", label="To the member of Congress (name)"
        ),
        Paragraph(
            doc_input.voiced(
                "Please ask ICE and the Department of Homeland Security about my case.",
                f"Please ask ICE and the Department of Homeland Security about {doc_input.name}.",
            )
        ),
        identity_table(doc_input, BORN, CUSTODY),
        timeline(doc_input, TO_CONGRESS),
        Heading("The account"),
        first_answer_blocks(doc_input, *TO_CONGRESS),
        Heading("What is asked"),
        BulletList(
            (
                *why_held(doc_input),
                "ask whether there is or was a hold, on which record it rests, and who decided",
                "ask that the record be corrected, if it is wrong",
                "ask for an answer in writing",
            )
        ),
        signature(doc_input),
    )


CONGRESS = DocumentType(
    slug="congress",
    name="Letter to a member of Congress",
    edition="2026-11-30.2, own letter",
    kind=LETTER,
    reader=disclosure.CONGRESS,
    blocks=congress,
    discloses=TO_CONGRESS,
    advice=(SAFE_ADDRESS,),
)


def release(doc_input: DocumentInput) -> tuple[Piece, ...]:
    """Return what the privacy release needs, to be copied into the office's own form."""
    return (
        Paragraph("This is a worksheet, and not the form. The office of the member has the form."),
        law_blocks(SIGNED, PRIVACY_FORM),
        Table(
            (
                *name_rows(doc_input),
                doc_input.row("Date of birth", "born", "birth_date"),
                Row("A-number"),
                Row("Who may be told: the member of Congress and their office (name)"),
            )
        ),
        Paragraph(
            doc_input.voiced(
                "Sign and date the form itself, not this sheet.",
                "The person signs and dates the form itself, not this sheet. Do not sign for them.",
            )
        ),
    )


CONGRESS_RELEASE = DocumentType(
    slug="congress-release",
    name="What the privacy release for Congress needs",
    edition="2026-11-25.4, ICE Form 60-001",
    kind=OWN,
    reader=disclosure.CONGRESS,
    blocks=release,
    legal_basis=(PRIVACY_FORM, SIGNED),
)
