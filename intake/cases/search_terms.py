"""What a case is found by, and what the words in a search box may mean: (kind, value) pairs.

Nothing here is stored as it is: search.py makes keyed hashes of it.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import product
from typing import Any, NamedTuple, TypeAlias

from anyascii import anyascii

from intake.flow.conditions import answer
from intake.reading import signs
from intake.reading.hold_numbers import A_NUMBER, EVENT, OTHER, SUBJECT, read_hold_numbers
from intake.reading.phones import phones_in

from . import spellings
from .spellings import name_terms

Term: TypeAlias = tuple[str, str]
Terms: TypeAlias = set[Term]

NAME, SOUND, NAME_AND_YEAR, BORN = "name", "sound", "name and year", "born"
PHONE, PHONE_END, EMAIL = "phone", "phone end", "email"
BOOKING, RECEIPT, OFFICE_NUMBER = "booking", "receipt", "office number"
# Whose names are found word by word, and which part of the name a word is of.
FAMILY, GIVEN, OTHER_NAME, HELPER, LAWYER = "family", "given", "other name", "helper", "lawyer"
ROLES = (FAMILY, GIVEN, OTHER_NAME, HELPER, LAWYER)
# After the role: as it sounds, as its consonants, as the consonants of a script without vowels.
SOUNDS, CONSONANTS, UNVOCALIZED = "sound", "consonants", "unvocalized"
LAWYER_PHONE = "lawyer phone"
# The end of a phone number that callers give: without the area code.
PHONE_END_DIGITS = 7
# A receipt number: three letters of the office that gave it, and ten digits
# (uscis.gov, "Receipt Number").
RECEIPT_NUMBER = re.compile(r"\b(?:EAC|WAC|LIN|SRC|NBC|MSC|IOE)[ -]?(\d{10})\b")
A_WITH_ITS_LETTER = re.compile(r"\bA[ #.:-]{0,2}((?:\d[ -]?){7,9})(?!\d)")
BETWEEN_NUMBERS = re.compile(r"[,;/|\n]|\s(?:and|or|y|o|et|e|ou)\s|&")
# (kind, its box) on the page of numbers.
OWN_NUMBERS = (
    (A_NUMBER, "a_number"),
    (EVENT, "event_number"),
    (SUBJECT, "subject_number"),
)
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


class Meaning(NamedTuple):
    """One thing that a search may mean: a case is found that has a term of each of these sets.

    The lower the level, the surer it is.
    """

    level: int
    all_of: tuple[frozenset[Term], ...]


def _digits(text: str) -> str:
    return re.sub(r"\D", "", signs.plain(text))


def _alphanumerics(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", anyascii(signs.code(text)).casefold())


def _phone_numbers(text: str) -> set[str]:
    """Return each number in a phone field without its extension."""
    found = {phone.ending for phone in phones_in(text)}
    digits = _digits(text)
    return found or ({digits[-10:]} if len(digits) >= PHONE_END_DIGITS else set())


def _phone_terms(text: str) -> Terms:
    numbers = _phone_numbers(text)
    return {(PHONE, number) for number in numbers} | {
        (PHONE_END, number[-PHONE_END_DIGITS:]) for number in numbers
    }


def _receipt_terms(text: str) -> Terms:
    return {(RECEIPT, number) for number in RECEIPT_NUMBER.findall(signs.code(text).upper())}


def _hold_terms(text: str) -> Terms:
    """Return the numbers on a hold paper, each by its kind."""
    rest = RECEIPT_NUMBER.sub(" ; ", signs.code(text).upper())
    return {
        (number.kind, number.value.zfill(9) if number.kind == A_NUMBER else number.value)
        for number in read_hold_numbers(rest)
        if number.kind != OTHER
    } | _receipt_terms(text)


def _numbers_in(text: str) -> set[str]:
    """Return the numbers that were written into one box: all of it, each part, and each word."""
    parts = BETWEEN_NUMBERS.split(text)
    words = [word for part in parts for word in part.split() if len(_digits(word)) >= 4]
    found = {_alphanumerics(piece) for piece in (text, *parts, *words)}
    return {
        number for number in found if len(number) >= 3 and any(sign.isdigit() for sign in number)
    }


def _office_terms(texts: Sequence[str]) -> Terms:
    return {(OFFICE_NUMBER, number) for text in texts for number in _numbers_in(text)}


def _year_of(answers: Any) -> str:
    born = (answer(answers, "born", "birth_date", None) or {}).get("y")
    return str(born) if born else ""


def _word_kinds(role: str, text: str) -> Iterator[tuple[str, Terms]]:
    """Yield (kind, terms) of each word of one part of a name."""
    unvocalized = spellings.is_unvocalized(text)
    words = spellings.significant_words(spellings.without_article(text))
    yield role, {(role, word) for word in words}
    if not unvocalized:
        kind = f"{role} {SOUNDS}"
        yield kind, {(kind, code) for word in words for code in spellings.word_sounds(word)}
    kind = f"{role} {UNVOCALIZED if unvocalized else CONSONANTS}"
    bare = {spellings.consonants(word) for word in words} - {""}
    yield kind, {(kind, code) for code in bare}


def _lawyer_name(text: str) -> str:
    """Return what stands beside the phone in the field for both."""
    return re.sub(r"[\d()+./#@:;,_-]+", " ", signs.plain(text))


def _own_digits(answers: Any, name: str, kind: str) -> set[str]:
    """Return the digits of each number in a box for one kind of them."""
    pieces = BETWEEN_NUMBERS.split(answer(answers, "numbers", name) or "")
    found = {digits for piece in pieces if (digits := _digits(piece))}
    return {digits.zfill(9) for digits in found} if kind == A_NUMBER else found


def _other_names(answers: Any) -> list[str]:
    return re.split(r"[,;\n]", answer(answers, "person", "other_names") or "")


def person_terms(answers: Any, office_numbers: Sequence[str] = ()) -> dict[str, Terms]:
    """Return {kind: terms} of the person: whole names, birth year, phone and numbers."""
    given = answer(answers, "person", "given_names")
    family = answer(answers, "person", "family_names")
    others = _other_names(answers)
    whole = f"{given} {family}".strip()
    names = name_terms(whole).union(*map(name_terms, others))
    born = _year_of(answers)
    hold_texts = [entry.get("number") or "" for entry in answers.get("detainers") or []]
    holds = {term for text in hold_texts for term in _hold_terms(text)}
    booking = answer(answers, "custody", "booking_number") or ""
    # Each of these boxes says which number it is for, whatever stands before the digits. That of
    # another person is none of this case.
    own = {
        kind: {(kind, number) for number in _own_digits(answers, name, kind)}
        for kind, name in OWN_NUMBERS
    }
    office = [answer(answers, "told", "crcl_number") or "", *office_numbers]
    # An A-number and a receipt are known by their letters, into whichever box they were written.
    anywhere = [booking, *office]
    a_numbers = {
        (A_NUMBER, _digits(number).zfill(9))
        for text in anywhere
        for number in A_WITH_ITS_LETTER.findall(signs.code(text).upper())
    }
    lawyer = answer(answers, "lawyer", "lawyer_name") or ""
    return {
        NAME: names,
        "name and birth year": {
            (NAME_AND_YEAR, f"{words} {born}")
            for kind, words in name_terms(whole)
            if kind == NAME and born
        },
        "phone": _phone_terms(answer(answers, "reach", "phone") or ""),
        "A-number": {term for term in holds if term[0] == A_NUMBER} | a_numbers | own[A_NUMBER],
        "event number": {term for term in holds if term[0] == EVENT} | own[EVENT],
        "subject number": {term for term in holds if term[0] == SUBJECT} | own[SUBJECT],
        "booking number": {(BOOKING, number) for number in _numbers_in(booking)},
        "receipt number": {term for term in holds if term[0] == RECEIPT}.union(
            *map(_receipt_terms, anywhere)
        ),
        OFFICE_NUMBER: _office_terms(office),
        EMAIL: _email_terms(answer(answers, "reach", "email") or ""),
        BORN: {(BORN, born)} if born else set(),
        LAWYER_PHONE: {(LAWYER_PHONE, phone.ending) for phone in phones_in(lawyer)},
    }


def terms_of(answers: Any, office_numbers: Sequence[str] = ()) -> dict[str, Terms]:
    """Return {kind: terms} by which a complaint is found; kinds are words for a volunteer.

    `office_numbers` are those that offices gave for the letters of its case.
    """
    found = person_terms(answers, office_numbers)
    lawyer = answer(answers, "lawyer", "lawyer_name") or ""
    for role, texts in (
        (FAMILY, [answer(answers, "person", "family_names")]),
        (GIVEN, [answer(answers, "person", "given_names")]),
        (OTHER_NAME, _other_names(answers)),
        (HELPER, [answer(answers, "helper", "name")]),
        (LAWYER, [_lawyer_name(lawyer)]),
    ):
        for text in texts:
            for kind, terms in _word_kinds(role, text or ""):
                found.setdefault(kind, set()).update(terms)
    return found


def _email_terms(text: str) -> Terms:
    address = signs.email(text).casefold()
    return {(EMAIL, address)} if "@" in address else set()


def number_terms(text: str) -> Terms:
    """Return what typed numbers may be: phones, numbers of a hold, of a jail or of an office."""
    pieces = {text, *BETWEEN_NUMBERS.split(text)}
    numbers = set().union(*map(_numbers_in, pieces))
    phones = set().union(*map(_phone_numbers, pieces))
    found = {(kind, number) for kind in (BOOKING, OFFICE_NUMBER) for number in numbers}
    found = found.union(*map(_hold_terms, pieces))
    found |= {(RECEIPT, number) for number in numbers if re.fullmatch(r"\d{10}", number)}
    found |= {(kind, number) for kind in (PHONE, LAWYER_PHONE) for number in phones}
    # One who leaves out the area code, and one whose number was stored without it.
    found |= {(PHONE_END, number) for number in phones if len(number) == PHONE_END_DIGITS}
    return found | {(PHONE, number[-PHONE_END_DIGITS:]) for number in phones}


def _of_any_role(codes: Sequence[str], suffix: str = "") -> frozenset[Term]:
    kinds = [f"{role} {suffix}".strip() for role in ROLES]
    return frozenset(product(kinds, codes))


def _of_one_role(words: Sequence[str], suffix: str, codes: Any) -> Iterator[tuple[Any, ...]]:
    """Yield, for each helper or lawyer, the terms of all these words: a whole name of theirs."""
    for role in (HELPER, LAWYER):
        kind = f"{role} {suffix}".strip()
        yield tuple(frozenset((kind, code) for code in codes(word)) for word in words)


def _word_meanings(typed: str) -> Iterator[Meaning]:
    """Yield what a name in the search box may mean, whole or one word of it."""
    unvocalized = spellings.is_unvocalized(typed)
    every = spellings.significant_words(spellings.without_article(typed))
    words = [word for word in every if not word.isdigit()]
    if not words:
        return
    heard = [] if unvocalized else words
    sounds = [code for word in heard for code in spellings.word_sounds(word)]
    single = [word for word in spellings.name_words(typed) if word not in spellings.PARTICLES]
    if len(single) > 1:
        terms = name_terms(typed)
        yield Meaning(0, (frozenset(term for term in terms if term[0] == NAME),))
        # "Xiao Long" and "Xiaolong" are one word of a name.
        joined = "".join(single)
        yield Meaning(1, (_of_any_role([joined]),))
        for level, suffix, codes in (
            (1, "", lambda word: [word]),
            (2, SOUNDS, lambda word: spellings.word_sounds(word) or [word]),
        ):
            for all_of in _of_one_role(single, suffix, codes):
                yield Meaning(level, all_of)
        yield Meaning(2, (frozenset(term for term in terms if term[0] == SOUND),))
    else:
        yield Meaning(0, (frozenset({(NAME, " ".join(sorted(single or words)))}),))
        yield Meaning(1, (_of_any_role(words),))
        yield Meaning(2, (_of_any_role(sounds, SOUNDS),))
    for suffix in (CONSONANTS, UNVOCALIZED) if unvocalized else (UNVOCALIZED,):
        bare = [spellings.consonants(word) for word in single or words]
        if all(bare):
            yield Meaning(2, tuple(_of_any_role([code], suffix) for code in bare))


def meanings_of(typed: str) -> list[Meaning]:
    """Return what the words in a search box may mean, the surest first.

    A year beside a name is the year of birth, and alone it is one, too.
    """
    numbers = number_terms(typed) | _email_terms(typed)
    found = [Meaning(0, (frozenset(numbers),))] if numbers else []
    years = [year for year in YEAR.findall(signs.plain(typed)) if int(year) <= date.today().year]
    named = list(_word_meanings("" if "@" in typed else typed))
    if years and named:
        bare = list(_word_meanings(YEAR.sub(" ", signs.plain(typed))))
        born = frozenset((BORN, year) for year in years)
        # A name that has only the year wrong is still shown, behind the others.
        found += [Meaning(one.level, (*one.all_of, born)) for one in bare]
        found += [Meaning(one.level + 3, one.all_of) for one in bare]
    elif years:
        found += [Meaning(1, (frozenset((BORN, year) for year in years),))]
    else:
        found += named
    found = [one for one in found if all(one.all_of)]
    return sorted(found, key=lambda one: one.level)
