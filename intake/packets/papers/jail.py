"""Letters to a jail. A jail is not told where anyone was born, nor of their papers."""

from intake.citations.base import Claim, claim
from intake.deadlines import detainer_clock
from intake.packets.papers.jail_letter_short import DETAINER_HOURS_LAW, LAW
from intake.rendering.blocks import BulletList, Heading, Paragraph
from intake.routes.base import in_jail

from ..addressees import jail_of, local_office
from ..base import (
    BORN,
    CUSTODY,
    HOLDS,
    LETTER,
    SAFE_ADDRESS,
    Paper,
    Piece,
    first_account,
    head,
    hold_times,
    law,
    seen_by_others,
    signature,
    who,
)
from ..told import Told

HOLD = ("hold", "detainers", "hold-copy", "held-over")
SERVED = claim(
    "By ICE's guidance on Form I-247A (2017), a detainer takes effect only if a copy is served on"
    " the person.",
    "S31",
)


def to_jail(told: Told, about: str) -> tuple[Piece, ...]:
    """Return the top of a letter to the jail; its name is known only while it holds them."""
    return head(told, jail_of(told), about, label="To the jail")


ONLY_NOTICE = "The paper only asks for notice. It does not ask to keep anyone."


def opening(told: Told) -> str:
    """Return what is known of the hold, as an account: told, believed, or not known."""
    hold, me = told.known.hold, told.say("me", "this person")
    held = told.say(
        "I am in your jail now.", "As far as I know, the person I write for is in your jail now."
    )
    if not in_jail(told.known):
        me = told.say("me", "the person I write for")
    how = "I was told that" if told.only_told else "I believe that"
    if told.known.notice_only:
        first = f"{how} ICE sent your jail a paper about {me}. {ONLY_NOTICE}"
    elif hold == "yes":
        first = f"{how} ICE asked your jail to keep {me} on a hold."
    elif hold == "no":
        first = f"As far as I know, ICE did not ask your jail to keep {me}."
    else:
        first = f"I do not know whether ICE asked your jail to keep {me}. Please tell me."
    return f"{held} {first}" if in_jail(told.known) else first


def both_over(told: Told) -> bool:
    """Say whether the 48 hours are over by both counts, whatever the time to go free may mean."""
    known = told.known
    start = detainer_clock.start_of(
        known.release_due_at, detainer_clock.timezones_of(known.state, known.timezone)
    )
    return start is not None and all(
        detainer_clock.day_of(due_date.latest) < told.today
        for due_date in detainer_clock.ends(start).values()
    )


def the_hours(told: Told) -> tuple[Piece, ...]:
    """Return both counts of the 48 hours, and what to say of them; or that their start is not
    known."""
    if told.known.hold == "no" or told.known.notice_only:
        return ()
    counted = hold_times(told)
    if not counted:
        who_goes = told.say("I", "this person")
        return (
            Heading("The 48 hours"),
            Paragraph(
                f"I do not know when {who_goes} should have gone free. Please tell me the date and"
                " time."
            ),
        )
    if not (in_jail(told.known) and both_over(told)):
        return counted
    still = told.say(
        "By both counts this time is over, and I am still in your jail.",
        "By both counts this time is over. As far as I know, this person is still in your jail.",
    )
    return (*counted, Paragraph(still))


def asked(told: Told) -> tuple[str, ...]:
    """Return what the jail is asked for. Only somebody who is held can be let go."""
    me, i = told.say("me", "this person"), told.say("I", "this person")
    written = f"the written authority for keeping {me}"
    if told.known.notice_only:
        free = f"release, or {written}"
    else:
        written = f"{written} after that time"
        free = f"if that time and 48 hours are over: release, or {written}"
    return (
        "a copy of the hold and of any warrant, with the date and time when each came in, and when"
        f" a copy was given to {me}; or a note that there is none",
        f"the date and time when {i} would have gone free without a hold",
        free if in_jail(told.known) else written,
        "that all video, logs, phone records and booking papers from the day of arrest on are kept",
    )


def rules(told: Told) -> tuple[Claim, ...]:
    """Return the rules that speak for the person: 48 hours only where a hold was asked for."""
    return tuple(
        rule for rule in LAW if not (told.known.notice_only and rule in DETAINER_HOURS_LAW)
    )


def letter(told: Told) -> tuple[Piece, ...]:
    """Return the letter to the jail: both counts of the 48 hours, and what is asked."""
    return (
        to_jail(told, "An immigration hold (detainer)"),
        who(told, BORN, CUSTODY, HOLDS),
        Paragraph(f"{opening(told)} Please answer in writing.", "opening"),
        the_hours(told),
        Heading("What I know of it"),
        first_account(told, *HOLD),
        Heading("I ask for these"),
        BulletList(asked(told)),
        Heading("What the law and ICE's own papers say"),
        law(*rules(told)),
        signature(told),
    )


JAIL_LETTER = Paper(
    key="jail-letter",
    name="Letter to the jail about the hold",
    edition="2026-11-25.5, own letter",
    kind=LETTER,
    blocks=letter,
    tells=HOLD,
    law=LAW,
    advice=(SAFE_ADDRESS,),
)


def copy_of_hold(told: Told) -> tuple[Piece, ...]:
    """Return the request for a copy of the hold and its papers."""
    me = told.say("me", "this person")
    return (
        to_jail(told, "Copy of an immigration hold"),
        who(told, BORN, CUSTODY, HOLDS),
        Paragraph(
            f"{opening(told)} Please give me a copy of each of these, if it exists:", "opening"
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
        first_account(told, "hold", "detainers", "hold-copy"),
        Heading("What ICE's own paper says"),
        law(SERVED),
        signature(told),
    )


HOLD_COPY = Paper(
    key="hold-copy-request",
    name="Request for a copy of the hold",
    edition="2026-11-25.5, own letter",
    kind=LETTER,
    blocks=copy_of_hold,
    tells=("hold", "detainers", "hold-copy"),
    law=(*LAW, SERVED),
    advice=(SAFE_ADDRESS,),
)

TOLD = ("problem", "when-where", "held-over", "story", "treatment", "profiling", "officers")


def to_local(told: Told) -> tuple[Piece, ...]:
    """Return the top of a complaint to the jail that holds the person, or else to the police."""
    jail = in_jail(told.known)
    about, label = (
        ("Grievance", "To the jail") if jail else ("Complaint", "To the police or the jail")
    )
    return head(told, local_office(told), about, label=label)


def titled(told: Told) -> str:
    return "Grievance to the jail" if in_jail(told.known) else "Complaint to the police or the jail"


def grievance(told: Told) -> tuple[Piece, ...]:
    """Return the account for the jail's grievance form, or for a local complaint office."""
    return (
        to_local(told),
        who(told, *((BORN, CUSTODY) if in_jail(told.known) else ())),
        Heading("The account"),
        first_account(told, *TOLD),
        seen_by_others(told),
        Heading("What is asked"),
        BulletList(
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
    edition="2026-11-25.5, own letter",
    kind=LETTER,
    blocks=grievance,
    tells=TOLD,
    # Neither is told of anybody's status.
    without=(("problem", "went_wrong", "status_wrong"),),
    advice=(SAFE_ADDRESS,),
    titled=titled,
)
