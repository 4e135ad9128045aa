"""Words about status, entry or crime are asked about beside their box, and no letter prints them.

What is typed is what the worked case of a cousin types who writes about his own papers.
"""

import pytest
from django.utils import timezone

from intake.flow.complaint import COMPLAINT
from intake.flow.sample import sample
from intake.flow.volunteers_only import SLUG, split
from intake.models import Case
from intake.packets.build import DOCUMENT_TYPES, DOCUMENT_TYPES_BY_SLUG, build_document
from intake.packets.document_input import document_input, document_input_of
from tests.conftest import log_in, unlocked_of
from tests.filer import Filer, FormClient, flat

TYPED = (
    "They dropped everything on Friday and he is still in there. I do not have papers myself, I"
    " stayed when my visa ended in 2019, and I drove the car that night without a license, so I"
    " cannot go to the jail. His wife Lucia has no papers either. Marcos has a green card, I have"
    " seen it many times. He is 34. Please do not let them come to us."
)
LEFT = (
    "They dropped everything on Friday and he is still in there. Marcos has a green card, I have"
    " seen it many times. He is 34. Please do not let them come to us."
)
MOVED = TYPED.split(". ")[1] + ".\nHis wife Lucia has no papers either."
SECRETS = ("I do not have papers myself", "visa ended", "without a license", "Lucia")
ASKS = "Should a letter say this?"


def at_story(**choices):
    answers = sample(COMPLAINT, filing_for="family", held=True, **choices)
    return Filer(FormClient(), answers).jump("story")


def post_story(filer, text, **more):
    data = {"story": text, "seen_or_told": "told_by_them", "lane": "full"} | more
    return filer.post("/ask/story/", data)


def test_the_filer_is_asked_on_the_same_page_and_loses_no_word(office):
    filer = at_story()
    response = post_story(filer, TYPED)
    page = flat(response.content.decode())
    assert response.status_code == 422 and ASKS in page
    assert page.count("<blockquote") == 2 and '<blockquote dir="auto">His wife Lucia' in page
    assert f">{TYPED}</textarea>" in page.replace("&#x27;", "'").replace("\n", "")
    # Sent again without a choice, it asks again.
    assert ASKS in post_story(filer, TYPED).content.decode()


def test_what_is_moved_is_an_answer_of_its_own_and_the_rest_stays(office):
    filer = at_story()
    post_story(filer, TYPED, story_mentions="move")
    assert filer.step() not in ("story", SLUG)
    page = filer.client.get(f"/ask/{SLUG}/").content.decode()
    assert "His wife Lucia has no papers either." in page and "No letter says this." in page
    filer.go().send()
    answers = unlocked_of(Case.objects.get(), office).answers
    assert answers["story"]["story"] == LEFT
    assert answers[SLUG] == {"text": MOVED}


def test_what_is_kept_stays_and_is_not_asked_about_twice(office):
    filer = at_story()
    post_story(filer, TYPED, story_mentions="keep")
    assert filer.step() != "story"
    assert ASKS not in filer.client.get("/ask/story/").content.decode()
    post_story(filer, TYPED)
    assert filer.step() != "story"
    filer.go().send()
    answers = unlocked_of(Case.objects.get(), office).answers
    assert answers["story"]["story"] == TYPED and SLUG not in answers


@pytest.mark.parametrize(
    "text",
    ["He showed his green card to the officer.", "It began on a Friday.", ""],
)
def test_nobody_is_asked_about_other_words(office, text):
    filer = at_story()
    post_story(filer, text)
    assert filer.step() != "story"


def test_each_free_text_asks_also_one_of_a_page_that_repeats(office):
    filer = Filer(FormClient(), sample(COMPLAINT)).jump("officers")
    said = {"name": "Badge 1", "agency": "ice", "note": "He knew that I overstayed."}
    page = filer.post("/ask/officers/new/", said).content.decode()
    assert ASKS in page and "He knew that I overstayed." in page
    filer.post("/ask/officers/new/", said | {"note_mentions": "move"})
    filer.post("/ask/officers/", {"done": "1"})
    filer.go().send()
    answers = unlocked_of(Case.objects.get(), office).answers
    assert answers["officers"] == [{"name": "Badge 1", "agency": "ice", "note": ""}]
    assert answers[SLUG] == {"text": "He knew that I overstayed."}


def test_words_added_after_sending_are_asked_about_too(office):
    filer = Filer(FormClient(), sample(COMPLAINT)).jump()
    filer.send()
    said = {"about": "story", "text": "A guard laughed. I crossed the border in 2004."}
    page = filer.post("/add/", said).content.decode()
    assert ASKS in page and said["text"] in page
    filer.post("/add/", said | {"text_mentions": "move"})
    case = Case.objects.get()
    added = [part for _day, parts in unlocked_of(case, office).amendments for part in parts]
    lines = [line for part in added for entry in part["entries"] for line in entry]
    assert [(line["key"], line["value"]) for line in lines] == [
        ("story", "A guard laughed."),
        (SLUG, "I crossed the border in 2004."),
    ]
    made = document_input_of(unlocked_of(case, office), today=timezone.localdate())
    assert [words.text for words in made.additions] == ["A guard laughed."]


def test_a_correction_after_sending_asks_too(cast, office):
    filer = Filer(FormClient(), sample(COMPLAINT)).jump()
    filer.send()
    said = {"story": "A guard laughed. I have no legal status."}
    page = filer.post("/answers/story/", said).content.decode()
    assert ASKS in page
    filer.post("/answers/story/", said | {"story_mentions": "move"})
    case = Case.objects.get()
    answers = unlocked_of(case, office).answers
    assert answers["story"]["story"] == "A guard laughed."
    assert answers[SLUG] == {"text": "I have no legal status."}
    page = log_in(cast["ana"]).get(f"/office/cases/{case.reference}/").content.decode()
    assert "I have no legal status." in page


@pytest.mark.parametrize("filing_for", ["me", "family"])
@pytest.mark.parametrize("held", [True, False])
def test_no_document_of_any_office_prints_what_is_for_volunteers_only(db, filing_for, held):
    secret = "Zebra Example told of a made-up visa."
    answers = sample(COMPLAINT, filing_for=filing_for, held=held, volunteers_only={"text": secret})
    assert answers[SLUG] == {"text": secret}
    made = document_input(answers, today=timezone.localdate())
    for document_type in DOCUMENT_TYPES:
        assert "Zebra" not in build_document(document_type, made).text()
    # The same words in the story would be printed.
    told = document_input(answers | {"story": {"story": secret}}, today=timezone.localdate())
    assert "Zebra" in build_document(DOCUMENT_TYPES_BY_SLUG["crcl-complaint"], told).text()


def test_the_rest_of_a_text_keeps_its_lines():
    text = "First line.\nI am undocumented. Second line.\n\nI came here illegally."
    assert split(text) == (
        "First line.\nSecond line.\n\n",
        ["I am undocumented.", "I came here illegally."],
    )
    assert split("I am undocumented.") == ("", ["I am undocumented."])
