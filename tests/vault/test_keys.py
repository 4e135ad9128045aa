"""Who opens what: nobody without a passphrase, a volunteer their team's, paper all (C6 to C10)."""

import base64
import itertools
from uuid import uuid4

import pytest
from django.conf import settings
from django.utils import timezone

from intake.accounts import actions as people
from intake.cases import search, volunteer_actions
from intake.cases.models import Case
from intake.demo import file_case
from intake.flow.complaint import COMPLAINT
from intake.management.commands.recover_cases import recover
from intake.models import Draft, Member, Membership, Team, Wrap
from intake.vault import codes, crypto, envelopes, keys, session
from intake.vault.row_keys import RowKey, new_key
from tests.conftest import PASSWORD, join
from tests.environment import RECOVERY_PRIVATE


@pytest.fixture
def two_teams(office):
    """Three cases of the first team, two of another, and a volunteer of each."""
    first = [file_case(COMPLAINT, timezone.now()) for _ in range(3)]
    other, private = keys.create_team("Other team")
    dana = join({"team": other, "privates": {1: private}}, "dana")
    Team.objects.filter(pk=office["team"].pk).update(accepts=False)
    second = [file_case(COMPLAINT, timezone.now()) for _ in range(2)]
    return {"first": first, "second": second, "dana": dana, "other": other}


def opens(owner, private, where_kinds=Wrap.Kind.values):
    """Try a private key on every wrap of a case. Return the kinds that open."""
    found = []
    for wrap in Wrap.objects.filter(owner=owner, kind__in=where_kinds):
        try:
            crypto.unwrap(private, wrap.wrapped, envelopes._aad(wrap.kind, owner))
            found.append(wrap.kind)
        except crypto.DecryptionError:
            continue
    return found


def every_secret_on_disk():
    """Everything 32 bytes long that the database or the server's settings hold, and derivations."""
    raw = [settings.PEPPER.encode(), settings.SECRET_KEY.encode(), settings.RECOVERY_KEY.encode()]
    raw.append(codes.decode_key(settings.RECOVERY_KEY))
    for model in (Team, Member, Membership, Wrap):
        for row in model.objects.all():
            raw += [
                bytes(value)
                for field in model._meta.fields
                if isinstance(value := getattr(row, field.attname), (bytes, memoryview)) and value
            ]
    found = {piece[start : start + 32] for piece in raw for start in (0, 1, 2, 13)}
    purposes = ("wrap browser", "wrap code", "member recovery", "second factor seed")
    found |= {crypto.derive(piece, purpose) for piece in raw for purpose in purposes}
    return [piece for piece in found if len(piece) == 32]


@pytest.mark.postgres
def test_c6_the_database_and_the_servers_secrets_open_no_case(two_teams):
    Draft.objects.all().delete()
    for key, case in itertools.product(every_secret_on_disk(), Case.objects.all()):
        assert opens(case.owner, key) == []
        for wrap in Wrap.objects.filter(owner=case.owner):
            with pytest.raises(crypto.DecryptionError):
                crypto.unseal(key, wrap.wrapped, envelopes._aad(wrap.kind, case.owner))
        with pytest.raises(crypto.DecryptionError):
            RowKey(case.owner, key).open(case.complaint, "answers")


def test_c7_one_passphrase_opens_exactly_that_volunteers_cases(two_teams):
    dana = two_teams["dana"]
    teams = keys.unlock_teams(dana.member, keys.unlock_member(dana.member, PASSWORD))
    for case in two_teams["second"]:
        key = envelopes.unlock_key_with_team(case.owner, teams)
        assert case.unlocked(key).submitted["person"]
    for case in two_teams["first"]:
        with pytest.raises(crypto.DecryptionError):
            envelopes.unlock_key_with_team(case.owner, teams)
        assert all(opens(case.owner, private_keys[1]) == [] for private_keys in teams.values())


def test_c4_wraps_of_one_case_open_no_other(two_teams):
    cases = two_teams["second"] + two_teams["first"]
    boxes = {case.owner: Wrap.objects.get(owner=case.owner, kind="recovery") for case in cases}
    for case, other in itertools.permutations(cases, 2):
        moved = boxes[case.owner]
        where = envelopes._aad("recovery", other.owner)
        with pytest.raises(crypto.DecryptionError):
            crypto.unwrap(RECOVERY_PRIVATE, moved.wrapped, where)


def test_a_wrong_password_opens_nothing(office):
    with pytest.raises(crypto.DecryptionError):
        keys.unlock_member(office["cora"].member, PASSWORD + " ")


def test_recovery_code_of_a_volunteer_opens_the_same_key(office):
    member, code = keys.create_member(office["cora"], PASSWORD)
    private = keys.unlock_member(member, PASSWORD)
    assert keys.unlock_member_with_code(member, codes.grouped(code).lower()) == private
    with pytest.raises(crypto.DecryptionError):
        keys.unlock_member_with_code(member, codes.new_code())


def test_a_new_password_opens_and_the_old_one_does_not(office):
    people.change_password(office["cora"], PASSWORD, "another quiet lantern here")
    member = Member.objects.get(volunteer=office["cora"])
    keys.unlock_member(member, "another quiet lantern here")
    with pytest.raises(crypto.DecryptionError):
        keys.unlock_member(member, PASSWORD)


def test_c8_session_opens_only_with_row_and_cookie_together():
    row, other_row = {}, {}
    teams = {1: {1: crypto.new_key(), 2: crypto.new_key()}, 2: {1: crypto.new_key()}}
    cookie = session.store(row, 7, teams)
    other_cookie = session.store(other_row, 7, {3: {1: crypto.new_key()}})
    assert session.load(row, 7, cookie) == teams
    wrong = [
        (row, 7, ""),
        (row, 7, other_cookie),
        ({}, 7, cookie),
        (other_row, 7, cookie),
        (row, 8, cookie),
        (row, 7, cookie[:-4]),
        (row, 7, "not base64 \x00"),
        (row, 7, "é"),
    ]
    for case in wrong:
        with pytest.raises(crypto.DecryptionError):
            session.load(*case)
    stored = base64.b64decode(row[session.SESSION_KEY])
    for private in (key for keys_of_team in teams.values() for key in keys_of_team.values()):
        assert private not in stored
        assert private.hex() not in str(row)
        assert base64.b64encode(private).decode() not in str(row)


@pytest.mark.postgres
def test_c10_paper_opens_a_thousand_cases(office):
    file_case(COMPLAINT, timezone.now())
    pattern = Case.objects.get()
    opened = {}
    for _ in range(999):
        key = new_key(uuid4())
        opened[key.owner] = key
        Wrap.objects.bulk_create(envelopes.public_wraps(key, office["team"]))
    fresh, private = keys.create_team("After the fire")
    assert recover(fresh, RECOVERY_PRIVATE) == 0  # a member of the team still opens them
    Membership.objects.all().delete()
    assert recover(fresh, RECOVERY_PRIVATE) == 1000
    assert recover(fresh, RECOVERY_PRIVATE) == 0
    for owner, key in opened.items():
        assert (
            envelopes.unlock_key_with_team(owner, {fresh.pk: {1: private}})._secret == key._secret
        )
    key = envelopes.unlock_key_with_team(pattern.owner, {fresh.pk: {1: private}})
    assert pattern.unlocked(key).transcript


@pytest.mark.postgres
def test_recovery_stopped_half_way_goes_on(office):
    for _ in range(4):
        file_case(COMPLAINT, timezone.now())
    fresh, private = keys.create_team("After the fire")
    Membership.objects.all().delete()
    wraps = list(Wrap.objects.filter(kind="recovery")[:2])
    for wrap in wraps:
        key = envelopes.unlock_key_with_recovery(wrap, RECOVERY_PRIVATE)
        envelopes.team_wrap(key, fresh).save()
    assert recover(fresh, RECOVERY_PRIVATE) == 2


@pytest.mark.postgres
def test_recovery_passes_over_walls_and_the_cases_of_teams_that_open_them(two_teams, office):
    team, other = office["team"], two_teams["other"]
    [walled, plain, own] = two_teams["first"]
    keys_of = {team.pk: office["privates"]}
    for case, wall in ((walled, True), (plain, False)):
        key = envelopes.unlock_key_with_team(case.owner, keys_of)
        volunteer_actions.transfer(
            case.unlocked(key),
            other,
            by=office["cora"],
            at=timezone.now(),
            reason="x",
            exclude_team=wall,
        )
    dana = two_teams["dana"].member
    danas = keys.unlock_teams(dana, keys.unlock_member(dana, PASSWORD))
    search.index_cases(danas, 10)
    assert recover(team, RECOVERY_PRIVATE) == 0
    Membership.objects.filter(team=other).delete()
    assert recover(team, RECOVERY_PRIVATE) == 3  # the plain one, and the other team's own two
    walled.refresh_from_db()
    plain.refresh_from_db()
    assert (walled.team, plain.team) == (other, team)
    assert envelopes.unlock_key_with_team(plain.owner, keys_of)
    with pytest.raises(crypto.DecryptionError):
        envelopes.unlock_key_with_team(plain.owner, danas)
    with pytest.raises(crypto.DecryptionError):
        envelopes.unlock_key_with_team(walled.owner, keys_of)
    assert (
        not plain.searchable and not plain.search_hashes.exists() and walled.search_hashes.exists()
    )
    assert plain.events.filter(kind="recovered").count() == 1
    assert not own.events.filter(kind="recovered").exists()
    search.index_cases(keys_of, 10)
    assert plain.pk in search.find("Ana Example", keys_of, 10)


def test_recovery_of_all_takes_from_a_team_that_opens_its_cases(two_teams, office):
    assert recover(two_teams["other"], RECOVERY_PRIVATE, every=True) == 3
    assert Case.objects.filter(team=two_teams["other"]).count() == 5


def test_recovery_brings_back_a_case_whose_wrap_nobody_opens(office):
    case = file_case(COMPLAINT, timezone.now())
    team, new = keys.rotate_team_key(office["team"])
    team.memberships.filter(key_number=1).delete()
    assert list(keys.lost_wraps(team).values_list("owner", flat=True)) == [case.owner]
    assert recover(team, RECOVERY_PRIVATE) == 1
    assert envelopes.unlock_key_with_team(case.owner, {team.pk: new})


@pytest.mark.parametrize("fault", ["no team", "no member", "closed team", "no recovery key"])
def test_c12_form_is_closed_when_nobody_could_read(office, settings, fault):
    assert envelopes.receiving_team() == office["team"]
    if fault == "no team":
        Team.objects.all().delete()
    elif fault == "no member":
        Membership.objects.all().delete()
    elif fault == "closed team":
        Team.objects.update(accepts=False)
    else:
        settings.RECOVERY_KEY = "ABC"
    with pytest.raises(envelopes.FormClosed):
        envelopes.receiving_team()


def test_a_case_carries_three_wraps_and_a_code(office):
    case = file_case(COMPLAINT, timezone.now())
    kinds = sorted(Wrap.objects.filter(owner=case.owner).values_list("kind", flat=True))
    assert kinds == ["browser", "code", "recovery", "team"]
