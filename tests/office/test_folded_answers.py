"""The questionnaire on a case: folded by its parts, opened by one link, words never lost."""

import re

import pytest
from django.utils import timezone

from intake.cases import filer_actions
from intake.demo import file_case
from intake.flow.complaint import COMPLAINT
from tests.conftest import log_in, unlocked_of


@pytest.fixture
def case(cast):
    return file_case(COMPLAINT, timezone.now(), filing_for="family", held=True)


def parts(html):
    return re.findall(r'<details class="asked"( open)?><summary>(.*?) <span', html)


def test_the_answers_are_folded_by_parts_with_their_number(cast, case):
    html = log_in(cast["ana"]).get(f"/office/cases/{case.reference}/").content.decode()
    names = [name for _is_open, name in parts(html)]
    groups = [str(step.group.title) for step in COMPLAINT.steps]
    assert len(names) > 2 and set(names) <= set(groups) and len(names) == len(set(names))
    assert {is_open for is_open, _name in parts(html)} == {""}
    assert len(re.findall(r"\d+ answers?</span></summary>", html)) == len(names)
    assert "It began on a Friday." in html


@pytest.mark.parametrize("query", ["?open=1", "?open=1&list=tab%3Dopen", "?show=original"])
def test_one_link_opens_all_and_keeps_the_list(cast, case, query):
    ana, path = log_in(cast["ana"]), f"/office/cases/{case.reference}/"
    assert 'href="?open=1#said"' in ana.get(path).content.decode()
    listed = ana.get(f"{path}?list=tab%3Dopen").content.decode()
    assert 'href="?open=1&amp;list=tab%3Dopen#said"' in listed
    html = ana.get(f"{path}{query}").content.decode()
    assert {is_open for is_open, _name in parts(html)} == {" open"}
    assert "Open all answers" not in html


def test_showing_covered_numbers_opens_the_answers(cast, case):
    html = log_in(cast["ana"]).post(f"/office/cases/{case.reference}/reveal/").content.decode()
    assert {is_open for is_open, _name in parts(html)} == {" open"}


def test_what_was_added_later_is_never_folded(cast, case, office):
    unlocked = unlocked_of(case, office)
    filer_actions.add_details(unlocked, "The story", "one more thing", now=timezone.now())
    html = log_in(cast["ana"]).get(f"/office/cases/{case.reference}/").content.decode()
    folded = re.findall(r'<details class="asked".*?</details>', html, re.DOTALL)
    assert len(folded) > 2 and "It began on a Friday." in "".join(folded)
    assert "one more thing" in html and "one more thing" not in "".join(folded)
