"""Guessing codes (S28): no guess opens anything, and a near guess looks like any other."""

import secrets
import uuid

import pytest
from django.db import connection
from django.utils import timezone

from intake.vault import codes, envelopes
from intake.vault.row_keys import new_key

OWNERS, GUESSES, NEAR = 50, 100_000, 3000


@pytest.fixture
def kept(db):
    """The codes of cases that can be opened with them."""
    made = [codes.new_code() for _ in range(OWNERS)]
    for code in made:
        envelopes.code_wrap(new_key(uuid.uuid4()), code).save(force_insert=True)
    return made


def near(code):
    """Return a well-formed code that is not `code`, and begins as it does."""
    while True:
        begin = code[: 1 + secrets.randbelow(18)]
        body = begin + codes._random(codes.CODE_LENGTH - 1 - len(begin))
        if body != code[:-1]:
            return body + codes._check_character(body)


@pytest.mark.statistical
def test_s28_a_hundred_thousand_guesses_open_nothing(kept):
    """Most have a wrong last sign, as guesses do; 6,000 are well-formed, half of them near."""
    now = timezone.now()
    guesses = [codes._random(codes.CODE_LENGTH) for _ in range(GUESSES - 2 * NEAR)]
    guesses += [codes.new_code() for _ in range(NEAR)]
    guesses += [near(secrets.choice(kept)) for _ in range(NEAR)]
    assert len(guesses) == GUESSES
    assert [guess for guess in guesses if envelopes.unlock_with_code(guess, now)] == []
    assert all(envelopes.unlock_with_code(code, now) for code in kept)


def plan(sql, parameters):
    """Return how the database would run a query, without reading the whole table if it can."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
        begin = "EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN "
        cursor.execute(begin + sql, parameters)
        return " ".join(str(row) for row in cursor.fetchall()).lower()


@pytest.mark.postgres
def test_s28_a_look_up_is_one_query_by_an_indexed_hash_for_near_far_and_right(kept):
    asked = []

    def note(execute, sql, parameters, many, context):
        asked.append((sql, parameters))
        return execute(sql, parameters, many, context)

    now, right = timezone.now(), kept[0]
    for code in (right, near(right), codes.new_code()):
        asked.clear()
        with connection.execute_wrapper(note):
            envelopes.unlock_with_code(code, now)
        [(sql, parameters)] = asked
        values = [getattr(value, "obj", value) for value in parameters]
        held = [bytes(value) for value in values if isinstance(value, (bytes, memoryview))]
        # Nothing of the code itself is compared: all 32 bytes change with any sign of it.
        assert held == [envelopes._blind_index("code", code)] and len(held[0]) == 32
        assert code[:4] not in str(parameters)
        how = plan(sql, parameters)
        assert "using index" in how or "index scan" in how or "index cond" in how


def test_s28_what_is_no_code_asks_nothing(kept, django_assert_num_queries):
    with django_assert_num_queries(0):
        for typed in ("", "x", "0" * 21, kept[0][:-1], kept[0][::-1] + "!"):
            assert envelopes.unlock_with_code(typed, timezone.now()) is None
