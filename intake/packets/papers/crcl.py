from intake.citations.base import MEDIUM, claim, reasoned
from intake.rendering.blocks import Heading, Paragraph, Row, SignatureBlock, Table
from intake.routes.base import by_border, ice_took_part

from ..addressees import FEDERAL
from ..base import (
    A_NUMBER,
    ADD_COPIES,
    BORN,
    EVERYTHING,
    HOLDS,
    LETTER,
    SAFE_ADDRESS,
    Paper,
    Piece,
    head,
    hold_times,
    of_the_questions,
    signature,
    signs_later,
    timeline,
    who,
)
from ..told import Told
from .ice import proofs
from .name import name_said

NO_FORM = claim("A written description is accepted; no form is needed.", "S1")
NAME_ASKED = claim(
    "Its form asks whether it may show your name to the offices that you complain about.",
    "S12",
    confidence=MEDIUM,
)
NAME_HIDDEN = reasoned("Without your name it may be able to look into less.", "S6", "S12")

FACTS = (
    "custody",
    "danger",
    "problem",
    "start",
    "when-where",
    "hold",
    "detainers",
    "hold-copy",
    "match",
    "why-wrong",
    "proof",
    "held-over",
)
ACCOUNT = ("story", "profiling", "officers")


def took_part(told: Told) -> str:
    """Return the parts of Homeland Security that are named by what was told, as a belief."""
    known, found = told.known, []
    if ice_took_part(known):
        found.append("Immigration and Customs Enforcement (ICE)")
    if by_border(known):
        found.append("Customs and Border Protection (CBP)")
    if "fingerprints" in told.get("match", "matched_on"):
        found.append("the office that keeps the fingerprint records (OBIM)")
    return "; ".join(found)


def exhibits(told: Told) -> Table:
    """Return the papers that come with it: those that were added, and no other."""
    rows = [Row(f"Exhibit {number}", name) for number, name in enumerate(told.exhibits, 1)]
    return Table(tuple(rows))


def papers_held(told: Told) -> Table:
    """Return the papers that the writer has, of which no copy comes with it yet."""
    held = proofs(told)
    row = Row("Papers that I have; copies can come with this", held, "proof")
    return Table((row,) if held else ())


def my_name(told: Told) -> Piece:
    """Return whether the name may be shown: a page of its own says so, or whoever signs marks it.
    While the person can sign nothing, nobody marks it for them."""
    if told.to and told.known.consent_send != "self":
        return Paragraph("Whether you may show my name is said on a page of its own.")
    if signs_later(told):
        return Paragraph(
            "Do not show this person's name or mine to the offices that I complain about until"
            " this person has said yes."
        )
    return (
        Paragraph("Mark one with an X:"),
        SignatureBlock(tuple(Row(name_said(told, answer)) for answer in ("yes", "no"))),
    )


def witnesses(told: Told) -> tuple[Piece, ...]:
    """Return who saw it, with how to reach them, for CRCL and nobody else."""
    found = told.account("witnesses", reach=True)
    keep = Paragraph(
        "Please do not show the names of the people who saw it, or how to reach them, to the"
        " offices that I complain about."
    )
    return (found, keep) if told.answers.get("witnesses") else found


def reached_at(told: Told) -> Piece:
    """Return lines for where the person is reached: CRCL asks for it, and only helpers know of
    themselves alone."""
    if not told.is_helper:
        return None
    return Table((Row("Address of this person"), Row("Phone of this person")))


def earlier_number(told: Told) -> tuple[Row, ...]:
    """Return the number of a complaint that CRCL had before."""
    number = told.line("told", "crcl_number")
    return (Row("Earlier number at CRCL", number, "told"),) if number else ()


def blocks(told: Told) -> tuple[Piece, ...]:
    """Return the complaint: a short letter, then the facts, the account, and what comes with it."""
    return (
        head(
            told,
            FEDERAL["crcl"],
            "Complaint about a wrong match in an immigration database, and what followed from it",
        ),
        Paragraph(
            told.say(
                "I complain about what was done to me. I believe that it rests on a record that"
                " is wrong. This is my account. Where I do not know something, I say so.",
                "I complain about what was done to the person I write for. I believe that it"
                " rests on a record that is wrong. Where I do not know something, I say so.",
            ),
            "opening",
        ),
        Table(
            (
                Row("Parts of Homeland Security that took part, as I believe", took_part(told)),
                *earlier_number(told),
            )
        ),
        of_the_questions(told),
        Heading("What is asked"),
        Paragraph(
            "Please look into the match and the hold, ask the offices that took part to answer,"
            " and tell me in writing what was found and what will change.",
            "asked",
        ),
        told.account("wants"),
        Heading("Who it is about"),
        who(told, BORN, HOLDS, A_NUMBER),
        reached_at(told),
        Heading("The facts, as told"),
        told.account(*FACTS),
        hold_times(told) if told.known.hold == "yes" else None,
        timeline(told, EVERYTHING),
        Heading("The account"),
        told.account(*ACCOUNT),
        witnesses(told),
        told.account("treatment", "harm"),
        told.account("told"),
        Heading("Permission"),
        told.account("permission"),
        Heading("What was added about names"),
        told.added("person", "born", "helper"),
        Heading("Papers that come with this"),
        exhibits(told),
        Heading("Other papers"),
        papers_held(told),
        Heading("My name and the offices that I complain about"),
        my_name(told),
        signature(told),
    )


CRCL = Paper(
    key="crcl-complaint",
    name="Complaint to the Office for Civil Rights and Civil Liberties",
    edition="2026-11-25.4, own letter",
    kind=LETTER,
    blocks=blocks,
    tells=EVERYTHING,
    without=(("wants", "wants", "money"),),
    law=(NO_FORM,),
    advice=(NO_FORM, NAME_ASKED, NAME_HIDDEN, ADD_COPIES, SAFE_ADDRESS),
)
