"""Thirty worked cases (`worked_order.json`) through the real pages: tier, rules, clock, order.

What each person types stands there in the words of the form, and what is right beside it, worked
out apart from this program. `near` are small changes of the same people, for which something else
is right.
"""

import json
import re
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils.html import escape

from intake.cases import concerns, urgency
from intake.cases.models import Case
from intake.flow.complaint import COMPLAINT
from intake.flow.sample import sample
from tests.conftest import log_in
from tests.filer import Filer, FormClient, flat

CASES = json.loads(Path(__file__).with_name("worked_order.json").read_text(encoding="utf-8"))
LISTS, NEAR = CASES["lists"], CASES["near"]
PEOPLE = [(one, person) for one in LISTS for person in one["people"]]
TIERS = {"today": 1, "two_days": 2, "this_week": 3, "when_due": 4}
RULES = {rule.slug: rule for rule in urgency.REASONS}
SITE = ZoneInfo("America/New_York")


def moment_of(text):
    return datetime.fromisoformat(text)


@contextmanager
def at(text):
    with time_machine.travel(moment_of(text), tick=False):
        yield


def file(person):
    """Fill in every page and send. Return the case."""
    answers = sample(COMPLAINT, filing_for=person["filing_for"], **person["answers"])
    with at(person["received"]):
        filer = Filer(FormClient(), answers).go()
        assert filer.path == "/check/", (filer.path, flat(filer.html())[:3000])
        filer.send()
        assert filer.path == "/done/", flat(filer.html())[:3000]
    reference = re.search(r'class="reference"><bdi>([^<]+)<', filer.html())[1]
    return Case.objects.get(reference=reference)


def rows_of(page):
    """Return [(reference, tier, [reason])] of the list that a page shows."""
    return [
        (
            re.search(r"([A-Z0-9]{3}-[A-Z0-9]{3})</a>", row)[1],
            int(re.search(r"tier--(\d)", row)[1]),
            reasons_of(row),
        )
        for row in re.findall(r'<tr role="row" data-row.*?</tr>', page)
    ]


def reasons_of(row):
    """Return the reasons of a row: the first is drawn, the others are read aloud behind "+2"."""
    first, rest = re.search(r'class="why">.*?</span><span>([^<]*)</span>(.*?)</td>', row).groups()
    more = re.search(r'class="sr">more: ([^<]*)<', rest)
    return [first, *(more[1].split("; ") if more else ())] if first else []


def queue_at(now, cast):
    with at(now):
        return rows_of(flat(log_in(cast["ana"]).get("/office/").content.decode()))


def page_of(case, now, cast):
    with at(now):
        return flat(log_in(cast["ana"]).get(f"/office/cases/{case.reference}/").content.decode())


def words(slugs):
    return [escape(str(RULES[slug].label)) for slug in slugs]


def check(person, case, queue, page):
    """Compare what the queue and the page of a case say with what is right."""
    right = person["right"]
    [(_reference, tier, reasons)] = [row for row in queue if row[0] == case.reference]
    assert tier == TIERS[right["tier"]], reasons
    assert reasons == words(right["reasons"])
    bar = page.split('<header class="bar case-bar">')[1].split("</header>")[0]
    first, *others = words(right["reasons"]) or [""]
    assert f"<strong>{first}</strong>" in bar or not first
    assert re.findall(r'<span class="soft small">([^<]+)</span>', bar)[: len(others)] == others
    alarm = re.search(r'<p class="alarm">(.*?)</p>', page)
    for code in right["dangers"]:
        assert escape(str(concerns.DANGERS[code])) in alarm[1]
    assert right["dangers"] or not alarm


def nearest_day(right, now):
    """Return the day that may order, or None where there is none within 60 days."""
    if right["nearest"] in ("none", ""):
        return None
    day = moment_of(right["nearest"])
    return day.date() if day <= moment_of(now) + timedelta(days=60) else None


SINGLE = [one["people"][0] for one in LISTS if len(one["people"]) == 1]


@pytest.mark.slow
@pytest.mark.parametrize("person", [*SINGLE, *NEAR], ids=lambda person: person["case"])
def test_a_worked_case_has_its_tier_its_rules_and_its_clock(person, cast):
    case = file(person)
    if not person["right"]["reasons"]:
        Case.objects.filter(pk=case.pk).update(status=Case.Status.IN_REVIEW)
        case.refresh_from_db()
        urgency.recompute_derived(case, moment_of(person["now"]).astimezone(SITE).date())
        case.save()
    queue = queue_at(person["now"], cast)
    check(person, case, queue, page_of(case, person["now"], cast))
    case.refresh_from_db()
    if person["right"]["nearest"]:
        assert case.next_clock_on == nearest_day(person["right"], person["now"])


BATCHES = [one for one in LISTS if one["order"]]


@pytest.mark.slow
@pytest.mark.parametrize("batch", BATCHES, ids=lambda one: one["title"])
def test_a_worked_list_stands_in_its_order(batch, cast):
    filed = {person["case"].split("/")[1]: file(person) for person in batch["people"]}
    now = batch["people"][0]["now"]
    queue = queue_at(now, cast)
    for person in batch["people"]:
        case = filed[person["case"].split("/")[1]]
        check(person, case, queue, page_of(case, now, cast))
        case.refresh_from_db()
        nearest = nearest_day(person["right"], now)
        assert case.next_clock_on == nearest or (
            nearest is None and case.sort_key[3:11] == urgency.NO_DAY
        )
    keys = {case.reference: key for key, case in filed.items()}
    assert [keys[reference] for reference, _tier, _reasons in queue] == by_day(batch)


def by_day(batch):
    """Return the right order, where hours do not count: within a day, by the day received.

    Hours are sealed, so two clocks of one rule that end on one day stand by the day received.
    """
    places = {}
    for person in batch["people"]:
        now, right = person["now"], person["right"]
        strongest = right["reasons"][0]
        nearest = nearest_day(right, now)
        rule = list(RULES).index(strongest)
        received = moment_of(person["received"])
        key = person["case"].split("/")[1]
        places[key] = (rule, str(nearest or "9999"), str(received.date()))
    return sorted(batch["order"], key=places.get)


def test_the_order_differs_from_the_worked_one_only_where_two_clocks_end_on_one_day():
    for batch in BATCHES:
        moved = [
            pair for pair in zip(batch["order"], by_day(batch), strict=True) if len(set(pair)) > 1
        ]
        assert {key for pair in moved for key in pair} <= {"A", "E"}
