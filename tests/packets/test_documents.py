"""Every paper of twelve complaints: nothing is lost, nothing added, nothing read as code."""

import hashlib
import io
import re
import socket
import subprocess
import sys
import unicodedata
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

import docx
import pikepdf
import pypdfium2
import pytest
import typst
from django.utils import timezone

from intake.citations.base import Claim, claim
from intake.flow.complaint import COMPLAINT
from intake.packets.base import LETTER, ONLINE
from intake.packets.build import (
    DOCUMENT_TYPES,
    DOCUMENT_TYPES_BY_SLUG,
    DOCUMENTS_OF_ROUTE,
    build_document,
    fitting_documents,
    form_fields,
)
from intake.packets.document_input import document_input
from intake.packets.documents.sf95 import SUBMIT_TO_ICE
from intake.packets.letter_parts import law_blocks
from intake.rendering import docx_file, pdf
from intake.rendering.blocks import (
    BulletList,
    Document,
    Heading,
    Paragraph,
    Row,
    SignatureBlock,
    Table,
    document_from_plain,
    skipped_levels,
)
from intake.rendering.characters import missing_glyphs
from intake.routes.fitting import ROUTES
from tests.packets.people import LONG, MARK, PEOPLE, TODAY, answers_of, expected, told_of, values_of
from tests.server import ROOT

# How an office stands is read from the database.
pytestmark = pytest.mark.django_db


# In a line from right to left a bracket is drawn as its mirror, and read back as drawn.
MIRRORS = str.maketrans(")]}>»", "([{<«")


def bare(text):
    """Return a text without blanks and marks of direction: what a file may set in its own way."""
    text = unicodedata.normalize("NFKC", text).translate(MIRRORS).replace("\x02", "-")
    return "".join(
        sign for sign in text if not sign.isspace() and unicodedata.category(sign) != "Cf"
    )


def pages_of(made):
    found = pypdfium2.PdfDocument(made)
    return [page.get_textpage().get_text_bounded() for page in found]


def read_back(made):
    """Return the words of a PDF, without what stands at the foot of its pages."""
    pages = [bare(page) for page in pages_of(made)]
    return "".join(
        page.rpartition(f"{number}/{len(pages)}")[0] for number, page in enumerate(pages, start=1)
    )


def words_in(haystack, value):
    """Say whether words stand in a text read back. Of a line from right to left a reader may give
    the words in the order in which they are seen, so there each word is looked for."""
    if bare(value) in haystack:
        return True
    from_right = any(unicodedata.bidirectional(sign) in ("R", "AL") for sign in value)
    return from_right and all(bare(word) in haystack for word in value.split())


def rows_of(document):
    """Return {(label, value)} of every row, and of every long answer under its heading."""
    found, heading = set(), ""
    for block in document.blocks:
        if block.kind == "heading":
            heading = block.text
        elif block.kind == "said":
            found.add((heading, block.text))
        found |= {(row.label, row.value) for row in getattr(block, "rows", ())}
    return found


@cache
def files_of(who):
    """Return {paper key: (document, file)} of one of the people, made at once and shared."""
    known = told_of(who)
    documents = [build_document(paper, known) for paper in DOCUMENT_TYPES]
    keys = [paper.slug for paper in DOCUMENT_TYPES]
    return dict(zip(keys, zip(documents, pdf.make_each(documents), strict=True), strict=True))


@pytest.mark.parametrize("who", PEOPLE)
def test_every_answer_that_belongs_stands_in_the_file_beside_its_question(who):
    known = told_of(who)
    for paper in DOCUMENT_TYPES:
        if not paper.fits(known):
            continue
        document, file = files_of(who)[paper.slug]
        assert document == build_document(paper, known)
        assert not missing_glyphs(document.text())
        rows, made = rows_of(document), read_back(file)
        for label, value in expected(known, paper):
            assert (label, value) in rows, (paper.slug, label, value[:80])
        for label, value in rows:
            for piece in value.split("\n"):
                assert words_in(made, piece), (paper.slug, label, piece[:80])
            if value and "\n" not in value and len(value) < 30 and value.isascii():
                assert words_in(made, label + value), (paper.slug, label, value)


def test_a_row_under_another_question_would_be_found():
    known = told_of("free, wrong match")
    rows = rows_of(build_document(DOCUMENT_TYPES_BY_SLUG["crcl-complaint"], known))
    assert ("City or town", "Sampletown") in rows
    assert ("State", "Sampletown") not in rows


@pytest.mark.parametrize("who", PEOPLE)
def test_no_paper_holds_an_answer_for_volunteers_only(who):
    known = told_of(who)
    for paper in DOCUMENT_TYPES:
        assert MARK not in build_document(paper, known).text()


def test_the_marks_would_be_found():
    known = told_of("free, wrong match")
    leak = Document("x", "en", (Paragraph(f"a {MARK} b"),))
    assert MARK in leak.text()
    assert any(step.audience == "office" for step in COMPLAINT.steps)
    assert not set(known.answers) & {"reach", "lawyer", "sharing", "language", "papers"}


@pytest.mark.parametrize("who", ["helper, held now", "Arabic", "what looks like code"])
def test_a_word_file_holds_the_same_words(who):
    known = told_of(who)
    for paper in DOCUMENT_TYPES:
        if paper.kind != LETTER:
            continue
        made = docx.Document(io.BytesIO(docx_file.to_docx(build_document(paper, known))))
        texts = [paragraph.text for paragraph in made.paragraphs]
        texts += [cell.text for table in made.tables for row in table.rows for cell in row.cells]
        whole = bare("".join(texts))
        for value in values_of(known, paper):
            for piece in value.split("\n"):
                assert words_in(whole, piece), (paper.slug, piece[:80])


def elements(made):
    """Return every element of the tag tree, in reading order, as (name, element)."""
    paper = pikepdf.open(io.BytesIO(made))
    found = []

    def walk(element):
        below = element.get("/K", [])
        for one in below if isinstance(below, pikepdf.Array) else [below]:
            if isinstance(one, pikepdf.Dictionary) and "/S" in one:
                found.append((str(one.S)[1:], one))
                walk(one)

    walk(paper.Root.StructTreeRoot)
    return paper, found


def pages_with_tags(paper, found):
    """Return the numbers of the pages on which some element of the tree stands."""
    numbers = {page.obj.objgen: number for number, page in enumerate(paper.pages)}
    return {numbers[element.Pg.objgen] for _name, element in found if "/Pg" in element}


@pytest.mark.parametrize("paper", DOCUMENT_TYPES, ids=lambda paper: paper.slug)
def test_a_file_is_tagged_titled_and_says_its_language(paper):
    document, made = files_of("helper, held now")[paper.slug]
    assert skipped_levels(document) == {}
    assert pypdfium2.PdfDocument(made).get_metadata_dict()["Title"] == document.title
    assert b"pdfuaid" in made
    file, found = elements(made)
    assert str(file.Root.Lang) == "en"
    assert file.Root.MarkInfo.Marked
    assert file.Root.ViewerPreferences.DisplayDocTitle
    names = [name for name, _element in found]
    levels = [int(name[1]) for name in names if name[0] == "H" and name[1:].isdigit()]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    rows = [element for name, element in found if name == "TR"]
    for row in rows:
        assert [str(cell.S) for cell in row.K] == ["/TH", "/TD"]
        assert row.K[0].A.Scope == "/Row"
    assert all("/Alt" in element for name, element in found if name == "Figure")
    assert pages_with_tags(file, found) == set(range(len(file.pages)))


def test_a_long_file_is_tagged_on_all_its_pages():
    _document, made = files_of("long story")["crcl-complaint"]
    file, found = elements(made)
    assert len(file.pages) > 20
    assert pages_with_tags(file, found) == set(range(len(file.pages)))


def test_all_papers_in_one_file_count_their_own_pages():
    known = told_of("helper, held now")
    documents = [build_document(paper, known) for paper in fitting_documents(known)]
    pages = [bare(page) for page in pages_of(pdf.render(*documents))]
    feet = [re.search(r"(?<!\d)(\d+)/(\d+)(\D.*)$", page).groups() for page in pages]
    titles = [bare(document.title) for document in documents]
    assert [name for number, _last, name in feet if number == "1"] == titles
    for title in titles:
        # Later pages of a letter say whom it is about, too.
        own = [(number, last) for number, last, name in feet if name.partition("·")[0] == title]
        assert own == [(str(n), str(len(own))) for n in range(1, len(own) + 1)]
    assert documents[0].title == "My list: what to do, and by when"


def behind_words(*blocks, before=()):
    """Return files in which more and more words stand before some blocks."""
    stories = [Paragraph("word " * length) for length in range(0, 3000, 150)]
    return pdf.make_each([Document("x", "en", (*before, story, *blocks)) for story in stories])


def test_a_place_to_sign_stays_on_one_page_with_what_is_above_it():
    asked = BulletList(("look into it", "keep all records"))
    sign = SignatureBlock((Row("Name", "Sam"), Row("Signed on (date)"), Row("Signature")))
    for made in behind_words(Heading("Asked"), asked, sign):
        [whole] = [page for page in map(bare, pages_of(made)) if "Signature" in page]
        assert "NameSam" in whole and "Asked•lookintoit•keepallrecords" in whole


def test_what_says_whose_questions_follow_stands_with_the_first_of_them():
    said = Paragraph("The questions are mine.")
    where = (Heading("When and where", 3), Table((Row("City", "Sampletown"),)))
    for made in behind_words(said, *where, before=(Heading("The account"),)):
        [whole] = [page for page in map(bare, pages_of(made)) if "Sampletown" in page]
        assert "Thequestionsaremine.WhenandwhereCitySampletown" in whole


def test_rows_of_many_lines_break_over_pages_and_lose_none():
    lines = [f"line{number}." for number in range(140)]
    made = pdf.to_pdf(Document("x", "en", (Table((Row("Said", "\n".join(lines)),)),)))
    assert len(pages_of(made)) > 1
    assert "".join(lines) in read_back(made)


def test_words_that_look_like_code_are_shown_as_words():
    made = read_back(files_of("what looks like code")["crcl-complaint"][1])
    code = (
        '#import "x"',
        "{{ name }} $x$ @ref",
        "<script>alert(1)</script>",
        "#sys.inputs",
        "{% load %} = not a heading",
        "- nor a list",
        "/ nor: a term",
    )
    for piece in map(bare, code):
        assert piece in made


def test_making_a_file_calls_nobody_and_reads_nothing_else(tmp_path):
    canary = tmp_path / "canary.txt"
    canary.write_text("Qx9CANARYq")
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.2)
        url = f"http://127.0.0.1:{listening.getsockname()[1]}/a.png"
        told = f'#read("{canary}") #image("{canary}") #image("{url}") <img src="{url}"> {url}'
        made = pdf.to_pdf(Document("x", "en", (Paragraph(told), Paragraph(f"url({url})"))))
        with pytest.raises(TimeoutError):
            listening.accept()
    assert "Qx9CANARYq" not in read_back(made)
    assert bare(told) in read_back(made)


def test_even_a_layout_could_read_nothing_outside_its_folder(tmp_path):
    (tmp_path / "canary.txt").write_text("Qx9CANARYq")
    fonts = Path(pdf.__file__).parent / "fonts"
    for wanted in (tmp_path / "canary.txt", "/etc/hostname", "../pdf.py"):
        with pytest.raises(typst.TypstError):
            typst.compile(f'#read("{wanted}")'.encode(), root=str(fonts))


def test_a_file_that_cannot_be_made_says_nothing_of_the_document(monkeypatch):
    monkeypatch.setattr(pdf, "_TYPESET", Path("/no/such/file"))
    with pytest.raises(pdf.RenderingFailed) as caught:
        pdf.to_pdf(Document("Qx9SECRETq", "en", ()))
    assert "Qx9SECRETq" not in repr(caught.value)
    assert caught.value.__cause__ is None


def test_files_made_at_once_are_those_made_one_by_one():
    documents = [Document("x", "en", (Paragraph(words),)) for words in ("one", "ᠮᠣᠩ", "two 😀")]
    for made, document in zip(pdf.make_each(documents), documents, strict=True):
        assert read_back(made) == read_back(pdf.render(document))
    assert pdf.make_each([]) == []


def test_where_many_cannot_be_made_at_once_each_is_tried_alone(monkeypatch):
    real, tried = pdf._typeset, []

    def few(files):
        tried.append(len(files))
        if len(files) > 1:
            raise pdf.RenderingFailed
        return real(files)

    monkeypatch.setattr(pdf, "_typeset", few)
    documents = [Document("x", "en", (Paragraph(words),)) for words in ("one", "two")]
    assert all(made.startswith(b"%PDF") for made in pdf.make_each(documents))
    assert tried == [2, 1, 1]


def test_a_long_story_runs_on_over_pages_and_loses_nothing():
    assert len(LONG) > 100_000
    _document, made = files_of("long story")["statement"]
    assert len(pypdfium2.PdfDocument(made)) > 20
    assert bare(LONG) in read_back(made)


def test_an_emoji_or_a_rare_sign_is_named_and_keeps_no_file_from_being_made():
    words = "It was cold 😀👍🏽. Name: \U0002a6d6"
    made = read_back(pdf.render(Document("x", "en", (Paragraph(words),))))
    for named in ("[grinning face]", "[thumbs up sign]", "[U+2A6D6]", "has no font here"):
        assert words_in(made, named)


def test_a_sign_without_a_font_is_known_before():
    assert missing_glyphs("ᠮᠣᠩ") == list("ᠮᠣᠩ")
    assert not missing_glyphs("Đắk ሰላም देव 例 مثال עברית ខ្មែរ ລາວ မြန် 한국 \n\t‎")


def test_what_is_not_known_leaves_no_row_and_a_part_of_a_date_stays_a_part():
    text = build_document(
        DOCUMENT_TYPES_BY_SLUG["crcl-complaint"], told_of("dates not known")
    ).text()
    assert "City or town" not in text
    assert "before the rain" in text
    born = build_document(
        DOCUMENT_TYPES_BY_SLUG["crcl-complaint"], told_of("free, wrong match")
    ).text()
    assert "March 1990, in spring" in born


def test_a_helper_and_a_person_speak_in_their_own_voice():
    mine = build_document(
        DOCUMENT_TYPES_BY_SLUG["crcl-complaint"], told_of("free, wrong match")
    ).text()
    theirs = build_document(
        DOCUMENT_TYPES_BY_SLUG["crcl-complaint"], told_of("helper, held now")
    ).text()
    assert "ICE placed a detainer on me" in mine
    assert "I am a friend of Ana María Example de la Prueba." in theirs
    assert "ICE placed a detainer on Ana María" in theirs
    assert "I am a friend" not in mine


def test_every_route_with_a_paper_is_there_and_every_paper_has_a_route():
    assert set(DOCUMENTS_OF_ROUTE) <= {route.slug for route in ROUTES}
    used = {paper for papers in DOCUMENTS_OF_ROUTE.values() for paper in papers}
    assert {paper.slug for paper in DOCUMENT_TYPES} - {paper.slug for paper in used} == {
        "checklist"
    }
    assert len(DOCUMENT_TYPES_BY_SLUG) == len(DOCUMENT_TYPES)


def test_papers_that_fit_are_few_and_the_own_list_stands_first():
    keys = [paper.slug for paper in fitting_documents(told_of("free, wrong match"))]
    assert keys[0] == "checklist"
    assert len(keys) == len(set(keys))
    assert "ice-citizen" not in keys
    held = [paper.slug for paper in fitting_documents(told_of("lawyer, held now, citizen"))]
    assert held.index("ice-citizen") < held.index("crcl-complaint")
    assert "consent" in held


LAWS = re.compile(r"\d+ (CFR|U\.S\.C)|Directive \d|Form I?-?\d|F\.3d")


@pytest.mark.parametrize("paper", DOCUMENT_TYPES, ids=lambda paper: paper.slug)
def test_a_law_that_a_paper_names_has_its_source(paper):
    assert all(isinstance(item, Claim) for item in paper.legal_basis)
    known = " ".join(str(item.text) for item in paper.legal_basis)
    for who in ("helper, held now", "free, wrong match"):
        for block in build_document(paper, told_of(who)).blocks:
            texts = block.items if block.kind == "bullets" else (getattr(block, "text", ""),)
            for text in texts:
                for named in LAWS.finditer(text):
                    assert named[0] in known or "I-2" in named[0], (paper.slug, text)


@pytest.mark.parametrize("paper", DOCUMENT_TYPES, ids=lambda paper: paper.slug)
def test_a_document_is_the_same_after_it_was_kept(paper):
    document = build_document(paper, told_of("Arabic"))
    assert document_from_plain(document.to_plain()) == document


@pytest.mark.parametrize("paper", DOCUMENT_TYPES, ids=lambda paper: paper.slug)
def test_only_the_words_of_a_letter_can_be_edited(paper):
    for who in ("helper, held now", "free, wrong match"):
        known = told_of(who, under_perjury=True)
        document = build_document(paper, known)
        own = document.editable_paragraphs()
        editable = [block for block in document.blocks if getattr(block, "slug", "")]
        assert len(editable) == len(own)
        every = dict.fromkeys(["", *own, "no-such"], "OTHER")
        for before, after in zip(
            document.blocks, document.with_paragraphs(every).blocks, strict=True
        ):
            assert after == before or (before.slug and after.text == "OTHER")
        for text in own.values():
            assert "perjury" not in text
            assert known.name not in text
            assert not LAWS.search(text)


def test_text_for_a_web_form_holds_all_that_the_paper_holds():
    known = told_of("helper, held now")
    for paper in DOCUMENT_TYPES:
        if paper.kind == ONLINE:
            whole = bare(
                " ".join(text for _title, text in form_fields(build_document(paper, known)))
            )
            for label, value in expected(known, paper):
                # The one question of a page stands above its answer.
                either = (f"{label}: {value}", f"{label} {value}")
                assert any(words_in(whole, words) for words in either), label


def test_the_sum_of_a_claim_is_left_to_the_person():
    rows = build_document(DOCUMENT_TYPES_BY_SLUG["sf95"], told_of("helper, held now")).rows()
    sums = [row for row in rows if row.label.startswith("12")]
    assert len(sums) == 4
    assert not any(row.value for row in sums)
    last = {row.label: row.value for row in rows if row.label.startswith("Deadline")}
    assert last == {
        "Deadline. Counted from when ICE sent the hold": "Tuesday, October 3, 2028",
        "Deadline. Counted from when release was due": "Thursday, October 5, 2028",
    }


def texts(who, **changes):
    """Return {paper key: its text} of every paper that is needed for one of the people."""
    answers = COMPLAINT.prune(
        answers_of(who) | {name.replace("_", "-"): value for name, value in changes.items()}
    )
    known = document_input(answers, today=TODAY)
    return {
        paper.slug: build_document(paper, known).text()
        for paper in DOCUMENT_TYPES
        if paper.fits(known)
    }


BIRTHPLACE = {
    "ice-citizen",
    "foia-ice",
    "foia-cbp",
    "foia-uscis",
    "foia-obim",
    "identity",
    "fbi-request",
}


def test_only_offices_that_ask_for_it_are_told_where_somebody_was_born():
    found = texts("lawyer, held now, citizen")
    assert {key for key, text in found.items() if "Sampleland" in text} == BIRTHPLACE
    asked = {key for key, text in found.items() if "Country of birth" in text}
    assert asked == BIRTHPLACE - {"identity"}


def test_booking_and_hold_numbers_go_only_where_they_are_needed():
    found = texts("lawyer, held now, citizen")
    booking = {key for key, text in found.items() if "SAMPLE-123" in text}
    assert booking == {
        "crcl-complaint",
        "ice-citizen",
        "foia-ice",
        "jail-letter",
        "congress",
        "hold-copy-request",
        "grievance",
        "oig",
        "opr",
        "doj",
        "attorney-general",
    }
    hold = {key for key, text in found.items() if "SAMPLE-0001" in text}
    assert not hold & {"grievance", "oig", "opr", "doj", "attorney-general", "congress"}


def test_no_paper_says_where_a_free_person_is_held():
    for text in texts("free, wrong match").values():
        assert "Held at" not in text
        assert "Booking number" not in text


# Those that are complained about, and a form that names only people who agreed.
NO_WITNESS = {"grievance", "opr", "attorney-general", "sf95"}


def test_only_crcl_is_told_how_to_reach_witnesses():
    for key, text in texts("helper, held now").items():
        assert ("555-0100-000" in text) == (key == "crcl-complaint")
        assert ("Wit Ness" not in text) or key not in NO_WITNESS
        if "Wit Ness" in text and key != "crcl-complaint":
            assert "Can be reached through me" in text


@pytest.mark.parametrize("happening", [["self_harm"], ["self_harm", "pregnant"], ["none"]])
def test_what_is_told_of_the_own_mind_stands_in_no_paper(happening):
    for text in texts("helper, held now", danger={"happening": happening}).values():
        assert "self-harm" not in text
        assert "Is any of this happening" not in text
        assert "Pregnant" not in text


def test_what_is_told_of_treatment_stands_in_the_complaint_only():
    found = texts("helper, held now", danger={"happening": ["self_harm", "sick", "threatened"]})
    told_of_it = {key for key, text in found.items() if "medicine was stopped" in text}
    assert told_of_it == {"crcl-complaint"}
    assert "self-harm" not in found["crcl-complaint"]


SWEARS = "penalty of perjury"


def test_a_helper_swears_and_certifies_nothing_for_another():
    for declare in (False, True):
        known = told_of("helper, held now", under_perjury=declare)
        for paper in DOCUMENT_TYPES:
            document = build_document(paper, known)
            signs = [block for block in document.blocks if block.kind == "sign"]
            if SWEARS in document.text():
                assert paper.slug in ("statement", "identity")
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


def test_a_person_swears_in_letters_only_where_a_volunteer_wants_it():
    letters = [
        paper for paper in DOCUMENT_TYPES if paper.kind == LETTER and paper.slug != "statement"
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
            "ICE sent a detainer. No copy was given to me.",
            "ICE sent a detainer.",
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
    assert "ask why this person is held" in held["congress"]
    assert "ask why" not in free["congress"]
    for where in ("local_jail", "ice"):
        lost = texts("helper, held now", custody={"where": where})
        assert "ask where this person is, and why they are held" in lost["congress"]
    assert "ask why I am held" in texts("Amharic")["congress"]


def test_proof_comes_with_the_letter_only_if_it_was_added():
    who = "lawyer, held now, citizen"
    text = texts(who)["ice-citizen"]
    assert "Copies of the proof" not in text
    added = build_document(
        DOCUMENT_TYPES_BY_SLUG["ice-citizen"], told_of(who, exhibits=("Birth certificate",))
    ).text()
    assert "Copies of the proof named above come with this letter." in added
    for none in ("not_now", "not_sure", "other"):
        answers = answers_of(who) | {"proof": {"papers_held": [none]}}
        known = document_input(answers, today=TODAY, exhibits=("A letter",))
        text = build_document(DOCUMENT_TYPES_BY_SLUG["ice-citizen"], known).text()
        assert "Copies of the proof" not in text
        assert "Proof:" not in text


CLAIM = "Claim under ICE Directive 16001.2: "


def test_the_first_line_claims_citizenship_in_the_voice_of_the_writer():
    who = "lawyer, held now, citizen"
    first = build_document(DOCUMENT_TYPES_BY_SLUG["ice-citizen"], told_of(who)).blocks[0]
    assert first.text == (
        f"{CLAIM}I was told, and I believe, that Ana María Example de la Prueba is a US citizen."
        " Proof: Birth certificate."
    )
    mine = document_input(answers_of(who) | {"filer": {"filing_for": "me"}}, today=TODAY)
    first = build_document(DOCUMENT_TYPES_BY_SLUG["ice-citizen"], mine).blocks[0]
    said = "I, Ana María Example de la Prueba, say that I am a US citizen."
    assert first.text.startswith(CLAIM + said)


def test_money_is_not_asked_of_crcl_and_other_wishes_are():
    text = texts("free, wrong match", wants={"wants": ["money", "record"]})["crcl-complaint"]
    assert "Fix the record" in text
    assert "Money for the harm" not in text
    text = texts("free, wrong match", wants={"wants": ["money"]})["crcl-complaint"]
    assert "What do you want to happen?" not in text


def test_exhibits_are_those_that_were_added_and_no_others():
    known = told_of("free, wrong match", exhibits=("Hold paper, page 1",))
    rows = build_document(DOCUMENT_TYPES_BY_SLUG["crcl-complaint"], known).rows()
    assert [(row.label, row.value) for row in rows if row.label.startswith("Exhibit")] == [
        ("Exhibit 1", "Hold paper, page 1"),
    ]
    held = [row.value for row in rows if row.label.startswith("Papers that I have")]
    assert held == ["Birth certificate"]
    bare_of_them = build_document(
        DOCUMENT_TYPES_BY_SLUG["crcl-complaint"], told_of("free, wrong match")
    )
    assert "Exhibit" not in bare_of_them.text()
    assert "Papers that come with this" not in bare_of_them.text()


@pytest.mark.parametrize("who", PEOPLE)
def test_no_heading_is_empty(who):
    for changes in ({}, dict.fromkeys(("story", "witnesses", "harm", "match"), {})):
        answers = COMPLAINT.prune(
            answers_of(who) | {name: [] if COMPLAINT.step(name).many else {} for name in changes}
        )
        known = document_input(answers, today=TODAY)
        for paper in DOCUMENT_TYPES:
            blocks = build_document(paper, known).blocks
            for block, below in pairwise([*blocks, None]):
                if block.kind == "heading":
                    assert below is not None, (paper.slug, block.text)
                    assert below.kind != "heading" or below.level > block.level, block.text


def test_a_story_in_another_language_has_a_place_for_its_translation():
    place = "Language of the story, if not English"
    assert place in texts("Arabic")["crcl-complaint"]
    english = {"language": {"speaks": "en", "reads": "en"}}
    assert place not in texts("free, wrong match", **english)["crcl-complaint"]
    assert place in texts("Chinese", **english)["statement"]


def test_a_story_that_was_skipped_has_no_place_for_its_translation():
    for story in ({}, {"story": "", "seen_or_told": "saw"}):
        for key, text in texts("Chinese", story=story).items():
            assert "Language of the story" not in text, key
            assert "Story translated by" not in text, key


def test_the_worksheet_says_its_rules_and_where_it_goes():
    known = told_of("helper, held now")
    worksheet = DOCUMENT_TYPES_BY_SLUG["sf95"]
    document = build_document(worksheet, known)
    text, advice = document.text(), worksheet.advice_for(document)
    assert "within two years" in text
    assert "Without the total in block 12d" in text
    assert "forfeit" not in text
    # An address that nobody checked is a line to fill in by hand.
    assert "Mailstop 5900" not in text
    assert SUBMIT_TO_ICE in [row.label for row in document.rows() if not row.value]
    assert any("Look it up, and write it on the line." in str(item) for item in advice)
    local = texts("free, wrong match", hold={"ice_asked": "no"}, witnesses=[], harm={})["sf95"]
    assert "Mailstop 5900" not in local
    assert local.count("Nothing was told of an injury.") == 1


def test_what_a_coordinator_saw_of_an_office_stands_in_its_papers(db, office):
    from intake.routes import route_status
    from intake.routes.fbi import FBI

    document = build_document(DOCUMENT_TYPES_BY_SLUG["fbi-challenge"], told_of("free, wrong match"))
    before = texts("free, wrong match")["fbi-challenge"]
    assert "1000 Custer Hollow Road" not in before
    assert (
        "We have not checked the address."
        in DOCUMENT_TYPES_BY_SLUG["fbi-challenge"].advice_for(document)[1]
    )
    route_status.save_review(
        FBI,
        status="open",
        note="",
        contact="1 New Road, Sampletown",
        checked_on=date(2026, 11, 24),
        by=office["cora"],
        at=timezone.now(),
    )
    after = texts("free, wrong match")["fbi-challenge"]
    assert "1 New Road, Sampletown" in after
    assert "1000 Custer Hollow Road" not in after
    assert (
        "We checked this address on November 24, 2026"
        in DOCUMENT_TYPES_BY_SLUG["fbi-challenge"].advice_for(document)[1]
    )


def test_papers_of_an_office_that_a_coordinator_closed_are_not_offered(db, office):
    from intake.routes import route_status
    from intake.routes.fitting import ROUTES_BY_SLUG as ROUTE

    known = told_of("helper, held now")
    assert DOCUMENT_TYPES_BY_SLUG["crcl-complaint"] in fitting_documents(known)
    route_status.save_review(
        ROUTE["crcl"],
        status="closed",
        note="",
        contact="",
        checked_on=date(2026, 11, 24),
        by=office["cora"],
        at=timezone.now(),
    )
    assert DOCUMENT_TYPES_BY_SLUG["crcl-complaint"] not in fitting_documents(known)
    assert (
        "civil rights office of Homeland"
        not in build_document(DOCUMENT_TYPES_BY_SLUG["checklist"], known).text()
    )


def test_a_weak_statement_keeps_its_mark_in_a_paper():
    weak = claim("Some jails do it.", "S96", confidence="check first")
    assert law_blocks(weak).text == "Some jails do it. Check this first."
    assert law_blocks(weak, weak).items[1] == "Some jails do it. Check this first."


def test_the_own_list_has_both_readings_warnings_and_days():
    text = texts("helper, held now")["checklist"]
    for words in (
        "The hold must end: 48 hours in a row",
        "The hold must end: 48 hours, not counting weekends and holidays",
        "Do not tell the jail about birthplace",
        "It tells the government who the person is, and who you are.",
        "Ask again after 1 and 3 days.",
    ):
        assert words in text
    assert "case in court" not in text
    lawyer = {"has_lawyer": "yes", "lawyer_name": "qxLAWYERq", "open_case": "yes"}
    text = texts("helper, held now", lawyer=lawyer)["checklist"]
    assert "There is a case in court. A lawyer should read this" in text
    assert "qxLAWYERq" not in text


def own_words_of(
    paper, people=("free, wrong match", "helper, held now", "lawyer, held now, citizen")
):
    """Return the words of a paper itself, without answers and questions of the form."""
    found = []
    for who in people:
        known = told_of(who, under_perjury=True)
        for block in build_document(paper, known).blocks:
            if block.kind == "bullets":
                found += block.items
            elif block.kind != "said" and getattr(block, "level", 2) == 2:
                # A long question stands in a block of its own, so blocks without text do not count.
                found += filter(None, [getattr(block, "text", "")])
            found += [
                f"{row.label}|{row.value}" for row in getattr(block, "rows", ()) if not row.step
            ]
    return "\n".join(found)


EDITIONS = Path(__file__).with_name("editions.txt")


OTHER_LABELS = """
import django; django.setup()
from intake.flow.complaint import COMPLAINT
for step in COMPLAINT.steps:
    for name, field in (step.form.base_fields if step.form else {}).items():
        field.label = f"Another question {name}"
from tests.packets.test_documents import DOCUMENT_TYPES, build_document, own_words_of, told_of
from tests.packets.test_documents import test_changed_words_are_a_new_edition as test
known = told_of("helper, held now")
assert any("Another question" in build_document(paper, known).text() for paper in DOCUMENT_TYPES)
for paper in DOCUMENT_TYPES:
    test(paper)
"""


def test_a_question_in_other_words_changes_no_edition():
    """In a process of its own: the fields of a page are kept once they were asked for."""
    subprocess.run([sys.executable, "-c", OTHER_LABELS], cwd=ROOT, check=True)


@pytest.mark.parametrize("paper", DOCUMENT_TYPES, ids=lambda paper: paper.slug)
def test_changed_words_are_a_new_edition(paper):
    """To change a paper: give it another edition, and put the new line into editions.txt."""
    digest = hashlib.sha256(own_words_of(paper).encode()).hexdigest()[:16]
    known = dict(line.rsplit(" | ", 1) for line in EDITIONS.read_text().splitlines())
    line = f"{paper.slug} | {paper.edition}"
    assert known.get(line) == digest, f"{line} | {digest}"
