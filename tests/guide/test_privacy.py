"""The page on privacy says what the code does, in the figures of the code."""

import re
from pathlib import Path

import pytest

from intake.cases import retention
from intake.complaints import drafts, page_counts
from intake.guide.about import PRIVACY

DATA = (Path(__file__).parent.parent.parent / "docs" / "data.md").read_text()


def said(title):
    return " ".join(
        str(item) for part in PRIVACY.passages if part.title == title for item in part.items
    )


SAID = {str(part.title): said(part.title) for part in PRIVACY.passages}


def test_how_long_is_what_the_timer_keeps_to():
    hours = drafts.LIFETIME_WITHOUT_CODE.total_seconds() / 3600
    papers = drafts.LIFETIME_DOCUMENTS_ONLY.total_seconds() / 3600
    for words in (
        f"without a code: {hours:.0f} hours",
        f"with a code: {drafts.LIFETIME_WITH_CODE.days} days",
        f"Letters only: {papers:.0f} hour.",
        f"until {retention.AFTER_CLOSING.days} days after we close it",
        f"and {retention.AT_MOST.days} days at most",
    ):
        assert words in SAID["How long do we keep it?"]
    assert f"after {page_counts.RETENTION.days // 7} weeks" in SAID["What is not sealed?"]


def test_how_long_a_copy_lasts_is_what_the_list_of_data_says():
    [days] = re.findall(r"[Ss]ealed backups may hold a\s+copy for up to\s+(\d+) days", DATA)
    assert f"up to {days} days" in SAID["How long do we keep it?"]


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("What is sealed?", "One more key is on paper"),
        ("What is locked less well?", "our computer keeps a key to that one address"),
        ("What is not sealed?", "which volunteer opened which case"),
        ("What is not sealed?", "Someone could count back to the day it happened"),
        ("What is not sealed?", "We count how many people finish each page"),
        ("How long do we keep it?", "We keep one line"),
        ("What do we never do?", "may keep its own list"),
    ],
)
def test_what_is_not_sealed_or_stays_is_named(title, words):
    assert words in SAID[title]


@pytest.mark.parametrize(
    "words", ["no counters", "Nothing else does", "All that you write", "until you erase it, or"]
)
def test_the_page_promises_no_more_than_is_so(words):
    assert words not in " ".join(SAID.values())


@pytest.mark.parametrize(
    "field",
    ["Reminder.address", "PageCount.count", "AuditEntry.what", "Case.deadlines", "Case.erased_on"],
)
def test_what_the_page_names_is_in_the_list_of_data(field):
    assert f"| {field} |" in DATA
