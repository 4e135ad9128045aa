"""What a paper may know of a complaint: the answers that go into papers, and nothing else.

Answers for volunteers only are dropped here, once, so that no paper can hold one.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from intake.documents.blocks import Heading, Lines, Row, Said
from intake.flow.complaint import COMPLAINT
from intake.flow.conditions import answer, for_another
from intake.flow.facts import Facts, earliest, facts
from intake.flow.fields import date_in_words
from intake.flow.sections import Section, sections
from intake.flow.states import STATES
from intake.flow.steps import PACKET

# A longer answer stands by itself, outside the table.
LONG = 300


def of_papers(answers):
    """Return the counted answers that go into papers."""
    counted = COMPLAINT.prune(answers)
    return {key: value for key, value in counted.items() if COMPLAINT.step(key).sees == PACKET}


@dataclass(frozen=True)
class Told:
    """The answers of one complaint for its papers. Made by `told`."""

    answers: dict
    today: date
    signed_by: str

    @cached_property
    def known(self) -> Facts:
        return facts(self.answers, self.today)

    @cached_property
    def sections(self) -> dict[str, Section]:
        found = sections(COMPLAINT, self.answers, sees=(PACKET,))
        return {section.key: section for section in found}

    @property
    def is_helper(self):
        return for_another(self.answers)

    def get(self, step, name):
        return answer(self.answers, step, name)

    def say(self, me, them):
        """Return the text for the voice of the filer."""
        return them if self.is_helper else me

    @property
    def name(self):
        """The person it is about."""
        parts = (self.get("person", "given_names"), self.get("person", "family_names"))
        return " ".join(part for part in parts if part)

    @property
    def writer(self):
        """Who writes: the helper, or the person."""
        return self.get("helper", "name") if self.is_helper else self.name

    @property
    def place(self):
        city, state = self.get("when-where", "city"), self.get("when-where", "state")
        return ", ".join(part for part in (city, dict(STATES).get(state, "")) if part)

    def line(self, step, name):
        """Return one answer in words, or "" where it was not given."""
        section = self.sections.get(step)
        lines = section.entries[0] if section and section.entries else ()
        return next((line.value for line in lines if line.key == name), "")

    def row(self, label, step, name):
        return Row(label, self.line(step, name), step)

    def account(self, *steps, unknown=False):
        """Return blocks with every answer of these pages, in the words of form and filer.

        With `unknown`, what was not answered is said to be so.
        """
        blocks = []
        for step in steps:
            section = self.sections.get(step)
            if section is not None and section.entries:
                blocks += _section(section, unknown)
        return tuple(blocks)

    def dated(self):
        """Return (first day it may be, the date as given, what happened) for each known date."""
        holds = self.answers.get("detainers") or []
        moments = [
            (answer(self.answers, "when-where", "when", None), "It began."),
            *((hold.get("placed_on"), "ICE sent the hold, as far as known.") for hold in holds),
            (answer(self.answers, "hold-copy", "copy_on", None), "A copy of the hold was given."),
            (answer(self.answers, "held-over", "due_out", None), "Time to go free."),
            (answer(self.answers, "held-over", "went_out", None), "Went free."),
        ]
        found = [(earliest(when), date_in_words(when), what) for when, what in moments if when]
        return sorted(found, key=lambda entry: (entry[0] is None, entry[0] or date.max))


def _section(section, unknown):
    blocks = []
    for entry in section.entries:
        short = [line for line in entry if len(line.value) <= LONG and (line.value or unknown)]
        if short:
            blocks.append(
                Lines(
                    tuple(
                        Row(line.label, line.value or "Not answered", section.key) for line in short
                    )
                )
            )
        for line in entry:
            if len(line.value) > LONG:
                blocks += [Heading(line.label), Said(line.value, section.key)]
    asked = {line.label for entry in section.entries for line in entry}
    # A heading that only says the one question again is left out.
    if not blocks or asked == {section.title}:
        return blocks
    return [Heading(section.title), *blocks]


def told(answers, *, today) -> Told:
    """Return what papers may know of these answers (draft or complaint, with its statement)."""
    signed = (answers.get("statement") or {}).get("name", "")
    without = {key: value for key, value in answers.items() if COMPLAINT.has(key)}
    return Told(of_papers(without), today, signed)
