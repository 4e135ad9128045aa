"""The urgency table: what is read from a row and what SQL orders must be the same."""

import itertools
from datetime import date, timedelta
from uuid import uuid4

import pytest

from intake.cases import urgency
from intake.cases.models import Case
from intake.vault.codes import new_reference
from intake.vault.models import Team

TODAY = date(2026, 11, 23)  # a Monday
NEAR, FAR = TODAY + timedelta(days=14), TODAY + timedelta(days=60)


def days(count):
    return TODAY + timedelta(days=count)


def some_case(**columns):
    fields = {"opened_on": TODAY, "changed_on": TODAY, "status": "reading",
              "searchable": True} | columns  # fmt: skip
    case = Case(owner=uuid4(), reference=new_reference(), **fields)
    case.tier = urgency.tier(case, TODAY)
    case.rank = urgency.rank(case)
    return case


HELD = {"held": True, "hold": "no"}

TABLE = [
    (1, HELD | {"about_to_move": True}),
    (4, {"about_to_move": True}),
    (1, HELD | {"held_past_release": True}),
    (1, HELD | {"hold": "yes"}),
    (1, HELD | {"hold": "unsure"}),
    (1, HELD | {"hold": ""}),
    (1, HELD | {"in_danger": True}),
    (1, HELD | {"says_citizen": True}),
    (1, {"erase_asked_on": TODAY}),
    (2, HELD),
    (2, HELD | {"not_heard": True}),
    (2, {"next_last_on": days(-1)}),
    (2, {"next_last_on": days(14)}),
    (3, {"next_last_on": days(15)}),
    (3, {"next_last_on": days(60)}),
    (4, {"next_last_on": days(61)}),
    (2, {"waiting_since": date(2026, 11, 18)}),  # Wednesday: three working days ago
    (4, {"waiting_since": date(2026, 11, 19)}),  # Thursday: two, so not more than two
    (4, {"waiting_since": TODAY}),
    (3, {"status": "new"}),
    (3, {"status": "answered"}),
    (3, {"follow_up_on": TODAY}),
    (3, {"follow_up_on": days(-3)}),
    (4, {"follow_up_on": days(1)}),
    (1, HELD | {"raised_until": days(7)}),
    (2, {"raised_until": days(7)}),
    (3, {"erase_on": days(14)}),
    (4, {"erase_on": days(15)}),
    (5, {"status": "closed", "outcome": "freed", "follow_up_on": TODAY}),
    (2, {"status": "closed", "outcome": "freed", "waiting_since": TODAY}),
    (1, HELD | {"status": "closed", "outcome": "freed", "waiting_since": TODAY, "hold": ""}),
    (4, {"in_danger": True}),
    (4, {"hold": "yes"}),
    (4, {"hold": "unsure", "says_citizen": True, "held_past_release": True}),
    (4, {}),
]


# Forty invented cases, each read beside the rules of the ground text: who, and when.
JAIL, ICE = {"held": True, "where": "local_jail"}, {"held": True, "where": "ice"}
PEOPLE = [
    ("In a county jail, a hold is named", 1, JAIL | {"hold": "yes"}),
    ("In a county jail, nobody asked about a hold", 1, JAIL | {"hold": ""}),
    ("In a county jail, does not know of a hold", 1, JAIL | {"hold": "unsure"}),
    ("In a county jail, surely no hold, an ordinary charge", 2, JAIL | {"hold": "no"}),
    ("Bail was paid yesterday, still inside", 1, JAIL | {"hold": "no", "held_past_release": True}),
    ("Bail was paid, inside, and a hold", 1, JAIL | {"hold": "yes", "held_past_release": True}),
    ("Told of a bus tomorrow", 1, JAIL | {"hold": "no", "about_to_move": True}),
    ("In ICE custody, told of a flight", 1, ICE | {"hold": "no", "about_to_move": True}),
    ("In ICE custody, quiet", 2, ICE | {"hold": "no"}),
    ("In ICE custody, says citizen", 1, ICE | {"hold": "no", "says_citizen": True}),
    ("In jail, insulin stopped", 1, JAIL | {"hold": "no", "in_danger": True}),
    ("Sixteen years old, in jail", 1, JAIL | {"hold": "no", "in_danger": True}),
    ("Told to sign a paper in jail", 1, JAIL | {"hold": "no", "in_danger": True}),
    ("In jail, nobody heard from her for two days", 2, JAIL | {"hold": "no", "not_heard": True}),
    ("In jail with a hold, nobody heard", 1, JAIL | {"hold": "yes", "not_heard": True}),
    ("In prison, years to go, no hold", 2, {"held": True, "where": "prison", "hold": "no"}),
    ("In prison with a hold", 1, {"held": True, "where": "prison", "hold": "yes"}),
    ("Green card, in jail, no hold", 1, JAIL | {"hold": "no", "says_citizen": True}),
    ("Free, was held on a hold last month, read", 4, {"hold": "yes", "where": "free"}),
    ("Free, new, nobody read it", 3, {"status": "new", "where": "free"}),
    ("Free, citizen, held in spring, read", 4, {"says_citizen": True, "where": "free"}),
    ("Free, a last day in five days", 2, {"next_last_on": days(5)}),
    ("Free, a last day today", 2, {"next_last_on": TODAY}),
    ("Free, a last day in a month", 3, {"next_last_on": days(30)}),
    ("Free, a last day next year", 4, {"next_last_on": days(400)}),
    ("Free, wrote to us a week ago", 2, {"waiting_since": days(-7)}),
    ("Free, wrote to us on Friday", 4, {"waiting_since": days(-3)}),
    ("Free, wrote to us today", 4, {"waiting_since": TODAY}),
    ("Free, an office answered", 3, {"status": "answered"}),
    ("Free, follow-up today", 3, {"follow_up_on": TODAY}),
    ("Free, follow-up was last week", 3, {"follow_up_on": days(-6)}),
    ("Free, follow-up next week", 4, {"follow_up_on": days(7)}),
    ("Papers were sent, nothing due", 4, {"status": "sent", "follow_up_on": days(20)}),
    ("Waits for the person", 4, {"status": "asking"}),
    ("Waits for a second reader", 4, {"status": "ready"}),
    ("Asked by phone to be erased, free", 1, {"erase_asked_on": TODAY}),
    ("Raised by a volunteer, free: threats at home", 2, {"raised_until": days(3)}),
    ("Raised by a volunteer, in prison", 1,
     {"held": True, "where": "prison", "hold": "no", "raised_until": days(3)}),
    ("Abroad after a removal, read", 4, {"where": "abroad"}),
    ("A year old in ten days, open", 3, {"erase_on": days(10)}),
]  # fmt: skip


def test_there_are_forty_people():
    assert len(PEOPLE) == 40


@pytest.mark.parametrize(("who", "tier", "columns"), PEOPLE)
def test_invented_person_stands_in_the_tier_that_was_agreed(who, tier, columns):
    assert urgency.tier(some_case(**columns), TODAY) == tier


@pytest.mark.parametrize(("tier", "columns"), TABLE)
def test_tier_is_that_of_the_first_rule_that_is_true(tier, columns):
    assert urgency.tier(some_case(**columns), TODAY) == tier


def test_every_rule_is_the_only_reason_of_some_row_or_stands_above_one():
    seen = {
        rule.key for _, columns in TABLE for rule in urgency.reasons(some_case(**columns), TODAY)
    }
    assert seen == {rule.key for rule in urgency.RULES}


@pytest.fixture
def every_case(db):
    """One case for each combination of the inputs that rules look at."""
    flags = ("held_past_release", "in_danger", "about_to_move", "not_heard", "says_citizen")
    held = [(False, "yes"), (True, "yes"), (True, "no"), (True, "unsure"), (True, "")]
    dates = [
        {},
        {"next_last_on": NEAR},
        {"next_last_on": FAR},
        {"waiting_since": days(-7)},
        {"erase_asked_on": TODAY},
        {"follow_up_on": TODAY, "status": "answered"},
        {"status": "new", "opened_on": days(-1)},
    ]
    team = Team.objects.create(name="team", public_key=b"x" * 32)
    rows = [
        some_case(team=team, held=is_held, hold=hold, **dict(zip(flags, marks, strict=True)), **day)
        for marks in itertools.product((False, True), repeat=len(flags))
        for is_held, hold in held
        for day in dates
    ]
    for number, row in enumerate(rows):
        row.reference = f"{number:06d}"
    return Case.objects.bulk_create(rows)


def settled(cases, today=TODAY):
    for case in cases:
        urgency.settle(case, today)
    Case.objects.bulk_update(cases, urgency.COLUMNS, batch_size=100)
    return list(Case.objects.order_by("rank", "reference"))


def sort_key(case):
    last = case.next_last_on
    return (urgency.tier(case, TODAY), not case.held, last is None, last or TODAY, case.opened_on,
            case.reference)  # fmt: skip


def test_sql_orders_as_the_rows_do_for_every_combination(every_case):
    found = settled(every_case)
    assert len(found) == len(every_case) == 32 * 5 * 7
    assert [case.pk for case in found] == [case.pk for case in sorted(found, key=sort_key)]
    assert [case.tier for case in found] == [urgency.tier(case, TODAY) for case in found]


def test_a_free_person_never_stands_above_a_held_one_with_the_same_or_a_nearer_clock(every_case):
    found = settled(every_case)
    for place, case in enumerate(found):
        if case.held:
            continue
        for below in found[place + 1 :]:
            assert not below.held or (below.tier > case.tier == 1 and case.erase_asked_on)


@pytest.mark.parametrize("start", [TODAY, date(2026, 12, 30)])
def test_a_list_that_rolls_day_by_day_is_as_if_settled_anew(every_case, start):
    """Nothing but the roll of each day's first list touches the cases for three months."""
    for case in every_case:
        case.last_days = {"ftca": case.next_last_on.isoformat()} if case.next_last_on else {}
        case.raised_until = start + timedelta(days=7) if case.says_citizen else None
        urgency.settle(case, start)
    Case.objects.bulk_update(every_case, [*urgency.COLUMNS, "last_days"], batch_size=100)
    for number in (1, 2, 3, 7, 8, 46, 60, 61, 90):
        day = start + timedelta(days=number)
        urgency.roll(day)
        for case in Case.objects.all()[::7]:
            kept = [getattr(case, column) for column in urgency.COLUMNS]
            urgency.settle(case, day)
            assert [getattr(case, column) for column in urgency.COLUMNS] == kept, (number, case)


def test_rolling_takes_one_query_when_nothing_is_due(every_case, django_assert_num_queries):
    settled(every_case)
    urgency.roll(TODAY)
    with django_assert_num_queries(1):
        assert urgency.roll(TODAY) == 0


def test_raising_lifts_a_held_person_to_today_and_a_free_one_below_all_who_are_held():
    until = TODAY + timedelta(days=7)
    assert urgency.tier(some_case(held=True, hold="no", raised_until=until), TODAY) == 1
    assert urgency.tier(some_case(raised_until=until), TODAY) == 2


def test_closed_cases_come_last_the_newest_first():
    older = some_case(status="closed", outcome="freed", changed_on=days(-9))
    newer = some_case(status="closed", outcome="freed", changed_on=days(-1))
    quiet = some_case()
    for case in (older, newer, quiet):
        urgency.settle(case, TODAY)
    assert quiet.rank < newer.rank < older.rank
    assert urgency.reasons(older, TODAY) == []
