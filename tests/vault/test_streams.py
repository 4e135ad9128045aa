"""A sealed stream opens whole with its key, and in no other way."""

import io
import os

import pytest

from intake.vault import crypto, streams

PRIVATE, PUBLIC = crypto.new_key_pair()
AAD = b"a name"


def sealed(*pieces, public=PUBLIC, aad=AAD):
    out = io.BytesIO()
    writer = streams.SealedWriter(out, public, aad)
    for piece in pieces:
        writer.write(piece)
    writer.close()
    return out.getvalue()


def opened(data, private=PRIVATE, aad=AAD):
    return b"".join(streams.unseal(io.BytesIO(data), private, aad))


STEP = streams.STEP
HEAD = len(sealed()) - streams.TAG


@pytest.mark.parametrize("size", [0, 1, STEP - 1, STEP, STEP + 1, 3 * STEP, 3 * STEP + 7])
def test_what_is_written_in_any_pieces_opens(size):
    data = os.urandom(size)
    assert opened(sealed(data)) == data
    assert opened(sealed(data[: size // 3], data[size // 3 :])) == data


def test_another_key_and_another_name_open_nothing():
    data = sealed(b"words")
    with pytest.raises(streams.WrongKey):
        opened(data, private=crypto.new_key())
    with pytest.raises(crypto.DecryptionError):
        opened(data, aad=b"another name")


def test_no_byte_of_it_can_be_changed():
    data = sealed(b"words")
    for place in range(len(data)):
        changed = bytearray(data)
        changed[place] ^= 1
        with pytest.raises((crypto.DecryptionError, streams.WrongKey)):
            opened(bytes(changed))


def test_steps_cannot_be_left_out_swapped_repeated_or_cut_off():
    data, size = sealed(os.urandom(3 * STEP + 7)), STEP + streams.TAG
    head, rest = data[:HEAD], data[HEAD:]
    a, b, c, d = (rest[start : start + size] for start in range(0, len(rest), size))
    assert opened(head + a + b + c + d)
    for pieces in ((), (a,), (a, b, c), (a, b, d), (b, a, c, d), (a, a, b, c, d), (a, b, c, d, d)):
        with pytest.raises(crypto.DecryptionError):
            opened(head + b"".join(pieces))
    other = sealed(os.urandom(3 * STEP + 7))
    with pytest.raises(crypto.DecryptionError):
        opened(other[:HEAD] + a + b + c + d)


def test_a_stream_that_was_not_closed_does_not_open():
    out = io.BytesIO()
    writer = streams.SealedWriter(out, PUBLIC, AAD)
    writer.write(os.urandom(2 * STEP))
    with pytest.raises(crypto.DecryptionError):
        opened(out.getvalue())
