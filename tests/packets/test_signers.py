"""To whom a letter goes, who signs it, and how names stand in it."""

import pytest

from intake.flow.complaint import COMPLAINT
from intake.flow.sample import sample
from intake.packets.build import DOCUMENT_TYPES, DOCUMENT_TYPES_BY_SLUG, build_document
from intake.packets.choices import contact_decision, read_decisions
from intake.packets.document_input import document_input
from intake.packets.recipients import recipient_of
from tests.packets.answer_sets import PLACES, SETS, VOICES
from tests.packets.people import TODAY
from tests.packets.test_sentences import moment

pytestmark = pytest.mark.django_db
# What a person signs with a pen; a witness of a mark, and an interpreter, sign nothing else.
PENS = (
    "Signature",
    "Signature of the person",
    "Signature of the parent",
    "Signature of the legal guardian",
)


def letter(slug, answers, **more):
    return build_document(DOCUMENT_TYPES_BY_SLUG[slug], document_input(answers, **more))


@pytest.mark.parametrize("where", PLACES)
@pytest.mark.parametrize("voice", VOICES)
def test_one_letter_has_one_signer(voice, where):
    for kind in ("full", "minimal"):
        known = document_input(SETS[kind](voice, where), today=TODAY)
        for paper in DOCUMENT_TYPES:
            labels = [row.label for row in build_document(paper, known).rows()]
            assert sum(label in PENS for label in labels) <= 1, paper.slug


def childs(birth_year, **more):
    """Return the answers of a parent for a child born on December 1 of a year."""
    return sample(
        COMPLAINT,
        filing_for="family",
        born={"birth_date": moment(birth_year, 12, 1)},
        permission={"knows": "parent"},
        helper={"name": "Eva Example", "relation": "parent", "group": ""},
        **more,
    )


@pytest.mark.parametrize(("year", "signs"), [(2020, True), (2008, True), (2007, False)])
def test_a_parent_signs_only_for_a_child_under_18_by_the_date_of_birth(year, signs):
    """On November 23, 2026, who was born on December 1, 2008, is 17."""
    text = letter("identity", childs(year), today=TODAY).text()
    assert ("Signature of the parent" in text) == signs
    assert ("Signature of the person" in text) == (not signs)
    said = "I sign for" in letter("jail-letter", childs(year), today=TODAY).text()
    assert said == signs


@pytest.mark.parametrize("may_act", ["guardian", "power_of_attorney", "none", "unsure"])
def test_a_guardian_signs_for_the_person_and_no_other_paper_lets_a_helper_do_so(may_act):
    answers = sample(COMPLAINT, filing_for="family", authority={"may_act": may_act, "copy": "no"})
    known = document_input(answers, today=TODAY)
    for paper in DOCUMENT_TYPES:
        document = build_document(paper, known)
        labels = [row.label for row in document.rows()]
        assert sum(label in PENS for label in labels) <= 1, paper.slug
        signs = "I sign for this person." in document.text()
        assert signs == (
            may_act == "guardian" and paper.slug in ("identity", "consent", "congress-release")
        ), paper.slug
        under = ", under a power of attorney" in document.text()
        assert not under or may_act == "power_of_attorney", paper.slug
    assert ("legal guardian" in letter("jail-letter", answers, today=TODAY).text()) == (
        may_act == "guardian"
    )


def test_whoever_files_for_themself_has_no_guardian():
    answers = sample(COMPLAINT) | {"authority": {"may_act": "guardian", "copy": ""}}
    for paper in DOCUMENT_TYPES:
        text = build_document(paper, document_input(answers, today=TODAY)).text()
        assert "legal guardian" not in text, paper.slug


def test_nobody_but_a_parent_signs_for_a_child():
    answers = childs(2020) | {"permission": {"knows": "can_sign"}}
    assert "Signature of the parent" not in letter("identity", answers, today=TODAY).text()


def freed(**more):
    jail = {"facility": "Example County Jail", "due_why": "bail", "ended": "freed"}
    return sample(COMPLAINT, jail=jail, custody={"where": "free"}, **more)


def test_the_letter_of_a_freed_person_goes_to_the_jail_that_held_them():
    known = document_input(freed(), today=TODAY)
    assert recipient_of("jail-letter", known) == "Example County Jail"
    text = letter("jail-letter", freed(), today=TODAY).text()
    assert "Sheriff or Administrator, Example County Jail" in text


@pytest.mark.parametrize("names", [("Sample", ""), ("", "Sample")])
@pytest.mark.parametrize("voice", VOICES)
def test_a_single_name_stands_whole_and_alone(names, voice):
    given, family = names
    person = {"given_names": given, "family_names": family, "other_names": ""}
    answers = sample(COMPLAINT, filing_for=voice, held=True, person=person)
    [subject, *_more] = letter("jail-letter", answers, today=TODAY).subject()
    assert subject.startswith("RE: Sample,")


@pytest.mark.parametrize("written", ["Nguyễn Ví Dụ", "Muestra Prueba Ana", "王例子"])
def test_a_whole_name_stands_in_each_letter_as_it_is_written(written):
    contact = {"phone": "", "email": "", "address": "", "name": written, "also": ""}
    choices = read_decisions([(contact_decision(contact), "", TODAY)])
    person = {"given_names": "Ví Dụ", "family_names": "Nguyễn", "other_names": ""}
    answers = sample(COMPLAINT, held=True, person=person)
    for slug in ("jail-letter", "crcl-complaint", "congress", "statement"):
        text = letter(slug, answers, today=TODAY, choices=choices).text()
        assert written in text
        assert "Ví Dụ Nguyễn" not in text


def test_another_helper_may_have_the_answer_and_signs_nothing():
    contact = {"phone": "", "email": "", "address": "", "name": "", "also": "Pat Helper"}
    choices = read_decisions([(contact_decision(contact), "", TODAY)])
    answers = sample(COMPLAINT, filing_for="family", held=True)
    document = letter("jail-letter", answers, today=TODAY, choices=choices)
    assert "You may also give the answer to Pat Helper." in document.text()
    assert not any("Pat Helper" in row.value for row in document.rows())
