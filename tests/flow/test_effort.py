"""The promise of time is measured on what is asked, and said by every page from one place."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from intake.flow.effort import MINUTES
from tests.flow.effort import WHO, minutes, minutes_of, words_of

pytestmark = pytest.mark.django_db
STEP = 5
PROMISE = re.compile(r"(\d+) minutes")
AT = {"/before/": "full", "/urgent/": "urgent"}


@pytest.mark.parametrize("lane", MINUTES)
def test_a_lane_takes_as_long_as_is_promised(office, lane):
    """The longer voice fits into the promise, and would not fit into one that is shorter."""
    found = {voice: minutes_of(lane, voice) for voice in WHO}
    print(lane, {voice: round(time, 1) for voice, time in found.items()})
    assert MINUTES[lane] - STEP < max(found.values()) <= MINUTES[lane]


@pytest.mark.parametrize("path", AT)
def test_the_page_before_a_lane_says_its_time(client, office, path):
    page = client.get(path).content.decode()
    assert PROMISE.findall(page) == [str(MINUTES[AT[path]])]


def test_no_text_promises_a_time_of_its_own():
    texts = [path.read_text() for path in Path(settings.BASE_DIR).glob("templates/**/*.html")]
    found = [text for text in texts if re.search(r"[Tt]akes? [^.]*minute|inutes? to read", text)]
    assert len(found) == len(AT)
    for text in found:
        assert re.findall(r"[Tt]akes? ([^.]*) minutes?", text) == ["about {{ minutes }}"]


def test_what_is_folded_or_not_asked_is_not_read():
    page = """<main><p>One two</p><span class="sr">three</span>
      <details><summary>four</summary>five</details>
      <div class="shown-with shown-with--where-name">six</div></main>"""
    assert words_of(page) == 3
    assert words_of(page, {"name": "given"}) == 4
    assert minutes(150, taps=20, typed=180) == 3
