"""Coming in: password, then second factor, then the vault; and every way it ends."""

import re
import time
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.conf import settings
from django.core.cache import cache
from django.utils import timezone

from intake.accounts import actions as people
from intake.demo import file_case, set_second_factor
from intake.flow.complaint import COMPLAINT
from intake.flow.sample import sample
from intake.models import Case, Member, Membership, Volunteer
from intake.vault import codes, keys
from tests.cases.test_urgency import some_case
from tests.conftest import PASSWORD, join, log_in
from tests.filer import Filer, FormClient
from tests.rounds import rounds
from tests.second_factor import SEED, lasting_numbers, numbers

LOGIN, SECOND = "/office/account/login/", "/office/account/second/"


def password_only(volunteer):
    client = FormClient()
    response = client.post(LOGIN, {"login": volunteer.username, "password": PASSWORD})
    assert response.headers["Location"] == SECOND
    return client


def test_s10_password_alone_reaches_nothing(cast):
    case = file_case(COMPLAINT, timezone.now())
    client = password_only(cast["ana"])
    for path in ("/office/", f"/office/cases/{case.reference}/", "/office/account/"):
        assert client.get(path).headers["Location"] == LOGIN


def test_password_and_numbers_open_the_queue_and_a_case(cast):
    case = file_case(COMPLAINT, timezone.now())
    client = log_in(cast["ana"])
    assert case.reference in client.get("/office/").content.decode()
    page = client.get(f"/office/cases/{case.reference}/").content.decode()
    assert "Ana María" in page and "They said: “the computer knows”." in page


@pytest.mark.parametrize("name", ["ana", "tess", "cora", "otto", "oren"])
def test_everybody_comes_to_a_page_of_their_own_after_login(cast, name):
    client = log_in(cast[name])
    home = "/office/account/" if name in ("otto", "oren") else "/office/"
    page = client.get(home)
    assert page.status_code == 200
    for href in re.findall(r'href="(/office/[^"]*)"', page.content.decode()):
        assert client.get(href).status_code in (200, 302), href


def test_login_can_be_given_up_before_the_second_factor(cast):
    client = password_only(cast["ana"])
    assert client.post("/office/account/logout/").headers["Location"] == LOGIN
    assert client.post(SECOND, {"code": numbers()}).headers["Location"] == LOGIN
    assert client.get("/office/").status_code == 302


def test_s10_numbers_are_used_once(cast):
    again, code = password_only(cast["ana"]), lasting_numbers()
    log_in(cast["ana"])
    response = again.post(SECOND, {"code": code})
    assert response.status_code == 200 and "Error:" in response.content.decode()


@pytest.mark.parametrize("drift", [-90, 90])
def test_s10_numbers_of_another_time_are_refused(cast, drift):
    client = password_only(cast["ana"])
    code = numbers(SEED, at=time.time() + drift)
    assert client.post(SECOND, {"code": code}).status_code == 200


def test_s10_a_one_use_code_works_once(cast):
    RecoveryCodes.activate(cast["ana"])
    stored = Authenticator.objects.get(user=cast["ana"], type="recovery_codes")
    code = RecoveryCodes(stored).get_unused_codes()[0]
    assert password_only(cast["ana"]).post(SECOND, {"code": code}).status_code == 302
    assert password_only(cast["ana"]).post(SECOND, {"code": code}).status_code == 200


def test_seed_of_the_second_factor_is_sealed_in_the_database(cast):
    for row in Authenticator.objects.filter(type="totp"):
        assert SEED not in str(row.data)


def test_a_volunteer_without_a_second_factor_can_only_set_one_up(office):
    eve = join(office, "eve")
    case = file_case(COMPLAINT, timezone.now())
    client = FormClient()
    client.post(LOGIN, {"login": "eve", "password": PASSWORD})
    for path in (
        "/office/",
        f"/office/cases/{case.reference}/",
        "/office/people/",
        "/office/account/password/",
        "/office/account/codes/",
    ):
        assert client.get(path).headers["Location"] == "/office/account/app/"
    page = client.get("/office/account/app/")
    assert page.status_code == 200
    assert client.get("/office/account/picture/").headers["Content-Type"] == "image/svg+xml"
    secret = client.session["mfa.totp.secret"]
    response = client.post("/office/account/app/", {"code": lasting_numbers(1, secret)})
    assert response.status_code == 302
    assert client.get("/office/").status_code == 200
    assert Authenticator.objects.filter(user=eve, type="recovery_codes").exists()


def test_s11_wrong_passwords_are_limited_for_one_and_not_for_others(cast):
    cache.clear()
    client = FormClient()
    pages = [
        client.post(LOGIN, {"login": "ana", "password": "a wrong quiet lantern"}).content.decode()
        for _ in range(12)
    ]
    assert "Too many" in pages[-1]
    refused = client.post(LOGIN, {"login": "ana", "password": PASSWORD})
    assert refused.status_code == 200
    other = FormClient().post(LOGIN, {"login": "ben", "password": PASSWORD})
    assert other.status_code == 302


def test_s11_who_was_limited_gets_in_again_after_a_quarter_of_an_hour(cast):
    cache.clear()
    client, start = FormClient(), timezone.now()
    for _ in range(12):
        client.post(LOGIN, {"login": "ana", "password": "a wrong quiet lantern"})
    right = {"login": "ana", "password": PASSWORD}
    for minutes, opens in ((1, False), (14, False), (16, True)):
        with time_machine.travel(start + timedelta(minutes=minutes), tick=False):
            assert (client.post(LOGIN, right).status_code == 302) is opens, minutes


@pytest.fixture
def hashed(monkeypatch):
    """Return a list that grows by one with every password that is hashed or compared."""
    from tests.hasher import CheapArgon2

    seen = []
    for name in ("encode", "verify"):
        real = getattr(CheapArgon2, name)
        monkeypatch.setattr(
            CheapArgon2, name, lambda *args, real=real, **kw: seen.append(1) or real(*args, **kw)
        )
    return seen


@pytest.mark.parametrize("addresses", [1, 50])
def test_s11_a_thousand_guesses_cost_ten_hashes_and_shut_nobody_else_out(
    cast, hashed, settings, addresses
):
    settings.TRUSTED_PROXIES = settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    cache.clear()
    client = FormClient()
    for number in range(rounds(200, 1000)):
        where = {"HTTP_X_FORWARDED_FOR": f"198.51.100.{number % addresses}"}
        client.post(LOGIN, {"login": "ana", "password": f"a wrong lantern {number}"}, **where)
    assert 1 <= len(hashed) <= 10
    other = FormClient().post(
        LOGIN, {"login": "ben", "password": PASSWORD}, HTTP_X_FORWARDED_FOR="203.0.113.9"
    )
    assert other.headers["Location"] == SECOND


def test_s12_an_unknown_name_takes_the_work_of_a_known_one(cast, hashed):
    FormClient().post(LOGIN, {"login": "ana", "password": "wrong lantern words"})
    known = len(hashed)
    FormClient().post(LOGIN, {"login": "nobody-of-that-name", "password": "wrong lantern words"})
    assert known >= 1 and len(hashed) == 2 * known


def test_s12_fifty_known_and_fifty_unknown_names_get_the_same_bytes(cast, settings):
    """Also where a name is limited: what differs is the name that was typed, and the token."""
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "2/900s/key"}
    settings.TRUSTED_PROXIES = settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    cache.clear()
    known = [f"known-{number:02}" for number in range(50)]
    Volunteer.objects.bulk_create(
        Volunteer(username=name, first_name="K", password=cast["ana"].password) for name in known
    )
    unknown = [f"maybe-{number:02}" for number in range(50)]

    def pages(name):
        client = FormClient()
        place = (known + unknown).index(name)
        given = {"login": name, "password": "wrong lantern words"}
        for _ in range(3):
            answer = client.post(LOGIN, given, HTTP_X_FORWARDED_FOR=f"198.51.100.{place}")
            text = answer.content.decode().replace(f'value="{name}"', "")
            text = re.sub(r'csrfmiddlewaretoken" value="[^"]*"', "", text)
            headers = {k: v for k, v in answer.headers.items() if k != "Expires"}  # the second
            yield answer.status_code, sorted(headers.items()), text

    answers = [tuple(map(str, pages(name))) for name in known + unknown]
    assert len(set(answers)) == 1
    assert "Too many" in answers[0][2] and "Too many" not in answers[0][0]


@pytest.mark.parametrize("idle", [timedelta(minutes=29), timedelta(minutes=31)])
def test_s13_a_session_ends_after_half_an_hour_of_quiet(cast, idle):
    client = log_in(cast["ana"])
    with time_machine.travel(timezone.now() + idle):
        open_ = client.get("/office/").status_code == 200
    assert open_ is (idle < timedelta(minutes=30))


def test_s13_a_session_ends_after_twelve_hours_however_busy(cast):
    start = timezone.now()
    client = log_in(cast["ana"])
    for minutes in range(20, 12 * 60, 20):
        with time_machine.travel(start + timedelta(minutes=minutes)):
            assert client.get("/office/").status_code == 200, minutes
    with time_machine.travel(start + timedelta(hours=12, minutes=1)):
        assert client.get("/office/").status_code == 302


def test_s13_a_session_gets_a_new_id_at_login_and_none_after_logout(cast):
    client = FormClient()
    client.get(LOGIN)
    client.post(LOGIN, {"login": "ana", "password": PASSWORD})
    before = client.cookies[settings.SESSION_COOKIE_NAME].value
    cache.clear()
    client.post(SECOND, {"code": lasting_numbers(1)})
    inside = client.cookies[settings.SESSION_COOKIE_NAME].value
    assert inside != before
    client.post("/office/account/logout/")
    thief = FormClient()
    thief.cookies[settings.SESSION_COOKIE_NAME] = inside
    thief.cookies[settings.VAULT_COOKIE] = client.cookies[settings.VAULT_COOKIE].value
    assert thief.get("/office/").status_code == 302


def test_c8_a_session_without_its_vault_cookie_sees_no_case(cast):
    case = file_case(COMPLAINT, timezone.now())
    client = log_in(cast["ana"])
    del client.cookies[settings.VAULT_COOKIE]
    assert case.reference not in client.get("/office/").content.decode()
    assert client.get(f"/office/cases/{case.reference}/").status_code == 404


def test_c9_a_revoked_volunteer_opens_nothing_with_the_next_request(cast):
    case = file_case(COMPLAINT, timezone.now())
    client = log_in(cast["ana"])
    path = f"/office/cases/{case.reference}/"
    assert client.get(path).status_code == 200
    Membership.objects.filter(member__volunteer=cast["ana"]).delete()
    assert client.get(path).status_code == 404
    people.end_access(cast["ana"])
    assert client.get(path).headers["Location"] == LOGIN
    assert not Member.objects.filter(volunteer=cast["ana"]).exists()


def test_c9_a_disabled_account_is_out_at_once(cast):
    client = log_in(cast["ana"])
    Volunteer.objects.filter(pk=cast["ana"].pk).update(is_active=False)
    assert client.get("/office/").headers["Location"] == LOGIN


def test_s13_a_new_password_ends_other_sessions_and_still_opens_the_cases(cast):
    case = file_case(COMPLAINT, timezone.now())
    here, elsewhere = log_in(cast["ana"]), log_in(cast["ana"])
    new = "another quiet lantern here"
    data = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert here.post("/office/account/password/", data).status_code == 302
    assert elsewhere.get("/office/").status_code == 302
    fresh = log_in(cast["ana"], password=new)
    assert fresh.get(f"/office/cases/{case.reference}/").status_code == 200


def test_a_thousand_letters_are_refused_before_hashing(cast, monkeypatch):
    hashed = []
    monkeypatch.setattr(
        "tests.hasher.CheapArgon2.encode", lambda *args: hashed.append(args) or "argon2$x"
    )
    monkeypatch.setattr("tests.hasher.CheapArgon2.verify", lambda *args: hashed.append(args))
    FormClient().post(LOGIN, {"login": "nobody", "password": "x" * 1001})
    assert hashed == []
    FormClient().post(LOGIN, {"login": "nobody", "password": "x" * 1000})
    assert hashed


def test_invitation_to_first_case(cast):
    case = file_case(COMPLAINT, timezone.now())
    coordinator = log_in(cast["cora"])
    page = coordinator.post(
        "/office/people/invite/", {"username": "gil", "first_name": "Gil", "role": "volunteer"}
    ).content.decode()
    path = "/office/welcome/" + page.split("/office/welcome/")[1].split("<")[0]
    guest = FormClient()
    response = guest.get(path)
    assert response.headers["Location"] == "/office/set-password/"
    weak = guest.post("/office/set-password/", {"password": "short", "again": "short"})
    assert weak.status_code == 422
    done = guest.post("/office/set-password/", {"password": PASSWORD, "again": PASSWORD})
    assert "recovery code" in done.content.decode()
    assert FormClient().get(path).status_code == 404
    gil = Volunteer.objects.get(username="gil")
    set_second_factor(gil, SEED)
    client = log_in(gil)
    assert case.reference not in client.get("/office/").content.decode()
    coordinator.post(f"/office/people/{gil.pk}/grant/")
    client = log_in(gil)
    assert client.get(f"/office/cases/{case.reference}/").status_code == 200


@pytest.mark.parametrize("typed", ["", "paper", "wrong", "nonsense"])
def test_a_lost_password_opens_cases_only_with_the_recovery_code(cast, typed):
    case = file_case(COMPLAINT, timezone.now())
    _, paper = keys.create_member(cast["ana"], "the password that got lost")
    log_in(cast["cora"]).post(f"/office/people/{cast['ana'].pk}/grant/")
    token = people.resend_invitation(cast["ana"], now=timezone.now())
    guest, new = FormClient(), "found lantern near the pond"
    guest.get(f"/office/welcome/{token}/")
    assert "Recovery code" in guest.get("/office/set-password/").content.decode()
    code = {"paper": codes.grouped(paper).lower(), "wrong": codes.new_code()}.get(typed, typed)
    data = {"password": new, "again": new, "recovery_code": code}
    response = guest.post("/office/set-password/", data)
    if typed in ("wrong", "nonsense"):
        assert response.status_code == 422
        assert "This is not your recovery code" in response.content.decode()
        assert people.find_invitation(token, now=timezone.now())
        return
    client = log_in(Volunteer.objects.get(pk=cast["ana"].pk), password=new)
    opens = client.get(f"/office/cases/{case.reference}/").status_code == 200
    assert opens is (typed == "paper")
    assert ("You kept your keys" in response.content.decode()) is opens


def test_whole_work_on_a_case(cast):
    """Ana reads, notes, asks; ben sends; the person sees each status with the code."""
    filer = Filer(FormClient(), sample(COMPLAINT)).jump()
    filer.send()
    code, case = filer.code(), Case.objects.get()
    ana, ben = log_in(cast["ana"]), log_in(cast["ben"])
    path = f"/office/cases/{case.reference}/"

    def person_sees():
        visitor = Filer(FormClient(), {})
        visitor.post("/return/", {"code": code})
        return visitor.html()

    assert "Received" in person_sees()
    ana.post(path + "take/")
    assert "Ana has this case already" in ben.post(path + "take/", follow=True).content.decode()
    ana.post(path + "note/", {"text": "Call the jail.\r\nBefore 5."})
    assert "Call the jail.\nBefore 5." in ben.get(path).content.decode()
    assert ana.post(path + "note/", {"text": ""}).status_code == 422
    for client, seen, to, more, shown in [
        (ana, "new", "reading", {}, "Being read"),
        (ana, "reading", "asking", {}, "We need something from you"),
        (ben, "asking", "reading", {}, "Being read"),
        (ana, "reading", "ready", {}, "Ready to send"),
        (ben, "ready", "sent", {"said_yes": "by phone today"}, "Sent"),
        (ben, "sent", "answered", {}, "An answer came"),
    ]:
        response = client.post(path + "move/", {"to": to, "seen": seen, **more})
        assert response.status_code == 302, response.content.decode()
        assert shown in person_sees()
    closed = {"seen": "answered", "outcome": "answer_for", "reason": "it is done"}
    assert ana.post(path + "first/close/", closed).status_code == 302
    assert "Closed" in person_sees()
    names = [(event.kind, event.by and event.by.first_name) for event in case.events.order_by("pk")]
    assert names == [
        ("submitted", None),
        ("taken", "Ana"),
        ("noted", "Ana"),
        ("moved", "Ana"),
        ("moved", "Ana"),
        ("moved", "Ben"),
        ("moved", "Ana"),
        ("moved", "Ben"),
        ("moved", "Ben"),
        ("moved", "Ana"),
    ]


def test_a_move_on_an_old_page_is_told_and_changes_nothing(cast):
    case = file_case(COMPLAINT, timezone.now())
    ana, ben = log_in(cast["ana"]), log_in(cast["ben"])
    path = f"/office/cases/{case.reference}/"
    ana.post(path + "move/", {"to": "reading", "seen": "new"})
    page = ben.post(
        path + "first/close/", {"seen": "new", "outcome": "not_ours", "reason": "x"}
    ).content.decode()
    assert "A colleague changed this case" in page
    case.refresh_from_db()
    assert case.status == "reading"


def test_erasing_on_request_takes_a_coordinator_and_two_steps(cast):
    case = file_case(COMPLAINT, timezone.now())
    ana, cora = log_in(cast["ana"]), log_in(cast["cora"])
    path = f"/office/cases/{case.reference}/"
    assert cora.get(path + "erase/").status_code == 404
    ana.post(path + "first/ask-deletion/", {"reason": "by phone"})
    assert ana.post(path + "erase/").status_code == 404
    assert "No one can bring it back" in cora.get(path + "erase/").content.decode()
    cora.post(path + "erase/")
    page = cora.get(path).content.decode()
    assert "This case was erased" in page and "Ana María" not in page


# One, more than a page, and more than are counted.
@pytest.mark.parametrize("count", [1, 50, rounds(1100, 5000)])
def test_queue_takes_the_same_queries_for_any_number_of_cases(
    cast, office, count, django_assert_num_queries
):
    cases = [some_case(team=office["team"]) for _ in range(count)]
    for number, case in enumerate(cases):
        case.reference = f"{number:07d}"
    Case.objects.bulk_create(cases)
    client = log_in(cast["ana"])
    client.get("/office/")
    with django_assert_num_queries(14):
        assert client.get("/office/").status_code == 200
