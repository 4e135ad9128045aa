"""Neither lane grows: what each of a few people is asked, against what it was before the stays."""

import pytest

from tests.flow.lanes import LANES, PEOPLE, length

# (pages, words, needed answers) as they were when each asked one place of custody only.
BEFORE = {
    ("short", "in jail, with a hold"): (14, 946, 15),
    ("short", "a relative, in jail"): (16, 1058, 18),
    ("short", "taken by ICE"): (16, 1075, 18),
    ("short", "free after a hold"): (12, 841, 15),
    ("long", "in jail, with a hold"): (29, 1939, 21),
    ("long", "a relative, in jail"): (31, 2074, 24),
    ("long", "taken by ICE"): (31, 2091, 24),
    ("long", "free after a hold"): (27, 1834, 21),
}


# Since then the short lane has the story: one page that may be skipped.
STORY_WORDS = 48


@pytest.mark.parametrize(("lane", "person"), BEFORE)
def test_nobody_is_asked_more_than_before_but_for_the_story(lane, person):
    pages, words, needed = BEFORE[lane, person]
    if lane == "short":
        pages, words = pages + 1, words + STORY_WORDS
    found = length(LANES[lane], PEOPLE[person])
    assert found["pages"] <= pages
    assert found["words"] <= words
    assert found["needed"] <= needed


@pytest.mark.parametrize("person", [person for lane, person in BEFORE if lane == "long"])
def test_the_long_lane_is_shorter_than_before(person):
    """Pages, words and needed answers: what no first letter needs is asked later, or never."""
    pages, words, needed = BEFORE["long", person]
    found = length(LANES["long"], PEOPLE[person])
    assert found["pages"] < pages
    assert found["words"] <= words - 80
    assert found["needed"] <= needed - 2


def test_only_who_was_in_two_places_reads_another_page():
    one, two = PEOPLE["in jail, with a hold"], PEOPLE["in a second jail"]
    assert length(LANES["short"], one) == length(LANES["short"], two)
    assert length(LANES["long"], two)["pages"] == length(LANES["long"], one)["pages"] + 1
