"""Letters to offices that look into what others did."""

from intake.citations.base import claim
from intake.rendering.blocks import BulletList, Heading, Paragraph, Row, Table

from ..addressees import FEDERAL, attorney_general
from ..base import (
    A_NUMBER,
    BORN,
    CUSTODY,
    LETTER,
    ONLINE,
    OWN,
    SAFE_ADDRESS,
    Paper,
    Piece,
    as_a_helper,
    first_account,
    head,
    helper_rows,
    law,
    names,
    seen_by_others,
    signature,
    timeline,
    who,
    written_by,
)
from ..told import Told

WHAT_HAPPENED = (
    "start",
    "when-where",
    "story",
    "officers",
    "witnesses",
    "treatment",
    "profiling",
    "harm",
)


OF_STAFF = ("problem", "hold", *WHAT_HAPPENED)


def without_witnesses(steps: tuple[str, ...]) -> tuple[str, ...]:
    """Return the pages without that of witnesses: some offices are told only that there are any."""
    return tuple(step for step in steps if step != "witnesses")


def misconduct(
    told: Told, to: str, staff: str, steps: tuple[str, ...] = OF_STAFF
) -> tuple[Piece, ...]:
    did = told.say("did to me", "did to the person I write for")
    return (
        head(told, to, f"Complaint about staff of {staff}"),
        Paragraph(
            f"I complain about what staff of {staff} {did}, as I believe. Where I do not know"
            " something, I say so.",
            "opening",
        ),
        who(told, BORN, CUSTODY, A_NUMBER),
        timeline(told, steps),
        Heading("The account"),
        first_account(told, *steps),
        None if "witnesses" in steps else seen_by_others(told),
        Heading("What is asked"),
        BulletList(
            ("look into it", "keep all records and video", "give me a number and an answer")
        ),
        signature(told),
    )


OIG = Paper(
    key="oig",
    name="Letter to the Inspector General of Homeland Security",
    edition="2026-11-25.4, own letter",
    kind=LETTER,
    blocks=lambda told: misconduct(told, FEDERAL["oig"], "Homeland Security"),
    tells=OF_STAFF,
    advice=(SAFE_ADDRESS,),
)

TO_OPR = without_witnesses(OF_STAFF)
OPR = Paper(
    key="opr",
    name="Letter to the Office of Professional Responsibility of ICE",
    edition="2026-11-25.4, own letter",
    kind=LETTER,
    blocks=lambda told: misconduct(told, FEDERAL["opr"], "ICE", TO_OPR),
    tells=TO_OPR,
    advice=(SAFE_ADDRESS,),
)


def report(told: Told, to: str, steps: tuple[str, ...] = WHAT_HAPPENED) -> tuple[Piece, ...]:
    """Return the text of a report, to paste into a web form box by box."""
    of_whom = (
        Row("About whom", told.name, "person"),
        *helper_rows(told, "Who I am to this person"),
    )
    return (
        Heading("Who"),
        Table(
            (
                Row("To", to),
                written_by(told, "Who reports"),
                *(of_whom if told.is_helper else ()),
                Row("Phone or email"),
            )
        ),
        as_a_helper(told),
        who(told, CUSTODY),
        Heading("What happened, where and when"),
        first_account(told, *steps),
        None if "witnesses" in steps else seen_by_others(told),
        Heading("What kind of problem it is"),
        told.account("problem"),
        Heading("What is asked"),
        Paragraph("Please look into it, and tell me what you can do.", "asked"),
    )


DOJ = Paper(
    key="doj",
    name="Text for the Civil Rights Division, Department of Justice",
    edition="2026-11-25.4, own text",
    kind=ONLINE,
    blocks=lambda told: report(told, FEDERAL["doj"]),
    tells=(*WHAT_HAPPENED, "problem"),
)

TO_STATE = without_witnesses(WHAT_HAPPENED)
ATTORNEY_GENERAL = Paper(
    key="attorney-general",
    name="Text for the attorney general of the state",
    edition="2026-11-25.4, own text",
    kind=ONLINE,
    blocks=lambda told: report(told, attorney_general(told), TO_STATE),
    tells=(*TO_STATE, "problem"),
    # A state is not told of anybody's status.
    without=(("problem", "went_wrong", "status_wrong"),),
)

PRIVACY_FORM = claim(
    "ICE uses Form 60-001, “Privacy Waiver Authorizing Disclosure to a Third Party”.", "S74", "S75"
)
SIGNED = claim("A signed privacy release is needed.", "S74", "S75")


TO_CONGRESS = ("problem", "when-where", "hold", "why-wrong", "held-over", "told")


def why_held(told: Told) -> tuple[str, ...]:
    """Return what is asked about somebody who is held: where, only if a helper does not know."""
    if not told.known.held:
        return ()
    if not told.is_helper:
        return ("ask why I am held",)
    if told.line("custody", "facility"):
        return ("ask why this person is held",)
    return ("ask where this person is, and why they are held",)


def congress(told: Told) -> tuple[Piece, ...]:
    """Return the letter to a member of Congress."""
    return (
        head(told, "", "Help with a federal office", label="To the member of Congress (name)"),
        Paragraph(
            told.say(
                "Please ask ICE and the Department of Homeland Security about my case.",
                f"Please ask ICE and the Department of Homeland Security about {told.name}.",
            )
        ),
        who(told, BORN, CUSTODY, A_NUMBER),
        timeline(told, TO_CONGRESS),
        Heading("The account"),
        first_account(told, *TO_CONGRESS),
        Heading("What is asked"),
        BulletList(
            (
                *why_held(told),
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
    edition="2026-11-25.4, own letter",
    kind=LETTER,
    blocks=congress,
    tells=TO_CONGRESS,
    advice=(SAFE_ADDRESS,),
)


def release(told: Told) -> tuple[Piece, ...]:
    """Return what the privacy release needs, to be copied into the office's own form."""
    return (
        Paragraph("This is a worksheet, and not the form. The office of the member has the form."),
        law(SIGNED, PRIVACY_FORM),
        Table(
            (
                *names(told),
                told.row("Date of birth", "born", "birth_date"),
                Row("A-number"),
                Row("Who may be told: the member of Congress and their office (name)"),
            )
        ),
        Paragraph(
            told.say(
                "Sign and date the form itself, not this sheet.",
                "The person signs and dates the form itself, not this sheet. Do not sign for them.",
            )
        ),
    )


CONGRESS_RELEASE = Paper(
    key="congress-release",
    name="What the privacy release for Congress needs",
    edition="2026-11-25.4, ICE Form 60-001",
    kind=OWN,
    blocks=release,
    law=(PRIVACY_FORM, SIGNED),
)
