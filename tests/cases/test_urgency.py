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
    fields = {"opened_on": TODAY, "changed_on": TODAY, "status": "reading"} | columns
    return Case(owner=uuid4(), reference=new_reference(), **fields)


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
    (4, {"in_danger": True}),
    (4, {"hold": "yes"}),
    (4, {"hold": "unsure", "says_citizen": True, "held_past_release": True}),
    (4, {}),
]


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


def sort_key(case):
    last = case.next_last_on
    return (urgency.tier(case, TODAY), not case.held, last is None, last or TODAY, case.opened_on,
            case.pk)  # fmt: skip


def test_sql_orders_and_tiers_as_the_rows_do_for_every_combination(every_case):
    found = list(urgency.ordered(Case.objects.all(), TODAY))
    assert len(found) == len(every_case) == 32 * 5 * 7
    assert [case.pk for case in found] == [case.pk for case in sorted(found, key=sort_key)]
    assert [case.tier for case in found] == [urgency.tier(case, TODAY) for case in found]


def test_each_rule_finds_in_sql_the_cases_its_test_is_true_of(every_case):
    cases = list(Case.objects.all())
    for rule in urgency.RULES:
        by_sql = set(Case.objects.filter(rule.query(TODAY)).values_list("pk", flat=True))
        assert by_sql == {case.pk for case in cases if rule.test(case, TODAY)}, rule.key


def test_a_free_person_never_stands_above_a_held_one_with_the_same_or_a_nearer_clock(every_case):
    found = list(urgency.ordered(Case.objects.all(), TODAY))
    for place, case in enumerate(found):
        if case.held:
            continue
        for below in found[place + 1 :]:
            assert not below.held or (below.tier > case.tier == 1 and case.erase_asked_on)


def test_the_queue_takes_no_query_for_its_chips(every_case, django_assert_num_queries):
    with django_assert_num_queries(1):
        for case in urgency.ordered(Case.objects.all(), TODAY)[:50]:
            urgency.reasons(case, TODAY)
