"""Finding a case by name, phone or number, with the text sealed: keyed hashes.

Only a team's private key makes these hashes, so only an unlocked volunteer can make or compare
them; the public door and a stolen server cannot. They are made when a volunteer's session first
meets the case. Equal names give equal hashes: that two cases are alike can be seen, not who.
"""

import itertools
import re
import unicodedata

from anyascii import anyascii
from django.db import transaction

from intake.flow.conditions import answer
from intake.vault import crypto, sealing

from .models import Case, Lookup
from .submission import latest_answers

# Signs that writers of one name use one for another, after it was put into Latin letters.
ALIKE = str.maketrans({"z": "s", "c": "k", "q": "k", "v": "b", "w": "b", "j": "h", "d": "t"})
SILENT = re.compile(r"(?!^)[aeiouyhw]")
TWICE = re.compile(r"(.)\1+")
# Groups of letters, in order, that are one sound or are written in more than one way.
GROUPS = (
    (re.compile("ph"), "f"), (re.compile("kh"), "h"), (re.compile("dj"), "j"),
    (re.compile("^ng"), "n"), (re.compile("tl$"), "l"), (re.compile("g(?=[eiy])"), "j"),
    (re.compile("c(?=[eiy])"), "s"), (re.compile("^h"), ""), (re.compile("^y(?=e)"), ""),
    (re.compile("^[ou]"), "o"), (re.compile("^[ei]"), "e"),
)  # fmt: skip
# "x" is said in three ways: Jimena and Ximena, Sochil and Xochitl, Aleksandr and Alexandre.
SAID_X = ("j", "s", "ks")
# A part of a name that some write together with its neighbour: al, de la, Mc, a syllable.
SHORT = 4
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
MOST_WORDS = 6


def words_of(name):
    """Return the words of a name: Latin, small letters, no accents, no hyphens, in order."""
    plain = "".join(map(_in_latin, unicodedata.normalize("NFKC", name))).casefold()
    return re.findall(r"[a-z0-9]+", re.sub("['’`ʼ]", "", plain))[:MOST_WORDS]


def _in_latin(sign):
    """Return a sign in Latin letters; each Chinese one is a word of its own."""
    latin = anyascii(sign)
    return f" {latin} " if "\u3400" <= sign <= "\u9fff" else latin


def sound(word):
    """Return how a word of a name may sound: its consonants, those of one sound made equal."""
    return sounds(word)[0]


def sounds(word):
    """Return every way in which a word may sound: one, or three where it has an x."""
    ways = [word.replace("x", said) for said in SAID_X] if "x" in word else [word]
    return list(dict.fromkeys(_skeleton(way) or word for way in ways))


def _skeleton(word):
    for group, letters in GROUPS:
        word = group.sub(letters, word)
    return TWICE.sub(r"\1", SILENT.sub("", word).translate(ALIKE))


def _joined(words):
    """Return the names that arise where short words are written together with the next ones."""
    found = []
    for start in range(len(words) - 1):
        for size in (2, 3):
            part = words[start : start + size]
            enough = len(part) == size and min(map(len, part[:2])) <= SHORT
            if enough and (size == 2 or max(map(len, part[:2])) <= SHORT):
                found.append((*words[:start], "".join(part), *words[start + size :]))
    return found


def _pairs(words):
    """Return each two words of a name, without those that say little; or the only word."""
    telling = [word for word in words if word not in PARTICLES]
    words = telling if len(telling) > 1 else words
    return itertools.combinations(words, 2) if len(words) > 1 else [tuple(words)]


def _digits(text):
    return re.sub(r"\D", "", unicodedata.normalize("NFKC", text))


def _signs(text):
    return re.sub(r"[^a-z0-9]", "", anyascii(text).casefold())


def name_terms(name):
    """Return what a whole name is found by: all its words, and each two as they sound."""
    words = words_of(name)
    if not words:
        return set()
    return {("name", " ".join(sorted(words)))} | {
        ("sound", " ".join(sorted(way)))
        for name in (words, *_joined(words))
        for pair in _pairs(name)
        for way in itertools.product(*map(sounds, pair))
    }


def number_terms(text):
    """Return what a typed number may be: a phone, an A-number, or a number from a jail."""
    digits, signs = _digits(text), _signs(text)
    found = set()
    if len(digits) >= 7:
        found.add(("phone", digits[-10:]))
    if 7 <= len(digits) <= 9:
        found.add(("a-number", digits.zfill(9)))
    if len(signs) >= 3 and any(sign.isdigit() for sign in signs):
        found.add(("booking", signs))
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
    phone = _digits(answer(answers, "reach", "phone") or "")
    booking = _signs(answer(answers, "custody", "booking_number") or "")
    return {
        "name": names,
        "name and birth year": {
            ("name and year", f"{words} {born}")
            for kind, words in name_terms(whole) if kind == "name" and born
        },
        "phone": {("phone", phone[-10:])} if len(phone) >= 7 else set(),
        "A-number": {("a-number", _digits(n).zfill(9)) for n in numbers if len(_digits(n)) >= 7},
        "booking number": {("booking", booking)} if len(booking) >= 3 else set(),
    }  # fmt: skip


def search_key(privates):
    """Return the key of a team's hashes, from {key number: private key}: the newest one's."""
    return crypto.derive(privates[max(privates)], "look-up")


def value_of(key, term):
    """Return the 63-bit hash of one term."""
    return int.from_bytes(crypto.index(key, "\x00".join(term).encode())[:8], "big") >> 1


def waiting(teams):
    """Return the cases that no name finds yet."""
    return Case.objects.filter(team__in=list(teams), searchable=False, erased_on=None)


def make_searchable(teams, most):
    """Make the hashes of up to `most` cases that have none yet.

    A case that does not open here has nothing to be found by, and is passed over from then on.
    """
    for case in waiting(teams).order_by("pk").select_related("complaint")[:most]:
        try:
            case_key = sealing.opened_by_team(case.owner, teams)
        except crypto.CannotOpen:
            Case.objects.filter(pk=case.pk).update(searchable=True)
            continue
        key = search_key(teams[case.team_id])
        terms = set().union(*terms_of(latest_answers(case, case_key)).values())
        with transaction.atomic():
            if Case.objects.select_for_update().filter(pk=case.pk, searchable=False).exists():
                case.lookups.all().delete()
                Lookup.objects.bulk_create(
                    Lookup(case=case, value=value_of(key, term)) for term in sorted(terms)
                )
                Case.objects.filter(pk=case.pk).update(searchable=True)


def typed_terms(typed):
    """Return what the words in a search box may mean."""
    return name_terms(typed) | number_terms(typed)


def find(typed, teams):
    """Return the pks of cases that a name or number finds, the exact ones first."""
    exact, alike = set(), set()
    for team, privates in teams.items():
        key = search_key(privates)
        values = {value_of(key, term): term[0] for term in typed_terms(typed)}
        rows = Lookup.objects.filter(value__in=values, case__team=team)
        for pk, value in rows.values_list("case", "value")[:500]:
            (alike if values[value] == "sound" else exact).add(pk)
    return [*sorted(exact), *sorted(alike - exact)]


# Two cases look alike if they share one of these: a name alone is not enough.
LIKE = ("name and birth year", "phone", "A-number", "booking number")


def looks_like(case, answers, teams):
    """Return {other case: kinds that it shares} within the same team."""
    key = search_key(teams[case.team_id])
    kinds = {value_of(key, term): kind for kind in LIKE for term in terms_of(answers).get(kind, ())}
    found = {}
    rows = Lookup.objects.filter(value__in=kinds, case__team=case.team_id).exclude(case=case)
    for row in rows.select_related("case").order_by("case")[:20]:
        found.setdefault(row.case, set()).add(kinds[row.value])
    return {other: sorted(shared, key=LIKE.index) for other, shared in found.items()}
