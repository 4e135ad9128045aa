from intake.documents.blocks import Heading, Lines, Paragraph, Row
from intake.routes.base import by_border, by_ice
from intake.sources.base import MEDIUM, cited, reasoned

from ..base import (
    A_NUMBER,
    BIRTHPLACE,
    BORN,
    EVERYTHING,
    HOLDS,
    LETTER,
    Paper,
    head,
    hold_times,
    signature,
    timeline,
    who,
)

NO_FORM = cited("A written description is accepted; no form is needed.", "S1")
NAME_ASKED = cited(
    "Its form asks whether it may show your name to the offices that you complain about.",
    "S12",
    sure=MEDIUM,
)
NAME_HIDDEN = reasoned("Without your name it may be able to look into less.", "S6", "S12")

FACTS = (
    "custody", "danger", "problem", "start", "when-where", "hold", "detainers", "hold-copy",
    "match", "why-wrong", "proof", "held-over",
)  # fmt: skip
ACCOUNT = ("story", "profiling", "officers")


def took_part(told):
    """Return the parts of Homeland Security that are named by what was told, as a belief."""
    known, found = told.known, []
    if known.hold == "yes" or by_ice(known):
        found.append("Immigration and Customs Enforcement (ICE)")
    if by_border(known):
        found.append("Customs and Border Protection (CBP)")
    if "fingerprints" in told.get("match", "matched_on"):
        found.append("the office that keeps the fingerprint records (OBIM)")
    return "; ".join(found)


def exhibits(told):
    """Return the papers that come with it: those added, then those of which a copy is to come."""
    held = dict.fromkeys(told.line("proof", "papers_held").split("; "))
    none = {"", "Not now", "I am not sure"}
    names = [*told.exhibits, *(f"{paper} (add a copy)" for paper in held if paper not in none)]
    rows = [Row(f"Exhibit {number}", name) for number, name in enumerate(names, 1)]
    return Lines(tuple(rows) or (Row("Exhibit 1"),))


def my_name(told):
    """Return whether the name may be shown: a page of its own says so, or the person marks it."""
    if told.to and told.known.send != "self":
        return Paragraph("Whether you may show my name is said on a page of its own.")
    return (
        Paragraph("Mark one:"),
        Lines((Row("You may show my name"), Row("You may not show my name"))),
    )


def blocks(told):
    """Return the complaint: a short letter, then the facts, the account, and what comes with it."""
    return (
        head(
            told,
            "Office for Civil Rights and Civil Liberties (CRCL), U.S. Department of Homeland"
            " Security",
            "Complaint about a wrong match in an immigration database, and what followed from it",
        ),
        Paragraph(
            told.say(
                "I complain about what was done to me. I believe that it rests on a record that"
                " is wrong. This is my account. What I do not know, I say so.",
                "I complain about what was done to the person I write for. I believe that it"
                " rests on a record that is wrong. What I do not know, I say so.",
            ),
            "opening",
        ),
        Lines((Row("Took part for Homeland Security, as I believe", took_part(told)),)),
        Heading("What is asked"),
        Paragraph(
            "Please look into the match and the hold, ask the offices that took part to answer,"
            " and tell me in writing what was found and what will change.",
            "asked",
        ),
        told.account("wants"),
        Heading("Who it is about"),
        who(told, BORN, BIRTHPLACE, HOLDS, A_NUMBER),
        Heading("The facts, as told"),
        told.account(*FACTS),
        hold_times(told) if told.known.hold == "yes" else None,
        timeline(told),
        Heading("The account"),
        told.account(*ACCOUNT),
        told.account("witnesses", reach=True),
        told.account("treatment", "harm"),
        Heading("What was tried before"),
        told.account("told"),
        Heading("Names and people"),
        told.account("permission"),
        told.added("person", "born", "helper"),
        Heading("Papers that come with this"),
        exhibits(told),
        Heading("My name and the offices that I complain about"),
        my_name(told),
        signature(told),
    )  # fmt: skip


CRCL = Paper(
    key="crcl-complaint",
    name="Complaint to the Office for Civil Rights and Civil Liberties",
    edition="2026-11-25, own letter",
    kind=LETTER,
    blocks=blocks,
    tells=EVERYTHING,
    without=(("wants", "wants", "money"),),
    law=(NO_FORM,),
    advice=(NO_FORM, NAME_ASKED, NAME_HIDDEN),
)
