"""English that volunteers made stands first, signed; the words it is of beneath stay."""

import io
from itertools import pairwise

import docx
import pytest
from django.template.loader import render_to_string
from django.utils import timezone

from intake.cases import filer_actions, submission
from intake.demo import file_case
from intake.flow.complaint import COMPLAINT
from intake.flow.sections import transcript
from intake.packets import actions, contents
from intake.packets.build import (
    DOCUMENT_TYPES,
    DOCUMENT_TYPES_BY_SLUG,
    DOCUMENTS_OF_ROUTE,
    build_document,
    form_fields,
)
from intake.packets.document_input import DocumentInput, document_input, document_input_of
from intake.packets.english import NO_ENGLISH, UNCHECKED, SignedEnglish
from intake.rendering import docx_file, pdf
from intake.translations import actions as translations
from intake.vault import envelopes
from tests.packets.made_documents import bare, elements, read_back, rows_of
from tests.packets.people import MARK, PEOPLE, TODAY, answers_of

pytestmark = pytest.mark.django_db

NOW = timezone.now
STORY = "በ3 ቀን መጡ።\n\n«ማሽኑ ያውቃል» አሉ።\n"
SAW = ("la parada", "la cárcel")
WITNESSES = [{"name": f"Wit Ness {n}", "reach": "", "saw": saw} for n, saw in enumerate(SAW)]
SIGNED = "Tess, a volunteer. Checked by Ana, a volunteer."
HOSTILE = '<script>alert(1)</script> {{ 1 }} {% load x %} #import "x" $x$ = a\n- b'


@pytest.fixture
def desk(cast, office):
    """A case with a story in Amharic and two witnesses in Spanish, and its key."""
    story = {"story": STORY, "seen_or_told": "saw"}
    case = file_case(COMPLAINT, NOW(), story=story, witnesses=WITNESSES)
    key = envelopes.unlock_key_with_team(case.owner, {office["team"].pk: office["privates"]})
    return {"case": case, "unlocked": case.unlocked(key), **cast}


def translate(desk, place, text, *, by="tess", checked_by=None):
    unlocked = desk["unlocked"]
    there = translations.current_translations(unlocked).get(place)
    kept = translations.save_translation(
        unlocked, place, text, by=desk[by], at=NOW(), seen=there.pk if there else 0
    )
    if checked_by:
        translations.confirm_translation(desk["case"], kept.pk, by=desk[checked_by], at=NOW())


def known_of(desk):
    return document_input_of(desk["unlocked"], today=TODAY)


def complaint_of(desk):
    return build_document(DOCUMENT_TYPES_BY_SLUG["crcl-complaint"], known_of(desk))


def after(document, text):
    """Return the texts of a document, flat, from one of them on."""
    found = []
    for block in document.blocks:
        for row in getattr(block, "rows", ()):
            found += [row.label, row.value or "(empty)"]
        found += [block.text] if hasattr(block, "text") else []
    return found[found.index(text) :]


def say_anew(desk, **pages):
    """Say some pages anew, as the person does on the pages of the form."""
    answers = desk["unlocked"].answers | pages
    said = [part for part in transcript(answers) if part["key"] in pages]
    submission.add_amendment(desk["unlocked"], lambda before: (answers, said), now=NOW())


def test_a_story_stands_in_english_signed_and_then_unchanged(desk):
    english = "They came on the 3rd. " * 20
    translate(desk, "0:story/story", english, checked_by="ana")
    document = complaint_of(desk)
    assert after(document, english)[:5] == [
        english,
        "Translated by",
        SIGNED,
        "In my own words",
        STORY,
    ]
    made = read_back(pdf.render(document))
    for words in (english, f"Translated by {SIGNED}", *STORY.split("\n")):
        assert bare(words) in made
    assert not any(row in document.rows() for row in NO_ENGLISH)


def test_a_short_answer_stands_in_three_rows(desk):
    translate(desk, "0:witnesses/saw", "the stop")
    document = complaint_of(desk)
    assert after(document, "the stop")[:5] == [
        "the stop",
        "Translated by",
        f"Tess, a volunteer. {UNCHECKED}",
        "In my own words",
        SAW[0],
    ]
    assert ("In my own words", SAW[0]) in rows_of(document)


def test_each_entry_of_a_page_has_its_own_english(desk):
    translate(desk, "0:witnesses/saw/1", "the jail", by="ana", checked_by="ben")
    document = complaint_of(desk)
    assert after(document, "the jail")[2] == "Ana, a volunteer. Checked by Ben, a volunteer."
    assert after(document, "the jail")[4] == SAW[1]
    question = after(document, SAW[0])
    assert "In my own words" not in question[: question.index("the jail")]


def test_words_added_later_have_their_own_english(desk):
    for text in ("primero", "segundo"):
        filer_actions.add_details(desk["unlocked"], "The story", text, page="story", now=NOW())
    translate(desk, "2:added/story", "the second", checked_by="ana")
    document = complaint_of(desk)
    [_first, second] = known_of(desk).additions
    assert after(document, "the second")[:5] == [
        "the second",
        "Translated by",
        SIGNED,
        "In my own words",
        "segundo",
    ]
    assert second.english.text == "the second"
    assert after(document, "primero")[1].startswith("Added on")


def test_old_english_never_stands_beside_new_words(desk):
    translate(desk, "0:story/story", "They came.")
    translate(desk, "0:witnesses/saw", "the stop")
    say_anew(desk, story={"story": "Nuevo.", "seen_or_told": "saw"}, witnesses=WITNESSES[1:])
    text = complaint_of(desk).text()
    assert "They came." not in text
    assert "the stop" not in text
    assert "Nuevo." in text
    assert NO_ENGLISH[-1] in complaint_of(desk).rows()


def test_english_of_what_was_taken_back_goes_with_it(desk):
    """The first words stand again, which no supplement tells: those of between are not theirs."""
    first = desk["unlocked"].answers["story"]
    say_anew(desk, story={"story": "Nuevo.", "seen_or_told": "saw"})
    translate(desk, "1:story/story", "New.")
    assert "New." in complaint_of(desk).text()
    answers = desk["unlocked"].answers | {"story": first}
    submission.add_amendment(desk["unlocked"], lambda before: (answers, []), now=NOW())
    assert "New." not in complaint_of(desk).text()


def test_a_translator_without_a_first_name_is_a_volunteer_and_no_user_name(desk):
    desk["tess"].first_name = ""
    desk["tess"].save()
    translate(desk, "0:story/story", "They came.")
    document = complaint_of(desk)
    assert ("Translated by", f"a volunteer. {UNCHECKED}") in rows_of(document)
    assert "tess" not in document.text()


def test_papers_that_hold_no_such_answer_stay_as_they_were(desk):
    before = {paper.slug: build_document(paper, known_of(desk)) for paper in DOCUMENT_TYPES}
    translate(desk, "0:story/story", "qxENGLISHq", checked_by="ana")
    for paper in DOCUMENT_TYPES:
        document = build_document(paper, known_of(desk))
        holds = "story" in paper.discloses
        assert ("qxENGLISHq" in document.text()) == holds, paper.slug
        assert (document == before[paper.slug]) != holds, paper.slug


def test_words_that_are_for_volunteers_only_stay_out_in_english_too(desk):
    for page, text in (("reach", "llámame"), ("danger", "no puedo más")):
        filer_actions.add_details(desk["unlocked"], "x", text, page=page, now=NOW())
    translate(desk, "1:added/reach", "qxREACHq")
    translate(desk, "2:added/danger", "qxMINDq")
    translate(desk, "0:story/story", "qxSTORYq")
    known = known_of(desk)
    assert list(known.english) == ["story/story"]
    for route in DOCUMENTS_OF_ROUTE:
        for paper in DOCUMENTS_OF_ROUTE[route]:
            text = build_document(paper, known).text()
            assert "qxREACHq" not in text
            assert "qxMINDq" not in text


def papers_of(packet, key):
    found = contents.documents_in(packet, key, today=TODAY)
    return {paper.slug: document for paper, document in found}


def test_a_draft_shows_new_english_at_once_and_what_is_frozen_never(desk):
    given = {"by": desk["ana"], "at": NOW()}
    draft = actions.prepare(desk["unlocked"], "crcl", **given)
    assert NO_ENGLISH[-1] in papers_of(draft, desk["unlocked"])["crcl-complaint"].rows()
    translate(desk, "0:story/story", "They came.")
    assert "They came." in papers_of(draft, desk["unlocked"])["statement"].text()
    ready = actions.make_ready(draft, unlocked=desk["unlocked"], **given)
    before = papers_of(ready, desk["unlocked"])
    files = [contents.frozen_pdf(ready, key, desk["unlocked"]) for key in before]
    translate(desk, "0:story/story", "They came at night.", by="ben", checked_by="ana")
    assert papers_of(ready, desk["unlocked"]) == before
    assert [contents.frozen_pdf(ready, key, desk["unlocked"]) for key in before] == files
    newer = actions.prepare(desk["unlocked"], "crcl", **given)
    assert "They came at night." in papers_of(newer, desk["unlocked"])["crcl-complaint"].text()


def in_english(who, text, words=None):
    """Return what was told by one of the people, with English of their story."""
    answers = answers_of(who)
    made = SignedEnglish(words or answers["story"]["story"], text, SIGNED)
    return document_input(answers, today=TODAY, english={"story/story": made})


def test_english_of_other_words_is_not_shown():
    known = in_english("Amharic", "They came.", words="በ3 ቀን")
    assert build_document(DOCUMENT_TYPES_BY_SLUG["statement"], known) == build_document(
        DOCUMENT_TYPES_BY_SLUG["statement"], document_input(answers_of("Amharic"), today=TODAY)
    )


@pytest.mark.parametrize("text", ["They came. ", "They came. " * 100])
def test_a_helper_is_not_said_to_give_the_words_of_the_person(text):
    for who, own in (("Arabic", "In the helper's own words"), ("Amharic", "In my own words")):
        whole = after(
            build_document(DOCUMENT_TYPES_BY_SLUG["statement"], in_english(who, text)), text
        )
        assert own in whole
        assert answers_of(who)["story"]["story"] in whole


@pytest.mark.parametrize("who", PEOPLE)
def test_english_loses_no_word_and_empties_no_heading(who):
    for text in ("They came.", "They came. " * 100):
        for paper in DOCUMENT_TYPES:
            known = in_english(who, text)
            document = build_document(paper, known)
            assert MARK not in document.text()
            plain = build_document(paper, document_input(answers_of(who), today=TODAY))
            values = {value for _label, value in rows_of(plain) if value}
            assert values <= {value for _label, value in rows_of(document)}, paper.slug
            for block, below in pairwise([*document.blocks, None]):
                if block.kind == "heading":
                    assert below.kind != "heading" or below.level > block.level, block.text


@pytest.mark.parametrize("text", [HOSTILE, HOSTILE + " long" * 100])
def test_english_is_shown_as_text_and_never_read_as_code(text):
    document = build_document(DOCUMENT_TYPES_BY_SLUG["crcl-complaint"], in_english("Amharic", text))
    assert bare(text) in read_back(pdf.render(document))
    page = render_to_string("documents/page.html", {"document": document})
    assert "<script>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ 1 }}" in page
    made = docx.Document(io.BytesIO(docx_file.to_docx(document)))
    whole = [paragraph.text for paragraph in made.paragraphs]
    whole += [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    assert text in whole


def test_a_text_for_a_web_form_has_both():
    known = in_english("Amharic", "They came.")
    whole = "\n".join(
        text for _title, text in form_fields(build_document(DOCUMENT_TYPES_BY_SLUG["doj"], known))
    )
    assert f"They came.\nTranslated by: {SIGNED}\n\nIn my own words\nበ3 ቀን" in whole


def test_a_file_with_both_is_tagged_in_order():
    made = pdf.to_pdf(
        build_document(
            DOCUMENT_TYPES_BY_SLUG["statement"], in_english("Amharic", "They came. " * 100)
        )
    )
    names = [name for name, _element in elements(made)[1]]
    levels = [int(name[1]) for name in names if name[0] == "H" and name[1:].isdigit()]
    assert all(below <= above + 1 for above, below in pairwise(levels))


def test_papers_without_a_case_have_no_english():
    known = document_input(answers_of("Amharic"), today=TODAY)
    assert isinstance(known, DocumentInput)
    assert known.english == {}
    assert NO_ENGLISH[-1] in build_document(DOCUMENT_TYPES_BY_SLUG["statement"], known).rows()


@pytest.mark.parametrize("count", [0, 1, 3])
def test_more_english_costs_no_more_queries(desk, count, django_assert_num_queries):
    for place in ("0:story/story", "0:witnesses/saw", "0:witnesses/saw/1")[:count]:
        translate(desk, place, "in English", checked_by="ana")
    with django_assert_num_queries(4):
        known_of(desk)
