"""From draft to answer: frozen, read by another, agreed to, sent once, followed up."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from intake.cases import actions as cases
from intake.cases.actions import NotAllowed
from intake.cases.models import Case, Event
from intake.demo import file_case
from intake.flow.complaint import COMPLAINT
from intake.models import Packet
from intake.packets import actions
from intake.packets.build import OF_ROUTE
from intake.vault import crypto, sealing

State = Packet.State
NOW = timezone.now
TODAY = date(2026, 11, 23)


@pytest.fixture
def desk(cast, office):
    """A case, its key, and two volunteers."""
    case = file_case(COMPLAINT, NOW(), filing_for="family", held=True)
    key = sealing.opened_by_team(case.owner, {office["team"].pk: office["privates"]})
    return {"case": case, "key": key, "ana": cast["ana"], "ben": cast["ben"]}


def act(desk, name, packet, who="ana", **given):
    return getattr(actions, name)(packet, **given, key=desk["key"], by=desk[who], at=NOW())


def prepared(desk, route="crcl"):
    return actions.prepare(desk["case"], route, key=desk["key"], by=desk["ana"], at=NOW())


def ready(desk, route="crcl"):
    return act(desk, "make_ready", prepared(desk, route))


def agreed(desk):
    read = act(desk, "second_read", ready(desk), "ben")
    return act(desk, "agree", read, words="by phone, on Monday")


SENT = {"how": "by fax, by Ana", "on": TODAY, "number": "SAMPLE-5", "proof": "fax report"}


def test_a_packet_goes_its_whole_way(desk):
    packet = act(desk, "record_sent", agreed(desk), **SENT)
    assert packet.state == State.SENT
    case = Case.objects.get(pk=desk["case"].pk)
    assert case.status == Case.Status.SENT
    assert case.follow_up_on == TODAY + timedelta(days=7)
    packet = act(desk, "record_answer", packet, words="They look into it.")
    case.refresh_from_db()
    assert (packet.state, case.status) == (State.ANSWERED, Case.Status.ANSWERED)
    record = actions.record_of(packet, desk["key"])
    assert record == {
        "agreed": "by phone, on Monday", "how": "by fax, by Ana", "number": "SAMPLE-5",
        "proof": "fax report", "answer": "They look into it.",
    }  # fmt: skip
    kinds = list(case.events.order_by("pk").values_list("kind", flat=True))
    assert [kind for kind in kinds if kind != Event.Kind.MOVED] == [
        "submitted", "prepared", "made_ready", "second_read", "agreed", "sent", "answered",
    ]  # fmt: skip


def test_doing_a_step_twice_does_it_once(desk):
    packet = agreed(desk)
    for name, given in (("make_ready", {}), ("second_read", {}), ("agree", {"words": "other"})):
        assert act(desk, name, packet, "ana", **given).state == State.AGREED
    act(desk, "record_sent", packet, **SENT)
    again = act(desk, "record_sent", packet, **SENT | {"how": "other", "on": date(2026, 1, 1)})
    assert again.sent_on == TODAY
    assert actions.record_of(again, desk["key"])["how"] == "by fax, by Ana"
    assert desk["case"].events.filter(kind=Event.Kind.SENT).count() == 1
    assert desk["case"].events.filter(kind=Event.Kind.AGREED).count() == 1


def test_who_made_it_ready_cannot_be_the_second_reader(desk):
    packet = ready(desk)
    with pytest.raises(NotAllowed, match="Another volunteer"):
        act(desk, "second_read", packet, "ana")
    assert act(desk, "second_read", packet, "ben").read_by == desk["ben"]


@pytest.mark.parametrize(
    ("name", "given"),
    [("second_read", {}), ("agree", {"words": "yes"}), ("record_sent", SENT),
     ("record_answer", {"words": "no"})],
)  # fmt: skip
def test_no_step_can_be_jumped(desk, name, given):
    packet = prepared(desk)
    with pytest.raises(NotAllowed, match="comes first"):
        act(desk, name, packet, "ben", **given)
    packet.refresh_from_db()
    assert packet.state == State.DRAFT


def test_nothing_is_sent_without_the_yes(desk):
    read = act(desk, "second_read", ready(desk), "ben")
    with pytest.raises(NotAllowed):
        act(desk, "record_sent", read, **SENT)
    assert desk["case"].packets.get().sent_on is None


def test_who_sends_it_alone_is_not_asked_again(desk):
    Case.objects.filter(pk=desk["case"].pk).update(consent_send="self")
    read = act(desk, "second_read", ready(desk), "ben")
    assert act(desk, "record_sent", read, **SENT).state == State.SENT


def test_frozen_papers_never_change_again(desk):
    packet = ready(desk)
    before = actions.papers_in(packet, desk["key"], today=TODAY)
    prints = actions.prints_of(packet, desk["key"])
    files = [actions.pdf_of(packet, paper.key, desk["key"]) for paper, _document in before]
    with pytest.raises(NotAllowed, match="frozen"):
        actions.edit(packet, "crcl-complaint", {"1": "other words"}, key=desk["key"])
    packet.refresh_from_db()
    assert actions.papers_in(packet, desk["key"], today=date(2030, 1, 1)) == before
    assert [actions.pdf_of(packet, paper.key, desk["key"]) for paper, _d in before] == files
    assert actions.prints_of(packet, desk["key"]) == prints
    assert all(made.startswith(b"%PDF") for made in files)


def test_a_print_is_that_of_the_file(desk):
    import hashlib

    packet = ready(desk)
    for key, edition, print_ in actions.prints_of(packet, desk["key"]):
        assert hashlib.sha256(actions.pdf_of(packet, key, desk["key"])).hexdigest() == print_
        assert edition


def test_a_change_after_ready_is_a_new_edition_with_the_same_edits(desk):
    first = prepared(desk)
    place = next(str(place) for place, block in
                 enumerate(actions.papers_in(first, desk["key"], today=TODAY)[0][1].blocks)
                 if block.kind == "paragraph")  # fmt: skip
    actions.edit(first, "crcl-complaint", {place: "Words of ours."}, key=desk["key"])
    act(desk, "make_ready", first)
    second = prepared(desk)
    assert second.edition == 2
    assert "Words of ours." in actions.papers_in(second, desk["key"], today=TODAY)[0][1].text()
    assert desk["case"].packets.count() == 2
    assert Packet.objects.get(pk=first.pk).state == State.READY


def test_beginning_twice_is_one_draft(desk):
    assert prepared(desk).pk == prepared(desk).pk
    assert desk["case"].events.filter(kind=Event.Kind.PREPARED).count() == 1


def test_two_at_once_cannot_make_the_same_edition(desk):
    packet = prepared(desk)
    with pytest.raises(IntegrityError), transaction.atomic():
        Packet.objects.create(case=desk["case"], route="crcl", edition=1, made_on=TODAY)
    assert packet.edition == 1


def test_an_unfrozen_packet_cannot_be_ready(desk):
    packet = prepared(desk)
    with pytest.raises(IntegrityError), transaction.atomic():
        Packet.objects.filter(pk=packet.pk).update(state=State.READY)


@pytest.mark.parametrize("route", sorted(OF_ROUTE))
def test_every_route_with_papers_can_be_made_ready(desk, route):
    papers = actions.papers_in(ready(desk, route), desk["key"], today=TODAY)
    assert papers


def test_a_route_without_a_paper_is_refused(desk):
    with pytest.raises(NotAllowed, match="no paper"):
        prepared(desk, "lawyer")
    with pytest.raises(NotAllowed):
        prepared(desk, "no-such")


def test_a_closed_or_erased_case_takes_no_papers(desk):
    packet = prepared(desk)
    cases.erase(desk["case"], by=None, at=NOW())
    assert not Packet.objects.filter(pk=packet.pk).exists()
    with pytest.raises(NotAllowed):
        prepared(desk)


def test_what_is_kept_is_sealed_and_bound_to_its_place(desk):
    packet = act(desk, "record_sent", agreed(desk), **SENT)
    whole = bytes(packet.frozen) + bytes(packet.record)
    for word in (b"Example", b"fax", b"SAMPLE", b"%PDF", b"Ana Mar"):
        assert word not in whole
    packet.record, packet.frozen = packet.frozen, packet.record
    with pytest.raises(crypto.CannotOpen):
        actions.record_of(packet, desk["key"])


def test_a_sooner_follow_up_stays(desk):
    soon = timezone.localdate() + timedelta(days=1)
    cases.follow_up(desk["case"], soon, by=desk["ana"], at=NOW())
    act(desk, "record_sent", agreed(desk), **SENT | {"on": timezone.localdate()})
    desk["case"].refresh_from_db()
    assert desk["case"].follow_up_on == soon
