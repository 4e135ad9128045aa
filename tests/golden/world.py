"""An office with a frozen clock, and all that the golden tests know of the code's own names.

The pages stored beside this file know addresses and words only. When a module, a class or a
column gets another name, this file follows, and no page changes.
"""

import io
import json
import logging
import tempfile
from contextlib import ExitStack, contextmanager, redirect_stdout
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest import mock

import time_machine
from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives.asymmetric import ec
from django.apps import apps
from django.core.cache import cache
from django.db import connection, models, transaction
from django.test import override_settings
from django.utils import timezone
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

from intake.accounts import actions as people
from intake.accounts.models import Role
from intake.cases import urgency
from intake.dashboard import public
from intake.demo import file_case, set_second_factor
from intake.flow.base import as_post_data
from intake.flow.complaint import COMPLAINT, URGENT
from intake.flow.sample import sample
from intake.models import Case, MessageTemplate, TeamTemplate
from intake.routes import contact_checks, help_lines, opening, route_status
from intake.vault import crypto, keys
from tests.conftest import PASSWORD, join, log_in
from tests.filer import FormClient
from tests.second_factor import SEED

__all__ = ["PASSWORD", "SEED", "FormClient", "World", "as_post_data", "office"]

# A Monday, ten in the morning in New York.
START = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
# Ids begin here in every table, so that none is the same as another number on a page.
FIRST_ID = 9000
KEY_ID = b"a passkey"
CHEAP = {"iterations": 1, "lanes": 1, "memory_cost": 8}
LANES = {"full": COMPLAINT, "urgent": URGENT}
VOLUNTEERS = {
    "ana": Role.VOLUNTEER,
    "ben": Role.VOLUNTEER,
    "rita": Role.READER,
    "tess": Role.TRANSLATOR,
    "otto": Role.AUDITOR,
    "oren": Role.OPERATOR,
}


class World:
    """The office, its volunteers, and the clock that all of them see."""

    def __init__(self, clock):
        self.clock = clock
        self.team, cora, _code = people.create_first_team(
            team_name="Team", username="cora", first_name="Cora", password=PASSWORD
        )
        opened = keys.unlock_teams(cora.member, keys.unlock_member(cora.member, PASSWORD))
        self.privates = opened[self.team.pk]
        group = {"team": self.team, "privates": self.privates}
        self.cast = {"cora": cora} | {
            name: join(group, name, role) for name, role in VOLUNTEERS.items()
        }
        other, private = keys.create_team("Other team")
        other.accepts = False
        other.save()
        self.cast["dana"] = join({"team": other, "privates": {1: private}}, "dana")
        for volunteer in self.cast.values():
            set_second_factor(volunteer, SEED)

    def later(self, **time):
        """Let time go by: one second, or as much as is said."""
        self.clock.shift(timedelta(**time or {"seconds": 1}))

    def log_in(self, name):
        """Return a client of a volunteer who went through both factors just now."""
        return log_in(self.cast[name])

    def id_of(self, name):
        return self.cast[name].pk

    def add_volunteer(self, name):
        """Add a volunteer with a password and without a second factor."""
        group = {"team": self.team, "privates": self.privates}
        self.cast[name] = join(group, name, Role.VOLUNTEER)

    def give_passkey(self, name, label):
        """Give a volunteer a passkey, so that its pages have something to show. Return its id."""
        return Authenticator.objects.create(
            user=self.cast[name],
            type=Authenticator.Type.WEBAUTHN,
            data={"name": label, "credential": _credential()},
        ).pk

    def file(self, reference, lane="full", **choices):
        """File an invented complaint at once, under a reference of our choice."""
        file_case(LANES[lane], timezone.now(), **choices)
        self.name_newest(reference)

    def name_newest(self, reference):
        """Give the newest case a reference of our choice: they are random, and order lists."""
        newest = Case.objects.order_by("-pk").first()
        Case.objects.filter(pk=newest.pk).update(reference=reference)

    def name_newest_template(self, slug):
        """Give the newest template of a team a slug of our choice: they are random. Return it."""
        newest = TeamTemplate.objects.order_by("-pk").first()
        MessageTemplate.objects.filter(slug=newest.slug).update(slug=slug)
        TeamTemplate.objects.filter(pk=newest.pk).update(slug=slug)
        return slug

    def change_case(self, reference, **columns):
        """Set clear columns of a case to what only weeks of waiting would bring."""
        case = Case.objects.get(reference=reference)
        for column, value in columns.items():
            setattr(case, column, value)
        urgency.recompute_derived(case, timezone.localdate())
        case.save()

    def damage(self, reference):
        """Let nothing that was submitted or added to a case open any more."""
        case = Case.objects.select_related("complaint").get(reference=reference)
        for row in (case.complaint, *case.amendments.all()):
            row.answers = row.transcript = bytes(row.answers)[:-1] + b"!"
            row.save()

    @staticmethod
    def day(days):
        """Return the date so many days from now."""
        return timezone.localdate() + timedelta(days=days)

    forget_routes = staticmethod(route_status.clear_cache)

    def publish(self):
        """Publish the numbers that anybody may see."""
        public.publish(timezone.localdate())
        public.clear_cache()


def _credential():
    """Return what a browser would have sent when a passkey was added."""
    public = ec.derive_private_key(7, ec.SECP256R1()).public_key()
    made = AttestedCredentialData.create(bytes(16), KEY_ID, ES256.from_cryptography_key(public))
    flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.AT
    data = AuthenticatorData.create(bytes(32), flags, 0, made)
    client = {"type": "webauthn.create", "challenge": "AA", "origin": "http://testserver"}
    return {
        "id": websafe_encode(KEY_ID),
        "rawId": websafe_encode(KEY_ID),
        "type": "public-key",
        "clientExtensionResults": {},
        "response": {
            "clientDataJSON": websafe_encode(json.dumps(client).encode()),
            "attestationObject": websafe_encode(AttestationObject.create("none", data, {})),
        },
    }


def answers(lane="full", **choices):
    """Return invented answers to every page of a lane, as `sample` of the code does."""
    return sample(LANES[lane], **choices)


@contextmanager
def office():
    """Yield a World in a transaction that leaves nothing behind."""
    with ExitStack() as stack:
        enter = stack.enter_context
        folder = enter(tempfile.TemporaryDirectory(prefix="wrong-match-golden-"))
        changed = {
            "ATTACHMENTS_DIR": Path(folder) / "files",
            "MEMORY_DIR": Path(folder),
            "EMAIL_BACKEND": "django.core.mail.backends.locmem.EmailBackend",
            "EMAIL_FROM": "help@example.org",
            "TEXTS_URL": "console:",
            "SITE_ADDRESS": "help.example.org",
        }
        enter(override_settings(**changed))
        enter(redirect_stdout(io.StringIO()))  # text messages go there
        logging.disable(logging.ERROR)  # every refusal would be a line
        stack.callback(logging.disable, logging.NOTSET)
        enter(mock.patch.object(crypto, "ARGON2", CHEAP))
        clock = enter(time_machine.travel(START, tick=False))
        enter(transaction.atomic())
        stack.callback(transaction.set_rollback, True)
        stack.callback(_forget)
        _forget()
        cache.clear()
        _begin_ids()
        yield World(clock)


def _forget():
    """Forget what the process keeps of the database between requests."""
    route_status.clear_cache()
    contact_checks.clear_cache()
    help_lines.clear_cache()
    opening.clear_cache()
    public.clear_cache()


def _begin_ids():
    """Let every table count from the same id on, whatever was in it before."""
    with connection.cursor() as cursor:
        for model in apps.get_models():
            if not isinstance(model._meta.pk, models.AutoField):
                continue
            table, column = model._meta.db_table, model._meta.pk.column
            if connection.vendor == "postgresql":
                cursor.execute(
                    "SELECT setval(pg_get_serial_sequence(%s, %s), %s)", [table, column, FIRST_ID]
                )
                continue
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
            cursor.execute(
                "INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, FIRST_ID]
            )
