"""Whatever is posted to a page of the form, the draft stays one that every page can read."""

import pytest
from django.utils import timezone

from intake.complaints import drafts
from intake.complaints.models import Draft
from intake.flow.complaint import COMPLAINT
from intake.flow.sample import ANSWERS, sample
from intake.flow.steps import MAX_ENTRIES
from intake.vault import envelopes
from intake.vault.shapes import ShapeError
from tests.filer import Filer

KEYS = [step.slug for step in COMPLAINT.steps]
ONE_EACH = [step.slug for step in COMPLAINT.steps if not step.many]
REPEATING = [step.slug for step in COMPLAINT.steps if step.many]


@pytest.fixture
def whole(office, client, settings):
    """A browser with a draft that is answered whole: (client, what it holds)."""
    now = timezone.now()
    # A page on request repeats, too.
    repeated = {"decisions": ANSWERS["decisions"]}
    answers = sample(COMPLAINT, filing_for="family", held=True, **repeated)
    secret = drafts.start({"answers": answers}, now=now)
    client.cookies[settings.VISIT_COOKIE] = secret
    return client, lambda: drafts.read(envelopes.unlock_with_browser(secret, now), now=now)


@pytest.mark.parametrize("key", [*ONE_EACH, "no-such-page"])
def test_a_page_without_entries_has_none_to_take_off(whole, key):
    client, stored = whole
    before = stored()
    assert client.post(f"/ask/{key}/0/drop/").status_code == 404
    assert stored() == before
    assert client.get("/check/").status_code == 200


@pytest.mark.parametrize("key", REPEATING)
def test_taking_off_the_last_entry_twice_changes_nothing_the_second_time(whole, key):
    client, stored = whole
    for _entry in range(len(stored()["answers"][key]) + 1):
        assert client.post(f"/ask/{key}/0/drop/").headers["Location"] == f"/ask/{key}/"
    assert key not in stored()["answers"]


BODIES = (
    {},
    {"done": "1"},
    {"skip": "1"},
    {"save": "1"},
    {"add": "x", "name": "y", "seen": "have"},
)


@pytest.mark.parametrize("key", KEYS)
def test_no_post_to_a_page_or_an_entry_breaks_a_draft(whole, key):
    client, stored = whole
    for tail in ("", "new/", "0/", "99/", "0/drop/", "99/drop/"):
        for body in BODIES[:1] if "drop" in tail else BODIES:
            answer = client.post(f"/ask/{key}/{tail}", body)
            assert answer.status_code in (302, 404, 422), (tail, body)
        for path in (f"/ask/{key}/", "/days/"):
            assert client.get(path).status_code in (200, 302, 404), (tail, path)


@pytest.mark.parametrize(
    "broken",
    [
        {"answers": ["person"]},
        {"answers": {"person": ["given_names"]}},
        {"answers": {"person": "Ana"}},
        {"answers": {"person": [{"given_names": "Ana"}]}},
        {"answers": {"detainers": {"number": "1"}}},
        {"answers": {"detainers": ["number"]}},
        {"answers": {"detainers": None}},
        {"answers": {}, "earlier": {"person": ["given_names"]}},
    ],
)
def test_a_draft_of_another_shape_is_refused_before_it_is_sealed(whole, settings, broken):
    client, stored = whole
    before, now = stored(), timezone.now()
    with pytest.raises(ValueError):
        drafts.start(broken, now=now)
    assert Draft.objects.count() == 1
    opened = envelopes.unlock_with_browser(client.cookies[settings.VISIT_COOKIE].value, now)
    with pytest.raises(ShapeError) as error:
        drafts.change(opened, lambda old: old | broken, now=now)
    assert stored() == before
    assert "Ana" not in str(error.value)


def test_there_is_an_end_to_adding_on_the_page_of_the_list_too(office, client):
    Filer(client, sample(COMPLAINT)).go(until="officers")
    for number in range(MAX_ENTRIES):
        assert client.post("/ask/officers/", {"name": f"Badge {number}"}).status_code == 302
    for tail in ("", "new/"):
        full = client.post(f"/ask/officers/{tail}", {"name": "Badge too many"})
        said = full.content.decode()
        assert full.status_code == 422 and 'value="Badge too many"' in said
        assert f"You have added {MAX_ENTRIES} already" in said
        # The last one, sent again after its answer was lost, is there already.
        assert client.post(f"/ask/officers/{tail}", {"name": f"Badge {number}"}).status_code == 302
    page = client.get("/ask/officers/").content.decode()
    assert page.count("Badge ") == MAX_ENTRIES and "too many" not in page


def test_more_can_be_added_again_after_the_time_to_add_it_is_over(sent):
    client, _case, _key = sent
    assert client.post("/more/").status_code == 302
    Draft.objects.update(expires_at=timezone.now())
    assert client.post("/more/").status_code == 302
    assert client.get("/check/").status_code == 200
