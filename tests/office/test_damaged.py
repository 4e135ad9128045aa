"""One bit of a sealed value is wrong: its page says so in its place, and shows all the rest."""

import html
import re
from contextlib import contextmanager

import pytest
from django.apps import apps
from django.db import transaction
from django.utils import timezone

from intake.attachments import actions as attachments
from intake.cases import actions, filer_actions, volunteer_actions
from intake.demo import file_case
from intake.flow.complaint import COMPLAINT
from intake.messages import actions as letters
from intake.messages import reminders
from intake.office.queue import alerts
from intake.packets import actions as packets
from intake.packets import choice_actions, comments, edits
from intake.packets.choices import yes_decision
from intake.translations import actions as translations
from intake.vault.fields import sealed_fields
from tests.conftest import log_in, unlocked_of
from tests.filer import FormClient, flat
from tests.second_reader import mark_all

NOW = timezone.now
WORDS = "This part cannot be opened."

# Words of the case page that rest on one sealed column each.
MARKS = {
    "complaint.answers": "Declared true by",
    "complaint.transcript": "STORYMARK",
    "supplement.answers": "Locked up now",
    "supplement.transcript": "ADDEDMARK",
    "note.text": "NOTEMARK",
    "event.detail": "RAISEDMARK",
    "message.body": "BODYMARK",
    "message.translation": "OTHERMARK",
    "correction.change": "CORRECTMARK",
    "translation.body": "ENGLISHMARK",
    "attachment.about": "FILEMARK",
}
# On other pages of volunteers, and on none of theirs.
WORKED_ON = {
    "volunteer.alert_address",
    "packet.edits",
    "packet.frozen",
    "packet.record",
    "packet comment.text",
    "letter_choice.decision",
}
ELSEWHERE = {
    "list entry.line",
    "draft.answers",
    "draft file.about",
    "draft reminder.address",
    "reminder.address",
}


def all_columns():
    """Return {"table.column": (model, attribute)} of every sealed column there is."""
    return {
        f"{field.table}.{field.column_name}": (model, field.attname)
        for model in apps.get_app_config("intake").get_models()
        for field in sealed_fields(model)
    }


@contextmanager
def flipped(name):
    """Change one bit of a column, in every row that has a value there, for a while."""
    with transaction.atomic():
        flip(name)
        yield
        transaction.set_rollback(True)


def flip(name):
    model, column = all_columns()[name]
    for row in model.objects.exclude(**{column: None}):
        stored = bytearray(getattr(row, column))
        stored[-1] ^= 1
        model.objects.filter(pk=row.pk).update(**{column: bytes(stored)})


def has_rows(name):
    model, column = all_columns()[name]
    return model.objects.exclude(**{column: None}).exists()


@pytest.fixture
def case(cast, office):
    """A case with something in every column of MARKS."""
    case = file_case(COMPLAINT, NOW(), held=True, story={"story": "STORYMARK"})
    unlocked, by = unlocked_of(case, office), {"by": cast["ana"], "at": NOW()}
    actions.write_note(unlocked, "NOTEMARK", **by)
    volunteer_actions.escalate(unlocked, reason="RAISEDMARK", **by)
    volunteer_actions.correct(unlocked, "state", "TX", reason="CORRECTMARK", **by)
    message = letters.receive_message(unlocked, "BODYMARK", language="es", at=NOW())
    letters.translate(message, "OTHERMARK", "en", unlocked=unlocked, by=cast["tess"])
    translations.save_translation(unlocked, "0:witnesses/saw", "ENGLISHMARK", **by)
    attachments.add(unlocked, b"a text", "FILEMARK", **by)
    filer_actions.add_details(unlocked, "The story", "ADDEDMARK", now=NOW())
    return case


def page_of(client, case):
    response = client.get(f"/office/cases/{case.reference}/")
    assert response.status_code == 200
    return html.unescape(response.content.decode())


def part_of(page, name):
    """Return the section of a page that has this id."""
    return re.search(rf'<section id="{name}">.*?</section>', page, re.DOTALL)[0]


def test_every_sealed_column_is_tried():
    assert MARKS.keys() | WORKED_ON | ELSEWHERE == all_columns().keys()


# What is gone with a column beside its own mark: a correction stands in an event, too, and English
# beside the words of the transcript.
ALSO = {"event.detail": {"CORRECTMARK"}, "complaint.transcript": {"ENGLISHMARK"}}


def test_a_damaged_value_is_named_in_its_place_on_the_case_page(cast, case):
    ana = log_in(cast["ana"])
    before = page_of(ana, case)
    assert WORDS not in before
    assert {mark for mark in MARKS.values() if mark not in before} == set()
    for name in MARKS:
        with flipped(name):
            after = page_of(ana, case)
        assert WORDS in after, name
        gone = {mark for mark in MARKS.values() if after.count(mark) != before.count(mark)}
        assert gone == {MARKS[name]} | ALSO.get(name, set()), name
        for part in ("facts", "last-days", "ways", "papers-added", "messages", "note", "happened"):
            assert part_of(after, part), (name, part)


def test_without_the_answers_nothing_that_rests_on_them_is_guessed(cast):
    case = file_case(COMPLAINT, NOW(), held=True, story={"story": "STORYMARK"})
    flip("complaint.answers")
    page = page_of(log_in(cast["ana"]), case)
    assert "STORYMARK" in page and "Locked up now" not in page
    for part in ("facts", "last-days", "ways"):
        assert WORDS in part_of(page, part)
    for title in ("Next steps", "Possible duplicate", "Safe contact methods"):
        assert WORDS in flat(page).split(title)[-1][:80]
    # The columns that sort the queue are clear, and stand as they were.
    assert "Local jail" in page


def test_a_volunteer_can_still_write_and_change_the_status(cast, office):
    case = file_case(COMPLAINT, NOW(), held=True)
    flip("complaint.answers")
    flip("complaint.transcript")
    ana, path = log_in(cast["ana"]), f"/office/cases/{case.reference}/"
    ana.post(path + "move/", {"to": "reading", "seen": "new"})
    ana.post(path + "note/", {"text": "NOTEMARK"})
    given = {"text": "BODYMARK", "language": "en", "seen": "reading"}
    assert ana.post(path + "act/", given).status_code == 302
    page = page_of(ana, case)
    assert "Being read" in page and "NOTEMARK" in page and "BODYMARK" in page


def broken(client, paths):
    """Return {path: status} of those that are answered as nothing should be."""
    answers = {path: client.get(path).status_code for path in paths}
    return {path: status for path, status in answers.items() if status not in (200, 302)}


def test_no_page_of_a_case_breaks(cast, case, office):
    unlocked, ben = unlocked_of(case, office), {"by": cast["ben"], "at": NOW()}
    packet = packets.prepare(unlocked, "foia", **ben)
    packets.make_ready(packet, unlocked=unlocked, **ben)
    mark_all(packet, unlocked, cast["rita"])
    packets.second_read(packet, unlocked=unlocked, by=cast["rita"], at=NOW())
    packets.agree(packet, "by phone", unlocked=unlocked, **ben)
    draft = packets.prepare(unlocked, "crcl", **ben)
    comments.comment(draft, "Sample comment.", unlocked=unlocked, **ben)
    choice_actions.save_decisions(unlocked, [yes_decision("health", "yes")], **ben)
    edits.declare(draft, True, unlocked=unlocked, **ben)
    alerts.save_address(cast["cora"], "cora@example.com")
    cast["cora"].save()
    paper, cora = case.attachments.get().pk, log_in(cast["cora"])
    path = f"/office/cases/{case.reference}/"
    ends = ["", "act/", "translation/", "code/", f"files/{paper}/"]
    ends += [f"packets/{one.pk}/{more}" for one in (packet, draft) for more in ("", "exhibits.pdf")]
    ends += [f"packets/{packet.pk}/foia-ice/", f"packets/{packet.pk}/foia-ice/file/"]
    paths = [path + end for end in ends] + ["/office/", "/office/today/", "/office/account/"]
    sure = {"what": "print", "case": [case.reference], "sure": 1}
    for name in (*MARKS, *WORKED_ON):
        assert has_rows(name), name
        with flipped(name):
            assert broken(cora, paths) == {}, name
            assert cora.post(path + "whole/", {"consent": "by phone"}).status_code == 200, name
            assert cora.post("/office/many/", sure).status_code == 200, name


def test_a_page_that_rests_on_it_leads_to_the_case_and_says_so(cast, case, office):
    draft = packets.prepare(unlocked_of(case, office), "crcl", by=cast["ben"], at=NOW())
    flip("supplement.answers")
    ana, path = log_in(cast["ana"]), f"/office/cases/{case.reference}/"
    response = ana.get(f"{path}packets/{draft.pk}/", follow=True)
    assert response.redirect_chain == [(path, 302)]
    assert response.content.decode().count(WORDS) == page_of(ana, case).count(WORDS) + 1


@pytest.fixture
def back(case, office, cast):
    """The person, back with a code."""
    client, unlocked = FormClient(), unlocked_of(case, office)
    code = filer_actions.replace_code(unlocked, by=cast["ana"], at=NOW())
    assert client.post("/return/", {"code": code}).status_code == 302
    return client


PATHS = "status done messages files add changed changed/moved days papers sheet remind stop"


def test_no_page_of_the_person_breaks(back, case):
    reminders.set_reminder(case, "email", "sam@example.com")
    back.post("/more/")
    for name in (*MARKS, "reminder.address", "draft.answers"):
        assert has_rows(name), name
        with flipped(name):
            assert broken(back, [f"/{path}/" for path in PATHS.split()]) == {}, name


def test_the_person_reads_what_can_be_opened_and_gets_back_what_was_typed(back):
    flip("supplement.answers")
    page = html.unescape(back.get("/status/").content.decode())
    assert WORDS in page and "We got your complaint" in page
    assert "BODYMARK" in html.unescape(back.get("/messages/").content.decode())
    answer = back.post("/add/", {"about": "story", "text": "my long words"})
    assert answer.status_code == 422
    page = html.unescape(answer.content.decode())
    assert WORDS in page and "my long words" in page
