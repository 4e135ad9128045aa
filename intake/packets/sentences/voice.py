"""Who speaks in a letter, and of whom: the person of themself, or a helper of the person.

No form of address is asked for, so sentences about another have a name and no pronoun.
"""

from dataclasses import dataclass

from intake.flow.facts import earliest, is_complete

from ..document_input import DocumentInput
from .moments import date_words

FAMILY = ("spouse", "parent", "child", "relative", "friend")
_RELATIONS = {
    "spouse": "I am the spouse or partner of {name}",
    "parent": "I am a parent of {name}",
    "child": "I am a son or daughter of {name}",
    "relative": "I am a relative of {name}",
    "friend": "I am a friend of {name}",
    "lawyer": "I represent {name} as a lawyer",
    "representative": "I represent {name} as an accredited representative",
}
OF_AGE = 18
GUARDIAN, POWER_OF_ATTORNEY = "guardian", "power_of_attorney"


@dataclass(frozen=True)
class Voice:
    """The words for the person in a sentence: "I", or a name."""

    subject: str
    object: str
    possessive: str
    am: str
    have: str
    is_helper: bool

    def choose(self, me: str, them: str) -> str:
        return them if self.is_helper else me


def voice_for(doc_input: DocumentInput) -> Voice:
    """Return the words of whoever writes."""
    if not doc_input.is_helper:
        return Voice("I", "me", "my", "am", "have", is_helper=False)
    name = short_name(doc_input)
    return Voice(name, name, f"{name}'s", "is", "has", is_helper=True)


def short_name(doc_input: DocumentInput) -> str:
    """Return the name behind the first mention: the given name where family or a friend writes."""
    given: str = doc_input.answer("person", "given_names")
    return given if given and doc_input.answer("helper", "relation") in FAMILY else doc_input.name


def signs_as_parent(doc_input: DocumentInput) -> bool:
    """Say whether a parent writes for a child under 18: the date of birth counts."""
    if not doc_input.is_helper or doc_input.answer("permission", "knows") != "parent":
        return False
    age = age_of(doc_input)
    return doc_input.facts.minor if age is None else age < OF_AGE


def is_guardian(doc_input: DocumentInput) -> bool:
    """Say whether a court made the helper the guardian: they sign for the person."""
    return doc_input.is_helper and doc_input.facts.for_letters.authority == GUARDIAN


def has_power_of_attorney(doc_input: DocumentInput) -> bool:
    return doc_input.is_helper and doc_input.facts.for_letters.authority == POWER_OF_ATTORNEY


def age_of(doc_input: DocumentInput) -> int | None:
    """Return the age in years, or None where the date of birth is not known to the day."""
    stated = doc_input.answer("born", "birth_date")
    born = earliest(stated)
    if not born or not is_complete(stated):
        return None
    today = doc_input.today
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def relation_sentence(doc_input: DocumentInput) -> str:
    """Return who the helper is to the person, and for whom they write."""
    name, relation = doc_input.name, doc_input.answer("helper", "relation")
    if signs_as_parent(doc_input):
        age = age_of(doc_input)
        who = f", who is {age} years old" if age is not None else ", who is under 18"
        return f"I am a parent of {name}{who}, and I sign for {short_name(doc_input)}."
    if is_guardian(doc_input):
        copy = " I can send a copy of the court's order." if _has_copy(doc_input) else ""
        return f"I am the legal guardian of {name}, and I sign for {short_name(doc_input)}.{copy}"
    if doc_input.answer("permission", "knows") == "lawyer" and relation != "representative":
        relation = "lawyer"
    text = _RELATIONS.get(relation, "I write for {name}").format(name=name)
    group = doc_input.answer("helper", "group")
    with_group = f" I am with {group}." if group else ""
    return f"{text}.{with_group}"


def _has_copy(doc_input: DocumentInput) -> bool:
    return doc_input.facts.for_letters.authority_copy


def permission_sentence(doc_input: DocumentInput) -> str:
    """Return whether the person knows of the letter, and what will follow; "" where it needs no
    word."""
    name = short_name(doc_input)
    if signs_as_parent(doc_input) or is_guardian(doc_input):
        return ""
    if has_power_of_attorney(doc_input):
        copy = " I can send a copy." if _has_copy(doc_input) else ""
        return f"{name} signed a power of attorney that lets me act.{copy}"
    if doc_input.answer("permission", "knows") == "lawyer":
        return ""
    return {
        "can_sign": f"{name} knows that I write. A signed permission comes with this.",
        "cannot_now": (
            f"{name} knows that I write, but cannot sign a page now. I will send the signed"
            " permission as soon as I have it."
        ),
        "cannot_reach": (
            f"I have not been able to speak with {name}. I will send a signed permission if"
            f" {name} gives it."
        ),
        # A parent signs only for a child who is known to be under 18.
        "parent": f"I will send {name}'s signed consent as soon as I have it.",
    }.get(doc_input.answer("permission", "knows"), "")


def knowledge_sentence(doc_input: DocumentInput) -> str:
    """Return how a helper knows what they write, said once before the facts."""
    if not doc_input.is_helper:
        return ""
    name = short_name(doc_input)
    return {
        "saw": "I saw what I write here myself.",
        "told_by_them": f"{name} told me what follows, and I believe it.",
        "told_by_others": "I was told what follows, and I believe it.",
        "both": "Some of this I saw myself. The rest I was told, and I believe it.",
    }.get(
        doc_input.answer("story", "seen_or_told"),
        "I write what I saw or was told, and I believe it.",
    )


def born_words(doc_input: DocumentInput) -> str:
    """Return the birth as the subject line has it: "born March 14, 1990", "born in 1991", an age
    in the filer's own words, or ""."""
    stated = doc_input.answer("born", "birth_date") or {}
    words = date_words(stated, weekday=False)
    if words:
        return f"born {words}" if stated.get("d") else f"born in {words}"
    return _age_words(str(stated.get("words") or ""))


def _age_words(words: str) -> str:
    about, _, number = words.strip().rpartition(" ")
    if not number.isdigit() or about not in ("", "about") or len(number) > 3:
        return ""
    return f"{about} {number} years old".strip()
