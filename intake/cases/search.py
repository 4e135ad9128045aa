"""Finding a case by name, phone or number, with the text sealed: keyed hashes.

Only a team's private key makes these hashes, so only an unlocked volunteer can make or compare
them; the public door and a stolen server cannot. They are made when a volunteer's session first
meets the case. Equal names give equal hashes: that two cases are alike can be seen, not who.
"""

import itertools
import re
import unicodedata
from contextlib import suppress

from anyascii import anyascii
from django.db import transaction
from django.db.models import Exists, Max, OuterRef, Q

from intake.flow.conditions import answer
from intake.reading.hold_numbers import A_NUMBER, EVENT, OTHER, SUBJECT, read_hold_numbers
from intake.reading.phones import phones_in
from intake.reading.signs import code, plain
from intake.vault import crypto, envelopes
from intake.vault.models import Wrap

from .change import Erased
from .models import Amendment, Case, SearchHash
from .unlocked import Unreadable

# Signs that writers of one name use one for another, after it was put into Latin letters.
EQUIVALENT_LETTERS = str.maketrans(
    {"z": "s", "c": "k", "q": "k", "v": "b", "w": "b", "j": "h", "d": "t"}
)
VOWELS = re.compile(r"(?!^)[aeiouyhw]")
DOUBLED = re.compile(r"(.)\1+")
# Groups of letters, in order, that are one sound or are written in more than one way.
DIGRAPHS = (
    (re.compile("ph"), "f"),
    (re.compile("kh"), "h"),
    (re.compile("dj"), "j"),
    (re.compile("^ng"), "n"),
    (re.compile("tl$"), "l"),
    (re.compile("g(?=[eiy])"), "j"),
    (re.compile("c(?=[eiy])"), "s"),
    (re.compile("^h"), ""),
    (re.compile("^y(?=e)"), ""),
    (re.compile("^[ou]"), "o"),
    (re.compile("^[ei]"), "e"),
)
# "x" is said in three ways: Jimena and Ximena, Sochil and Xochitl, Aleksandr and Alexandre.
X_SOUNDS = ("j", "s", "ks")
# A part of a name that some write together with its neighbour: al, de la, Mc, a syllable.
SHORT_WORD = 4
# Words that many names share: two people are not alike because both have one.
PARTICLES = frozenset(
    [
        "al",
        "da",
        "de",
        "del",
        "di",
        "dos",
        "el",
        "la",
        "las",
        "los",
        "san",
        "thi",
        "van",
        "von",
        "y",
        "bin",
        "ibn",
    ]
)
# Pages of names: at most so many words count, so that one case has few hashes.
MAX_WORDS = 6


def name_words(name):
    """Return the words of a name: Latin, small letters, no accents, no hyphens, in order."""
    plain = "".join(map(_in_latin, unicodedata.normalize("NFKC", name))).casefold()
    return re.findall(r"[a-z0-9]+", re.sub("['’`ʼ]", "", plain))[:MAX_WORDS]


def _in_latin(char):
    """Return a sign in Latin letters; each Chinese one is a word of its own."""
    latin = anyascii(char)
    return f" {latin} " if "\u3400" <= char <= "\u9fff" else latin


def phonetic_code(word):
    """Return how a word of a name may sound: its consonants, those of one sound made equal."""
    return phonetic_codes(word)[0]


def phonetic_codes(word):
    """Return every way in which a word may sound: one, or three where it has an x."""
    spellings = (
        [word.replace("x", replacement) for replacement in X_SOUNDS] if "x" in word else [word]
    )
    return list(dict.fromkeys(_skeleton(spelling) or word for spelling in spellings))


def _skeleton(word):
    for group, letters in DIGRAPHS:
        word = group.sub(letters, word)
    return DOUBLED.sub(r"\1", VOWELS.sub("", word).translate(EQUIVALENT_LETTERS))


def _joined(name_parts):
    """Return the names that arise where short words are written together with the next ones."""
    found = []
    for start in range(len(name_parts) - 1):
        for size in (2, 3):
            piece = name_parts[start : start + size]
            enough = len(piece) == size and min(map(len, piece[:2])) <= SHORT_WORD
            if enough and (size == 2 or max(map(len, piece[:2])) <= SHORT_WORD):
                found.append((*name_parts[:start], "".join(piece), *name_parts[start + size :]))
    return found


def _pairs(name_parts):
    """Return each two words of a name, without those that say little; or the only word."""
    significant = [word for word in name_parts if word not in PARTICLES]
    name_parts = significant if len(significant) > 1 else name_parts
    return itertools.combinations(name_parts, 2) if len(name_parts) > 1 else [tuple(name_parts)]


def _digits(text):
    return re.sub(r"\D", "", plain(text))


def _alphanumerics(text):
    return re.sub(r"[^a-z0-9]", "", anyascii(code(text)).casefold())


def _phone_terms(text):
    """Return what a phone field is found by: each number in it without its extension."""
    found = {phone.ending for phone in phones_in(text)}
    digits = _digits(text)
    if not found and len(digits) >= 7:
        found = {digits[-10:]}
    return {("phone", number) for number in found}


def _hold_terms(text):
    """Return the numbers on a hold paper, each by its kind."""
    return {
        (number.kind, number.value.zfill(9) if number.kind == A_NUMBER else number.value)
        for number in read_hold_numbers(text)
        if number.kind != OTHER
    }


def name_terms(name):
    """Return what a whole name is found by: all its words, and each two as they sound."""
    words = name_words(name)
    if not words:
        return set()
    return {("name", " ".join(sorted(words)))} | {
        ("sound", " ".join(sorted(codes)))
        for name in (words, *_joined(words))
        for pair in _pairs(name)
        for codes in itertools.product(*map(phonetic_codes, pair))
    }


def number_terms(text):
    """Return what a typed number may be: a phone, an A-number, or a number from a jail."""
    characters = _alphanumerics(text)
    found = _phone_terms(text) | _hold_terms(text)
    if len(characters) >= 3 and any(char.isdigit() for char in characters):
        found.add(("booking", characters))
    return found


def terms_of(answers):
    """Return {kind: terms} by which a complaint is found; kinds are words for a volunteer."""
    given = answer(answers, "person", "given_names")
    family = answer(answers, "person", "family_names")
    whole = f"{given} {family}".strip()
    names = name_terms(whole)
    for other in re.split(r"[,;\n]", answer(answers, "person", "other_names") or ""):
        names |= name_terms(other)
    born = (answer(answers, "born", "birth_date", None) or {}).get("y")
    numbers = [entry.get("number") or "" for entry in answers.get("detainers") or []]
    holds = {term for number in numbers for term in _hold_terms(number)}
    booking = _alphanumerics(answer(answers, "custody", "booking_number") or "")
    return {
        "name": names,
        "name and birth year": {
            ("name and year", f"{words} {born}")
            for kind, words in name_terms(whole)
            if kind == "name" and born
        },
        "phone": _phone_terms(answer(answers, "reach", "phone") or ""),
        "A-number": {term for term in holds if term[0] == A_NUMBER},
        "event number": {term for term in holds if term[0] == EVENT},
        "subject number": {term for term in holds if term[0] == SUBJECT},
        "booking number": {("booking", booking)} if len(booking) >= 3 else set(),
    }


def search_key(private_keys):
    """Return the key of a team's hashes, from {key number: private key}: the newest one's."""
    return search_keys(private_keys)[0]


def search_keys(private_keys):
    """Return the keys under which a team's hashes may be, the newest one's first.

    While a changed key comes to all cases, some still have the hashes of the key before.
    """
    return [
        crypto.derive(private_keys[number], "look-up")
        for number in sorted(private_keys, reverse=True)
    ]


def hash_term(key, term):
    """Return the 63-bit hash of one term."""
    return int.from_bytes(crypto.blind_index(key, "\x00".join(term).encode())[:8], "big") >> 1


def unindexed_cases(teams):
    """Return the cases that no name finds yet, and that these keys open.

    Those of a team whose present key is not among them are left to a session that has it.
    """
    if not teams:
        return Case.objects.none()
    newest_keys, openable_keys = Q(), Q()
    for team, private_keys in teams.items():
        newest_keys |= Q(team=team, team__key_number=max(private_keys))
        openable_keys |= Q(team=team, key_number__in=list(private_keys))
    openable = Wrap.objects.filter(openable_keys, owner=OuterRef("owner"), kind=Wrap.Kind.TEAM)
    return Case.objects.filter(newest_keys, Exists(openable), searchable=False, erased_on=None)


def index_cases(teams, limit):
    """Make the hashes of up to `limit` cases that have none yet, the newest first.

    Takes the same queries for one or for many. Returns how many it made. A case whose answers
    cannot be opened has none, until something is added to it. One whose wrap is damaged is passed
    over, and stands in the way of no other.
    """
    left = Case.objects.filter(team__in=list(teams), searchable=False, erased_on=None)
    if not left.exists():  # so it is for nearly every list: the whole question costs more
        return 0
    made, before = 0, unindexed_cases(teams).order_by("-pk").select_related("complaint")
    todo = before
    while cases := list(todo[: limit - made]):
        opened = envelopes.unlock_keys_with_team([case.owner for case in cases], teams)
        made += _index([case for case in cases if case.owner in opened], opened, teams)
        if len(opened) == len(cases):
            break
        todo = before.filter(pk__lt=cases[-1].pk)
    return made


def _index(cases, opened, teams):
    """Make the hashes of these cases, whose keys are in `opened`. Return how many were made."""
    if not cases:
        return 0
    latest = {
        amendment.case_id: amendment
        for amendment in Amendment.objects.filter(case__in=cases).order_by("pk")
    }
    found = {}
    for case in cases:
        answers, unlocked = {}, case.unlocked(opened[case.owner])
        with suppress(Unreadable, Erased):
            answers = unlocked.open(latest.get(case.pk) or unlocked.complaint, "answers")
        key = search_key(teams[case.team_id])
        terms = set().union(*terms_of(answers).values())
        found[case.pk] = {hash_term(key, term) for term in terms}
    return _save_hashes(found, {pk: amendment.pk for pk, amendment in latest.items()})


@transaction.atomic
def _save_hashes(found, latest):
    """Keep {case: hashes}, but for cases to which something was added after `latest` was read."""
    locked = Case.objects.select_for_update().filter(pk__in=found, searchable=False)
    pks = list(locked.order_by("pk").values_list("pk", flat=True))
    by_case = Amendment.objects.filter(case__in=pks).values_list("case").annotate(Max("pk"))
    newest = dict(by_case.order_by())
    pks = [pk for pk in pks if newest.get(pk) == latest.get(pk)]
    SearchHash.objects.filter(case__in=pks).delete()
    SearchHash.objects.bulk_create(
        SearchHash(case_id=pk, value=value) for pk in pks for value in sorted(found[pk])
    )
    return Case.objects.filter(pk__in=pks).update(searchable=True)


def terms_of_query(typed):
    """Return what the words in a search box may mean."""
    return name_terms(typed) | number_terms(typed)


def find(typed, teams, limit):
    """Return the pks of up to `limit` cases that a name or number finds.

    The exact ones come first, and of those the open and urgent ones.
    """
    exact: list[tuple[str, str, int]] = []
    alike: list[tuple[str, str, int]] = []
    for team, private_keys in teams.items():
        for kinds, found in ((False, exact), (True, alike)):
            values = [
                hash_term(key, term)
                for key in search_keys(private_keys)
                for term in terms_of_query(typed)
                if (term[0] == "sound") == kinds
            ]
            rows = SearchHash.objects.filter(value__in=values).values("case")
            cases = Case.objects.filter(team=team, pk__in=rows).order_by("sort_key", "reference")
            found += cases.values_list("sort_key", "reference", "pk")[:limit]
    pks = [pk for _sort_key, _reference, pk in [*sorted(exact), *sorted(alike)]]
    return list(dict.fromkeys(pks))[:limit]


# Two cases look alike if they share one of these: a name alone is not enough.
DUPLICATE_KINDS = (
    "name and birth year",
    "phone",
    "A-number",
    "event number",
    "subject number",
    "booking number",
)


def possible_duplicates(case, answers, teams):
    """Return {other case: kinds that it shares} within the same team."""
    terms = terms_of(answers)
    kinds = {
        hash_term(key, term): kind
        for key in search_keys(teams[case.team_id])
        for kind in DUPLICATE_KINDS
        for term in terms.get(kind, ())
    }
    found: dict[Case, set[str]] = {}
    hashes = SearchHash.objects.filter(value__in=kinds, case__team=case.team_id).exclude(case=case)
    for found_hash in hashes.select_related("case").order_by("case")[:20]:
        found.setdefault(found_hash.case, set()).add(kinds[found_hash.value])
    return {other: sorted(shared, key=DUPLICATE_KINDS.index) for other, shared in found.items()}
