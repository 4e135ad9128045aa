"""Something changed: facts, last days, urgency and routes follow, with one Event each."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from intake.cases import filer_actions, service_level
from intake.deadlines.computed import deadlines_for, queue_dates
from intake.deadlines.workdays import on_or_after
from intake.flow.complaint import COMPLAINT
from intake.flow.facts import compute_facts
from intake.flow.sample import sample
from intake.messages import reminders
from intake.models import Case, Reminder
from intake.packets.document_input import document_input_of
from intake.public.forms import CHANGE_FORMS
from intake.routes.fitting import ROUTES_BY_SLUG, fitting
from tests.filer import Filer, FormClient
from tests.public.returning import key_of, text

JAIL = {"where": "local_jail", "facility": "Sample County Jail", "happening": ["sick"]}
FREE_ON = {"when_y": "2026", "when_m": "11", "when_d": "20"}
HOLD_ON = {"placed_on_y": "2026", "placed_on_m": "9", "placed_on_d": "1", "seen": "told"}
NEW_PHONE = {"ways": ["text"], "phone": "(555) 010-0142"}


def open_case(office, filing_for="me", held=False, **changes):
    """Return (client, case, key) of a case that a person came back to."""
    answers = sample(COMPLAINT, filing_for=filing_for, held=held, **changes)
    filer = Filer(FormClient(), answers).jump()
    filer.send()
    client = FormClient()
    client.post("/return/", {"code": filer.code()})
    case = Case.objects.get()
    return client, case, key_of(case, office)


def submitted(case, key):
    """Return what was sent, in answers and in words."""
    unlocked = case.unlocked(key)
    return unlocked.submitted, unlocked.transcript


def stand(case, key):
    """Return all that follows from what was said."""
    case.refresh_from_db()
    today = timezone.localdate()
    known = compute_facts(case.unlocked(key).answers, today)
    return {
        "held": known.held,
        "hold": known.hold,
        "went_out": known.released_at
        and (known.released_at["y"], known.released_at["m"], known.released_at["d"]),
        "dangers": known.dangers,
        "first": known.first_date and known.first_date["m"],
        "lawyer": known.has_lawyer,
        "ways": known.contact_methods,
        "last_days": {last.rule.slug: last.due_on for last in deadlines_for(known)},
        "queue": queue_dates(known),
        "routes": [(route.slug, str(fit.reason)) for route, fit in fitting(known).fitting],
        "tier": case.tier,
    }


CASES = [
    # what, how the case began, what is given, and all that is another thing afterwards
    (
        "free",
        {"held": True},
        FREE_ON,
        {
            "held": (True, False),
            "went_out": (None, (2026, 11, 20)),
            "dangers": (("told_to_sign",), ()),
            "tier": (1, 3),
        },
    ),
    ("moved", {}, JAIL, {"held": (False, True), "dangers": (("none",), ("sick",)), "tier": (3, 1)}),
    ("hold", {"hold": {"ice_asked": "no"}}, HOLD_ON, {"hold": ("no", "yes"), "first": (10, 9)}),
    ("contact", {}, NEW_PHONE, {"ways": (("text", "call", "email", "letter"), ("text",))}),
    (
        "lawyer",
        {"lawyer": {"has_lawyer": "no", "open_case": "unsure"}},
        {"lawyer_name": "Law Yersample"},
        {"lawyer": ("no", "yes")},
    ),
]


@pytest.mark.parametrize(("what", "began", "given", "differs"), CASES, ids=[c[0] for c in CASES])
@pytest.mark.postgres
def test_a_change_moves_all_that_follows_from_it_and_leaves_one_event(
    office, what, began, given, differs
):
    client, case, key = open_case(office, **began)
    before, frozen = stand(case, key), submitted(case, key)
    assert client.post("/changed/", {"what": what}).headers["Location"] == f"/changed/{what}/"
    answer = client.post(f"/changed/{what}/", given)
    assert answer.status_code == 302, text(answer)
    after = stand(case, key)
    for name, (was, now) in differs.items():
        assert (before[name], after[name]) == (was, now), name
    same = set(before) - set(differs) - {"last_days", "queue", "routes", "tier"}
    assert {name: before[name] for name in same} == {name: after[name] for name in same}
    # The columns of the queue are those of the facts, and nothing that was submitted moved.
    assert case.deadlines == after["queue"] and case.held == after["held"]
    assert submitted(case, key) == frozen
    assert list(case.events.order_by("pk").values_list("kind", flat=True)) == [
        "submitted",
        "changed",
    ]
    assert case.waiting_since == timezone.localdate() and not case.searchable


@pytest.mark.postgres
def test_last_days_and_routes_follow_a_change(office):
    client, case, key = open_case(office, held=True, hold={"ice_asked": "no"})
    before = stand(case, key)
    client.post("/changed/hold/", HOLD_ON)
    held = stand(case, key)
    assert held["routes"] != before["routes"] and held["last_days"] != before["last_days"]
    client.post("/changed/free/", FREE_ON)
    free = stand(case, key)
    assert free["routes"] != held["routes"]
    assert "locator" not in held["last_days"]
    assert free["last_days"]["locator"] == date(2026, 11, 20) + timedelta(days=60)


@pytest.mark.parametrize(
    ("when", "sent_on"),
    [
        ({"when_y": "2026", "when_m": "11", "when_d": "2"}, date(2026, 11, 2)),
        ({"when_y": "2026"}, None),
        ({"when_m": "3", "when_d": "14"}, None),
        ({}, None),
        ({"when_words": "before the rain"}, None),
    ],
)
def test_what_the_person_sent_alone_is_kept_and_asked_again_on_the_day_of_its_way(
    office, when, sent_on
):
    client, case, key = open_case(office)
    assert "/changed/sent/" in client.get("/papers/").content.decode()
    before, number = stand(case, key), "SAMPLE-TRACK-1"
    answer = client.post("/changed/sent/", {"to": "foia", "number": number} | when)
    assert answer.status_code == 302, text(answer)
    assert {**stand(case, key), "tier": 0} == {**before, "tier": 0}
    [first, *_later] = ROUTES_BY_SLUG["foia"].follow_up
    day = (sent_on or timezone.localdate()) + timedelta(days=first)
    assert case.follow_up_on == on_or_after(day)
    # It puts off nothing that we promised.
    promised = service_level.review_due_on(case)
    assert service_level.next_review_on(case) == min(promised, case.follow_up_on)
    said = str(case.unlocked(key).amendments)
    assert number in said and str(ROUTES_BY_SLUG["foia"].name) in said
    # It goes into no letter to another office.
    assert number not in str(
        document_input_of(case.unlocked(key), today=timezone.localdate()).additions
    )


@pytest.mark.parametrize("filing_for", ["me", "family"])
def test_papers_tell_that_somebody_was_moved_and_went_free(office, filing_for):
    client, case, key = open_case(office, held=True, filing_for=filing_for)
    client.post(
        "/changed/moved/",
        {
            "where": "ice",
            "facility": "Sample Center",
            "booking_number": "SAMPLE-77",
            "happening": ["none"],
        },
    )
    client.post("/changed/free/", FREE_ON | {"whose": "as_before"})
    moved, free = document_input_of(case.unlocked(key), today=timezone.localdate()).additions
    assert "Sample Center" in moved.text and "SAMPLE-77" in moved.text
    assert "None of these" not in moved.text and "November 20, 2026" in free.text
    assert "as before" not in free.text


def test_no_look_is_promised_for_a_day_that_is_over(office):
    client, case, key = open_case(office)
    long_ago = {"when_y": "2026", "when_m": "3", "when_d": "14"}
    client.post("/changed/sent/", {"to": "foia"} | long_ago)
    stand(case, key)
    assert case.follow_up_on == on_or_after(timezone.localdate())


def test_where_it_was_sent_must_be_chosen(office):
    client, case, _key = open_case(office)
    answer = client.post("/changed/sent/", {"number": "SAMPLE-TRACK-1"})
    assert answer.status_code == 422 and "SAMPLE-TRACK-1" in text(answer)
    assert not case.amendments.exists()


def test_a_new_hold_stands_beside_the_ones_told_before(office):
    client, case, key = open_case(office)
    before = case.unlocked(key).answers["detainers"]
    client.post("/changed/hold/", HOLD_ON)
    after = case.unlocked(key).answers["detainers"]
    assert after[: len(before)] == before and len(after) == len(before) + 1
    assert (after[-1]["placed_on"]["m"], after[-1]["seen"]) == (9, "told")


def test_going_free_without_a_day_keeps_the_day_that_was_known(office):
    client, case, key = open_case(office)
    client.post("/changed/free/", {})
    assert case.unlocked(key).answers["held-over"]["went_out"]["d"] == 9


def test_who_was_moved_is_asked_about_danger_again(office):
    client, case, key = open_case(office)
    wrong = client.post("/changed/moved/", {"where": "ice"})
    assert wrong.status_code == 422 and "Choose what is happening" in text(wrong)
    client.post("/changed/moved/", {"where": "ice", "happening": ["none"]})
    assert case.unlocked(key).answers["danger"]["happening"] == ["none"]


def test_a_helper_says_whose_contact_to_use_once_they_are_free(office):
    client, case, key = open_case(office, filing_for="family", held=True)
    page = text(client.get("/changed/free/"))
    assert "Who should we contact from now on?" in page
    assert client.post("/changed/free/", FREE_ON).status_code == 422
    answer = client.post("/changed/free/", FREE_ON | {"whose": "as_before"})
    assert answer.headers["Location"] == "/status/"
    answer = client.post("/changed/free/", FREE_ON | {"whose": "theirs"})
    assert answer.headers["Location"] == "/changed/contact/"


def test_nobody_is_asked_whose_contact_their_own_is(sent):
    client, *_ = sent
    assert "Who should we contact" not in text(client.get("/changed/free/"))


def test_new_contact_takes_the_place_of_all_the_old(sent):
    client, case, key = sent
    assert client.post("/changed/contact/", {}).status_code == 422
    assert client.post("/changed/contact/", {"ways": ["text"]}).status_code == 422
    assert not case.events.filter(kind="changed").exists()
    client.post("/changed/contact/", NEW_PHONE)
    reach = case.unlocked(key).answers["reach"]
    assert reach == {"ways": ["text"], "phone": "(555) 010-0142"}
    page = text(client.get("/changed/contact/"))
    assert "stop using the old phone" in page and "0142" not in page


@pytest.mark.parametrize(
    ("way", "given", "there"),
    [
        ("email", {"ways": ["email"], "email": "new@example.com"}, "new@example.com"),
        ("text", NEW_PHONE, "(555) 010-0142"),
        ("email", NEW_PHONE, ""),
        ("text", {"ways": ["call"], "phone": "(555) 010-0142"}, ""),
        ("email", {"ways": ["none"]}, ""),
    ],
)
def test_reminders_move_with_a_new_contact_or_end(sent, way, given, there):
    client, case, _key = sent
    reminders.set_reminder(case, way, "old@example.com" if way == "email" else "(555) 010-0199")
    client.post("/changed/contact/", given)
    kept = [reminders.address_of(row) for row in Reminder.objects.all()]
    assert kept == ([there] if there else [])


@pytest.mark.postgres
def test_the_old_address_stays_where_the_change_fails(sent, monkeypatch):
    client, case, key = sent
    reminders.set_reminder(case, "email", "old@example.com")
    monkeypatch.setattr(reminders, "following", lambda *a: lambda: 1 / 0)
    client.raise_request_exception = False
    assert client.post("/changed/contact/", NEW_PHONE).status_code == 500
    assert case.unlocked(key).answers["reach"]["email"] == "sam@example.com"
    assert not case.events.filter(kind="changed").exists()


def test_what_changed_is_told_to_volunteers_in_words_and_no_codes(sent, cast):
    from tests.conftest import log_in

    client, case, _key = sent
    client.post("/changed/moved/", JAIL)
    page = text(log_in(cast["ana"]).post(f"/office/cases/{case.reference}/reveal/"))
    assert "In a jail (county or city)" in page and "sick or hurt, or get no medicine" in page


def test_a_change_that_is_not_named_or_lacks_its_place_is_said(sent):
    client, *_ = sent
    assert "Choose what changed." in text(client.post("/changed/", {}))
    assert "Choose where that is." in text(client.post("/changed/moved/", {}))
    assert client.get("/changed/no-such/").status_code == 404


def test_every_change_has_its_questions_and_at_most_five():
    assert set(CHANGE_FORMS) == set(filer_actions.CHANGES)
    assert all(len(form.base_fields) <= 5 for form in CHANGE_FORMS.values())
