"""The list before an office opens: who walks it, what it keeps, and where pages say so."""

import re
from datetime import date, timedelta
from html import unescape

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from intake.audit.models import AuditEntry
from intake.models import ContactCheck, RouteReview
from intake.packets.offices import last_checked
from intake.routes import check_list
from intake.routes.check_list import check_items, contact_notes, count_due, state_checked_on
from intake.routes.contact_text import contact_key, contacts_in
from intake.routes.fbi import CHALLENGE_ADDRESS, FBI
from intake.routes.fitting import ROUTES
from tests.conftest import log_in
from tests.guide.test_sources import SHOWN
from tests.packets.made_documents import texts

LIST = "/office/contacts/"
CRCL_PHONE = "202-401-1474"
UNCHECKED = "We have not checked these yet"


def page_of(path):
    return " ".join(unescape(Client().get(path).content.decode()).split())


def right(client, key):
    """Press "Right today" for one line, as the page has it."""
    item = check_list.item_of(key)
    return client.post(f"{LIST}{key}/right/", {"seen": item.seen})


def changed(client, value, to):
    return client.post(f"{LIST}{contact_key(value)}/", {"value": to})


def test_every_phone_page_and_mail_address_that_a_page_names_is_on_the_list(db):
    listed = {item.key for item in check_items()}
    said = (
        str(getattr(item, "text", item)) for _w, parts in SHOWN for p in parts for item in p.items
    )
    named = {written for text in said for written in contacts_in(text)}
    assert len(named) > 25
    assert {written for written in named if contact_key(written) not in listed} == set()
    assert contact_key("988") in listed


def test_the_list_has_each_contact_route_and_state_line_once(db):
    keys = [item.key for item in check_items()]
    assert len(keys) == len(set(keys))
    kinds = [item.kind for item in check_items()]
    assert kinds.count("status") == len(ROUTES)
    assert kinds.count("state") == 15
    ways = {contact_key(str(way.value)) for route in ROUTES for way in route.contacts}
    assert ways <= set(keys)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1-888-351-4024", "(888) 351-4024"),
        ("https://www.dhs.gov/foia", "dhs.gov/foia/"),
        ("CRCL@dhs.gov", "crcl@dhs.gov"),
    ],
)
def test_two_writings_of_one_contact_share_their_checks(one, other):
    assert contact_key(one) == contact_key(other)
    assert contact_key(one) != contact_key("202-555-0100")


def test_a_contact_that_is_right_is_dated_and_the_pages_say_so(cast):
    assert CRCL_PHONE in page_of("/ways/crcl/").partition(UNCHECKED)[2]
    with time_machine.travel("2026-12-02T12:00:00-05:00", tick=True):
        cora = log_in(cast["cora"])
        assert right(cora, contact_key(CRCL_PHONE)).status_code == 302
        assert "Dec 2, 2026" in cora.get(LIST).content.decode()
    check = ContactCheck.objects.get()
    assert (check.value, check.checked_on, check.by) == (
        CRCL_PHONE,
        date(2026, 12, 2),
        cast["cora"],
    )
    assert AuditEntry.objects.filter(kind="setting").exists()
    page = page_of("/ways/crcl/")
    assert "(checked by us on December 2, 2026)" in page
    assert f"We checked these on December 2, 2026: {CRCL_PHONE}." in page
    assert CRCL_PHONE not in page.partition(UNCHECKED)[2]


def test_what_changed_stands_on_every_page_as_a_link_with_its_history(cast):
    cora = log_in(cast["cora"])
    directory = "https://www.immigrationadvocates.org/legaldirectory/"
    assert changed(cora, directory, "example.org/help").status_code == 302
    for path in ("/ways/lawyer/", "/guide/find-a-lawyer/"):
        page = page_of(path)
        assert 'href="https://example.org/help"' in page
        assert "immigrationadvocates" not in page
    assert changed(cora, CRCL_PHONE, "(202) 555-0100").status_code == 302
    assert 'href="tel:+12025550100"' in page_of("/ways/crcl/")
    changed(cora, CRCL_PHONE, "202-555-0101")
    history = cora.get(f"{LIST}{contact_key(CRCL_PHONE)}/").content.decode()
    assert history.count("<article") == 2
    assert history.index("202-555-0101") < history.index("202-555-0100")
    assert CRCL_PHONE not in page_of("/ways/crcl/")


@pytest.mark.parametrize(
    ("value", "to", "words"),
    [
        (CRCL_PHONE, "", "Write what is right today."),
        (CRCL_PHONE, "nobody answered", "Write one phone number with its area code."),
        (CRCL_PHONE, "555-0100", "Write one phone number with its area code."),
        (CRCL_PHONE, "+52 55 5555 0100", "Write one phone number with its area code."),
        ("crcl@dhs.gov", "crcl at dhs", "like name@example.com"),
        ("https://www.dhs.gov/foia", "javascript:alert(1)", "Write the address of the page"),
        ("https://www.dhs.gov/foia", "http://dhs.gov", "Write the address of the page"),
        (str(CHALLENGE_ADDRESS.value), "x" * 501, "500"),
    ],
)
def test_what_cannot_be_right_comes_back_with_what_was_typed(cast, value, to, words):
    response = changed(log_in(cast["cora"]), value, to)
    page = unescape(response.content.decode())
    assert response.status_code == 422
    assert words in page
    assert to in page
    assert not ContactCheck.objects.exists()


def test_nobody_confirms_what_they_did_not_see(cast):
    cora = log_in(cast["cora"])
    key = contact_key(CRCL_PHONE)
    seen = check_list.item_of(key).seen
    changed(cora, CRCL_PHONE, "202-555-0100")
    for said in (seen, "", "x"):
        response = cora.post(f"{LIST}{key}/right/", {"seen": said}, follow=True)
        assert "Someone changed this just now." in response.content.decode()
    assert ContactCheck.objects.count() == 1


def test_a_route_that_works_as_before_keeps_all_but_the_day(cast):
    cora = log_in(cast["cora"])
    right(cora, "status-crcl")
    review = RouteReview.objects.get()
    assert (review.checked_on, review.by) == (timezone.localdate(), cast["cora"])
    assert review.reviewer_note == ""
    assert "checked by us on" in page_of("/ways/crcl/")
    assert "2025" in page_of("/ways/crcl/")
    assert cora.get(f"{LIST}status-crcl/").status_code == 404


def test_a_state_line_is_confirmed_until_another_version_is_written(cast):
    with time_machine.travel("2026-12-02T12:00:00-05:00", tick=True):
        right(log_in(cast["cora"]), "state-IL")
    assert state_checked_on("IL") == date(2026, 12, 2)
    assert "checked by us on December 2, 2026" in page_of("/guide/hold/?state=IL")
    assert state_checked_on("TX") is None
    new = {
        "effect": "forbids",
        "law": "New 1",
        "says": "A jail may not.",
        "letter": "Illinois: no.",
    }
    with time_machine.travel("2026-12-05T12:00:00-05:00", tick=True):
        cora = log_in(cast["cora"])
        cora.post("/office/state-laws/IL/", new | {"source": "page", "as_of": "2026-12-01"})
        assert cora.get(f"{LIST}state-IL/").status_code == 404
    assert state_checked_on("IL") == date(2026, 12, 5)
    # Late in the evening it is the next day already in UTC, and not yet where the office is.
    with time_machine.travel("2026-12-05T23:30:00-05:00", tick=True):
        cora = log_in(cast["cora"])
        cora.post(
            "/office/state-laws/IL/",
            new | {"law": "New 2", "source": "page", "as_of": "2026-12-02"},
        )
        assert "New 2" in page_of("/guide/hold/?state=IL")
    assert state_checked_on("IL") == date(2026, 12, 5)


def test_only_coordinators_walk_the_list(cast):
    ana = log_in(cast["ana"])
    key = contact_key(CRCL_PHONE)
    assert ana.get(LIST).status_code == 404
    assert (
        ana.post(f"{LIST}{key}/right/", {"seen": check_list.item_of(key).seen}).status_code == 404
    )
    assert changed(ana, CRCL_PHONE, "202-555-0100").status_code == 404
    assert not ContactCheck.objects.exists()


def test_health_counts_what_was_never_checked_and_what_is_old(cast):
    oren, total = log_in(cast["oren"]), len(check_items())
    said = f"Never checked: {total}. Checked more than 90 days ago: 0."
    assert said in oren.get("/office/health/").content.decode()
    for item in check_items():
        check_list.confirm(item, by=cast["cora"], at=timezone.localtime() - timedelta(days=90))
    assert count_due(timezone.localdate()) == (0, 0)
    page = oren.get("/office/health/").content.decode()
    assert "Never checked" not in page
    assert count_due(timezone.localdate() + timedelta(days=1)) == (total, 0)
    yellow = log_in(cast["cora"]).get(LIST).content.decode()
    assert "seen--old" not in yellow


def test_a_letter_prints_no_address_that_nobody_checked(cast, office):
    address = str(CHALLENGE_ADDRESS.value)
    before = texts("free, wrong match")["fbi-challenge"]
    assert "1000 Custer Hollow Road" not in before
    assert "FBI CJIS Division" in before
    assert "Look it up" in last_checked(FBI, CHALLENGE_ADDRESS)
    right(log_in(cast["cora"]), contact_key(address))
    after = texts("free, wrong match")["fbi-challenge"]
    assert "1000 Custer Hollow Road" in after
    assert "We checked this address on" in last_checked(FBI, CHALLENGE_ADDRESS)
    changed(log_in(cast["cora"]), address, "FBI, 1 New Road, Sampletown")
    assert "1 New Road" in texts("free, wrong match")["fbi-challenge"]


def test_numbers_for_somebody_in_danger_carry_no_mark(db):
    notes = contact_notes(["Call or text 988.", "Call 1-888-351-4024.", f"Or {CRCL_PHONE}."])
    assert notes.unchecked == CRCL_PHONE
    assert UNCHECKED not in page_of("/urgent/")


def test_an_address_can_be_copied(db):
    page = page_of("/ways/trip/")
    assert re.search(r'<span data-copy="Copy the address"[^>]*>DHS TRIP, 601', page)


def test_a_route_that_nobody_looked_at_is_open_once_a_coordinator_found_it_so(cast):
    """It must not say "not confirmed" and "checked by us" in one line."""
    cora = log_in(cast["cora"])
    assert "Not confirmed" not in page_of("/ways/lawyer/")
    right(cora, "status-lawyer")
    page = page_of("/ways/lawyer/")
    assert "Not confirmed" not in page
    assert re.search(r"<strong>Open</strong> · checked by us on", page)
    # What is known to be reduced or closed stays so.
    right(cora, "status-crcl")
    assert "Has very few staff" in page_of("/ways/crcl/")
