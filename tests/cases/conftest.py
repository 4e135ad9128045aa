import pytest
from django.utils import timezone

from intake.cases import submission
from intake.complaints import drafts
from intake.flow.complaint import COMPLAINT, URGENT
from intake.flow.sample import sample
from intake.vault import envelopes

STATEMENT = {"name": "Sam Sample", "said_on": "2026-11-23"}


def started(answers, lane="full"):
    """Return (opened, secret) of a draft that holds these answers."""
    now = timezone.now()
    secret = drafts.start({"answers": answers, "lane": lane}, now=now)
    return envelopes.unlock_with_browser(secret, now), secret


@pytest.fixture
def filed(team):
    """A submitted case and its key."""
    opened, secret = started(sample(COMPLAINT))
    case = submission.submit(opened, secret, statement=STATEMENT, now=timezone.now())
    return case, opened.key


@pytest.fixture
def filed_urgently(team):
    """A case from the short lane for somebody in jail: (case, opened, what the draft held)."""
    answers = sample(URGENT, filing_for="family", held=True)
    opened, secret = started(answers, lane="urgent")
    case = submission.submit(opened, secret, statement=STATEMENT, now=timezone.now())
    return case, opened, answers
