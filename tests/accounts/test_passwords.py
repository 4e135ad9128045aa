"""S09: long enough, not a well known one with padding, any script, never a thousand letters."""

import gzip

import pytest
from django.contrib.auth.password_validation import CommonPasswordValidator, validate_password
from django.core.exceptions import ValidationError

PADDED = [
    "password1234567",
    "1234567password",
    "passwordpassword",
    "123456789012345",
    "qwertyuiop12345",
    "aaaaaaaaaaaaaaaaaaaa",
    "letmeinletmein12",
    "Password!2345678",
    "iloveyou20262026",
    "dragondragondragon",
    "sunshine!!!!!!!!!",
    "football12345678",
]


@pytest.mark.parametrize("password", PADDED)
def test_a_common_password_with_padding_is_refused(password):
    with pytest.raises(ValidationError):
        validate_password(password)


@pytest.mark.parametrize("length", [1, 14, 1001])
def test_too_short_and_too_long_passwords_are_refused(length):
    with pytest.raises(ValidationError):
        validate_password(("correct horse battery " * 60)[:length])


@pytest.mark.parametrize(
    "password",
    [
        "tomato under the stairs",
        "ሰላም ለሁሉም ሰው ይሁን በዚህ",
        "x7" * 8 + "quiet",
        "correct horse battery " * 45,
    ],
)
def test_long_passwords_in_any_script_are_taken(password):
    validate_password(password)


PADDINGS = [
    lambda word: word + "1" * 15,
    lambda word: f"{word.title()}!2026!!!!!!!!!!",
    lambda word: f"{word}-{word}-{word}-1234567",
    lambda word: (word * 15)[: max(15, 2 * len(word))],
    lambda word: "1234567890" + word.replace("a", "@") + "54321",
]


def most_common(count):
    """Return the most common passwords that hold letters."""
    with gzip.open(CommonPasswordValidator().DEFAULT_PASSWORD_LIST_PATH, "rt") as file:
        words = [line.strip() for line in file]
    return [word for word in words if any(map(str.isalpha, word))][:count]


@pytest.mark.parametrize("padding", PADDINGS)
def test_s09_six_hundred_common_passwords_are_refused_in_each_padding(padding):
    taken = []
    for word in most_common(600):
        try:
            validate_password(padding(word))
        except ValidationError:
            continue
        taken.append(padding(word))
    assert taken == []


def test_a_very_long_text_is_refused_without_looking_into_it():
    with pytest.raises(ValidationError) as refused:
        validate_password("quiet lantern pond " * 80_000)
    assert [error.code for error in refused.value.error_list] == ["too_long"]
