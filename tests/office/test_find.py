"""Finding a case as a caller speaks: what finds it, what the page says, and who is let follow."""

import pytest
from django.db.models import Max
from django.utils import timezone

from intake.cases import search
from intake.demo import file_case
from intake.flow.complaint import COMPLAINT
from intake.models import AuditEntry, Case, SearchHash
from intake.packets import actions as packets
from tests.conftest import log_in, unlocked_of
from tests.second_reader import mark_all

NOW = timezone.now
CALLER = {
    "filing_for": "family",
    "held": True,
    "person": {
        "given_names": "Marisol",
        "family_names": "Quiroga",
        "other_names": "",
    },
    "born": {"birth_date": {"y": 1992, "m": None, "d": None, "words": "1992"}},
    "helper": {"name": "Teodora Ávila", "relation": "parent", "group": ""},
    "lawyer": {"has_lawyer": "yes", "lawyer_name": "Brigid Vorbild 312-555-0177"},
    "reach": {
        "ways": ["text", "email"],
        "phone": "512-555-0142",
        "email": "teo@example.org",
        "address": "",
        "voicemail": "",
    },
}


def find(client, typed):
    return client.post("/office/find/", {"q": typed}, follow=True).content.decode()


@pytest.mark.postgres
@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("Quiroga", "Last name"),
        ("kiroga", "Last name sounds alike"),
        ("Marisol", "First name"),
        ("Marisol Quiroga", "Whole name"),
        ("Teodora", "Helper’s name"),
        ("Avila", "Helper’s name"),
        ("Vorbild", "Lawyer’s name"),
        ("312 555 0177", "Lawyer’s phone"),
        ("555-0142", "Last 7 digits of the phone"),
        ("512 555 0142", "Phone"),
        ("Teo@Example.org", "Email"),
        ("1992", "Year of birth"),
        ("Quiroga 1992", "Last name · Year of birth"),
        ("Quiroga 1991", "Last name"),
    ],
)
def test_the_page_says_who_was_found_and_why(cast, office, typed, reason):
    file_case(COMPLAINT, NOW())
    case = file_case(COMPLAINT, NOW(), **CALLER)
    page = find(log_in(cast["ana"]), typed)
    row = page.split(f">{case.reference}</a>")[1].split("</tr>")[0]
    assert "Marisol Quiroga" in row and "born 1992" in row
    assert f'data-label="Why it was found">{reason}</td>' in row
    assert "1 case found" in page


def test_no_search_leaves_a_word_of_it_in_the_log_or_the_database(cast, office):
    file_case(COMPLAINT, NOW(), **CALLER)
    find(log_in(cast["ana"]), "Quiroga")
    assert AuditEntry.objects.filter(kind="searched").last().what == "1"
    values = SearchHash.objects.values_list("value", flat=True)
    right, wrong = search.search_key(office["privates"]), search.search_key({1: bytes(32)})
    assert search.hash_term(right, ("family", "quiroga")) in values
    assert search.hash_term(wrong, ("family", "quiroga")) not in values


def test_a_number_that_an_office_gave_finds_its_case(cast, office):
    case = file_case(COMPLAINT, NOW(), **CALLER)
    unlocked, ana = unlocked_of(case, office), log_in(cast["ana"])
    assert "No results" in find(ana, "26-CRCL-0118")
    when = {"unlocked": unlocked, "by": cast["ana"], "at": NOW()}
    packet = packets.prepare(unlocked, "crcl", by=cast["ana"], at=NOW())
    packet = packets.make_ready(packet, **when)
    mark_all(packet, unlocked, cast["rita"])
    packet = packets.second_read(packet, **when | {"by": cast["rita"]})
    packet = packets.agree(packet, "by phone", **when)
    packets.record_sent(packet, how="fax", on=NOW().date(), number="26-CRCL-0118", **when)
    page = find(ana, "26crcl0118")
    assert case.reference in page and "Number that an office gave" in page


def test_stored_cases_follow_at_a_login_of_the_team_in_batches(cast, office, monkeypatch):
    from intake.office.people import adapter

    for _ in range(3):
        file_case(COMPLAINT, NOW(), **CALLER)
    search.index_cases({office["team"].pk: office["privates"]}, 10)
    SearchHash.objects.all().delete()
    Case.objects.update(search_edition=0)
    monkeypatch.setattr(adapter, "FILLED_AT_LOGIN", 2)
    log_in(cast["dana"])  # of another team
    assert search.outdated_of_all().count() == 3
    log_in(cast["ana"])
    assert search.outdated_of_all().count() == 1
    assert not SearchHash.objects.filter(case=Case.objects.aggregate(Max("pk"))["pk__max"] - 2)
    log_in(cast["ben"])
    assert not search.outdated_of_all().exists()
    assert Case.objects.filter(search_hashes__isnull=False).distinct().count() == 3


def test_a_case_that_cannot_be_opened_stays_outdated_and_stops_no_other(cast, office):
    cases = [file_case(COMPLAINT, NOW()) for _ in range(2)]
    teams = {office["team"].pk: office["privates"]}
    search.index_cases(teams, 10)
    Case.objects.update(search_edition=0)
    assert search.index_outdated({office["team"].pk: {1: bytes(32)}}, 10) == 0
    assert search.index_outdated(teams, 1) == 1 and search.index_outdated(teams, 9) == 1
    assert {Case.objects.get(pk=case.pk).search_edition for case in cases} == {
        search.SEARCH_EDITION
    }
