"""A call is logged with one click; it is a contact where somebody or a machine heard it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from intake.demo import file_case
from intake.flow.complaint import COMPLAINT
from intake.models import Case
from tests.conftest import log_in

LONG_AGO = timezone.localdate() - timedelta(days=9)


@pytest.fixture
def case(cast):
    found = file_case(COMPLAINT, timezone.now(), held=True)
    Case.objects.filter(pk=found.pk).update(last_contact_on=LONG_AGO, waiting_since=LONG_AGO)
    return found


@pytest.mark.parametrize(
    ("ending", "words", "is_contact"),
    (
        ("called", "Called: we spoke", True),
        ("call_missed", "Called: no answer", False),
        ("voicemail", "Called: voicemail left", True),
    ),
)
def test_one_click_logs_how_a_call_ended(cast, case, ending, words, is_contact):
    ana, path = log_in(cast["ana"]), f"/office/cases/{case.reference}/"
    assert f"{path}do/{ending}/" in ana.get(path).content.decode()
    page = ana.post(f"{path}do/{ending}/", follow=True).content.decode()
    assert "Call logged:" in page and words in page
    assert words in ana.get(f"{path}?only=messages").content.decode()
    event = case.events.get(kind=ending)
    assert event.by == cast["ana"] and event.detail is None
    case.refresh_from_db()
    assert case.last_contact_on == (timezone.localdate() if is_contact else LONG_AGO)
    assert case.waiting_since == LONG_AGO


def test_a_reader_and_a_translator_log_no_call(cast, case):
    path = f"/office/cases/{case.reference}/do/called/"
    for name in ("rita", "tess"):
        assert log_in(cast[name]).post(path).status_code == 404
    assert not case.events.filter(kind="called").exists()
