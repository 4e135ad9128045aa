"""One case with everything in it, one beside it, a draft, and everybody who looks at them."""

from types import SimpleNamespace

import pytest
from django.conf import settings as django_settings
from django.db import transaction
from django.utils import timezone

from intake.attachments import actions as attachments
from intake.cases import actions, filer_actions, list_entries, volunteer_actions
from intake.complaints import drafts
from intake.demo import file_case
from intake.flow.complaint import COMPLAINT
from intake.flow.sample import sample
from intake.messages import actions as letters
from intake.messages import reminders
from intake.models import Case, SavedFilter, Tag
from intake.office.queue import alerts
from intake.packets import actions as packets
from intake.packets import choice_actions, comments, edits
from intake.packets.choices import yes_decision
from intake.routes.help_lines import save_line
from intake.translations import actions as translations
from intake.vault import envelopes
from tests.conftest import (
    forget_counters,
    log_in,
    make_cast,
    make_office,
    send_message,
    unlocked_of,
)
from tests.filer import Filer, FormClient
from tests.office.conftest import send_to_many
from tests.public.returning import photo, send_file
from tests.second_reader import mark_all

NOW = timezone.now
HELP = {"name": "Sample Help", "phone": "211", "purpose": "Food.", "is_over": True}


@pytest.fixture(scope="module")
def world_of_a_module(django_db_setup, django_db_blocker, tmp_path_factory):
    """The world, made once for all tests of a module."""
    forget_counters()
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), transaction.atomic():
        patch.setattr(django_settings, "ATTACHMENTS_DIR", tmp_path_factory.mktemp("files"))
        patch.setattr(django_settings, "EMAIL_FROM", "help@example.org")
        yield make_world()
        transaction.set_rollback(True)


@pytest.fixture
def world(world_of_a_module, settings):
    settings.ATTACHMENTS_DIR = world_of_a_module.files
    settings.EMAIL_FROM = "help@example.org"
    with transaction.atomic():
        yield world_of_a_module
        transaction.set_rollback(True)


def make_world():
    office = make_office()
    cast = make_cast(office)
    older = file_case(COMPLAINT, NOW())
    filer = Filer(FormClient(), sample(COMPLAINT)).jump()
    filer.send()
    code = filer.code()
    case = Case.objects.exclude(pk=older.pk).get()
    packet, frozen, paper, filers_paper = work_on(case, cast, office)
    newer = file_case(COMPLAINT, NOW())
    sending = send_to_many(case, cast, office)
    back = FormClient()
    assert back.post("/return/", {"code": code}).status_code == 302
    assert back.post("/more/").status_code == 302
    unfinished = Filer(FormClient(), sample(COMPLAINT)).jump()
    send_file(unfinished.client, photo(), what="a photo in a form")
    secret = unfinished.client.cookies[django_settings.VISIT_COOKIE].value
    opened = envelopes.unlock_with_browser(secret, NOW())
    draft_code = drafts.create_code(opened, secret, now=NOW())
    reminders.set_draft_reminder(opened.owner, "email", "sam@example.com")
    alerts.save_address(cast["cora"], "cora@example.com")
    cast["cora"].save()
    SavedFilter.objects.create(owner=cast["cora"], name="list", query="tab=open", alert=True)
    return SimpleNamespace(
        office=office,
        cast=cast,
        case=case,
        frozen=frozen.pk,
        others=(older, newer),
        code=code,
        draft=opened.owner,
        draft_code=draft_code,
        filer=filer.client,
        back=back,
        unfinished=unfinished.client,
        cora=log_in(cast["cora"]),
        tess=log_in(cast["tess"]),
        files=django_settings.ATTACHMENTS_DIR,
        # What tests/office/test_matrix.py asks of the world, to find the path of an address.
        everyone={
            "case": case,
            "other": older,
            "cast": cast,
            "packets": {"own": packet.pk},
            "paper": paper.pk,
            "filers_paper": filers_paper.pk,
            "sending": sending.sending,
            "template": sending.template,
            "help_line": save_line(None, by=cast["cora"], at=NOW(), **HELP).line,
            "pks": {"office:drop-tag": Tag.objects.create(name="tag").pk},
        },
    )


def work_on(case, cast, office):
    """Put something into every sealed column of a case. Return two packets and two papers."""
    unlocked, by = unlocked_of(case, office), {"by": cast["ana"], "at": NOW()}
    ben = {"by": cast["ben"], "at": NOW()}
    for words in ("first note", "second note"):
        actions.write_note(unlocked, words, for_next_shift=True, **by)
    volunteer_actions.escalate(unlocked, reason="a reason", **by)
    volunteer_actions.correct(unlocked, "state", "TX", reason="a reason", **by)
    message = letters.receive_message(unlocked, "a message", language="es", at=NOW())
    letters.translate(message, "its English", "en", unlocked=unlocked, by=cast["tess"])
    send_message(unlocked, "words", **by)
    translations.save_translation(unlocked, "0:witnesses/saw", "English", **by)
    filer_actions.add_details(unlocked, "The story", "more words", now=NOW())
    reminders.set_reminder(case, "email", "sam@example.com")
    # Kept as it came, so that there are two files of it.
    paper = attachments.add(unlocked, photo(), "a photo", as_it_came=True, **by)
    filers = attachments.add(unlocked, b"a text", "a text", by=None, at=NOW())
    draft = packets.prepare(unlocked, "crcl", **ben)
    edits.declare(draft, True, unlocked=unlocked, **ben)
    choice_actions.save_decisions(unlocked, [yes_decision("health", "yes")], **ben)
    packet = packets.prepare(unlocked, "foia", **ben)
    packets.make_ready(packet, unlocked=unlocked, **ben)
    comments.comment(packet, "a comment", unlocked=unlocked, **ben)
    mark_all(packet, unlocked, cast["rita"])
    packets.second_read(packet, unlocked=unlocked, by=cast["rita"], at=NOW())
    packets.agree(packet, "by phone", unlocked=unlocked, **ben)
    list_entries.read([case], {office["team"].pk: office["privates"]}, timezone.localdate())
    return draft, packet, paper, filers
