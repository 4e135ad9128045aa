"""Each row of the fact sheet with which this project began stands on a page, at its address.

`pytest -s -k seed_is_on_a_page` prints the rows with their addresses.
"""

import re
from html import unescape

import pytest

from intake.flow.complaint import COMPLAINT
from intake.flow.sample import sample
from intake.packets.build import DOCUMENT_TYPES_BY_SLUG, build_document
from intake.packets.document_input import document_input
from intake.routes.base import POSSIBLE, RECOMMENDED
from intake.routes.doj import DOJ
from tests.packets.people import TODAY

STORY = "/guide/secure-communities/"
# (row, address, words there): all words of a row stand on its page.
SEED = (
    ("1 what it is", STORY, ("fingerprints when it books someone", "ICE is there by computer")),
    ("1 287(g) beside it", STORY, ("ICE trains local officers and gives them powers",)),
    ("1 who decides and who signs", STORY, ("Who decides?", "Who signs?")),
    ("2 how it works, drawn", STORY, ("<svg", "From the jail to the state, to the FBI")),
    (
        "2 how it works, as text",
        STORY,
        (
            "to the state, and then to the FBI",
            "IDENT",
            "ICE is told",
            "who it wants first",
            "hold",
        ),
    ),
    ("3 names", STORY, ("the link between the computers",)),
    (
        "4 figures of 2011",
        STORY,
        ("1,595 places in 44 states", "3,100 jails by 2013", "11 million prints", "692,788"),
    ),
    ("4 the newest figures", STORY, ("65,765 people", "2,179 agreements", "70 to 75 of 100")),
    (
        "5 agreements and their end",
        STORY,
        ("In August 2011 ICE ended all of them", "read 42 of these agreements"),
    ),
    ("5 what came after", STORY, ("July 2015", "January 25, 2017", "January 20, 2021", "2025")),
    (
        "6a the four shares",
        STORY,
        (
            "26 percent of them had no conviction",
            "29 percent",
            "26 percent had the most serious",
            "19",
        ),
    ),
    ("6a citizens and residents", STORY, ("834 US citizens", "28,489 on people with a green card")),
    ("6b community policing", STORY, ("local police as immigration agents", "Call 911")),
    ("6c profiling and pretext", STORY, ("arrest people because of race", "Write down what the")),
    ("6c offices for it", "/ways/doj/", ("police or a jail",)),
    ("6c asked without a wrong match", "/questions/", ("race", "language")),
    (
        "6d opting out",
        STORY,
        ("It cannot say no to the match", "told confusing things about leaving"),
    ),
    ("6d the states", "/guide/your-state/", ("Illinois", "Texas", "5 ILCS 805/15(a)")),
    ("6e the gap", STORY, ("no clear way to complain", "people did not know about it")),
    ("6e how this site fills it", STORY, ("We made this site for that",)),
    ("6e what each office can do", "/ways/crcl/", ("What can it do?", "What can it not do?")),
    ("6e every office", "/ways/", ("/ways/crcl/", "/ways/oig/", "/ways/fbi/")),
    (
        "6f oversight",
        STORY,
        (
            "misled the public",
            "did not watch all its local partners",
            "a Homeland Security task force",
        ),
    ),
    ("6f FOIA", "/ways/foia/", ("https://www.dhs.gov/foia",)),
    ("6f numbers without persons", "/numbers/", ("Statistics",)),
)


def words(client, path):
    return " ".join(unescape(client.get(path).content.decode()).split())


@pytest.mark.parametrize(("row", "path", "parts"), SEED, ids=[row for row, _p, _w in SEED])
def test_each_row_of_the_seed_is_on_a_page(client, db, row, path, parts):
    page = words(client, path)
    print(f"{row}: {path}")
    assert [part for part in parts if part not in page] == []


def test_no_row_of_the_fact_sheet_is_left_out():
    numbers = {re.match(r"\d[a-f]?", row)[0] for row, _path, _parts in SEED}
    assert numbers == {"1", "2", "3", "4", "5", "6a", "6b", "6c", "6d", "6e", "6f"}


def test_the_fact_sheet_is_named_with_its_day_and_what_came_later(client, db):
    page = words(client, STORY)
    assert "“Secure Communities: A Fact Sheet”" in page
    assert "November 29, 2011" in page
    assert page.index("How does a fingerprint") < page.index("What is the difference")


def test_who_was_profiled_is_asked_of_no_wrong_match_and_has_an_own_letter(db):
    """The letter has what was said at the stop; the Justice Department is among the first."""
    answers = sample(COMPLAINT, filing_for="me") | {"problem": {"went_wrong": ["profiling"]}}
    answers = COMPLAINT.prune(answers)
    asked = {step.slug for step in COMPLAINT.visible_steps(answers)}
    assert "profiling" in asked
    assert "match" not in asked
    known = document_input(answers, today=TODAY)
    letter = build_document(DOCUMENT_TYPES_BY_SLUG["crcl-complaint"], known).text()
    assert "You all look the same." in letter
    assert DOJ.fits(known.facts).kind in (RECOMMENDED, POSSIBLE)
