"""Free texts are shown before they are printed; what the filer leaves out stands in no letter."""

from datetime import date

import pytest

from intake.cases.actions import NotAllowed
from intake.demo import file_case
from intake.flow.complaint import COMPLAINT
from intake.flow.sample import sample
from intake.packets import actions, choice_actions, contents, free_texts
from intake.packets.build import DOCUMENT_TYPES, DOCUMENT_TYPES_BY_SLUG, build_document
from intake.packets.checks import check_documents, check_possible, texts_of_answers
from intake.packets.choices import MARK, contact_decision, read_decisions, text_decision
from intake.packets.document_input import document_input
from intake.packets.english import SignedEnglish
from intake.packets.free_texts import MOST_PARTS, english_place, parts_of
from intake.vault import envelopes
from tests.packets.test_packet_actions import NOW, act, change, prepared

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 30)
HURTS = "I have no papers."
STORY = f"They came at night. {HURTS} They took my phone.\nIt was cold."
PLACE = "story/story"


@pytest.fixture
def desk(cast, office):
    """A case, its key, and two volunteers."""
    case = file_case(COMPLAINT, NOW(), filing_for="family", held=True)
    key = envelopes.unlock_key_with_team(case.owner, {office["team"].pk: office["privates"]})
    return {"case": case, "unlocked": case.unlocked(key), "ana": cast["ana"], "ben": cast["ben"]}


def decided(*decisions):
    return read_decisions((one, "", TODAY) for one in decisions)


def answers_with(story=STORY, **more):
    return sample(COMPLAINT, story={"story": story, "seen_or_told": "saw"}, **more)


def texts_for(choices, **more):
    known = document_input(answers_with(**more), today=TODAY, choices=choices)
    return {kind.slug: build_document(kind, known).text() for kind in DOCUMENT_TYPES}


def test_a_part_that_was_left_out_stands_in_no_letter_and_a_mark_shows_where():
    before = texts_for(decided())
    assert any(HURTS in text for text in before.values())
    after = texts_for(decided(text_decision(PLACE, STORY, [HURTS])))
    assert not any(HURTS in text for text in after.values())
    holding = {slug for slug, text in before.items() if HURTS in text}
    for slug in holding:
        assert f"They came at night. {MARK} They took my phone." in after[slug]
    for slug in set(before) - holding:
        assert before[slug] == after[slug]


def test_the_answers_stay_as_they_are():
    answers = answers_with()
    document_input(answers, today=TODAY, choices=decided(text_decision(PLACE, STORY, [HURTS])))
    assert answers["story"]["story"] == STORY


def test_a_part_of_one_entry_of_a_page_that_repeats_is_left_out_there_only():
    witnesses = [
        {"name": "Example One", "reach": "", "saw": "She saw it."},
        {"name": "Example Two", "reach": "", "saw": "She saw it."},
    ]
    answers = answers_with(witnesses=witnesses)
    choices = decided(text_decision("witnesses/saw/1", "She saw it.", ["She saw it."]))
    known = document_input(answers, today=TODAY, choices=choices)
    assert [one["saw"] for one in known.answers["witnesses"]] == ["She saw it.", MARK]


def test_the_english_of_a_text_loses_its_own_parts():
    english = {PLACE: SignedEnglish("No tengo papeles. Hola.", "I have no papers. Hello.", "A.")}
    choices = decided(
        text_decision(PLACE, "No tengo papeles. Hola.", ["No tengo papeles."]),
        text_decision(english_place(PLACE), "I have no papers. Hello.", ["I have no papers."]),
    )
    known = document_input(
        answers_with("No tengo papeles. Hola."),
        today=TODAY,
        choices=choices,
        english=free_texts.redacted_english(english, choices),
    )
    text = build_document(DOCUMENT_TYPES_BY_SLUG["crcl-complaint"], known).text()
    assert f"{MARK} Hello." in text and f"{MARK} Hola." in text
    assert "papeles" not in text and "no papers" not in text


def check(choices, **more):
    answers = answers_with(**more)
    known = document_input(answers, today=TODAY, choices=choices)
    return check_possible(known, texts_of_answers(answers))


def test_a_text_is_open_until_somebody_decided_about_its_words_of_now():
    assert [text.place for text in check(decided()).open_texts] == [PLACE]
    kept = decided(text_decision(PLACE, STORY, []))
    assert not check(kept).is_open
    assert [text.place for text in check(kept, story=STORY + " More.").open_texts] == [PLACE]
    assert not check(decided(), story="They came at night.").is_open


def test_of_a_text_the_newest_decision_counts():
    both = decided(text_decision(PLACE, STORY, [HURTS]), text_decision(PLACE, STORY, []))
    assert both.parts_left_out(PLACE) == ()


def test_a_letter_is_stopped_only_by_texts_that_it_prints():
    answers = answers_with()
    known = document_input(answers, today=TODAY)
    texts = texts_of_answers(answers)
    for slug, is_open in (("crcl-complaint", True), ("jail-letter", False), ("checklist", False)):
        kind = DOCUMENT_TYPES_BY_SLUG[slug]
        made = [(kind, build_document(kind, known))]
        assert bool(check_documents(known, made, texts).open_texts) == is_open, slug


@pytest.mark.parametrize("count", (1, MOST_PARTS, MOST_PARTS + 1, 5000))
def test_parts_stand_in_the_text_letter_by_letter_and_are_not_too_many(count):
    words = "".join(f"Sentence number {n} is here. {'x' * (n % 7)}\n\n" for n in range(count))
    found = parts_of(words)
    assert len(found) <= 2 * MOST_PARTS
    assert all(part in words for part in found)
    assert len("".join("".join(found).split())) >= 0.9 * len("".join(words.split()))


def test_names_numbers_and_contacts_are_no_free_texts():
    places = {text.place for text in texts_of_answers(sample(COMPLAINT, held=True))}
    assert PLACE in places
    assert not {place for place in places if place.split("/")[0] in ("person", "reach")}
    assert not {"custody/booking_number", "detainers/number", "witnesses/name"} & places


def test_a_name_for_letters_wins_over_the_two_boxes():
    contact = {"phone": "", "email": "", "address": "", "name": "王 例子", "also": ""}
    known = document_input(answers_with(), today=TODAY, choices=decided(contact_decision(contact)))
    assert known.name == "王 例子"


def with_story(desk):
    change(desk, story={"story": STORY, "seen_or_told": "saw"})
    return prepared(desk)


def keep(desk, *decisions, by=None):
    choice_actions.save_decisions(desk["unlocked"], decisions, by=by, at=NOW())


def test_a_packet_is_not_ready_before_somebody_decided(desk):
    packet = with_story(desk)
    with pytest.raises(NotAllowed, match="immigration status"):
        act(desk, "make_ready", packet)
    keep(desk, text_decision(PLACE, STORY, [HURTS], "by phone"), by=desk["ana"])
    assert act(desk, "make_ready", packet).status == "ready"
    frozen = contents.documents_in(
        actions.Packet.objects.get(pk=packet.pk), desk["unlocked"], today=TODAY
    )
    assert not any(HURTS in document.text() for _kind, document in frozen)


def test_who_decided_and_when_is_kept(desk):
    keep(desk, text_decision(PLACE, STORY, []))
    keep(desk, text_decision(PLACE, STORY, [HURTS], "by phone"), by=desk["ana"])
    first, second = desk["case"].letter_choices.order_by("pk")
    assert (first.by, second.by) == (None, desk["ana"])
    assert desk["unlocked"].open(second, "decision")["said"] == "by phone"
    assert HURTS.encode() not in bytes(second.decision)
    made = choice_actions.choices_of(desk["unlocked"]).texts[PLACE]
    assert (made.by, made.without) == ("Ana", (HURTS,))
