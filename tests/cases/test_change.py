"""The change layer: locked, fresh, derived, recorded, and short."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from intake.cases import actions, volunteer_actions
from intake.cases.change import Erased, Stale, change, version_of
from intake.cases.models import Case, CaseCode, DuplicateDecision, Event, Note
from intake.models import Volunteer

Status = Case.Status


@pytest.fixture
def ana(db):
    return Volunteer.objects.create_user(username="ana", first_name="Ana")


def changing(case, **more):
    return change(case, by=None, at=timezone.now(), **more)


def test_only_columns_that_differ_are_saved_and_what_follows_is_derived(filed):
    case, _key = filed
    day = case.opened_on + timedelta(days=3)
    with CaptureQueriesContext(connection) as queries, changing(case) as open_change:
        open_change.case.follow_up_on = day
    [update] = [row["sql"] for row in queries if row["sql"].startswith("UPDATE")]
    assert '"follow_up_on"' in update
    assert '"status"' not in update and '"reference"' not in update
    case.refresh_from_db()
    assert case.follow_up_on == day


def test_a_change_that_changes_nothing_writes_nothing(filed):
    case, _key = filed
    with CaptureQueriesContext(connection) as queries, changing(case):
        pass
    assert not [row for row in queries if row["sql"].startswith(("UPDATE", "INSERT"))]


def test_a_list_that_is_changed_in_place_is_saved_and_can_be_found(filed):
    case, _key = filed
    with changing(case) as open_change:
        open_change.case.problems.append("profiling")
    case.refresh_from_db()
    assert "profiling" in case.problems
    assert CaseCode.objects.filter(case=case, column="problems", code="profiling").exists()


def test_an_error_in_the_block_leaves_no_trace(filed):
    case, _key = filed
    events = case.events.count()
    with pytest.raises(ZeroDivisionError), changing(case) as open_change:
        open_change.case.status = Status.IN_REVIEW
        open_change.record(Event.Kind.SELF_ASSIGNED)
        raise ZeroDivisionError
    case.refresh_from_db()
    assert (case.status, case.events.count()) == (Status.RECEIVED, events)


@pytest.mark.parametrize(
    ("name", "act"),
    [
        ("status", lambda case, ana: setattr(case, "status", Status.IN_REVIEW)),
        ("assigned_to", lambda case, ana: setattr(case, "assigned_to", ana)),
        ("follow_up_on", lambda case, ana: setattr(case, "follow_up_on", case.opened_on)),
    ],
)
def test_a_page_older_than_the_case_is_refused(filed, ana, name, act):
    case, _key = filed
    seen = {name: version_of(case, name)}
    with changing(case, seen=seen):
        pass
    with changing(case) as open_change:
        act(open_change.case, ana)
    with pytest.raises(Stale), changing(case, seen=seen):
        pytest.fail("The block ran.")


def test_a_page_that_carries_no_version_is_not_compared(filed, ana):
    case, _key = filed
    with changing(case, seen={"status": ""}) as open_change:
        open_change.case.assigned_to = ana
    case.refresh_from_db()
    assert case.assigned_to == ana


def test_an_erased_case_takes_nothing_more(filed):
    case, key = filed
    actions.erase(case, by=None, at=timezone.now())
    with pytest.raises(Erased), changing(case):
        pytest.fail("The block ran.")
    with pytest.raises(Erased):
        actions.write_note(case.unlocked(key), "late", by=None, at=timezone.now())
    assert not Note.objects.exists()


def test_an_erasure_passes_every_table_that_points_to_a_case(filed, ana):
    """Also tables with a hidden relation, and the second case of a pair."""
    case, key = filed
    other = Case.objects.get(pk=case.pk)
    other.pk, other.reference, other.complaint, other._state.adding = None, "AAA-AAA", None, True
    other.owner = type(case.owner)(int=5)
    other.save()
    DuplicateDecision.objects.create(one=other, other=case, same=True, at=timezone.now())
    actions.write_note(case.unlocked(key), "a note", by=ana, at=timezone.now())
    actions.change_status(
        case.unlocked(key), Status.IN_REVIEW, by=ana, at=timezone.now(), reason="a reason"
    )
    actions.erase(case, by=None, at=timezone.now())
    for relation in Case._meta.get_fields(include_hidden=True):
        if relation.one_to_many and relation.related_model is not Event:
            rows = relation.related_model.objects.filter(**{relation.field.name: case})
            assert not rows.exists(), relation.related_model
    assert case.events.exists()
    assert not case.events.exclude(detail=None).exists()


def statements(queries):
    """Return the statements between BEGIN and COMMIT of what was captured, without these two."""
    found, inside = [], False
    for row in queries:
        sql = row["sql"]
        if sql.startswith("BEGIN"):
            inside = True
        elif sql.startswith("COMMIT"):
            inside = False
        elif inside:
            found.append(sql)
    return found


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("most", "act"),
    [
        # The lock, the note, its event.
        (3, lambda unlocked, ana: actions.write_note(unlocked, "x", by=ana, at=timezone.now())),
        # The lock, the case, its event.
        (3, lambda unlocked, ana: actions.assign_to_self(unlocked.case, by=ana, at=timezone.now())),
        (
            3,
            lambda unlocked, ana: actions.change_status(
                unlocked, Status.IN_REVIEW, by=ana, at=timezone.now(), reason="x"
            ),
        ),
        (
            3,
            lambda unlocked, ana: volunteer_actions.escalate(
                unlocked, by=ana, at=timezone.now(), reason="x"
            ),
        ),
    ],
    ids=["note", "take", "move", "raise"],
)
def test_a_transaction_holds_few_statements(filed, ana, most, act):
    case, key = filed
    unlocked = case.unlocked(key)
    with CaptureQueriesContext(connection) as queries:
        act(unlocked, ana)
    inside = statements(queries)
    assert 0 < len(inside) <= most, inside


@pytest.mark.django_db(transaction=True)
def test_nothing_is_sealed_or_wrapped_while_a_case_is_locked(filed, ana, monkeypatch):
    """Sealing, wraps and stretched passwords come before BEGIN."""
    from intake.vault import crypto

    case, key = filed
    unlocked = case.unlocked(key)
    inside = []

    def watched(name):
        real = getattr(crypto, name)

        def call(*args, **kwargs):
            if connection.in_atomic_block:
                inside.append(name)
            return real(*args, **kwargs)

        monkeypatch.setattr(crypto, name, call)

    for name in ("seal", "seal_json", "wrap", "derive_from_password"):
        watched(name)
    now = timezone.now()
    actions.write_note(unlocked, "x", by=ana, at=now)
    actions.change_status(unlocked, Status.IN_REVIEW, by=ana, at=now, reason="x")
    volunteer_actions.escalate(unlocked, by=ana, at=now, reason="x")
    volunteer_actions.correct(unlocked, "hold", "no", by=ana, at=now, reason="x")
    assert inside == []
    with changing(case):
        unlocked.new(Note, clear={"at": now}, text="watched")
    assert inside == ["seal_json", "seal"]
