"""What a paper may know of a complaint: the answers that go into papers, and nothing else.

Answers for volunteers only are dropped here, once, so that no paper can hold one; so is what the
danger page tells of somebody's own mind and body. `facts` still rests on all answers: it is asked
which papers fit, and never printed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from django.utils.formats import date_format

from intake.cases.unlocked import UnlockedCase
from intake.flow.complaint import COMPLAINT
from intake.flow.conditions import answer, for_someone_else
from intake.flow.facts import Facts, compute_facts
from intake.flow.sections import Line, Section, sections
from intake.flow.states import STATES
from intake.flow.steps import PACKET, AnswerMap, voice_of
from intake.rendering.blocks import Block, Heading, Row, Table
from intake.rendering.language import in_english
from intake.translations import actions as translations

from . import choice_actions, english, exhibits, free_texts
from .choices import NO_CHOICES, LetterChoices
from .english import NO_ENGLISH, SignedEnglish

Text = TypeVar("Text")

# A longer answer stands by itself, outside the table.
LONG_ANSWER = 300

# Answers that say nothing leave no trace in a document.
SAYS_NOTHING = {"unsure", "not_sure", "not_say"}
# Letters say these in sentences of their own, and never as a choice that was made.
SAID_IN_SENTENCES = {("custody", "where")}

# What the danger page tells about how somebody is treated. The rest of it is for volunteers.
TREATMENT = {"moving", "removal_told", "sick", "threatened", "told_to_sign", "not_heard"}

THROUGH_ME = "Can be reached through me"

# Languages that say nothing against a story in English.
ENGLISH = {"", "en", "unsure", "call"}


def answers_for_documents(answers: AnswerMap) -> dict[str, Any]:
    """Return the counted answers that go into papers."""
    counted = COMPLAINT.prune(answers)
    found = {
        key: value
        for key, value in counted.items()
        if COMPLAINT.has_step(key) and COMPLAINT.step(key).audience == PACKET
    }
    treated = [code for code in answer(found, "danger", "happening", []) if code in TREATMENT]
    found.pop("danger", None)
    return found | ({"danger": {"happening": treated}} if treated else {})


@dataclass(frozen=True)
class Addition:
    """Words that were added after sending, and the page that they are about."""

    step: str
    day: date
    about: str
    text: str
    english: SignedEnglish | None = None


@dataclass(frozen=True)
class DocumentInput:
    """The answers of one complaint for its papers. Made by `document_input`.

    `exhibits` names the papers that were added; `recipient` is the office that a packet is for, and
    `under_perjury` says whether a volunteer wants the person to sign under penalty of perjury.
    `english` has the English of typed answers by "step/question", or "step/question/1" for the
    second entry of a page. Parts that the filer left out are marked in all of these already; the
    rest of what they decided is in `choices`.
    """

    answers: dict[str, Any]
    today: date
    facts: Facts
    additions: tuple[Addition, ...] = ()
    exhibits: tuple[str, ...] = ()
    recipient: str = ""
    under_perjury: bool = False
    english: dict[str, SignedEnglish] = field(default_factory=dict)
    choices: LetterChoices = NO_CHOICES

    @cached_property
    @in_english
    def sections(self) -> dict[str, Section]:
        found = sections(COMPLAINT, self.answers, audiences=(PACKET,))
        return {section.slug: _says_something(section, self.answers) for section in found}

    @cached_property
    def by_reader(self) -> "dict[str, DocumentInput]":
        """What each reader may learn of it, kept once it was made (disclosure.for_reader)."""
        return {}

    @property
    def is_helper(self) -> bool:
        return for_someone_else(self.answers)

    def answer(self, step: str, name: str) -> Any:
        return answer(self.answers, step, name)

    def voiced(self, me: Text, them: Text) -> Text:
        """Return the text for the voice of the filer."""
        return them if self.is_helper else me

    @property
    def name(self) -> str:
        """The person it is about: as the filer wrote the whole name for letters, or else as asked
        in two boxes."""
        if self.choices.contact.name:
            return self.choices.contact.name
        parts = (self.answer("person", "given_names"), self.answer("person", "family_names"))
        return " ".join(part for part in parts if part)

    @property
    def writer(self) -> str:
        """Who writes: the helper, or the person."""
        return self.answer("helper", "name") if self.is_helper else self.name

    @property
    def jail(self) -> str:
        """Where the person is held now, or ""."""
        return self.answer_text("custody", "facility") if self.facts.held else ""

    @property
    def state(self) -> str:
        return dict(STATES).get(self.facts.state, "")

    def without_choice(self, step: str, name: str, code: str) -> "DocumentInput":
        """Return what was told without one choice of a question."""
        chosen = [found for found in answer(self.answers, step, name, []) if found != code]
        page = (self.answers.get(step) or {}) | {name: chosen}
        if step not in self.answers or page == self.answers[step]:
            return self
        return replace(self, answers=self.answers | {step: page if any(page.values()) else {}})

    def answer_text(self, step: str, name: str) -> str:
        """Return one answer in words, or "" where it was not given."""
        section = self.sections.get(step)
        lines = section.entries[0] if section and section.entries else ()
        return next((line.value for line in lines if line.name == name), "")

    def row(self, label: str, step: str, name: str) -> Row:
        return Row(label, self.answer_text(step, name), step)

    def answer_blocks(self, *steps: str, reach: bool = False) -> tuple[Block, ...]:
        """Return blocks with every answer of these pages, in the words of form and filer, and what
        was added to them later. What was not answered is left out, and so is "not sure". How to
        reach witnesses stands in it only with `reach`.
        """
        blocks: list[Block] = []
        for step in steps:
            section = self.sections.get(step)
            if section is not None:
                blocks += _section(section, self, reach)
            blocks += self.addition_blocks(step)
            if step == "story" and self.lacks_english:
                blocks.append(Table(NO_ENGLISH))
        return tuple(blocks)

    def english_of(
        self, step: str, question: str, original: str, entry: int = 0
    ) -> SignedEnglish | None:
        """Return the English of an answer, or None: old English never stands for new words."""
        made = self.english.get(translations.answer_name(step, question, entry))
        return made if made and made.original == original else None

    @property
    def lacks_english(self) -> bool:
        """Say whether a story stands in another language, and nobody made English of it."""
        story = self.answer("story", "story")
        if not story and not self.addition_blocks("story"):
            return False
        return self._other_language() and not self.english_of("story", "story", story)

    @property
    def own_words_heading(self) -> str:
        """The heading over words in their own language, beneath their English."""
        return self.voiced("In my own words", "In the helper's own words")

    def addition_blocks(self, *steps: str) -> tuple[Block, ...]:
        """Return blocks with what was added later about these pages, each with its day."""
        blocks: list[Block] = []
        for words in self.additions:
            if words.step in steps:
                day = date_format(words.day, "F j, Y")
                blocks.append(Heading(f"Added on {day}: {words.about}", 3))
                blocks += english.quote_blocks(
                    words.text, words.step, words.english, self.own_words_heading
                )
        return tuple(blocks)

    def _other_language(self) -> bool:
        """Say whether the story may be in another language than English."""
        story = self.answer("story", "story")
        letters = [sign for sign in story if sign.isalpha()]
        foreign = sum(ord(sign) > 0x24F for sign in letters)
        return foreign > len(letters) / 3 or not {self.facts.speaks, self.facts.reads} <= ENGLISH


def _says_something(section: Section, answers: Mapping[str, Any]) -> Section:
    """Return the section without the answers that say nothing, such as "not sure"."""
    page = answers.get(section.slug) or {}
    given = (page or []) if section.many else [page]
    entries = [
        [replace(line, value="") if _is_unsure(one.get(line.name)) else line for line in entry]
        for entry, one in zip(section.entries, given, strict=True)
    ]
    return replace(section, entries=entries)


def _is_unsure(value: Any) -> bool:
    codes = value if isinstance(value, list) else [value]
    return bool(codes) and all(isinstance(code, str) and code in SAYS_NOTHING for code in codes)


def _value(line: Line, key: str, reach: bool) -> str:
    if key == "witnesses" and line.name == "reach" and line.value and not reach:
        return THROUGH_ME
    return line.value


def _section(section: Section, doc_input: DocumentInput, reach: bool) -> list[Block]:
    given = [
        (number, entry)
        for number, entry in enumerate(section.entries)
        if any(line.value for line in entry)
    ]
    blocks: list[Block] = []
    for place, (number, entry) in enumerate(given, 1):
        if len(given) > 1:
            blocks.append(Heading(f"{place} of {len(given)}", 4))
        blocks += _entry(section, number, entry, doc_input, reach)
    return [Heading(section.title, 3), *blocks] if blocks else []


def _entry(
    section: Section, number: int, entry: Sequence[Line], doc_input: DocumentInput, reach: bool
) -> list[Block]:
    """Return the short answers of one entry as rows, then the long ones, each by itself."""
    rows: list[Row] = []
    long: list[Block] = []
    for line in entry:
        words = _value(line, section.slug, reach)
        if not words or (section.slug, line.name) in SAID_IN_SENTENCES:
            continue
        made = doc_input.english_of(section.slug, line.name, words, number)
        # The one question of a page is its title.
        is_title = line.label == section.title and len(entry) == 1
        if is_title or max(len(words), len(made.text) if made else 0) > LONG_ANSWER:
            long += [] if is_title else [Heading(line.label, 4)]
            long += english.quote_blocks(words, section.slug, made, doc_input.own_words_heading)
        else:
            rows += english.answer_rows(
                line.label, words, section.slug, made, doc_input.own_words_heading
            )
    return [Table(tuple(rows)), *long] if rows else long


@in_english
def document_input(
    answers: AnswerMap, *, today: date, choices: LetterChoices = NO_CHOICES, **more: Any
) -> DocumentInput:
    """Return what papers may know of these answers (draft or complaint, with its statement).

    Parts that the filer left out have a mark in their place.
    """
    without = {key: value for key, value in answers.items() if COMPLAINT.has_step(key)}
    facts = compute_facts(COMPLAINT.prune(without), today)
    redacted = free_texts.redacted_answers(answers_for_documents(without), choices)
    return DocumentInput(redacted, today, facts, choices=choices, **more)


@in_english
def document_input_of(unlocked: UnlockedCase, *, today: date, **more: Any) -> DocumentInput:
    """Return what papers may know of a case: answers, later words, names of added papers, and the
    English that volunteers made."""
    additions, made = typed_in(unlocked)
    choices = choice_actions.choices_of(unlocked)
    return document_input(
        unlocked.answers,
        today=today,
        choices=choices,
        additions=free_texts.redacted_additions(additions, choices),
        exhibits=exhibits.names(unlocked),
        english=free_texts.redacted_english(made, choices),
        **more,
    )


@in_english
def typed_in(unlocked: UnlockedCase) -> tuple[tuple[Addition, ...], dict[str, SignedEnglish]]:
    """Return what was added to a case later and belongs into papers, and the English of answers:
    both as they were written."""
    made = english.english_of(unlocked)
    additions = _additions(unlocked.amendments, made, voice_of(unlocked.answers))
    answers = {name: one for name, one in made.items() if _belongs_in_documents(name.split("/")[0])}
    return additions, answers


# What papers tell of somebody who was moved or went free. What else these two ask is for us; other
# changes are told by the answers that they set, or by nothing.
_CHANGE_SHOWN = {"what", "when", "where", "facility", "booking_number"}
_CHANGE_HIDDEN = {"happening", "whose"}


def _additions(
    amendments: Iterable[tuple[date, list[dict[str, Any]]]],
    made: Mapping[str, SignedEnglish],
    voice: str,
) -> tuple[Addition, ...]:
    """Return the words that were added after sending and belong into papers, oldest first."""
    found: list[Addition] = []
    for number, (day, said) in enumerate(amendments, 1):
        for part in said:
            lines = [line for entry in part["entries"] for line in entry]
            if part["key"] == translations.ADDED:
                found += [_added(line, day, str(number), made, voice) for line in lines]
            elif (
                part["key"] == "changed"
                and {line["key"] for line in lines} <= _CHANGE_SHOWN | _CHANGE_HIDDEN
            ):
                what = "; ".join(
                    line.get("english", line["value"])
                    for line in lines
                    if line["key"] in _CHANGE_SHOWN
                )
                found.append(Addition("custody", day, "Something changed", what))
    return tuple(words for words in found if _belongs_in_documents(words.step))


def _added(
    line: Mapping[str, Any],
    day: date,
    source: str,
    made: Mapping[str, SignedEnglish],
    voice: str,
) -> Addition:
    """Return words about a page, with its title in English, whatever the filer read."""
    step, about = line["key"], line["label"]
    place = translations.text_place(source, translations.ADDED, step)
    if COMPLAINT.has_step(step):
        about = str(COMPLAINT.step(step).title.for_voice(voice))
    return Addition(step, day, about, line["value"], made.get(place))


def _belongs_in_documents(step: str) -> bool:
    # What is added on the danger page may be about somebody's own mind.
    return COMPLAINT.has_step(step) and COMPLAINT.step(step).audience == PACKET and step != "danger"
