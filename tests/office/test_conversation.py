"""Templates of a team, messages that ask, what the status does then, and notes that name people."""

import html
import re
from datetime import timedelta

import pytest
from django.core import mail as outbox
from django.utils import timezone

from intake.accounts import office_hours
from intake.accounts.models import AlertWhen, Volunteer
from intake.cases import actions
from intake.demo import file_case
from intake.flow.complaint import COMPLAINT
from intake.messages import actions as letters
from intake.messages import templates
from intake.models import (
    AuditEntry,
    Case,
    Mention,
    Message,
    MessageTemplate,
    Team,
    TeamTemplate,
)
from intake.office.queue import alerts, unread_alerts
from tests.conftest import log_in, send_message, unlocked_of

NOW = timezone.now
NEW = "/office/templates/new/"


def shown(response):
    return re.sub(r"\s+", " ", html.unescape(response.content.decode()))


@pytest.fixture
def case(cast):
    return file_case(COMPLAINT, NOW())


@pytest.fixture
def cora(cast):
    return log_in(cast["cora"])


@pytest.fixture
def ana(cast):
    return log_in(cast["ana"])


def add(cora, **given):
    given = {"name": "Bail receipt", "text": "Hello {filer}. Send it again.", "keep": "1"} | given
    return cora.post(NEW, given)


def act(client, case, **given):
    given = {"language": "en", "seen": case.status, "text": ""} | given
    response = client.post(f"/office/cases/{case.reference}/act/", given, follow=True)
    case.refresh_from_db()
    return response


def typed(response):
    found = re.search(
        r'<textarea name="text".*?>\n(.*?)</textarea>', response.content.decode(), re.S
    )
    return html.unescape(found[1])


# Templates.


def test_a_coordinator_adds_a_template_in_two_languages_and_a_volunteer_begins_from_it(
    cast, case, cora, ana
):
    page = cora.post(NEW, {"name": "Bail receipt", "text": "Hello {filer}, **today**."})
    assert "Hello Sam, <strong>today</strong>." in page.content.decode()
    assert not TeamTemplate.objects.exists()
    assert add(cora, asks="on").status_code == 302
    row = TeamTemplate.objects.get()
    assert row.team.name == case.team.name and row.by == cast["cora"] and row.asks
    assert AuditEntry.objects.filter(what=f"template {row.slug} added", by=cast["cora"]).exists()
    path = f"/office/templates/{row.slug}/es/"
    assert "Hello {filer}. Send it again." in shown(cora.get(path))
    cora.post(path, {"text": "Hola {filer}. Caso {case_number}.", "keep": "1"})
    assert AuditEntry.objects.filter(what=f"template {row.slug} es").exists()
    Case.objects.filter(pk=case.pk).update(reads="es")
    page = ana.get(f"/office/cases/{case.reference}/act/?template={row.slug}")
    assert typed(page).startswith("Hola ") and "{" not in typed(page)
    assert typed(page).endswith(f"Caso {case.reference}.")
    assert "The template in English" in shown(page) and "Send it again." in shown(page)
    assert re.search(r'name="asks"[^>]*checked', page.content.decode())


def test_a_template_of_one_team_is_none_of_another(cast, case, cora):
    add(cora)
    cora.post("/office/templates/ask/en/", {"text": "Ours, {volunteer}.", "keep": "1"})
    row, other = TeamTemplate.objects.get(), Team.objects.get(name="Other team")
    assert row.slug not in {one.slug for one in templates.of_team(other)}
    assert templates.current_version("ask", "en", row.team)[:2] == ("Ours, {volunteer}.", 1)
    assert templates.current_version("ask", "en", other)[1] == 0
    templates.save_version("ask", "en", "Theirs", team=other, by=cast["dana"], at=NOW())
    assert templates.current_version("ask", "en", other) == ("Theirs", 2, "en")
    assert templates.current_version("ask", "en", row.team)[0] == "Ours, {volunteer}."
    assert cora.get(f"/office/templates/?team={other.pk}").status_code == 404
    assert cora.get(f"/office/templates/ask/en/?team={other.pk}").status_code == 404


def test_words_from_before_teams_had_their_own_are_for_all(cast, case):
    MessageTemplate.objects.create(slug="ask", language="en", version=4, text="Old", at=NOW())
    for team in Team.objects.all():
        assert templates.current_version("ask", "en", team) == ("Old", 4, "en")
    templates.save_version("ask", "en", "New", team=case.team, by=cast["cora"], at=NOW())
    assert templates.current_version("ask", "en", case.team) == ("New", 5, "en")


@pytest.mark.parametrize(
    ("given", "words"),
    (
        ({"text": "Hello {nobody}."}, "There is no blank named “nobody”."),
        ({"text": "Hello {}."}, "There is no blank named “”."),
        ({"text": "About A 123 456 789."}, "A template holds no number of a person."),
        ({"text": "Call 312-555-0142."}, "A template holds no number of a person."),
        ({"text": ""}, "Write the words first."),
        ({"name": ""}, "Write a name for the template."),
    ),
)
def test_a_wrong_template_is_not_saved_and_keeps_what_was_typed(cora, given, words):
    page = add(cora, **given)
    assert page.status_code == 422 and words in shown(page)
    assert given.get("text", "Send it again.") in shown(page)
    assert not TeamTemplate.objects.exists()


def test_two_coordinators_on_one_template_lose_no_version(cora):
    path = "/office/templates/ask/en/"
    assert 'name="seen" value="0"' in cora.get(path).content.decode()
    cora.post(path, {"text": "One", "seen": "0", "keep": "1"})
    page = cora.post(path, {"text": "Two", "seen": "0", "keep": "1"})
    assert page.status_code == 422 and "A colleague saved version 1 meanwhile." in shown(page)
    assert typed(page) == "Two" and "One</p>" in page.content.decode()
    assert 'name="seen" value="1"' in page.content.decode()
    assert cora.post(path, {"text": "Two", "seen": "1", "keep": "1"}).status_code == 302
    assert list(MessageTemplate.objects.values_list("text", flat=True)) == ["One", "Two"]


def test_a_template_is_renamed_and_offered_no_more(cora, ana, case):
    add(cora)
    row = TeamTemplate.objects.get()
    path, write = f"/office/templates/{row.slug}/", f"/office/cases/{case.reference}/act/"
    assert cora.post(path, {"name": ""}).status_code == 422
    cora.post(path, {"name": "Receipt <b>"})
    assert "Receipt &lt;b&gt;" in ana.get(write).content.decode()
    cora.post(path, {"name": "Receipt", "is_over": "on"})
    assert "Receipt" not in shown(ana.get(write))
    page = shown(cora.get("/office/templates/"))
    assert "No longer offered" in page and path in page
    assert typed(ana.get(f"{write}?template={row.slug}")) == ""


def test_only_coordinators_change_templates(cast, cora, ana):
    add(cora)
    path = f"/office/templates/{TeamTemplate.objects.get().slug}/"
    for name in ("ana", "rita", "tess", "dana"):
        client = log_in(cast[name])
        assert {client.get(one).status_code for one in (NEW, path, f"{path}en/")} == {404}


# Blanks, before a message goes.


def test_a_blank_that_is_not_known_stops_the_message_and_keeps_the_words(
    cast, office, case, cora, ana
):
    add(cora, text="We are there: {hours}.")
    row = TeamTemplate.objects.get()
    page = ana.get(f"/office/cases/{case.reference}/act/?template={row.slug}")
    assert typed(page) == "We are there: {hours}."
    page = act(ana, case, text=typed(page), note="n")
    assert (
        page.status_code == 422
        and "“{hours}” is not known for this case: office hours." in shown(page)
    )
    assert typed(page) == "We are there: {hours}." and not Message.objects.exists()
    office_hours.save_hours("Mondays", by=cast["cora"], at=NOW())
    assert act(ana, case, text="We are there: {hours}.").status_code == 200
    body = letters.read_message(Message.objects.get(), unlocked_of(case, office))
    assert body["text"] == "We are there: Mondays."


@pytest.mark.parametrize(
    ("text", "words"),
    (
        ("Hello {nobody}", "There is no blank named “nobody”."),
        ("Please say:\n\n1. \n\nThank you.", "Line “1.” in the message is empty."),
    ),
)
def test_what_is_left_open_is_refused_at_the_form_and_in_the_room(
    cast, office, case, ana, text, words
):
    page = act(ana, case, text=text)
    assert page.status_code == 422 and words in shown(page) and typed(page) == text
    with pytest.raises(actions.NotAllowed):
        given = {"by": cast["ana"], "at": NOW()}
        send_message(unlocked_of(case, office), text, **given)
    assert not Message.objects.exists()


def test_the_follow_up_of_the_same_form_fills_its_blank(case, ana):
    page = act(ana, case, text="I look on {next_day}.", follow_up_on="2099-01-05", preview="1")
    assert "I look on January 5, 2099." in shown(page)


# What the person will see.


def test_markdown_stands_in_the_preview_as_the_person_will_see_it(case, ana):
    text = "Bring:\n- your **I-94**\n- <b>no</b> cash\n\n1. One\n2. Two"
    page = act(ana, case, text=text, preview="1").content.decode()
    drawn = (
        '<p class="kept" dir="auto">Bring:</p><ul><li dir="auto">your <strong>I-94</strong></li>'
        '<li dir="auto">&lt;b&gt;no&lt;/b&gt; cash</li></ul>'
        '<ol start="1"><li dir="auto">One</li><li dir="auto">Two</li></ol>'
    )
    assert page.count(drawn) == 1
    act(ana, case, text=text)
    assert drawn in ana.get(f"/office/cases/{case.reference}/").content.decode()


def test_a_preview_shows_the_status_page_and_only_the_ways_that_were_chosen(case, ana, settings):
    settings.EMAIL_FROM, settings.TEXTS_URL = "post@site.example", ""
    page = shown(act(ana, case, text="Which jail?", asks="on", preview="1"))
    assert "We need to know more before we can continue." in page
    assert "The status changes from “Received” to “Waiting for filer”." in page
    assert "As an email" in page and "As a text message" not in page
    assert "We have a question. Use your code" in page
    settings.EMAIL_FROM = ""
    page = shown(act(ana, case, text="Fine.", preview="1"))
    assert "The status stays “Received”." in page and "We send nothing" in page


# A question and its answer.


def statuses(case):
    return list(case.events.filter(kind="moved").order_by("pk").values_list("before", "after"))


def test_a_question_makes_the_case_wait_and_a_reply_brings_it_back(cast, office, case, ana):
    page = shown(act(ana, case, text="Which jail?", asks="on"))
    assert case.status == "asking" and "Undo: back to “Received”" in page
    assert statuses(case) == [("new", "reading"), ("reading", "asking")]
    assert case.reference in shown(ana.get("/office/?tab=asking"))
    letters.receive_message(unlocked_of(case, office), "The county", language="en", at=NOW())
    case.refresh_from_db()
    assert case.status == "reading" and case.waiting_since
    assert case.reference not in shown(ana.get("/office/?tab=asking"))
    today = ana.get("/office/today/").content.decode()
    assert case.reference in re.search(r'aria-labelledby="replies".*?</section>', today, re.S)[0]
    page = shown(ana.get(f"/office/cases/{case.reference}/"))
    assert "Undo: back to “Waiting for filer”" in page
    assert case.events.order_by("-pk").first().by is None


@pytest.mark.parametrize(("before", "back"), (("new", "new"), ("reading", "reading")))
def test_the_status_of_a_question_is_undone_once(case, ana, before, back):
    if before == "reading":
        ana.post(f"/office/cases/{case.reference}/move/", {"to": "reading", "seen": "new"})
        case.refresh_from_db()
    act(ana, case, text="Which jail?", asks="on")
    path = f"/office/cases/{case.reference}/do/undo_status/"
    page = shown(ana.post(path, {"seen": "asking"}, follow=True))
    case.refresh_from_db()
    assert case.status == back and "Undone." in page and "Undo: back" not in page
    page = shown(ana.post(path, {"seen": "asking"}, follow=True))
    case.refresh_from_db()
    assert case.status == back and "A colleague changed this case" in page
    ana.post(path, {"seen": back})
    case.refresh_from_db()
    assert case.status == back


def test_an_answer_that_was_none_is_undone(cast, office, case, ana):
    act(ana, case, text="Which jail?", asks="on")
    letters.receive_message(unlocked_of(case, office), "Wait", language="en", at=NOW())
    ana.post(f"/office/cases/{case.reference}/do/undo_status/", {"seen": "reading"})
    case.refresh_from_db()
    assert case.status == "asking"


def test_a_status_that_was_chosen_has_no_undo(case, ana):
    path = f"/office/cases/{case.reference}/"
    ana.post(f"{path}move/", {"to": "reading", "seen": "new"})
    ana.post(f"{path}move/", {"to": "asking", "seen": "reading"})
    assert "Undo: back" not in shown(ana.get(path))
    ana.post(f"{path}do/undo_status/", {"seen": "asking"})
    case.refresh_from_db()
    assert case.status == "asking"


def test_a_question_about_letters_that_are_ready_leaves_them_ready(case, ana):
    Case.objects.filter(pk=case.pk).update(status="ready")
    case.refresh_from_db()
    page = shown(ana.get(f"/office/cases/{case.reference}/act/"))
    assert "The status stays “Ready to send”." in page and "unless you choose another" not in page
    act(ana, case, text="Is the day right?", asks="on")
    assert case.status == "ready" and Message.objects.count() == 1


def test_a_status_that_is_chosen_goes_before_the_one_of_a_question(case, ana, settings):
    settings.EMAIL_FROM = "post@site.example"
    question = {"text": "Which jail?", "asks": "on", "to": "reading"}
    page = shown(act(ana, case, preview="1", **question))
    assert "The status changes from “Received” to “Being read”." in page
    assert "We read what you sent. Use your code" in page
    act(ana, case, **question)
    assert case.status == "reading" and statuses(case) == [("new", "reading")]


def test_a_question_needs_words(case, ana):
    page = act(ana, case, asks="on", note="n")
    assert page.status_code == 422 and "Write the question first" in shown(page)
    assert case.status == "new"


def test_what_a_filer_adds_ends_the_waiting_as_a_reply_does(office, case, ana):
    from intake.cases import filer_actions

    act(ana, case, text="Which jail?", asks="on")
    filer_actions.add_details(unlocked_of(case, office), "Story", "County", now=NOW())
    case.refresh_from_db()
    assert case.status == "reading"


# Notes that name a volunteer.


def note(client, case, text, **more):
    path = f"/office/cases/{case.reference}/note/"
    return client.post(path, {"text": text, "seen": "none"} | more, follow=True)


def today_of(client):
    found = re.search(
        r'aria-labelledby="mentioned".*?</section>',
        client.get("/office/today/").content.decode(),
        re.DOTALL,
    )
    return found[0] if found else ""


def test_a_note_that_names_a_volunteer_is_unread_to_them_until_they_open_the_case(cast, case, ana):
    ben = log_in(cast["ben"])
    page = note(ana, case, "@Ben: the jail called. Ask sam@ben.example, not @ben.")
    assert "Note saved." in shown(page)
    mention = Mention.objects.get()
    assert mention.volunteer == cast["ben"] and mention.seen_at is None
    assert '<strong class="mention"><bdi>@Ben</bdi></strong>: the jail' in page.content.decode()
    assert "sam@ben.example" in page.content.decode()
    assert case.reference in today_of(ben) and not today_of(ana)
    row = re.search(rf"<tr[^>]*>(?:(?!</tr>).)*{case.reference}.*?</tr>", queue_of(ben), re.DOTALL)
    assert "unread" in row[0] and "A note names you" in row[0]
    assert "New since" in shown(ben.get(f"/office/cases/{case.reference}/"))
    assert not today_of(ben) and Mention.objects.get().seen_at
    assert "New since" not in shown(ben.get(f"/office/cases/{case.reference}/"))


def queue_of(client):
    return client.get("/office/?tab=all").content.decode()


def test_the_words_of_a_note_that_names_somebody_stay_sealed(case, ana):
    note(ana, case, "@ben MARKERWORDS")
    assert b"MARKERWORDS" not in bytes(case.notes.get().text)
    row = Mention.objects.values().get()
    assert set(row) == {"id", "case_id", "note_id", "volunteer_id", "at", "seen_at"}


@pytest.mark.parametrize("name", ("dana", "tess", "otto", "nobody", "limited", "gone"))
def test_whoever_may_not_see_the_case_is_not_told_and_the_author_learns_it(cast, case, ana, name):
    Volunteer.objects.filter(username="ben").update(
        own_cases_only=name == "limited", is_active=name != "gone"
    )
    name = "ben" if name in ("limited", "gone") else name
    page = shown(note(ana, case, f"@{name} look"))
    assert f"no one was told: @{name}." in page and f"@{name} look" in page
    assert not Mention.objects.exists() and case.notes.count() == 1


def test_one_limited_to_own_cases_is_told_of_their_own(cast, case, ana):
    Volunteer.objects.filter(username="ben").update(own_cases_only=True)
    Case.objects.filter(pk=case.pk).update(assigned_to=cast["ben"])
    note(ana, case, "@ben look")
    assert Mention.objects.get().volunteer == cast["ben"]


def test_two_of_one_first_name_are_told_apart_by_their_user_names(cast, case, ana):
    Volunteer.objects.filter(username__in=("ben", "rita")).update(first_name="Alex")
    assert "no one was told: @alex." in shown(note(ana, case, "@Alex look"))
    note(ana, case, "@rita look")
    assert Mention.objects.get().volunteer == cast["rita"]


def test_the_note_of_the_form_with_a_message_names_volunteers_too(cast, case, ana):
    act(ana, case, note="@ben look")
    assert Mention.objects.get().volunteer == cast["ben"]


def test_a_mention_is_told_by_one_neutral_mail_to_those_who_want_it(cast, case, ana, settings):
    settings.EMAIL_FROM = "office@example.org"
    cora = cast["cora"]
    for one in (cast["ben"], cora):
        alerts.save_address(one, f"{one.username}@example.org")
        one.alerted_at = NOW() - timedelta(minutes=1)
        one.alert_when = AlertWhen.AT_ONCE
        one.save()
    note(ana, case, "@ben MARKERWORDS")
    outbox.outbox.clear()
    assert unread_alerts.send_unread(NOW()) == 1
    [mail] = outbox.outbox
    assert mail.to == ["ben@example.org"]
    assert "MARKERWORDS" not in mail.body and case.reference not in mail.body
    assert unread_alerts.send_unread(NOW()) == 0


def test_erasing_a_case_forgets_who_was_named_in_it(cast, case, ana):
    note(ana, case, "@ben look")
    actions.erase(case, by=cast["cora"], at=NOW())
    assert not Mention.objects.exists()
