"""A packet is frozen only after all of its files were made; else it stays a draft."""

import pytest
from django.db import connection
from django.utils import timezone

from intake.cases.actions import NotAllowed
from intake.cases.models import Event
from intake.demo import file_case
from intake.flow.complaint import COMPLAINT
from intake.models import Packet
from intake.packets import actions, contents, exhibits
from intake.rendering import docx_file, pdf
from intake.vault import envelopes
from tests.conftest import log_in
from tests.second_reader import mark_all

NOW = timezone.now
State = Packet.Status


@pytest.fixture
def desk(cast, office):
    story = {"story": "It began\ufffe on 1\ufe0f\u20e3 May. \uf0b7 it\x92s", "seen_or_told": "saw"}
    case = file_case(COMPLAINT, NOW(), story=story)
    key = envelopes.unlock_key_with_team(case.owner, {office["team"].pk: office["privates"]})
    return {"case": case, "unlocked": case.unlocked(key), "ana": cast["ana"], "ben": cast["ben"]}


def act(desk, name, packet, who="ana", **given):
    if name == "second_read":
        mark_all(packet, desk["unlocked"], desk[who])
    return getattr(actions, name)(
        packet, **given, unlocked=desk["unlocked"], by=desk[who], at=NOW()
    )


def prepared(desk, route="crcl"):
    return actions.prepare(desk["unlocked"], route, by=desk["ana"], at=NOW())


def stays_a_draft(desk, packet):
    kept = Packet.objects.get(pk=packet.pk)
    events = desk["case"].events.filter(kind=Event.Kind.MADE_READY)
    return (kept.status, kept.frozen, kept.ready_by, events.count()) == (State.DRAFT, None, None, 0)


def test_any_text_is_frozen_with_a_file_for_each_document(desk):
    packet = act(desk, "make_ready", prepared(desk))
    for slug, _edition, _print in contents.hashes_of(packet, desk["unlocked"]):
        assert contents.frozen_pdf(packet, slug, desk["unlocked"]).startswith(b"%PDF")


def no_pdf(monkeypatch):
    monkeypatch.setattr(
        pdf, "make_each", lambda documents: [b"%PDF", *[None] * (len(documents) - 1)]
    )


def no_renderer(monkeypatch):
    def failing(files):
        raise pdf.RenderingFailed("no")

    monkeypatch.setattr(pdf, "_typeset", failing)


@pytest.mark.parametrize("broken", [no_pdf, no_renderer])
def test_a_packet_without_all_its_files_stays_a_draft_with_a_kind_reason(desk, broken, monkeypatch):
    packet = prepared(desk)
    with monkeypatch.context() as patch:
        broken(patch)
        with pytest.raises(NotAllowed, match=r"No file could be made of “.+”.*try again"):
            act(desk, "make_ready", packet)
    assert stays_a_draft(desk, packet)
    assert act(desk, "make_ready", packet).status == State.READY


def test_a_packet_whose_word_file_fails_stays_a_draft(desk, monkeypatch):
    def failing(document):
        raise ValueError("unforeseen")

    packet = prepared(desk)
    monkeypatch.setattr(docx_file, "to_docx", failing)
    with pytest.raises(NotAllowed, match="No file could be made"):
        act(desk, "make_ready", packet)
    assert stays_a_draft(desk, packet)


def test_a_packet_whose_added_papers_fail_stays_a_draft(desk, monkeypatch):
    def failing(unlocked, found):
        raise pdf.RenderingFailed("no")

    packet = prepared(desk)
    monkeypatch.setattr(exhibits, "to_pdf", failing)
    with pytest.raises(NotAllowed, match="the added papers"):
        act(desk, "make_ready", packet)
    assert stays_a_draft(desk, packet)


def test_files_are_made_before_the_transaction(desk, monkeypatch):
    real, inside = pdf.make_each, []
    before = len(connection.savepoint_ids)

    def watched(documents):
        inside.append(len(connection.savepoint_ids) - before)
        return real(documents)

    packet = prepared(desk)
    monkeypatch.setattr(pdf, "make_each", watched)
    act(desk, "make_ready", packet)
    assert inside == [0]


def test_the_yes_is_not_kept_without_its_page(desk, monkeypatch):
    packet = act(desk, "second_read", act(desk, "make_ready", prepared(desk)), "ben")
    monkeypatch.setattr(pdf, "make_each", lambda documents: [None])
    with pytest.raises(NotAllowed, match="My name"):
        act(desk, "agree", packet, words="by phone", show_name="yes")
    assert Packet.objects.get(pk=packet.pk).status == State.REVIEWED


def test_the_volunteer_reads_why_and_can_try_again(desk, monkeypatch):
    packet = prepared(desk)
    ana = log_in(desk["ana"])
    path = f"/office/cases/{desk['case'].reference}/packets/{packet.pk}/"
    with monkeypatch.context() as patch:
        no_renderer(patch)
        page = ana.post(f"{path}make_ready/go/", follow=True).content.decode()
    assert "so nothing was frozen. Your work is kept." in page
    assert stays_a_draft(desk, packet)
    ana.post(f"{path}make_ready/go/")
    assert Packet.objects.get(pk=packet.pk).status == State.READY
