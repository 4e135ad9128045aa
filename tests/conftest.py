"""The cast: ana has the case, ben is another volunteer, dana is of another team.

rita reads papers a second time, tess translates, cora coordinates, otto audits, oren operates;
the filer has only a draft.
"""

import itertools
import math
import os
import time

import pytest
import time_machine
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.utils import timezone

from intake.accounts import actions as people
from intake.accounts.models import Role
from intake.messages import actions as messages
from intake.office.queue import rows
from intake.rendering import pdf
from intake.routes import contact_checks, help_lines, opening, route_status, state_law_status
from intake.vault import crypto, envelopes, keys
from intake.web import ratelimit
from tests.filer import FormClient
from tests.second_factor import SEED, numbers
from tests.typeset_once import TypesetOnce

PASSWORD = "a quiet lantern for the tests"


def ask_no_database():
    """Let the law and the contacts be as they came with the site, where no database is asked."""
    state_law_status._cache.update(until=math.inf, rows={})
    contact_checks._cache.update(until=math.inf, checks={})
    help_lines._cache.update(until=math.inf, lines=[])
    opening._cache.update(until=math.inf, is_open=True)


ask_no_database()  # for what modules of tests work out when they are read


def pytest_collection_modifyitems(config, items):
    """Leave out what another engine is asked, and let what takes long go first."""
    other = [item for item in items if not _is_for(item, connection.vendor)]
    config.hook.pytest_deselected(items=other)
    items[:] = [item for item in items if _is_for(item, connection.vendor)]
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


def _is_for(item, vendor):
    """Say whether a test asks this engine: most ask any."""
    mark = item.get_closest_marker("engine")
    return mark is None or vendor in mark.args


@pytest.fixture(autouse=True, scope="session")
def cheap_keys():
    """Stretch passwords at a cost for tests; tests/vault holds the real cost."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(crypto, "ARGON2", {"iterations": 1, "lanes": 1, "memory_cost": 8})
        yield


@pytest.fixture(autouse=True, scope="session")
def typeset_once(tmp_path_factory):
    """Set each PDF once in a run, whichever of its workers asks first."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "typeset"
    folder.mkdir(exist_ok=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pdf, "_run_typeset", TypesetOnce(folder))
        yield


@pytest.fixture(scope="session")
def folders(tmp_path_factory):
    """Folders that are not there yet. To make `tmp_path`, pytest reads the names of all others."""
    base = tmp_path_factory.mktemp("own")
    return (base / str(number) for number in itertools.count())


@pytest.fixture(autouse=True)
def own_files(settings, folders):
    """Store added files in a folder of each test's own, so that no sweep finds those of another."""
    folder = next(folders)
    settings.ATTACHMENTS_DIR = folder / "attachments"
    settings.ERASURE_LEDGER = [folder / "erasures"]


@pytest.fixture(autouse=True)
def fresh_counters(request):
    forget_counters()
    marked = request.node.get_closest_marker("django_db")
    if not marked and not {"db", "transactional_db"} & {*request.fixturenames}:
        ask_no_database()


def forget_counters():
    """Forget what a process keeps from one request to the next."""
    rows._logged.clear()
    ratelimit._path().unlink(missing_ok=True)
    route_status.clear_cache()
    state_law_status.clear_cache()
    contact_checks.clear_cache()
    help_lines.clear_cache()
    opening.clear_cache()


@pytest.fixture
def client():
    return FormClient()


def make_office():
    """Return the first team with its coordinator: {"team", "privates", "cora"}."""
    team, cora, _code = people.create_first_team(
        team_name="Team", username="cora", first_name="Cora", password=PASSWORD
    )
    private_keys = keys.unlock_teams(cora.member, keys.unlock_member(cora.member, PASSWORD))[
        team.pk
    ]
    return {"team": team, "privates": private_keys, "cora": cora}


@pytest.fixture
def office(db):
    return make_office()


@pytest.fixture
def team(office):
    return office["team"]


def unlocked_of(case, office):
    """Return a case with its key, as the first team opens it now."""
    teams = {office["team"].pk: office["privates"]}
    return case.unlocked(envelopes.unlock_key_with_team(case.owner, teams))


def send_message(unlocked, text, *, language="en", template=("", 0, ""), by, at):
    """Write to the person as a volunteer does. Return the message."""
    more = {"language": language, "template": template}
    messages.update_case(unlocked, text=text, by=by, at=at, seen="", **more)
    return unlocked.case.messages.order_by("pk").last()


def join(office, name, role=Role.VOLUNTEER, *, granted=True):
    """Return a volunteer who accepted an invitation, let into the team or not."""
    now = timezone.now()
    volunteer, token = people.invite(username=name, first_name=name.title(), role=role, now=now)
    people.accept_invitation(people.find_invitation(token, now=now), PASSWORD)
    volunteer.refresh_from_db()
    if granted:
        keys.grant(office["team"], office["privates"], volunteer.member)
    return volunteer


def make_cast(office):
    """Return everybody who may come to the door, by name."""
    from intake.demo import set_second_factor

    members = {
        "ana": join(office, "ana"),
        "ben": join(office, "ben"),
        "rita": join(office, "rita", Role.READER),
        "tess": join(office, "tess", Role.TRANSLATOR),
        "otto": join(office, "otto", Role.AUDITOR),
        "oren": join(office, "oren", Role.OPERATOR),
        "cora": office["cora"],
    }
    # A role that is new has somebody, too, who is called as it is.
    for role in set(Role) - {member.role for member in members.values()}:
        members[role.value] = join(office, role.value, role)
    other, private = keys.create_team("Other team")
    other.accepts = False
    other.save()
    members["dana"] = join({"team": other, "privates": {1: private}}, "dana")
    for member in members.values():
        set_second_factor(member, SEED)
    return members


@pytest.fixture
def cast(office):
    return make_cast(office)


def log_in(volunteer, password=PASSWORD):
    """Return a client that went through the password and the second factor."""
    cache.clear()  # the numbers may be used once only, and a test is quicker than they change
    client = FormClient()
    client.post("/office/account/login/", {"login": volunteer.username, "password": password})
    with time_machine.travel(time.time(), tick=False):  # the numbers must not change on the way
        response = client.post("/office/account/second/", {"code": numbers()})
    assert response.status_code == 302, response.content.decode()
    assert settings.VAULT_COOKIE in client.cookies
    return client
