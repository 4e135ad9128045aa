"""Answers become words here, and nowhere else: check page, transcript, case page, papers."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as data_field
from typing import Any

from django.utils.translation import gettext as _

from intake.web.text import StrOrPromise

from . import earlier
from .base import fields_for_voice, is_asked, questions_only
from .choice_fields import Choices, State
from .complaint import COMPLAINT
from .date_fields import PartialDate, PartialMoment
from .questions import Question, choices_of
from .steps import ME, OFFICE, PACKET, THEM, AnswerMap, Flow, Step, voice_of
from .text_fields import LongText


@dataclass(frozen=True)
class Line:
    """One question and its answer in words; `value` is "" where there is no answer."""

    name: str
    label: str
    value: str
    identity: bool = False
    # How an hour was read, to be shown back to who wrote it. It is not stored.
    read: str = data_field(default="", compare=False)


@dataclass(frozen=True)
class Section:
    """One page of the flow with its answers: one entry, or one for each repeat."""

    slug: str
    title: str
    group: str
    audience: str
    many: bool
    entries: list[list[Line]]

    @property
    def is_office_only(self) -> bool:
        return self.audience == OFFICE


def _lines(step: Step, value: Mapping[str, Any], visible: AnswerMap, voice: str) -> list[Line]:
    if step.form is None:
        return []
    form = step.form(answers=visible, voice=voice, value=dict(value))
    known = [
        Line(
            name,
            str(field.label),
            field.as_text(value.get(name)),
            field.identity,
            field.read_back(value.get(name)),
        )
        for name, field in form.questions.items()
        if is_asked(field, value) and (name in value or not field.added)
    ]
    gone = {name: given for name, given in value.items() if name not in step.form.base_fields}
    return known + _earlier_lines(gone)


def _earlier_lines(value: Mapping[str, Any]) -> list[Line]:
    """Return what was said to questions that no form knows. It may name somebody."""
    return [
        Line(name, earlier.label(name), earlier.in_words(given), identity=True)
        for name, given in value.items()
    ]


def sections(
    flow: Flow, answers: AnswerMap, *, audiences: Collection[str] = (PACKET, OFFICE)
) -> list[Section]:
    """Return the answered pages in words, in the filer's voice, for these readers.

    Pages that are asked no more come last; those that no code knows are for volunteers only.
    """
    voice, found = voice_of(answers), []
    steps, visible = flow.walk(answers)
    unknown = [slug for slug in flow.unknown(visible) if slug not in earlier.NO_PAGES]
    steps += [earlier.EARLIER.step(slug) for slug in unknown if earlier.EARLIER.has_step(slug)]
    for step in steps:
        if step.form is None or step.slug not in visible or step.audience not in audiences:
            continue
        found.append(_section(step, visible, voice))
    if OFFICE in audiences:
        gone = (slug for slug in unknown if not earlier.EARLIER.has_step(slug))
        found += [_unknown_section(slug, visible[slug]) for slug in gone]
    return found


def _section(step: Step, visible: AnswerMap, voice: str) -> Section:
    value = visible[step.slug]
    entries = value if step.many else [value]
    return Section(
        slug=step.slug,
        title=str(step.title.for_voice(voice)),
        group=str(step.group.title),
        audience=step.audience,
        many=step.many,
        entries=[_lines(step, entry, visible, voice) for entry in entries],
    )


def _unknown_section(slug: str, value: Any) -> Section:
    many = isinstance(value, list)
    entries = value if many else [value]
    return Section(
        slug=slug,
        title=earlier.title(),
        group=str(earlier.GROUP.title),
        audience=OFFICE,
        many=many,
        entries=[_earlier_lines(entry) for entry in entries],
    )


def transcript(answers: AnswerMap) -> list[dict[str, Any]]:
    """Return all that was said, as shown, as plain JSON: what is frozen at submission."""
    return [_plain_section(section) for section in sections(COMPLAINT, answers)]


def _plain_line(line: Line) -> dict[str, Any]:
    return {
        "key": line.name,
        "label": line.label,
        "value": line.value,
        "identity": line.identity,
    }


def _plain_section(section: Section) -> dict[str, Any]:
    return {
        "key": section.slug,
        "title": section.title,
        "part": section.group,
        "sees": section.audience,
        "many": section.many,
        "entries": [[_plain_line(line) for line in entry] for entry in section.entries],
    }


def _line_from(stored: Mapping[str, Any]) -> Line:
    return Line(stored["key"], stored["label"], stored["value"], stored["identity"])


def sections_from_transcript(frozen: Iterable[Mapping[str, Any]]) -> list[Section]:
    """Return the sections of a stored transcript."""
    return [
        Section(
            slug=stored["key"],
            title=stored["title"],
            group=stored["part"],
            audience=stored["sees"],
            many=stored["many"],
            entries=[[_line_from(line) for line in entry] for entry in stored["entries"]],
        )
        for stored in frozen
    ]


def catalog(flow: Flow, *lanes: tuple[StrOrPromise, Flow]) -> list[dict[str, Any]]:
    """Return every page of the flow for reviewers: both voices, questions, choices, rule."""
    return [
        {
            "step": step,
            "flows": [lane for lane, lane_flow in lanes if lane_flow.has_step(step.slug)],
            "audience": _("volunteers only") if step.audience == OFFICE else _("in the complaint"),
            "voices": [_in_voice(step, voice) for voice in (ME, THEM)],
        }
        for step in flow.steps
    ]


def _in_voice(step: Step, voice: str) -> dict[str, Any]:
    return {
        "is_to_person": voice == ME,
        "title": step.title.for_voice(voice),
        "why": step.why.for_voice(voice) if step.why else "",
        "warn": step.warning.for_voice(voice) if step.warning else "",
        "fields": _every_field(step, voice),
    }


def paper_form(flow: Flow, voice: str) -> list[dict[str, Any]]:
    """Return every page of the flow to be filled in by hand or by phone, numbered, in one voice.

    `go_to` is the number of the page to go on with where a page's rule is not met, or None.
    """
    return [
        {
            "number": number,
            "step": step,
            "go_to": _go_to(flow.steps, number) if step.visible_if_text else None,
            "office": step.audience == OFFICE,
            "template": step.template,
            **_in_voice(step, voice),
        }
        for number, step in enumerate(flow.steps, start=1)
    ]


def _go_to(steps: Sequence[Step], number: int) -> int | None:
    """Return the number of the first page after this one that has another rule, or None."""
    condition = steps[number - 1].visible_if_text
    following = enumerate(steps[number:], start=number + 1)
    return next(
        (
            later
            for later, step in following
            if not step.visible_if_text or step.visible_if_text != condition
        ),
        None,
    )


def _depends_on_labels(field: Question, fields: Mapping[str, Question]) -> list[StrOrPromise]:
    """Return the labels of the answers with which a question is asked, or nothing."""
    if field.depends_on is None:
        return []
    other, wanted = field.depends_on
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
    return ByHand("text" if isinstance(field, LongText) else "line")


def _every_field(step: Step, voice: str) -> list[dict[str, Any]]:
    """Return the questions of a page, with those that only sometimes apply, in one voice."""
    if step.form is None:
        return []
    found, fields = [], questions_only(fields_for_voice(step.form, voice))
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
                "depends_on": _depends_on_labels(field, fields),
                "paper_input": _by_hand(field),
                "required": field.required_message is not None or name in step.form.require_one_of,
            }
        )
    return found


def answer_in_words(answers: AnswerMap, slug: str, name: str) -> str:
    """Return one answer in words, in the voice of a helper; "" where there is none."""
    form = COMPLAINT.step(slug).form
    value = (answers.get(slug) or {}).get(name)
    if form is None or not value:
        return ""
    return questions_only(fields_for_voice(form, THEM))[name].as_text(value)
