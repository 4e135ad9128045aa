"""Volunteers rewrite requests, move or leave out facts with a yes, and choose law from a list."""

import re

import pytest
from django.utils import timezone

from intake.cases import submission
from intake.citations.letter_law import NEUTRAL_DECISION, NEW_ARREST
from intake.demo import file_case
from intake.flow.complaint import COMPLAINT
from intake.models import Packet
from intake.packets import contents
from intake.packets.editable import FACTS, LAW, REQUESTS, editable_texts, law_sentences, lines
from tests.conftest import log_in, unlocked_of
from tests.public.returning import text

pytestmark = pytest.mark.django_db
YES = "On the phone, November 30."


@pytest.fixture
def letter(cast, office):
    """A draft to the jail: its page, who works on it, and how to read it."""
    case = file_case(COMPLAINT, timezone.now(), filing_for="me", held=True)
    ana = log_in(cast["ana"])
    base = f"/office/cases/{case.reference}/packets/"
    path = ana.post(base, {"route": "jail-letter"}).headers["Location"]
    return {
        "path": path,
        "paper": path + "jail-letter/",
        "ana": ana,
        "ben": log_in(cast["ben"]),
        "unlocked": unlocked_of(case, office),
    }


def now_there(letter, what=0):
    """Return {key: text} of the letter as it stands."""
    found = contents.current_documents(
        Packet.objects.get(), letter["unlocked"], today=timezone.localdate()
    )
    [document] = [document for kind, document, _ in found if kind.slug == "jail-letter"]
    return editable_texts(document)


def fields(page):
    """Return what a browser would send of the form as it is filled in."""
    found = dict(re.findall(r'name="(seen_\w+|fact_\d+)"[^>]*?value="([^"]*)"', page))
    found |= dict(re.findall(r'value="([^"]*)"[^>]*?name="(seen_\w+|fact_\d+)"', page))
    for name, words in re.findall(r'<textarea name="(\w+)"[^>]*>\n?(.*?)</textarea>', page, re.S):
        found[name] = words
    boxes = re.findall(r'name="law" value="(\d+)"[^>]*?\bchecked', page)
    return found | {"law": boxes}


def opened(letter, who="ana"):
    return fields(text(letter[who].get(letter["paper"])))


def test_a_page_that_is_saved_as_it_is_changes_nothing(letter):
    before = now_there(letter)
    assert {FACTS, REQUESTS, LAW} <= before.keys()
    assert letter["ana"].post(letter["paper"], opened(letter)).status_code == 302
    assert now_there(letter) == before


def test_requests_are_written_anew_added_and_left_out(letter):
    sent = opened(letter) | {"requests": "Please release me now.\n\nPlease keep the video."}
    letter["ana"].post(letter["paper"], sent)
    assert now_there(letter)[REQUESTS] == "Please release me now.\nPlease keep the video."
    page = text(letter["ana"].get(letter["paper"]))
    assert "Please keep the video." in page
    assert letter["ana"].post(letter["paper"], sent | {"requests": ""}).status_code == 422


def test_facts_move_and_go_only_with_the_filers_yes(letter):
    facts = lines(now_there(letter)[FACTS])
    assert len(facts) > 2
    sent = opened(letter) | {"fact_0": "9", "fact_1": ""}
    page = text(letter["ana"].post(letter["paper"], sent, follow=True))
    assert "Write how and when the filer said yes" in page
    assert lines(now_there(letter)[FACTS]) == facts
    letter["ana"].post(letter["paper"], sent | {"said": YES})
    assert lines(now_there(letter)[FACTS]) == [*facts[2:], facts[0]]
    stored = contents.edits_of(Packet.objects.get(), letter["unlocked"])
    assert stored["words"]["jail-letter"][FACTS]["said"] == YES
    assert stored["edition"] == 1
    # Saved again for another reason, the yes of before is enough.
    again = opened(letter) | {"requests": "Please release me now."}
    assert letter["ana"].post(letter["paper"], again).status_code == 302
    assert lines(now_there(letter)[FACTS]) == [*facts[2:], facts[0]]


def test_law_is_chosen_from_the_list(letter):
    sentences = law_sentences()
    before = lines(now_there(letter)[LAW])
    assert str(NEUTRAL_DECISION) in before
    chosen = [str(sentences.index(str(NEW_ARREST))), "9"]
    letter["ana"].post(letter["paper"], opened(letter) | {"law": chosen})
    assert lines(now_there(letter)[LAW]) == [str(NEW_ARREST), sentences[9]]
    page = text(letter["ana"].get(letter["paper"]))
    printed = page.partition("Still empty")[0]
    assert str(NEUTRAL_DECISION) not in printed and sentences[9] in printed
    assert letter["ana"].post(letter["paper"], opened(letter) | {"law": ["99"]}).status_code == 422


def test_the_second_of_two_sees_both_texts(letter):
    mine, theirs = opened(letter), opened(letter, "ben")
    letter["ben"].post(letter["paper"], theirs | {"requests": "Ben asks this."})
    answer = letter["ana"].post(letter["paper"], mine | {"requests": "Ana asks that."})
    assert answer.status_code == 422
    assert "Ben asks this." in text(answer) and "Ana asks that." in text(answer)
    assert now_there(letter)[REQUESTS] == "Ben asks this."
    letter["ana"].post(letter["paper"], fields(text(answer)))
    assert now_there(letter)[REQUESTS] == "Ana asks that."


def test_a_change_of_answers_under_a_list_stops_ready_until_somebody_looked(letter):
    sent = opened(letter) | {"fact_0": "", "said": YES}
    letter["ana"].post(letter["paper"], sent)
    unlocked = letter["unlocked"]
    answers = unlocked.answers | {"hold-copy": {"copy_given": "yes"}}
    submission.add_amendment(unlocked, lambda before: (answers, []), now=timezone.now())
    letter["ana"].post(letter["path"] + "make_ready/go/")
    assert Packet.objects.get().is_draft
    page = text(letter["ana"].get(letter["paper"]))
    assert "The answers changed." in page and 'value="ours"' not in page
    letter["ana"].post(letter["paper"], fields(page) | {"choose_facts": "beneath"})
    letter["ana"].post(letter["path"] + "make_ready/go/")
    assert not Packet.objects.get().is_draft
