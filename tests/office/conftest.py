"""Everyone who may come to the office's door or the filer's, with a case for each team."""

from datetime import timedelta
from uuid import uuid4

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.conf import settings as django_settings
from django.db import transaction
from django.utils import timezone

from intake.attachments import actions as attachments
from intake.cases import actions
from intake.cases.consequences import request_deletion
from intake.demo import file_case
from intake.flow.complaint import COMPLAINT
from intake.flow.sample import sample
from intake.messages import templates
from intake.models import BulkMessage, Case, Packet, SavedFilter, Tag, Team
from intake.routes.help_lines import save_line
from intake.vault import envelopes, keys
from tests.conftest import (
    PASSWORD,
    forget_counters,
    log_in,
    make_cast,
    make_office,
    unlocked_of,
)
from tests.filer import Filer, FormClient


def send_to_many(case, cast, office):
    """Keep that a template of the team went to a case among others. Return the row of it."""
    now = timezone.now()
    own = templates.add_template(
        office["team"], "Own", "Hello.", asks=False, by=cast["cora"], at=now
    )
    return BulkMessage.objects.create(
        sending=uuid4(),
        case=case,
        by=cast["ana"],
        at=now,
        template=own.slug,
        language="en",
        outcome=BulkMessage.Outcome.SENT,
    )


@pytest.fixture(scope="module")
def everyone_of_a_module(django_db_setup, django_db_blocker):
    """Everyone, made once for all tests of a module."""
    forget_counters()
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_everyone(make_office())
        transaction.set_rollback(True)


@pytest.fixture
def everyone(everyone_of_a_module, db, settings):
    """A client for each actor, and cases of both teams; what a test does to them is undone.

    A module that uses it uses neither `cast` nor `office`: these are in it already.
    """
    # The files of everyone lie where they were when they were stored.
    settings.ATTACHMENTS_DIR = everyone_of_a_module["files"]
    with transaction.atomic():
        yield everyone_of_a_module
        transaction.set_rollback(True)


def make_everyone(office):
    """Return a client for each actor, a case of the first team that ana has, and one of dana's."""
    cast = make_cast(office)
    case = file_case(COMPLAINT, timezone.now())
    actions.assign_to_self(case, by=cast["ana"], at=timezone.now())
    asked = {"by": cast["ana"], "at": timezone.now(), "reason": "by phone"}
    request_deletion(unlocked_of(case, office), **asked)
    Team.objects.filter(pk=office["team"].pk).update(accepts=False)
    Team.objects.exclude(pk=office["team"].pk).update(accepts=True)
    other = file_case(COMPLAINT, timezone.now())
    Team.objects.update(accepts=True)
    for volunteer in cast.values():
        RecoveryCodes.activate(volunteer)
    clients = {name: log_in(cast[name]) for name in cast}
    for name, sent in (("submitter_a", True), ("submitter_b", False)):
        filer = Filer(FormClient(), sample(COMPLAINT)).jump()
        if sent:
            filer.send()
        clients[name] = filer.client
    clients["anonymous"] = FormClient()
    packets = {
        which: Packet.objects.create(
            case=one, route="crcl", edition=1, made_on=timezone.localdate()
        ).pk
        for which, one in (("own", case), ("other", other))
    }
    sending = send_to_many(case, cast, office)
    told = {"name": "Sample Help", "phone": "211", "purpose": "Food.", "is_over": True}
    help_line = save_line(None, by=cast["cora"], at=timezone.now(), **told).line
    unlocked = unlocked_of(case, office)
    paper = attachments.add(
        unlocked, b"a text", "a paper", by=cast["ana"], at=timezone.now(), as_it_came=True
    ).pk
    sent = Case.objects.exclude(pk__in=(case.pk, other.pk)).get()
    teams = keys.unlock_teams(
        cast["dana"].member, keys.unlock_member(cast["dana"].member, PASSWORD)
    )
    teams[office["team"].pk] = office["privates"]
    filers_paper = attachments.add(
        sent.unlocked(envelopes.unlock_key_with_team(sent.owner, teams)),
        b"a text",
        "a paper",
        by=None,
        at=timezone.now(),
    ).pk
    pks = {
        "office:drop-tag": Tag.objects.create(name="tag").pk,
        "office:drop-list": SavedFilter.objects.create(owner=cast["ana"], name="list").pk,
        "office:receive": office["team"].pk,
        "office:team-key": office["team"].pk,
    }
    return {
        "clients": clients,
        "case": case,
        "other": other,
        "cast": cast,
        "office": office,
        # At one moment, so that no login grows old while thousands are asked.
        "moment": timezone.now() + timedelta(minutes=1),
        "packets": packets,
        "pks": pks,
        "paper": paper,
        "help_line": help_line,
        "template": sending.template,
        "sending": sending.sending,
        "filers_paper": filers_paper,
        "files": django_settings.ATTACHMENTS_DIR,
    }
