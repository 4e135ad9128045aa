"""Twelve invented people and the places that held them, each with a near case.

Each place is kept with its state, its days and how it ended; the hold, the clock and the days past
release are those of the right one.
"""

from datetime import date

import pytest

from intake.flow.complaint import COMPLAINT
from intake.flow.facts import compute_facts
from intake.flow.sample import sample
from tests.routes.worked import stated

TODAY = date(2027, 6, 30)
ENDS = {"f": "freed", "i": "ice", "j": "another_jail", "?": "unsure", "h": "here", "": ""}


def day(text):
    """Return a day of 2027 as it is stored: "5-03", or "5" for a month alone."""
    return stated("2027-" + "-".join(part.zfill(2) for part in text.split("-"))) if text else None


def other(text):
    """Return one entry of the page that repeats: kind, place, state, in, due, out, how it ended."""
    kind, place, state, came_in, due, out, ended = text.split(",")
    return {
        "kind": kind,
        "facility": place,
        "jail_state": state,
        "came_in": day(came_in),
        "due_out": day(due),
        "went_out": day(out),
        "ended": ENDS[ended],
        "zone": "",
    }


def known(where, main, others=(), holds=(), ice_since="", ice_place=""):
    """Return the facts: `main` is the jail that holds the person, or held them last."""
    place, state, came_in, due, out, ended = main.split(",") if main else [""] * 6
    in_jail = where in ("local_jail", "prison")
    custody = {"where": where, "facility": place if in_jail else ice_place, "booking_number": ""}
    if where == "ice":
        custody |= {"came_in": day(ice_since), "state": "LA"}
    jail = {"facility": place, "came_in": day(came_in), "due_why": "bail", "ended": ENDS[ended]}
    release = {
        "kept": "yes" if due else "no",
        "due_out": day(due),
        "went_out": day(out),
        "jail_state": state,
        "zone": "",
    }
    answers = sample(
        COMPLAINT,
        filing_for="family",
        custody=custody,
        problem={"went_wrong": ["ice_arrest", *(["held_longer"] if main else [])]},
        hold={"ice_asked": "yes" if main else "no"},
        detainers=[{"seen": "seen", "paper": "i247a", "placed_on": day(one)} for one in holds],
        jail=jail if main else {},
        held_over=release if main else {},
        stays=[other(one) for one in others],
        coming=[],
    )
    return compute_facts(answers, TODAY)


def told(facts):
    """Return all that the facts say of places, in a few words."""
    names = [f"{one.kind}/{one.place}/{one.state}/{one.ended}" for one in facts.stays]
    holds = [len(one.holds) for one in facts.stays]
    kept = "-".join(map(str, dict.fromkeys(facts.days_kept))) if facts.days_kept else ""
    since = facts.ice_since
    return (
        " ".join(names),
        facts.hold_stay.place,
        holds,
        kept,
        f"{since['m']}-{since['d']}" if since else "",
    )


# Who, and the near case; the answers; (the places in order, that of the hold, how many holds each
# has, days past release, since when ICE has or had them); what changes; and the same then.
PEOPLE = [
    (
        "Abel, in one jail; then in a prison",
        ("local_jail", "Alder,OR,6-02,6-20,,", (), ("6-04",)),
        ("local_jail/Alder/OR/here", "Alder", [1], "", ""),
        ("prison", "Alder,OR,6-02,6-20,,", (), ("6-04",)),
        ("prison/Alder/OR/here", "Alder", [1], "", ""),
    ),
    (
        "Bibi, freed by a jail; then handed to ICE there and freed since",
        ("free", "Birch,UT,5-01,5-07,5-09,f", (), ("5-02",)),
        ("local_jail/Birch/UT/freed", "Birch", [1], "2", ""),
        ("free", "Birch,UT,5-01,5-07,5-09,i", ("ice,Ibis,NV,5-09,,5-30,f",), ("5-02",)),
        ("local_jail/Birch/UT/ice ice/Ibis/NV/freed", "Birch", [1, 0], "2", "5-9"),
    ),
    (
        "Cyrus, moved to a second jail; then the first told without days",
        ("local_jail", "Cedar,WV,4-10,4-20,,", ("local_jail,Clay,OH,4-01,,4-10,j",), ("4-02",)),
        ("local_jail/Clay/OH/another_jail local_jail/Cedar/WV/here", "Cedar", [1, 0], "", ""),
        ("local_jail", "Cedar,WV,4-10,4-20,,", ("local_jail,Clay,OH,,,,j",), ("4-02",)),
        ("local_jail/Clay/OH/another_jail local_jail/Cedar/WV/here", "Cedar", [0, 1], "", ""),
    ),
    (
        "Dalia, with ICE after a jail, its day told; then the day of the hand-over counts",
        ("ice", "Dogwood,KY,3-01,3-05,3-06,i", (), ("3-02",), "3-07", "Delta"),
        ("local_jail/Dogwood/KY/ice ice/Delta/LA/", "Dogwood", [1, 0], "1", "3-7"),
        ("ice", "Dogwood,KY,3-01,3-05,3-06,i", (), ("3-02",), "", "Delta"),
        ("local_jail/Dogwood/KY/ice ice/Delta/LA/", "Dogwood", [1, 0], "1", "3-6"),
    ),
    (
        "Esra, with ICE and never in a jail; then out of the country",
        ("ice", "", (), (), "6-11", "Ebony"),
        ("ice/Ebony/LA/", "Ebony", [0], "", "6-11"),
        ("abroad", "", ("ice,Ebony,LA,6-11,,6-20,?",), ()),
        ("ice/Ebony/LA/unsure", "Ebony", [0], "", "6-11"),
    ),
    (
        "Fumi, two more jails told in the wrong order; then without their days",
        (
            "free",
            "Fir,RI,1-03,,1-05,j",
            ("local_jail,Flax,CT,1-20,1-22,1-25,f", "local_jail,Fern,MA,1-05,,1-20,j"),
            ("1-21", "1-04"),
        ),
        (
            "local_jail/Fir/RI/another_jail local_jail/Fern/MA/another_jail"
            " local_jail/Flax/CT/freed",
            "Flax",
            [1, 0, 1],
            "3",
            "",
        ),
        (
            "free",
            "Fir,RI,1-03,,1-05,j",
            ("local_jail,Fern,MA,,,,j", "local_jail,Flax,CT,,,,f"),
            ("1-21", "1-04"),
        ),
        # As they were told, after the jail that ended in another one.
        (
            "local_jail/Fir/RI/another_jail local_jail/Fern/MA/another_jail"
            " local_jail/Flax/CT/freed",
            "Flax",
            [1, 0, 1],
            "",
            "",
        ),
    ),
    (
        "Goran, due out in a month that is all that is known; then on its last day",
        ("free", "Gum,AR,1,2,3-02,f", (), ()),
        ("local_jail/Gum/AR/freed", "Gum", [0], "2-29", ""),
        ("free", "Gum,AR,1,2-28,3-02,f", (), ()),
        ("local_jail/Gum/AR/freed", "Gum", [0], "2", ""),
    ),
    (
        "Hedy, with ICE twice; then only before",
        ("ice", "", ("ice,Hazel,AZ,2-01,,2-09,f",), (), "6-01", "Holly"),
        ("ice/Hazel/AZ/freed ice/Holly/LA/", "Holly", [0, 0], "", "6-1"),
        ("free", "", ("ice,Hazel,AZ,2-01,,2-09,f",), ()),
        ("ice/Hazel/AZ/freed", "Hazel", [0], "", "2-1"),
    ),
    (
        "Ines, in a jail again after ICE; then ICE after both",
        ("local_jail", "Iris,ID,6-10,6-20,,", ("ice,Ivy,WA,5-01,,6-10,j",), ("6-12",)),
        ("ice/Ivy/WA/another_jail local_jail/Iris/ID/here", "Iris", [0, 1], "", "5-1"),
        (
            "free",
            "Iris,ID,6-10,6-20,6-21,i",
            ("ice,Ivy,WA,5-01,,6-10,j", "ice,J,LA,6-21,,6-28,f"),
            ("6-12",),
        ),
        (
            "ice/Ivy/WA/another_jail local_jail/Iris/ID/ice ice/J/LA/freed",
            "Iris",
            [0, 1, 0],
            "1",
            "6-21",
        ),
    ),
    (
        "Juno, freed and nobody knows how; then by ICE, whose days nobody knows",
        ("free", "Juniper,SD,4-04,4-08,4-08,?", (), ("4-05",)),
        ("local_jail/Juniper/SD/unsure", "Juniper", [1], "0", ""),
        ("free", "Juniper,SD,4-04,4-08,4-08,i", ("ice,Jay,MN,,,,f",), ("4-05",)),
        ("local_jail/Juniper/SD/ice ice/Jay/MN/freed", "Juniper", [1, 0], "0", "4-8"),
    ),
    (
        "Kiri, freed in a territory; then in jail there, and in a prison before",
        ("free", "Kauri,GU,5-20,5-22,5-25,f", (), ("5-21",)),
        ("local_jail/Kauri/GU/freed", "Kauri", [1], "3", ""),
        ("local_jail", "Kauri,GU,5-20,5-22,,", ("prison,Koa,HI,3-01,,4-30,f",), ("5-21", "4-01")),
        ("prison/Koa/HI/freed local_jail/Kauri/GU/here", "Kauri", [1, 1], "", ""),
    ),
    (
        "Lou, a hold on the day of a move; then the day before it",
        ("prison", "Larch,MT,5-05,6-01,,", ("local_jail,Lime,ND,5-01,,5-05,j",), ("5-05",)),
        ("local_jail/Lime/ND/another_jail prison/Larch/MT/here", "Larch", [1, 0], "", ""),
        ("prison", "Larch,MT,5-05,6-01,,", ("local_jail,Lime,ND,5-01,,5-05,j",), ("5-04",)),
        ("local_jail/Lime/ND/another_jail prison/Larch/MT/here", "Larch", [1, 0], "", ""),
    ),
]
SIDES = [
    pytest.param(answers, right, id=who.partition(";")[0])
    for who, answers, right, _other, _then in PEOPLE
] + [
    pytest.param(answers, right, id=who.partition(",")[0] + who.partition(";")[2])
    for who, _answers, _right, answers, right in PEOPLE
]


@pytest.mark.parametrize(("answers", "right"), SIDES)
def test_each_place_is_kept_and_the_right_one_counts(answers, right):
    facts = known(*answers)
    assert told(facts) == right
    # Only who is in a jail now is held past release now, whatever was before.
    assert facts.held_past_release is (answers[0] in ("local_jail", "prison"))
    assert not facts.held or facts.custody_ended_at is None


def test_there_are_twelve():
    assert len(PEOPLE) == 12
