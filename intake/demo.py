"""Demo data: invented volunteers and sealed cases, for a server on loopback only."""

import shutil
from pathlib import Path
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from intake.accounts import actions as people
from intake.accounts.models import Role, Volunteer
from intake.cases import submission
from intake.complaints import drafts
from intake.flow.complaint import COMPLAINT, URGENT
from intake.flow.sample import sample
from intake.flow.steps import Flow
from intake.routes.check_list import check_items, confirm
from intake.vault import envelopes, keys

PASSWORD = "demo lantern over quiet water"  # noqa: S105
SEED = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
VOLUNTEERS = [
    ("ana", "Ana", Role.VOLUNTEER),
    ("ben", "Ben", Role.VOLUNTEER),
    ("rita", "Rita", Role.READER),
    ("tess", "Tess", Role.TRANSLATOR),
    ("otto", "Otto", Role.AUDITOR),
]

_LONG = "It began before sunrise. They asked the same thing again and again. " * 300

CASES: list[tuple[Flow, dict[str, Any]]] = [
    (URGENT, {"filing_for": "family", "held": True}),
    (
        COMPLAINT,
        {
            "filing_for": "family",
            "held": True,
            "danger": {"happening": ["moving", "sick"]},
            "person": {"given_names": "Kwame", "family_names": "Sample", "other_names": ""},
        },
    ),
    (
        COMPLAINT,
        {
            "held": True,
            "hold": {"ice_asked": "no"},
            "person": {"given_names": "ሰላም", "family_names": "", "other_names": ""},
        },
    ),
    (
        COMPLAINT,
        {
            "filing_for": "work",
            "held": True,
            "hold": {"ice_asked": "unsure"},
            "why_wrong": {"reasons": ["us_citizen"]},
        },
    ),
    (COMPLAINT, {}),
    (
        COMPLAINT,
        {
            "problem": {"went_wrong": ["status_wrong"]},
            "language": {"speaks": "vi", "reads": "vi"},
            "person": {"given_names": "Thị Mẫu", "family_names": "Nguyễn Ví Dụ", "other_names": ""},
        },
    ),
    (
        COMPLAINT,
        {
            "story": {"story": _LONG},
            "language": {"speaks": "ar", "reads": "call"},
            "person": {"given_names": "مثال", "family_names": "تجربة", "other_names": ""},
        },
    ),
    (
        COMPLAINT,
        {
            "problem": {"went_wrong": ["profiling"]},
            "born": {"birth_date": {"y": 2012, "m": None, "d": None, "words": ""}},
        },
    ),
]


def set_second_factor(volunteer, seed=SEED):
    """Give a volunteer an authenticator app with this seed, if there is none."""
    Authenticator.objects.get_or_create(
        user=volunteer,
        type=Authenticator.Type.TOTP,
        defaults={"data": {"secret": get_adapter().encrypt(seed)}},
    )


def file_case(flow, now, **choices):
    """File one invented complaint the way a filer does. Return the case."""
    lane = "urgent" if flow is URGENT else "full"
    secret = drafts.start({"answers": sample(flow, **choices), "lane": lane}, now=now)
    unlocked = envelopes.unlock_with_browser(secret, now)
    statement = {"name": "Sam Sample", "said_on": timezone.localdate(now).isoformat()}
    return submission.submit(unlocked, secret, statement=statement, now=now)


def check_contacts(coordinator, now):
    """Let the list of contacts count as checked: nobody real follows what a demo says."""
    for item in check_items():
        confirm(item, by=coordinator, at=now)


def make():
    """Make the demo volunteers and cases once. Does nothing where they are already there.

    Raises RuntimeError outside demo mode: the passwords are printed in this file.
    """
    if not settings.DEMO:
        raise RuntimeError("Demo data is for demo mode only.")
    if Volunteer.objects.exists():
        return
    team, cora, _code = people.create_first_team(
        team_name="Demo team", username="cora", first_name="Cora", password=PASSWORD
    )
    set_second_factor(cora)
    private_keys = keys.unlock_teams(cora.member, keys.unlock_member(cora.member, PASSWORD))[
        team.pk
    ]
    now = timezone.now()
    for username, first_name, role in VOLUNTEERS:
        volunteer, token = people.invite(
            username=username, first_name=first_name, role=role, now=now
        )
        people.accept_invitation(people.find_invitation(token, now=now), PASSWORD)
        volunteer.refresh_from_db()
        keys.grant(team, private_keys, volunteer.member)
        set_second_factor(volunteer)
    check_contacts(cora, now)
    for flow, choices in CASES:
        file_case(flow, now, **choices)


def clear_outdated():
    """Remove the demo's database if other migrations than these made it. Return whether it did.

    Nothing outside the demo's own folder is touched. Raises RuntimeError outside demo mode.
    """
    database = Path(connection.settings_dict["NAME"]).resolve()
    folder = database.parent
    if not settings.DEMO or connection.vendor != "sqlite" or folder.name != ".demo":
        raise RuntimeError("Only the database of a demo is made anew.")
    if not database.exists() or not _is_outdated():
        return False
    connection.close()
    for ending in ("", "-wal", "-shm"):
        database.with_name(database.name + ending).unlink(missing_ok=True)
    shutil.rmtree(folder / "attachments", ignore_errors=True)
    return True


def _is_outdated():
    """Say whether the tables came from migrations that are gone, or were changed since."""
    loader = MigrationLoader(connection)
    applied = {key for key in loader.applied_migrations if key[0] == "intake"}
    there = {key for key in loader.disk_migrations if key[0] == "intake"}
    # Migrations that are still to come explain other columns.
    return bool(applied - there) or (applied == there and _columns_differ())


def _columns_differ():
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        for model in apps.get_app_config("intake").get_models(include_auto_created=True):
            table = model._meta.db_table
            if table not in tables:
                return True
            found = connection.introspection.get_table_description(cursor, table)
            if {row.name for row in found} != {field.column for field in model._meta.local_fields}:
                return True
    return False
