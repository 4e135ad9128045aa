"""Codes for people: read in any writing, and one slip of the pen shows."""

import pytest

from intake.vault import codes


def test_code_has_95_random_bits_and_never_repeats():
    made = {codes.new_code() for _ in range(20_000)}
    assert len(made) == 20_000
    assert {len(code) for code in made} == {20}


@pytest.mark.parametrize(
    "write",
    [
        lambda code: code,
        lambda code: codes.grouped(code),
        lambda code: code.lower(),
        lambda code: " ".join(code),
        lambda code: codes.grouped(code).replace("-", " – "),
        lambda code: code.replace("0", "o").replace("1", "l"),
        lambda code: code.replace("0", "O").replace("1", "I"),
        lambda code: f"\t{code}\n",
    ],
)
def test_code_is_read_in_any_writing(write):
    for _ in range(200):
        code = codes.new_code()
        assert codes.parse_code(write(code)) == code


def test_any_wrong_letter_and_any_swap_is_seen():
    code = codes.new_code()
    for place in range(20):
        for letter in codes.ALPHABET:
            if letter != code[place]:
                with pytest.raises(codes.InvalidCode):
                    codes.parse_code(code[:place] + letter + code[place + 1 :])
    for place in range(19):
        if code[place] != code[place + 1]:
            swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
            with pytest.raises(codes.InvalidCode):
                codes.parse_code(swapped)


@pytest.mark.parametrize("typed", ["", "ABC", "U" * 20, "0" * 21, "ሰ" * 20, "\x00" * 20, "\ud800"])
def test_what_is_no_code_is_refused(typed):
    with pytest.raises(codes.InvalidCode):
        codes.parse_code(typed)


def test_key_on_paper_comes_back_and_names_the_wrong_group():
    for number in range(300):
        key = bytes([number % 256]) * 31 + bytes([number // 2])
        words = codes.encode_key(key)
        assert codes.decode_key(words.lower().replace("-", " ")) == key
    wrong = words[:12] + ("0" if words[12] != "0" else "1") + words[13:]
    with pytest.raises(codes.InvalidCode, match="Group 3"):
        codes.decode_key(wrong)


def test_reference_is_short_and_said_aloud():
    assert all(len(codes.new_reference()) == 7 for _ in range(100))
    assert len({codes.new_reference() for _ in range(2000)}) > 1990


def test_a_code_is_read_through_signs_that_nobody_sees_and_letters_that_look_alike():
    code = codes.new_code()
    assert codes.parse_code("\u202a" + "\u200b".join(codes.grouped(code)) + "\u202c") == code
    cyrillic = str.maketrans("ABCEHKMPTX", "АВСЕНКМРТХ")
    assert codes.parse_code(code.translate(cyrillic)) == code
    wide = "".join(chr(ord(sign) + 0xFEE0) for sign in code)
    assert codes.parse_code(wide) == code
