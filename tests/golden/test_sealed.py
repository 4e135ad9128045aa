"""What format 1 sealed still opens, though only format 2 is written.

Nothing was released with format 1, so no database holds a row of it: the ciphertexts here are
opened with their key and associated data, and every way to a key as it is.
"""

import base64
import json
import uuid
from pathlib import Path

import pytest
from django.utils import timezone

from intake.models import Member, Team, Wrap
from intake.office.people.adapter import MFAAdapter
from intake.vault import codes, crypto, envelopes, keys, session

FILE = Path(__file__).parent / "sealed" / "version_1.json"
KEPT = json.loads(FILE.read_text(encoding="utf-8"))
WRAPS, VOLUNTEER = KEPT["wraps"], KEPT["volunteer"]


def raw(text):
    return base64.b64decode(text)


@pytest.fixture(autouse=True)
def secrets_of_then(settings, monkeypatch):
    settings.PEPPER = KEPT["pepper"]
    monkeypatch.setattr(crypto, "ARGON2", VOLUNTEER["argon"])


@pytest.mark.parametrize("row", KEPT["rows"], ids=lambda row: f"{row['table']}.{row['column']}")
def test_a_value_opens_with_its_key_and_associated_data(row):
    key = raw(KEPT["server_key"] if row["table"] == "reminders" else KEPT["key"])
    ciphertext = raw(row["ciphertext"])
    assert ciphertext[:1] == b"\x01"
    assert crypto.unseal_json(key, ciphertext, crypto.aad(*row["aad"])) == row["plain"]
    with pytest.raises(crypto.DecryptionError):
        crypto.unseal_json(key, crypto.FORMAT + ciphertext[1:], crypto.aad(*row["aad"]))


def wrap(name, kind, **more):
    values = {column: raw(value) for column, value in WRAPS[name].items() if column != "private"}
    return Wrap.objects.create(owner=uuid.UUID(KEPT["owner"]), kind=kind, **values, **more)


def by_browser():
    row = wrap("browser", Wrap.Kind.BROWSER)
    assert envelopes.stored_code(row, WRAPS["secret"]) == WRAPS["code"]
    return envelopes.unlock_with_browser(WRAPS["secret"], timezone.now()).key


def by_code():
    wrap("by_code", Wrap.Kind.CODE)
    return envelopes.unlock_with_code(codes.grouped(WRAPS["code"]), timezone.now()).key


def by_team():
    team = Team.objects.create(name="Team", public_key=bytes(32))
    row = wrap("team", Wrap.Kind.TEAM, team=team, key_number=1)
    return envelopes.unlock_key_with_team(row.owner, {team.pk: {1: raw(WRAPS["team"]["private"])}})


def by_recovery():
    row = wrap("recovery", Wrap.Kind.RECOVERY)
    return envelopes.unlock_key_with_recovery(row, raw(WRAPS["recovery"]["private"]))


@pytest.mark.parametrize("way", [by_browser, by_code, by_team, by_recovery])
def test_every_way_to_the_key_of_a_case_opens(db, way):
    assert way()._secret == raw(KEPT["key"])


def test_keys_of_a_volunteer_open_by_password_and_by_recovery_code():
    names = ("public_key", "salt", "by_password", "by_recovery_code")
    member = Member(volunteer_id=VOLUNTEER["id"], **{name: raw(VOLUNTEER[name]) for name in names})
    private = raw(VOLUNTEER["private"])
    assert keys.unlock_member(member, VOLUNTEER["password"]) == private
    typed = codes.grouped(VOLUNTEER["recovery_code"])
    assert keys.unlock_member_with_code(member, typed) == private
    team = VOLUNTEER["team"]
    opened = crypto.unwrap(private, raw(team["wrapped"]), crypto.aad(*team["aad"]))
    assert opened == raw(team["private"])


def test_a_session_and_a_second_factor_open():
    held, team = VOLUNTEER["session"], VOLUNTEER["team"]
    found = session.load(held["stored"], VOLUNTEER["id"], held["cookie"])
    assert found == {team["id"]: {1: raw(team["private"])}}
    seed = VOLUNTEER["seed"]
    assert MFAAdapter().decrypt(seed["sealed"]) == seed["plain"]
