"""Answers become words here, and nowhere else: check page, transcript, case page, papers."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from intake.web.text import StrOrPromise

from .base import questions_only, shown, spoken_fields
from .complaint import COMPLAINT
from .fields import Choices, PartialDate, PartialMoment, Question, State, Words, choices_of
from .steps import ME, OFFICE, PACKET, THEM, AnswerMap, Flow, Step, voice_of


@dataclass(frozen=True)
class Line:
    """One question and its answer in words; `value` is "" where there is no answer."""

    key: str
    label: str
    value: str
    identity: bool = False


@dataclass(frozen=True)
class Section:
    """One page of the flow with its answers: one entry, or one for each repeat."""

    key: str
    title: str
    part: str
    sees: str
    many: bool
    entries: list[list[Line]]

    @property
    def is_office_only(self) -> bool:
        return self.sees == OFFICE


def _lines(step: Step, value: Mapping[str, Any], counted: AnswerMap, voice: str) -> list[Line]:
    if step.form is None:
        return []
    form = step.form(answers=counted, voice=voice)
    return [
        Line(name, str(field.label), field.sentence(value.get(name)), field.identity)
        for name, field in form.questions.items()
        if shown(field, value)
    ]


def sections(
    flow: Flow, answers: AnswerMap, *, sees: Collection[str] = (PACKET, OFFICE)
) -> list[Section]:
    """Return the answered pages in words, in the filer's voice, for these readers."""
    voice, found = voice_of(answers), []
    steps, counted = flow.walk(answers)
    for step in steps:
        if step.form is None or step.key not in counted or step.sees not in sees:
            continue
        value = counted[step.key]
        entries = value if step.many else [value]
        found.append(
            Section(
                key=step.key,
                title=str(step.title.to(voice)),
                part=str(step.part.title),
                sees=step.sees,
                many=step.many,
                entries=[_lines(step, entry, counted, voice) for entry in entries],
            )
        )
    return found


def transcript(answers: AnswerMap) -> list[dict[str, Any]]:
    """Return all that was said, as shown, as plain JSON: what is frozen at submission."""
    return [_plain_section(section) for section in sections(COMPLAINT, answers)]


def _plain_line(line: Line) -> dict[str, Any]:
    return {
        "key": line.key,
        "label": line.label,
        "value": line.value,
        "identity": line.identity,
    }


def _plain_section(section: Section) -> dict[str, Any]:
    return {
        "key": section.key,
        "title": section.title,
        "part": section.part,
        "sees": section.sees,
        "many": section.many,
        "entries": [[_plain_line(line) for line in entry] for entry in section.entries],
    }


def _line_from(stored: Mapping[str, Any]) -> Line:
    return Line(stored["key"], stored["label"], stored["value"], stored["identity"])


def sections_from(frozen: Iterable[Mapping[str, Any]]) -> list[Section]:
    """Return the sections of a stored transcript."""
    return [
        Section(
            key=stored["key"],
            title=stored["title"],
            part=stored["part"],
            sees=stored["sees"],
            many=stored["many"],
            entries=[[_line_from(line) for line in entry] for entry in stored["entries"]],
        )
        for stored in frozen
    ]


def catalogue(flow: Flow, *lanes: tuple[StrOrPromise, Flow]) -> list[dict[str, Any]]:
    """Return every page of the flow for reviewers: both voices, questions, choices, rule."""
    return [
        {
            "step": step,
            "lanes": [lane for lane, part in lanes if part.has(step.key)],
            "audience": _("volunteers only") if step.sees == OFFICE else _("in the complaint"),
            "voices": [_spoken(step, voice) for voice in (ME, THEM)],
        }
        for step in flow.steps
    ]


def _spoken(step: Step, voice: str) -> dict[str, Any]:
    return {
        "is_to_person": voice == ME,
        "title": step.title.to(voice),
        "why": step.why.to(voice) if step.why else "",
        "warn": step.warn.to(voice) if step.warn else "",
        "fields": _every_field(step, voice),
    }


def on_paper(flow: Flow, voice: str) -> list[dict[str, Any]]:
    """Return every page of the flow to be filled in by hand or by phone, numbered, in one voice.

    `go_to` is the number of the page to go on with where a page's rule is not met, or None.
    """
    return [
        {
            "number": number,
            "step": step,
            "go_to": _go_to(flow.steps, number) if step.rule else None,
            "office": step.sees == OFFICE,
            "template": step.template,
            **_spoken(step, voice),
        }
        for number, step in enumerate(flow.steps, start=1)
    ]


def _go_to(steps: Sequence[Step], number: int) -> int | None:
    """Return the number of the first page after this one that has another rule, or None."""
    rule = steps[number - 1].rule
    rest = enumerate(steps[number:], start=number + 1)
    return next((later for later, step in rest if not step.rule or step.rule != rule), None)


def _only_with(field: Question, fields: Mapping[str, Question]) -> list[StrOrPromise]:
    """Return the labels of the answers with which a question is asked, or nothing."""
    if field.shown_with is None:
        return []
    other, wanted = field.shown_with
    return [label for code, label in choices_of(fields[other]) if code in wanted]


@dataclass(frozen=True)
class ByHand:
    """How a question is answered by hand: "one" or "many" boxes, a "line", or room for "text"."""

    kind: str
    has_boxes: bool = False
    has_date: bool = False
    has_time: bool = False


def _by_hand(field: Question) -> ByHand:
    if isinstance(field, PartialDate):
        return ByHand("date", has_date=True, has_time=isinstance(field, PartialMoment))
    if hasattr(field, "choices") and not isinstance(field, State):
        return ByHand("many" if isinstance(field, Choices) else "one", has_boxes=True)
    return ByHand("text" if isinstance(field, Words) else "line")


def _every_field(step: Step, voice: str) -> list[dict[str, Any]]:
    """Return the questions of a page, with those that only sometimes apply, in one voice."""
    if step.form is None:
        return []
    found, fields = [], questions_only(spoken_fields(step.form, voice))
    for name, field in fields.items():
        found.append(
            {
                "name": name,
                "label": field.label,
                "hint": field.help_text,
                "choices": [
                    (code, label, getattr(field, "hints", {}).get(code, ""))
                    for code, label in choices_of(field)
                ],
                "only_with": _only_with(field, fields),
                "by_hand": _by_hand(field),
                "needed": field.missing is not None or name in step.form.one_of,
            }
        )
    return found
