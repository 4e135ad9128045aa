"""A draft that is sent, and what is added later: nothing is lost, and nothing is unfinished."""

from datetime import timedelta

import pytest
from django.utils import timezone

from intake.cases import submission
from intake.cases.models import Case
from intake.complaints import drafts
from intake.flow.complaint import COMPLAINT
from intake.flow.sample import sample
from intake.flow.steps import set_answer
from intake.models import Complaint, Wrap
from tests.cases.conftest import STATEMENT, started


def test_what_another_tab_saves_while_the_case_is_made_is_in_it(team, monkeypatch):
    now, later = timezone.now(), {"story": "Said in the other tab."}
    unlocked, secret = started(sample(COMPLAINT))
    real, saved = drafts.lock, []

    def lock(owner):
        if not saved:
            saved.append(owner)
            drafts.change(unlocked, lambda old: set_answer(COMPLAINT, old, "story", later), now=now)
        return real(owner)

    monkeypatch.setattr(drafts, "lock", lock)
    case = submission.submit(unlocked, secret, statement=STATEMENT, now=now)
    assert case.unlocked(unlocked.key).submitted["story"] == later


@pytest.mark.parametrize("page", ["story", "sharing"])
def test_a_complaint_with_an_open_question_is_not_sent(team, page):
    answers = sample(COMPLAINT)
    del answers[page]
    unlocked, secret = started(answers)
    with pytest.raises(submission.Unfinished) as error:
        submission.submit(unlocked, secret, statement=STATEMENT, now=timezone.now())
    assert error.value.step == page
    assert not Complaint.objects.exists() and not Case.objects.exists()


def test_a_filer_who_writes_twice_waits_since_the_first_time(filed):
    case, key = filed
    now = timezone.now()
    for days in (0, 5):
        more = {"story": {"story": f"words of day {days}"}}
        case = submission.add_amendment(
            case.unlocked(key),
            lambda answers, more=more: (answers | more, []),
            now=now + timedelta(days=days),
        )
    case.refresh_from_db()
    assert case.waiting_since == timezone.localdate(now)
    assert case.last_contact_on == timezone.localdate(now + timedelta(days=5))


def test_a_draft_beside_a_case_that_is_past_its_day_takes_no_key_of_the_case(filed_urgently):
    case, unlocked, _stored = filed_urgently
    now = timezone.now()
    submission.reopen_as_draft(case.unlocked(unlocked.key), now=now)
    assert drafts.erase_expired(now=now + timedelta(days=15)) == 1
    kinds = Wrap.objects.filter(owner=case.owner).values_list("kind", flat=True)
    assert sorted(kinds) == ["code", "recovery", "team"]
