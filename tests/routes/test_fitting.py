"""Which routes fit: a table of facts and the routes in order, and what holds for any facts.

The table was read row by row against the facts that the routes rest on. A person who is locked up
sees first what can act today; slow ways stand among "also".
"""

import itertools
import re
from dataclasses import replace
from pathlib import Path

import pytest

from intake.citations.base import CHECKED_ON, MEDIUM
from intake.citations.footnotes import Footnotes
from intake.deadlines.local_acts import ABUSE, who_treated
from intake.routes.base import CLOSED, OPEN, REDUCED, UNCONFIRMED, has_code
from intake.routes.display import fitting_context
from intake.routes.fitting import ROUTES, ROUTES_BY_SLUG, fitting
from tests.claims import claims_in, passages_of
from tests.routes.facts_of import known, read


def read_table():
    """Return (what is told, the answers, first, also, missing) of each row of table.txt."""
    rows = []
    for row in (Path(__file__).parent / "table.txt").read_text().strip().split("\n\n"):
        told, answers, *lists = [line.strip() for line in row.splitlines()]
        rows.append((told, read(answers), *[line.partition(":")[2].split() for line in lists]))
    return rows


TABLE = read_table()


@pytest.mark.parametrize(
    ("answers", "first", "also", "missing"),
    [row[1:] for row in TABLE],
    ids=[row[0] for row in TABLE],
)
def test_facts_lead_to_these_routes_in_this_order(answers, first, also, missing):
    found = fitting(known(**answers))
    assert [route.slug for route, fit in found.fitting if fit.kind == "first"] == first
    assert [route.slug for route, fit in found.fitting if fit.kind == "also"] == also
    assert [route.slug for route, _fit in found.undecided] == missing
    assert len(found.fitting) + len(found.undecided) + len(found.unsuitable) == len(ROUTES)


def test_no_row_of_the_table_stands_there_twice():
    assert len({str(row[1]) for row in TABLE}) == len(TABLE)


ALL_OPEN = {route.slug: OPEN for route in ROUTES}
ALL_FACTS = [known(**row[1]) for row in TABLE]


# Before these, something has to be asked that no page asks: a yes, a country.
ASK_FIRST = {"consulate", "embassy"}


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.slug)
def test_every_route_is_reached_and_refused(route):
    kinds = {route.fits(facts).kind for facts in ALL_FACTS}
    assert kinds & ({"missing"} if route.slug in ASK_FIRST else {"first", "also"})
    assert kinds & {"not", "missing"}


def test_every_fit_has_its_reason_in_a_sentence():
    for facts, route in itertools.product(ALL_FACTS, ROUTES):
        reason = str(route.fits(facts).reason)
        assert reason.endswith(".")
        assert 3 <= len(reason.split()) <= 25


def test_a_closed_route_never_fits_and_says_so():
    facts = known(where="ice", went_wrong=["conditions_or_abuse"], treated=["hurt"])
    assert "oido" not in [route.slug for route, _fit in fitting(facts).fitting]
    assert "oido" in [route.slug for route, _fit in fitting(facts, ALL_OPEN).fitting]
    closed = fitting(facts, ALL_OPEN | {"lawyer": CLOSED})
    [reason] = [fit.reason for route, fit in closed.unsuitable if route.slug == "lawyer"]
    assert "closed" in str(reason)


def test_a_lawyer_is_first_for_everybody_locked_up_and_also_for_who_has_one():
    for facts in ALL_FACTS:
        if facts.held:
            assert fitting(facts).fitting[0][0].slug == "lawyer"


def test_slow_routes_are_never_first_while_somebody_is_locked_up():
    slow = {"crcl", "fbi", "entry", "amend", "foia", "ftca", "trip", "doj", "attorney-general"}
    for facts in ALL_FACTS:
        if facts.held:
            first = {route.slug for route, fit in fitting(facts).fitting if fit.kind == "first"}
            # Whom ICE treats badly writes to the office that looks at that, too.
            treated_by_ice = has_code(facts, ABUSE) and "ice" in who_treated(facts)
            assert not first & (slow - {"crcl"} if treated_by_ice else slow)


def test_the_same_facts_give_the_same_answer_and_nothing_is_changed():
    facts = ALL_FACTS[3]
    assert fitting(facts) == fitting(replace(facts))


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("consulate", "fears their own government"),
        ("consulate", "asks for asylum"),
        ("hotline", "Talk to a lawyer first"),
        ("dril", "Talk to a lawyer first"),
        ("opr", "Talk to a lawyer first"),
        ("fbi", "Ask a lawyer first"),
        ("citizens", "bar them"),
        *[
            (key, "See a lawyer first")
            for key in ("crcl", "doj", "oig", "amend", "foia", "ftca", "congress", "trip")
        ],
        *[(key, "lawyer") for key in ("local", "entry", "attorney-general")],
        ("jail-letter", "how anyone came here"),
    ],
)
def test_a_route_that_can_hurt_carries_its_warning(key, words):
    assert words in str(ROUTES_BY_SLUG[key].warning)


def test_only_a_closed_route_has_no_warning():
    assert [route.slug for route in ROUTES if not route.warning] == ["oido"]


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.slug)
def test_a_route_says_all_that_a_person_needs(route):
    for texts in (
        route.benefits,
        route.limits,
        route.requirements,
        route.how_to_send,
        route.what_comes_back,
    ):
        assert all(map(str, texts))
        assert texts
    assert route.follow_up or route.status == CLOSED
    assert str(route.edition)
    assert route.checked_on == CHECKED_ON
    assert any(fact.sources for fact in claims_in(passages_of(route))) or route.slug == "local"


def test_nothing_is_called_open_that_nobody_looked_at():
    assert {route.status for route in ROUTES} == {UNCONFIRMED, REDUCED, CLOSED}
    assert [route.slug for route in ROUTES if route.status == REDUCED] == ["crcl"]
    assert [route.slug for route in ROUTES if route.status == CLOSED] == ["oido"]


@pytest.mark.parametrize("key", ["dril", "hotline", "consulate"])
def test_a_way_for_somebody_held_asks_where_a_lost_person_is(key):
    fit = ROUTES_BY_SLUG[key].fits(known(where="unsure", hold="yes"))
    assert fit.kind == "missing"
    assert "where the person is" in str(fit.reason)


def test_a_lost_person_is_looked_for_first(db):
    lost = fitting_context(known(where="unsure"), CHECKED_ON, Footnotes())
    assert "locator.ice.gov/odls" in lost["locator"][0].text
    assert fitting_context(known(where="ice"), CHECKED_ON, Footnotes())["locator"] == []


def all_contacts():
    return [str(way.value) for route in ROUTES for way in route.contacts]


def test_each_phone_and_address_stands_in_one_file():
    """A second copy would go on being shown after the first one was set right."""
    room = Path(__file__).parent.parent.parent / "intake"
    # A text that is broken over two lines is one text.
    texts = {path: re.sub(r'"\s+"', "", path.read_text()) for path in room.rglob("*.py")}
    for value in (*all_contacts(), "locator.ice.gov"):
        bare = value.removeprefix("https://").removeprefix("www.").rstrip("/")
        named = [
            path.name
            for path, text in texts.items()
            if bare in text and path.name not in ("texts.py", "demo.py")
        ]
        assert len(named) == 1, (value, named)


@pytest.mark.parametrize(
    ("key", "value", "sure"),
    [
        ("crcl", "crcl@dhs.gov", MEDIUM),
        ("crcl", "202-401-0470", MEDIUM),
        ("crcl", "Building 410, Mail Stop 0190", MEDIUM),
        ("foia", "SecureRelease", MEDIUM),
    ],
)
def test_an_old_contact_says_how_sure_it_is(key, value, sure):
    [way] = [way for way in ROUTES_BY_SLUG[key].contacts if value in str(way.value)]
    assert way.claim.confidence == sure


@pytest.mark.parametrize("holder", ["ICE", "USCIS", "CBP", "OBIM", "CRCL", "EOIR"])
def test_every_office_that_holds_a_record_is_named(holder):
    assert any(str(item).startswith(holder) for item in ROUTES_BY_SLUG["foia"].benefits)
