"""Where people stop: a page counts once a person, sending counts once, and nothing else is kept."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from intake.complaints import page_counts
from intake.complaints.models import PageCount
from intake.flow.complaint import COMPLAINT
from intake.flow.sample import sample
from tests.conftest import log_in
from tests.filer import Filer, FormClient


def test_each_page_counts_once_and_so_does_sending(db, office):
    filer = Filer(FormClient(), sample(COMPLAINT)).go(until="born")
    sums = page_counts.totals(timezone.localdate())
    assert sums["filer"] == sums["person"] == 1
    assert "born" not in sums and page_counts.SENT not in sums
    filer.client.post("/ask/filer/", {"filing_for": "family"})
    assert page_counts.totals(timezone.localdate())["filer"] == 1
    whole = Filer(FormClient(), sample(COMPLAINT)).go()
    whole.send()
    sums = page_counts.totals(timezone.localdate())
    assert sums["filer"] == 2 and sums["born"] == 1 and sums[page_counts.SENT] == 1
    assert page_counts.DOCUMENTS_MADE not in sums


def test_papers_only_is_an_end_of_its_own(db, office):
    Filer(FormClient(), sample(COMPLAINT, sharing={"keep": "papers_only"})).go().send()
    sums = page_counts.totals(timezone.localdate())
    assert sums[page_counts.DOCUMENTS_MADE] == 1 and page_counts.SENT not in sums


@pytest.mark.postgres
def test_a_count_older_than_eight_weeks_is_not_summed_and_is_erased(db):
    today = date(2026, 11, 24)
    for weeks in (0, 7, 8, 9):
        page_counts.increment("filer", today - timedelta(weeks=weeks))
    page_counts.increment("filer", today)
    assert page_counts.totals(today) == {"filer": 3}
    page_counts.delete_old(today)
    assert PageCount.objects.count() == 2


def test_the_timer_erases_old_counts(db, office):
    page_counts.increment("filer", timezone.localdate() - timedelta(weeks=9))
    call_command("expire")
    assert not PageCount.objects.exists()


def test_the_dashboard_shows_how_far_people_came(cast):
    Filer(FormClient(), sample(COMPLAINT)).go(until="custody")
    page = log_in(cast["ana"]).get("/office/dashboard/").content.decode()
    assert "Drop-off by page" in page
    assert str(COMPLAINT.step("filer").title.for_voice("me")) in page
    assert str(COMPLAINT.step("story").title.for_voice("me")) not in page
