"""The urgency table: what is read from a row and what SQL orders must be the same."""

import itertools
from datetime import date, timedelta
from uuid import uuid4

import pytest

from intake.cases import urgency
from intake.cases.facets import facets
from intake.cases.models import Case
from intake.flow.complaint import COMPLAINT
from intake.flow.facts import compute_facts
from intake.flow.sample import sample
from intake.vault.models import Team

TODAY = date(2026, 11, 23)  # a Monday
NEAR, FAR = TODAY + timedelta(days=14), TODAY + timedelta(days=60)


def days(count):
    return TODAY + timedelta(days=count)


# By chance two of some thousands could be the same.
NUMBERS = itertools.count()


def some_case(**columns):
    fields = {
        "opened_on": TODAY,
        "changed_on": TODAY,
        "status": "reading",
        "searchable": True,
    } | columns
    thousands, rest = divmod(next(NUMBERS), 1000)
    case = Case(owner=uuid4(), reference=f"T{thousands:02d}-{rest:03d}", **fields)
    case.tier = urgency.tier(case, TODAY)
    case.sort_key = urgency.sort_key(case)
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
    (1, HELD | {"erase_asked_on": TODAY}),
    (2, {"erase_asked_on": TODAY}),
    (2, HELD),
    (2, HELD | {"not_heard": True}),
    (2, {"next_deadline_on": days(-1)}),
    (2, {"next_deadline_on": days(14)}),
    (3, {"next_deadline_on": days(15)}),
    (3, {"next_deadline_on": days(60)}),
    (4, {"next_deadline_on": days(61)}),
    (2, {"waiting_since": date(2026, 11, 18)}),  # Wednesday: three working days ago
    (4, {"waiting_since": date(2026, 11, 19)}),  # Thursday: two, so not more than two
    (4, {"waiting_since": TODAY}),
    (3, {"status": "new"}),
    (3, {"status": "answered"}),
    (3, {"follow_up_on": TODAY}),
    (3, {"follow_up_on": days(-3)}),
    (4, {"follow_up_on": days(1)}),
    (1, HELD | {"escalated_until": days(7)}),
    (2, {"escalated_until": days(7)}),
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


# Forty invented people, each read beside the rules of the ground text: who, when, what they
# answered, and what happened since. A page of the form is written with "_" for "-".
JAIL = {
    "held": True,
    "danger": {"happening": ["none"]},
    "hold": {"ice_asked": "no"},
    "held_over": {"kept": "no"},
}
ICE = JAIL | {"custody": {"where": "ice", "facility": "Sample Center", "booking_number": ""}}
PRISON = JAIL | {"custody": {"where": "prison", "facility": "", "booking_number": ""}}


def danger(*codes):
    return {"danger": {"happening": list(codes)}}


def hold(code, **kept):
    return {"hold": {"ice_asked": code}, "held_over": kept or {"kept": "no"}}


def on(count):
    day = days(count)
    return {"y": day.year, "m": day.month, "d": day.day, "words": "", "time": "", "t": ""}


def began(last_day_in):
    """Return the answers of who has a last day in so many days: half a year after it began."""
    place = {"city": "Sampletown", "state": "TX", "agency": ""}
    return {"when_where": place | {"when": on(last_day_in - 180)}}


CITIZEN = {"why_wrong": {"reasons": ["us_citizen"]}}
PEOPLE = [
    ("In a county jail, a hold is named", 1, JAIL | hold("yes"), {}),
    ("In a county jail, nobody asked about a hold", 1, JAIL | {"hold": {}}, {}),
    ("In a county jail, does not know of a hold", 1, JAIL | hold("unsure"), {}),
    ("In a county jail, surely no hold, an ordinary charge", 2, JAIL, {}),
    (
        "Bail was paid yesterday, still inside",
        1,
        JAIL | hold("no", kept="yes", due_out=on(-1)),
        {},
    ),
    (
        "Bail was paid, inside, and a hold",
        1,
        JAIL | hold("yes", kept="yes", due_out=on(-1)),
        {},
    ),
    ("Should be free, hour not known", 1, JAIL | hold("no", kept="unsure"), {}),
    ("To be free next week", 2, JAIL | hold("no", kept="yes", due_out=on(7)), {}),
    ("Told of a bus tomorrow", 1, JAIL | danger("moving"), {}),
    ("In ICE custody, told of a flight", 1, ICE | danger("removal_told"), {}),
    ("In ICE custody, quiet", 2, ICE, {}),
    ("In ICE custody, says citizen", 1, ICE | CITIZEN, {}),
    ("In jail, insulin stopped", 1, JAIL | danger("sick"), {}),
    ("In jail, pregnant", 1, JAIL | danger("pregnant"), {}),
    ("In jail, thinks of dying", 1, JAIL | danger("self_harm"), {}),
    ("In jail, threatened", 1, JAIL | danger("threatened"), {}),
    (
        "Sixteen years old, in jail",
        1,
        JAIL | {"born": {"birth_date": {"y": 2010, "m": 3, "d": 1, "words": ""}}},
        {},
    ),
    ("Told to sign a paper in jail", 1, JAIL | danger("told_to_sign"), {}),
    ("In jail, nobody heard from her for two days", 2, JAIL | danger("not_heard"), {}),
    ("In prison, years to go, no hold", 2, PRISON, {}),
    ("In prison with a hold", 1, PRISON | hold("yes"), {}),
    (
        "Green card, in jail, no hold",
        1,
        JAIL | {"why_wrong": {"reasons": ["permanent_resident"]}},
        {},
    ),
    ("Free, was kept on a hold last month, read", 4, {}, {}),
    ("Free, new, nobody read it", 3, {}, {"status": "new"}),
    ("Free, citizen, held in spring, read", 4, CITIZEN, {}),
    ("Free, a last day in five days", 2, began(5), {}),
    ("Free, a last day today", 2, began(0), {}),
    ("Free, a last day in a month", 3, began(30), {}),
    ("Free, wrote to us a week ago", 2, {}, {"waiting_since": days(-7)}),
    ("Free, wrote to us on Friday", 4, {}, {"waiting_since": days(-3)}),
    ("Free, an office answered", 3, {}, {"status": "answered"}),
    ("Free, follow-up was last week", 3, {}, {"follow_up_on": days(-6)}),
    ("Free, follow-up next week", 4, {}, {"follow_up_on": days(7)}),
    ("Papers were sent, nothing due", 4, {}, {"status": "sent", "follow_up_on": days(20)}),
    ("Waits for a second reader", 4, {}, {"status": "ready"}),
    ("Asked by phone to be erased, free", 2, {}, {"erase_asked_on": TODAY}),
    ("Asked from jail to be erased", 1, JAIL, {"erase_asked_on": TODAY}),
    ("Escalated by a volunteer, free: threats at home", 2, {}, {"escalated_until": days(3)}),
    ("Escalated by a volunteer, in prison", 1, PRISON, {"escalated_until": days(3)}),
    (
        "Abroad after a removal, a year old in ten days",
        3,
        {"custody": {"where": "abroad"}},
        {"opened_on": days(-355)},
    ),
]


def test_no_person_stands_there_twice():
    assert len(PEOPLE) == len({who for who, *_rest in PEOPLE})


@pytest.mark.parametrize(("who", "tier", "said", "columns"), PEOPLE)
def test_invented_person_stands_in_the_tier_that_was_agreed(who, tier, said, columns):
    answers = sample(COMPLAINT, filing_for="family", **said)
    case = some_case(**facets(compute_facts(answers, TODAY), TODAY) | columns)
    urgency.recompute_derived(case, TODAY)
    assert case.tier == tier, [rule.slug for rule in urgency.active_reasons(case, TODAY)]


@pytest.mark.parametrize(("tier", "columns"), TABLE)
def test_tier_is_that_of_the_first_rule_that_is_true(tier, columns):
    assert urgency.tier(some_case(**columns), TODAY) == tier


def test_every_rule_is_the_only_reason_of_some_row_or_stands_above_one():
    seen = {
        rule.slug
        for _, columns in TABLE
        for rule in urgency.active_reasons(some_case(**columns), TODAY)
    }
    assert seen == {rule.slug for rule in urgency.REASONS}


FLAGS = ("held_past_release", "in_danger", "about_to_move", "not_heard", "says_citizen")
WHO = [(False, "yes"), (True, "yes"), (True, "no"), (True, "unsure"), (True, "")]


def written(team, rows):
    for number, row in enumerate(rows):
        row.team, row.reference = team, f"{number:06d}"
    return Case.objects.bulk_create(rows, batch_size=500)


@pytest.fixture
def team(db):
    return Team.objects.create(name="team", public_key=b"x" * 32)


def combined():
    """Return a case for each combination of the facts that rules look at, with one day each."""
    dates = [
        {},
        {"next_deadline_on": NEAR},
        {"next_deadline_on": FAR},
        {"waiting_since": days(-7)},
        {"erase_asked_on": TODAY},
        {"follow_up_on": TODAY, "status": "answered"},
        {"status": "new", "opened_on": days(-1)},
        {"deadlines": {"hold_48h": str(days(-1)), "ftca": str(days(700))}},
    ]
    return [
        some_case(held=is_held, hold=hold, **dict(zip(FLAGS, marks, strict=True)), **day)
        for marks in itertools.product((False, True), repeat=len(FLAGS))
        for is_held, hold in WHO
        for day in dates
    ]


@pytest.fixture
def every_case(team):
    return written(team, combined())


@pytest.fixture
def every_third(team):
    """A third of them: each day still meets each fact."""
    return written(team, combined()[::3])


@pytest.fixture
def every_day():
    """One case for each combination of days, statuses and signs, for the facts that matter."""
    facts_of_one = [{}, *({flag: True} for flag in FLAGS), dict.fromkeys(FLAGS, True)]
    lasts = [
        {},
        {"next_deadline_on": NEAR},
        {"deadlines": {"hold_48h": str(days(-1)), "ftca": str(FAR)}},
    ]
    choices = [
        lasts,
        [{}, {"waiting_since": days(-7)}],
        [{}, {"erase_asked_on": TODAY}],
        [{}, {"escalated_until": days(3)}],
        [{"opened_on": TODAY}, {"opened_on": days(-360), "follow_up_on": TODAY}],
        [
            {"status": "new"},
            {"status": "ready"},
            {"status": "sent"},
            {"status": "answered"},
            {"status": "closed", "outcome": "freed"},
        ],
        [{}, {"suspected_bot": True}],
    ]
    return [
        some_case(**({"held": is_held, "hold": hold} | marks | merged(days_of_one)))
        for is_held, hold in [(False, "yes"), (True, "no"), (True, "yes")]
        for marks in facts_of_one
        for days_of_one in itertools.product(*choices)
    ]


def merged(parts):
    return {name: value for part in parts for name, value in part.items()}


def settled(cases, today=TODAY):
    for case in cases:
        urgency.recompute_derived(case, today)
    Case.objects.bulk_update(cases, urgency.DERIVED_COLUMNS, batch_size=100)
    return list(Case.objects.order_by("sort_key", "reference"))


def sort_key(case):
    clock = [day for day in (case.next_deadline_on, case.erase_asked_on) if day]
    if case.tier == urgency.DONE:
        return (case.tier, -case.changed_on.toordinal(), case.opened_on, case.reference)
    return (
        urgency.tier(case, TODAY),
        not case.held,
        not clock,
        min(clock, default=TODAY),
        case.opened_on,
        case.reference,
    )


def free_above_held(found):
    """Return the free cases that stand above a held one, in a list of open ones."""
    seen_held, wrong = False, []
    for case in reversed([one for one in found if not urgency.closed_or_bot_tier(one)]):
        seen_held |= case.held
        wrong += [case] if seen_held and not case.held else []
    return wrong


@pytest.mark.postgres
def test_sql_orders_as_the_rows_do_for_every_combination(every_case):
    found = settled(every_case)
    assert len(found) == len(every_case)
    assert [case.pk for case in found] == [case.pk for case in sorted(found, key=sort_key)]
    assert [case.tier for case in found] == [urgency.tier(case, TODAY) for case in found]
    assert free_above_held(found) == []


@pytest.mark.postgres
def test_sql_orders_as_the_rows_do_however_days_and_statuses_combine(team, every_day):
    for case in every_day:
        urgency.recompute_derived(case, TODAY)
    written(team, every_day)
    found = list(Case.objects.order_by("sort_key", "reference"))
    assert len(found) == len(every_day)
    assert [case.pk for case in found] == [case.pk for case in sorted(found, key=sort_key)]
    assert free_above_held(found) == []


def test_a_free_person_never_stands_above_a_held_one_though_all_speaks_for_it():
    free = some_case(
        erase_asked_on=days(-9),
        escalated_until=days(3),
        waiting_since=days(-30),
        next_deadline_on=TODAY,
        opened_on=days(-90),
        says_citizen=True,
        in_danger=True,
        about_to_move=True,
    )
    held = some_case(held=True, hold="no", opened_on=TODAY)
    assert held.sort_key < free.sort_key


def test_a_hold_that_ended_yesterday_stands_above_one_that_ends_tomorrow():
    def kept(end, **columns):
        case = some_case(
            held=True,
            hold="yes",
            deadlines={"hold_48h": str(days(end)), "ftca": "2028-10-02"},
            **columns,
        )
        urgency.recompute_derived(case, TODAY)
        return case

    over, soon, long_over = kept(-1), kept(1), kept(-30)
    assert long_over.sort_key < over.sort_key < soon.sort_key
    assert over.next_deadline_on == days(-1)
    free = some_case(held=False, deadlines=over.deadlines)
    urgency.recompute_derived(free, TODAY)
    assert free.next_deadline_on == date(2028, 10, 2)


@pytest.mark.postgres
def test_who_is_not_free_on_the_day_to_go_free_comes_first_without_anybody_writing(team):
    answers = sample(COMPLAINT, **JAIL | hold("no", kept="yes", due_out=on(3)))
    [case] = written(team, [some_case(**facets(compute_facts(answers, TODAY), TODAY))])
    assert (case.held_past_release, case.release_due_on) == (False, days(3))
    [case] = settled([case])
    assert case.tier == 2 and case.recompute_on <= days(3)
    urgency.recompute_due(days(2))
    case.refresh_from_db()
    assert case.tier == 2 and not case.held_past_release
    urgency.recompute_due(days(3))
    case.refresh_from_db()
    assert case.tier == 1 and case.held_past_release
    assert "past_release" in {rule.slug for rule in urgency.active_reasons(case, days(3))}
    # As if it were said on that day.
    assert facets(compute_facts(answers, days(3)), days(3))["held_past_release"]


@pytest.mark.parametrize(
    ("kept", "due", "expected"),
    [
        ("yes", on(3), 3),
        ("unsure", on(3), 3),
        ("no", on(3), None),
        ("yes", on(-3), None),
        ("yes", None, None),
    ],
)
def test_the_day_to_go_free_is_kept_only_where_it_is_to_come(kept, due, expected):
    answers = sample(COMPLAINT, **JAIL | hold("no", kept=kept, due_out=due))
    found = facets(compute_facts(answers, TODAY), TODAY)["release_due_on"]
    assert found == (expected and days(expected))
    free = sample(COMPLAINT, held_over={"kept": kept, "due_out": due})
    assert facets(compute_facts(free, TODAY), TODAY)["release_due_on"] is None


@pytest.mark.parametrize("start", [TODAY, date(2026, 12, 30)])
@pytest.mark.postgres
def test_a_list_that_rolls_day_by_day_is_as_if_settled_anew(every_third, start):
    """Nothing but the roll of each day's first list touches the cases for three months."""
    for case in every_third:
        if case.next_deadline_on:
            case.deadlines = {"ftca": case.next_deadline_on.isoformat()}
        case.release_due_on = start + timedelta(days=8) if case.not_heard else None
        case.escalated_until = start + timedelta(days=7) if case.says_citizen else None
        urgency.recompute_derived(case, start)
    Case.objects.bulk_update(
        every_third, [*urgency.DERIVED_COLUMNS, "deadlines", "release_due_on"], batch_size=100
    )
    for number in (1, 2, 3, 7, 8, 46, 60, 61, 90):
        day = start + timedelta(days=number)
        urgency.recompute_due(day)
        for case in Case.objects.all()[::2]:
            kept = [getattr(case, column) for column in urgency.DERIVED_COLUMNS]
            urgency.recompute_derived(case, day)
            assert [getattr(case, column) for column in urgency.DERIVED_COLUMNS] == kept, (
                number,
                case,
            )


@pytest.mark.postgres
def test_rolling_takes_one_query_when_nothing_is_due(every_third, django_assert_num_queries):
    settled(every_third)
    urgency.recompute_due(TODAY)
    with django_assert_num_queries(1):
        assert urgency.recompute_due(TODAY) == 0


def test_raising_lifts_a_held_person_to_today_and_a_free_one_below_all_who_are_held():
    until = TODAY + timedelta(days=7)
    assert urgency.tier(some_case(held=True, hold="no", escalated_until=until), TODAY) == 1
    assert urgency.tier(some_case(escalated_until=until), TODAY) == 2


def test_closed_cases_come_last_the_newest_first():
    older = some_case(status="closed", outcome="freed", changed_on=days(-9))
    newer = some_case(status="closed", outcome="freed", changed_on=days(-1))
    quiet = some_case()
    for case in (older, newer, quiet):
        urgency.recompute_derived(case, TODAY)
    assert quiet.sort_key < newer.sort_key < older.sort_key
    assert urgency.active_reasons(older, TODAY) == []
