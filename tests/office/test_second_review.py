"""A second reader opens each document, comments, approves or sends back; lists say so."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from intake.cases import actions
from intake.demo import file_case
from intake.flow.complaint import COMPLAINT
from intake.models import Case, DocumentReading, Packet, PacketComment
from intake.office.queue import unread_alerts
from intake.vault import envelopes
from tests.conftest import log_in, unlocked_of
from tests.second_reader import approve, read_each

WHY = "The day in paragraph 2 is not the one in the answers."


@pytest.fixture
def desk(cast):
    """A packet that ana made ready, and clients for those who look at it."""
    case = file_case(COMPLAINT, timezone.now(), filing_for="family", held=True)
    people = {name: log_in(cast[name]) for name in ("ana", "ben", "rita")}
    base = f"/office/cases/{case.reference}/"
    path = people["ana"].post(f"{base}packets/", {"route": "crcl"}).headers["Location"]
    people["ana"].post(f"{path}make_ready/go/")
    return {"case": case, "base": base, "path": path, **people}


def text_of(response):
    return response.content.decode()


def states(case):
    return list(case.packets.order_by("edition").values_list("status", flat=True))


def test_no_document_is_approved_that_was_not_opened_and_marked(desk):
    rita, path = desk["rita"], desk["path"]
    page = text_of(rita.get(path))
    keys = list(dict.fromkeys(re.findall(rf'href="{path}([\w-]+)/"', page)))
    assert page.count("Not opened") == len(keys) > 1
    assert "Mark as read" not in page
    refused = text_of(rita.post(f"{path}mark_read/go/", {"document": keys[0]}, follow=True))
    assert "Open the document first." in refused
    opened = text_of(rita.get(f"{path}{keys[0]}/"))
    assert "Read it against the answers." in opened and "Mark as read" in opened
    page = text_of(rita.get(path))
    assert page.count("Not opened") == len(keys) - 1
    page = text_of(rita.post(f"{path}mark_read/go/", {"document": keys[0]}, follow=True))
    assert f"1 of {len(keys)} documents read." in page
    page = text_of(rita.post(f"{path}second_read/go/", follow=True))
    assert "mark it as read first. Missing:" in page
    assert states(desk["case"]) == ["ready"]
    approve(rita, path)
    assert states(desk["case"]) == ["read"]
    assert "Ready to send" in text_of(rita.get(path))


def test_who_made_it_ready_or_wrote_words_gets_no_marks_and_is_told_why(desk, cast):
    ana, ben, path = desk["ana"], desk["ben"], desk["path"]
    page = text_of(ana.get(path))
    assert "You made it ready. Another volunteer reads it." in page
    assert "Approve packet" not in page and "Send back" not in page
    ana.get(f"{path}crcl-complaint/")
    assert not DocumentReading.objects.exists()
    newer = ben.post(f"{desk['base']}packets/", {"route": "crcl"}).headers["Location"]
    document = text_of(ben.get(f"{newer}crcl-complaint/"))
    own = dict.fromkeys(re.findall(r'name="(paragraph_[a-z]+)"', document), "Words of ours.")
    ben.post(f"{newer}crcl-complaint/", own)
    ana.post(f"{newer}make_ready/go/")
    page = text_of(ben.get(newer))
    assert "You wrote some of its words. Another volunteer reads it." in page
    assert "Approve packet" not in page and "Send back" in page
    approve(ben, newer)
    assert states(desk["case"]) == ["replaced", "ready"]


def test_sending_back_needs_a_reason_and_keeps_what_was_typed(desk):
    rita, path = desk["rita"], desk["path"]
    answer = rita.post(f"{path}send_back/go/", {"text": "", "document": "crcl-complaint"})
    page = text_of(answer)
    assert answer.status_code == 422
    assert "Write what should change, and where." in page
    assert re.search(r'value="crcl-complaint"\s+selected', page)
    too_long = rita.post(f"{path}send_back/go/", {"text": "x" * 5001})
    assert too_long.status_code == 422 and "x" * 5001 in text_of(too_long)
    assert states(desk["case"]) == ["ready"] and not PacketComment.objects.exists()


def test_a_returned_packet_is_unread_for_who_made_it_until_they_open_it(desk, cast):
    rita, ana, ben, path, case = (desk[one] for one in ("rita", "ana", "ben", "path", "case"))
    before = timezone.now() - timedelta(minutes=1)
    rita.post(f"{path}send_back/go/", {"text": WHY, "document": "crcl-complaint"})
    rita.post(f"{path}send_back/go/", {"text": WHY})
    assert states(case) == ["returned"]
    comment = PacketComment.objects.get()
    assert comment.document == "crcl-complaint" and WHY.encode() not in bytes(comment.text)
    ana.get(desk["base"])  # the case page does not show the comments
    today = text_of(ana.get("/office/today/"))
    assert "Sent back" in today and path in today
    queue = text_of(ana.get("/office/"))
    assert "Packet sent back to you." in queue and "Packet returned" in queue
    others = text_of(ben.get("/office/"))
    assert "Packet sent back to you." not in others and "Packet returned" in others
    assert case.reference in text_of(ana.get("/office/?unread=packet&tab=review"))
    assert case.reference not in text_of(ben.get("/office/?unread=packet&tab=review"))
    assert case.reference in text_of(ben.get("/office/?packet=returned"))
    assert case.reference not in text_of(ben.get("/office/?packet=ready"))
    assert unread_alerts.has_news(cast["ana"], before, timezone.now())
    page = text_of(ana.get(path))
    assert WHY in page and "Start version 2" in page
    assert "Packet sent back to you." not in text_of(ana.get("/office/"))
    assert case.reference not in text_of(ana.get("/office/?unread=packet&tab=review"))


def test_the_next_version_shows_the_comments_and_only_what_changed_is_read_again(desk):
    rita, ana, path, case = (desk[one] for one in ("rita", "ana", "path", "case"))
    read_each(rita, path)
    rita.post(f"{path}send_back/go/", {"text": WHY, "document": "crcl-complaint"})
    newer = ana.post(f"{desk['base']}packets/", {"route": "crcl"}).headers["Location"]
    assert states(case) == ["replaced", "draft"]
    assert "on version 1" in text_of(ana.get(newer))
    document = text_of(ana.get(f"{newer}crcl-complaint/"))
    assert WHY in document
    own = dict.fromkeys(re.findall(r'name="(paragraph_[a-z]+)"', document), "Words of ours.")
    ana.post(f"{newer}crcl-complaint/", own)
    ana.post(f"{newer}make_ready/go/")
    page = text_of(rita.get(newer))
    assert page.count("Not opened") == 1
    assert "Missing" in text_of(rita.post(f"{newer}second_read/go/", follow=True))
    rita.get(f"{newer}crcl-complaint/")
    rita.post(f"{newer}mark_read/go/", {"document": "crcl-complaint"})
    rita.post(f"{newer}second_read/go/")
    assert states(case) == ["replaced", "read"]


def test_ready_to_send_means_read_on_the_case_and_in_the_tab(desk):
    rita, ana, path, case = (desk[one] for one in ("rita", "ana", "path", "case"))
    case.refresh_from_db()
    assert case.status == Case.Status.IN_REVIEW
    assert case.reference not in text_of(ana.get("/office/?tab=ready"))
    assert "Packet in review" in text_of(ana.get("/office/?tab=review"))
    assert "Packet: In review" in text_of(ana.get(desk["base"]))
    approve(rita, path)
    case.refresh_from_db()
    assert case.status == Case.Status.READY
    assert case.reference in text_of(ana.get("/office/?tab=ready"))
    ana.post(f"{desk['base']}packets/", {"route": "crcl"})
    case.refresh_from_db()
    assert case.status == Case.Status.IN_REVIEW
    assert case.reference not in text_of(ana.get("/office/?tab=ready"))


def test_who_approved_may_also_write_down_that_it_was_sent(desk):
    rita, ben, path, case = (desk[one] for one in ("rita", "ben", "path", "case"))
    approve(ben, path)
    ben.post(f"{path}agree/go/", {"words": "by phone", "show_name": "no"})
    assert "Agreed, to be sent" in text_of(ben.get("/office/?packet=agreed"))
    ben.post(f"{path}record_sent/go/", {"how": "by fax", "on": timezone.localdate()})
    case.refresh_from_db()
    assert (case.status, states(case)) == (Case.Status.SENT, ["sent"])
    refused = text_of(rita.post(f"{path}send_back/go/", {"text": WHY}, follow=True))
    assert "Only a packet in review can be sent back. This one is: Sent." in refused


def test_comments_go_with_the_case_when_it_is_erased(desk, office):
    rita, path, case = desk["rita"], desk["path"], desk["case"]
    rita.post(f"{path}comment/go/", {"text": WHY})
    rita.get(f"{path}crcl-complaint/")
    key = envelopes.unlock_key_with_team(case.owner, {office["team"].pk: office["privates"]})
    assert key.open(PacketComment.objects.get(), "text") == WHY
    actions.erase(Case.objects.get(pk=case.pk), by=None, at=timezone.now())
    assert not PacketComment.objects.exists()
    assert not DocumentReading.objects.exists()
    assert not Packet.objects.exists()


def test_a_damaged_comment_says_so_and_the_page_opens(desk, office):
    rita, path = desk["rita"], desk["path"]
    rita.post(f"{path}comment/go/", {"text": WHY})
    PacketComment.objects.update(text=b"\x00" * 80)
    page = rita.get(path)
    assert page.status_code == 200
    assert "This part cannot be opened." in text_of(page)
    assert unlocked_of(desk["case"], office).case.pk == desk["case"].pk
