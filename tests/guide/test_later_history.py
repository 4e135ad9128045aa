"""What became of a ruling, a law, a rule or a program is known for each, and pages keep to it."""

import re
from datetime import date

import pytest

from intake.citations.base import (
    CONTESTED,
    EVENTS,
    NONE_FOUND,
    NOT_LOOKED_FOR,
    PROGRAM,
    REPORT,
    RULING,
    SETTLED,
    SILENT,
    STATUTE,
    VACATED,
    Claim,
    Later,
    Source,
)
from intake.citations.texts import SOURCES
from tests.claims import CHANGEABLE, UNDOING
from tests.guide.test_sources import FACTS

# How a ruling, a law, a rule or a program is named.
NAMED = re.compile(
    r"\bCFR\b|\bU\.S\.C\b|\bF\.\d?d\b|\bv\. [A-Z]|Directive \d|Executive Order|final rule|\bAct\b"
    r"|Secure Communities|\bC\.R\.S\.|\bILCS\b|\bR\.S\.|Statutes|\bStat\. \d|Gov(ernment)? Code"
)
# Reports whose names hold such a word, and that are themselves no law.
ONLY_REPORTS = {
    "S64",  # pages of ICE on the Federal Tort Claims Act
    "S64b",
    "S103",  # a notice that an office prints on a form
    "S201",  # a press release on a ruling; the Act itself is S206
}
# Nobody has looked yet for what became of these: a lawyer reads them first. Take out what was
# looked for; whoever adds one says so here.
NOT_YET = {
    *("S9", "S15", "S49", "S50", "S60", "S80", "S207", "S81", "S85", "S99"),
    *("S131", "S134", "S135", "S136", "S138", "S143", "S144", "S152", "S160", "S161"),
    *("S165", "S166", "S167", "S168", "S171", "S211", "S173", "S174", "S175", "S176"),
    *("S177", "S178", "S179", "S210", "S181", "S182", "S183", "S184", "S185", "S186"),
    *("S187", "S188", "S197", "S202", "S213"),
}


def problems_of(source):
    """Yield what is wrong with the later history of a source."""
    if source.kind == REPORT:
        if NAMED.search(source.title) and source.id not in ONLY_REPORTS:
            yield "it names a law and is said to be a report"
        return
    if source.kind not in CHANGEABLE:
        yield "unknown kind"
    if not source.later:
        yield "it has no later history"
    for later in source.later:
        if later.event in SILENT:
            if later.source or len(source.later) > 1:
                yield "nothing is known, and something is"
            if later.event == NONE_FOUND and not isinstance(later.day, date):
                yield "no day on which it was looked for"
        elif later.event not in EVENTS:
            yield "unknown event"
        elif later.source not in SOURCES:
            yield "an event without a source"
        elif not later.day:
            yield "an event without a day"


@pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES)
def test_each_ruling_law_rule_and_program_has_its_later_history(source):
    assert list(problems_of(source)) == []


@pytest.mark.parametrize(
    "source",
    [
        Source("X", "Sample v. Example, 1 F.3d 1 (1st Cir. 2001)", "2001"),
        Source("X", "Sample", "2001", kind=RULING),
        Source("X", "Sample", "2001", kind=STATUTE, later=(Later(VACATED, date(2002, 1, 2)),)),
        Source("X", "Sample", "2001", kind=STATUTE, later=(Later(VACATED, "", "S36"),)),
        Source("X", "Sample", "2001", kind=STATUTE, later=(Later(NONE_FOUND, ""),)),
        Source("X", "Sample", "2001", kind="law", later=(Later(NONE_FOUND, date(2002, 1, 2)),)),
    ],
)
def test_the_check_would_find_a_law_without_later_history(source):
    assert list(problems_of(source))


def test_those_that_nobody_looked_for_are_listed():
    assert {
        source.id
        for source in SOURCES.values()
        if any(later.event == NOT_LOOKED_FOR for later in source.later)
    } == NOT_YET


def unsaid(fact):
    """Return the sources of a statement whose undoing, or what came of it, it does not cite."""
    return [
        key
        for key in fact.sources
        if any(later.event in UNDOING for later in SOURCES[key].later)
        and not {later.source for later in SOURCES[key].later} & set(fact.sources)
    ]


@pytest.mark.parametrize(("where", "fact"), FACTS, ids=[where for where, _fact in FACTS])
def test_a_statement_from_what_was_undone_cites_what_came_of_it(where, fact):
    assert unsaid(fact) == []


def test_the_check_would_find_the_judgment_of_2020_alone():
    assert unsaid(Claim("A court found it.", ("S38", "S112"))) == ["S38", "S112"]
    assert unsaid(Claim("A court found it, and another threw it out.", ("S38", "S120"))) == []


def test_what_rests_on_the_judgment_of_2020_says_that_it_was_thrown_out():
    said = [str(fact.text) for _where, fact in FACTS if {"S38", "S112"} & set(fact.sources)]
    assert said
    for text in said:
        assert "An appeals court threw out that ruling in September 2020." in text


def test_the_texas_law_is_named_with_its_new_number_open():
    letter = [str(fact.text) for where, fact in FACTS if "S130" in fact.sources]
    assert any("since 2025 in chapter 2A" in text for text in letter)
    assert any("another number since 2025" in text for text in letter)


def test_the_foot_of_a_page_shows_what_became_of_a_source(client, db):
    page = client.get("/guide/wrong-match/").content.decode()
    assert "September 11, 2020: a higher court threw it out." in page
    assert "March 4, 2025: the settlement of the case began." in page
    page = client.get("/guide/secure-communities/").content.decode()
    for words in (
        "July 2015: something else took its place.",
        "January 25, 2017: it came back.",
        "January 20, 2021: it was ended.",
        "January 20, 2025: the order that ended it was withdrawn.",
        "November 8, 2024: the work went on under another name.",
    ):
        assert words in page


def test_what_is_not_known_is_not_shown():
    assert SOURCES["S122"].later_changes == ()
    assert [later.event for later in SOURCES["S36"].later] == [NONE_FOUND]
    assert [later.event for later in SOURCES["S120"].later_changes] == [SETTLED]
    assert [later.event for later in SOURCES["S206"].later_changes] == [CONTESTED]
    assert SOURCES["S84"].kind == PROGRAM
