"""What leaves this site: neutral, short, to one address, by chosen ways only (S41)."""

import http.client
import io
import itertools
from contextlib import suppress
from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from intake import mail, start
from intake.cases import next_steps, submission
from intake.cases.consequences import request_deletion
from intake.flow.complaint import COMPLAINT
from intake.flow.facts import compute_facts
from intake.flow.sample import sample
from intake.messages import reminders
from intake.models import DraftReminder, Message, Reminder
from intake.office.queue import alerts
from tests.conftest import log_in
from tests.filer import Filer, FormClient
from tests.public.returning import text, write_to

LONG_HOST = "a-quite-long-and-neutral-name.help.example.org"
GSM_7 = set(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)


@pytest.mark.parametrize("message", mail.TEXTS, ids=lambda one: one.__name__)
def test_a_message_is_neutral_short_and_says_how_to_end_it(post_office, settings, message, capsys):
    settings.SITE_ADDRESS = LONG_HOST
    message("email", "sam@example.com")
    message("text", "(555) 010-0199")
    [letter] = post_office
    line = capsys.readouterr().out.removeprefix("Text message: ").rstrip("\n")
    for said in (letter.subject, letter.body, line):
        assert mail.find_forbidden_word(said) == "" and "http" not in said
    assert set(line) <= GSM_7 and len(line) <= 160, len(line)
    assert LONG_HOST in line and line.endswith("STOP to end texts. No one reads other replies.")
    assert "No one reads replies" in letter.body
    # Nothing but these words and the address of the site: no code, no name, no number of a case.
    assert not any(sign.isdigit() for sign in letter.subject + letter.body)


def test_every_message_of_the_product_is_there():
    assert {message.__name__ for message in mail.TEXTS} == {
        "code_link",
        "unfinished",
        "read",
        "needed",
        "reminder",
        "ready",
        "sent",
        "answered",
        "still_needed",
        "closed",
        "erased",
        "news",
        "saved_filter_changed",
        "waiting_for_you",
    }


@pytest.mark.parametrize(
    "words",
    [
        "News of your CASE",
        "about Ice.",
        "the hold",
        "Immigration",
        "IMMIGRANT",
        "detainee",
        "your lawyer",
        "la cárcel",
        "carcel",
        "inmigración",
        "migración",
        "la prison",
        "prizon",
        "abogada",
        "plainte",
        "advogado",
        "wrongmatch",
        "wrong-match",
        "fbi",
        "jailhouse",
        "records",
        "green card",
        "crcl-help.org",
        "icehelp.org",
    ],
)
def test_words_that_none_may_hold_are_found_in_any_case_and_in_several_languages(words):
    assert mail.find_forbidden_word(words)


@pytest.mark.parametrize(
    "words",
    [
        "help.example.org",
        "There is news, twice, at the office",
        "household",
        "showcase",
        "A message for you",
        "Casey <help@example.org>",
        "advised on price and service",
    ],
)
def test_words_that_only_look_alike_are_not(words):
    assert mail.find_forbidden_word(words) == ""


@pytest.mark.parametrize("way", ["email", "text"])
def test_a_message_that_holds_such_a_word_does_not_leave(post_office, settings, way, capsys):
    settings.SITE_ADDRESS = "icehelp.org"
    with pytest.raises(mail.NotSent):
        mail.news(way, "sam@example.com" if way == "email" else "(555) 010-0199")
    assert post_office == [] and capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SITE_ADDRESS", "wrongmatch-icehelp.org"),
        ("EMAIL_FROM", "Complaints <x@example.org>"),
        ("EMAIL_FROM", "help@crcl-help.org"),
    ],
)
def test_the_server_does_not_start_with_an_address_that_says_what_it_is_about(
    post_office, settings, name, value
):
    before = start.faults()
    setattr(settings, name, value)
    [line] = [line for line in start.faults() if line not in before]
    assert line.startswith(f"{name} says what this is about")
    settings.EMAIL_FROM = settings.TEXTS_URL = ""
    assert start.faults() == before


HEADS = [
    "sam@example.com",
    "sam",
    "",
    "<sam@example.com>",
    '"a b"@example.com',
    "sam@",
    "Sam <sam@example.com>",
    "sam@example.com,sam@example.com",
    "(555) 010-0199",
    "+1 555 010 0199",
]
ENDS = [
    "\nBcc: m@r.k",
    "\r\nBcc: m@r.k",
    "\rTo: m@r.k",
    "%0aBcc:m@r.k",
    "%0d%0aTo:m@r.k",
    ",m@r.k",
    ";m@r.k",
    " m@r.k",
    "\x00m@r.k",
    "\x0bBcc: m@r.k",
    "\x0cBcc: m@r.k",
    "\u2028Bcc: m@r.k",
    "\x85Bcc: m@r.k",
    "\n\nMARKER",
    "\r\n.\r\nMARKER",
    ">\nMARKER",
    "=?utf-8?q?MARKER?=",
    "\nSubject: MARKER",
    "\tMARKER",
    "\nContent-Type: text/html",
]


def outgoing(post_office, capsys):
    """Return all that left, as it goes on the wire, and who gets it."""
    wire = "".join(letter.message().as_string() for letter in post_office)
    return wire + capsys.readouterr().out, [letter.recipients() for letter in post_office]


def test_s41_two_hundred_payloads_reach_one_recipient_at_most(post_office, capsys):
    payloads = ["".join(pair) for pair in itertools.product(HEADS, ENDS)]
    assert len(set(payloads)) == 200
    left = 0
    for payload in payloads:
        for message, way in itertools.product(list(mail.TEXTS)[:2], ("email", "text")):
            post_office.clear()
            with suppress(mail.NotSent):
                message(way, payload)
            wire, people = outgoing(post_office, capsys)
            assert "MARKER" not in wire and "m@r.k" not in wire.replace(payload, ""), payload
            assert all(len(to) == 1 for to in people)
            left += len(people)
    assert left == 0


def test_s41_payloads_typed_as_reminders_send_nothing_to_anybody_else(
    sent, post_office, capsys, monkeypatch
):
    from intake.web import ratelimit

    monkeypatch.setitem(ratelimit.LIMITS, "submit", ratelimit.RateLimit(10_000))
    client, *_ = sent
    kept = set()
    for head, end in itertools.product(HEADS, ENDS):
        for way, name in (("email", "email"), ("text", "phone")):
            client.post("/remind/", {"way": way, name: head + end})
            wire, people = outgoing(post_office, capsys)
            assert "MARKER" not in wire and "Bcc" not in wire
            assert {to for one in people for to in one} <= {"sam@example.com"}
            assert all(len(to) == 1 for to in people)
            post_office.clear()
    for row in Reminder.objects.all():
        kept.add(reminders.address_of(row))
    assert not [one for one in kept if row.channel == "email" and one != "sam@example.com"]


def test_s41_payloads_in_what_a_person_said_before_are_told_to_nobody(sent, cast, post_office):
    """Stored answers may be older than today's checks: the act page sends to one address only."""
    _client, case, key = sent
    ana = log_in(cast["ana"])
    for end in ENDS:
        answers = case.unlocked(key).answers
        answers["reach"] = {"ways": ["email"], "email": f"sam@example.com{end}"}
        submission.add_amendment(
            case.unlocked(key), lambda before, after=answers: (after, []), now=timezone.now()
        )
        page = ana.post(
            f"/office/cases/{case.reference}/act/",
            {"text": "MARKER", "language": "en", "seen": "new", "tell": "email"},
            follow=True,
        )
        assert "telling them did not work" in text(page)
    assert post_office == [] and Message.objects.count() == len(ENDS)


@pytest.mark.parametrize(
    ("status", "template", "message"),
    [
        ("asking", "", mail.needed),
        ("reading", "ask", mail.read),
        ("", "ready", mail.ready),
        ("", "still_need", mail.still_needed),
        ("closed", "closed", mail.closed),
        ("", "answered", mail.answered),
        ("", "free_words", mail.news),
        ("", "", mail.news),
    ],
)
def test_what_a_person_is_told_goes_with_what_was_done(status, template, message):
    assert mail.notification_for(status, template) is message


def test_the_act_page_tells_the_words_of_its_template(sent, cast, post_office):
    _client, case, _key = sent
    log_in(cast["ana"]).post(
        f"/office/cases/{case.reference}/act/",
        {
            "text": "Still?",
            "language": "en",
            "seen": "new",
            "tell": "email",
            "template": "still_need:en:0",
        },
    )
    assert "Do you still want our help?" in post_office[0].body


def test_who_asked_by_phone_is_told_that_it_is_erased(sent, cast, post_office):
    _client, case, key = sent
    asked = {"by": cast["ana"], "at": timezone.now(), "reason": "by phone"}
    request_deletion(case.unlocked(key), **asked)
    log_in(cast["cora"]).post(f"/office/cases/{case.reference}/erase/")
    [letter] = post_office
    assert letter.to == ["sam@example.com"] and "Nothing is left" in letter.body


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("(555) 010-0199", "+15550100199"),
        ("1 555 010 0199", "+15550100199"),
        ("+52 55 1234 5678", "+525512345678"),
        ("٥٥٥٠١٠٠١٩٩", "+15550100199"),
        ("\u202a(555) 010-0199\u202c", "+15550100199"),
    ],
)
def test_phones_are_written_for_the_provider(typed, number):
    assert mail.phone_number(typed) == number


@pytest.mark.parametrize("typed", ["", "911", "555 0199", "12", "+1234", "x" * 10])
def test_what_is_no_number_to_send_to_is_refused(typed):
    with pytest.raises(mail.NotSent):
        mail.phone_number(typed)


def twilio(settings, monkeypatch, urlopen):
    settings.TEXTS_URL = "twilio://AC1:token@+15550100"
    monkeypatch.setattr(mail.urllib.request, "urlopen", urlopen)


def test_the_provider_gets_one_number_one_text_and_our_login(post_office, settings, monkeypatch):
    seen = []

    def urlopen(request, timeout):
        seen.append((request.full_url, request.data.decode(), request.headers["Authorization"]))
        return io.BytesIO(b"{}")

    twilio(settings, monkeypatch, urlopen)
    mail.news("text", "(555) 010-0199")
    [(url, body, login)] = seen
    assert url == "https://api.twilio.com/2010-04-01/Accounts/AC1/Messages.json"
    assert "To=%2B15550100199" in body and "From=%2B15550100" in body
    assert login == "Basic QUMxOnRva2Vu"


@pytest.mark.parametrize(
    "fault",
    [
        OSError("5550100199"),
        http.client.BadStatusLine("5550100199"),
        TimeoutError("5550100199"),
        http.client.IncompleteRead(b"5550100199"),
        ValueError("5550100199"),
    ],
    ids=lambda fault: type(fault).__name__,
)
def test_a_provider_that_fails_is_said_without_the_number(
    post_office, settings, monkeypatch, caplog, fault
):
    def urlopen(request, timeout):
        raise fault

    twilio(settings, monkeypatch, urlopen)
    with pytest.raises(mail.NotSent):
        mail.news("text", "(555) 010-0199")
    assert "0199" not in caplog.text


def days(count):
    return time_machine.travel(timezone.now() + timedelta(days=count))


def test_a_reminder_that_could_not_be_sent_is_tried_again_and_not_counted(
    sent, cast, post_office, settings, capsys
):
    _client, case, key = sent
    reminders.set_reminder(case, "email", "sam@example.com")
    write_to(case, key, cast["ana"])
    settings.EMAIL_BACKEND = "tests.public.broken_mail.Backend"
    with days(3):
        call_command("expire")
        assert "Sent 0 reminders" in capsys.readouterr().out
        assert Reminder.objects.get().sent == 0
        settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
        call_command("expire")
        call_command("expire")
    assert "Sent 1 reminders" in capsys.readouterr().out
    assert len(post_office) == 1 and Reminder.objects.get().sent == 1


def test_reminders_come_after_three_and_ten_days_and_then_a_volunteer_calls(
    sent, cast, post_office
):
    client, case, key = sent
    assert "server can read this one address" in text(client.get("/remind/"))
    client.post("/remind/", {"way": "email", "email": "sam@example.com"})
    assert b"sam@" not in bytes(Reminder.objects.get().address)
    assert "You asked for this address" in post_office.pop().body
    write_to(case, key, cast["ana"])

    def steps():
        case.refresh_from_db()
        known = compute_facts(case.unlocked(key).answers, timezone.localdate())
        return {step.slug for step, _done in next_steps.next_steps(known, case, [])}

    for at, sent_by_then, calls in (
        (2, 0, False),
        (3, 1, False),
        (4, 1, False),
        (9, 1, False),
        (10, 2, True),
        (30, 2, True),
    ):
        with days(at):
            call_command("expire", "--yes")
            call_command("expire")
            assert (len(post_office), "call" in steps()) == (sent_by_then, calls), at
    assert case.follow_up_on == timezone.localdate() + timedelta(days=12)
    write_to(case, key, cast["ana"])
    Message.objects.filter(seen_on=None).update(seen_on=timezone.localdate())
    assert "call" not in steps()
    assert all(message.to == ["sam@example.com"] for message in post_office)


def test_reminders_end_when_the_person_says_so(sent, post_office):
    client, *_ = sent
    client.post("/remind/", {"way": "email", "email": "sam@example.com"})
    client.post("/remind/", {"way": ""})
    assert not Reminder.objects.exists() and len(post_office) == 1


@pytest.mark.parametrize(
    ("mails", "texts", "offered"),
    [
        ("help@example.org", "", {"By email"}),
        ("", "console:", {"By text"}),
        ("help@example.org", "console:", {"By email", "By text"}),
        ("", "", set()),
    ],
)
def test_only_ways_that_are_set_up_are_offered(sent, settings, mails, texts, offered):
    client, *_ = sent
    settings.EMAIL_FROM, settings.TEXTS_URL = mails, texts
    page = text(client.get("/remind/"))
    assert {way for way in ("By email", "By text") if way in page} == offered
    if "By text" not in offered:
        answer = client.post("/remind/", {"way": "text", "phone": "(555) 010-0199"})
        assert answer.status_code == 422 and not Reminder.objects.exists()


@pytest.mark.parametrize("phone", ["555 0199", "1234567", "+1 23"])
def test_a_number_that_cannot_be_sent_to_is_refused_when_it_is_typed(sent, post_office, phone):
    client, *_ = sent
    answer = client.post("/remind/", {"way": "text", "phone": phone})
    assert answer.status_code == 422 and phone in text(answer)
    assert not Reminder.objects.exists()


def test_an_address_that_fails_at_once_is_said_and_not_kept(sent, post_office, settings):
    client, *_ = sent
    settings.EMAIL_BACKEND = "tests.public.broken_mail.Backend"
    answer = client.post("/remind/", {"way": "email", "email": "sam@example.com"})
    assert answer.status_code == 422 and "could not send a message there" in text(answer)
    assert not Reminder.objects.exists()


@pytest.fixture
def saved(office, post_office):
    filer = Filer(FormClient(), sample(COMPLAINT)).jump(until="born")
    filer.post("/ask/born/", {"birth_date_y": "1990", "save": "1"})
    assert 'href="/remind/"' in filer.html()
    return filer


def test_a_saved_form_has_one_line_after_three_days_and_the_address_is_gone(saved, post_office):
    answer = saved.client.post("/remind/", {"way": "email", "email": "sam@example.com"})
    assert answer.headers["Location"] == "/code/"
    post_office.clear()
    assert b"sam@" not in bytes(DraftReminder.objects.get().address)
    for at, many in ((2, 0), (3.1, 1), (4, 1), (10, 1)):
        with days(at):
            call_command("expire")
            call_command("expire")
        assert len(post_office) == many, at
    assert "is not finished" in post_office[0].body and not DraftReminder.objects.exists()


def test_going_on_with_a_form_moves_its_line_and_sending_it_ends_it(saved, post_office):
    saved.client.post("/remind/", {"way": "email", "email": "sam@example.com"})
    post_office.clear()
    with days(2):
        saved.post("/ask/language/", {"speaks": "es", "reads": "es"})
    with days(4):
        call_command("expire")
    assert post_office == []
    again = Filer(saved.client, sample(COMPLAINT)).jump()
    again.send()
    assert not DraftReminder.objects.exists()


def test_a_form_that_was_not_saved_has_no_reminders(office, post_office):
    filer = Filer(FormClient(), sample(COMPLAINT)).jump(until="born")
    assert filer.client.get("/remind/").status_code == 404
    assert FormClient().get("/remind/").status_code == 404


def test_a_volunteer_gets_one_mail_a_day_for_all_lists(cast, office, post_office):
    from intake.demo import file_case

    ana = log_in(cast["ana"])
    ana.post("/office/account/", {"alert_address": "ana@example.org"})
    for name in ("New ones", "All of them", "Everything"):
        ana.post("/office/lists/?tab=nobody", {"name": name, "alert": "on"})
    call_command("expire")
    assert post_office == []
    case = file_case(COMPLAINT, timezone.now())
    call_command("expire")
    call_command("expire")
    [message] = post_office
    assert message.to == ["ana@example.org"] and case.reference not in message.body
    assert "New ones" not in message.body
    file_case(COMPLAINT, timezone.now())
    call_command("expire")
    assert len(post_office) == 1  # tomorrow
    with days(1):
        call_command("expire")
        call_command("expire")
    assert len(post_office) == 2


def test_a_digest_that_could_not_be_sent_is_tried_again(cast, office, post_office, settings):
    from intake.demo import file_case

    ana = log_in(cast["ana"])
    ana.post("/office/account/", {"alert_address": "ana@example.org"})
    ana.post("/office/lists/?tab=nobody", {"name": "New ones", "alert": "on"})
    file_case(COMPLAINT, timezone.now())
    settings.EMAIL_BACKEND = "tests.public.broken_mail.Backend"
    assert alerts.send_due(timezone.localdate()) == 0
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert alerts.send_due(timezone.localdate()) == 1
