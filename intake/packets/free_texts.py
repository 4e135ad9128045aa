"""The free texts that letters print: listed to be read once more, and redacted as was decided.

A *free text* is an answer in words, what was added to one later, or the English of either. Names,
numbers and contacts are none.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from intake.flow.base import fields_for_voice
from intake.flow.complaint import COMPLAINT
from intake.flow.status_words import mentions
from intake.flow.steps import OFFICE, AnswerMap, voice_of
from intake.flow.text_fields import Code, LongText, ShortText
from intake.translations.actions import answer_name

from .choices import LetterChoices
from .editable import LAW
from .english import SignedEnglish

if TYPE_CHECKING:
    from intake.rendering.blocks import Document

    from .document_input import Addition

# A part is a sentence or a line; in a text of more parts than this, neighbors stand together.
MOST_PARTS = 60
_PART = re.compile(r"[^.!?…。！？؟।\n]+(?:[.!?…。！？؟।]+[”\"'’»)]*|\n|$)")
_EDGES = " \t\n.!?“”\"'"


@dataclass(frozen=True)
class FreeText:
    """A text, where it stands ("story/story"), and the title of its question.

    `flagged` is {part: topics that its words seem to tell of (status_words)}.
    """

    place: str
    title: str
    words: str
    parts: tuple[str, ...]
    flagged: Mapping[str, tuple[str, ...]]

    @property
    def is_flagged(self) -> bool:
        return bool(self.flagged)


def is_free_text(step: str, name: str) -> bool:
    """Say whether an answer is typed freely, and may be printed."""
    if not COMPLAINT.has_step(step) or COMPLAINT.step(step).audience == OFFICE:
        return False
    form = COMPLAINT.step(step).form
    field = form.base_fields.get(name) if form else None
    return (
        isinstance(field, (ShortText, LongText))
        and not isinstance(field, Code)
        and not field.identity
    )


def answered_texts(answers: AnswerMap) -> Iterator[tuple[str, str, str, str]]:
    """Yield (place, step, question, words) of each free text among some answers."""
    for step, page in answers.items():
        for number, entry in enumerate(page if isinstance(page, list) else [page]):
            for name, words in (entry or {}).items():
                if isinstance(words, str) and words and is_free_text(step, name):
                    yield answer_name(step, name, number), step, name, words


def addition_place(number: int, step: str) -> str:
    return f"added/{number}/{step}"


def edited_place(document_slug: str, key: str) -> str:
    return f"edited/{document_slug}/{key}"


def english_place(name: str) -> str:
    return f"english/{name}"


def redacted_answers(answers: AnswerMap, choices: LetterChoices) -> dict[str, Any]:
    """Return answers with a mark where parts of their texts were left out."""
    found = dict(answers)
    for place, step, name, words in answered_texts(answers):
        changed = choices.redacted(place, words)
        if changed != words:
            found[step] = _with_answer(found[step], place, name, changed)
    return found


def _with_answer(page: Any, place: str, name: str, words: str) -> Any:
    if not isinstance(page, list):
        return page | {name: words}
    last = place.rpartition("/")[2]
    number = int(last) if last.isdigit() else 0
    return [entry | {name: words} if at == number else entry for at, entry in enumerate(page)]


def redacted_additions(
    additions: Sequence["Addition"], choices: LetterChoices
) -> tuple["Addition", ...]:
    found = []
    for number, addition in enumerate(additions):
        place = addition_place(number, addition.step)
        made = addition.english
        if made:
            made = replace(made, text=choices.redacted(english_place(place), made.text))
        found.append(replace(addition, text=choices.redacted(place, addition.text), english=made))
    return tuple(found)


def redacted_english(
    english: Mapping[str, SignedEnglish], choices: LetterChoices
) -> dict[str, SignedEnglish]:
    """Return the English of answers, of which parts may be left out as of the words it is of."""
    return {
        name: replace(
            made,
            original=choices.redacted(name, made.original),
            text=choices.redacted(english_place(name), made.text),
        )
        for name, made in english.items()
    }


def parts_of(words: str) -> tuple[str, ...]:
    """Return the sentences and lines of a text, each as it stands in it."""
    found = [part.group().strip() for part in _PART.finditer(words)]
    found = [part for part in found if part]
    if len(found) > MOST_PARTS:
        found = [part.strip() for part in words.split("\n\n") if part.strip()]
    if len(found) > MOST_PARTS:
        found = list(_in_bunches(found, words))
    return tuple(dict.fromkeys(found))


def _in_bunches(paragraphs: Sequence[str], words: str) -> Iterator[str]:
    """Yield neighbors of a long text together, with what stands between them."""
    size = -(-len(paragraphs) // MOST_PARTS)
    start = 0
    for first in range(0, len(paragraphs), size):
        bunch = paragraphs[first : first + size]
        start = words.index(bunch[0], start)
        end = start
        for paragraph in bunch:
            end = words.index(paragraph, end) + len(paragraph)
        yield words[start:end]
        start = end


def free_text(place: str, title: str, words: str) -> FreeText:
    """Return a text with its parts, and which of them the words of `status_words` are in."""
    parts, found = parts_of(words), mentions(words)
    flagged = {}
    for part in parts:
        topics = [
            topic
            for mention in found
            if mention.sentence in part or part in mention.sentence
            for topic in mention.topics
        ]
        if topics:
            flagged[part] = tuple(dict.fromkeys(topics))
    return FreeText(place, title, words, parts, flagged)


def all_texts(
    answers: AnswerMap,
    additions: Sequence["Addition"] = (),
    english: Mapping[str, SignedEnglish] | None = None,
) -> list[FreeText]:
    """Return every free text that a letter may print, as it was written."""
    voice = voice_of(answers)
    found = []
    for place, step, name, words in answered_texts(answers):
        title = _title(step, name, voice)
        found.append(free_text(place, title, words))
        made = (english or {}).get(place)
        if made and made.original == words:
            found.append(free_text(english_place(place), title, made.text))
    for number, addition in enumerate(additions):
        place = addition_place(number, addition.step)
        found.append(free_text(place, addition.about, addition.text))
        if addition.english:
            found.append(free_text(english_place(place), addition.about, addition.english.text))
    return found


def edited_texts(
    words: Mapping[str, Mapping[str, Mapping[str, str]]], names: Mapping[str, str]
) -> list[FreeText]:
    """Return the words of volunteers in which something was found that the letter did not say by
    itself. `words` is {document: {key: {"was", "now"}}}, `names` the documents of the packet."""
    found = []
    for slug, name in names.items():
        for key, edit in words.get(slug, {}).items():
            own = {mention.sentence for mention in mentions(edit["was"])}
            flagged = {
                mention.sentence: mention.topics
                for mention in mentions(edit["now"])
                if mention.sentence not in own
            }
            # Law is chosen from a list, and is of nobody.
            if flagged and key != LAW:
                place = edited_place(slug, key)
                found.append(FreeText(place, name, edit["now"], tuple(flagged), flagged))
    return found


def _title(step: str, name: str, voice: str) -> str:
    form = COMPLAINT.step(step).form
    return str(fields_for_voice(form, voice)[name].label) if form else ""


def _bare(words: str) -> str:
    return " ".join(words.split()).strip(_EDGES).casefold()


def printed(
    texts: Iterable[FreeText], documents: Iterable["Document"], choices: LetterChoices
) -> list[FreeText]:
    """Return those texts that stand in some documents, with or without what was left out."""
    everything = _bare(" ".join(document.text() for document in documents))
    found = []
    for text in texts:
        words = _bare(choices.redacted(text.place, text.words))
        if words and words in everything:
            found.append(text)
    return found
