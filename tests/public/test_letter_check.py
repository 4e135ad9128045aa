"""The filer sees words that may hurt somebody once more before a letter is printed."""

import re

import pytest

from intake.flow.complaint import COMPLAINT
from intake.flow.sample import sample
from intake.models import Case, LetterChoice
from intake.packets import free_texts
from intake.packets.choices import MARK
from tests.conftest import log_in
from tests.filer import Filer, FormClient
from tests.public.returning import text

pytestmark = pytest.mark.django_db
HURTS = "I have no papers."
STORY = {"story": f"They came at night. {HURTS} It was cold.", "seen_or_told": "saw"}
LETTER = "/papers/crcl-complaint/"


def filed(**changes):
    filer = Filer(FormClient(), sample(COMPLAINT, **changes)).jump()
    filer.send()
    return filer.client


def papers_only(**changes):
    sharing = {"keep": "papers_only", "send": "self", "count": "no"}
    filer = Filer(FormClient(), sample(COMPLAINT, sharing=sharing, **changes)).jump()
    filer.send()
    assert filer.path == "/papers/"
    return filer.client


def digest(page):
    return re.search(r'name="seen" value="([^"]+)"', page)[1]


def box_of(page, part):
    """Return (name, value) of the box beside a part."""
    pattern = rf'name="(text_\d+)" value="(\d+)"[^>]*>\s*<label[^>]*>\s*{re.escape(part)}'
    return re.search(pattern, page).groups()


@pytest.mark.parametrize("begin", (filed, papers_only))
def test_a_letter_waits_for_the_filer_and_then_leaves_out_what_they_chose(begin, office):
    client = begin(story=STORY)
    assert "Check your words" in text(client.get("/papers/"))
    for path in (LETTER, LETTER + "file/", LETTER + "word/"):
        answer = client.get(path)
        assert (answer.status_code, answer.headers["Location"]) == (
            302,
            "/letters/words/?to=crcl-complaint",
        )
    assert client.get("/papers/all/").headers["Location"] == "/letters/words/"
    page = text(client.get("/letters/words/?to=crcl-complaint"))
    assert "This may mention someone’s immigration status." in page
    name, value = box_of(page, HURTS)
    sent = {"seen": digest(page), name: value}
    answer = client.post("/letters/words/?to=crcl-complaint", sent)
    assert answer.headers["Location"] == LETTER
    page = text(client.get(LETTER))
    assert HURTS not in page and MARK in page
    assert "Check your words" not in text(client.get("/papers/"))


def test_a_letter_without_such_words_is_made_at_once(office):
    client = filed(story=STORY)
    assert client.get("/papers/foia-ice/").status_code == 200
    assert filed().get(LETTER).status_code == 200


def test_the_page_is_not_taken_for_words_that_changed_meanwhile(office):
    client = filed(story=STORY)
    answer = client.post("/letters/words/", {"seen": "old"})
    assert answer.status_code == 422
    assert "The words changed meanwhile." in text(answer)
    assert not LetterChoice.objects.exists()


def test_health_stands_in_the_letter_to_crcl_only_with_a_yes(office):
    client = filed(harm={"cost": ["health"], "days_held": None})
    page = text(client.get("/letters/words/?to=crcl-complaint"))
    assert "May the letter to CRCL tell of health, disability or medical care?" in page
    assert client.post("/letters/words/", {"seen": digest(page)}).status_code == 422
    client.post("/letters/words/", {"seen": digest(page), "yes_health": "no"})
    assert "harmed my health" not in text(client.get(LETTER))
    client.post("/letters/words/", {"seen": digest(page), "yes_health": "yes"})
    assert "harmed my health" in text(client.get(LETTER))


def test_a_strange_address_is_not_found(office):
    client = filed()
    assert client.get("/letters/words/?to=nothing").status_code == 404


def test_a_volunteer_leaves_a_part_out_only_with_the_filers_yes(cast):
    filed(story=STORY)
    case, ana = Case.objects.get(), log_in(cast["ana"])
    base = f"/office/cases/{case.reference}/packets/"
    packet = ana.post(base, {"route": "crcl"}).headers["Location"]
    assert "This may hurt someone." in text(ana.get(packet))
    page = text(ana.post(packet + "make_ready/go/", follow=True))
    assert "Check them with the filer first." in page
    page = text(ana.get(packet + "texts/"))
    name, value = box_of(page, HURTS)
    sent = {"seen": digest(page), name: value}
    answer = ana.post(packet + "texts/", sent)
    assert answer.status_code == 422
    assert "Write how and when the filer said yes." in text(answer)
    assert "checked" in text(answer)
    ana.post(packet + "texts/", sent | {"said": "On the phone, November 30."})
    page = text(ana.get(packet))
    assert f"Left out: {HURTS}" in re.sub(r"</?bdi>", "", page)
    assert "Checked by Ana" in page
    page = text(ana.post(packet + "make_ready/go/", follow=True))
    assert "Another volunteer reads it now" in page
    # Those in which nothing was found were on the page, too: that they were read is kept.
    assert LetterChoice.objects.filter(by=cast["ana"]).count() > 1
    rita = log_in(cast["rita"])
    assert HURTS in text(rita.get(packet + "texts/"))
    assert 'name="said"' not in text(rita.get(packet + "texts/"))


def test_words_of_volunteers_are_looked_at_before_a_packet_is_ready(cast):
    filed()
    case, ana = Case.objects.get(), log_in(cast["ana"])
    base = f"/office/cases/{case.reference}/packets/"
    packet = ana.post(base, {"route": "crcl"}).headers["Location"]
    letter = packet + "crcl-complaint/"
    names = re.findall(r'name="(paragraph_[a-z]+)"', text(ana.get(letter)))
    words = dict.fromkeys(names, "As it stands. My cousin is undocumented.")
    ana.post(letter, words)
    assert "This may hurt someone." in text(ana.get(packet))
    page = text(ana.post(packet + "make_ready/go/", follow=True))
    assert "Check them with the filer first." in page
    page = text(ana.get(packet + "texts/"))
    assert "these words of ours: “My cousin is undocumented.”" in page
    boxes = dict.fromkeys(re.findall(r'name="(edited_\d+)"', page), "on")
    sent = {"seen": digest(page)} | boxes
    answer = ana.post(packet + "texts/", sent)
    assert answer.status_code == 422
    assert "Write how and when the filer said yes." in text(answer)
    ana.post(packet + "texts/", sent | {"said": "On the phone, November 30."})
    assert "This may hurt someone." not in text(ana.get(packet))
    page = text(ana.post(packet + "make_ready/go/", follow=True))
    assert "Another volunteer reads it now" in page


def test_a_letter_is_asked_about_for_what_volunteers_wrote_and_not_for_its_own_words():
    was = "He has no visa. He was kept."
    edits = {"crcl-complaint": {"opening": {"was": was, "now": f"{was} He asks for help."}}}
    names = {"crcl-complaint": "Complaint"}
    assert free_texts.edited_texts(edits, names) == []
    edits["crcl-complaint"]["opening"]["now"] = f"{was} She has no papers."
    [found] = free_texts.edited_texts(edits, names)
    assert found.parts == ("She has no papers.",)
    # Words for a letter that the packet no longer holds are printed nowhere.
    assert free_texts.edited_texts(edits, {"consent": "Consent"}) == []


def test_what_the_filer_leaves_out_later_stops_a_locked_packet(cast):
    client = filed(story=STORY, sharing={"keep": "yes", "send": "volunteers", "count": "no"})
    page = text(client.get("/letters/words/"))
    client.post("/letters/words/", {"seen": digest(page)})
    case, ana, ben = Case.objects.get(), log_in(cast["ana"]), log_in(cast["ben"])
    base = f"/office/cases/{case.reference}/packets/"
    packet = ana.post(base, {"route": "crcl"}).headers["Location"]
    ana.post(packet + "make_ready/go/")
    name, value = box_of(page, HURTS)
    client.post("/letters/words/", {"seen": digest(page), name: value})
    page = text(ben.post(packet + "second_read/go/", follow=True))
    assert "The filer left out a part that stands in these letters." in page
