"""A message to many from a template: looked at by language and way, sent once, and shown after."""

import html
import re
from collections import Counter
from uuid import UUID

import pytest
from django.core import mail as outbox
from django.utils import timezone

from intake.cases import actions
from intake.demo import file_case
from intake.flow.complaint import COMPLAINT
from intake.messages import actions as letters
from intake.messages import templates
from intake.models import BulkMessage, Case, Message, Team
from intake.office.queue import bulk_message
from tests.conftest import log_in, unlocked_of
from tests.office.test_whole_list import hidden

NOW = timezone.now
WHERE = "/office/many/"


def text_of(response):
    """Return the words of a page, without its tags."""
    return html.unescape(" ".join(re.sub(r"<[^>]+>", "", response.content.decode()).split()))


@pytest.fixture(autouse=True)
def mailing(settings):
    settings.EMAIL_FROM, settings.TEXTS_URL = "office@example.org", ""


@pytest.fixture
def ana(cast):
    return log_in(cast["ana"])


def filed(language="en", **columns):
    """Return a case of somebody who reads a language and chose e-mail."""
    reach = {"ways": ["email"], "email": "sam@example.com", "phone": "", "address": ""}
    spoken = {"speaks": "en" if language == "call" else language, "reads": language}
    case = file_case(COMPLAINT, NOW(), language=spoken, reach=reach)
    Case.objects.filter(pk=case.pk).update(**columns)
    return case


@pytest.fixture
def template(cast, office):
    """A template of the team that asks something, in English and Spanish."""
    by = {"by": cast["cora"], "at": NOW()}
    team = office["team"]
    row = templates.add_template(team, "Receipt", "Hello {filer}. Send it?", asks=True, **by)
    templates.save_version(row.slug, "es", "Hola {filer}. ¿Lo manda?", team=team, **by)
    return row.slug


def look(client, cases, slug, **given):
    asked = {"what": "message", "case": [case.reference for case in cases], "template": slug}
    return client.post(WHERE, asked | given)


def send(client, page, slug, **given):
    return client.post(WHERE, hidden(page) | {"template": slug, "sure": "1"} | given)


def results(response, client):
    assert response.status_code == 302 and response.headers["Location"].startswith("/office/many/")
    return text_of(client.get(response.headers["Location"]))


def test_each_gets_it_once_in_their_language_and_the_pages_say_who_and_how(ana, office, template):
    cases = [filed(), filed("es"), filed("es")]
    page = look(ana, cases, template)
    words = text_of(page)
    assert "3 people get it" in words and "English: 1" in words and "Spanish: 2" in words
    assert "¿Lo manda?" in words and "The same in English" in words and "Send it?" in words
    assert "We have a question. Use your code" in words and "As a text message" not in words
    assert not Message.objects.exists() and not outbox.outbox
    sent = send(ana, page, template)
    words = results(sent, ana)
    assert "Sent, and told that there is news: 3" in words
    assert len(outbox.outbox) == 3
    assert not any("Send it" in one.body or "manda" in one.body for one in outbox.outbox)
    for case in cases:
        case.refresh_from_db()
        assert case.status == "asking"
        body = letters.read_message(case.messages.get(), unlocked_of(case, office))
        assert body["language"] == case.reads and "{" not in body["text"]
        assert body["template"] == template and body["template_text"].count("{filer}") == 1
    again = send(ana, page, template)
    assert again.headers["Location"] == sent.headers["Location"]
    assert Message.objects.count() == 3 and len(outbox.outbox) == 3


def test_those_left_out_are_named_with_the_reason_and_get_nothing(cast, ana, template):
    good = filed()
    left = {
        "They asked us to delete the case.": filed(erase_asked_on=timezone.localdate()),
        "Closed. Write in the case.": filed(status="closed", outcome="freed"),
        "Possible bot. Look at the case first.": filed(suspected_bot=True),
        "It is better to call them.": filed("call"),
        "The template has no words in: Vietnamese.": filed("vi"),
        "They chose no way to be told that is set up here.": file_case(
            COMPLAINT,
            NOW(),
            language={"speaks": "en", "reads": "en"},
            reach={"ways": ["call"], "email": "", "phone": "312-555-0142", "address": ""},
        ),
    }
    erased = filed()
    actions.erase(erased, by=cast["cora"], at=NOW())
    cases = [good, erased, *left.values()]
    page = look(ana, cases, template)
    words = text_of(page)
    assert "1 person gets it" in words and f"{len(left)} cases are left out" in words
    for why, case in left.items():
        assert f"{why} (1)" in words and f"{case.reference}: {why}" in words
    assert erased.reference not in words
    words = results(send(ana, page, template), ana)
    assert Message.objects.get().case == good
    # Whoever was left out on the page stands there, not among the results.
    assert BulkMessage.objects.get().case == good and "Not sent" not in words
    page = look(ana, cases, template, untold="on")
    assert "2 people get it" in text_of(page)
    assert "nothing: they see it when they check: 1" in text_of(page)
    words = results(send(ana, page, template, untold="on"), ana)
    assert "Sent. They see it when they use their code.: 1" in words


def test_a_blank_that_is_empty_for_one_leaves_that_one_out(cast, ana, office):
    by = {"by": cast["cora"], "at": NOW()}
    slug = templates.add_template(office["team"], "Hours", "Come: {hours}.", asks=False, **by).slug
    page = look(ana, [filed()], slug)
    words = text_of(page)
    assert "0 people get it" in words and "“{hours}” is not known for this case" in words
    assert "sure" not in page.content.decode()
    assert send(ana, page, slug).status_code == 200 and not Message.objects.exists()


def test_whoever_wrote_or_closed_meanwhile_gets_nothing_and_the_results_say_it(
    cast, ana, office, template
):
    cases = [filed(), filed(), filed()]
    page = look(ana, cases, template)
    letters.receive_message(unlocked_of(cases[0], office), "Hi", language="en", at=NOW())
    Case.objects.filter(pk=cases[1].pk).update(status="closed", outcome="freed")
    words = results(send(ana, page, template), ana)
    assert "Not sent: the case changed meanwhile: 2" in words
    assert [one.case for one in Message.objects.filter(from_filer=False)] == [cases[2]]
    assert Counter(BulkMessage.objects.values_list("outcome", flat=True)) == {
        "refused": 2,
        "notified": 1,
    }


def test_words_that_changed_meanwhile_are_looked_at_again(cast, ana, office, template):
    page = look(ana, [filed()], template)
    templates.save_version(
        template, "en", "New words", team=office["team"], by=cast["cora"], at=NOW()
    )
    again = send(ana, page, template)
    assert again.status_code == 422 and "changed meanwhile" in text_of(again)
    assert "New words" in text_of(again) and not Message.objects.exists()
    send(ana, again, template)
    assert Message.objects.count() == 1


def test_what_stopped_halfway_goes_on_without_sending_twice(ana, template):
    cases = [filed(), filed()]
    page = look(ana, cases, template)
    half = hidden(page)
    half["to"] = half["to"][:1]
    ana.post(WHERE, half | {"template": template, "sure": "1"})
    assert Message.objects.count() == 1
    send(ana, page, template)
    assert Counter(Message.objects.values_list("case", flat=True)) == {case.pk: 1 for case in cases}


def test_looking_again_after_a_half_sends_nobody_the_same_twice(cast, ana, office, template):
    cases = [filed(), filed()]
    page = look(ana, cases, template)
    half = hidden(page)
    half["to"] = half["to"][:1]
    ana.post(WHERE, half | {"template": template, "sure": "1"})
    new = {"team": office["team"], "by": cast["cora"], "at": NOW()}
    templates.save_version(template, "en", "New words", **new)
    again = send(ana, page, template)
    assert again.status_code == 422
    send(ana, again, template)
    assert Counter(Message.objects.values_list("case", flat=True)) == {case.pk: 1 for case in cases}


def test_telling_that_does_not_work_is_said_and_the_message_stays(ana, template, settings):
    settings.EMAIL_BACKEND = "tests.public.broken_mail.Backend"
    page = look(ana, [filed()], template)
    words = results(send(ana, page, template), ana)
    assert "Sent, but telling them did not work: 1" in words and Message.objects.count() == 1


def test_a_whole_list_goes_fifty_at_a_time(cast, ana, template):
    one = filed()
    key = Case.objects.get(pk=one.pk)
    for number in range(50):
        key.pk, key.complaint_id, key.owner = None, None, f"{number:032x}"
        key.reference = f"B{number:02x}-000"[:7].upper()
        key.save(force_insert=True)
    asked = {"what": "message", "list": "tab=open", "whole": "1", "template": template}
    page = ana.post(WHERE, asked)
    assert "1 more cases come after these" in text_of(page)
    given = hidden(page)
    assert len(given["case"]) == 50
    assert "Your team's key does not open it. (" in text_of(page)
    # Nobody but the one whose key is there can get it, on this page or the next one.
    later = ana.post(WHERE, asked | {"after": given["later"][0]})
    assert len(hidden(later)["case"]) == 1 and "later" not in hidden(later)


@pytest.mark.parametrize("given", ({"template": ""}, {"template": "free_words"}, {"template": "x"}))
def test_a_wrong_template_is_asked_again(ana, template, given):
    page = look(ana, [filed()], given["template"])
    assert page.status_code == 422 and "Choose a template." in text_of(page)


def test_what_is_forged_sends_nothing(cast, ana, template):
    page = look(ana, [filed()], template)
    forgeries = (
        {"sending": "no"},
        {"sending": ""},
        {"versions": "en:9"},
        {"to": []},
        {"to": ["ZZZ-ZZZ"]},
    )
    for forged in forgeries:
        response = send(ana, page, template, **forged)
        assert response.status_code in (200, 422) and not Message.objects.exists()
    assert ana.get("/office/many/00000000-0000-4000-8000-000000000000/").status_code == 404
    location = send(ana, page, template).headers["Location"]
    for name, status in (("ben", 200), ("dana", 404), ("rita", 404)):
        assert log_in(cast[name]).get(location).status_code == status


def test_cases_of_another_team_are_none_of_it(cast, template):
    case = filed()
    assert Team.objects.count() == 2
    dana = log_in(cast["dana"])
    page = look(dana, [case], template)
    assert page.status_code == 302 and not Message.objects.exists()


def test_no_name_stands_in_the_address_of_the_results(ana, template):
    page = look(ana, [filed()], template)
    location = send(ana, page, template, list="tab=open").headers["Location"]
    assert re.fullmatch(r"/office/many/[0-9a-f-]{36}/\?[\w%.&=+-]*", html.unescape(location))


def test_two_presses_at_one_moment_leave_one_message(cast, ana, office, template):
    case = filed()
    row = templates.of_team(office["team"])[-1]
    one = bulk_message.Planned(case, unlocked_of(case, office), "en", 1, "Hello", "Hello", "email")
    for _press in range(2):  # neither saw the row of the other
        bulk_message._send_one(one, row, UUID(int=7), "", cast["ana"])
    assert Message.objects.count() == BulkMessage.objects.count() == len(outbox.outbox) == 1
