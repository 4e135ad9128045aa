"""Letters to a jail. A jail is not told where anyone was born, nor of their papers."""

from intake.citations.base import Claim, claim
from intake.deadlines import detainer_clock
from intake.flow.place import zones_of
from intake.packets.documents.jail_letter_short import (
    DETAINER_HOURS_LAW,
    LAW,
    PROBABLE_CAUSE,
    STATE_LETTERS,
    law_of,
)
from intake.rendering.blocks import BulletList, Heading, Paragraph, Piece

from ..base import LETTER, SAFE_ADDRESS, DocumentType
from ..document_input import DocumentInput
from ..identity import BORN, CUSTODY, HOLDS, identity_table
from ..letter_parts import detainer_hours, first_answer_blocks, law_blocks, letter_head
from ..recipients import jail_recipient, local_office
from ..signatures import signature, witnesses_note

HOLD = ("hold", "detainers", "hold-copy", "held-over")
SERVED = claim(
    "By ICE's guidance on Form I-247A (2017), a detainer takes effect only if a copy is served on"
    " the person.",
    "S31",
)


def to_jail(doc_input: DocumentInput, about: str) -> tuple[Piece, ...]:
    """Return the top of a letter to the jail; its name is known only while it holds them."""
    return letter_head(doc_input, jail_recipient(doc_input), about, label="To the jail")


ONLY_NOTICE = "The paper only asks for notice. It does not ask to keep anyone."


def opening(doc_input: DocumentInput) -> str:
    """Return what is known of the hold, as an account: told, believed, or not known."""
    hold, me = doc_input.facts.hold, doc_input.voiced("me", "this person")
    held = doc_input.voiced(
        "I am in your jail now.", "As far as I know, the person I write for is in your jail now."
    )
    if not doc_input.facts.in_jail:
        me = doc_input.voiced("me", "the person I write for")
    how = "I was told that" if doc_input.is_hearsay else "I believe that"
    if doc_input.facts.notice_only:
        first = f"{how} ICE sent your jail a paper about {me}. {ONLY_NOTICE}"
    elif hold == "yes":
        first = f"{how} ICE asked your jail to keep {me} on a hold."
    elif hold == "no":
        first = f"As far as I know, ICE did not ask your jail to keep {me}."
    else:
        first = f"I do not know whether ICE asked your jail to keep {me}. Please tell me."
    return f"{held} {first}" if doc_input.facts.in_jail else first


def both_counts_over(doc_input: DocumentInput) -> bool:
    """Say whether the 48 hours are over by both counts, whatever the time to go free may mean."""
    facts = doc_input.facts
    start = detainer_clock.start_of(
        facts.release_due_at, zones_of(facts.jail_state, facts.timezone)
    )
    return start is not None and all(
        detainer_clock.day_of(due_date.latest) < doc_input.today
        for due_date in detainer_clock.ends(start).values()
    )


def hours_blocks(doc_input: DocumentInput) -> tuple[Piece, ...]:
    """Return both counts of the 48 hours, and what to say of them; or that their start is not
    known."""
    if doc_input.facts.hold == "no" or doc_input.facts.notice_only:
        return ()
    counted = detainer_hours(doc_input)
    if not counted:
        who_goes = doc_input.voiced("I", "this person")
        return (
            Heading("The 48 hours"),
            Paragraph(
                f"I do not know when {who_goes} should have gone free. Please tell me the date and"
                " time."
            ),
        )
    if not (doc_input.facts.in_jail and both_counts_over(doc_input)):
        return counted
    still = doc_input.voiced(
        "By both counts this time is over, and I am still in your jail.",
        "By both counts this time is over. As far as I know, this person is still in your jail.",
    )
    return (*counted, Paragraph(still))


def asked(doc_input: DocumentInput) -> tuple[str, ...]:
    """Return what the jail is asked for. Only somebody who is held can be let go."""
    me, i = doc_input.voiced("me", "this person"), doc_input.voiced("I", "this person")
    kept = doc_input.voiced("I am kept", "this person is kept")
    if not doc_input.facts.in_jail:
        kept = doc_input.voiced("I was kept", "this person was kept")
    written = f"the written authority for keeping {me}, and the probable cause for it"
    free = (
        f"release, or {written}"
        if doc_input.facts.notice_only
        else f"release now, if release was due; or {written}"
    )
    return (
        f"by what authority and on what probable cause {kept} after release was due",
        "a copy of the hold and of any warrant, with the date and time when each came in, and when"
        f" a copy was given to {me}; or a note that there is none",
        f"the date and time when {i} would have gone free without a hold",
        free if doc_input.facts.in_jail else written,
        "that all video, logs, phone records and booking papers from the day of arrest on are kept",
    )


def applicable_law(doc_input: DocumentInput) -> tuple[Claim, ...]:
    """Return the rules that speak for the person: 48 hours only where a hold was asked for.

    The law of the state of the jail stands first, where there is a row for it.
    """
    notice_only = doc_input.facts.notice_only
    # Beside the hours, what holds from the first minute was said already.
    said = (PROBABLE_CAUSE,) if detainer_hours(doc_input) else ()
    return tuple(
        claim
        for claim in law_of(doc_input.facts.jail_state)
        if claim not in said and not (notice_only and claim in DETAINER_HOURS_LAW)
    )


def letter(doc_input: DocumentInput) -> tuple[Piece, ...]:
    """Return the letter to the jail: both counts of the 48 hours, and what is asked."""
    return (
        to_jail(doc_input, "An immigration hold (detainer)"),
        identity_table(doc_input, BORN, CUSTODY, HOLDS),
        Paragraph(f"{opening(doc_input)} Please answer in writing.", "opening"),
        hours_blocks(doc_input),
        Heading("What I know of it"),
        first_answer_blocks(doc_input, *HOLD),
        Heading("I ask for these"),
        BulletList(asked(doc_input)),
        Heading("What the law and ICE's own papers say"),
        law_blocks(*applicable_law(doc_input)),
        signature(doc_input),
    )


JAIL_LETTER = DocumentType(
    slug="jail-letter",
    name="Letter to the jail about the hold",
    edition="2026-11-30.2, own letter",
    kind=LETTER,
    blocks=letter,
    discloses=HOLD,
    legal_basis=(*LAW, *STATE_LETTERS),
    advice=(SAFE_ADDRESS,),
)


def copy_of_hold(doc_input: DocumentInput) -> tuple[Piece, ...]:
    """Return the request for a copy of the hold and its papers."""
    me = doc_input.voiced("me", "this person")
    return (
        to_jail(doc_input, "Copy of an immigration hold"),
        identity_table(doc_input, BORN, CUSTODY, HOLDS),
        Paragraph(
            f"{opening(doc_input)} Please give me a copy of each of these, if it exists:", "opening"
        ),
        BulletList(
            (
                "the hold (Form I-247A, I-247G or older), with the date and time when it came in",
                "any warrant that came with it (Form I-200 or I-205)",
                f"the paper that shows when, and in which language, a copy was given to {me}",
                "the booking sheet, the bail receipt and the release papers",
                f"the log of calls and messages with ICE about {me}",
            )
        ),
        Heading("What I know of it"),
        first_answer_blocks(doc_input, "hold", "detainers", "hold-copy"),
        Heading("What ICE's own paper says"),
        law_blocks(SERVED),
        signature(doc_input),
    )


HOLD_COPY = DocumentType(
    slug="hold-copy-request",
    name="Request for a copy of the hold",
    edition="2026-11-25.5, own letter",
    kind=LETTER,
    blocks=copy_of_hold,
    discloses=("hold", "detainers", "hold-copy"),
    legal_basis=(*LAW, SERVED),
    advice=(SAFE_ADDRESS,),
)

DISCLOSED = ("problem", "when-where", "held-over", "story", "treatment", "profiling", "officers")


def to_local(doc_input: DocumentInput) -> tuple[Piece, ...]:
    """Return the top of a complaint to the jail that holds the person, or else to the police."""
    jail = doc_input.facts.in_jail
    about, label = (
        ("Grievance", "To the jail") if jail else ("Complaint", "To the police or the jail")
    )
    return letter_head(doc_input, local_office(doc_input), about, label=label)


def titled(doc_input: DocumentInput) -> str:
    return (
        "Grievance to the jail"
        if doc_input.facts.in_jail
        else "Complaint to the police or the jail"
    )


def grievance(doc_input: DocumentInput) -> tuple[Piece, ...]:
    """Return the account for the jail's grievance form, or for a local complaint office."""
    return (
        to_local(doc_input),
        identity_table(doc_input, *((BORN, CUSTODY) if doc_input.facts.in_jail else ())),
        Heading("The account"),
        first_answer_blocks(doc_input, *DISCLOSED),
        witnesses_note(doc_input),
        Heading("What is asked"),
        BulletList(
            (
                "a written answer",
                "the name of the office that decides, and the last day to ask again",
                "that all video, logs and phone records of these days are kept",
            )
        ),
        signature(doc_input),
    )


GRIEVANCE = DocumentType(
    slug="grievance",
    name="Grievance to the jail or complaint to local police",
    edition="2026-11-25.5, own letter",
    kind=LETTER,
    blocks=grievance,
    discloses=DISCLOSED,
    # Neither is told of anybody's status.
    omits=(("problem", "went_wrong", "status_wrong"),),
    advice=(SAFE_ADDRESS,),
    title_for=titled,
)
