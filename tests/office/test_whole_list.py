"""Saved filters with counts, a filter by team, and work on a whole list 50 cases at a time."""

import html
import re

import pytest
from django.utils import timezone

from intake.cases import counting
from intake.demo import file_case
from intake.flow.complaint import COMPLAINT
from intake.models import Case, SavedFilter, Tag, Team
from tests.conftest import log_in

WHERE = "/office/many/"
LIST = "tab=nobody&state=TX"


def text_of(response):
    return re.sub(r"\s+", " ", html.unescape(response.content.decode()))


def hidden(response):
    """Return the fields that a page carries, as a browser sends them."""
    found = re.findall(
        r'<input type="hidden" name="([^"]+)" value="([^"]*)"', response.content.decode()
    )
    given = {}
    for name, value in found:
        given.setdefault(name, []).append(html.unescape(value))
    given.pop("csrfmiddlewaretoken", None)
    return given


@pytest.fixture
def many(cast, office):
    """120 cases of Texas without an assignee, and one of California."""
    for _number in range(2):
        file_case(COMPLAINT, timezone.now())
    one, other = Case.objects.order_by("pk")
    Case.objects.filter(pk=other.pk).update(state="CA")
    copies = []
    for number in range(119):
        copy = Case.objects.get(pk=one.pk)
        copy.pk, copy.complaint_id, copy.owner = None, None, f"{number:032x}"
        copy.reference = f"B{number:02x}-000"[:7].upper()
        copies.append(copy)
    Case.objects.bulk_create(copies)
    return other


def test_a_whole_list_is_tagged_fifty_at_a_time_and_each_batch_is_looked_at(cast, many):
    ana, tag = log_in(cast["ana"]), Tag.objects.create(name="clinic")
    page = ana.get(f"/office/?{LIST}&all=1")
    assert "Review the whole list" in text_of(page)
    page = ana.post(WHERE, {"what": "tag", "list": LIST, "whole": "1"})
    seen, sizes = set(), []
    for left in ("70", "20", ""):
        assert (f"{left} more cases come after these" in text_of(page)) is bool(left)
        assert "more cases come after" in text_of(page) or not left
        given = hidden(page)
        assert not seen & set(given["case"])
        seen |= set(given["case"])
        sizes.append(len(given["case"]))
        assert Case.objects.filter(tags=tag).count() == len(seen) - sizes[-1]
        page = ana.post(WHERE, given | {"tag": tag.pk, "sure": "1"})
    assert sizes == [50, 50, 20]
    assert page.headers["Location"] == f"/office/?{LIST}"
    assert Case.objects.filter(tags=tag).count() == 120
    assert not many.tags.exists()


def test_a_batch_that_is_refused_keeps_its_place_in_the_list(cast, many):
    ana = log_in(cast["ana"])
    page = ana.post(WHERE, {"what": "follow_up", "list": LIST, "whole": "1"})
    given = hidden(page)
    wrong = ana.post(WHERE, given | {"on": "", "sure": "1"})
    assert wrong.status_code == 422
    assert hidden(wrong)["later"] == given["later"]
    assert "70 more cases" in text_of(wrong)
    following = ana.post(WHERE, given | {"on": "2099-01-05", "sure": "1"})
    assert "20 more cases" in text_of(following)
    assert 'value="2099-01-05"' in following.content.decode()
    assert Case.objects.filter(follow_up_on="2099-01-05").count() == 50


def test_cases_of_others_are_in_no_whole_list(cast, many):
    dana = log_in(cast["dana"])
    page = dana.post(WHERE, {"what": "tag", "list": LIST, "whole": "1"}, follow=True)
    assert "Choose 1 to 50 cases" in text_of(page)


def test_saved_filters_say_how_many_cases_they_have(cast, many, django_assert_num_queries):
    for name, query in (("Texas", LIST), ("California", "tab=all&state=CA"), ("Bad", "tag=x")):
        SavedFilter.objects.create(owner=cast["ana"], name=name, query=query)
    other = {"owner": cast["ben"], "query": "tab=closed"}
    SavedFilter.objects.create(name="Shared", shared=True, **other)
    SavedFilter.objects.create(name="Hidden", **other)
    page = text_of(log_in(cast["ana"]).get("/office/"))
    found = re.findall(r'"> (\w+) <span class="count">(\w+)</span> </a> <(?:form|span)', page)
    assert dict(found) == {"Texas": "120", "California": "1", "Bad": "121", "Shared": "0"}
    lists = {number: Case.objects.filter(state="TX") for number in range(9)}
    with django_assert_num_queries(1):
        assert set(counting.counts_of(lists | {9: Case.objects.none()}).values()) == {120, 0}


def test_a_list_of_one_team(cast, many, office):
    second = Team.objects.exclude(pk=office["team"].pk).first()
    ana = log_in(cast["ana"])
    own = text_of(ana.get(f"/office/?tab=all&team={office['team'].pk}"))
    assert many.reference in own or "Next page" in own
    assert "No results" in text_of(ana.get(f"/office/?tab=all&team={second.pk}"))
    assert f"Team: {office['team'].name}" in own


def test_the_export_of_ticked_cases_keeps_its_own_rules(cast, many):
    ana, cora = log_in(cast["ana"]), log_in(cast["cora"])
    chosen = {"what": "export", "list": LIST, "case": [many.reference]}
    assert "Choose 1 to 50" in text_of(ana.post(WHERE, chosen, follow=True))
    assert 'value="export"' not in ana.get("/office/").content.decode()
    place = cora.post(WHERE, chosen | {"list": "tab=all"}).headers["Location"]
    assert place == f"/office/export/?tab=all&case={many.reference}"
    assert "A table of 1 cases" in text_of(cora.get(place))
    assert cora.post(place, {}).status_code == 422
    lines = cora.post(place, {"reason": "A count"}).content.decode().strip().splitlines()
    assert len(lines) == 2
    whole = cora.post(WHERE, {"what": "export", "list": LIST, "whole": "1"}).headers["Location"]
    assert whole == f"/office/export/?{LIST}"
    lines = cora.post(whole, {"reason": "A count"}).content.decode().strip().splitlines()
    assert len(lines) == 121
