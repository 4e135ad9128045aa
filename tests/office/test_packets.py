"""Two volunteers and a filer take papers from a route to an answer, through the pages."""

import re

from django.utils import timezone

from intake.demo import file_case
from intake.flow.complaint import COMPLAINT
from intake.flow.sample import sample
from intake.models import Packet
from tests.conftest import log_in
from tests.filer import Filer, FormClient


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
    assert Packet.objects.get().state == "ready"
    ben.post(path + "second_read/go/")
    assert ben.post(path + "agree/go/", {"words": "", "show_name": "no"}).status_code == 422
    assert ben.post(path + "agree/go/", {"words": "by phone"}).status_code == 422
    ben.post(path + "agree/go/", {"words": "by phone on Monday", "show_name": "no"})
    assert "You may not show my name" in ben.get(path + "my-name/").content.decode()
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


def test_a_packet_page_asks_as_many_queries_for_one_paper_as_for_five(
    cast, django_assert_max_num_queries
):
    _case, base = opened(cast)
    ana = log_in(cast["ana"])
    for route in ("foia", "crcl"):
        path = ana.post(base + "packets/", {"route": route}).headers["Location"]
        with django_assert_max_num_queries(17):
            ana.get(path)


def papers_only():
    return Filer(FormClient(), sample(COMPLAINT, sharing={"keep": "papers_only"})).go()


def test_a_filer_takes_papers_and_leaves_nothing(db, office):
    from intake.models import Case, Complaint, Draft, Wrap

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
    filer = Filer(FormClient(), sample(COMPLAINT, filing_for="family", held=True)).go()
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


def test_letters_without_a_font_make_no_file_and_can_be_printed(db, office):
    person = {"given_names": "ᠮᠣᠩ", "family_names": "Sample", "other_names": ""}
    filer = Filer(FormClient(), sample(COMPLAINT, person=person)).go()
    filer.send()
    page = filer.client.get("/papers/").content.decode()
    assert "no font for some of these letters" in page
    assert "/crcl-complaint/file/" not in page
    assert "/crcl-complaint/word/" in page
    assert "/checklist/file/" in page
    refused = filer.client.get("/papers/crcl-complaint/file/")
    assert refused.headers["Location"] == "/papers/crcl-complaint/?no-file=1"
    told = filer.client.get(refused.headers["Location"]).content.decode()
    assert "The file could not be made." in told
    assert filer.client.get("/papers/all/").content.startswith(b"%PDF")
    assert "ᠮᠣᠩ" in filer.client.get("/papers/crcl-complaint/").content.decode()
