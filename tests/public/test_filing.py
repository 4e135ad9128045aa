"""The filer's door through real pages: one case, nothing lost, and the counts of queries."""

import io
import re
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from intake.cases.models import Amendment, Case
from intake.complaints import page_counts
from intake.complaints.models import Complaint, Draft
from intake.flow.base import as_post_data
from intake.flow.complaint import COMPLAINT, URGENT
from intake.flow.sample import ANSWERS, sample
from intake.flow.sections import sections_from_transcript
from intake.routes.check_list import check_items
from intake.routes.help_lines import current_lines
from intake.routes.opening import is_open
from intake.vault.models import Wrap
from tests.conftest import unlocked_of
from tests.filer import Filer, FormClient

KINDS = [(voice, held) for voice in ("me", "family", "work") for held in (False, True)]


def said(office, case):
    """Return the frozen answers of a case, and its words, opened with the team's key."""
    unlocked = unlocked_of(case, office)
    return {"answers": unlocked.submitted, "transcript": unlocked.transcript}


@pytest.mark.parametrize(("voice", "held"), KINDS)
@pytest.mark.parametrize(("lane", "flow"), [("full", COMPLAINT), ("urgent", URGENT)])
def test_what_was_typed_is_what_the_team_reads(client, office, voice, held, lane, flow):
    answers = sample(flow, filing_for=voice, held=held)
    filer = Filer(client, answers, lane).go()
    assert filer.path == "/check/"
    filer.send()
    assert filer.path == "/done/"
    case = Case.objects.get()
    read = said(office, case)
    assert read["answers"].pop("statement")["name"] == "Sam Sample"
    assert read["answers"] == answers
    shown = [section.slug for section in sections_from_transcript(read["transcript"])]
    assert shown == [step.slug for step in flow.steps if step.slug in answers and step.form]
    assert case.reference in filer.html()


def test_done_page_shows_the_reference_the_code_and_the_day(client, office):
    with time_machine.travel("2026-11-25T15:00:00-05:00", tick=False):  # a Wednesday
        filer = Filer(client, sample(COMPLAINT)).jump().send()
    page = filer.content.decode()
    # Thursday is a holiday, and the weekend does not count.
    assert "Monday, November 30" in page
    assert re.search(r'class="code" [^>]*>[0-9A-Z]{5}(-[0-9A-Z]{5}){3}<', page)


@pytest.mark.postgres
def test_draft_comes_back_on_another_device_with_the_code(client, office):
    filer = Filer(client, sample(COMPLAINT)).go(until="born")
    filer.post("/ask/born/", {"birth_date_y": "1990", "save": "1"})
    assert filer.path == "/code/"
    code = filer.code()
    other = Filer(FormClient(), sample(COMPLAINT))
    other.post("/return/", {"code": code.lower().replace("-", " ")})
    assert other.step() == "language"
    other.go().send()
    assert said(office, Case.objects.get())["answers"]["born"]["birth_date"]["y"] == 1990
    # The code stays the same, now opens the case, and is not shown again.
    assert code not in other.html()
    third = Filer(FormClient(), {})
    third.post("/return/", {"code": code})
    assert third.path == "/status/"
    assert Case.objects.get().reference in third.html()


@pytest.mark.postgres
def test_sending_twice_refreshing_and_going_back_is_one_case(client, office):
    filer = Filer(client, sample(COMPLAINT)).jump()
    filer.send()
    assert (
        client.post("/check/", {"name": "Sam Sample", "true": "on"}).headers["Location"] == "/done/"
    )
    assert Case.objects.count() == Complaint.objects.count() == 1
    again = client.get("/done/").content.decode()
    assert filer.code() in again
    assert client.get("/ask/filer/").headers["Location"] == "/status/"
    assert client.post("/ask/filer/", {"filing_for": "me"}).headers["Location"] == "/status/"
    assert Case.objects.count() == 1


@pytest.mark.postgres
def test_two_tabs_keep_both_pages(client, office):
    answers = sample(COMPLAINT)
    filer = Filer(client, answers).go(until="start")
    client.post("/ask/person/", {"given_names": "Changed", "family_names": ""})
    client.post("/ask/born/", {"birth_date_y": "1991"})
    filer.go().send()
    read = said(office, Case.objects.get())["answers"]
    assert read["person"]["given_names"] == "Changed"
    assert read["born"]["birth_date"]["y"] == 1991


def test_jumping_ahead_goes_to_the_next_open_page(client, office):
    filer = Filer(client, sample(COMPLAINT)).jump(until="person")
    for ahead in ("/ask/sharing/", "/check/"):
        assert client.get(ahead).headers["Location"] == "/ask/person/"
    assert client.post("/ask/sharing/", {"keep": "yes"}).headers["Location"] == "/ask/person/"
    assert client.get("/ask/no-such-page/").status_code == 404
    assert filer.step() == "person"


def test_an_empty_post_asks_again_with_422_and_keeps_what_was_typed(client, office):
    assert client.post("/ask/filer/", {}).status_code == 422
    Filer(client, sample(COMPLAINT)).jump(until="born")
    response = client.post("/ask/born/", {"birth_date_m": "Febuary", "birth_date_words": "cold"})
    page = response.content.decode()
    assert response.status_code == 422
    assert 'value="Febuary"' in page and 'value="cold"' in page
    assert "<title>Error:" in page


def test_changing_who_it_is_about_asks_only_what_is_new(client, office):
    filer = Filer(client, sample(COMPLAINT)).jump()
    filer.post("/ask/filer/", {"filing_for": "family"})
    asked = []
    filer.answers = sample(COMPLAINT, filing_for="family")
    while filer.step():
        asked.append(filer.step())
        filer.answer(filer.step())
    assert asked == ["helper", "reach", "permission"]


def test_a_hidden_answer_comes_back_when_its_question_does(client, office):
    filer = Filer(client, sample(COMPLAINT)).jump()
    filer.post("/ask/hold/", {"ice_asked": "no"})
    assert filer.path == "/check/" and "SAMPLE-0001" not in filer.html()
    filer.post("/ask/hold/", {"ice_asked": "yes"})
    assert filer.path == "/check/" and "SAMPLE-0001" in filer.html()


def test_forged_hidden_answers_do_not_count(client, office):
    filer = Filer(client, sample(COMPLAINT)).jump(until="custody")
    filer.post("/ask/custody/", {"where": "free", "booking_number": "FORGED", "facility": "FORGED"})
    filer.go().send()
    assert "FORGED" not in str(said(office, Case.objects.get()))


def test_entries_are_added_changed_and_taken_off(client, office):
    filer = Filer(client, sample(COMPLAINT)).jump(until="hold-copy")
    filer.post("/ask/detainers/1/", {"seen": "have", "number": "CHANGED"})
    assert "CHANGED" in filer.html()
    filer.post("/ask/detainers/0/drop/", {})
    assert "SAMPLE-0001" not in filer.html() and "CHANGED" in filer.html()
    filer.post("/ask/detainers/0/drop/", {})
    assert client.get("/ask/hold-copy/").headers["Location"] == "/ask/detainers/"
    assert client.get("/ask/detainers/7/").status_code == 404


def test_an_entry_sent_twice_is_one_and_there_is_an_end_to_adding(client, office):
    filer = Filer(client, sample(COMPLAINT)).jump(until="officers")
    for number in [0, 0, *range(1, 40)]:
        path = "/ask/officers/new/" if number else "/ask/officers/"
        filer.post(path, {"name": f"Badge {number}"})
    # The last one found no room: it is refused with what was typed, and the list stays.
    assert "there is no room for more" in filer.html() and "Badge 39" in filer.html()
    page = client.get("/ask/officers/").content.decode()
    assert page.count("Badge 0<") == 1
    assert "Badge 29<" in page and "Badge 30<" not in page
    assert "Add another" not in page


def test_urgent_lane_is_short_and_more_can_be_added_beside_it(client, office):
    answers = sample(URGENT, filing_for="family", held=True)
    filer = Filer(client, answers, lane="urgent").jump()
    assert set(filer.answers) <= {step.slug for step in URGENT.steps}
    filer.send()
    before = said(office, Case.objects.get())
    assert "Add more details (" in filer.html()
    filer.answers = sample(COMPLAINT, filing_for="family", held=True)
    filer.post("/more/", {})
    assert filer.step() == "language"
    filer.go().send()
    assert filer.path == "/done/"
    assert said(office, Case.objects.get()) == before
    assert Amendment.objects.count() == 1
    assert Case.objects.get().reads == "es"


@pytest.mark.postgres
def test_papers_only_makes_no_case_and_is_gone_in_an_hour(client, office):
    answers = sample(COMPLAINT, sharing={"keep": "papers_only"})
    filer = Filer(client, answers).jump().send()
    page = filer.content.decode()
    assert "Ana María" in page and "Law Yersample" not in page
    assert not Case.objects.exists() and not Complaint.objects.exists()
    with time_machine.travel(timezone.now() + timedelta(minutes=59)):
        assert client.get("/papers/").status_code == 200
    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        assert client.get("/papers/").status_code == 404


def test_papers_only_is_erased_by_the_button(client, office):
    Filer(client, sample(COMPLAINT, sharing={"keep": "papers_only"})).jump().send()
    response = client.post("/erase/")
    assert "It is deleted" in response.content.decode()
    assert response.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert not Draft.objects.exists() and not Wrap.objects.exists()


@pytest.mark.postgres
def test_filer_erases_the_case_and_only_a_bare_line_stays(client, office):
    filer = Filer(client, sample(COMPLAINT)).jump()
    filer.send()
    code = filer.code()
    assert "Delete your case" in client.get("/erase/").content.decode()
    client.post("/erase/")
    assert not Complaint.objects.exists() and not Wrap.objects.exists()
    assert Case.objects.get().erased_on
    wrong = FormClient().post("/return/", {"code": code})
    never = FormClient().post("/return/", {"code": "00000-00000-00000-00000"})
    strip = re.compile(r'value="[^"]*"')
    assert wrong.status_code == never.status_code == 422
    assert strip.sub("", wrong.content.decode()) == strip.sub("", never.content.decode())


def test_leave_fast_closes_the_draft_and_goes_away(client, office):
    Filer(client, sample(COMPLAINT)).jump(until="born")
    response = client.get("/leave/")
    assert response.headers["Location"] == settings.LEAVE_URL
    assert "Clear-Site-Data" in response.headers
    assert client.cookies[settings.VISIT_COOKIE].value == ""
    assert not Draft.objects.exists()


def test_leave_fast_keeps_what_has_a_code(client, office):
    filer = Filer(client, sample(COMPLAINT)).jump(until="born")
    filer.post("/ask/born/", {"birth_date_y": "1990", "save": "1"})
    code = filer.code()
    client.get("/leave/")
    other = Filer(FormClient(), {})
    other.post("/return/", {"code": code})
    assert other.step() == "language"


def test_nothing_open_shows_what_was_just_sent_so_it_can_be_copied(client, office):
    response = client.post("/ask/story/", {"story": "a long story that must not be lost"})
    assert response.status_code == 404
    assert "a long story that must not be lost" in response.content.decode()


@pytest.mark.parametrize(
    ("coded", "life"), [(False, timedelta(hours=24)), (True, timedelta(days=14))]
)
@pytest.mark.postgres
def test_draft_is_kept_until_its_day_and_gone_after(client, office, coded, life):
    filer = Filer(client, sample(COMPLAINT)).jump(until="born")
    filer.post("/ask/born/", {"birth_date_y": "1990"} | ({"save": "1"} if coded else {}))
    now = timezone.now()
    with time_machine.travel(now + life - timedelta(minutes=1)):
        call_command("expire", stdout=io.StringIO())
        assert client.get("/ask/language/").status_code == 200
    with time_machine.travel(now + life + timedelta(minutes=1)):
        assert client.get("/ask/language/").status_code == 404
        call_command("expire", stdout=io.StringIO())
        call_command("expire", stdout=io.StringIO())
    assert not Draft.objects.exists() and not Wrap.objects.exists()


@pytest.mark.parametrize("path", ["/", "/before/", "/urgent/", "/questions/"])
def test_static_pages_take_no_query(client, db, django_assert_num_queries, path):
    """What coordinators changed or checked is read once a minute, here before the page."""
    check_items()
    current_lines()
    is_open()
    with django_assert_num_queries(0):
        assert client.get(path).status_code == 200


@pytest.mark.parametrize("key", [step.slug for step in COMPLAINT.steps if not step.on_request])
def test_a_step_takes_two_queries_to_show_and_six_to_keep(
    client, office, django_assert_max_num_queries, key
):
    # The jail that somebody left is asked about once they are out of it.
    answers = sample(COMPLAINT, filing_for="family", held=key != "jail")
    answers |= {"other-help": {}}
    if key == "other-help":
        answers["problem"] = {"went_wrong": ["other"]}
    if key == "proof":
        answers |= {"why-wrong": {"reasons": ["us_citizen"]}, key: ANSWERS[key]}
    filer = Filer(client, answers).jump(until=key)
    with django_assert_max_num_queries(2):
        assert client.get(f"/ask/{key}/").status_code == 200
    value = answers[key]
    data = as_post_data(value[0] if isinstance(value, list) else value)
    page_counts.increment(key, timezone.localdate())  # the first of a day makes the row
    with django_assert_max_num_queries(6):
        assert client.post(filer.path, data).status_code == 302


NAMES = [
    "Ana",
    "María José de la Cruz y Núñez",
    "محمد بن سلمان المثال",
    "王小明",
    "ሰላም አበበ",
    "प्रिया उदाहरण",
    "Nguyễn Thị Mẫu",
    "O’Brien-Ňuñez  double  space",
    "😀",
    "X" * 200,
    " leading and trailing ",
    "e\u0301 not composed",
    "\u202eright to left mark",
]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.postgres
def test_one_name_of_any_shape_is_stored_exactly(client, office, name):
    person = {"given_names": name, "family_names": "", "other_names": ""}
    Filer(client, sample(COMPLAINT, person=person)).jump().send()
    assert said(office, Case.objects.get())["answers"]["person"] == person


@pytest.mark.parametrize("letter", ["a", "é", "王", "😀", "\n", '"'])
def test_story_of_a_hundred_thousand_letters_is_stored_exactly(client, office, letter):
    story = "B" + letter * 99_998 + "E"
    Filer(client, sample(COMPLAINT, story={"story": story})).jump().send()
    assert said(office, Case.objects.get())["answers"]["story"]["story"] == story


@pytest.mark.postgres
def test_story_that_is_too_long_or_unreadable_comes_back_whole(client, office):
    Filer(client, sample(COMPLAINT)).jump(until="story")
    for story in ("x" * 100_001, "before\x00after"):
        response = client.post("/ask/story/", {"story": story})
        assert response.status_code == 422
        assert story.replace("\x00", "") in response.content.decode().replace("\x00", "")


def test_form_is_closed_before_anybody_types_if_nobody_could_read_it(client, db, settings):
    assert client.get("/ask/filer/").status_code == 503
    assert client.post("/ask/filer/", {"filing_for": "me"}).status_code == 503
    assert not Draft.objects.exists()


def test_form_is_closed_without_a_recovery_key(client, office, settings):
    settings.RECOVERY_KEY = ""
    response = client.get("/ask/filer/")
    assert response.status_code == 503 and "Retry-After" in response.headers
    assert client.post("/ask/filer/", {"filing_for": "me"}).status_code == 503
    assert not Draft.objects.exists()
