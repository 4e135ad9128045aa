"""A case in the office: every verb, what it leaves behind, and what it refuses."""

import html
import re

import pytest
from django.utils import timezone

from intake.cases import corrections, search, submission, volunteer_actions
from intake.demo import file_case
from intake.flow.complaint import COMPLAINT
from intake.messages import actions as letters
from intake.messages import templates
from intake.models import Case, Correction, Event, Message, MessageTemplate, Tag, Wrap
from intake.vault import envelopes, keys
from tests.conftest import PASSWORD, log_in, send_message, unlocked_of
from tests.second_reader import approve

NOW = timezone.now


@pytest.fixture
def case(cast):
    return file_case(COMPLAINT, NOW(), held=False)


def do(client, case, verb, **given):
    """Do a verb as the page's form does. Return the page that follows."""
    response = client.post(f"/office/cases/{case.reference}/do/{verb}/", given, follow=True)
    case.refresh_from_db()
    return html.unescape(response.content.decode())


def kinds(case):
    return list(case.events.order_by("pk").values_list("kind", flat=True))


def test_giving_a_case_away_needs_a_reason_only_if_somebody_has_it(cast, case):
    ana = log_in(cast["ana"])
    do(ana, case, "assign", to=cast["ben"].pk, seen=0)
    assert case.assigned_to == cast["ben"]
    page = do(ana, case, "assign", to=cast["ana"].pk, seen=cast["ben"].pk)
    assert "Write why it changes hands." in page and case.assigned_to == cast["ben"]
    page = do(ana, case, "assign", to=cast["ana"].pk, seen=0, reason="he is ill")
    assert "just now" in page and case.assigned_to == cast["ben"]
    do(ana, case, "assign", to="", seen=cast["ben"].pk, reason="he is ill")
    assert case.assigned_to is None
    assert kinds(case).count("assigned") == 2
    assert "he is ill" in ana.get(f"/office/cases/{case.reference}/").content.decode()


def test_a_translator_or_auditor_is_not_offered_cases(cast, case):
    path = f"/office/cases/{case.reference}/?do=assign"
    page = log_in(cast["ana"]).get(path).content.decode()
    offered = re.search(r'<select name="to".*?</select>', page, re.DOTALL)[0]
    assert "Ben" in offered and "Tess" not in offered and "Otto" not in offered


@pytest.mark.postgres
def test_raising_shows_a_reason_and_ends_by_itself(cast, case):
    from datetime import timedelta

    from intake.cases import urgency

    ana = log_in(cast["ana"])
    page = do(ana, case, "raise", reason="his brother was threatened")
    assert case.tier == 2 and "his brother was threatened" in page and "Escalated by Ana" in page
    urgency.recompute_due(timezone.localdate() + timedelta(days=6))
    case.refresh_from_db()
    assert case.tier == 2
    urgency.recompute_due(timezone.localdate() + timedelta(days=7))
    case.refresh_from_db()
    assert case.escalated_until is None and case.tier == 3
    assert "Write why it is urgent." in do(ana, case, "raise", reason="")


def test_a_wrong_fact_is_corrected_and_the_answer_stays(cast, office, case):
    ana = log_in(cast["ana"])
    page = do(ana, case, "correct", change="where:local_jail", reason="the jail told me by phone")
    assert case.held and case.where == "local_jail" and case.tier == 1
    assert "the jail told me by phone" in page
    assert "Where are you now?" in page and "I am free" in page
    assert bytes(Correction.objects.get().change).find(b"jail") == -1
    do(ana, case, "correct", change="hold:no", reason="read the papers")
    known = corrections.current_facts(unlocked_of(case, office), timezone.localdate())
    assert (known.where, known.held, known.hold) == ("local_jail", True, "no")
    assert "Choose what is right." in do(ana, case, "correct", change="held:x", reason="y")
    assert kinds(case).count("corrected") == 2


def said_later(unlocked, **pages):
    submission.add_amendment(unlocked, lambda before: (before | pages, []), now=NOW())
    unlocked.case.refresh_from_db()


@pytest.mark.postgres
def test_what_the_filer_says_later_overtakes_corrections_of_the_same_page_only(cast, office, case):
    more = {"by": cast["ana"], "at": NOW(), "reason": "heard so"}
    unlocked = unlocked_of(case, office)
    volunteer_actions.correct(unlocked, "where", "prison", **more)
    volunteer_actions.correct(unlocked, "state", "WY", **more)
    said_later(unlocked, lawyer={"has_lawyer": "no", "lawyer_name": "", "open_case": "no"})
    assert case.held and case.where == "prison" and case.state == "WY" and case.tier == 1
    assert kinds(case)[-1] == "added" and case.waiting_since == timezone.localdate()
    said_later(unlocked, custody={"where": "free", "facility": "", "booking_number": ""})
    assert not case.held and case.where == "free" and case.state == "WY"
    assert kinds(case)[-2:] == ["added", "overtaken"]
    known = corrections.current_facts(unlocked, timezone.localdate())
    assert (known.where, known.state) == ("free", "WY")


def test_what_the_person_says_again_overtakes_a_correction_though_no_answer_differs(
    cast, office, case
):
    from intake.cases import filer_actions

    unlocked = unlocked_of(case, office)
    given = {
        "where": "local_jail",
        "facility": "Sample County Jail",
        "booking_number": "",
        "happening": [],
    }
    for _ in range(2):
        filer_actions.report_change(unlocked, "moved", given, [], now=NOW())
        case.refresh_from_db()
        assert case.held
        volunteer_actions.correct(
            unlocked, "where", "free", by=cast["ana"], at=NOW(), reason="said so"
        )
    assert kinds(case).count("overtaken") == 1


def test_tags_are_words_of_coordinators_and_a_case_keeps_exactly_those_chosen(cast, case):
    cora, ana = log_in(cast["cora"]), log_in(cast["ana"])
    for name in ("Media", "Court date"):
        cora.post("/office/tags/", {"name": name})
    media, court = Tag.objects.order_by("-name")
    do(ana, case, "tags", tags=[media.pk, court.pk])
    do(ana, case, "tags", tags=[court.pk])
    assert list(case.tags.all()) == [court]
    assert "Court date" in ana.get("/office/").content.decode()
    assert kinds(case).count("tagged") == 2
    cora.post(f"/office/tags/{court.pk}/drop/")
    assert not case.tags.exists()


def test_next_steps_follow_the_facts_and_are_done_by_events_or_ticks(cast):
    case = file_case(COMPLAINT, NOW(), filing_for="family", held=True)
    ana = log_in(cast["ana"])
    page = ana.get(f"/office/cases/{case.reference}/").content.decode()
    for words in ("Ask for a copy of the hold form", "permission signed", "Send the letters"):
        assert words in page
    do(ana, case, "tick", step="hold_paper")
    do(ana, case, "tick", step="hold_paper")
    ana.post(f"/office/cases/{case.reference}/take/")
    page = ana.get(f"/office/cases/{case.reference}/").content.decode()
    assert page.count('class="done"') == 2
    assert kinds(case).count("ticked") == 1
    path = f"/office/cases/{case.reference}/do/tick/"
    assert ana.post(path, {"step": "no-such"}).status_code == 404


def test_contact_is_covered_until_a_button_shows_it_and_that_is_written_down(cast, case):
    ana = log_in(cast["ana"])
    path = f"/office/cases/{case.reference}/"
    assert "sam@example.com" not in ana.get(path).content.decode()
    response = ana.post(path + "reveal/")
    assert "sam@example.com" in response.content.decode()
    assert "no-store" in response.headers["Cache-Control"]
    assert "sam@example.com" not in ana.get(path).content.decode()
    assert kinds(case).count("revealed") == 1


def test_what_the_person_says_later_is_covered_too(cast, office, case):
    from intake.cases import filer_actions

    unlocked = unlocked_of(case, office)
    given = {"phone": "555 010 7777", "email": "new@example.com", "address": "9 Secret St"}
    said = [(name, "?", words) for name, words in given.items()]
    filer_actions.report_change(unlocked, "contact", given, said, now=NOW())
    moved = {"where": "local_jail", "facility": "", "booking_number": "NEW-99", "happening": []}
    number = [("booking_number", "?", "NEW-99")]
    filer_actions.report_change(unlocked, "moved", moved, number, now=NOW())
    ana, tess = log_in(cast["ana"]), log_in(cast["tess"])
    path = f"/office/cases/{case.reference}/"
    printed = ana.post("/office/many/", {"what": "print", "case": [case.reference], "sure": 1})
    for page in (ana.get(path), printed, tess.get(path)):
        for mark in (*given.values(), "NEW-99"):
            assert mark not in page.content.decode()
    assert "Show them" in ana.get(path).content.decode()
    shown = ana.post(path + "reveal/").content.decode()
    for mark in (*given.values(), "NEW-99"):
        assert mark in shown


def page_of(client, case, verb):
    """Return the values that the form of a verb carries on the case's page."""
    page = client.get(f"/office/cases/{case.reference}/?do={verb}").content.decode()
    form = page.split(f"/do/{verb}/")[1].split("</form>")[0]
    return {"seen": re.search(r'name="seen" value="([^"]*)"', form)[1]}


@pytest.mark.postgres
def test_tags_and_follow_up_of_an_old_page_change_nothing_and_say_so(cast, case):
    one, two = Tag.objects.create(name="One"), Tag.objects.create(name="Two")
    ana, ben = log_in(cast["ana"]), log_in(cast["ben"])
    old_tags, old_day = page_of(ben, case, "tags"), page_of(ben, case, "follow_up")
    do(ana, case, "tags", tags=[one.pk], **page_of(ana, case, "tags"))
    do(ana, case, "follow_up", on="2099-01-01", **page_of(ana, case, "follow_up"))
    assert "just now" in do(ben, case, "tags", tags=[two.pk], **old_tags)
    assert "just now" in do(ben, case, "follow_up", on="2099-06-01", **old_day)
    assert list(case.tags.all()) == [one] and str(case.follow_up_on) == "2099-01-01"
    do(ben, case, "tags", tags=[one.pk, two.pk], **page_of(ben, case, "tags"))
    do(ben, case, "follow_up", on="2099-06-01", **page_of(ben, case, "follow_up"))
    assert case.tags.count() == 2 and str(case.follow_up_on) == "2099-06-01"


def test_take_action_on_an_old_page_sets_no_day(cast, case):
    ana = log_in(cast["ana"])
    path = f"/office/cases/{case.reference}/act/"
    seen = re.search(r'name="day_seen" value="([^"]*)"', ana.get(path).content.decode())[1]
    do(log_in(cast["ben"]), case, "follow_up", on="2099-01-01")
    given = {
        "text": "Hello",
        "language": "en",
        "seen": "new",
        "day_seen": seen,
        "follow_up_on": "2099-06-01",
    }
    response = ana.post(path, given)
    page = response.content.decode()
    assert response.status_code == 422 and "just now" in page and "Hello</textarea>" in page
    assert not Message.objects.exists()
    given["day_seen"] = re.search(r'name="day_seen" value="([^"]*)"', page)[1]
    assert ana.post(path, given).status_code == 302
    case.refresh_from_db()
    assert str(case.follow_up_on) == "2099-06-01" and Message.objects.count() == 1


@pytest.mark.postgres
def test_take_action_does_all_or_nothing(cast, office, case):
    ana = log_in(cast["ana"])
    path = f"/office/cases/{case.reference}/act/"
    page = html.unescape(ana.get(path + "?template=ask").content.decode())
    assert "My name is Ana" in page
    given = {
        "text": "Which jail was it?",
        "language": "es",
        "seen": "new",
        "to": "reading",
        "template": "ask:en:0",
        "follow_up_on": "2099-01-05",
        "note": "call on Monday",
        "for_next_shift": "on",
    }
    ana.post(path, given)
    case.refresh_from_db()
    assert (case.status, str(case.follow_up_on)) == ("reading", "2099-01-05")
    body = letters.read_message(Message.objects.get(), unlocked_of(case, office))
    assert body["text"] == "Which jail was it?" and body["language"] == "es"
    assert body["template"] == "ask" and "To go on I need to know" in body["template_text"]
    page = ana.get(f"/office/cases/{case.reference}/").content.decode()
    assert "Which jail was it?" in page and "For the next shift" in page
    assert "call on Monday" in ana.get("/office/today/?notes=1").content.decode()
    # A colleague was quicker: nothing of it happens.
    before = (Message.objects.count(), case.notes.count(), Event.objects.count())
    page = ana.post(path, given).content.decode()
    assert "A colleague changed this case" in page and "Which jail was it?</textarea>" in page
    assert (Message.objects.count(), case.notes.count(), Event.objects.count()) == before


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "Write, choose or note something first."),
        ({"note": "n", "follow_up_on": "2020-01-01"}, "Choose a day in the future."),
    ],
)
def test_take_action_says_what_is_missing_and_keeps_what_was_typed(cast, case, given, words):
    ana = log_in(cast["ana"])
    response = ana.post(
        f"/office/cases/{case.reference}/act/",
        {"language": "en", "seen": "new", "text": ""} | given,
    )
    page = html.unescape(response.content.decode())
    assert response.status_code == 422 and words in page
    if "note" in given:
        assert ">\nn</textarea>" in page
    assert Event.objects.count() == 1


def test_a_message_waits_for_an_answer_until_we_write_or_need_not(cast, office, case):
    unlocked = unlocked_of(case, office)
    letters.receive_message(unlocked, "I am free now", language="en", at=NOW())
    case.refresh_from_db()
    assert case.status == "new" and case.waiting_since == timezone.localdate()
    do(log_in(cast["ana"]), case, "no_answer")
    assert case.waiting_since is None
    letters.receive_message(unlocked, "Hello?", language="en", at=NOW())
    send_message(unlocked, "Hello.", by=cast["ana"], at=NOW())
    case.refresh_from_db()
    assert case.waiting_since is None
    assert kinds(case)[-3:] == ["no_answer", "wrote_us", "wrote"]


def test_messages_are_sealed_and_bound_to_their_case(cast, office, case):
    unlocked = unlocked_of(case, office)
    message = letters.receive_message(unlocked, "MARKER-WORDS", language="en", at=NOW())
    assert b"MARKER-WORDS" not in bytes(message.body)
    letters.translate(message, "MARKED", "es", unlocked=unlocked, by=cast["tess"])
    body = letters.read_message(Message.objects.get(), unlocked)
    assert body["translation"] == {"text": "MARKED", "language": "es"}


def test_templates_have_versions_and_a_preview(cast):
    cora = log_in(cast["cora"])
    path = "/office/templates/ask/es/"
    assert "This is the English text." in cora.get(path).content.decode()
    page = cora.post(path, {"text": "Hola, soy {volunteer}."}).content.decode()
    assert "Hola, soy Cora." in page and templates.current_version("ask", "es")[2] == "en"
    page = cora.post(path, {"text": "Hola {nobody}", "keep": "1"})
    assert page.status_code == 422
    cora.post(path, {"text": "Hola, soy {volunteer}.", "keep": "1"})
    cora.post(path, {"text": "Buenas, soy {volunteer}.", "keep": "1"})
    team = MessageTemplate.objects.latest("pk").team
    assert templates.current_version("ask", "es", team) == ("Buenas, soy {volunteer}.", 2, "es")
    assert templates.text_of_version("ask", "es", 1) == "Hola, soy {volunteer}."


def hand_over(client, case, **given):
    """Hand a case to another team. Return the page that follows."""
    path = f"/office/cases/{case.reference}/first/hand-over/"
    page = client.post(path, given, follow=True).content.decode()
    case.refresh_from_db()
    return html.unescape(page)


def test_another_team_gets_a_case_whole_and_ours_loses_it(cast, office, case):
    from intake.models import Team

    other = Team.objects.get(name="Other team")
    ana, dana = log_in(cast["ana"]), log_in(cast["dana"])
    path = f"/office/cases/{case.reference}/"
    ana.get("/office/")  # makes the case searchable
    page = hand_over(ana, case, team=other.pk, reason="I know the family", exclude_team="on")
    assert "No results" in page
    assert ana.get(path).status_code == 404
    assert "Ana María" in dana.get(path).content.decode()
    page = hand_over(dana, case, team=office["team"].pk, reason="back")
    assert "must not see this case" in page and case.team == other
    assert "I know the family" in dana.get(path).content.decode()


def test_a_team_that_nobody_opens_gets_no_case(cast, office, case):
    empty, _private = keys.create_team("Empty")
    page = hand_over(log_in(cast["ana"]), case, team=empty.pk, reason="x")
    assert "Nobody can open the cases of this team yet" in page and case.team == office["team"]
    assert unlocked_of(case, office).answers


@pytest.mark.postgres
def test_two_cases_that_look_alike_are_linked_or_not_but_never_merged(cast, case):
    twin = file_case(COMPLAINT, NOW(), held=True)
    stranger = file_case(
        COMPLAINT,
        NOW(),
        person={"given_names": "Other", "family_names": "One", "other_names": ""},
        reach={"ways": ["none"], "phone": "", "email": "", "address": "", "voicemail": ""},
        hold={"ice_asked": "no"},
        custody={"where": "free"},
    )
    ana = log_in(cast["ana"])
    ana.get("/office/")
    path = f"/office/cases/{case.reference}/"
    page = ana.get(path).content.decode()
    assert f"{twin.reference}</a>: same name and birth year" in page
    assert f"{stranger.reference}</a>: same name" not in page
    said = [bytes(one.complaint.answers) for one in (case, twin)]
    do(ana, case, "likeness", other=twin.reference, same="yes", reason="same mother called")
    for one in (case, twin):
        assert "linked" in ana.get(f"/office/cases/{one.reference}/").content.decode()
        assert kinds(one).count("linked") == 1
    assert [bytes(one.complaint.answers) for one in Case.objects.order_by("pk")[:2]] == said
    assert (
        ana.post(
            path + "do/likeness/", {"other": "ZZZ-ZZZ", "same": "yes", "reason": "x"}
        ).status_code
        == 404
    )


@pytest.mark.postgres
def test_bulk_shows_what_changes_first_and_each_case_gets_its_event(cast):
    cases = [file_case(COMPLAINT, NOW()) for _ in range(3)]
    ana = log_in(cast["ana"])
    chosen = [case.reference for case in cases]
    page = ana.post("/office/many/", {"what": "assign", "case": chosen}).content.decode()
    assert "This changes 3 cases" in page and not Case.objects.filter(assigned_to=cast["ben"])
    ana.post("/office/many/", {"what": "assign", "case": chosen, "to": cast["ben"].pk, "sure": 1})
    assert Case.objects.filter(assigned_to=cast["ben"]).count() == 3
    ana.post("/office/many/", {"what": "follow_up", "case": chosen, "on": "2099-01-05", "sure": 1})
    page = ana.post("/office/many/", {"what": "print", "case": chosen, "sure": 1}).content.decode()
    assert page.count("print-case") == 3 and "sam@example.com" not in page
    for case in cases:
        assert kinds(case) == ["submitted", "assigned", "follow_up", "printed"]
    response = ana.post("/office/many/", {"what": "move", "case": chosen, "sure": 1}, follow=True)
    assert "Choose 1 to 50 cases" in response.content.decode()
    wrong = ana.post("/office/many/", {"what": "follow_up", "case": chosen, "on": "", "sure": 1})
    assert wrong.status_code == 422


def hidden(page):
    """Return {name: value} of the hidden fields of a page, without the token."""
    found = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
    return {name: value for name, value in found.items() if name != "csrfmiddlewaretoken"}


@pytest.mark.postgres
def test_bulk_keeps_the_name_and_the_reason_and_changes_nothing_behind_a_colleagues_back(
    cast, office
):
    one, two = file_case(COMPLAINT, NOW()), file_case(COMPLAINT, NOW())
    ana, ben = log_in(cast["ana"]), log_in(cast["ben"])
    chosen = {"case": [one.reference, two.reference]}
    for what, more in (
        ("assign", {"to": cast["ben"].pk, "reason": "MARKREASON"}),
        ("follow_up", {"on": "2099-06-01"}),
    ):
        page = ana.post("/office/many/", {"what": what} | chosen).content.decode()
        if what == "assign":
            ben.post(f"/office/cases/{two.reference}/take/")
            do(ben, two, "assign", to=cast["cora"].pk, reason="busy", seen=cast["ben"].pk)
        else:
            do(ben, two, "follow_up", on="2099-01-01")
        given = hidden(page) | {"what": what, "sure": 1} | chosen | more
        page = ana.post("/office/many/", given, follow=True).content.decode()
        assert "Changed: 1 cases." in page and f"{two.reference}: A colleague" in page
    one.refresh_from_db()
    two.refresh_from_db()
    assert (one.assigned_to, two.assigned_to) == (cast["ben"], cast["cora"])
    assert (str(one.follow_up_on), str(two.follow_up_on)) == ("2099-06-01", "2099-01-01")
    page = ana.get(f"/office/cases/{one.reference}/").content.decode()
    assert "Ben (MARKREASON)" in page


def test_bulk_touches_at_most_fifty_and_never_another_teams(cast):
    case = file_case(COMPLAINT, NOW())
    dana = log_in(cast["dana"])
    given = {"what": "follow_up", "case": [case.reference], "on": "2099-01-05", "sure": 1}
    assert "Choose 1 to 50" in dana.post("/office/many/", given, follow=True).content.decode()
    case.refresh_from_db()
    assert case.follow_up_on is None


def test_a_reader_only_reads_a_second_time(cast, case):
    ana, rita = log_in(cast["ana"]), log_in(cast["rita"])
    base = f"/office/cases/{case.reference}/"
    packet = ana.post(base + "packets/", {"route": "foia"}).headers["Location"]
    assert rita.post(packet + "make_ready/go/").status_code == 404
    ana.post(packet + "make_ready/go/")
    assert "Approve packet" in rita.get(packet).content.decode()
    assert "Packets to read" in rita.get("/office/today/").content.decode()
    assert approve(rita, packet).status_code == 302
    assert "second_read" in kinds(case)
    assert rita.post(base + "take/").status_code == 404


def test_assisted_intake_is_marked_as_heard_by_the_volunteer(cast, office):
    from intake.flow.sample import sample
    from tests.filer import Filer

    ana = log_in(cast["ana"])
    assert ana.post("/office/assist/", {"locked_up": "no"}).status_code == 422
    response = ana.post("/office/assist/", {"locked_up": "no", "told": "on"})
    filer = Filer(ana, sample(COMPLAINT))
    filer.response, filer.path = response, "/office/assist/"
    filer.follow()
    assert "read this page aloud" in filer.html()
    filer.jump()
    assert "read all of this back" in filer.html()
    filer.send()
    case = Case.objects.get()
    assert case.source == "phone"
    heard = case.events.get(kind="heard")
    assert heard.by == cast["ana"]
    assert "source=phone" and case.reference in ana.get("/office/?source=phone").content.decode()
    assert case.reference not in ana.get("/office/?source=web").content.decode()


@pytest.mark.parametrize(("locked_up", "lane"), [("no", "full"), ("yes", "urgent")])
def test_the_next_caller_of_a_volunteer_hears_the_words_and_says_yes_too(cast, locked_up, lane):
    from intake.flow.complaint import URGENT
    from intake.flow.sample import sample
    from tests.filer import Filer

    ana, flow = log_in(cast["ana"]), URGENT if lane == "urgent" else COMPLAINT
    answers = sample(flow, filing_for="work", held=lane == "urgent")
    for path in ("/office/assist/", "/another/"):
        filer = Filer(ana, answers)
        if path == "/another/":
            filer.post(path, {})
            assert filer.path == "/office/assist/?another=1" and "Read this aloud" in filer.html()
            assert ana.post(filer.path, {"locked_up": locked_up}).status_code == 422
            path = filer.path
        filer.lane, filer.response, filer.path = (
            lane,
            ana.post(path, {"locked_up": locked_up, "told": "on"}),
            path,
        )
        filer.follow()
        assert "read this page aloud" in filer.html()
        assert (filer.step() == "filer") is (path == "/office/assist/")
        filer.jump()
        filer.send()
    for case in Case.objects.all():
        assert case.source == "phone" and case.events.get(kind="heard").by == cast["ana"]
    assert Case.objects.count() == 2


def test_a_helper_files_for_the_next_person_without_typing_the_own_name_again(client, office):
    from intake.flow.sample import sample
    from tests.filer import Filer

    filer = Filer(client, sample(COMPLAINT, filing_for="work")).jump()
    filer.send()
    assert "File for another person" in client.get("/done/").content.decode()
    response = client.post("/another/")
    assert response.status_code == 302
    second = Filer(client, sample(COMPLAINT, filing_for="work"))
    second.response, second.path = response, "/another/"
    second.follow()
    steps = []
    while second.step():
        steps.append(second.step())
        second.answer(second.step())
    assert "helper" not in steps and "filer" not in steps and "person" in steps
    second.send()
    assert Case.objects.count() == 2
    one, other = (unlocked_of(case, office).answers["helper"] for case in Case.objects.all())
    assert one == other and one["name"]


@pytest.mark.postgres
def test_c11_a_teams_key_is_changed_in_steps_and_nothing_is_lost(cast, office, monkeypatch):
    cases = [file_case(COMPLAINT, NOW()) for _ in range(6)]
    member = cast["cora"].member
    private_keys = dict(office["privates"])
    team, new = keys.rotate_team_key(office["team"])
    private_keys |= new
    assert keys.unlock_teams(member, keys.unlock_member(member, PASSWORD))[team.pk] == private_keys
    late = file_case(COMPLAINT, NOW())
    real, calls = keys.crypto.wrap, []

    def dies(*args):
        calls.append(args)
        if len(calls) == 4:
            raise KeyboardInterrupt
        return real(*args)

    monkeypatch.setattr(keys.crypto, "wrap", dies)
    with pytest.raises(KeyboardInterrupt):
        keys.rewrap(team, private_keys, limit=100)
    monkeypatch.setattr(keys.crypto, "wrap", real)
    assert keys.stale_wraps(team).count() == 3
    # However late the timer comes, three cases still need the older key.
    keys.erase_old_keys(team, at=NOW() + keys.GRACE)
    assert keys.unlock_teams(member, keys.unlock_member(member, PASSWORD))[team.pk] == private_keys
    for case in [*cases, late]:
        assert envelopes.unlock_key_with_team(case.owner, {team.pk: private_keys})
    assert keys.rewrap(team, private_keys, limit=2) == 1
    assert keys.rewrap(team, private_keys, limit=2) == 0
    for case in [*cases, late]:
        assert envelopes.unlock_key_with_team(case.owner, {team.pk: new})
    keys.erase_old_keys(team, at=NOW() + keys.GRACE)
    assert keys.unlock_teams(member, keys.unlock_member(member, PASSWORD))[team.pk] == new


def test_c9_who_left_opens_nothing_and_gets_no_new_key(cast, office):
    from intake.accounts import actions as people

    case = file_case(COMPLAINT, NOW())
    ben = log_in(cast["ben"])
    assert ben.get(f"/office/cases/{case.reference}/").status_code == 200
    people.end_access(cast["ben"])
    response = ben.get(f"/office/cases/{case.reference}/")
    assert response.status_code == 302 and "login" in response.headers["Location"]
    team, new = keys.rotate_team_key(office["team"])
    assert not team.memberships.filter(member__volunteer=cast["ben"]).exists()


def test_a_coordinator_changes_the_key_on_the_page_and_goes_on_after_a_new_login(cast, office):
    case = file_case(COMPLAINT, NOW())
    cora, path = log_in(cast["cora"]), f"/office/teams/{office['team'].pk}/key/"
    page = cora.post(path, {"change": "1"}, follow=True).content.decode()
    assert "key is changed" in page and "<h1>Log in</h1>" in page
    cora = log_in(cast["cora"])
    assert cora.get(f"/office/cases/{case.reference}/").status_code == 200
    page = cora.post(path, follow=True).content.decode()
    assert "old key: 0" in page
    fresh = log_in(cast["ana"])
    assert fresh.get(f"/office/cases/{case.reference}/").status_code == 200


def test_a_session_from_before_a_key_change_keeps_what_was_typed_and_logs_in_again(cast, office):
    old, ana = file_case(COMPLAINT, NOW()), log_in(cast["ana"])
    keys.rotate_team_key(office["team"])
    path = f"/office/cases/{old.reference}/"
    assert ana.post(path + "note/", {"text": "half typed"}).status_code == 302
    page = ana.get(path, follow=True).content.decode()
    assert "The key of your team was changed. Log in again." in page and "Note saved." in page
    assert old.notes.count() == 1
    fresh = log_in(cast["ana"])
    new = file_case(COMPLAINT, NOW())
    assert fresh.get(f"/office/cases/{new.reference}/").status_code == 200


def test_a_session_with_the_old_key_lets_nobody_in(cast, office):
    from intake.models import Membership

    cora = log_in(cast["cora"])
    keys.rotate_team_key(office["team"])
    Membership.objects.filter(member__volunteer=cast["ben"]).delete()
    page = cora.post(f"/office/people/{cast['ben'].pk}/grant/", follow=True).content.decode()
    assert "your login has the old key" in page
    assert not Membership.objects.filter(member__volunteer=cast["ben"]).exists()


@pytest.mark.postgres
def test_a_session_with_the_old_key_leaves_new_cases_to_be_found_by_others(cast, office):
    ana, teams = log_in(cast["ana"]), {office["team"].pk: office["privates"]}
    keys.rotate_team_key(office["team"])
    case = file_case(COMPLAINT, NOW())
    ana.post("/office/find/", {"q": "Ana Example"})
    assert search.index_cases(teams, 10) == 0 and not search.unindexed_cases(teams).exists()
    case.refresh_from_db()
    assert not case.searchable
    ben = log_in(cast["ben"])
    assert case.reference in ben.post("/office/find/", {"q": "Ana Example"}).content.decode()


@pytest.mark.postgres
def test_names_are_found_while_a_changed_key_comes_to_all_cases(cast, office):
    case, ana = file_case(COMPLAINT, NOW()), log_in(cast["ana"])
    ana.get("/office/")
    team, new = keys.rotate_team_key(office["team"])
    Case.objects.update(searchable=False)
    both = {team.pk: office["privates"] | new}
    assert list(search.find("Ana Example", both, 9)) == [case.pk]
    assert search.find("Ana Example", {team.pk: new}, 9) == {}
    assert search.index_cases(both, 10) == 1
    assert list(search.find("Ana Example", {team.pk: new}, 9)) == [case.pk]


def changed_meanwhile(team, private_keys):
    """Change a team's key, make all wraps anew, and forget the older keys, as hours later."""
    team, new = keys.rotate_team_key(team)
    later = NOW() + keys.GRACE
    assert keys.rewrap(team, private_keys | new, limit=100, at=later) == 0
    assert not team.memberships.filter(key_number__lt=team.key_number).exists()
    return team, new


@pytest.mark.postgres
def test_c11_a_case_that_is_sent_while_the_key_changes_is_not_lost(cast, office, monkeypatch):
    real, changed = submission.drafts.lock, []

    def changes(owner):
        if not changed:
            changed.append(changed_meanwhile(office["team"], office["privates"]))
        return real(owner)

    monkeypatch.setattr(submission.drafts, "lock", changes)
    case = file_case(COMPLAINT, NOW())
    [(team, new)] = changed
    assert envelopes.unlock_key_with_team(case.owner, {team.pk: new})
    assert not keys.stale_wraps(team).exists() and not keys.lost_wraps(team).exists()


@pytest.mark.postgres
def test_c11_a_case_handed_over_while_the_key_changes_is_not_lost(cast, office, case):
    from intake.models import Team

    stale = Team.objects.get(name="Other team")
    unlocked, dana = unlocked_of(case, office), cast["dana"].member
    changed_meanwhile(stale, keys.unlock_teams(dana, keys.unlock_member(dana, PASSWORD))[stale.pk])
    volunteer_actions.transfer(unlocked, stale, by=cast["ana"], at=NOW(), reason="nearer")
    teams = keys.unlock_teams(dana, keys.unlock_member(dana, PASSWORD))
    key = envelopes.unlock_key_with_team(case.owner, teams)
    assert key.open(case.complaint, "answers") == unlocked.answers


@pytest.mark.postgres
def test_c11_a_wrap_that_no_member_can_open_is_passed_over_and_counted(cast, office):
    lost, kept = file_case(COMPLAINT, NOW()), file_case(COMPLAINT, NOW())
    team, new = keys.rotate_team_key(office["team"])
    team, newer = keys.rotate_team_key(team)
    team.memberships.filter(key_number=2).delete()
    Wrap.objects.filter(owner=lost.owner, kind="team").update(key_number=2)
    private_keys = office["privates"] | newer
    assert keys.rewrap(team, private_keys, limit=100) == 0
    assert envelopes.unlock_key_with_team(kept.owner, {team.pk: newer})
    assert [wrap.owner for wrap in keys.lost_wraps(team)] == [lost.owner]
    assert (
        "1 case that only the paper opens"
        in log_in(cast["cora"]).get("/office/teams/").content.decode()
    )
