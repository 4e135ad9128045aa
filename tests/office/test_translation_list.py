"""The translator's desk: what waits for a translation, who is at it, and what takes it off."""

import html
import re
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from intake.attachments import actions as attachments
from intake.cases import actions as case_actions
from intake.cases import filer_actions
from intake.demo import file_case
from intake.flow.complaint import COMPLAINT, URGENT
from intake.messages import actions as letters
from intake.models import TranslationWork, Volunteer
from intake.translations import actions, work
from tests.conftest import log_in, send_message, unlocked_of

pytestmark = pytest.mark.postgres

NOW = timezone.now
DESK = "/office/translations/"


def filed(reads="es", **choices):
    return file_case(COMPLAINT, NOW(), language={"speaks": "es", "reads": reads}, **choices)


@pytest.fixture
def case(cast):
    return filed(filing_for="family", held=True)


@pytest.fixture
def unlocked(case, office):
    return unlocked_of(case, office)


def text_of(client, path=DESK):
    return " ".join(html.unescape(client.get(path).content.decode()).split())


def listed(client, path=DESK):
    return re.findall(r"/office/cases/([\w-]+)/translation/\"", client.get(path).content.decode())


def at(case, rest=""):
    return f"/office/cases/{case.reference}/translation/{rest}"


def translate_all(unlocked, by):
    for place, _section, _line in actions.latest_texts(unlocked).values():
        actions.save_translation(unlocked, place, "In English", by=by, at=NOW())


def test_open_cases_in_another_language_wait_the_most_urgent_first(cast):
    tess = log_in(cast["tess"])
    assert "Nothing needs a translation." in text_of(tess)
    free = filed()
    held = filed(filing_for="family", held=True)
    arabic = filed("ar")
    for reads in ("en", "call", "unsure"):
        filed(reads)
    assert listed(tess) == [held.reference, *sorted([free.reference, arabic.reference])]
    assert listed(tess, DESK + "?reads=ar") == [arabic.reference]
    page = text_of(tess)
    assert re.search(r"Spanish <span class=\"count\">2</span>.*Arabic", page)
    assert listed(tess, DESK + "?reads=no-such") == listed(tess)
    Volunteer.objects.filter(pk=cast["tess"].pk).update(languages=["ar"])
    assert re.search(r"Arabic.*You read it\..*Spanish", text_of(log_in(cast["tess"])))


def test_only_those_who_translate_see_it_and_only_cases_that_their_key_opens(cast, case):
    for name in ("tess", "ana", "cora"):
        assert listed(log_in(cast[name])) == [case.reference]
    assert log_in(cast["rita"]).get(DESK).status_code == 404
    assert listed(log_in(cast["dana"])) == []
    Volunteer.objects.filter(pk=cast["ana"].pk).update(own_cases_only=True)
    assert listed(log_in(cast["ana"])) == []


def test_a_translator_lands_on_the_desk_and_finds_no_name_there(cast, case, unlocked):
    letters.receive_message(unlocked, "Soy Ana María", language="es", at=NOW())
    tess = log_in(cast["tess"])
    page = tess.get("/office/account/")
    assert f'class="brand" href="{DESK}"' in page.content.decode()
    assert f'href="{DESK}"' in tess.get("/office/").content.decode()
    shown = text_of(tess)
    for word in ("María", "Sample", "It began on a Friday"):
        assert word not in shown
    assert "1 message from the person" in shown


def test_what_is_left_is_counted_and_a_finished_case_leaves(cast, case, unlocked):
    ana = log_in(cast["ana"])
    texts = actions.latest_texts(unlocked)
    assert f"{len(texts)} answers" in text_of(ana)
    translate_all(unlocked, cast["tess"])
    assert listed(ana) == []
    assert TranslationWork.objects.get().parts_done == 1
    with time_machine.travel(NOW() + timedelta(hours=1)):
        letters.receive_message(unlocked, "¿Y ahora?", language="es", at=NOW())
        fresh = log_in(cast["ana"])
        assert "1 message from the person" in text_of(fresh)
        assert "answers" not in text_of(fresh).split("To translate")[-1]
        pk = case.messages.get().pk
        fresh.post(at(case, "message/"), {"message": pk, "text": "And now?"})
        assert listed(fresh) == []
        # What is added later waits, what was done before does not.
        filer_actions.add_details(unlocked, "The story", "dijo más", page="story", now=NOW())
        assert "1 answer <span" in text_of(fresh).replace('"soft small"', "")


def test_the_last_translation_on_the_page_takes_the_case_off(cast, unlocked, case):
    *most, last = [place for place, _s, _l in actions.latest_texts(unlocked).values()]
    for place in most:
        actions.save_translation(unlocked, place, "x", by=cast["tess"], at=NOW())
    ana = log_in(cast["ana"])
    ana.post(at(case, "claim/"))
    assert listed(ana) == [case.reference]
    ana.post(at(case, "keep/"), {"place": last, "text": "the last one", "seen": 0})
    done = TranslationWork.objects.get()
    assert done.translated_until and done.claimed_by is None
    assert listed(ana) == []


def test_one_volunteer_claims_a_case_and_the_others_see_it(cast, case):
    tess, ana = log_in(cast["tess"]), log_in(cast["ana"])
    tess.post(at(case, "claim/"))
    assert "Tess is translating it" in text_of(ana)
    assert "Tess is translating it" in text_of(ana, at(case))
    refused = ana.post(at(case, "claim/"), follow=True)
    assert "Tess is translating this case." in refused.content.decode()
    ana.post(at(case, "release/"))
    assert TranslationWork.objects.get().claimed_by == cast["tess"]
    assert "You are translating it." in text_of(tess)
    tess.post(at(case, "release/"))
    ana.post(at(case, "claim/"))
    assert TranslationWork.objects.get().claimed_by == cast["ana"]


def test_a_claim_ends_by_itself(cast, case):
    log_in(cast["tess"]).post(at(case, "claim/"))
    with time_machine.travel(NOW() + work.CLAIMED_FOR):
        ana = log_in(cast["ana"])
        assert "Tess is translating" not in text_of(ana)
        ana.post(at(case, "claim/"))
        assert TranslationWork.objects.get().claimed_by == cast["ana"]


def test_a_volunteer_asks_for_english_or_says_that_none_is_needed(cast, office):
    case, ana = filed("en"), log_in(cast["ana"])
    assert listed(ana) == []
    ana.post(at(case, "ask/"))
    assert listed(ana) == [case.reference]
    page = ana.get(at(case)).content.decode()
    until = html.unescape(re.search(r'name="until" value="([^"]+)"', page)[1])
    parts = re.search(r'name="parts" value="(\d+)"', page)[1]
    unlocked = unlocked_of(case, office)
    # This came after the page was shown, so it stays on the list.
    letters.receive_message(unlocked, "otra cosa", language="es", at=NOW())
    ana.post(at(case, "none/"), {"until": until, "parts": parts})
    assert listed(ana) == []  # its filer reads English, and nobody asks any more
    ana.post(at(case, "ask/"))
    TranslationWork.objects.update(translated_until=until, parts_done=parts)
    assert "1 message from the person" in text_of(ana)
    for until in ("", "x", "2026-13-01T00:00:00+00:00", "2026-01-01", "2999-01-01T00:00:00+00:00"):
        said = ana.post(at(case, "none/"), {"until": until, "parts": "x"}, follow=True)
        assert "This page is out of date." in said.content.decode()


def test_our_message_is_put_into_the_language_that_the_person_reads(cast, case, unlocked, office):
    by, ana = cast["ana"], log_in(cast["ana"])
    for language, text in (("en", "Send a photo."), ("es", "Mande una foto.")):
        send_message(unlocked, text, language=language, by=by, at=NOW())
    assert "1 message to the person" in text_of(ana)
    page = text_of(ana, at(case))
    assert "In this language: Spanish" in page and "Mande una foto." not in page
    message, tess = case.messages.order_by("pk").first(), log_in(cast["tess"])
    assert "message to the person" not in text_of(tess) + text_of(tess, at(case))
    assert tess.post(at(case, "message/"), {"message": message.pk, "text": "x"}).status_code == 404
    ana.post(at(case, "message/"), {"message": message.pk, "text": "Envíe una foto."})
    message.refresh_from_db()
    body = letters.read_message(message, unlocked)
    assert body["translation"] == {"text": "Envíe una foto.", "language": "es"}
    assert "message to the person" not in text_of(ana)
    english = filed("en")
    hello = {"by": by, "at": NOW()}
    send_message(unlocked_of(english, office), "Hello", **hello)
    pk = english.messages.get().pk
    assert ana.post(at(english, "message/"), {"message": pk, "text": "x"}).status_code == 404


def test_what_the_person_called_a_file_is_translated_but_hidden_from_translators(
    cast, case, unlocked
):
    attachments.add(unlocked, b"a text", "Acta de Marisol", by=None, at=NOW())
    attachments.add(unlocked, b"a text", "", by=None, at=NOW())
    attachments.add(unlocked, b"a text", "our copy", by=cast["ana"], at=NOW())
    assert [label for _place, label in work.file_labels(unlocked)] == ["Acta de Marisol"]
    tess, ana = log_in(cast["tess"]), log_in(cast["ana"])
    [(place, _label)] = work.file_labels(unlocked)
    assert "Marisol" not in text_of(tess, at(case))
    assert "Acta de Marisol" in text_of(ana, at(case))
    assert tess.post(at(case, "keep/"), {"place": place, "text": "x"}).status_code == 404
    ana.post(at(case, "keep/"), {"place": place, "text": "Marisol's certificate", "seen": 0})
    assert "Marisol's certificate" in text_of(ana, at(case))


def test_closed_and_erased_cases_leave_the_list_and_nothing_stays(cast, case, unlocked):
    work.claim(case, by=cast["ana"], at=NOW())
    case_actions.erase(case, by=cast["cora"], at=NOW())
    assert listed(log_in(cast["ana"])) == []
    assert not TranslationWork.objects.exists()


def test_a_damaged_case_stands_in_nobodys_way(cast, case):
    other = filed()
    complaint = case.complaint
    complaint.transcript = bytes(complaint.transcript)[:-1] + b"x"
    complaint.save()
    assert listed(log_in(cast["ana"])) == [other.reference]


def test_the_desk_asks_the_same_queries_for_one_case_or_many(cast):
    def file_short(count):
        for _ in range(count):
            file_case(URGENT, NOW(), language={"speaks": "es", "reads": "es"})

    ana, counts = log_in(cast["ana"]), []
    for _ in range(2):
        file_short(3)
        filed()
        ana.get(DESK)
        with CaptureQueriesContext(connection) as seen:
            ana.get(DESK)
        counts.append(len(seen))
    assert counts[0] == counts[1]
