"""Every filter of the queue, by each of its choices: it finds exactly the cases that it names.

A new filter is tested because it is there. Where its name is no column of a case, `DERIVED_COLUMNS`
says what a case must have to be found by it.
"""

from datetime import timedelta

import pytest
from django.forms import DateField
from django.utils import timezone

from intake.attachments.models import Attachment
from intake.cases import submission, urgency
from intake.deadlines.workdays import add_working_days
from intake.models import Case, CaseCode, Closing, Packet, Tag, Volunteer
from intake.office.queue import filters
from tests.cases.test_urgency import some_case
from tests.conftest import log_in
from tests.office.test_queue_filters import references

pytestmark = pytest.mark.postgres

TODAY = timezone.localdate()
LONG_AGO = TODAY - timedelta(days=30)
JAILS = ("local_jail", "ice", "prison")
TIERS = {
    "1": {"held": True, "where": "ice"},
    "2": {"held": True, "hold": "no"},
    "3": {"status": "new"},
    "4": {},
}
LATE = {
    "read": {"status": "new", "opened_on": LONG_AGO},
    "due": {"follow_up_on": TODAY},
    "waits": {"waiting_since": LONG_AGO},
}
COLUMNS = {
    "tier": lambda value: TIERS[value],
    "where": lambda value: {"held": True} if value == "held" else place(value),
    "problem": lambda value: {"problems": ["wrong_match_before", value]},
    "code": lambda value: {"codes": ["another_before", value]},
    "past": lambda value: {
        "now": {"held": True, "held_past_release": True},
        "was": {"days_past_release": 4},
    }[value],
    "outcome": lambda value: {"status": "closed", "outcome": value},
    "week": lambda value: {"opened_on": value + timedelta(days=6)},
    "status": lambda value: {"status": value, "outcome": "freed" if value == "closed" else ""},
    "who": lambda value: {"assigned_to": Volunteer.objects.filter(pk=number(value)).first()},
    "last_day": lambda value: {"next_deadline_on": TODAY + timedelta(days=int(value))},
    "quiet": lambda value: {"last_contact_on": add_working_days(TODAY, -int(value))},
    "late": lambda value: LATE[value],
    "received_from": lambda value: {"opened_on": value},
    "received_to": lambda value: {"opened_on": value},
    "closed_from": lambda value: closed_on(value),
    "closed_to": lambda value: closed_on(value),
    "contact_from": lambda value: {"last_contact_on": value},
    "contact_to": lambda value: {"last_contact_on": value},
    "sends": lambda value: {"consent_send": value},
    "counts": lambda value: {"consent_count": value},
}
# What stands in rows beside the case.
ROWS = {
    "papers": lambda case, value: value == "yes" and add_paper(case),
    "closing": lambda case, value: close(case, with_clock=value == "held"),
    "route": lambda case, value: Packet.objects.create(
        case=case, route=value, edition=1, made_on=TODAY
    ),
    "tag": lambda case, value: case.tags.add(value),
    "packet": lambda case, value: add_packet(case, value),
    "unread": lambda case, value: leave_unread(case, value),
    "team": lambda case, value: to_team(case, value),
}
# Choices that find the cases of others, too: {filter: (choice, other choice) -> whether}.
WIDER = {
    "closing": lambda choice, other: choice == "any",
    # What is left for "any" is a packet that was sent back.
    "unread": lambda choice, other: choice == "any" or (choice, other) == ("packet", "any"),
    **{
        f"{what}_from": lambda choice, other: other > choice
        for what in ("received", "closed", "contact")
    },
    **{
        f"{what}_to": lambda choice, other: other < choice
        for what in ("received", "closed", "contact")
    },
    "where": lambda choice, other: choice == "held" and other in JAILS,
    "last_day": lambda choice, other: int(other) < int(choice),
    "quiet": lambda choice, other: int(other) > int(choice),
}


def closed_on(day):
    return {"status": "closed", "outcome": "freed", "closed_on": day}


def number(value):
    return value if value.isdigit() else None


def place(value):
    return {"where": value, "held": value in JAILS}


def add_paper(case):
    Attachment.objects.create(case=case, added_at=timezone.now(), size=0, about=b"x")


def add_packet(case, status, **columns):
    frozen = None if status == "draft" else b"x"
    columns |= {"route": "crcl", "edition": 1, "made_on": TODAY, "frozen": frozen}
    Packet.objects.create(case=case, status=status, **columns)


def to_team(case, team):
    case.team_id = int(team)
    case.save()


def leave_unread(case, what):
    """Leave something of a case unread by ana."""
    ana, now = Volunteer.objects.get(username="ana"), timezone.now()
    if what == "reply":
        Case.objects.filter(pk=case.pk).update(waiting_since=TODAY, heard_at=now)
    elif what == "given":
        Case.objects.filter(pk=case.pk).update(assigned_to=ana, assigned_at=now)
    else:
        add_packet(case, "returned", ready_by=ana, returned_to=ana, returned_at=now)


def close(case, *, with_clock):
    """Close a case just now, as if somebody in custody with a clock were behind it or not."""
    Case.objects.filter(pk=case.pk).update(status="closed", outcome="not_ours", closed_on=TODAY)
    Closing.objects.create(case=case, at=timezone.now(), status="new", with_clock=with_clock)


def choices_of(name):
    """Return what can be chosen. A week is no list: there, two of them."""
    if name == "week":
        monday = TODAY - timedelta(days=TODAY.weekday())
        return [monday, monday - timedelta(days=7)]
    field = filters.QueueFilter({}).fields[name]
    if isinstance(field, DateField):
        return [TODAY, TODAY - timedelta(days=1), LONG_AGO]
    return [str(value) for value, _label in field.choices if value]


def case_of(name, value, team):
    """Keep a case that a filter finds by one of its choices."""
    columns = {} if name in ROWS else COLUMNS.get(name, lambda value: {name: value})(value)
    found = some_case(team=team, **{"opened_on": TODAY} | columns)
    urgency.recompute_derived(found, TODAY)
    found.save()
    CaseCode.objects.bulk_create(submission.new_case_codes(found))
    if name in ROWS:
        ROWS[name](found, value)
    return found


# Found from hashes that search has made: see test_age_filter.
HASHED = {"age"}


@pytest.mark.parametrize("name", sorted(set(filters.QueueFilter.base_fields) - HASHED))
def test_each_filter_finds_exactly_its_cases_by_each_choice(cast, office, name):
    Tag.objects.bulk_create([Tag(name="One"), Tag(name="Two")])
    cases = {value: case_of(name, value, office["team"]) for value in choices_of(name)}
    assert len(cases) > 1, "a filter with one choice finds all, or none"
    for choice in cases:
        params = {"tab": "all", name: choice}
        found = filters.filtered_cases(params, Case.objects.all(), cast["ana"], TODAY).cases
        wider = WIDER.get(name, lambda choice, other: False)
        expected = {cases[other] for other in cases if other == choice or wider(choice, other)}
        assert set(found) == expected, choice
    # The page asks in the same words.
    shown = references(log_in(cast["ana"]).get("/office/", params))
    assert set(shown) == {case.reference for case in expected if case.team == office["team"]}


@pytest.mark.parametrize("typed", ("", "yesterday", "2026-02-31", "99999-01-01", "<b>"))
def test_a_day_that_cannot_be_read_is_passed_over(cast, office, typed):
    case_of("received_from", TODAY, office["team"])
    page = log_in(cast["ana"]).get("/office/", {"received_from": typed, "more": "1"})
    assert page.status_code == 200 and len(set(references(page))) == 1


def test_the_days_of_a_list_are_named_and_taken_off_one_by_one(cast, office):
    case_of("received_from", TODAY, office["team"])
    params = {"received_from": "2026-01-02", "received_to": "2099-01-01"}
    page = log_in(cast["ana"]).get("/office/", params).content.decode()
    assert "January 2, 2026" in page and "January 1, 2099" in page
    assert 'type="date" name="received_from" value="2026-01-02"' in page.replace("\n", " ")
