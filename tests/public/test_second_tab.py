"""Two tabs of one form: newer words are not overwritten unseen, and the filer chooses."""

import re

import pytest
from django.utils import timezone

from intake.complaints import drafts
from intake.flow.complaint import COMPLAINT
from intake.flow.sample import sample
from intake.vault import envelopes
from tests.filer import Filer, FormClient
from tests.public.returning import text
from tests.public.test_hostile_text import check

ANSWERS = sample(COMPLAINT, filing_for="family", held=True)
OLD, NEWER, OTHER = "The first words.", "Longer, newer words.", "Words of the second tab."


def version(page):
    return re.search(r'name="version" value="(\w+)"', text(page))[1]


@pytest.fixture
def tabs(office, settings):
    """A browser at the story: (client, what the draft holds)."""
    client = FormClient()
    Filer(client, ANSWERS | {"story": {"story": OLD}}).jump(until="story")
    now = timezone.now()

    def stored():
        secret = client.cookies[settings.VISIT_COOKIE].value
        return drafts.read(envelopes.unlock_with_browser(secret, now), now=now)["answers"]

    client.post("/ask/story/", {"story": OLD})
    return client, stored


def test_a_second_tab_shows_both_versions_and_overwrites_only_when_told_to(tabs):
    client, stored = tabs
    read = version(client.get("/ask/story/"))
    assert client.post("/ask/story/", {"story": NEWER, "version": read}).status_code == 302
    answer = client.post("/ask/story/", {"story": OTHER, "version": read})
    page = text(answer)
    assert answer.status_code == 409 and stored()["story"]["story"] == NEWER
    assert NEWER in page and re.search(rf"<textarea[^>]*>\s*{OTHER}</textarea>", page)
    check(answer.content.decode(), "both versions")
    # It would take the saved words away, unseen.
    assert 'name="skip"' not in page
    kept = re.search(r'href="([^"]+)">Keep the saved words', page)[1]
    assert client.get(kept).status_code == 200
    again = client.post("/ask/story/", {"story": OTHER, "version": version(answer)})
    assert again.status_code == 302 and stored()["story"]["story"] == OTHER


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"story": NEWER}, 302),  # a double tap
        ({"story": f"{NEWER} And more."}, 302),  # nothing is lost
        ({"story": ""}, 409),
        ({"skip": "1"}, 409),
        ({"story": OTHER, "save": "1"}, 409),
    ],
)
def test_only_what_would_lose_words_is_asked_about(tabs, sent, status):
    client, stored = tabs
    read = version(client.get("/ask/story/"))
    client.post("/ask/story/", {"story": NEWER, "version": read})
    assert client.post("/ask/story/", sent | {"version": read}).status_code == status
    assert NEWER in stored()["story"]["story"]


def test_going_back_and_changing_words_is_no_second_tab(tabs):
    client, stored = tabs
    for words in (NEWER, OTHER):
        read = version(client.get("/ask/story/"))
        assert client.post("/ask/story/", {"story": words, "version": read}).status_code == 302
    assert stored()["story"]["story"] == OTHER


def test_choices_of_a_second_tab_count_as_the_last_ones(tabs):
    client, stored = tabs
    read = version(client.get("/ask/filer/"))
    for who in ("me", "family"):
        answer = client.post("/ask/filer/", {"filing_for": who, "version": read})
        assert answer.status_code == 302 and stored()["filer"]["filing_for"] == who


def entries(client, count):
    client.post("/ask/officers/", {"name": "Badge 1"})
    for number in range(2, count + 1):
        client.post("/ask/officers/new/", {"name": f"Badge {number}"})
    page = text(client.get("/ask/officers/"))
    found = r'(?s)action="(/ask/officers/\d+/drop/)".*?name="version" value="(\w+)"'
    return re.findall(found, page)


def badges(stored):
    return [entry["name"] for entry in stored().get("officers") or []]


@pytest.fixture
def listed(office, settings):
    client = FormClient()
    Filer(client, ANSWERS).jump(until="officers")
    now = timezone.now()

    def stored():
        secret = client.cookies[settings.VISIT_COOKIE].value
        return drafts.read(envelopes.unlock_with_browser(secret, now), now=now)["answers"]

    return client, stored


def test_a_second_tap_on_remove_does_not_take_the_next_entry(listed):
    client, stored = listed
    forms = entries(client, 3)
    assert len(forms) == 3
    for _tap in range(3):
        path, read = forms[0]
        assert client.post(path, {"version": read}).headers["Location"] == "/ask/officers/"
    assert badges(stored) == ["Badge 2", "Badge 3"]


def test_an_entry_that_moved_up_is_not_overwritten_unseen(listed):
    client, stored = listed
    forms = entries(client, 2)
    read = version(client.get("/ask/officers/0/"))
    client.post(forms[0][0], {"version": forms[0][1]})
    answer = client.post("/ask/officers/0/", {"name": "Badge 1b", "version": read})
    assert answer.status_code == 409 and "Badge 2" in text(answer)
    assert badges(stored) == ["Badge 2"]


@pytest.mark.parametrize("sent", [{"skip": "1"}, {"done": "1"}])
def test_a_tab_that_saw_no_entries_removes_none(listed, sent):
    client, stored = listed
    read = version(client.get("/ask/officers/"))
    entries(client, 2)
    assert client.post("/ask/officers/", sent | {"version": read}).status_code == 302
    assert badges(stored) == ["Badge 1", "Badge 2"]


FIRST_PAGE = {"kind": "local_jail", "facility": "Sample County Jail", "jail_state": "TX"}


@pytest.fixture
def at_stays(office, settings):
    client = FormClient()
    Filer(client, ANSWERS).jump(until="stays")
    now = timezone.now()

    def stays():
        secret = client.cookies[settings.VISIT_COOKIE].value
        draft = drafts.read(envelopes.unlock_with_browser(secret, now), now=now)
        return draft["answers"].get("stays") or []

    return client, stays


def test_two_tabs_that_add_an_entry_of_two_pages_each_go_on_with_their_own(at_stays):
    client, stays = at_stays
    for number, name in enumerate(("First Jail", "Second Jail")):
        answer = client.post("/ask/stays/new/", FIRST_PAGE | {"facility": name})
        assert answer.headers["Location"] == f"/ask/stays/{number}/more/"
    assert [entry["facility"] for entry in stays()] == ["First Jail", "Second Jail"]


def test_going_back_to_the_first_of_two_pages_adds_no_second_entry(at_stays):
    client, stays = at_stays
    more = client.post("/ask/stays/new/", FIRST_PAGE).headers["Location"]
    assert client.post(more, {"ended": "another_jail"}).headers["Location"] == "/ask/stays/"
    assert client.post("/ask/stays/new/", FIRST_PAGE).headers["Location"] == more
    assert [(entry["facility"], entry["ended"]) for entry in stays()] == [
        ("Sample County Jail", "another_jail")
    ]


def test_each_page_of_an_entry_leaves_the_other_page_as_it_is(at_stays):
    client, stays = at_stays
    more = client.post("/ask/stays/new/", FIRST_PAGE).headers["Location"]
    read = version(client.get(more))
    client.post(more, {"went_out_words": "at dawn", "version": read})
    client.post(more, {"went_out_words": "at dawn", "ended": "freed", "version": read})
    answer = client.post("/ask/stays/0/", FIRST_PAGE | {"facility": OTHER, "version": read})
    assert answer.status_code == 409 and "Sample County Jail" in text(answer)
    check(answer.content.decode(), "both versions of an entry")
    [entry] = stays()
    assert entry["went_out"]["words"] == "at dawn" and entry["ended"] == "freed"
    assert entry["facility"] == "Sample County Jail"
