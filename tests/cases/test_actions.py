"""What volunteers do to a case: allowed moves only, and an Event for each."""

from datetime import date

import pytest
from django.utils import timezone

from intake.cases import actions, submission, urgency
from intake.cases.models import Case, Event
from intake.models import Complaint, Note, Volunteer, Wrap

Status = Case.Status

CHANGES = [(before, after) for before in Status for after in Status]


@pytest.fixture
def people(db):
    return [
        Volunteer.objects.create_user(username=name, first_name=name.title())
        for name in ("ana", "ben")
    ]


def put(case, status):
    case.status = status
    case.outcome = "not_ours" if status == Status.CLOSED else ""
    case.save()


def words(after):
    return {"outcome": "no_answer", "reason": "a reason", "said_yes": "by phone today"} | (
        {} if after == Status.CLOSED else {"outcome": ""}
    )


@pytest.mark.parametrize(("before", "after"), CHANGES)
def test_status_moves_along_the_table_and_nowhere_else(filed, people, before, after):
    case, key = filed
    put(case, before)
    move = {"by": people[0], "at": timezone.now(), "seen": before} | words(after)
    if after in actions.TRANSITIONS[before]:
        assert actions.change_status(case.unlocked(key), after, **move).status == after
        event = case.events.get(kind=Event.Kind.STATUS_CHANGED)
        assert (event.by, event.before, event.after) == (people[0], before, after)
    else:
        with pytest.raises(actions.NotAllowed):
            actions.change_status(case.unlocked(key), after, **move)
        case.refresh_from_db()
        assert case.status == before
        assert not case.events.filter(kind=Event.Kind.STATUS_CHANGED).exists()


@pytest.mark.postgres
def test_reason_of_a_move_is_sealed_and_reads_back(filed, people):
    case, key = filed
    put(case, Status.CLOSED)
    actions.change_status(
        case.unlocked(key),
        Status.IN_REVIEW,
        by=people[0],
        at=timezone.now(),
        reason="She wrote again.",
    )
    event = case.events.get(kind=Event.Kind.STATUS_CHANGED)
    assert b"She wrote" not in bytes(event.detail)
    assert case.unlocked(key).open(event, "detail") == "She wrote again."


@pytest.mark.parametrize("missing", ["outcome", "reason", "said_yes"])
def test_closing_reopening_and_sending_need_their_words(filed, people, missing):
    case, key = filed
    before, after = {
        "outcome": (Status.IN_REVIEW, Status.CLOSED),
        "reason": (Status.CLOSED, Status.IN_REVIEW),
        "said_yes": (Status.READY, Status.SENT),
    }[missing]
    put(case, before)
    with pytest.raises(actions.NotAllowed):
        actions.change_status(
            case.unlocked(key),
            after,
            by=people[0],
            at=timezone.now(),
            **words(after) | {missing: ""},
        )


def test_one_volunteer_makes_ready_and_another_sends(filed, people):
    case, key = filed
    ana, ben = people
    put(case, Status.IN_REVIEW)
    now = timezone.now()
    actions.change_status(case.unlocked(key), Status.READY, by=ana, at=now)
    with pytest.raises(actions.NotAllowed):
        actions.change_status(case.unlocked(key), Status.SENT, by=ana, at=now, said_yes="by phone")
    assert actions.change_status(
        case.unlocked(key), Status.SENT, by=ben, at=now, said_yes="by phone"
    ).status == (Status.SENT)


def test_a_move_on_an_old_page_changes_nothing_and_says_so(filed, people):
    case, key = filed
    put(case, Status.IN_REVIEW)
    with pytest.raises(actions.NotAllowed, match="Being read"):
        actions.change_status(
            case.unlocked(key),
            Status.CLOSED,
            by=people[0],
            at=timezone.now(),
            seen=Status.RECEIVED,
            outcome="not_ours",
        )


@pytest.mark.postgres
def test_take_is_mine_once_and_not_a_colleagues(filed, people):
    case, _ = filed
    ana, ben = people
    actions.assign_to_self(case, by=ana, at=timezone.now())
    actions.assign_to_self(case, by=ana, at=timezone.now())
    with pytest.raises(actions.NotAllowed, match="Ana has this case"):
        actions.assign_to_self(case, by=ben, at=timezone.now())
    case.refresh_from_db()
    assert case.assigned_to == ana
    assert case.events.filter(kind=Event.Kind.SELF_ASSIGNED).count() == 1


@pytest.mark.postgres
def test_note_is_sealed_and_reads_back_exactly(filed, people):
    case, key = filed
    text = "  Call the jail before 5.\n\n“Ask for the paper” ሰላም\n"
    note = actions.write_note(case.unlocked(key), text, by=people[0], at=timezone.now())
    assert b"jail" not in bytes(note.text)
    assert case.unlocked(key).open(Note.objects.get(), "text") == text
    assert case.events.filter(kind=Event.Kind.NOTED, by=people[0]).count() == 1


@pytest.mark.postgres
def test_erase_leaves_a_bare_line_and_no_key(filed, people):
    case, key = filed
    actions.write_note(case.unlocked(key), "a note", by=people[0], at=timezone.now())
    moved = {"by": people[0], "at": timezone.now(), "reason": "a reason"}
    actions.change_status(case.unlocked(key), Status.IN_REVIEW, **moved)
    assert case.events.exclude(detail=None).exists()
    erased = actions.erase(case, by=None, at=timezone.now())
    erased.refresh_from_db()
    assert not Complaint.objects.exists()
    assert not Note.objects.exists()
    assert not case.events.exclude(detail=None).exists()
    assert not Wrap.objects.filter(owner=case.owner).exists()
    assert (erased.status, erased.outcome) == (Status.CLOSED, "person_stopped")
    assert erased.erased_on and not erased.held and erased.state == "" and erased.codes == []
    with pytest.raises(actions.NotAllowed):
        actions.write_note(erased.unlocked(key), "late", by=people[0], at=timezone.now())


@pytest.mark.postgres
def test_erasing_twice_is_one_event(filed):
    case, _ = filed
    actions.erase(case, by=None, at=timezone.now())
    actions.erase(case, by=None, at=timezone.now())
    assert case.events.filter(kind=Event.Kind.ERASED).count() == 1


@pytest.mark.postgres
def test_supplement_stands_beside_the_complaint(filed_urgently):
    case, opened, stored = filed_urgently
    before = case.unlocked(opened.key).submitted
    now = timezone.now()
    submission.reopen_as_draft(case.unlocked(opened.key), now=now)
    from intake.complaints import drafts
    from intake.flow.complaint import COMPLAINT
    from intake.flow.sample import sample
    from intake.flow.steps import set_answer

    full = sample(COMPLAINT, filing_for="family", held=True)
    old = drafts.read(opened, now=now)
    while step := COMPLAINT.next_unanswered(old["answers"]):
        value = full.get(step.slug, [] if step.many else {})
        old = drafts.change(
            opened, lambda kept, s=step, v=value: set_answer(COMPLAINT, kept, s.slug, v), now=now
        )
    statement = {"name": "Sam Helper", "said_on": date(2026, 11, 23).isoformat()}
    again = submission.submit(opened, None, statement=statement, now=now)
    assert again.pk == case.pk
    assert case.unlocked(opened.key).submitted == before
    [(_, added)] = case.unlocked(opened.key).amendments
    assert "match" in {section["key"] for section in added}
    assert "person" not in {section["key"] for section in added}


@pytest.mark.postgres
def test_a_new_case_knows_its_last_days_and_the_next_of_them(filed):
    case, _key = filed
    assert case.deadlines == {
        "hold_48h": "2026-10-07",
        "ftca": "2028-10-03",
        "title_vi": "2027-03-31",
    }
    assert urgency.recompute_due(case.opened_on) == 0
    assert case.next_deadline_on == min(
        day for day in map(date.fromisoformat, case.deadlines.values()) if day >= case.opened_on
    )


@pytest.mark.postgres
def test_a_last_day_that_is_over_gives_way_to_the_next_and_others_stay(filed):
    case, _key = filed
    assert urgency.recompute_due(date(2027, 4, 1)) == 1
    case.refresh_from_db()
    assert case.next_deadline_on == date(2028, 10, 3)
    assert urgency.recompute_due(date(2027, 4, 1)) == 0
    assert urgency.recompute_due(date(2028, 10, 4)) == 1
    case.refresh_from_db()
    assert case.next_deadline_on is None


def test_erasing_takes_the_last_days_too(filed):
    case, _key = filed
    erased = actions.erase(case, by=None, at=timezone.now())
    assert erased.deadlines == {}
    assert erased.next_deadline_on is None
