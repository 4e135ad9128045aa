"""The queue's lists: tabs, filters, pages, saved lists, search, Today, follow-ups, numbers."""

import gzip
import html
import re
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.utils import timezone

from intake.cases import actions, queue_order, search, spellings, submission, urgency
from intake.dashboard import statistics
from intake.demo import file_case
from intake.flow.complaint import COMPLAINT
from intake.models import (
    AuditEntry,
    Case,
    CaseCode,
    Event,
    Packet,
    SavedFilter,
    SearchHash,
    Tag,
    Volunteer,
)
from tests.cases.test_urgency import some_case
from tests.conftest import log_in, unlocked_of
from tests.filer import flat

NOW = timezone.now
TODAY = timezone.localdate


def references(response):
    return re.findall(
        r"/office/cases/(\w{3}-\w{3}|\d{7})/", html.unescape(response.content.decode())
    )


def fill(team, count, **columns):
    cases = [
        some_case(team=team, opened_on=TODAY() - timedelta(days=n % 40), held=n % 3 == 0, **columns)
        for n in range(count)
    ]
    for number, case in enumerate(cases):
        case.reference = f"{number:07d}"
        urgency.recompute_derived(case, TODAY())
    return with_codes(Case.objects.bulk_create(cases))


def with_codes(cases):
    """Give saved cases the rows by which a list finds their codes."""
    CaseCode.objects.bulk_create(row for case in cases for row in submission.new_case_codes(case))
    return cases


@pytest.mark.postgres
def test_paging_by_place_shows_every_case_once_both_ways(cast, office):
    fill(office["team"], 173)
    ana, seen, path = log_in(cast["ana"]), [], "/office/"
    pages = []
    while path:
        response = ana.get(path)
        pages.append(path)
        seen += references(response)
        page = html.unescape(response.content.decode())
        later = re.search(r'href="([^"]+)" rel="next"', page)
        path = later and "/office/" + later[1]
    assert len(pages) == 7
    assert seen == list(
        queue_order.in_queue_order(Case.objects.all()).values_list("reference", flat=True)
    )
    page, back = html.unescape(ana.get(pages[-1]).content.decode()), []
    while earlier := re.search(r'href="([^"]+)" rel="prev"', page):
        response = ana.get("/office/" + earlier[1])
        back = references(response) + back
        page = html.unescape(response.content.decode())
    assert back == seen[:150]


@pytest.mark.postgres
def test_filters_by_person_tag_and_papers(cast, office):
    mine, other = fill(office["team"], 2)
    mine.tags.add(tag := Tag.objects.create(name="Media"))
    Case.objects.filter(pk=mine.pk).update(assigned_to=cast["ana"])
    Packet.objects.create(case=mine, route="foia", edition=1, made_on=TODAY())
    ana = log_in(cast["ana"])
    for query in (f"who={cast['ana'].pk}", f"tag={tag.pk}", "route=foia", "tab=mine"):
        assert references(ana.get(f"/office/?{query}")) == [mine.reference], query
    assert references(ana.get("/office/?who=nobody")) == [other.reference]
    assert len(references(ana.get("/office/?who=999&tag=x&tier=9&tab=none&state=%00"))) == 2


@pytest.mark.postgres
def test_a_bookmark_and_a_saved_list_show_the_same(cast, office):
    fill(office["team"], 3, state="WY")
    ana, ben = log_in(cast["ana"]), log_in(cast["ben"])
    ana.post("/office/lists/?tab=nobody&state=WY&evil=1", {"name": "Wyoming", "shared": "on"})
    ana.post("/office/lists/?tab=mine", {"name": "Own"})
    kept = SavedFilter.objects.get(name="Wyoming")
    assert kept.query == "tab=nobody&state=WY"
    page = ben.get("/office/").content.decode()
    assert "Wyoming" in page and "Own" not in page
    assert len(references(ben.get(f"/office/?{kept.query}"))) == 3
    assert ben.post(f"/office/lists/{kept.pk}/drop/").status_code == 404
    ana.post(f"/office/lists/{kept.pk}/drop/")
    assert SavedFilter.objects.count() == 1


@pytest.mark.postgres
def test_a_case_knows_its_neighbours_in_the_list_it_was_opened_from(cast, office):
    for _ in range(3):
        file_case(COMPLAINT, NOW())
    ana = log_in(cast["ana"])
    order = references(ana.get("/office/"))
    page = ana.get(f"/office/cases/{order[1]}/?list=tab%3Dopen").content.decode()
    assert "2 of 3" in page
    assert f"/office/cases/{order[0]}/?list=" in page and f"/office/cases/{order[2]}/?list=" in page
    assert " of 3" not in ana.get(f"/office/cases/{order[1]}/").content.decode()


@pytest.mark.postgres
def test_counts_are_exact_to_a_thousand_and_then_say_so(cast, office, monkeypatch):
    monkeypatch.setattr(queue_order, "MAX_COUNTED", 5)
    fill(office["team"], 5)
    ana = log_in(cast["ana"])
    assert 'class="count">5<' in ana.get("/office/").content.decode()
    one_more = some_case(team=office["team"])
    urgency.recompute_derived(one_more, TODAY())
    one_more.save()
    assert 'class="count">5+<' in ana.get("/office/").content.decode()


@pytest.mark.parametrize(
    ("stored", "typed"),
    [
        ("José Núñez-García", "garcia nunez jose"),
        ("Ana María Example de la Prueba", "ana example"),
        ("Ana María Example de la Prueba", "EXAMPLE, ANA"),
        ("Gonzalez Ana", "Gonsales Ana"),
        ("Mohamed Ahmed", "Muhammad Ahmad"),
        ("Yusuf Hasan", "Yousef Hassan"),
        ("Nguyễn Văn Ví", "nguyen van vi"),
        ("Мария Иванова", "Maria Ivanova"),
        ("Hernandez Luis", "Ernandez Luis"),
        ("ሰላም", "ሰላም"),
    ],
)
def test_a_name_is_found_however_it_is_written(stored, typed):
    assert spellings.name_terms(stored) & spellings.name_terms(typed)


@pytest.mark.parametrize(
    ("stored", "typed"),
    [
        ("Ana Example", "Ana"),
        ("Ana Example", "Example"),
        ("Ana Example", "Ben Example"),
        ("Juan Perez", "Jose Perez"),
    ],
)
def test_a_part_of_a_name_or_another_name_is_not_the_whole_name(stored, typed):
    assert not spellings.name_terms(stored) & spellings.name_terms(typed)


def find(client, typed):
    return client.post("/office/find/", {"q": typed}, follow=True)


@pytest.mark.postgres
def test_search_finds_by_every_key_and_leaves_no_word_behind(cast, office):
    case = file_case(COMPLAINT, NOW(), filing_for="family", held=True)
    ana = log_in(cast["ana"])
    for typed in ("Ana Example", "example ana", "(555) 010-0199", "+1 555 010 0199", "sample123"):
        response = find(ana, typed)
        assert references(response) == [case.reference], typed
        assert typed.split()[0] not in response.request["PATH_INFO"]
    assert (
        find(ana, case.reference.lower().replace("-", ""))
        .request["PATH_INFO"]
        .endswith(f"/{case.reference}/")
    )
    assert references(find(ana, "Nobody Atall")) == []
    assert "No results" in find(ana, "Nobody Atall").content.decode()
    assert ana.post("/office/find/", {"q": ""}).status_code == 422
    row = AuditEntry.objects.filter(kind="searched").last()
    assert row.what == "0"  # how many names it showed


@pytest.mark.postgres
def test_the_exact_name_is_found_among_hundreds_that_sound_alike(cast, office):
    key = search.search_key(office["privates"])
    alike = Case.objects.bulk_create(
        some_case(team=office["team"], status="closed", outcome="freed") for _ in range(600)
    )
    sounds = (spellings.phonetic_codes(word)[0] for word in ("maria", "garcia"))
    term = ("sound", " ".join(sorted(sounds)))
    SearchHash.objects.bulk_create(
        SearchHash(case=c, value=search.hash_term(key, term)) for c in alike
    )
    case = file_case(
        COMPLAINT,
        NOW(),
        filing_for="family",
        person={"given_names": "Maria", "family_names": "Garcia", "other_names": ""},
    )
    ana = log_in(cast["ana"])
    response = find(ana, "Maria Garcia")
    assert references(response)[0] == case.reference
    assert len(references(response)) == queue_order.PAGE
    assert "More than 50 were found" in response.content.decode()
    assert "More than 50" not in find(ana, "Nobody Atall").content.decode()


@pytest.mark.postgres
def test_found_cases_stand_open_before_closed_and_urgent_first(cast, office):
    today, key, made = TODAY(), search.search_key(office["privates"]), []
    for columns in ({"status": "closed", "outcome": "freed"}, {}, {"held": True, "hold": "yes"}):
        case = some_case(team=office["team"], **columns)
        urgency.recompute_derived(case, today)
        case.save()
        for term in spellings.name_terms("Ana Sample"):
            SearchHash.objects.create(case=case, value=search.hash_term(key, term))
        made.append(case.reference)
    assert references(find(log_in(cast["ana"]), "Ana Sample")) == made[::-1]


@pytest.mark.parametrize("count", [1, 4])
@pytest.mark.postgres
def test_new_cases_are_made_findable_with_the_same_queries_for_any_number(
    cast, office, count, django_assert_num_queries
):
    teams = {office["team"].pk: office["privates"]}
    cases = [file_case(COMPLAINT, NOW()) for _ in range(count)]
    # So few that SQLite takes all their hashes in one piece.
    with django_assert_num_queries(13):
        assert search.index_cases(teams, 50) == count
    assert all(case.search_hashes.exists() for case in cases)
    assert search.index_cases(teams, 50) == 0


@pytest.mark.postgres
def test_the_newest_cases_are_made_findable_first_and_a_button_goes_on(cast, office, monkeypatch):
    from intake.office.queue import find_views, views

    monkeypatch.setattr(views, "INDEX_IN_LISTS", 0)
    monkeypatch.setattr(find_views, "INDEX_IN_SEARCH", 2)
    cases = [file_case(COMPLAINT, NOW()) for _ in range(3)]
    ana = log_in(cast["ana"])
    page = find(ana, "Ana Example")
    assert sorted(references(page)) == sorted(case.reference for case in cases[1:])
    assert "1 case cannot be found by name yet" in page.content.decode()
    again = re.search(r'type="hidden" name="q" value="([^"]+)"', page.content.decode())[1]
    page = find(ana, again)
    assert len(references(page)) == 3 and "cannot be found" not in page.content.decode()


@pytest.mark.postgres
def test_what_is_added_while_hashes_are_made_is_not_lost(cast, office, monkeypatch):
    from intake.cases import submission

    case, teams = file_case(COMPLAINT, NOW()), {office["team"].pk: office["privates"]}
    unlocked = unlocked_of(case, office)
    answers = unlocked.answers | {
        "person": {"given_names": "Zoe", "family_names": "Later", "other_names": ""}
    }
    real = search._save_hashes

    def keep(*found):
        submission.add_amendment(unlocked, lambda before: (answers, []), now=NOW())
        return real(*found)

    monkeypatch.setattr(search, "_save_hashes", keep)
    assert search.index_cases(teams, 10) == 0
    monkeypatch.setattr(search, "_save_hashes", real)
    assert search.index_cases(teams, 10) == 1
    assert list(search.find("Zoe Later", teams, 9)) == [case.pk]
    answers["person"] |= {"family_names": "Newer"}
    submission.add_amendment(unlocked, lambda before: (answers, []), now=NOW())
    assert search.index_cases(teams, 10) == 1
    assert list(search.find("Zoe Newer", teams, 9)) == [case.pk]


def test_another_teams_case_is_not_found_by_name(cast):
    file_case(COMPLAINT, NOW())
    find(log_in(cast["ana"]), "Ana Example")
    assert references(find(log_in(cast["dana"]), "Ana Example")) == []


def test_hashes_need_the_teams_private_key(cast, office):
    case = file_case(COMPLAINT, NOW())
    assert not SearchHash.objects.exists()  # the public door has no key to make them
    search.index_cases({office["team"].pk: office["privates"]}, 10)
    case.refresh_from_db()
    values = set(case.search_hashes.values_list("value", flat=True))
    assert case.searchable and len(values) > 5
    right = search.search_key(office["privates"])
    wrong = search.search_key({1: bytes(32)})
    terms = spellings.name_terms("Ana María Example de la Prueba")
    assert {search.hash_term(right, term) for term in terms} & values
    assert not {search.hash_term(wrong, term) for term in terms} & values


@pytest.mark.postgres
def test_erasing_takes_the_hashes_too(cast, office):
    case = file_case(COMPLAINT, NOW())
    search.index_cases({office["team"].pk: office["privates"]}, 10)
    actions.erase(case, by=None, at=NOW())
    assert not SearchHash.objects.exists()


@pytest.mark.parametrize("count", [3, 300])
@pytest.mark.postgres
def test_office_pages_take_the_same_queries_for_any_number_of_cases(
    cast, office, count, django_assert_max_num_queries
):
    real = file_case(COMPLAINT, NOW())
    fill(office["team"], count, assigned_to=cast["ana"], follow_up_on=TODAY())
    ana = log_in(cast["ana"])
    pages = {
        "/office/": 18,
        "/office/today/": 22,
        "/office/follow-ups/": 15,
        "/office/dashboard/": 8,
        "/office/handbook/": 5,
        f"/office/cases/{real.reference}/": 40,
    }
    for path, most in pages.items():
        ana.get(path)
        with django_assert_max_num_queries(most):
            assert ana.get(path).status_code == 200, path


def test_first_load_of_the_queue_is_light(cast, office):
    fill(office["team"], 60)
    page = log_in(cast["ana"]).get("/office/").content
    static = sum(
        len(gzip.compress(Path(finders.find(name)).read_bytes()))
        for name in (
            "css/site.css",
            "css/office.css",
            "css/desk.css",
            "js/site.js",
            "js/clock.js",
            "js/office.js",
            "img/icon.svg",
        )
    )
    assert len(gzip.compress(page)) + static <= 40_000


@pytest.mark.postgres
def test_today_shows_what_needs_me_and_its_cards_open_the_lists_they_count(cast, office):
    urgent = file_case(COMPLAINT, NOW(), filing_for="family", held=True)
    ana = log_in(cast["ana"])
    page = flat(html.unescape(ana.get("/office/today/").content.decode()))
    assert "Urgent and unassigned" in page and urgent.reference in page
    for url, count in re.findall(r'<a href="(/office/\?[^"]+)"><strong>(\d+)</strong>', page):
        assert len(references(ana.get(url))) == int(count), url
    ana.post(f"/office/cases/{urgent.reference}/take/")
    page = ana.get("/office/today/").content.decode()
    assert "Urgent and unassigned" not in page and "My cases that are due" in page


@pytest.mark.postgres
def test_what_colleagues_did_to_my_cases_is_on_today(cast):
    case = file_case(COMPLAINT, NOW())
    ana, ben = log_in(cast["ana"]), log_in(cast["ben"])
    ana.post(f"/office/cases/{case.reference}/take/")
    ben.post(f"/office/cases/{case.reference}/note/", {"text": "I saw this"})
    page = ana.get("/office/today/").content.decode()
    assert "Note written" in page and "Ben" in page


@pytest.mark.postgres
def test_what_changed_since_the_last_visit_is_there_all_day(cast, office):
    case, ana = file_case(COMPLAINT, NOW() - timedelta(days=1)), log_in(cast["ana"])
    actions.assign_to_self(case, by=cast["ana"], at=NOW() - timedelta(days=1))
    unlocked = unlocked_of(case, office)
    yesterday = NOW() - timedelta(days=1)
    actions.write_note(unlocked, "x", by=cast["ben"], at=yesterday)
    Volunteer.objects.filter(pk=cast["ana"].pk).update(last_seen_on=TODAY() - timedelta(days=2))
    for _ in range(3):
        assert "Note written" in ana.get("/office/today/").content.decode()
    assert "Note written" not in log_in(cast["ben"]).get("/office/today/").content.decode()
    ana_now = Volunteer.objects.get(pk=cast["ana"].pk)
    assert (ana_now.last_seen_on, ana_now.previous_seen_on) == (
        TODAY(),
        TODAY() - timedelta(days=2),
    )


@pytest.mark.parametrize(
    ("tab", "columns"),
    [
        ("closed", {"status": "closed", "outcome": "freed"}),
        ("automatic", {"suspected_bot": True}),
        ("open", {}),
        ("asking", {"status": "asking"}),
    ],
)
@pytest.mark.postgres
def test_the_locked_up_are_found_in_every_tab(cast, office, tab, columns):
    wanted, _free = (
        some_case(team=office["team"], held=held, hold="no", **columns) for held in (True, False)
    )
    for case in (wanted, _free):
        urgency.recompute_derived(case, TODAY())
        case.save()
    page = log_in(cast["ana"]).get(f"/office/?tab={tab}&where=held")
    assert references(page) == [wanted.reference]


@pytest.mark.postgres
def test_follow_ups_stand_in_groups_by_day(cast, office):
    today = TODAY()
    for number, days in enumerate((-1, 0, 3, 30)):
        case = some_case(team=office["team"], follow_up_on=today + timedelta(days=days))
        case.reference = f"{number:07d}"
        urgency.recompute_derived(case, today)
        case.save()
    page = log_in(cast["ana"]).get("/office/follow-ups/").content.decode()
    places = [
        page.index(f"<h2>{name}</h2>")
        for name in ("Late", "Today", "In the next seven days", "Later")
    ]
    cases = [page.index(f"cases/{number:07d}") for number in range(4)]
    assert sorted(places + cases) == [v for pair in zip(places, cases, strict=True) for v in pair]


@pytest.mark.postgres
def test_numbers_are_those_of_the_cases_and_each_opens_its_list(cast, office):
    fill(
        office["team"],
        30,
        state="TX",
        where="local_jail",
        reads="es",
        hold="yes",
        problems=["wrong_match", "profiling"],
        codes=["same_name"],
    )
    file_case(COMPLAINT, NOW())
    ana = log_in(cast["ana"])
    ana.post(f"/office/cases/{Case.objects.last().reference}/take/")
    ana.post("/office/dashboard/again/")
    found = statistics.compute(office["team"], NOW())
    assert sum(many for _tier, many, _oldest in found["tiers"]) == 31
    assert found["held_with_hold"] == 10
    assert dict(found["problems"])["profiling"] >= 30
    assert sum(week[1] for week in found["first_reading"]) == 1
    assert found["first_reading"][-1][4] == 100
    page = flat(html.unescape(ana.get("/office/dashboard/").content.decode()))
    rows = re.findall(r'<a href="(/office/\?[^"]+)">[^<]+</a></th><td><svg.*?</svg>(\d+)', page)
    assert len(rows) > 8
    for url, count in rows:
        count_there = re.search(
            r'aria-current="page">[^<]*<span class="count">', ana.get(url).content.decode()
        )
        assert count_there
        assert len(references(ana.get(url))) == min(int(count), 25), url


def read_on(team, opened, events, **columns):
    """Return a case opened then, with [(kind, by, hours after it)]."""
    case = some_case(team=team, opened_on=opened, changed_on=opened, **columns)
    urgency.recompute_derived(case, opened)
    case.save()
    start = timezone.make_aware(datetime.combine(opened, time(9)))
    Event.objects.create(case=case, kind="submitted", at=start)
    for kind, by, hours in events:
        Event.objects.create(case=case, kind=kind, by=by, at=start + timedelta(hours=hours))
    return case


@pytest.mark.postgres
def test_the_share_in_time_counts_what_nobody_read_and_the_shorter_promise(cast, office):
    team, ana, now = office["team"], cast["ana"], datetime(2026, 11, 27, 12, tzinfo=UTC)
    monday = date(2026, 11, 9)
    urgent = {"held": True, "where": "ice"}
    reading = {"status": "reading"}
    closed = {"status": "closed", "outcome": "person_stopped", "closed_on": monday}
    read_on(team, monday, [("taken", ana, 2)], **reading)  # in time
    read_on(team, monday, [("taken", ana, 50)], **reading)  # Wednesday 11, a holiday: in time
    read_on(team, monday, [("taken", ana, 50)], **reading | urgent)  # promised on Tuesday: late
    done = closed | urgent | {"outcome": "freed"}
    read_on(team, monday, [("moved", ana, 50)], **done)  # late, though it is closed now
    read_on(team, monday, [], status="new")  # nobody read it: late
    read_on(team, monday, [], status="new", suspected_bot=True)  # stands apart
    read_on(team, monday, [("moved", None, 1)], **closed)  # the person stopped it: no reading
    read_on(team, date(2026, 11, 26), [], status="new")  # not due yet
    weeks = {week[0]: week[1:] for week in statistics.compute(team, now)["first_reading"]}
    assert weeks["2026-11-09"] == [4, 50.0, 50.0, 40]
    assert weeks["2026-11-23"] == [0, None, None, None]


@pytest.mark.postgres
def test_nine_in_ten_is_within_what_was_seen(cast, office):
    now, monday = datetime(2026, 11, 27, 12, tzinfo=UTC), date(2026, 11, 23)
    for hours in (1, 2):
        read_on(office["team"], monday, [("taken", cast["ana"], hours)], status="reading")
    assert statistics.compute(office["team"], now)["first_reading"][-1][1:4] == [2, 1.5, 1.9]


@pytest.mark.postgres
def test_days_past_release_are_summed_over_closed_cases(cast, office):
    fill(office["team"], 5, days_past_release=4)
    three = list(Case.objects.values_list("pk", flat=True)[:3])
    Case.objects.filter(pk__in=three).update(
        status=Case.Status.CLOSED, outcome=Case.Outcome.RELEASED
    )
    Case.objects.filter(pk=three[0]).update(days_past_release=10)
    found = statistics.compute(office["team"], NOW())
    assert found["days_over"] == {"cases": 3, "sum": 18, "median": 4}
    page = log_in(cast["ana"]).get("/office/dashboard/").content.decode()
    assert "kept 18 days past their release. The middle is 4 days." in page


def test_numbers_hold_nothing_of_a_person(cast, office):
    file_case(COMPLAINT, NOW(), filing_for="family", held=True)
    text = str(statistics.compute(office["team"], NOW()))
    for mark in ("Ana María", "Example", "SAMPLE", "555"):
        assert mark not in text
