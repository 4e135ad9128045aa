"""No request to a route of the filer is answered with a failure of ours."""

import random

import pytest

from intake.public import step_views
from tests.conftest import forget_counters
from tests.public import fuzzer

# Each seed is a run of its own, so that a failure is found again by its seed.
REQUESTS, SEEDS, MANY_SEEDS = 250, range(8), range(100, 180)


def check(seed):
    failed, statuses = fuzzer.run(random.Random(seed), REQUESTS, forget_counters)
    assert failed == []
    assert sum(statuses.values()) == REQUESTS
    # The requests reached the views: they were read, refused, asked again and taken.
    assert {200, 302, 404, 405, 422} <= statuses.keys()


@pytest.mark.parametrize("seed", SEEDS)
def test_two_thousand_requests_never_fail(office, seed):
    check(seed)


@pytest.mark.statistical
@pytest.mark.parametrize("seed", MANY_SEEDS)
def test_twenty_thousand_requests_never_fail(office, seed):
    check(seed)


def test_every_route_is_asked(office):
    rng, asked = random.Random(1), set()
    one = fuzzer.Fuzzer(rng)
    for _try in range(2000):
        asked.add(one.path().split("/")[1])
    expected = {str(pattern.pattern).split("/")[0] for pattern in fuzzer.urlpatterns}
    assert asked == expected


def test_a_planted_fault_is_found(office, monkeypatch):
    """Once, an entry could be removed from a page that has none: the draft failed everywhere."""
    monkeypatch.setattr(step_views, "REPEATING", set(fuzzer.STEPS))
    monkeypatch.setitem(fuzzer.WEIGHTS, "drop-entry", 100)
    failed, _statuses = fuzzer.run(random.Random(1), 200, forget_counters)
    assert failed and all("/drop/" in what for _number, what, _status in failed)
