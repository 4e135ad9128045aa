"""English beside what was said: by people, signed, checked, append only."""

import html
import re

import pytest
from django.utils import timezone

from intake.cases import submission
from intake.demo import file_case
from intake.flow.complaint import COMPLAINT
from intake.messages import actions as letters
from intake.models import Event, Translation
from intake.translations import actions as translations
from tests.conftest import log_in, unlocked_of

NOW = timezone.now
STORY = "0:story/story"


@pytest.fixture
def case(cast):
    return file_case(COMPLAINT, NOW(), filing_for="family", held=True)


@pytest.fixture
def unlocked(case, office):
    return unlocked_of(case, office)


def at(case, rest=""):
    return f"/office/cases/{case.reference}/translation/{rest}"


def keep(client, case, text, *, place=STORY, seen=0):
    return client.post(at(case, "keep/"), {"place": place, "text": text, "seen": seen}, follow=True)


def page_of(client, case, query=""):
    return html.unescape(client.get(f"/office/cases/{case.reference}/{query}").content.decode())


def test_a_translation_is_sealed_signed_and_checked_by_somebody_else(cast, case, unlocked):
    tess, ana = log_in(cast["tess"]), log_in(cast["ana"])
    keep(tess, case, "It started one Friday.")
    row = Translation.objects.get()
    assert b"Friday" not in bytes(row.body) and b"story" not in bytes(row.body)
    page = page_of(ana, case)
    assert "It started one Friday." in page and "Translated by Tess on" in page
    assert "Not checked yet." in page and "It began on a Friday." in page
    refused = tess.post(at(case, "check/"), {"translation": row.pk}, follow=True)
    assert "Another person must check it." in refused.content.decode()
    ana.post(at(case, "check/"), {"translation": row.pk})
    assert "Checked by Ana on" in page_of(ana, case)
    kinds = list(case.events.order_by("pk").values_list("kind", flat=True))
    assert kinds.count("translated") == 1 and kinds.count("checked") == 1


def test_the_case_page_shows_original_english_or_both(cast, case):
    ana = log_in(cast["ana"])
    assert "?show=" not in page_of(ana, case)
    keep(ana, case, "Put in English")
    both, original, english = (
        page_of(ana, case, f"?show={show}") for show in ("nonsense", "original", "english")
    )
    assert "It began on a Friday." in both and "Put in English" in both
    assert "It began on a Friday." in original and "Put in English" not in original
    assert "It began on a Friday." not in english and "Put in English" in english
    listed = page_of(ana, case, "?show=english&list=tab%3Dopen")
    assert "?show=both&list=tab%3Dopen" in listed


def test_the_newest_counts_and_the_older_ones_stay(cast, case, unlocked):
    ana, ben = log_in(cast["ana"]), log_in(cast["ben"])
    keep(ana, case, "first")
    one = Translation.objects.get()
    ana.post(at(case, "check/"), {"translation": one.pk})
    late = keep(ben, case, "unseen", seen=0)
    assert "A colleague translated this just now." in html.unescape(late.content.decode())
    keep(ben, case, "second", seen=one.pk)
    assert Translation.objects.count() == 2
    counts = translations.current_translations(unlocked)[STORY]
    assert (counts.text, counts.by, counts.checked_by) == ("second", cast["ben"], None)


def test_only_what_the_person_typed_is_offered_and_no_name_to_a_translator(cast, case, unlocked):
    tess, ana = log_in(cast["tess"]), log_in(cast["ana"])
    from intake.cases import filer_actions

    filer_actions.add_details(unlocked, "The story", "Ana María said more", now=NOW())
    page = html.unescape(tess.get(at(case)).content.decode())
    places = re.findall(r'name="place" value="([^"]+)"', page)
    assert STORY in places and "0:witnesses/saw" in places
    for hidden in ("reach", "person/", "number", "custody", "1:added"):
        assert not [one for one in places if hidden in one], hidden
    for word in ("Ana María", "555-0100-000", "SAMPLE-0001", "1 Sample Street"):
        assert word not in page
    assert "1:added/text" in html.unescape(ana.get(at(case)).content.decode())
    assert keep(tess, case, "x", place="1:added/text").status_code == 404
    assert keep(ana, case, "x", place="0:custody/where").status_code == 404
    assert "Write the translation first." in keep(tess, case, "  ").content.decode()


def test_a_message_of_the_person_is_translated_in_the_same_place(cast, case, unlocked):
    letters.receive_message(unlocked, "¿Cuándo sale?", language="es", at=NOW())
    tess = log_in(cast["tess"])
    assert "¿Cuándo sale?" in tess.get(at(case)).content.decode()
    pk = case.messages.get().pk
    tess.post(at(case, "message/"), {"message": pk, "text": "When does he leave?"})
    page = page_of(log_in(cast["ana"]), case)
    assert "When does he leave?" in page and "Translated by Tess" in page
    assert tess.post(at(case, "message/"), {"message": pk + 1, "text": "x"}).status_code == 404


def test_a_packet_gets_the_english_of_the_latest_words_only(cast, case, unlocked):
    when = {"by": cast["tess"], "at": NOW()}
    kept = translations.save_translation(unlocked, STORY, "It started one Friday.", **when)
    translations.save_translation(
        unlocked, "0:witnesses/saw", "the stop, seen", by=cast["tess"], at=NOW()
    )
    translations.confirm_translation(case, kept.pk, by=cast["ana"], at=NOW())
    words, english = translations.translations_for_packet(unlocked)["story/story"]
    assert words.startswith("It began on a Friday.")
    signed = (english.text, english.by, english.checked_by)
    assert signed == ("It started one Friday.", cast["tess"], cast["ana"])
    _words, english = translations.translations_for_packet(unlocked)["witnesses/saw"]
    signed = (english.text, english.by, english.checked_by)
    assert signed == ("the stop, seen", cast["tess"], None)
    story = [section for section in unlocked.transcript if section["key"] == "story"]
    submission.add_amendment(unlocked, lambda answers: (answers, story), now=NOW())
    assert "story/story" not in translations.translations_for_packet(unlocked)


def test_a_page_that_was_added_to_twice_keeps_the_english_of_each(cast, case, unlocked):
    from intake.cases import filer_actions

    for text in ("primero", "segundo"):
        filer_actions.add_details(unlocked, "The story", text, page="story", now=NOW())
    translations.save_translation(unlocked, "1:added/story", "first", by=cast["ana"], at=NOW())
    found = translations.translations_for_packet(unlocked)
    assert [(name, words, made.text) for name, (words, made) in found.items()] == [
        ("1:added/story", "primero", "first")
    ]


def test_what_is_erased_takes_its_translations_with_it(cast, case, unlocked):
    from intake.cases import actions

    translations.save_translation(unlocked, STORY, "gone", by=cast["tess"], at=NOW())
    actions.erase(case, by=None, at=NOW())
    assert not Translation.objects.exists()
    assert Event.objects.filter(case=case, kind="translated").count() == 1
