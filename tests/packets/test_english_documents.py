"""Documents stay English whatever language the visitor reads; the pages around them do not."""

import pytest
from django.utils import timezone, translation
from django.utils.functional import Promise

from intake.cases import filer_actions
from intake.demo import file_case
from intake.flow.complaint import COMPLAINT
from intake.flow.sample import sample
from intake.packets import actions, contents
from intake.packets.base import OWN
from intake.packets.build import (
    DOCUMENT_TYPES,
    build_document,
    documents_for_route,
    fitting_documents,
    form_fields,
    name_disclosure,
)
from intake.packets.choices import ASKED
from intake.packets.document_input import document_input
from intake.packets.documents import jail_letter_short
from intake.vault import envelopes
from tests.filer import Filer, FormClient
from tests.packets.people import PEOPLE, TODAY, answers_of, said_yes, told_of
from tests.packets.pseudo_language import BEGIN, CODE, pseudo_language
from tests.public.test_guide import SHEET

pytestmark = pytest.mark.django_db


@pytest.fixture
def spoken(monkeypatch):
    with pseudo_language(monkeypatch):
        yield


def texts_of(document):
    plain = document.to_plain()
    waiting, found = [plain], []
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            waiting += value.values()
        elif isinstance(value, (list, tuple)):
            waiting += value
        elif not isinstance(value, int):
            found.append(value)
    return found


def is_english(document):
    texts = texts_of(document)
    return not any(isinstance(text, Promise) or BEGIN in text for text in texts)


@pytest.mark.parametrize("who", PEOPLE)
def test_no_document_changes_with_the_language_of_the_visitor(who, monkeypatch):
    # The person's own list goes to no office.
    kinds = [kind for kind in DOCUMENT_TYPES if kind.kind != OWN]
    before = [build_document(kind, told_of(who)) for kind in kinds]
    fits = fitting_documents(told_of(who))
    with pseudo_language(monkeypatch):
        known = document_input(answers_of(who), today=TODAY, choices=said_yes(*ASKED))
        assert fitting_documents(known) == fits
        after = [build_document(kind, known) for kind in kinds]
        boxes = [form_fields(document) for document in after]
        disclosures = [name_disclosure(known, answer) for answer in ("yes", "no")]
    assert after == before
    assert all(map(is_english, [*after, *disclosures]))
    assert BEGIN not in str(boxes)


def test_what_was_read_in_another_language_before_is_english_in_the_document(spoken):
    known = document_input(answers_of("helper, held now"), today=TODAY)
    assert known.sections and known.answer_text("custody", "facility")
    documents = [build_document(kind, known) for kind in documents_for_route("crcl", known)]
    assert documents and all(map(is_english, documents))


def test_the_language_of_the_visitor_comes_back_after_a_document(spoken):
    build_document(DOCUMENT_TYPES[0], document_input(answers_of("Arabic"), today=TODAY))
    assert translation.get_language() == CODE


def test_the_sheet_for_the_jail_is_english(monkeypatch):
    fields = {"due_out": {"y": 2026, "m": 11, "d": 23, "t": "17:30"}, "state": "AK"}
    before = jail_letter_short.build(fields, today=TODAY)
    with pseudo_language(monkeypatch):
        after = jail_letter_short.build(fields, today=TODAY)
    assert after == before and is_english(after)


@pytest.fixture
def desk(cast, office):
    case = file_case(COMPLAINT, timezone.now(), filing_for="family", held=True)
    key = envelopes.unlock_key_with_team(case.owner, {office["team"].pk: office["privates"]})
    return {"case": case, "unlocked": case.unlocked(key), "ana": cast["ana"]}


def test_a_case_that_was_filed_and_changed_in_another_language_has_english_documents(
    desk, monkeypatch
):
    with pseudo_language(monkeypatch):
        now = timezone.now()
        moved = {
            "when": None,
            "where": "local_jail",
            "facility": "Other Jail",
            "booking_number": "7",
            "happening": [],
        }
        filer_actions.report_change(
            desk["unlocked"],
            "moved",
            moved,
            [("where", f"{BEGIN}Where?", f"{BEGIN}A jail"), ("facility", "Which?", "Other Jail")],
            english=[("where", "Where?", "A jail"), ("facility", "Which?", "Other Jail")],
            now=now,
        )
        filer_actions.add_details(
            desk["unlocked"], f"{BEGIN}What happened", "One more thing.", page="story", now=now
        )
        packet = actions.prepare(desk["unlocked"], "crcl", by=desk["ana"], at=now)
        documents = contents.documents_in(packet, desk["unlocked"], today=TODAY)
        ready = actions.make_ready(packet, unlocked=desk["unlocked"], by=desk["ana"], at=now)
        frozen = contents.documents_in(ready, desk["unlocked"], today=TODAY)
    for _kind, document in (*documents, *frozen):
        assert [text for text in texts_of(document) if BEGIN in text] == []
    whole = " ".join(document.text() for _kind, document in documents)
    assert "One more thing." in whole and "Other Jail" in whole


def test_the_pages_around_documents_change_and_the_documents_in_them_do_not(
    office, monkeypatch, settings
):
    filer = Filer(FormClient(), sample(COMPLAINT)).jump()
    filer.send()
    settings.LANGUAGES = [("en", "English"), (CODE, "None")]
    with pseudo_language(monkeypatch):
        for path in ("/papers/", "/papers/crcl-complaint/", "/papers/statement/"):
            page = filer.client.get(f"/{CODE}{path}").content.decode()
            assert f"{BEGIN}Your letters" in page
            article = page.partition("<article")[2].partition("</article>")[0]
            assert BEGIN not in article
        sheet = filer.client.post(f"/{CODE}/sheet/", SHEET).content.decode()
    assert BEGIN in sheet.partition("<article")[0]
    assert BEGIN not in sheet.partition("<article")[2].partition("</article>")[0]


def test_the_language_that_is_none_would_be_found(spoken):
    assert translation.gettext("March") == f"{BEGIN}March⟧"
    assert translation.gettext_lazy("March") == f"{BEGIN}March⟧"
