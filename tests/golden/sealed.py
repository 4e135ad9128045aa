"""One value of every sealed column as version 1 sealed it, with its key and associated data.

Made once by `version_1()`; test_sealed.py opens it. The keys are for tests only.
"""

import base64
import json
import uuid
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from intake.cases import search
from intake.complaints import actions as drafts
from intake.messages import reminders
from intake.models import Draft, DraftReminder, Lookup, Member, Team, Volunteer, Wrap
from intake.office import alerts
from intake.office.adapter import MFAAdapter
from intake.vault import codes, crypto, keys, sealing, session
from tests.conftest import PASSWORD
from tests.golden import stored
from tests.golden.world import CHEAP
from tests.second_factor import SEED
from tests.settings import RECOVERY_PRIVATE

FILE = Path(__file__).parent / "sealed" / "version_1.json"


def b64(data):
    return base64.b64encode(data).decode()


def raw(text):
    return base64.b64decode(text)


def compact(case):
    """Return a stored case with one row for each of its sealed columns."""
    found = case | {}
    for table, (_model, _clear, sealed) in stored.TABLES.items():
        rows = [next(row for row in case[table] if row[column] is not None) for column in sealed]
        found[table] = [row for place, row in enumerate(rows) if row not in rows[:place]]
    return found


def version_1(case):
    """Return a stored case sealed as version 1 seals it, with every way to open it."""
    owner, key = uuid.uuid4(), crypto.new_key()
    rows = []

    def seal(table, column, aad, value):
        sealed = crypto.seal_json(stored.key_for(table, key), value, crypto.context(*aad))
        rows.append({"table": table, "column": column, "aad": aad, "ciphertext": b64(sealed)})
        rows[-1]["plain"] = value
        return sealed

    case = compact(case)
    stored.load(case, owner, key, seal)
    return {
        "pepper": settings.PEPPER,
        "owner": str(owner),
        "key": b64(key),
        "server_key": b64(reminders.server_key()),
        "case": case,
        "rows": rows,
        "wraps": _wraps(owner, key),
        "draft": _draft(),
        "volunteer": _volunteer(),
        "lookups": _lookups(case["complaint"]["answers"]),
    }


def _wraps(owner, key):
    secret, code = sealing.new_browser_secret(), codes.new_code()
    browser = sealing.browser_wrap(owner, key, secret)
    sealing.keep_code(browser, secret, code)
    by_code = sealing.code_wrap(owner, key, code)
    private, public = crypto.new_pair()
    aad = {kind: ["wrap", kind, str(owner)] for kind in ("browser", "code", "team", "recovery")}
    wrapped = {
        "team": crypto.wrap(public, key, crypto.context(*aad["team"])),
        "recovery": crypto.wrap(sealing.recovery_public(), key, crypto.context(*aad["recovery"])),
    }
    return {
        "aad": aad | {"shown code": ["wrap", "code shown", str(owner)]},
        "secret": secret,
        "code": code,
        "browser": {
            "index": b64(browser.index),
            "wrapped": b64(browser.wrapped),
            "code": b64(browser.code),
        },
        "by_code": {"index": b64(by_code.index), "wrapped": b64(by_code.wrapped)},
        "team": {"private": b64(private), "wrapped": b64(wrapped["team"])},
        "recovery": {"private": b64(RECOVERY_PRIVATE), "wrapped": b64(wrapped["recovery"])},
    }


def _draft():
    plain = {"answers": {"filer": {"filing_for": "me"}}, "lane": "urgent"}
    secret = drafts.start(plain, now=timezone.now())
    opened = sealing.opened_by_browser(secret, timezone.now())
    reminders.ask_for_draft(opened.owner, "text", "(555) 010-0199")
    draft = drafts.locked(opened.owner)
    return {
        "owner": str(opened.owner),
        "key": b64(opened.key),
        "aad": ["draft", "answers", str(opened.owner)],
        "answers": b64(draft.answers),
        "plain": drafts.read(opened, now=timezone.now()),
        "reminder": {
            "aad": ["reminder", "address", str(opened.owner)],
            "address": b64(draft.reminder.address),
            "plain": "(555) 010-0199",
        },
    }


def _volunteer():
    """Return what is sealed of a volunteer: keys, team keys in a session, seed, address."""
    volunteer = Volunteer.objects.create_user(username="vera", first_name="Vera")
    member, recovery_code = keys.make_member(volunteer, PASSWORD)
    team, team_private = keys.make_team("Team of version 1")
    keys.grant(team, {1: team_private}, member)
    slot = {}
    cookie = session.store(slot, volunteer.pk, {team.pk: {1: team_private}})
    alerts.keep_address(volunteer, "vera@example.com")
    return {
        "id": volunteer.pk,
        "password": PASSWORD,
        "argon": CHEAP,
        "recovery_code": recovery_code,
        "public_key": b64(member.public_key),
        "salt": b64(member.salt),
        "by_password": b64(member.by_password),
        "by_recovery_code": b64(member.by_recovery_code),
        "private": b64(keys.open_member(member, PASSWORD)),
        "team": {
            "id": team.pk,
            "aad": ["membership", str(team.pk)],
            "wrapped": b64(member.memberships.get().wrapped),
            "private": b64(team_private),
        },
        "session": {"stored": slot, "cookie": cookie},
        "seed": {"sealed": MFAAdapter().encrypt(SEED), "plain": SEED},
        "alert_address": {
            "aad": ["volunteer", "alert_address", str(volunteer.pk)],
            "sealed": b64(volunteer.alert_address),
            "plain": "vera@example.com",
        },
    }


def _lookups(answers):
    """Return the keyed hashes by which a team finds a case."""
    private = crypto.new_key()
    key = search.search_key({1: private})
    terms = set().union(*search.terms_of(answers).values())
    return {
        "private": b64(private),
        "values": sorted(search.value_of(key, term) for term in terms),
        "typed": ["Ana Maria Example", "example ANA", "5550100199", "SAMPLE-123"],
    }


def read():
    return json.loads(FILE.read_text())


def case_of(kept):
    """Write the stored case into the database as version 1 sealed it. Return (case, key)."""
    rows = iter(kept["rows"])

    def sealed_then(table, column, aad, _value):
        row = next(rows)
        assert [table, column, list(aad)] == [row["table"], row["column"], row["aad"]]
        return raw(row["ciphertext"])

    key = raw(kept["key"])
    return stored.load(kept["case"], uuid.UUID(kept["owner"]), key, sealed_then), key


def opened(kept, row):
    """Return the value of one stored row, opened with its key and associated data."""
    key = kept["server_key"] if row["table"] == "reminders" else kept["key"]
    return crypto.unseal_json(raw(key), raw(row["ciphertext"]), crypto.context(*row["aad"]))


# Every way to the key of a case: a function of the stored wraps and of who owns it.


def _row(kept, name, kind, **more):
    values = {column: raw(value) for column, value in kept["wraps"][name].items()}
    values.pop("private", None)
    return Wrap.objects.create(owner=uuid.UUID(kept["owner"]), kind=kind, **values, **more)


def _by_browser(kept):
    row = _row(kept, "browser", Wrap.Kind.BROWSER)
    secret = kept["wraps"]["secret"]
    assert sealing.kept_code(row, secret) == kept["wraps"]["code"]
    return sealing.opened_by_browser(secret, timezone.now()).key


def _by_code(kept):
    _row(kept, "by_code", Wrap.Kind.CODE)
    return sealing.opened_by_code(codes.grouped(kept["wraps"]["code"]), timezone.now()).key


def _by_team(kept):
    team = Team.objects.create(name="Team", public_key=bytes(32))
    row = _row(kept, "team", Wrap.Kind.TEAM, team=team, key_number=1)
    private = raw(kept["wraps"]["team"]["private"])
    return sealing.opened_by_team(row.owner, {team.pk: {1: private}})


def _by_recovery(kept):
    row = _row(kept, "recovery", Wrap.Kind.RECOVERY)
    return sealing.opened_by_recovery(row, raw(kept["wraps"]["recovery"]["private"]))


WAYS = {"browser": _by_browser, "code": _by_code, "team": _by_team, "recovery": _by_recovery}


# What is sealed beside cases: functions that return (what opens, what it must be).


def _unfinished(kept):
    draft = kept["draft"]
    owner = uuid.UUID(draft["owner"])
    later = timezone.now() + timedelta(days=1)
    Draft.objects.create(id=owner, answers=raw(draft["answers"]), expires_at=later)
    opened_draft = sealing.Opened(owner=owner, key=raw(draft["key"]), wrap=Wrap())
    return drafts.read(opened_draft, now=timezone.now()), draft["plain"]


def _draft_reminder(kept):
    held = kept["draft"]["reminder"]
    row = DraftReminder(
        draft_id=uuid.UUID(kept["draft"]["owner"]), way="text", address=raw(held["address"])
    )
    return reminders.address_of(row), held["plain"]


def _member(kept):
    names = ("public_key", "salt", "by_password", "by_recovery_code")
    return Member(
        volunteer_id=kept["volunteer"]["id"],
        **{name: raw(kept["volunteer"][name]) for name in names},
    )


def _private(kept):
    return raw(kept["volunteer"]["private"])


def _by_password(kept):
    return keys.open_member(_member(kept), kept["volunteer"]["password"]), _private(kept)


def _by_recovery_code(kept):
    typed = codes.grouped(kept["volunteer"]["recovery_code"])
    return keys.open_member_by_code(_member(kept), typed), _private(kept)


def _team_key(kept):
    team = kept["volunteer"]["team"]
    where = crypto.context(*team["aad"])
    return crypto.unwrap(_private(kept), raw(team["wrapped"]), where), raw(team["private"])


def _session(kept):
    of, team = kept["volunteer"]["session"], kept["volunteer"]["team"]
    found = session.load(of["stored"], kept["volunteer"]["id"], of["cookie"])
    return found, {team["id"]: {1: raw(team["private"])}}


def _seed(kept):
    seed = kept["volunteer"]["seed"]
    return MFAAdapter().decrypt(seed["sealed"]), seed["plain"]


def _alert_address(kept):
    address = kept["volunteer"]["alert_address"]
    volunteer = Volunteer(pk=kept["volunteer"]["id"], alert_address=raw(address["sealed"]))
    return alerts.address_of(volunteer), address["plain"]


def found_by(kept, case, typed):
    """Return whether the stored look-ups of a case find it by what is typed."""
    of = kept["lookups"]
    Lookup.objects.bulk_create(Lookup(case=case, value=value) for value in of["values"])
    return search.find(typed, {case.team_id: {1: raw(of["private"])}}, 5) == [case.pk]


OTHERS = {
    "a draft": _unfinished,
    "the reminder of a draft": _draft_reminder,
    "a member's key, by the password": _by_password,
    "a member's key, by the recovery code": _by_recovery_code,
    "a team's key, by a member's": _team_key,
    "the team keys of a session": _session,
    "the seed of a second factor": _seed,
    "the address for alerts": _alert_address,
}
