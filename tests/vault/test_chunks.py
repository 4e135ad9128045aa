"""Sealing in chunks: what goes in comes out, and nothing else opens."""

import random
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.vault import chunks
from intake.vault.chunks import LENGTH, STEP, TAG
from intake.vault.crypto import DecryptionError

KEY = bytes(range(32))
FILE, OTHER, OWNER = UUID(int=1), UUID(int=2), UUID(int=3)
HEAD = 8


def sealed(data, key=KEY, file=FILE, owner=OWNER):
    return b"".join(chunks.seal_chunks(key, file, owner, [data]))


def opened(box, key=KEY, file=FILE, owner=OWNER):
    return b"".join(chunks.unseal_chunks(key, file, owner, [box]))


def cut(box):
    return [box[:HEAD]] + [box[at : at + STEP + TAG] for at in range(HEAD, len(box), STEP + TAG)]


@settings(max_examples=60, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=200),
        st.sampled_from([STEP - LENGTH - 1, STEP - LENGTH, STEP, 2 * STEP - LENGTH]).map(bytes),
        st.integers(0, 4 * STEP).map(lambda size: random.Random(size).randbytes(size)),
    ),
    st.integers(1, 3 * STEP),
    st.integers(1, 3 * STEP),
)
def test_what_goes_in_comes_out_however_it_is_cut(data, step_in, step_out):
    parts = [data[at : at + step_in] for at in range(0, len(data), step_in)]
    box = b"".join(chunks.seal_chunks(KEY, FILE, OWNER, parts))
    parts = [box[at : at + step_out] for at in range(0, len(box), step_out)]
    assert b"".join(chunks.unseal_chunks(KEY, FILE, OWNER, iter(parts))) == data


@pytest.mark.parametrize(
    ("size", "steps"), ((0, 1), (1, 1), (STEP - LENGTH, 1), (STEP - LENGTH + 1, 2), (5 * STEP, 6))
)
def test_the_length_tells_only_the_step(size, steps):
    assert len(sealed(bytes(size))) == HEAD + steps * (STEP + TAG)


def test_no_box_is_like_another():
    assert len({sealed(b"same") for _ in range(50)}) == 50


def test_any_changed_bit_is_found():
    box = sealed(random.Random(1).randbytes(3 * STEP))
    rng = random.Random(2)
    places = [*range(HEAD * 8), *(rng.randrange(len(box) * 8) for _ in range(1000))]
    for place in places:
        changed = bytearray(box)
        changed[place // 8] ^= 1 << place % 8
        with pytest.raises(DecryptionError):
            opened(bytes(changed))


def test_any_end_that_is_missing_is_found():
    box = sealed(bytes(3 * STEP))
    ends = [0, 1, HEAD - 1, HEAD, HEAD + 1, HEAD + TAG, len(box) - 1, len(box) - STEP]
    parts = cut(box)
    ends += [len(b"".join(parts[:count])) for count in range(len(parts))]
    for end in ends:
        with pytest.raises(DecryptionError):
            opened(box[:end])


def test_chunks_swapped_repeated_left_out_or_added_are_found():
    head, *parts = cut(sealed(bytes(4 * STEP)))
    for order in (
        [1, 0, 2, 3, 4],
        [0, 1, 2, 4, 3],
        [0, 0, 1, 2, 3, 4],
        [1, 2, 3, 4],
        [0, 2, 3, 4],
        [0, 1, 2, 3, 4, 4],
        [4],
        [0, 4],
    ):
        with pytest.raises(DecryptionError):
            opened(head + b"".join(parts[number] for number in order))
    with pytest.raises(DecryptionError):
        opened(head + b"".join(parts) + b"\0")


def test_chunks_of_another_sealing_of_the_same_file_are_found():
    one, two = cut(sealed(bytes(2 * STEP))), cut(sealed(bytes(2 * STEP)))
    with pytest.raises(DecryptionError):
        opened(b"".join([*one[:-1], two[-1]]))


@pytest.mark.parametrize(
    "where", ({"file": OTHER}, {"owner": OTHER}, {"key": bytes(32)}), ids=lambda where: [*where][0]
)
def test_a_box_opens_only_where_it_belongs(where):
    with pytest.raises(DecryptionError):
        opened(sealed(b"words"), **where)


def test_version_1_opens_for_ever():
    """Made once, with a prefix of zeros, by this module's first version."""
    cipher, where = chunks._bound(KEY, FILE, OWNER)
    plain = (5).to_bytes(LENGTH) + b"words"
    nonce = bytes(7) + bytes(4) + b"\x01"
    box = b"\x01" + bytes(7) + cipher.encrypt(nonce, plain + bytes(STEP - len(plain)), where)
    assert box[-TAG:].hex() == "b07ce7572e4b5798d510283cdf900a83"
    assert opened(box) == b"words"
