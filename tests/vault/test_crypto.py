"""The vault's primitives: known answers, round trips, tampering, moving (C1 to C5, C13)."""

import base64
import json
import os
import random
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.vault import crypto
from intake.vault.crypto import DecryptionError, aad

REAL_ARGON = dict(crypto.ARGON2)
KEY = bytes(range(32))
WHERE = aad("table", "column", "case", "row")
TEXT = st.text(st.characters(exclude_categories=("Cs",)))
FIXTURES = json.loads((Path(__file__).parent / "version_1.json").read_text())


def unhex(text):
    return bytes.fromhex(text.replace(" ", ""))


def test_c1_hkdf_gives_the_answer_of_rfc_5869_case_3():
    """Salt and info empty: the same call as ours, but for the purpose."""
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    known = unhex("8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d")
    secret = b"\x0b" * 22
    assert HKDF(hashes.SHA256(), 32, salt=None, info=b"").derive(secret) == known
    assert crypto.derive(secret, "") == known


def test_c1_gcm_gives_the_answer_of_the_nist_vectors():
    """AES-256, 96-bit nonce, test case 16 of the GCM specification."""
    key = unhex("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308")
    nonce = unhex("cafebabefacedbaddecaf888")
    plain = unhex(
        "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e24"
        "49a6b525b16aedf5aa0de657ba637b39"
    )
    more = unhex("feedfacedeadbeeffeedfacedeadbeefabaddad2")
    sealed = unhex(
        "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b10"
        "56828838c5f61e6393ba7a0abcc9f662" + "76fc6ece0f4e1768cddf8853bb2d551b"
    )
    assert AESGCM(key).encrypt(nonce, plain, more) == sealed


def test_c1_argon2id_gives_the_answer_of_rfc_9106():
    """RFC 9106, section 5.3."""
    kdf = Argon2id(
        salt=b"\x02" * 16,
        length=32,
        iterations=3,
        lanes=4,
        memory_cost=32,
        ad=b"\x04" * 12,
        secret=b"\x03" * 8,
    )
    known = unhex("0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659")
    assert kdf.derive(b"\x01" * 32) == known


def test_the_real_cost_of_a_password_is_that_of_rfc_9106():
    assert REAL_ARGON == {"iterations": 3, "lanes": 4, "memory_cost": 64 * 1024}


def test_c1_hpke_opens_what_rfc_9180_derives():
    """Base mode of RFC 9180, written out here from HKDF and X25519, opens with our suite."""
    private, public = crypto.new_key_pair()
    ephemeral = X25519PrivateKey.generate()
    wrapped = seal_by_the_book(ephemeral, public, b"k" * 32, info=b"\x01\x01" + WHERE)
    assert crypto.unwrap(private, b"\x01\x01" + wrapped, WHERE) == b"k" * 32


def seal_by_the_book(ephemeral, public, text, info):
    """Single-shot sealing: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM."""
    import hashlib
    import hmac

    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

    def extract(suite, salt, label, material):
        return hmac.digest(salt or bytes(32), b"HPKE-v1" + suite + label + material, hashlib.sha256)

    def expand(suite, key, label, more, length):
        info = length.to_bytes(2, "big") + b"HPKE-v1" + suite + label + more
        out, block, number = b"", b"", 1
        while len(out) < length:
            block = hmac.digest(key, block + info + bytes([number]), hashlib.sha256)
            out, number = out + block, number + 1
        return out[:length]

    kem = b"KEM" + (0x0020).to_bytes(2, "big")
    suite = b"HPKE" + b"".join(n.to_bytes(2, "big") for n in (0x0020, 0x0001, 0x0002))
    enc = ephemeral.public_key().public_bytes_raw()
    shared = ephemeral.exchange(X25519PublicKey.from_public_bytes(public))
    secret = expand(kem, extract(kem, b"", b"eae_prk", shared), b"shared_secret", enc + public, 32)
    empty = extract(suite, b"", b"psk_id_hash", b"")
    told = extract(suite, b"", b"info_hash", info)
    schedule = b"\x00" + empty + told
    key_secret = extract(suite, secret, b"secret", b"")
    key = expand(suite, key_secret, b"key", schedule, 32)
    nonce = expand(suite, key_secret, b"base_nonce", schedule, 12)
    return enc + AESGCM(key).encrypt(nonce, text, b"")


@settings(max_examples=300, deadline=None)
@given(TEXT)
def test_c2_any_text_comes_back(text):
    assert crypto.unseal_json(KEY, crypto.seal_json(KEY, text, WHERE), WHERE) == text


@pytest.mark.statistical
@settings(max_examples=10_000, deadline=None)
@given(TEXT)
def test_c2_ten_thousand_texts_come_back(text):
    assert crypto.unseal_json(KEY, crypto.seal_json(KEY, text, WHERE), WHERE) == text


@pytest.mark.parametrize("value", ["", "x" * 1_000_000, {"a": [None, True, 1, "é"]}, []])
def test_c2_empty_large_and_nested_come_back(value):
    assert crypto.unseal_json(KEY, crypto.seal_json(KEY, value, WHERE), WHERE) == value


def test_c2_half_a_character_is_refused():
    with pytest.raises(UnicodeEncodeError):
        crypto.seal_json(KEY, "\ud800", WHERE)


def test_boxes_tell_their_size_only_in_steps():
    sizes = {len(crypto.seal_json(KEY, "x" * length, WHERE)) for length in range(0, 12_000, 37)}
    assert sizes == {4096, 8192, 12288}


def flipped(data, bit):
    changed = bytearray(data)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


def refusal(open_it):
    with pytest.raises(DecryptionError) as error:
        open_it()
    return str(error.value)


def test_c3_any_flipped_bit_is_refused_with_the_same_words():
    rng = random.Random(3)
    said = set()
    for _ in range(1000):
        box = crypto.seal(KEY, os.urandom(rng.randint(0, 60)), WHERE)
        for bit in {*range(0, 13 * 8, 5), *(rng.randrange(len(box) * 8) for _ in range(20))}:
            said.add(refusal(lambda box=box, bit=bit: crypto.unseal(KEY, flipped(box, bit), WHERE)))
    assert said == {""}


def test_c3_any_flipped_bit_of_a_wrap_is_refused():
    private, public = crypto.new_key_pair()
    wrapped = crypto.wrap(public, KEY, WHERE)
    for bit in range(len(wrapped) * 8):
        # The top bit of an X25519 key is not part of it (RFC 7748, section 5), yet HPKE binds it.
        assert refusal(lambda bit=bit: crypto.unwrap(private, flipped(wrapped, bit), WHERE)) == ""


@pytest.mark.parametrize("length", range(0, 40))
def test_c3_a_cut_box_or_wrap_is_refused(length):
    private, public = crypto.new_key_pair()
    refusal(lambda: crypto.unseal(KEY, crypto.seal(KEY, b"x" * 20, WHERE)[:length], WHERE))
    refusal(lambda: crypto.unwrap(private, crypto.wrap(public, KEY, WHERE)[:length], WHERE))


def test_c4_a_box_moved_to_any_other_place_is_refused():
    places = [aad("complaint", column, case) for case in range(50) for column in "ab"]
    boxes = [crypto.seal(KEY, b"text", place) for place in places]
    opened = 0
    for place in places:
        for other, box in zip(places, boxes, strict=True):
            try:
                crypto.unseal(KEY, box, place)
            except DecryptionError:
                assert place != other
            else:
                assert place == other
                opened += 1
    assert opened == len(places)


def test_context_is_never_ambiguous():
    assert aad("a", "b|c") != aad("a|b", "c") != aad("a", "b", "c")


@pytest.mark.statistical
def test_c5_a_million_nonces_never_repeat():
    seal, nonces = crypto.seal, set()
    for _ in range(1_000_000):
        nonces.add(seal(KEY, b"", b"")[1:13])
    assert len(nonces) == 1_000_000


@pytest.mark.parametrize("name", sorted(FIXTURES))
def test_c13_what_version_1_sealed_still_opens(name):
    kept = {key: base64.b64decode(value) for key, value in FIXTURES[name].items()}
    if "private" in kept:
        assert crypto.unwrap(kept["private"], kept["wrap"], kept["where"]) == kept["plain"]
    else:
        assert crypto.unseal(kept["key"], kept["box"], kept["where"]) == kept["plain"]
