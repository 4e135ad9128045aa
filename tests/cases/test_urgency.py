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
    case.sort_key = urgency.sort_key(case, TODAY)
    return case


HELD = {"held": True, "where": "local_jail", "hold": "no"}
IN_ICE = {"held": True, "where": "ice", "hold": "no"}


def coming(first, last=None):
    """Return the columns of a date to come, in so many days: one day, or any of some."""
    return {"coming_days": [[str(days(first)), str(days(first if last is None else last))]]}


def concern(*codes, until=""):
    return {"concerns": dict.fromkeys(codes, until)}


# The strongest rule of each row, and the tier that follows.
TABLE = [
    (1, "danger", HELD | concern("danger")),
    (1, "danger", concern("danger")),
    (1, "citizen", HELD | {"says_citizen": True}),
    (1, "citizen", IN_ICE | {"says_citizen": True}),
    (4, None, {"says_citizen": True}),
    (1, "past_release", HELD | {"held_past_release": True}),
    (1, "ice_custody", IN_ICE | {"held_past_release": True}),
    (1, "release_soon", HELD | {"hold": "yes", "release_due_on": days(3)}),
    (2, "hold_pending", HELD | {"hold": "yes", "release_due_on": days(4)}),
    (2, "hold_pending", HELD | {"hold": "unsure", "release_due_on": days(3)}),
    (1, "not_heard", HELD | concern("not_heard")),
    (1, "removed", {"where": "abroad"} | concern("removed")),
    (1, "report_soon", concern("report")),
    (1, "report_soon", coming(3)),
    (1, "report_soon", coming(0)),
    (1, "report_soon", coming(-8, 5)),
    (2, "report_14", coming(4)),
    (2, "report_14", coming(14)),
    (3, "last_day_60", coming(15)),
    (3, "last_day_60", coming(60)),
    (4, None, coming(61)),
    (4, None, coming(-1)),
    (2, "held", HELD | coming(1)),
    (1, "threat", concern("threat")),
    (1, "ice_custody", IN_ICE),
    (1, "erase_asked_held", HELD | {"erase_asked_on": TODAY}),
    (1, "raised_held", HELD | {"escalated_until": days(7)}),
    (2, "hold_pending", HELD | {"hold": "yes"}),
    (2, "hold_pending", HELD | {"hold": "unsure"}),
    (2, "hold_pending", HELD | {"hold": ""}),
    (2, "held", HELD),
    (2, "looked_for", concern("looked_for")),
    (2, "last_day_14", {"next_deadline_on": days(14)}),
    (4, None, {"next_deadline_on": days(-1)}),
    (3, "last_day_60", {"next_deadline_on": days(15)}),
    (3, "last_day_60", {"next_deadline_on": days(60)}),
    (4, None, {"next_deadline_on": days(61)}),
    (2, "erase_asked", {"erase_asked_on": TODAY}),
    (2, "waiting", {"waiting_since": date(2026, 11, 18)}),  # Wednesday: three working days ago
    (4, None, {"waiting_since": date(2026, 11, 19)}),  # Thursday: two, so not more than two
    (4, None, {"waiting_since": TODAY}),
    (2, "raised", {"escalated_until": days(7)}),
    (2, "wrote_after", {"status": "closed", "outcome": "freed", "waiting_since": TODAY}),
    (3, "evidence", concern("evidence")),
    (3, "evidence", concern("evidence", until=str(TODAY))),
    (4, None, concern("evidence", until=str(days(-1)))),
    (3, "unread", {"status": "new"}),
    (3, "answered", {"status": "answered"}),
    (3, "follow_up", {"follow_up_on": TODAY}),
    (3, "follow_up", {"follow_up_on": days(-3)}),
    (4, None, {"follow_up_on": days(1)}),
    (3, "erase_soon", {"erase_on": days(14)}),
    (4, None, {"erase_on": days(15)}),
    (5, None, {"status": "closed", "outcome": "freed", "follow_up_on": TODAY}),
    (4, None, {"hold": "yes"}),
    (4, None, {"hold": "unsure", "says_citizen": True, "held_past_release": True}),
    (4, None, {}),
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


def danger_free(*codes):
    return {"danger": {"happening_free": list(codes)}}


def date_to_come(count, what="report"):
    return {"coming": [{"what": what, "when": on(count), "place": ""}]}


def hold(code, **kept):
    return {"hold": {"ice_asked": code}, "held_over": kept or {"kept": "no"}}


def on(count):
    day = days(count)
    return {"y": day.year, "m": day.month, "d": day.day, "words": "", "time": "", "t": ""}


def began(last_day_in):
    """Return the answers of who has a last day in so many days: half a year after it began."""
    place = {"city": "Sampletown", "state": "TX", "agency": ""}
    return {"when_where": place | {"when": on(last_day_in - 180)}}


def freed(ago):
    """Return the answers of who was kept on a hold and left that jail so many days ago."""
    kept = {"kept": "yes", "due_out": on(-ago - 4), "went_out": on(-ago), "jail_state": "TX"}
    return {"problem": {"went_wrong": ["held_longer"]}, "held_over": kept}


CITIZEN = {"why_wrong": {"reasons": ["us_citizen"]}}
PEOPLE = [
    ("In a county jail, a hold is named", 2, JAIL | hold("yes"), {}),
    ("In a county jail, nobody asked about a hold", 2, JAIL | {"hold": {}}, {}),
    ("In a county jail, does not know of a hold", 2, JAIL | hold("unsure"), {}),
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
    ("In ICE custody, quiet", 1, ICE, {}),
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
    ("In jail, nobody heard from her for two days", 1, JAIL | danger("not_heard"), {}),
    ("In prison, years to go, no hold", 2, PRISON, {}),
    ("In prison with a hold", 2, PRISON | hold("yes"), {}),
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
    ("Free, thinks of dying", 1, danger_free("self_harm"), {}),
    ("Free, threatened at the door", 1, danger_free("threatened"), {}),
    ("Free, told to report, no day", 1, danger_free("told_to_go") | {"coming": []}, {}),
    ("Free, told to report in two days", 1, danger_free("told_to_go") | date_to_come(2), {}),
    ("Free, told to report in ten days", 2, danger_free("told_to_go") | date_to_come(10), {}),
    ("Free, told to report in a month", 3, danger_free("told_to_go") | date_to_come(30), {}),
    ("Free, told to report in half a year", 4, danger_free("told_to_go") | date_to_come(180), {}),
    ("Free, ICE asks neighbors for her", 2, danger_free("looked_for"), {}),
    ("Free, pregnant", 3, danger_free("pregnant"), {}),
    (
        "A citizen who was sent out",
        1,
        CITIZEN | {"custody": {"where": "abroad"}, "danger": {"happening_abroad": ["removed"]}},
        {},
    ),
    (
        "A citizen abroad, not sure how it came",
        1,
        CITIZEN | {"custody": {"where": "abroad"}, "danger": {"happening_abroad": ["not_sure"]}},
        {},
    ),
    (
        "A citizen abroad who left by herself",
        4,
        CITIZEN | {"custody": {"where": "abroad"}, "danger": {"happening_abroad": ["none"]}},
        {},
    ),
    (
        "Fifteen, sent out",
        1,
        {
            "custody": {"where": "abroad"},
            "danger": {"happening_abroad": ["removed"]},
            "born": {"birth_date": {"y": 2011, "m": 3, "d": 1, "words": ""}},
        },
        {},
    ),
    ("Free since Friday, kept on a hold", 3, freed(3), {}),
    ("Free since spring, kept on a hold", 4, freed(200), {}),
]


def test_no_person_stands_there_twice():
    assert len(PEOPLE) == len({who for who, *_rest in PEOPLE})


@pytest.mark.parametrize(("who", "tier", "said", "columns"), PEOPLE)
def test_invented_person_stands_in_the_tier_that_was_agreed(who, tier, said, columns):
    answers = sample(COMPLAINT, filing_for="family", **said)
    case = some_case(**facets(compute_facts(answers, TODAY), TODAY) | columns)
    urgency.recompute_derived(case, TODAY)
    assert case.tier == tier, [rule.slug for rule in urgency.active_reasons(case, TODAY)]


@pytest.mark.parametrize(("tier", "rule", "columns"), TABLE)
def test_the_strongest_rule_that_is_true_gives_the_tier(tier, rule, columns):
    case = some_case(**columns)
    strongest = urgency.strongest_reason(case, TODAY)
    assert (urgency.tier(case, TODAY), strongest and strongest.slug) == (tier, rule)


def test_every_rule_is_the_strongest_of_some_row():
    assert {rule for _, rule, _ in TABLE if rule} == {rule.slug for rule in urgency.REASONS}


def test_rules_stand_in_the_order_of_their_tiers():
    tiers = [rule.tier for rule in urgency.REASONS]
    assert tiers == sorted(tiers) and len(tiers) < urgency.NO_REASON
    assert len(urgency.PLACES) == len(tiers)


# What may be said of one person: each alone with each, for who is where.
MARKS = [
    {"held_past_release": True},
    {"says_citizen": True},
    concern("danger"),
    concern("threat", "looked_for"),
    concern("evidence", until=str(days(20))),
]
WHO = [
    {"held": False, "where": "free", "hold": "yes"},
    {"held": False, "where": "abroad", "hold": "no"},
    HELD | {"hold": "yes"},
    HELD,
    HELD | {"hold": "unsure"},
    IN_ICE,
]


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
        {"deadlines": {"ftca": str(FAR)}},
        coming(2),
        coming(20, 40),
        {"release_due_on": days(6)},
        {"waiting_since": days(-7)},
        {"erase_asked_on": TODAY},
        {"follow_up_on": TODAY, "status": "answered"},
        {"status": "new", "opened_on": days(-1)},
        {"deadlines": {"hold_48h": str(days(-1)), "ftca": str(days(700))}},
        {"deadlines": {"hold_48h": str(days(2)), "ftca": str(days(10))}} | coming(70),
    ]
    return [
        some_case(
            **who | joined(mark for mark, is_so in zip(MARKS, marks, strict=True) if is_so) | day
        )
        for marks in itertools.product((False, True), repeat=len(MARKS))
        for who in WHO
        for day in dates
    ]


def joined(marks):
    """Return the columns of some marks; concerns are added up."""
    found = {"concerns": {}}
    for mark in marks:
        found |= {name: value for name, value in mark.items() if name != "concerns"}
        found["concerns"] = found["concerns"] | mark.get("concerns", {})
    return found


@pytest.fixture
def every_case(team):
    return written(team, combined())


@pytest.fixture
def every_third(team):
    """A part of them: each day still meets each fact."""
    return written(team, combined()[::5])


@pytest.fixture
def every_day():
    """One case for each combination of days, statuses and signs, for the facts that matter."""
    lasts = [
        {},
        {"next_deadline_on": NEAR},
        {"deadlines": {"hold_48h": str(days(-1)), "ftca": str(FAR)}},
        coming(5),
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
        some_case(**who | marks | merged(days_of_one))
        for who in WHO[::2]
        for marks in [{}, *MARKS]
        for days_of_one in itertools.product(*choices)
    ]


def merged(parts):
    return {name: value for part in parts for name, value in part.items()}


def settled(cases, today=TODAY):
    for case in cases:
        urgency.recompute_derived(case, today)
    Case.objects.bulk_update(cases, urgency.DERIVED_COLUMNS, batch_size=100)
    return list(Case.objects.order_by("sort_key", "reference"))


def place(case, today=TODAY):
    """Return the place of a case from its columns, apart from the key that is stored."""
    if case.tier == urgency.DONE:
        return (case.tier, -case.changed_on.toordinal(), case.opened_on, case.reference)
    rule = urgency.strongest_reason(case, today)
    jailed = case.held and case.where in ("local_jail", "prison")
    hold_ends = case.deadlines.get("hold_48h") if jailed else None
    clocks = [date.fromisoformat(hold_ends)] if hold_ends else []
    ahead = [span for span in case.coming_days if date.fromisoformat(span[1]) >= today]
    clocks += [date.fromisoformat(min(ahead)[0])] if ahead else []
    if jailed and case.release_due_on and case.release_due_on > today:
        clocks.append(case.release_due_on)
    nearest = min(clocks, default=date.max)
    if nearest > today + timedelta(days=60):
        nearest = date.max
    return (
        urgency.tier(case, today),
        urgency.REASONS.index(rule) if rule else len(urgency.REASONS),
        date.min if nearest < today else nearest,
        case.opened_on,
        case.reference,
    )


def weaker_above_stronger(found, today=TODAY):
    """Return the cases of a list that stand above one with a stronger rule."""
    places = [place(case, today)[:2] for case in found]
    return [
        case for case, here, below in zip(found, places, places[1:], strict=False) if below < here
    ]


@pytest.mark.postgres
def test_sql_orders_as_the_rows_do_for_every_combination(every_case):
    found = settled(every_case)
    assert len(found) == len(every_case)
    assert [case.pk for case in found] == [case.pk for case in sorted(found, key=place)]
    assert [case.tier for case in found] == [urgency.tier(case, TODAY) for case in found]
    assert weaker_above_stronger(found) == []


@pytest.mark.postgres
def test_sql_orders_as_the_rows_do_however_days_and_statuses_combine(team, every_day):
    for case in every_day:
        urgency.recompute_derived(case, TODAY)
    written(team, every_day)
    found = list(Case.objects.order_by("sort_key", "reference"))
    assert len(found) == len(every_day)
    assert [case.pk for case in found] == [case.pk for case in sorted(found, key=place)]
    assert weaker_above_stronger([case for case in found if case.tier < urgency.DONE]) == []


def recomputed(**columns):
    case = some_case(**columns)
    urgency.recompute_derived(case, TODAY)
    return case


def test_last_days_of_claims_and_the_day_received_never_lift_a_case_over_a_stronger_rule():
    money = {"deadlines": {"ftca": str(TODAY)}}
    pending = recomputed(**HELD | {"hold": "yes", "opened_on": days(-90)} | money)
    quiet = recomputed(**IN_ICE | {"opened_on": TODAY})
    assert quiet.sort_key < pending.sort_key
    later = recomputed(**HELD | {"hold": "yes", "opened_on": days(-89)})
    assert pending.sort_key < later.sort_key and pending.next_clock_on is None
    hearing = recomputed(**HELD | {"hold": "yes", "opened_on": TODAY} | coming(20))
    assert hearing.sort_key < pending.sort_key


def test_the_key_holds_one_number_the_day_of_the_nearest_clock_and_the_day_received():
    case = recomputed(**HELD | concern("danger") | coming(9))
    assert case.sort_key == f"101{days(9):%Y%m%d}{TODAY:%Y%m%d}"
    assert recomputed(**HELD).sort_key[3:11] == urgency.NO_DAY


def test_within_a_day_the_order_is_by_the_day_received():
    later, sooner = (recomputed(**HELD | coming(4), opened_on=days(ago)) for ago in (-1, -2))
    assert sooner.sort_key < later.sort_key


def test_a_hold_that_is_over_counts_as_now_however_long_ago_while_a_jail_has_the_person():
    def kept(end, where="local_jail", **columns):
        return recomputed(
            held=where != "free",
            where=where,
            hold="yes",
            deadlines={"hold_48h": str(days(end)), "ftca": "2028-10-02"},
            **columns,
        )

    over, soon, long_over = kept(-1, opened_on=days(-2)), kept(1), kept(-30, opened_on=days(-1))
    assert over.sort_key < long_over.sort_key < soon.sort_key
    assert (over.next_clock_on, over.next_deadline_on) == (days(-1), date(2028, 10, 2))
    assert [kept(-1, where=where).next_clock_on for where in ("free", "ice")] == [None, None]


@pytest.mark.postgres
def test_who_is_not_free_on_the_day_to_go_free_comes_first_without_anybody_writing(team):
    answers = sample(COMPLAINT, **JAIL | hold("no", kept="yes", due_out=on(3)))
    [case] = written(team, [some_case(**facets(compute_facts(answers, TODAY), TODAY))])
    assert (case.held_past_release, case.release_due_on) == (False, days(3))
    [case] = settled([case])
    assert case.tier == 2 and case.recompute_on <= days(3)
    assert case.next_clock_on == days(3)
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
        ("no", on(3), 3),
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
        case.escalated_until = start + timedelta(days=7) if case.says_citizen else None
        urgency.recompute_derived(case, start)
    Case.objects.bulk_update(every_third, [*urgency.DERIVED_COLUMNS, "deadlines"], batch_size=100)
    for number in (1, 2, 3, 4, 6, 7, 8, 10, 20, 21, 40, 41, 60, 61, 90):
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


def test_raising_lifts_a_held_person_to_today_and_a_free_one_behind_the_table():
    until = TODAY + timedelta(days=7)
    assert urgency.tier(some_case(**HELD, escalated_until=until), TODAY) == 1
    raised = some_case(escalated_until=until)
    assert urgency.tier(raised, TODAY) == 2
    assert some_case(**HELD).sort_key < raised.sort_key


def test_closed_cases_come_last_the_newest_first():
    older = some_case(status="closed", outcome="freed", changed_on=days(-9))
    newer = some_case(status="closed", outcome="freed", changed_on=days(-1))
    quiet = some_case()
    for case in (older, newer, quiet):
        urgency.recompute_derived(case, TODAY)
    assert quiet.sort_key < newer.sort_key < older.sort_key
    assert urgency.active_reasons(older, TODAY) == []
