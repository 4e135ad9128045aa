"""How often one source may do a thing in an hour (S25, S28): nobody shuts out anybody else."""

import os
import subprocess
import sys
import time
from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.test import RequestFactory
from django.utils import timezone
from django.utils.timezone import localdate

from intake.flow.complaint import COMPLAINT
from intake.flow.sample import sample
from intake.vault import codes
from intake.web import counters, event_code, ratelimit
from tests.filer import Filer, FormClient


def request_from(address, **headers):
    return RequestFactory().get("/", REMOTE_ADDR=address, **headers)


def allowed(addresses, what="submit"):
    """Return how many of these tries, one after the other, were within the limits."""
    return sum(ratelimit.allow(request_from(address), what) for address in addresses)


def test_s25_the_thirty_first_try_of_an_hour_is_refused():
    tries = [ratelimit.allow(request_from("203.0.113.5"), "submit") for _ in range(35)]
    assert tries == [True] * 30 + [False] * 5
    assert allowed(["203.0.113.6"]) == 1


def test_s25_a_forged_forward_header_does_not_help():
    tries = [
        ratelimit.allow(
            request_from("203.0.113.5", HTTP_X_FORWARDED_FOR=f"198.51.100.{n}"), "submit"
        )
        for n in range(40)
    ]
    assert tries.count(True) == 30


def test_s25_behind_our_proxy_its_word_counts_and_no_other(settings):
    settings.TRUSTED_PROXIES = 1
    for number in range(40):
        forged = f"198.51.100.{number}, 203.0.113.9"
        last = ratelimit.allow(request_from("10.0.0.1", HTTP_X_FORWARDED_FOR=forged), "submit")
    assert not last
    fresh = request_from("10.0.0.1", HTTP_X_FORWARDED_FOR="203.0.113.9, 203.0.113.10")
    assert ratelimit.allow(fresh, "submit")


def test_s25_one_ipv6_network_is_one_source():
    assert allowed(f"2001:db8:1:2::{n:x}" for n in range(40)) == 30
    assert allowed(["2001:db8:1:3::1"]) == 1


def test_s25_the_many_networks_of_one_customer_have_a_limit_together():
    assert allowed(f"2001:db8:0:{n:x}::1" for n in range(500)) == 30 * ratelimit.WIDER_FACTOR
    assert allowed(["2001:db8:1::1"]) == 1


def test_s25_a_network_that_is_refused_uses_up_nothing_of_the_wider_one():
    assert allowed(["2001:db8::1"] * 500) == 30
    assert allowed(f"2001:db8:0:{n:x}::1" for n in range(1, 91)) == 90


def test_s25_an_address_of_ipv4_written_as_ipv6_is_itself():
    assert ratelimit.network_of(request_from("::ffff:203.0.113.5")) == "203.0.113.5"


def test_s25_past_the_limit_of_the_site_who_comes_seldom_still_comes_in():
    flood = [f"198.51.{n // 250}.{n % 250}" for n in range(100)]
    assert allowed(flood * 6) == 500  # the last 100 come for the sixth time
    assert allowed(flood) == 0
    assert allowed(["203.0.113.5"] * 5) == ratelimit.LIMITS["submit"].per_network_when_busy


def test_s28_no_number_of_sources_shuts_the_door_for_another():
    """Once, 2,100 tries out of one network closed it for everybody for an hour."""
    assert (
        allowed((f"2001:db8:0:{n:x}::1" for n in range(2100)), "code")
        == 20 * ratelimit.WIDER_FACTOR
    )
    assert allowed((f"198.51.{n // 250}.{n % 250}" for n in range(4000)), "code") == 4000
    assert allowed(["203.0.113.9"], "code") == 1


def test_s25_more_sources_than_there_are_counters_neither_lift_nor_close_the_limits(monkeypatch):
    """Once, above 20,000 sources nobody new was limited, and each try took 20 ms."""
    monkeypatch.setattr(counters, "GROUPS", 8)
    noisy = ["203.0.113.7", "203.0.113.8"]
    assert allowed(noisy * 50, "code") == 40
    size = ratelimit._path().stat().st_size
    assert allowed((f"198.51.{n // 250}.{n % 250}" for n in range(2000)), "code") == 2000
    assert allowed(noisy * 20, "code") == 0
    assert allowed(["203.0.113.9"] * 30, "code") == 20
    assert ratelimit._path().stat().st_size == size


def test_s25_a_try_reads_and_writes_few_bytes_however_many_sources_there_are(monkeypatch):
    touched = []
    real_read, real_write = os.pread, os.pwrite
    monkeypatch.setattr(
        counters.os, "pread", lambda *args: touched.append(args[1]) or real_read(*args)
    )
    monkeypatch.setattr(
        counters.os, "pwrite", lambda *args: touched.append(len(args[1])) or real_write(*args)
    )
    for number in range(3000):
        touched.clear()
        ratelimit.allow(request_from(f"198.51.{number // 250}.{number % 250}"), "submit")
    assert sum(touched) < 500


def test_s25_the_hour_throws_key_and_counters_away():
    request = request_from("203.0.113.5")
    before = [ratelimit.allow(request, "submit") for _ in range(31)]
    kept = ratelimit._path().read_bytes()
    with time_machine.travel(timezone.now() + timedelta(hours=1)):
        assert before[-1] is False and ratelimit.allow(request, "submit")
        fresh = ratelimit._path().read_bytes()
    key = kept[8:40]
    assert len(key.strip(b"\0")) > 20 and key not in fresh
    marks = {mark for mark, count in counters.SLOT.iter_unpack(kept[counters.HEAD.size :]) if count}
    assert marks and not [mark for mark in marks if mark in fresh]


def test_s25_no_address_is_written_anywhere():
    for address in ("203.0.113.5", "2001:db8:1:2::1"):
        ratelimit.allow(request_from(address), "code")
        assert address.encode() not in ratelimit._path().read_bytes()
        assert address not in ratelimit.address_alias(request_from(address))
    assert ratelimit._path().stat().st_mode & 0o077 == 0


def test_an_alias_is_the_same_for_an_hour_and_another_for_another_source():
    one, two = (request_from(f"203.0.113.{n}") for n in (1, 2))
    assert (
        ratelimit.address_alias(one) == ratelimit.address_alias(one) != ratelimit.address_alias(two)
    )


def test_a_broken_file_of_counters_begins_anew():
    ratelimit._path().write_bytes(b"{}")
    assert allowed(["203.0.113.5"] * 31) == 30


def test_s25_two_processes_share_one_count(settings):
    code = (
        "import django; django.setup()\n"
        "from django.test import RequestFactory\n"
        "from intake.web import ratelimit\n"
        "r = RequestFactory().get('/', REMOTE_ADDR='203.0.113.5')\n"
        "print(sum(ratelimit.allow(r, 'submit') for _ in range(20)))"
    )
    env = os.environ | {
        "MEMORY_DIR": str(settings.MEMORY_DIR),
        "DJANGO_SETTINGS_MODULE": "intake.settings",
    }
    hour = int(time.time()) // 3600
    runs = [
        subprocess.Popen([sys.executable, "-c", code], env=env, stdout=subprocess.PIPE)
        for _ in range(2)
    ]
    counts = [int(run.communicate()[0]) for run in runs]
    if int(time.time()) // 3600 == hour:
        assert sum(counts) == 30


def test_s28_right_codes_are_not_counted_and_wrong_ones_are(office):
    filer = Filer(FormClient(), sample(COMPLAINT)).jump()
    filer.send()
    right = {"code": filer.code()}
    assert {FormClient().post("/return/", right).status_code for _ in range(40)} == {302}
    wrong = [
        FormClient().post("/return/", {"code": codes.new_code()}).status_code for _ in range(25)
    ]
    assert wrong == [422] * 20 + [429] * 5


def test_s28_wrong_codes_cost_the_next_person_no_query(office, django_assert_num_queries):
    filer = Filer(FormClient(), sample(COMPLAINT)).jump()
    filer.send()

    def queries_of_the_status_page():
        with django_assert_num_queries(40, exact=False) as asked:
            assert filer.client.get("/status/").status_code == 200
        return [query["sql"].split(" ")[0:4] for query in asked.captured_queries]

    before = queries_of_the_status_page()
    stranger = FormClient(REMOTE_ADDR="198.51.100.7")
    with django_assert_num_queries(20):  # one for each code that is looked up
        for _ in range(500):
            stranger.post("/return/", {"code": codes.new_code()})
    assert queries_of_the_status_page() == before


def test_s25_with_the_word_of_a_help_day_forty_people_file_from_one_address(office):
    today = localdate()
    client = FormClient()
    word = event_code.code_of(today)
    assert client.post("/help-day/", {"word": word.lower()}).headers["Location"] == "/before/"
    cookie = client.cookies["__Host-day"]
    assert cookie["max-age"] == "" and cookie["httponly"] and cookie["samesite"] == "Strict"
    with_word = request_from("203.0.113.5")
    with_word.COOKIES["__Host-day"] = cookie.value
    assert allowed(["203.0.113.5"] * 40) == 30
    tries = [ratelimit.allow(with_word, "submit") for _ in range(205)]
    assert tries.count(True) == ratelimit.EVENT_CODE_LIMIT.per_network == 200
    other = request_from("198.51.100.1")
    other.COOKIES["__Host-day"] = cookie.value
    assert not ratelimit.allow(other, "submit")  # the word is one source, wherever it is used


@pytest.mark.parametrize("wrong", ["", "x", "ABCDE-FGHJK", "ሰ" * 10, "\ud800", "0" * 41])
def test_a_wrong_word_is_no_word(office, wrong):
    assert not event_code.is_code_of_day(wrong, localdate())
    request = request_from("203.0.113.5")
    request.COOKIES["__Host-day"] = wrong
    assert not event_code.has_code(request)
    if wrong.isascii():
        assert FormClient().post("/help-day/", {"word": wrong}).status_code == 422


def test_words_are_guessed_no_oftener_than_codes(office):
    client = FormClient()
    answers = [client.post("/help-day/", {"word": "ABCDE-FGHJK"}).status_code for _ in range(22)]
    assert answers == [422] * 20 + [429] * 2


def test_the_command_prints_the_word_of_a_day_and_tomorrow_has_another(capsys):
    tomorrow = localdate() + timedelta(days=1)
    call_command("help_day_word")
    call_command("help_day_word", tomorrow.isoformat())
    today, later = (line.split()[1] for line in capsys.readouterr().out.splitlines())
    assert event_code.is_code_of_day(today, localdate()) and not event_code.is_code_of_day(
        later, localdate()
    )
    assert later == event_code.code_of(tomorrow)


def test_sites_of_one_user_have_counters_of_their_own(monkeypatch):
    here = ratelimit._path()
    assert here == ratelimit._path()
    for name, value in (("NAME", "another"), ("HOST", "db2.example"), ("PORT", "5433")):
        with monkeypatch.context() as patch:
            patch.setitem(connection.settings_dict, name, value)
            assert ratelimit._path() != here
            assert "another" not in ratelimit._path().name
