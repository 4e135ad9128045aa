"""How one name is written in many ways: its words in Latin letters, and how they may sound."""

import itertools
import re
import unicodedata

from anyascii import anyascii

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


def phonetic_codes(word):
    """Return every way in which a word may sound, its consonants of one sound made equal: one, or
    three where it has an x."""
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


# Scripts that leave out short vowels: a name in them meets a Latin one by its consonants alone.
UNVOCALIZED = re.compile("[\u0590-\u05ff\u0600-\u06ff\u0750-\u077f]")
# Apart from names of two letters, which are as they are written.
MIN_SOUND_LETTERS = 3
SILENT_U = re.compile("(?<=[qg])u(?=[ei])")
FIRST_VOWELS = str.maketrans({"e": "i", "y": "i", "u": "o", "w": "o"})
FINAL_VOWELS = {"a": "a", "o": "o", "u": "o"}


def significant_words(text):
    """Return the words by which one part of a name is found: also all of them as one word."""
    words = name_words(text)
    kept = [word for word in words if word not in PARTICLES] or words
    whole = ["".join(words)] if 1 < len(words) <= 3 else []
    return list(dict.fromkeys([*kept, *whole]))


def _shaped(word):
    for group, letters in DIGRAPHS:
        word = group.sub(letters, word)
    return word


def word_sounds(word):
    """Return how a single word may sound, finer than in a whole name: it stands for itself.

    To the consonants come the first vowel and an "a" or "o" at the end: Mario is not María.
    """
    if len(word) < MIN_SOUND_LETTERS:
        return []
    word = word.replace("zh", "j")
    heard = SILENT_U.sub("", _shaped(word))
    vowel = re.search("[aeiou]", heard) or re.search("[yw]", heard)
    first = vowel[0].translate(FIRST_VOWELS) if vowel else ""
    last = FINAL_VOWELS.get(word[-1], "")
    return [f"{sound} {first} {last}" for sound in phonetic_codes(word)]


def consonants(word):
    """Return the consonants of a word, those of one sound made equal; "" for fewer than two.

    An "h" is one of them, which such scripts always write, but not at the end: Fatimah.
    """
    bare = re.sub("[aeiouyw]|h$", "", word.replace("kh", "h").replace("ph", "f"))
    bare = DOUBLED.sub(r"\1", bare.removesuffix("h").translate(EQUIVALENT_LETTERS))
    # Two say little: Yusuf is not Zofia.
    end = " -" if len(bare) == 2 and word[-1] in "aeiouyh" else ""
    return bare + end if len(bare) > 1 else ""


def is_unvocalized(text):
    """Say whether a name is in a script that leaves out short vowels."""
    return bool(UNVOCALIZED.search(text))


def without_article(text):
    """Return an Arabic name with each word that begins with the article once more without it."""
    return text + "".join(
        f" {word[2:]}" for word in text.split() if word.startswith("ال") and len(word) > 4
    )
