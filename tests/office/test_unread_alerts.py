"""Alerts of what waits unread: neutral, once for each thing, at once or once a day."""

from datetime import timedelta

import pytest
from django.core import mail as outbox
from django.utils import timezone

from intake import mail
from intake.accounts.models import AlertWhen
from intake.cases import actions, filer_actions, volunteer_actions
from intake.demo import file_case
from intake.flow.complaint import COMPLAINT
from intake.models import Case
from intake.office.queue import alerts, unread_alerts
from tests.conftest import join, log_in, unlocked_of

NOW = timezone.now


@pytest.fixture(autouse=True)
def mailing(settings):
    settings.EMAIL_FROM = "office@example.org"


def with_address(volunteer, when=AlertWhen.AT_ONCE):
    alerts.save_address(volunteer, f"{volunteer.username}@example.org")
    volunteer.alert_when, volunteer.alerted_at = when, NOW()
    volunteer.save()
    return volunteer


def told(now):
    """Return who is told at a moment."""
    outbox.outbox.clear()
    unread_alerts.send_unread(now)
    return sorted(message.to[0].split("@")[0] for message in outbox.outbox)


def test_a_case_that_a_colleague_gives_is_told_once_and_neutrally(cast, office):
    with_address(cast["ben"])
    case = file_case(COMPLAINT, NOW())
    assert told(NOW()) == []
    volunteer_actions.assign(unlocked_of(case, office), cast["ben"], by=cast["ana"], at=NOW())
    assert told(NOW()) == ["ben"]
    [message] = outbox.outbox
    assert case.reference not in message.body and not mail.find_forbidden_word(message.body)
    assert told(NOW()) == []


def test_what_was_read_before_the_timer_ran_is_not_told(cast, office):
    with_address(cast["ben"])
    case = file_case(COMPLAINT, NOW())
    volunteer_actions.assign(unlocked_of(case, office), cast["ben"], by=cast["ana"], at=NOW())
    log_in(cast["ben"]).get(f"/office/cases/{case.reference}/")
    assert told(NOW()) == []


def test_a_reply_is_told_to_whoever_has_the_case(cast, office):
    case = file_case(COMPLAINT, NOW())
    actions.assign_to_self(case, by=cast["ana"], at=NOW())
    for name in ("ana", "ben", "tess"):
        with_address(cast[name])
    filer_actions.add_details(unlocked_of(case, office), "Story", "more", now=NOW())
    assert told(NOW()) == ["ana"]


def test_once_a_day_is_one_mail_a_day(cast, office):
    ben = with_address(cast["ben"], AlertWhen.DAILY)
    ben.alerted_at = NOW() - timedelta(days=2)
    ben.save()
    for _ in range(2):
        case = file_case(COMPLAINT, NOW())
        volunteer_actions.assign(unlocked_of(case, office), ben, by=cast["ana"], at=NOW())
        first = told(NOW())
        assert first == (["ben"] if Case.objects.count() == 1 else [])


def test_an_urgent_case_is_told_after_two_hours_unread(cast):
    with_address(cast["ana"])
    file_case(COMPLAINT, NOW(), filing_for="family", held=True)
    assert told(NOW() + timedelta(hours=1)) == []
    assert told(NOW() + timedelta(hours=2, minutes=1)) == ["ana"]
    assert told(NOW() + timedelta(hours=3)) == []


def test_a_newcomer_is_told_to_coordinators_and_stands_on_today(cast, office):
    from intake.demo import set_second_factor

    for name in ("ana", "cora"):
        with_address(cast[name])
    nora = join(office, "nora", granted=False)
    set_second_factor(nora)
    assert told(NOW()) == ["cora"]
    assert "Nora" in log_in(cast["cora"]).get("/office/today/").content.decode()
    assert "Nora" not in log_in(cast["ana"]).get("/office/today/").content.decode()


def test_a_volunteer_chooses_when_and_hides_names_on_the_account_page(cast):
    ana = log_in(cast["ana"])
    given = {"alert_address": "a@example.org", "alert_when": "now", "names_hidden": "on"}
    assert ana.post("/office/account/", given).status_code == 302
    cast["ana"].refresh_from_db()
    assert cast["ana"].alert_when == AlertWhen.AT_ONCE and cast["ana"].names_hidden
    assert ana.post("/office/account/", {"alert_when": "never"}).status_code == 422
    assert "Words we use" in ana.get("/office/glossary/").content.decode()
