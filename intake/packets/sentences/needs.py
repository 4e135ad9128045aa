"""How to talk with the person and write to them: their language, an interpreter, other needs."""

from intake.flow.forms.letter_facts import SIGN_LANGUAGE

from ..document_input import DocumentInput
from .base import joined, quoted
from .voice import Voice, voice_for

# A language that every office speaks.
ENGLISH = "en"
_HEARS = {"deaf": "deaf", "hard_of_hearing": "hard of hearing"}
_HELPS = {
    "relay": "call through a relay service or TTY",
    "large_print": "write in large print",
    "read_aloud": "have papers read aloud",
    "call": "call instead of writing a letter",
    "written": "write instead of calling",
    "more_time": "use plain words and allow more time",
}


def language_words(doc_input: DocumentInput) -> str:
    """Return the person's own language in English, or as it was typed, or ""."""
    facts = doc_input.facts.for_letters
    return facts.other_language or doc_input.answer_text("needs", "language")


def language_sentence(doc_input: DocumentInput) -> str:
    """Return which language the person speaks, and that they need an interpreter; or ""."""
    facts, language = doc_input.facts.for_letters, language_words(doc_input)
    voice = voice_for(doc_input)
    says_nothing = not language or facts.language == ENGLISH
    if says_nothing and facts.interpreter != "yes":
        return ""
    parts = [f"{_uses_or_speaks(doc_input, voice)} {language}"] if language else []
    if facts.interpreter == "yes":
        parts.append(f"{voice.choose('need', 'needs')} an interpreter")
    return f"{voice.subject} {joined(parts)}."


def own_language(doc_input: DocumentInput) -> str:
    """Return which language the person speaks, as a sentence of its own, or ""."""
    language, voice = language_words(doc_input), voice_for(doc_input)
    if not language or doc_input.facts.for_letters.language == ENGLISH:
        return ""
    return f"{voice.subject} {_uses_or_speaks(doc_input, voice)} {language}."


def _uses_or_speaks(doc_input: DocumentInput, voice: Voice) -> str:
    if doc_input.facts.for_letters.language == SIGN_LANGUAGE:
        return voice.choose("use", "uses")
    return voice.choose("speak", "speaks")


def access_sentences(doc_input: DocumentInput) -> str:
    """Return what helps the person to talk, read or write: for readers who may learn it."""
    voice, codes = voice_for(doc_input), doc_input.facts.for_letters.helps
    hears = [words for code, words in _HEARS.items() if code in codes]
    deaf = f"{voice.subject} {voice.am} {joined(hears)}." if hears else ""
    asked = joined([words for code, words in _HELPS.items() if code in codes])
    reach = f"To reach {voice.object}, please {asked}." if asked else ""
    other = quoted(doc_input, "needs", "other_need")
    also = f"What helps, too: {other}." if other else ""
    return " ".join(filter(None, (deaf, reach, also)))
