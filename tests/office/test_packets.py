"""Two volunteers and a filer take papers from a route to an answer, through the pages."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from intake.cases import filer_actions, submission
from intake.demo import file_case
from intake.flow.complaint import COMPLAINT
from intake.flow.sample import sample
from intake.models import Case, Packet
from intake.packets import actions as packets
from intake.packets import contents
from intake.packets.build import fitting_documents
from intake.packets.document_input import document_input
from intake.rendering import pdf
from intake.translations import actions as translations
from tests.conftest import log_in, unlocked_of
from tests.filer import Filer, FormClient
from tests.second_reader import approve, mark_all


def opened(cast, **choices):
    case = file_case(COMPLAINT, timezone.now(), filing_for="family", held=True, **choices)
    return case, f"/office/cases/{case.reference}/"


def test_papers_from_the_case_page_to_sent_and_answered(cast):
    case, base = opened(cast)
    ana, ben = log_in(cast["ana"]), log_in(cast["ben"])
    page = ana.get(base).content.decode()
    assert '<option value="crcl">' in page
    assert '<option value="lawyer">' not in page
    path = ana.post(base + "packets/", {"route": "crcl"}).headers["Location"]
    page = ana.get(path).content.decode()
    assert "lines are empty" in page
    paper = path + "crcl-complaint/"
    page = ana.get(paper).content.decode()
    assert page.index("Still empty") < page.index("Where each value comes from")
    assert "When and where did it happen?" in page
    [field] = re.findall(r'name="(paragraph_[a-z]+)"', page)[:1]
    texts = dict.fromkeys(re.findall(r'name="(paragraph_[a-z]+)"', page), "As it stands.")
    assert ana.post(paper, texts | {field: "Words of ours."}).status_code == 302
    assert "Words of ours." in ana.get(paper).content.decode()
    ana.post(path + "make_ready/go/")
    assert "Another volunteer reads it" in ana.get(path).content.decode()
    assert "paragraph_" not in ana.get(paper).content.decode()
    ana.post(path + "second_read/go/")
    assert Packet.objects.get().status == "ready"
    ben.post(path + "second_read/go/")
    assert Packet.objects.get().status == "ready"
    approve(ben, path)
    assert ben.post(path + "agree/go/", {"words": "", "show_name": "no"}).status_code == 422
    assert ben.post(path + "agree/go/", {"words": "by phone"}).status_code == 422
    ben.post(path + "agree/go/", {"words": "by phone on Monday", "show_name": "no"})
    assert (
        "No: do not show this person&#x27;s name and mine"
        in ben.get(path + "my-name/").content.decode()
    )
    wrong = ben.post(path + "record_sent/go/", {"how": "by fax", "on": "2099-01-01"})
    assert wrong.status_code == 422
    assert 'value="by fax"' in wrong.content.decode()
    ben.post(path + "record_sent/go/", {"how": "by fax", "on": timezone.localdate()})
    ben.post(path + "record_answer/go/", {"words": "A number came."})
    page = ben.get(path).content.decode()
    assert "A number came." in page
    assert "SHA-256" in page
    case.refresh_from_db()
    assert case.status == "answered"
    assert case.follow_up_on is not None


def test_the_frozen_file_is_the_same_each_time(cast):
    _case, base = opened(cast)
    ana = log_in(cast["ana"])
    path = ana.post(base + "packets/", {"route": "jail-letter"}).headers["Location"]
    ana.post(path + "make_ready/go/")
    first = ana.get(path + "jail-letter/file/")
    assert first["Content-Type"] == "application/pdf"
    assert first.content == ana.get(path + "jail-letter/file/").content
    assert ana.get(path + "jail-letter/word/").content.startswith(b"PK")
    assert ana.get(path + "no-such/file/").status_code == 404


def test_a_packet_of_another_case_is_not_found(cast):
    case, base = opened(cast)
    _other, elsewhere = opened(cast)
    ana = log_in(cast["ana"])
    path = ana.post(base + "packets/", {"route": "crcl"}).headers["Location"]
    number = re.search(r"packets/(\d+)/", path)[1]
    assert ana.get(f"{elsewhere}packets/{number}/").status_code == 404
    assert ana.get(path).status_code == 200
    assert log_in(cast["tess"]).get(path).status_code == 404


def test_a_packet_page_asks_as_many_queries_for_one_paper_as_for_five_and_with_english(
    cast, office, django_assert_max_num_queries
):
    case, base = opened(cast)
    ana = log_in(cast["ana"])
    unlocked = unlocked_of(case, office)
    for route, place in (("foia", "0:story/story"), ("crcl", "0:witnesses/saw")):
        path = ana.post(base + "packets/", {"route": route}).headers["Location"]
        with django_assert_max_num_queries(28):
            ana.get(path)
        translations.save_translation(unlocked, place, "x", by=cast["tess"], at=timezone.now())
        with django_assert_max_num_queries(28):
            ana.get(path)


def papers_only():
    return Filer(FormClient(), sample(COMPLAINT, sharing={"keep": "papers_only"})).jump()


def test_a_filer_takes_papers_and_leaves_nothing(db, office):
    from intake.models import Complaint, Draft, Wrap

    filer = papers_only()
    page = filer.send().content.decode()
    keys = re.findall(r'href="/papers/([\w-]+)/"', page)
    assert "crcl-complaint" in keys
    assert "all" in keys
    for key in set(keys) - {"all"}:
        assert filer.client.get(f"/papers/{key}/").status_code == 200
        made = filer.client.get(f"/papers/{key}/file/")
        assert made.content.startswith(b"%PDF")
        assert "crcl" not in made["Content-Disposition"]
        assert made["Cache-Control"] == "no-store"
    assert filer.client.get("/papers/all/").content.startswith(b"%PDF")
    filer.client.post("/erase/")
    assert not Draft.objects.exists()
    assert not Complaint.objects.exists()
    assert not Case.objects.exists()
    assert not Wrap.objects.exclude(kind="team").exists()
    assert filer.client.get("/papers/all/").status_code == 404


def test_a_sent_case_has_its_papers_behind_the_code(db, office):
    filer = Filer(FormClient(), sample(COMPLAINT, filing_for="family", held=True)).jump()
    filer.send()
    code = filer.code()
    back = Filer(FormClient(), {})
    back.response = back.client.get("/return/")
    back.post("/return/", {"code": code})
    page = back.client.get("/papers/").content.decode()
    assert "Letter to the jail about the hold" in page
    letter = back.client.get("/papers/jail-letter/").content.decode()
    assert "Sample County Jail" in letter
    assert back.client.get("/papers/jail-letter/word/").content.startswith(b"PK")
    assert back.client.get("/papers/ice-citizen/").status_code == 404
    assert "data-copy" in back.client.get("/papers/foia-ice/").content.decode()


def test_a_filer_finds_the_english_of_a_volunteer_in_the_own_papers(cast, office):
    filer = Filer(FormClient(), sample(COMPLAINT)).jump()
    filer.send()
    before = filer.client.get("/papers/statement/").content.decode()
    assert "Language of the story" in before
    case = Case.objects.get()
    unlocked = unlocked_of(case, office)
    translations.save_translation(
        unlocked, "0:story/story", "In English.", by=cast["tess"], at=timezone.now()
    )
    page = filer.client.get("/papers/statement/").content.decode()
    assert page.index("In English.") < page.index("Tess, a volunteer.")
    assert page.index("Tess, a volunteer.") < page.index("It began on a Friday.")
    assert "Language of the story" not in page


def test_letters_without_a_font_are_named_in_the_file_and_can_be_printed(db, office, monkeypatch):
    person = {"given_names": "ᠮᠣᠩ", "family_names": "Sample", "other_names": ""}
    filer = Filer(FormClient(), sample(COMPLAINT, person=person)).jump()
    filer.send()
    page = filer.client.get("/papers/").content.decode()
    assert "/crcl-complaint/file/" in page
    assert "/crcl-complaint/word/" in page
    page = filer.client.get("/papers/crcl-complaint/").content.decode()
    assert "The PDF cannot show these characters." in page and "ᠮᠣᠩ" in page
    assert filer.client.get("/papers/crcl-complaint/file/").content.startswith(b"%PDF")
    assert filer.client.get("/papers/all/").content.startswith(b"%PDF")
    monkeypatch.setattr(pdf, "render", lambda *documents: None)
    refused = filer.client.get("/papers/crcl-complaint/file/")
    assert refused.headers["Location"] == "/papers/crcl-complaint/?no-file=1"
    told = filer.client.get(refused.headers["Location"]).content.decode()
    assert "We could not make the file." in told


def test_a_paper_page_names_what_is_missing_and_where_a_long_story_comes_from(cast):
    long = "It began before sunrise. " * 100
    _case, base = opened(cast, story={"story": long, "seen_or_told": "saw"})
    ana = log_in(cast["ana"])
    path = ana.post(base + "packets/", {"route": "crcl"}).headers["Location"]
    page = ana.get(path + "crcl-complaint/").content.decode()
    missing = page[page.index("Still empty") : page.index("Where each value comes from")]
    assert "Please answer to (address, phone or email)" in missing
    sources = page[page.index("Where each value comes from") :]
    assert f"{long[:80]}…" in sources
    assert "The story" in sources[sources.index(long[:80]) :]
    assert "Not known to me" not in sources


NOTE = "It is not translated yet."


def test_a_story_in_another_language_without_english_is_missing_before_all_else(cast, office):
    case, base = opened(cast)
    ana, rita = log_in(cast["ana"]), log_in(cast["rita"])
    path = ana.post(base + "packets/", {"route": "crcl"}).headers["Location"]
    paper, link = path + "crcl-complaint/", f'href="{base}translation/"'
    assert ana.get(path).content.decode().count(NOTE) == 2  # the complaint and the statement
    page = ana.get(paper).content.decode()
    missing = page[page.index("Still empty") :]
    assert missing.index(NOTE) < missing.index("Numbers on the form")
    assert link in page
    assert NOTE not in ana.get(path + "consent/").content.decode()
    page = rita.get(paper).content.decode()
    assert NOTE in page and link not in page
    unlocked = unlocked_of(case, office)
    translations.save_translation(
        unlocked, "0:story/story", "<b>It</b> began.", by=cast["tess"], at=timezone.now()
    )
    assert NOTE not in ana.get(path).content.decode()
    page = ana.get(paper).content.decode()
    assert NOTE not in page
    assert "&lt;b&gt;It&lt;/b&gt; began." in page
    assert "Tess, a volunteer. Not checked by a second person yet." in page


def test_what_is_frozen_without_english_asks_for_none(cast):
    _case, base = opened(cast)
    ana = log_in(cast["ana"])
    path = ana.post(base + "packets/", {"route": "crcl"}).headers["Location"]
    ana.post(path + "make_ready/go/")
    assert NOTE not in ana.get(path).content.decode()
    assert NOTE not in ana.get(path + "crcl-complaint/").content.decode()


def test_words_beneath_an_edit_that_changed_are_shown_and_chosen(cast, office):
    case, base = opened(cast)
    ana = log_in(cast["ana"])
    path = ana.post(base + "packets/", {"route": "jail-letter"}).headers["Location"]
    paper = path + "jail-letter/"
    ana.post(paper, {"paragraph_opening": "Words of ours."})
    unlocked = unlocked_of(case, office)
    answers = unlocked.answers | {"hold": {"ice_asked": "unsure"}}
    submission.add_amendment(unlocked, lambda before: (answers, []), now=timezone.now())
    assert "Open it and choose" in ana.get(path).content.decode()
    page = ana.get(paper).content.decode()
    assert "Ours: “Words of ours.” Now it says: “" in page
    assert ana.post(paper, {}).status_code == 422
    ana.post(path + "make_ready/go/")
    assert Packet.objects.get().status == "draft"
    ana.post(paper, {"choose_opening": "ours"})
    page = ana.get(paper).content.decode()
    assert "Which words should stay?" not in page
    assert "Words of ours." in page


def test_the_declaration_is_switched_on_the_page_of_the_packet(cast):
    _case, base = opened(cast)
    ana = log_in(cast["ana"])
    path = ana.post(base + "packets/", {"route": "crcl"}).headers["Location"]
    assert "under penalty of perjury" in ana.get(path).content.decode()
    ana.post(path + "declare/go/", {"wanted": "on"})
    assert "checked" in ana.get(path).content.decode()
    assert ana.post(path + "no-such/go/").status_code == 404


def test_files_have_a_name_for_each_paper_that_does_not_say_what_it_is(cast):
    _case, base = opened(cast)
    ana = log_in(cast["ana"])
    path = ana.post(base + "packets/", {"route": "crcl"}).headers["Location"]
    names = {
        ana.get(f"{path}{key}/file/")["Content-Disposition"]
        for key in ("crcl-complaint", "consent", "statement")
    }
    assert len(names) == 3
    assert not any("crcl" in name or "consent" in name for name in names)


def test_a_stopped_case_says_kindly_that_nothing_goes_on(cast):
    case, base = opened(cast)
    ana = log_in(cast["ana"])
    path = ana.post(base + "packets/", {"route": "crcl"}).headers["Location"]
    filer_actions.stop(case, at=timezone.now())
    page = ana.post(path + "make_ready/go/", follow=True).content.decode()
    assert "This case is closed. Open it again first" in page
    case.refresh_from_db()
    assert case.status == "closed"


def test_pages_of_papers_warn_and_say_how_to_send(db, office):
    lawyer = {"has_lawyer": "looking", "lawyer_name": "", "open_case": "yes"}
    answers = sample(COMPLAINT, filing_for="family", held=True, lawyer=lawyer)
    filer = Filer(FormClient(), answers).jump()
    filer.send()
    page = filer.client.get("/papers/").content.decode()
    assert "This tells the government who you are and where you live." in page
    assert "There is a case in court." in page
    assert "Do not tell the jail about birthplace" in page
    assert 'href="/ways/crcl/"' in page
    assert 'href="/calendar/"' in page or "calendar" in page
    online = [
        paper
        for paper in fitting_documents(document_input(answers, today=timezone.localdate()))
        if paper.online_only
    ]
    assert page.count("taken only online") == len(online) > 0
    letter = filer.client.get("/papers/jail-letter/").content.decode()
    assert "Do not tell the jail about birthplace" in letter
    assert 'href="/ways/jail-letter/"' in letter
    assert "This tells the government" not in letter
    request = filer.client.get("/papers/foia-ice/").content.decode()
    assert "This tells the government who you are" in request
    statement = filer.client.get("/papers/statement/").content.decode()
    assert "Sign only what you know yourself." in statement


def test_the_person_says_whether_crcl_may_show_the_name(cast, office):
    case, base = opened(cast)
    unlocked = unlocked_of(case, office)
    now, by = timezone.now(), cast["ana"]
    packet = packets.prepare(unlocked, "crcl", by=by, at=now)
    packet = packets.make_ready(packet, unlocked=unlocked, by=by, at=now)
    mark_all(packet, unlocked, cast["ben"])
    packets.second_read(packet, unlocked=unlocked, by=cast["ben"], at=now)
    code = filer_actions.replace_code(unlocked, by=by, at=now)
    back = Filer(FormClient(), {})
    back.response = back.client.get("/return/")
    back.post("/return/", {"code": code})
    page = back.client.get("/agree/").content.decode()
    assert "Without your name it may be able to look into less." in page
    assert page.count("<h1") == 1
    given = {"packet": packet.pk, "agree": "on", "name": "Sam Sample"}
    assert back.client.post("/agree/", given).status_code == 422
    back.client.post("/agree/", given | {"show_name": "no"})
    packet.refresh_from_db()
    assert packet.status == "agreed"
    assert contents.record_of(packet, unlocked)["show_name"] == "no"


@pytest.mark.postgres
def test_papers_only_are_gone_after_an_hour_with_every_row(db, office):
    from intake.models import Draft, Wrap

    with time_machine.travel("2026-11-24 10:00:00+00:00", tick=False) as clock:
        filer = papers_only()
        filer.send()
        clock.shift(timedelta(minutes=59))
        assert filer.client.get("/papers/").status_code == 200
        clock.shift(timedelta(minutes=2))
        assert filer.client.get("/papers/").status_code == 404
        call_command("expire")
    assert not Draft.objects.exists()
    assert not Wrap.objects.exclude(kind="team").exists()
