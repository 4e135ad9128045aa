"""Drafts: two tabs at once lose nothing of each other, and a draft that is gone says so."""

from datetime import timedelta

import pytest
from django.utils import timezone

from intake.complaints import drafts
from intake.complaints.models import Draft
from intake.vault import envelopes

pytestmark = pytest.mark.postgres


@pytest.fixture
def opened(db):
    now = timezone.now()
    secret = drafts.start({"answers": {}, "lane": "full"}, now=now)
    return envelopes.unlock_with_browser(secret, now)


def answered(page):
    return lambda stored: stored | {"answers": stored["answers"] | {page: {"by": page}}}


def test_who_saves_second_edits_what_the_first_saved(opened):
    now, other_tab = timezone.now(), iter(["born", "story"])

    def slow(stored):
        """Between reading and keeping, another tab saves: twice, then no more."""
        for page in other_tab:
            drafts.change(opened, answered(page), now=now)
            break
        return answered("person")(stored)

    kept = drafts.change(opened, slow, now=now)
    assert set(kept["answers"]) == {"person", "born", "story"}
    assert drafts.read(opened, now=now) == kept


def test_saving_into_a_draft_that_was_erased_meanwhile_says_gone(opened):
    def erased(stored):
        drafts.erase(opened.owner)
        return stored

    with pytest.raises(drafts.DraftGone):
        drafts.change(opened, erased, now=timezone.now())
    assert not Draft.objects.exists()


def test_a_draft_past_its_day_takes_nothing_more(opened):
    with pytest.raises(drafts.DraftGone):
        drafts.change(opened, answered("born"), now=timezone.now() + timedelta(hours=25))
