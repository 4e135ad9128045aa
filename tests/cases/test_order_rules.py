"""Rules of the order, on invented people of many states and days, and on shuffled facts."""

import random
from datetime import date, timedelta
from uuid import uuid4

import pytest

from intake.cases import urgency
from intake.cases.concerns import concerns_of, dangers_of
from intake.cases.facets import facets
from intake.cases.models import Case
from intake.flow.complaint import COMPLAINT
from intake.flow.facts import compute_facts
from intake.flow.sample import sample

# Twelve people, each with a state and a day of their own: a leap day, holidays, ends of months.
PEOPLE = [
    ("Ada Sample", "AK", date(2028, 2, 29)),
    ("Bao Ví Dụ", "TX", date(2027, 3, 14)),
    ("Chidi Mfano", "GU", date(2027, 1, 1)),
    ("Dora Muestra", "PR", date(2026, 12, 31)),
    ("Émile Exemple", "ND", date(2027, 7, 5)),
    ("Fatou Sample", "NY", date(2027, 11, 7)),
    ("Goran Primer", "AZ", date(2027, 2, 28)),
    ("Hana Rei", "HI", date(2027, 11, 25)),
    ("Ivo Beispiel", "FL", date(2028, 1, 31)),
    ("Jun Lishi", "OR", date(2027, 9, 6)),
    ("Kofi Sample", "IN", date(2027, 6, 18)),
    ("Lupe Ejemplo", "MS", date(2027, 10, 11)),
]
# Long over, so that no last day is near: each test adds what it is about.
QUIET = {
    "danger": {
        "happening": ["none"],
        "happening_free": ["none"],
        "happening_abroad": ["none"],
    },
    "coming": [],
    "hold": {"ice_asked": "no"},
    "problem": {"went_wrong": ["wrong_match"]},
    "why_wrong": {"reasons": ["same_name"]},
    "treatment": {"treated": ["none"]},
    "born": {"birth_date": {"y": 1980, "m": 3, "d": 1, "words": ""}},
}
FREE = {"custody": {"where": "free"}}
JAIL = {"custody": {"where": "local_jail", "facility": "", "booking_number": ""}}
ICE = {"custody": {"where": "ice", "facility": "", "booking_number": ""}}
PRISON = {"custody": {"where": "prison", "facility": "", "booking_number": ""}}
ABROAD = {"custody": {"where": "abroad"}}
UNKNOWN = {"custody": {"where": "unsure"}}

each_person = pytest.mark.parametrize(("name", "state", "day"), PEOPLE)


def on(day, time=""):
    return {"y": day.year, "m": day.month, "d": day.day, "words": "", "time": time, "t": time}


def coming(day, what="report"):
    return {"coming": [{"what": what, "when": on(day), "place": ""}]}


def danger(*codes, of="happening"):
    return {"danger": QUIET["danger"] | {of: list(codes)}}


def later(day, count):
    return day + timedelta(days=count)


def filed(person, *parts, status="reading", opened=None, today=None):
    """Return the case of a person, as of their day or of another one."""
    name, state, day = person
    given, family = name.split(" ", 1)
    changes = QUIET | {
        "person": {"given_names": given, "family_names": family, "other_names": ""},
        "when_where": {"when": on(later(day, -1400)), "city": "", "state": state, "agency": ""},
    }
    for part in parts:
        changes |= part
    answers = sample(COMPLAINT, filing_for="family", **changes)
    return case_of(answers, today or day, status=status, opened=opened or day)


def case_of(answers, today, *, status="reading", opened):
    facts = compute_facts(answers, today)
    case = Case(owner=uuid4(), reference="TTT-001", opened_on=opened, changed_on=opened)
    case.status = status
    for column, value in facets(facts, today).items():
        setattr(case, column, value)
    urgency.recompute_derived(case, today)
    return case


def rules_of(case, today):
    return [rule.slug for rule in urgency.active_reasons(case, today)]


@each_person
def test_danger_of_somebody_free_counts_as_what_it_is(name, state, day):
    person = (name, state, day)
    expected = {
        "self_harm": (1, "danger"),
        "threatened": (1, "threat"),
        "told_to_go": (1, "report_soon"),
        "looked_for": (2, "looked_for"),
        "sick": (3, "evidence"),
        "pregnant": (3, "evidence"),
        "proof_at_risk": (3, "evidence"),
        "none": (4, None),
        "not_sure": (4, None),
    }
    for code, (tier, rule) in expected.items():
        case = filed(person, FREE, danger(code, of="happening_free"))
        assert (case.tier, next(iter(rules_of(case, day)), None)) == (tier, rule), code
    jailed = filed(person, JAIL, opened=later(day, -30))
    threatened = filed(person, FREE, danger("threatened", of="happening_free"))
    assert threatened.sort_key < jailed.sort_key
    unwell = filed(person, FREE, danger("sick", of="happening_free"), opened=later(day, -30))
    assert jailed.sort_key < unwell.sort_key


@each_person
def test_care_that_is_withheld_is_danger_while_somebody_is_held(name, state, day):
    person, none_given = (name, state, day), {"treatment": {"treated": ["no_care"]}}
    for where in (JAIL, PRISON, ICE, UNKNOWN):
        assert rules_of(filed(person, where, none_given), day)[0] == "danger"
    assert "danger" not in rules_of(filed(person, JAIL), day)
    for where in (FREE, ABROAD):
        assert filed(person, where, none_given).tier == 4


@each_person
def test_danger_abroad_is_about_who_should_be_here(name, state, day):
    person = (name, state, day)
    citizen = {"why_wrong": {"reasons": ["us_citizen"]}}
    national = {"why_wrong": {"reasons": ["us_national"]}}
    child = {"born": {"birth_date": on(later(day, -15 * 366))}}
    sent_out = danger("removed", of="happening_abroad")
    for who in (citizen, national, child):
        assert rules_of(filed(person, ABROAD, sent_out, who), day) == ["removed"]
        assert filed(person, ABROAD, who).tier == 4
    assert filed(person, ABROAD, sent_out).tier == 4
    dying = filed(person, ABROAD, danger("self_harm", of="happening_abroad"))
    assert rules_of(dying, day) == ["danger"]


def with_claim(case, day):
    """Give a case a claim for money that runs out within a week."""
    case.deadlines = {"ftca": later(day, 7).isoformat()}
    urgency.recompute_derived(case, day)
    return case


@each_person
@pytest.mark.parametrize(
    ("ahead", "tier", "rule"),
    [
        (-1, 4, None),
        (0, 1, "report_soon"),
        (3, 1, "report_soon"),
        (4, 2, "report_14"),
        (14, 2, "report_14"),
        (15, 3, "last_day_60"),
        (60, 3, "last_day_60"),
        (61, 4, None),
    ],
)
def test_a_day_to_report_lifts_who_is_free_as_it_comes_near(name, state, day, ahead, tier, rule):
    told = danger("told_to_go", of="happening_free")
    for what in ("report", "court", "flight", "other", "unsure"):
        dates = coming(later(day, ahead), what)
        case = filed((name, state, day), FREE, told, dates)
        if ahead >= 0:
            assert (case.tier, next(iter(rules_of(case, day)), None)) == (tier, rule)
        else:  # a day that is over is no day any more, and who was told has none to come
            assert case.tier == tier and not rules_of(case, day)


@each_person
def test_the_nearest_clock_orders_and_the_date_of_a_money_claim_never_does(name, state, day):
    person = (name, state, day)
    old = later(day, -40)
    for hold in ("yes", "unsure"):
        held = {"hold": {"ice_asked": hold}, "held_over": {"kept": "no"}}
        money = with_claim(filed(person, JAIL, held, opened=old), day)
        hearing = filed(person, JAIL, held, coming(later(day, 30), "court"))
        sooner = filed(person, PRISON, held, coming(later(day, 29), "court"))
        far = filed(person, JAIL, held, coming(later(day, 61), "court"), opened=later(day, -39))
        assert "last_day_14" in rules_of(money, day) and money.next_clock_on is None
        ordered = sorted([money, hearing, sooner, far], key=lambda case: case.sort_key)
        assert ordered == [sooner, hearing, money, far]
    custody = filed(person, ICE)
    assert custody.sort_key < money.sort_key
    free = with_claim(filed(person, FREE, opened=old), day)
    assert (free.tier, rules_of(free, day)) == (2, ["last_day_14"])
    assert money.sort_key < free.sort_key


@each_person
def test_a_day_to_go_free_lifts_a_hold_by_itself(name, state, day):
    held = {"hold": {"ice_asked": "yes"}, "held_over": {"kept": "no"}}
    parts = (JAIL, held, coming(later(day, 10), "release"))
    seen = []
    for count in range(16):
        case = filed((name, state, day), *parts, today=later(day, count))
        seen.append(rules_of(case, later(day, count))[0])
    assert seen == ["hold_pending"] * 7 + ["release_soon"] * 3 + ["past_release"] * 6


@each_person
def test_not_sure_never_counts_less_than_no(name, state, day):
    person = (name, state, day)
    for where in (JAIL, PRISON, ICE, FREE, ABROAD, UNKNOWN):
        for kept in ("yes", "unsure", "no"):
            over = {"held_over": {"kept": kept, "due_out": on(later(day, -2)), "jail_state": state}}
            places = {}
            for hold in ("unsure", "no"):
                parts = (where, {"hold": {"ice_asked": hold}}, over, longer("held_longer"))
                places[hold] = filed(person, *parts).sort_key
            assert places["unsure"] <= places["no"]


def longer(*codes):
    return {"problem": {"went_wrong": list(codes)}}


@each_person
def test_nothing_in_clear_says_which_danger_it_is(name, state, day):
    """Dying, a flight, a sickness, papers to sign: all that is stored in clear is the same."""
    cases = [
        filed((name, state, day), JAIL, danger(code))
        for code in ("self_harm", "moving", "removal_told", "sick", "pregnant", "told_to_sign")
    ]
    columns = [
        {
            field.attname: getattr(case, field.attname)
            for field in Case._meta.concrete_fields
            if field.attname != "owner"
        }
        for case in cases
    ]
    assert all(one == columns[0] for one in columns)
    kinds = [
        filed((name, state, day), ICE, danger("sick"), coming(later(day, 9), what))
        for what in ("court", "flight", "report", "other")
    ]
    assert len({(str(case.coming_days), case.sort_key) for case in kinds}) == 1


@each_person
def test_a_flight_that_is_set_is_danger_for_who_is_held_and_a_date_for_who_is_free(
    name, state, day
):
    flight = coming(later(day, 2), "flight")
    assert rules_of(filed((name, state, day), ICE, flight), day) == ["danger", "ice_custody"]
    told = danger("told_to_go", of="happening_free")
    assert rules_of(filed((name, state, day), FREE, told, flight), day) == ["report_soon"]


WHERE = ("free", "abroad", "local_jail", "prison", "ice", "unsure")
LISTS = {
    name: [code for code, _label in COMPLAINT.step("danger").form.base_fields[name].choices]
    for name in ("happening", "happening_free", "happening_abroad")
}


def drawn(rng, day):
    """Return answers by chance: all that rules look at, each as often not sure as yes or no."""

    def near():
        return on(later(day, rng.randint(-30, 70)))

    def chosen(codes):
        alone = [code for code in codes if code in ("none", "not_sure")]
        rest = [code for code in codes if code not in alone]
        return [rng.choice(alone)] if rng.random() < 0.5 else rng.sample(rest, rng.randint(1, 2))

    month = later(day, rng.randint(-30, 70))
    partial = {"y": month.year, "m": month.month, "d": None, "words": "", "time": "", "t": ""}
    entries = [
        {
            "what": rng.choice(("court", "report", "flight", "release", "other", "unsure")),
            "when": rng.choice((near(), near(), partial, None)),
            "place": "",
        }
        for _ in range(rng.randint(0, 2))
    ]
    return {
        "custody": {"where": rng.choice(WHERE), "facility": "", "booking_number": ""},
        "danger": {name: chosen(codes) for name, codes in LISTS.items()},
        "coming": entries,
        "hold": {"ice_asked": rng.choice(("yes", "no", "unsure"))},
        "problem": {"went_wrong": rng.choice((["held_longer"], ["wrong_match"], ["profiling"]))},
        "why_wrong": {"reasons": [rng.choice(("us_citizen", "us_national", "not_sure"))]},
        "held_over": {
            "kept": rng.choice(("yes", "no", "unsure")),
            "due_out": rng.choice((near(), partial, None)),
            "went_out": rng.choice((near(), None)),
            "jail_state": "IL",
        },
        "born": {"birth_date": rng.choice((None, on(date(1990, 4, 5))))},
        "when_where": {
            "when": on(later(day, -rng.choice((20, 170, 700, 725, 1400)))),
            "city": "",
            "state": "IL",
            "agency": "",
        },
    }


# Where a question has a no, and where it has a not sure.
NOT_SURE = [
    ("hold", {"ice_asked": "no"}, {"ice_asked": "unsure"}),
    ("held_over", {"kept": "no"}, {"kept": "unsure"}),
    *(("danger", {name: ["none"]}, {name: ["not_sure"]}) for name in LISTS),
]


def test_not_sure_never_gives_less_urgency_than_no_whatever_the_other_facts_are():
    rng, day = random.Random(16), date(2027, 5, 12)
    differing = 0
    for _ in range(600):
        answers = drawn(rng, day)
        page, no, unsure = rng.choice(NOT_SURE)
        keys = []
        for said in (no, unsure):
            changes = answers | {page: answers[page] | said}
            counted = sample(COMPLAINT, filing_for="family", **changes)
            keys.append(case_of(counted, day, opened=day).sort_key[:3])
        assert keys[1] <= keys[0], (answers, page)
        differing += keys[1] < keys[0]
    assert differing > 5


def test_of_shuffled_facts_no_weaker_rule_stands_above_a_stronger_one():
    rng, day = random.Random(17), date(2027, 5, 12)
    cases = []
    for _ in range(400):
        counted = sample(COMPLAINT, filing_for="family", **drawn(rng, day))
        cases.append(case_of(counted, day, opened=later(day, -rng.randint(0, 300))))
    rng.shuffle(cases)
    slugs = [rule.slug for rule in urgency.REASONS]
    found = [
        next((slugs.index(slug) for slug in rules_of(case, day)), len(slugs))
        for case in sorted(cases, key=lambda case: case.sort_key)
    ]
    assert found == sorted(found) and len(set(found)) > 8


def test_a_days_roll_equals_facts_and_place_computed_anew_on_that_day():
    """From the answers on, not only from columns: the same for all facts, on every day."""
    rng, start = random.Random(18), date(2027, 5, 12)
    for _ in range(60):
        counted = sample(COMPLAINT, filing_for="family", **drawn(rng, start))
        rolled = case_of(counted, start, opened=start)
        for count in range(1, 100):
            day = later(start, count)
            if rolled.recompute_on and rolled.recompute_on <= day:
                urgency.recompute_derived(rolled, day)
            anew = case_of(counted, day, opened=start)
            for column in ("tier", "sort_key", "next_clock_on", "held_past_release"):
                assert getattr(rolled, column) == getattr(anew, column), (column, day, counted)


def test_every_danger_of_a_form_is_known_to_some_rule():
    """A code that is added to a list and to no rule would count as nothing."""
    silent = {"none", "not_sure", "under_18"}
    wheres = {"happening": ICE, "happening_free": FREE, "happening_abroad": ABROAD}
    for name, codes in LISTS.items():
        for code in set(codes) - silent:
            citizen = {"why_wrong": {"reasons": ["us_citizen"]}}
            parts = QUIET | wheres[name] | danger(code, of=name) | citizen
            facts = compute_facts(sample(COMPLAINT, **parts), date(2027, 5, 12))
            if (name, code) in {("happening_abroad", "sick"), ("happening_abroad", "pregnant")}:
                assert "evidence" in concerns_of(facts)
            else:
                assert concerns_of(facts) or dangers_of(facts), (name, code)
