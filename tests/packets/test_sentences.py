"""Answers become sentences: each with its condition, and nothing that was not told."""

from datetime import date

import pytest

from intake.flow.complaint import COMPLAINT
from intake.flow.sample import sample
from intake.packets.build import DOCUMENT_TYPES_BY_SLUG, build_document
from intake.packets.document_input import document_input
from intake.packets.english import SignedEnglish

pytestmark = pytest.mark.django_db

SATURDAY = date(2026, 11, 28)
MONDAY = date(2026, 11, 30)
TOLD = {"seen": "told", "paper": "not_seen", "placed_on": None, "number": "", "still_there": ""}
NO_COPY = {"copy_given": "no", "copy_on": None, "copy_language": "", "told_by": ["jail"]}
JAIL = {"where": "local_jail", "facility": "Sample County Jail", "booking_number": "26-004417"}


def moment(year, month, day, time="", t=""):
    return {"y": year, "m": month, "d": day, "words": "", "time": time, "t": t}


def kept(due=None, left=None, state="IL", zone=""):
    return {"kept": "yes", "due_out": due, "went_out": left, "jail_state": state, "zone": zone}


def person(**more):
    """Return somebody who was kept too long; nothing else went wrong."""
    plain = {
        "person": {"given_names": "Ana", "family_names": "Sample", "other_names": ""},
        "born": {"birth_date": moment(1990, 3, 14)},
        "problem": {"went_wrong": ["held_longer"]},
        "start": {"how": "police"},
        "when_where": {"when": moment(2026, 11, 24), "city": "", "state": "IL", "agency": ""},
        "hold": {"ice_asked": "yes"},
        "detainers": [TOLD],
        "jail": {},
        "stays": [],
        "hold_copy": NO_COPY,
        "danger": {},
        "match": {},
        "why_wrong": {},
        "proof": {},
        "profiling": {},
        "officers": [],
        "witnesses": [],
        "treatment": {},
        "harm": {},
        "told": {},
        "wants": {},
    }
    return sample(COMPLAINT, **plain | more)


def letter(slug, answers, today=MONDAY, **more):
    known = document_input(answers, today=today, **more)
    return build_document(DOCUMENT_TYPES_BY_SLUG[slug], known)


def numbered(document):
    return [item for block in document.blocks if block.kind == "numbers" for item in block.items]


CLEAR = moment(2026, 11, 27, "4:30 pm", "16:30")


def test_who_is_held_asks_for_release_first_and_concedes_no_hours():
    made = letter("jail-letter", person(custody=JAIL, held_over=kept(CLEAR)), SATURDAY)
    who, what, please = made.subject()
    assert who == "RE: Ana Sample, born March 14, 1990, booking no. 26-004417"
    due = "Friday, November 27, 2026, at 4:30 p.m."
    assert what == f"Kept on an immigration detainer after release was due on {due}"
    assert (
        please
        == "Please release me now, or answer in writing by 12 noon on Sunday, November 29, 2026"
    )
    now, papers, hours, records = numbered(made)[-4:]
    assert now.startswith("Now. Please release me. If you do not, please tell me in writing")
    assert "how keeping me is consistent with 5 ILCS 805/15(a)" in now
    assert "a copy of the detainer and of any warrant" in papers
    straight, working = "Sunday, November 29, 2026", "Tuesday, December 1, 2026"
    assert hours.index(f"ends on {straight}, at 4:30 p.m.") < hours.index(f"ends on {working}")
    assert "I do not agree that I may be kept until either time." in hours
    assert records.endswith("from November 24, 2026, on.")
    assert "Illinois: nobody may be detained solely on a detainer" in made.text()


def test_the_law_of_a_state_without_a_line_leaves_no_trace():
    text = letter("jail-letter", person(custody=JAIL, held_over=kept(CLEAR, state="OH"))).text()
    assert "consistent with" not in text and "Ohio" not in text


@pytest.mark.parametrize("guess", ["around 3 pm", ""])
def test_an_hour_that_was_a_guess_or_is_open_is_claimed_at_its_latest(guess):
    due = moment(2026, 11, 28, guess, "15:00" if guess else "")
    made = letter("jail-letter", person(custody=JAIL, held_over=kept(due)))
    [hours] = [item for item in numbered(made) if item.startswith("48 hours")]
    assert "no later than midnight at the end of Monday, November 30, 2026" in hours
    assert "no later than midnight at the end of Tuesday, December 1, 2026" in hours
    assert ("at about 3:00 p.m." in made.text()) == bool(guess)


def test_only_the_month_gives_no_hours_but_a_request_for_the_date():
    due = moment(2026, 10, None)
    made = letter("jail-letter", person(custody=JAIL, held_over=kept(due)))
    assert "after release was due in October 2026" in made.subject()[1]
    assert "48 hours" not in made.text()


def test_release_that_is_not_due_starts_no_clock_and_asks_for_no_release_now():
    held_over = {"kept": "no", "due_out": moment(2026, 12, 24), "went_out": None}
    made = letter("jail-letter", person(custody=JAIL, held_over=held_over))
    assert made.subject()[1] == "Immigration detainer: what will happen when release is due"
    assert "release me now" not in made.text() and "48 hours" not in made.text()
    assert "Please confirm in writing" in made.text()


def test_who_was_freed_asks_for_an_explanation_and_claims_only_what_is_over():
    due = moment(2026, 10, 5, "10:15 am", "10:15")
    left = moment(2026, 10, 8, "4 pm", "16:00")
    made = letter("jail-letter", person(custody={"where": "free"}, held_over=kept(due, left)))
    text = made.text()
    assert "That is 77 hours and 45 minutes after release was due." in text
    assert "I was kept another 29 hours and 45 minutes" in text
    assert "release me" not in text and "I am in your jail" not in text
    short = moment(2026, 10, 6, "4 pm", "16:00")
    less = letter("jail-letter", person(custody={"where": "free"}, held_over=kept(due, short)))
    assert "29 hours and 45 minutes after release" in less.text()
    assert "48 hours" not in less.text()


def test_a_day_without_an_hour_gives_the_least_of_hours_that_it_can_mean():
    due, left = moment(2026, 11, 10), moment(2026, 11, 13, "9 am", "09:00")
    made = letter("jail-letter", person(custody={"where": "free"}, held_over=kept(due, left)))
    assert "That is at least 57 hours after release was due." in made.text()
    # Counted straight, 48 hours are over in any case; without days off they may not be.
    assert "Counted straight through, that time ended no later than" in made.text()
    assert "287.7(d)" not in made.text()


def test_a_hold_that_is_not_sure_is_a_question_and_no_fact():
    answers = person(custody=JAIL, hold={"ice_asked": "unsure"}, held_over=kept(CLEAR))
    text = letter("jail-letter", answers).text()
    assert "I do not know whether ICE asked you to keep me." in text
    assert "If the reason is an immigration detainer: A detainer is a request" in text
    assert "Counted straight through" not in text and "ICE had asked" not in text


def test_nobody_says_wrong_match_where_none_was_told():
    text = letter("crcl-complaint", person(custody=JAIL, held_over=kept(CLEAR))).text()
    for said in ("match", "record that", "wrong person", "is wrong", "corrected"):
        assert said not in text, said
    treated = person(
        custody={"where": "free"},
        problem={"went_wrong": ["conditions_or_abuse"]},
        hold={"ice_asked": "no"},
        held_over={},
        treatment={"treated": ["no_interpreter", "signed_unread"]},
    )
    made = letter("crcl-complaint", treated)
    assert made.subject()[1].startswith("Treatment in custody")
    for said in ("detainer", "match", "release was due", "ICE"):
        assert said not in " ".join(numbered(made)), said
    assert "Please give me a copy of each paper that I signed." in numbered(made)


def test_profiling_is_a_belief_and_quotes_what_was_said():
    answers = person(
        custody={"where": "free"},
        problem={"went_wrong": ["profiling"]},
        hold={"ice_asked": "no"},
        held_over={},
        profiling={"said_or_done": "Speak English.", "ground": ["language", "not_say"]},
    )
    made = letter("crcl-complaint", answers)
    assert "I believe that I was treated this way because of how I speak." in made.text()
    assert "The officers said or did this: “Speak English.”" in numbered(made)


def test_words_in_other_letters_wait_in_the_annex_for_their_english():
    words = "你们都一样。"
    answers = person(
        custody={"where": "free"},
        problem={"went_wrong": ["profiling"]},
        held_over={},
        profiling={"said_or_done": words, "ground": ["name"]},
    )
    made = letter("crcl-complaint", answers)
    assert not any(words in item for item in numbered(made)) and words in made.text()
    english = {"profiling/said_or_done": SignedEnglish(words, "You are all the same.", "Tess")}
    made = letter("crcl-complaint", answers, english=english)
    assert any(f"“{words}” (in English: “You are all the same.”)" in one for one in numbered(made))


def test_what_was_told_of_a_record_says_whose_it_is_only_to_homeland_security():
    match = {"matched_on": ["name"], "whose_record": "mine_wrong", "record_says": "an old order"}
    answers = person(
        custody=JAIL, problem={"went_wrong": ["wrong_match"]}, match=match, held_over=kept(CLEAR)
    )
    said = "The record is mine, but it is wrong: it says “an old order”."
    assert said in letter("crcl-complaint", answers).text()
    jail = letter("jail-letter", answers).text()
    assert "The record is mine" not in jail and "an old order" not in jail


def test_a_helper_says_once_how_they_know_and_speaks_by_name():
    answers = person(
        filing_for="family",
        custody=JAIL,
        held_over=kept(CLEAR),
        helper={"name": "Eva Sample", "relation": "relative", "group": ""},
        permission={"knows": "cannot_reach"},
        story={"story": "x", "seen_or_told": "told_by_them"},
    )
    text = letter("jail-letter", answers).text()
    assert text.count("Ana told me what follows, and I believe it.") == 1
    assert "I have not been able to speak with Ana." in text
    assert "please give Ana a copy of the detainer" in text
    assert " he " not in text and " she " not in text and "this person" not in text


def test_a_parent_signs_only_for_a_child_under_18_by_the_date_of_birth():
    for year, signs in ((2015, True), (2007, False)):
        answers = person(
            filing_for="family",
            custody=JAIL,
            born={"birth_date": moment(year, 5, 30)},
            danger={"happening": ["under_18"]},
            held_over=kept(CLEAR),
            helper={"name": "Eva Sample", "relation": "parent", "group": ""},
            permission={"knows": "parent"},
        )
        text = letter("jail-letter", answers).text()
        assert ("and I sign for Ana." in text) == signs
        assert ("I will send Ana's signed consent" in text) != signs


def test_the_signer_swears_only_what_stands_above_the_signature():
    answers = person(custody={"where": "free"}, held_over=kept(CLEAR))
    blocks = letter("crcl-complaint", answers, under_perjury=True).blocks
    kinds = [block.kind for block in blocks]
    sworn = next(
        place for place, block in enumerate(blocks) if "perjury" in getattr(block, "text", "")
    )
    assert "Where I say that I believe something" in blocks[sworn - 1].text
    assert kinds[sworn + 1] == "sign" and sworn < kinds.index("page")


def test_a_story_stands_whole_in_the_letter_where_it_is_short_and_else_in_an_annex():
    short, long = "They took me.\nI said: no", "They took me. " * 100
    for story, where in ((short, "In my own words"), (long, "Annex B. My own account")):
        answers = person(
            custody={"where": "free"},
            held_over=kept(CLEAR),
            language={"speaks": "en", "reads": "en"},
            story={"story": story},
        )
        made = letter("crcl-complaint", answers)
        assert where in [block.text for block in made.blocks if block.kind == "heading"]
        assert [block.text for block in made.blocks if block.kind == "said"].count(story) == 1
        assert ("My own account is Annex B." in made.text()) == (story == long)


def test_an_age_in_words_stands_as_an_age():
    words = {"y": None, "m": None, "d": None, "words": "about 40"}
    answers = person(custody=JAIL, held_over=kept(CLEAR), born={"birth_date": words})
    assert letter("jail-letter", answers).subject()[0] == (
        "RE: Ana Sample, about 40 years old, booking no. 26-004417"
    )
