"""Two volunteers at one form: the second to save sees both texts, and neither is lost."""

import html
import re
from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from intake.cases import open_forms
from intake.demo import file_case
from intake.flow.complaint import COMPLAINT
from intake.messages import actions as letters
from intake.models import Case, Correction, Message, Note, OpenForm, Packet, Tag
from intake.packets import actions as packets
from tests.conftest import log_in, unlocked_of

MINE, THEIRS = "Words of the second.", "Words of the first."


@pytest.fixture
def case(cast):
    return file_case(COMPLAINT, timezone.now(), filing_for="family", held=True)


@pytest.fixture
def two(cast, case):
    return log_in(cast["ana"]), log_in(cast["ben"])


def path_of(case, rest=""):
    return f"/office/cases/{case.reference}/{rest}"


def text_of(response):
    return html.unescape(response.content.decode())


def hidden(page, start=0):
    """Return {name: value} of the hidden fields of a page, but for tokens."""
    found = re.findall(r'<input type="hidden" name="([\w]+)" value="([^"]*)"', page[start:])
    return {name: value for name, value in found if name != "csrfmiddlewaretoken"}


def asked(client, case, name):
    """Return the hidden fields of one small form of a case."""
    page = client.get(path_of(case, f"?do={name}")).content.decode()
    return hidden(page[page.index('id="do"') : page.index("</section>", page.index('id="do"'))])


# --- Letters


@pytest.fixture
def letter(two, case):
    ana, _ben = two
    packet = ana.post(path_of(case, "packets/"), {"route": "crcl"}).headers["Location"]
    return f"{packet}crcl-complaint/"


def fields_of(client, letter):
    """Return what a browser would send of the form of a letter, untouched: its paragraphs, and the
    rest."""
    page = client.get(letter).content.decode()
    areas = re.findall(r'<textarea name="(\w+)"[^>]*>\s*(.*?)</textarea>', page, re.DOTALL)
    typed = {name: html.unescape(text) for name, text in areas}
    texts = {name: text for name, text in typed.items() if name.startswith("paragraph_")}
    given = {}
    for field in re.findall(r"<input [^>]*>", page):
        found = dict(re.findall(r'([\w-]+)="([^"]*)"', field))
        chosen = found["type"] not in ("checkbox", "radio") or " checked" in field
        if "name" in found and chosen and found["type"] != "submit":
            given.setdefault(found["name"], []).append(html.unescape(found.get("value", "")))
    given.pop("csrfmiddlewaretoken", None)
    return texts, given | {name: text for name, text in typed.items() if name not in texts}


def test_two_who_change_different_paragraphs_of_a_letter_lose_nothing(two, letter):
    ana, ben = two
    texts, seen = fields_of(ana, letter)
    one, other = list(texts)[:2]
    assert ana.post(letter, texts | seen | {one: THEIRS}).status_code == 302
    assert ben.post(letter, texts | seen | {other: MINE}).status_code == 302
    after, _seen = fields_of(ana, letter)
    assert (after[one], after[other]) == (THEIRS, MINE)


def test_two_who_change_one_paragraph_see_both_and_the_second_decides(two, letter):
    ana, ben = two
    texts, seen = fields_of(ben, letter)
    one = next(iter(texts))
    ana.post(letter, texts | seen | {one: THEIRS})
    answer = ben.post(letter, texts | seen | {one: MINE})
    page = text_of(answer)
    assert answer.status_code == 422
    assert f"It says now: “{THEIRS}”" in page
    assert f"{MINE}</textarea>" in page
    assert fields_of(ana, letter)[0][one] == THEIRS
    assert ben.post(letter, texts | seen | hidden(page) | {one: MINE}).status_code == 302
    assert fields_of(ana, letter)[0][one] == MINE


def test_the_same_words_of_two_are_no_conflict(two, letter):
    ana, ben = two
    texts, seen = fields_of(ben, letter)
    given = texts | seen | {next(iter(texts)): THEIRS}
    assert [one.post(letter, given).status_code for one in (ana, ben)] == [302, 302]


# --- Messages, notes, small forms


def test_a_message_that_came_while_one_wrote_is_shown_before_the_own_leaves(two, case, office):
    ana, ben = two
    page = ben.get(path_of(case, "act/")).content.decode()
    given = hidden(page) | {"text": MINE, "language": "en"}
    ana.post(path_of(case, "act/"), {"text": THEIRS, "language": "en", "seen": "new"})
    answer = ben.post(path_of(case, "act/"), given)
    page = text_of(answer)
    assert answer.status_code == 422
    assert "A new message came while you wrote." in page
    assert THEIRS in page and f"{MINE}</textarea>" in page and "<details open>" in page
    assert Message.objects.count() == 1
    assert ben.post(path_of(case, "act/"), given | hidden(page)).status_code == 302
    assert Message.objects.count() == 2


def test_what_cannot_be_done_keeps_a_message_that_was_typed(two, case, monkeypatch):
    ana, _ben = two
    page = ana.get(path_of(case, "act/")).content.decode()

    def refused(*args, **kwargs):
        raise packets.NotAllowed("Not now.")

    monkeypatch.setattr(letters, "update_case", refused)
    answer = ana.post(path_of(case, "act/"), hidden(page) | {"text": MINE, "language": "en"})
    assert answer.status_code == 422
    assert "Not now." in text_of(answer) and f"{MINE}</textarea>" in text_of(answer)


def test_a_second_pinned_note_is_kept_until_the_first_was_read(two, case):
    ana, ben = two
    page = ben.get(path_of(case)).content.decode()
    given = {"text": MINE, "for_next_shift": "on"} | hidden(page, page.index('id="note"'))
    ana.post(path_of(case, "note/"), {"text": THEIRS, "for_next_shift": "on"})
    answer = ben.post(path_of(case, "note/"), given)
    page = text_of(answer)
    assert answer.status_code == 422
    assert f"Ana pinned: “{THEIRS}”" in page and f"{MINE}</textarea>" in page
    assert Note.objects.count() == 1
    again = given | hidden(page, page.index('id="note"'))
    assert ben.post(path_of(case, "note/"), again).status_code == 302
    assert Note.objects.filter(for_next_shift=True).count() == 1 and Note.objects.count() == 2


def test_each_small_form_comes_back_with_what_was_typed_and_what_a_colleague_did(two, case, cast):
    ana, ben = two
    one, other = Tag.objects.create(name="One"), Tag.objects.create(name="Other")
    forms = {
        "follow_up": ({"on": "2099-01-01"}, {"on": "2099-06-02"}, "2099-06-02"),
        "assign": ({"to": cast["ana"].pk}, {"to": cast["ben"].pk, "reason": MINE}, MINE),
        "tags": ({"tags": one.pk}, {"tags": other.pk}, "Now the tags are: One."),
        "raise": ({"reason": THEIRS}, {"reason": MINE}, MINE),
        "correct": (
            {"change": "says_citizen_or_resident:yes", "reason": THEIRS},
            {"change": "minor:no", "reason": MINE},
            "Ana wrote: ",
        ),
        "end_day": (
            {"rule": "hold_48h", "how": "done", "reason": THEIRS},
            {"rule": "hold_48h", "how": "off", "reason": MINE},
            MINE,
        ),
    }
    for name, (first, second, words) in forms.items():
        old = asked(ben, case, name)
        assert old["seen"], name
        path = path_of(case, f"do/{name}/")
        assert ana.post(path, asked(ana, case, name) | first).status_code == 302, name
        answer = ben.post(path, old | second)
        page = text_of(answer)
        assert answer.status_code == 422, name
        assert "just now" in page and words in page, name
        part = page[page.index('id="do"') :]
        fresh = hidden(part[: part.index("</section>")])
        assert fresh["seen"] != old["seen"], name
        assert ben.post(path, fresh | second).status_code == 302, name
    assert Correction.objects.count() == 2
    case.refresh_from_db()
    assert str(case.follow_up_on) == "2099-06-02" and case.assigned_to == cast["ben"]


def test_a_small_form_that_is_wrong_comes_back_with_what_was_typed(two, case):
    answer = two[0].post(path_of(case, "do/correct/"), {"change": "", "reason": MINE})
    assert answer.status_code == 422
    assert "Choose what is right." in text_of(answer) and f'value="{MINE}"' in text_of(answer)


def test_a_status_that_a_colleague_changed_comes_back_with_the_reason_that_was_typed(two, case):
    ana, ben = two
    ana.post(path_of(case, "move/"), {"to": "reading", "seen": "new"})
    answer = ben.post(path_of(case, "move/"), {"to": "reading", "seen": "new", "said_yes": MINE})
    assert answer.status_code == 422
    assert "A colleague changed this case to" in text_of(answer)
    case.refresh_from_db()
    assert case.status == Case.Status.IN_REVIEW


# --- Translations


def test_two_translations_of_one_text_are_both_seen(two, case):
    ana, ben = two
    page = ben.get(path_of(case, "translation/")).content.decode()
    given = hidden(page, page.index('name="place"') - 30)
    place = re.search(r'name="place" value="([^"]+)"', page)[1]
    given = {"place": place, "seen": "0"}
    path = path_of(case, "translation/keep/")
    assert ana.post(path, given | {"text": THEIRS}).status_code == 302
    answer = ben.post(path, given | {"text": MINE})
    page = text_of(answer)
    assert answer.status_code == 422
    assert THEIRS in page and f"{MINE}</textarea>" in page and "It says now:" in page
    seen = re.search(rf'value="{place}">\s*<input type="hidden" name="seen" value="(\d+)"', page)[1]
    assert ben.post(path, given | {"text": MINE, "seen": seen}).status_code == 302


def test_two_translations_of_one_message_are_both_seen(two, case, office):
    ana, ben = two
    unlocked = unlocked_of(case, office)
    message = letters.receive_message(unlocked, "Hola", language="es", at=timezone.now())
    given, path = {"message": message.pk, "seen": "none"}, path_of(case, "translation/message/")
    assert ana.post(path, given | {"text": THEIRS}).status_code == 302
    answer = ben.post(path, given | {"text": MINE})
    assert answer.status_code == 422
    assert THEIRS in text_of(answer) and f"{MINE}</textarea>" in text_of(answer)
    message.refresh_from_db()
    assert letters.read_message(message, unlocked)["translation"]["text"] == THEIRS


# --- Who is writing


def test_who_has_a_form_open_is_named_to_a_colleague_for_ten_minutes(two, case):
    ana, ben = two
    start = timezone.now()
    for rest in ("act/", "translation/"):
        ana.get(path_of(case, rest))
        assert "Ana is writing here, too" in text_of(ben.get(path_of(case, rest)))
    assert "Ana is writing" not in text_of(ana.get(path_of(case, "act/")))
    with time_machine.travel(start + timedelta(minutes=11)):
        assert "Ana is writing" not in text_of(ben.get(path_of(case, "act/")))
    ana.get(path_of(case, "act/"))
    ana.post(path_of(case, "act/"), {"text": THEIRS, "language": "en", "seen": "new"})
    assert "Ana is writing" not in text_of(ben.get(path_of(case, "act/")))


def test_who_edits_a_letter_is_named_until_it_is_saved(two, letter):
    ana, ben = two
    texts, seen = fields_of(ana, letter)
    assert "Ana is writing here, too" in text_of(ben.get(letter))
    ana.post(letter, texts | seen)
    assert "Ana is writing here, too" not in text_of(ben.get(letter))
    assert Packet.objects.get().status == "draft"


def test_open_forms_are_deleted_after_a_quarter_of_an_hour(cast, case):
    start = timezone.now()
    open_forms.note_open(case, open_forms.MESSAGE, by=cast["ana"], at=start)
    with time_machine.travel(start + timedelta(minutes=14)):
        call_command("expire", yes=True)
        assert OpenForm.objects.exists()
    with time_machine.travel(start + timedelta(minutes=16)):
        call_command("expire", yes=True)
        assert not OpenForm.objects.exists()
