"""Names, unread marks and order in the lists: small sealed entries, opened by those who may."""

import html
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from intake.cases import actions, counting, filer_actions, list_entries, volunteer_actions
from intake.demo import file_case
from intake.flow.complaint import COMPLAINT
from intake.models import AuditEntry, Case, ListEntry, Packet, ReadMark
from tests.conftest import log_in, unlocked_of

NOW = timezone.now
HELD = {
    "filing_for": "family",
    "held": True,
    "person": {"given_names": "Marisol Ana", "family_names": "Sample", "other_names": ""},
}


def page_of(client, path="/office/"):
    return html.unescape(client.get(path).content.decode())


@pytest.mark.postgres
def test_a_list_says_first_name_and_initial_and_keeps_them_sealed(cast, office):
    case = file_case(COMPLAINT, NOW(), **HELD)
    page = page_of(log_in(cast["ana"]))
    assert "Marisol S." in page and "Sample" not in page
    stored = bytes(ListEntry.objects.get(case=case).line)
    assert len(stored) == list_entries.STEP and b"Marisol" not in stored


@pytest.mark.postgres
def test_a_list_with_names_is_one_line_of_the_log(cast, office):
    for _ in range(3):
        file_case(COMPLAINT, NOW(), **HELD)
    ana = log_in(cast["ana"])
    before = AuditEntry.objects.count()
    ana.get("/office/")
    ana.get("/office/")
    rows = AuditEntry.objects.filter(number__gt=before)
    assert [(row.kind, row.what) for row in rows] == [("listed", "3")]


@pytest.mark.postgres
def test_who_may_not_know_or_does_not_want_to_show_sees_no_name(cast, office):
    file_case(COMPLAINT, NOW(), **HELD)
    ana = log_in(cast["ana"])
    assert "Marisol" in page_of(ana) and "Marisol" in page_of(ana, "/office/today/")
    ana.post("/office/names/", {"hide": "1"})
    assert "Marisol" not in page_of(ana) + page_of(ana, "/office/today/")
    ana.post("/office/names/", {"show": "1"})
    assert "Marisol" in page_of(ana)
    assert "Marisol" not in page_of(log_in(cast["tess"]))
    assert "Marisol" not in page_of(log_in(cast["dana"]))


@pytest.mark.postgres
def test_what_is_added_or_corrected_makes_the_entry_anew(cast, office):
    case = file_case(COMPLAINT, NOW(), **HELD)
    ana = log_in(cast["ana"])
    ana.get("/office/")
    assert ListEntry.objects.filter(case=case).exists()
    unlocked = unlocked_of(case, office)
    filer_actions.add_details(unlocked, "Story", "more", now=NOW())
    assert not ListEntry.objects.filter(case=case).exists()
    ana.get("/office/")
    assert ListEntry.objects.get(case=case).made_from == case.amendments.get().pk
    unlocked = unlocked_of(case, office)
    volunteer_actions.correct(
        unlocked, "where", "free", by=cast["ana"], at=NOW(), reason="They called."
    )
    assert not ListEntry.objects.filter(case=case).exists()


@pytest.mark.postgres
def test_an_erased_case_has_no_entry_and_no_marks(cast, office):
    case = file_case(COMPLAINT, NOW(), **HELD)
    ana = log_in(cast["ana"])
    ana.get("/office/")
    ana.get(f"/office/cases/{case.reference}/")
    assert ListEntry.objects.exists() and ReadMark.objects.exists()
    actions.erase(case, by=None, at=NOW())
    assert not ListEntry.objects.exists() and not ReadMark.objects.exists()
    case.refresh_from_db()
    assert case.heard_at is None and case.assigned_at is None


@pytest.mark.postgres
@pytest.mark.parametrize("count", [2, 20])
def test_names_cost_one_query_for_any_number(cast, office, count, django_assert_num_queries):
    for _ in range(count):
        file_case(COMPLAINT, NOW(), **HELD)
    teams, cases = {office["team"].pk: office["privates"]}, list(Case.objects.all())
    list_entries.read(cases, teams, timezone.localdate())
    with django_assert_num_queries(1):
        assert len(list_entries.read(cases, teams, timezone.localdate())) == count


@pytest.mark.postgres
def test_an_assignment_is_unread_until_the_case_is_opened(cast, office):
    case = file_case(COMPLAINT, NOW(), **HELD)
    ana, ben = log_in(cast["ana"]), log_in(cast["ben"])
    for client in (ana, ben):
        client.get(f"/office/cases/{case.reference}/")
        assert 'class="dot"' not in page_of(client)
    volunteer_actions.assign(unlocked_of(case, office), cast["ben"], by=cast["ana"], at=NOW())
    assert 'class="dot"' in page_of(ben) and 'class="dot"' not in page_of(ana)
    assert "Assigned to you, not read yet" in page_of(ben, "/office/today/")
    assert re.search(r'count--hot">1<', page_of(ben, "/office/handbook/"))
    ben.get(f"/office/cases/{case.reference}/")
    assert 'class="dot"' not in page_of(ben)
    assert "count--hot" not in page_of(ben, "/office/handbook/")


@pytest.mark.postgres
def test_a_reply_is_unread_for_each_volunteer_apart(cast, office):
    case = file_case(COMPLAINT, NOW(), **HELD)
    ana, ben = log_in(cast["ana"]), log_in(cast["ben"])
    ana.post(f"/office/cases/{case.reference}/take/")
    for client in (ana, ben):
        client.get(f"/office/cases/{case.reference}/")
    filer_actions.add_details(unlocked_of(case, office), "Story", "more", now=NOW())
    assert "New reply." in page_of(ana) and "New reply." in page_of(ben)
    # The reading of whoever has the case is what counts for the tab.
    assert case.reference in page_of(ana, "/office/?tab=replies")
    assert case.reference not in page_of(ben, "/office/?tab=replies")
    ben.get(f"/office/cases/{case.reference}/")
    assert case.reference in page_of(ana, "/office/?tab=replies")
    ana.get(f"/office/cases/{case.reference}/")
    assert case.reference not in page_of(ana, "/office/?tab=replies")
    assert "New reply." not in page_of(ana)


@pytest.mark.postgres
def test_each_clear_column_sorts_and_the_name_does_not(cast, office):
    for given in ("es", "ar", "en"):
        file_case(COMPLAINT, NOW(), language={"speaks": given, "reads": given}, **HELD)
    ana = log_in(cast["ana"])
    page = page_of(ana)
    assert page.count('aria-sort="') == 1
    assert len(re.findall(r"<th scope=\"col\"[^>]*>[^<]", page)) == 1
    for column in ("case", "clock", "place", "language", "status", "assignee", "contact"):
        assert page_of(ana, f"/office/?sort={column}").count('aria-sort="ascending"') == 1
    rising = re.findall(r'class="language">(\w+)', page_of(ana, "/office/?sort=language"))
    falling = re.findall(r'class="language">(\w+)', page_of(ana, "/office/?sort=-language"))
    assert rising == falling[::-1] and len(set(rising)) == 3
    assert page_of(ana, "/office/?sort=person&page=x").count("data-row") == 3
    assert page_of(ana, "/office/?sort=language&page=99999999999").count("data-row") in (0, 3)


@pytest.mark.postgres
def test_all_lists_of_a_page_are_counted_in_one_statement(cast, office, django_assert_num_queries):
    file_case(COMPLAINT, NOW(), **HELD)

    def lists(visible, me, today):
        return {"all": visible, "mine": visible.filter(assigned_to=me)}

    given = {"teams": {office["team"].pk}, "me": cast["ana"].pk, "only_own": False}
    with django_assert_num_queries(1):
        found = counting.counts(lists, **given, today=timezone.localdate())
    assert found == {"all": 1, "mine": 0}
    assert counting.counts(lists, **(given | {"teams": ()}), today=timezone.localdate()) == {}


@pytest.mark.postgres
@pytest.mark.parametrize("path", ["/office/", "/office/today/"])
def test_a_list_asks_as_often_for_one_case_as_for_many(cast, office, path):
    ana, asked = log_in(cast["ana"]), []
    for count in (1, 12):
        for _ in range(count):
            case = file_case(COMPLAINT, NOW(), **HELD)
            volunteer_actions.assign(
                unlocked_of(case, office), cast["ana"], by=cast["ben"], at=NOW()
            )
        ana.get(path)
        with CaptureQueriesContext(connection) as seen:
            ana.get(path)
        asked.append(len(seen))
    assert asked[0] == asked[1] <= 20


@pytest.mark.postgres
def test_a_case_counts_once_in_review_whatever_its_packets_are(cast, office):
    """Ready and returned are counted in two parts that share no case, as the list itself has it."""
    for states in (["ready"], ["returned"], ["ready", "returned"], ["ready", "ready"], ["sent"]):
        case = file_case(COMPLAINT, NOW(), **HELD)
        for route, state in zip(("oig", "crcl"), states, strict=False):
            Packet.objects.create(
                case=case, route=route, edition=1, status=state, frozen=b"x", made_on=case.opened_on
            )
    page = page_of(log_in(cast["ana"]), "/office/?tab=review")
    assert re.search(r"In second review\s*<span class=\"count\">4<", page)
    assert page.count("data-row") == 4
    # Who made a packet ready does not read it.
    Packet.objects.filter(status="ready", route="oig").update(ready_by=cast["ana"])
    assert re.search(r'count--hot">1<', page_of(log_in(cast["ana"])))
    assert re.search(r'count--hot">3<', page_of(log_in(cast["ben"])))
