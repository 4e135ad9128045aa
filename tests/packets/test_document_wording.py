"""What a letter swears to, asks for and says of the hold: only what is true of its writer."""

import pytest

from intake.packets.base import LETTER
from intake.packets.build import (
    DOCUMENT_TYPES,
    DOCUMENT_TYPES_BY_SLUG,
    build_document,
)
from intake.packets.document_input import document_input
from tests.packets.made_documents import SWEARS, texts
from tests.packets.people import TODAY, answers_of, told_of

# How an office stands is read from the database.
pytestmark = pytest.mark.django_db


def test_a_helper_swears_and_certifies_nothing_for_another():
    for declare in (False, True):
        known = told_of("helper, held now", under_perjury=declare)
        for paper in DOCUMENT_TYPES:
            document = build_document(paper, known)
            signs = [block for block in document.blocks if block.kind == "sign"]
            if SWEARS in document.text():
                assert paper.slug in ("statement", "identity", "consent", "congress-release")
                [sign] = signs
                assert sign.rows[0].value == (
                    known.writer if paper.slug == "statement" else known.name
                )
            elif paper.kind == LETTER:
                assert f"Sam Helper, for {known.name}" in document.text()
    assert (
        "What I saw or was told"
        in build_document(DOCUMENT_TYPES_BY_SLUG["statement"], known).text()
    )


# Letters to jails and to the police are never sworn; a statement always is.
OTHERWISE_SWORN = {"statement", "jail-letter", "hold-copy-request", "grievance", "entry"}


def test_a_person_swears_in_letters_only_where_a_volunteer_wants_it():
    letters = [
        paper
        for paper in DOCUMENT_TYPES
        if paper.kind == LETTER and paper.slug not in OTHERWISE_SWORN
    ]
    for paper in letters:
        assert SWEARS not in build_document(paper, told_of("free, wrong match")).text()
        assert (
            SWEARS in build_document(paper, told_of("free, wrong match", under_perjury=True)).text()
        )


def test_the_words_that_are_sworn_go_by_where_the_person_is():
    outside = "perjury under the laws of the United States of America"
    for where in ("free", "abroad", "unsure"):
        answers = answers_of("free, wrong match") | {"custody": {"where": where}}
        known = document_input(answers, today=TODAY, under_perjury=True)
        for paper in DOCUMENT_TYPES:
            text = build_document(paper, known).text()
            assert (outside in text) == (where == "abroad" and SWEARS in text)


def test_a_statement_needs_a_story_and_holds_no_advice():
    assert "statement" not in texts("free, wrong match", story={})
    text = texts("free, wrong match")["statement"]
    assert "Sign only what you know" not in text
    assert any(
        "Sign only what you know" in str(item)
        for item in DOCUMENT_TYPES_BY_SLUG["statement"].advice
    )


@pytest.mark.parametrize(
    ("hold", "seen", "copy", "mine", "theirs"),
    [
        (
            "yes",
            "seen",
            "no",
            "ICE sent your jail a detainer. No copy was given to me.",
            "ICE sent your jail a detainer.",
        ),
        ("yes", "told", "no", "told me that ICE had asked the jail", "said that ICE had asked"),
        ("yes", "told", "yes", "A copy was given to me.", "A copy was given to Ana María."),
        ("unsure", "", "", "whether ICE has asked you to keep me", "asked you to keep Ana María"),
        ("no", "", "", "", ""),
    ],
)
def test_a_letter_says_of_the_hold_only_what_was_told(hold, seen, copy, mine, theirs):
    changes = {"hold": {"ice_asked": hold}}
    changes["hold_copy"] = {"copy_given": copy, "told_by": ["jail"]}
    if seen:
        changes["detainers"] = [
            {"seen": seen, "paper": "", "placed_on": None, "number": "", "still_there": ""}
        ]
    held = {"custody": {"where": "local_jail"}}
    for who, wanted, more in (
        ("helper, held now", theirs, {}),
        ("free, wrong match", mine, held),
    ):
        found = texts(who, **changes, **more)
        assert wanted in found["jail-letter"]
        if hold != "yes":
            assert (
                "I am told that the reason is an immigration detainer" not in found["jail-letter"]
            )
            assert "Counted straight through" not in found["jail-letter"]
            assert "detainer (Form" not in found["jail-letter"]
        keeps = "a record of Homeland Security" in found["foia-ice"]
        assert keeps == (hold == "yes")


def test_only_who_is_held_asks_to_be_let_go_and_names_a_jail():
    held, free = texts("helper, held now"), texts("free, wrong match")
    assert "Please release Ana María. If you do not" in held["jail-letter"]
    assert "Please release" not in free["jail-letter"]
    for key in ("jail-letter", "hold-copy-request"):
        assert "Sheriff or Administrator, Sample County Jail" in free[key]
        answers = answers_of("free, wrong match") | {"jail": {}}
        document = build_document(DOCUMENT_TYPES_BY_SLUG[key], document_input(answers, today=TODAY))
        [jail] = [
            row.value for row in document.rows() if row.label.startswith("The jail that held")
        ]
        assert jail == ""
    asks_where = "Where is Ana María? I do not know where Ana María is."
    assert "Has ICE asked the jail to keep Ana María?" in held["congress"]
    assert "Where is" not in held["congress"] and "Will ICE release" not in free["congress"]
    for where in ("local_jail", "ice"):
        assert asks_where in texts("helper, held now", custody={"where": where})["congress"]
    assert "Has ICE asked the jail to keep me?" in texts("Amharic")["congress"]


def test_proof_comes_with_the_letter_only_if_it_was_added():
    who = "lawyer, held now, citizen"
    text = texts(who)["ice-citizen"]
    assert "Copies of the proof" not in text
    added = build_document(
        DOCUMENT_TYPES_BY_SLUG["ice-citizen"], told_of(who, exhibits=("Birth certificate",))
    ).text()
    assert "Copies of the proof come with this letter." in added
    assert "; proof enclosed" in added and "; proof enclosed" not in texts(who)["ice-citizen"]
    for none in ("not_now", "not_sure", "other"):
        answers = answers_of(who) | {"proof": {"papers_held": [none]}}
        known = document_input(answers, today=TODAY, exhibits=("A letter",))
        text = build_document(DOCUMENT_TYPES_BY_SLUG["ice-citizen"], known).text()
        assert "Copies of the proof" not in text
        assert "this proof" not in text


def test_citizenship_is_claimed_in_the_voice_of_the_writer():
    who = "lawyer, held now, citizen"
    document = build_document(DOCUMENT_TYPES_BY_SLUG["ice-citizen"], told_of(who))
    assert "CLAIM OF U.S. CITIZENSHIP, ICE Directive 16001.2" in document.text()
    assert (
        "I was told, and I believe, that Ana María Example de la Prueba is a citizen of the United"
        " States." in document.text()
    )
    mine = document_input(answers_of(who) | {"filer": {"filing_for": "me"}}, today=TODAY)
    text = build_document(DOCUMENT_TYPES_BY_SLUG["ice-citizen"], mine).text()
    assert "I am a citizen of the United States." in text and "say that I am" not in text


def test_money_is_not_asked_of_crcl_and_other_wishes_are():
    text = texts("free, wrong match", wants={"wants": ["money", "record"]})["crcl-complaint"]
    assert "Fix the record" in text
    assert "Money for the harm" not in text
    text = texts("free, wrong match", wants={"wants": ["money"]})["crcl-complaint"]
    assert "What do you want to happen?" not in text


def test_exhibits_are_those_that_were_added_and_no_others():
    who = "lawyer, held now, citizen"
    known = told_of(who, exhibits=("Hold paper, page 1",))
    rows = build_document(DOCUMENT_TYPES_BY_SLUG["crcl-complaint"], known).rows()
    assert [(row.label, row.value) for row in rows if row.label.startswith("Exhibit")] == [
        ("Exhibit 1", "Hold paper, page 1"),
    ]
    held = [row.value for row in rows if row.label.startswith("Documents that I have")]
    assert held == ["Birth certificate"]
    bare_of_them = build_document(DOCUMENT_TYPES_BY_SLUG["crcl-complaint"], told_of(who))
    assert "Exhibit" not in bare_of_them.text()
    assert "Papers that come with this" not in bare_of_them.text()
