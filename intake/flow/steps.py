"""The engine: an ordered list of pages with conditions, and one walk over it.

Answers are plain JSON: {step key: {field: value}}, a list of such for a page that repeats, and
an empty value for a page that was read or skipped. Answered means that the key is there.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeAlias, TypeVar

from intake.web.text import StrOrPromise

if TYPE_CHECKING:
    from .base import StepForm

ME, THEM = "me", "them"
PACKET, OFFICE = "packet", "office"
MAX_ENTRIES = 30


class ListFull(Exception):
    """A page that repeats has as many entries as it can hold."""


# {page: its answer}, as plain JSON.
AnswerMap: TypeAlias = Mapping[str, Any]

Text = TypeVar("Text")


class Voiced(NamedTuple, Generic[Text]):
    """One text in two voices: to the person, and to somebody who helps them."""

    me: Text
    them: Text

    def for_voice(self, voice: str) -> Text:
        return self.me if voice == ME else self.them


Spoken: TypeAlias = StrOrPromise | Voiced[StrOrPromise]


def voiced(me: Text, them: Text | None = None) -> Voiced[Text]:
    """Return the text in both voices; one text serves both where no pronoun is in it."""
    return Voiced(me, me if them is None else them)


@dataclass(frozen=True)
class StepGroup:
    """A named group of pages."""

    title: StrOrPromise


@dataclass(frozen=True)
class Step:
    """One page: a form to fill in, or a page to read (`template`) when there is no form.

    `visible_if` takes the counted answers of earlier steps; `visible_if_text` says the same in
    words. `audience` is who reads the answers. `asks_again` names steps to ask once more when this
    answer changes. Nobody is led to a page `on_request`, nor to one whose `asked_if` is false of
    the earlier answers; both are there once they have an answer, so that none is lost.
    """

    slug: str
    form: "type[StepForm] | None" = None
    title: Voiced[StrOrPromise] = voiced("")
    why: Voiced[StrOrPromise] | None = None
    visible_if: Callable[[AnswerMap], bool] | None = None
    visible_if_text: StrOrPromise = ""
    many: bool = False
    audience: str = PACKET
    skippable: bool = False
    on_request: bool = False
    asked_if: Callable[[AnswerMap], bool] | None = None
    warning: Voiced[StrOrPromise] | None = None
    asks_again: tuple[str, ...] = ()
    template: str = ""
    # Of a page that repeats: the questions of each entry, page by page; one page without it.
    pages: tuple[tuple[str, ...], ...] = ()
    group: StepGroup = field(default=StepGroup(""))

    @property
    def is_office_only(self) -> bool:
        return self.audience == OFFICE

    def is_visible(self, visible: AnswerMap) -> bool:
        return self.visible_if is None or bool(self.visible_if(visible))

    def is_asked(self, visible: AnswerMap) -> bool:
        """Say whether somebody without an answer is led to this page."""
        return not self.on_request and (self.asked_if is None or self.asked_if(visible))

    def prune(self, value: Any, visible: AnswerMap) -> Any:
        """Return the part of a stored value that counts, given the earlier counted answers."""
        if self.form is None or not value:
            return value
        if self.many:
            return [self._prune_entry(self.form, entry, visible) for entry in value]
        return self._prune_entry(self.form, value, visible)

    @staticmethod
    def _prune_entry(
        form: "type[StepForm]", entry: AnswerMap, visible: AnswerMap
    ) -> dict[str, Any]:
        """Return what counts of one answer; what no question of today asks stays in it."""
        earlier = {name: given for name, given in entry.items() if name not in form.base_fields}
        return form.prune(entry, visible) | earlier

    def is_valid(self, value: Any, visible: AnswerMap) -> bool:
        """Check a stored answer again, as if it were sent now."""
        if self.form is None or (self.skippable and not value):
            return not value
        entries = value if self.many else [value]
        return bool(entries) and all(self.form.accepts(entry, visible) for entry in entries)


class Progress(NamedTuple):
    """Where a page stands: which part of how many, and which page of its part."""

    part: int
    parts: int
    page: int


class Flow:
    """The pages in order. A Part in the list names the part of the steps after it."""

    def __init__(self, *items: StepGroup | Step) -> None:
        self.steps: list[Step] = []
        part = StepGroup("")
        for item in items:
            if isinstance(item, StepGroup):
                part = item
            else:
                self.steps.append(replace(item, group=part))
        self._by_slug = {step.slug: step for step in self.steps}
        self._known = frozenset(self._by_slug)

    def step(self, slug: str) -> Step:
        """Return the step of a key. Raises KeyError."""
        return self._by_slug[slug]

    def has_step(self, slug: str) -> bool:
        return slug in self._by_slug

    def walk(self, answers: AnswerMap) -> tuple[list[Step], dict[str, Any]]:
        """Return the steps that apply and the answers that count, in one pass.

        Answers to pages that no edition of today has count as they are, behind all others.
        """
        steps: list[Step] = []
        visible: dict[str, Any] = {}
        for step in self.steps:
            if step.slug not in answers and not step.is_asked(visible):
                continue
            if step.is_visible(visible):
                steps.append(step)
                if step.slug in answers:
                    visible[step.slug] = step.prune(answers[step.slug], visible)
        return steps, visible | {slug: answers[slug] for slug in self.unknown(answers)}

    def unknown(self, answers: AnswerMap) -> list[str]:
        """Return the keys of answers that belong to no page, not of another lane either."""
        return [slug for slug in answers if slug not in self._known]

    def visible_steps(self, answers: AnswerMap) -> list[Step]:
        return self.walk(answers)[0]

    def prune(self, answers: AnswerMap) -> dict[str, Any]:
        return self.walk(answers)[1]

    def answers_before(self, answers: AnswerMap, slug: str) -> dict[str, Any]:
        """Return the answers that count before a step."""
        order = [step.slug for step in self.steps]
        earlier = set(order[: order.index(slug)])
        return {name: value for name, value in self.prune(answers).items() if name in earlier}

    def first_invalid(self, answers: AnswerMap) -> Step | None:
        """Return the first step that has no answer, or one that its form would refuse. Or None."""
        steps, visible = self.walk(answers)
        earlier: dict[str, Any] = {}
        for step in steps:
            if step.slug not in visible or not step.is_valid(visible[step.slug], earlier):
                return step
            earlier[step.slug] = visible[step.slug]
        return None

    def next_unanswered(self, answers: AnswerMap) -> Step | None:
        """Return the first step that applies and has no answer, or None."""
        return next(
            (step for step in self.visible_steps(answers) if step.slug not in answers), None
        )

    def reachable(self, answers: AnswerMap) -> list[Step]:
        """Return the steps that may be visited: all up to the first without an answer, and any
        answered one behind it."""
        first = self.next_unanswered(answers)
        return [
            step for step in self.visible_steps(answers) if step.slug in answers or step is first
        ]

    def previous(self, answers: AnswerMap, slug: str) -> Step | None:
        """Return the step before this one on the path, or None."""
        earlier = None
        for step in self.visible_steps(answers):
            if step.slug == slug:
                return earlier
            earlier = step
        return None

    def subset(self, *slugs: str) -> "Flow":
        """Return the flow of these steps only, with the same values."""
        subset = Flow()
        subset.steps = [step for step in self.steps if step.slug in slugs]
        subset._by_slug = {step.slug: step for step in subset.steps}
        subset._known = self._known
        return subset

    def progress(self, answers: AnswerMap, slug: str) -> Progress:
        """Return where a page stands. No answer changes how many parts there are, or goes back."""
        here = self.step(slug).group
        groups = list(dict.fromkeys(step.group for step in self.steps))
        pages = [step.slug for step in self.visible_steps(answers) if step.group == here]
        return Progress(groups.index(here) + 1, len(groups), pages.index(slug) + 1)


def voice_of(answers: AnswerMap) -> str:
    """Return ME where the filer is the person, THEM where somebody helps them."""
    return ME if answers.get("filer", {}).get("filing_for", ME) == ME else THEM


# What a draft holds: {"answers": …, "earlier": answers moved aside to be asked again, …}.


def set_answer(flow: Flow, stored: AnswerMap, slug: str, value: Any) -> dict[str, Any]:
    """Return the draft with one answer set. A changed answer may ask other steps again."""
    answers, earlier = dict(stored["answers"]), dict(stored.get("earlier", {}))
    if slug in answers and answers[slug] != value and flow.has_step(slug):
        for name in flow.step(slug).asks_again:
            if name in answers:
                earlier[name] = answers.pop(name)
    answers[slug] = value
    earlier.pop(slug, None)
    return {**stored} | {"answers": answers, "earlier": earlier}


def set_entry(stored: AnswerMap, slug: str, index: int | None, value: Any) -> dict[str, Any]:
    """Return the draft with one entry of a repeating page set; `index` None adds one.

    The same entry sent twice is one entry. What another page of the entry holds stays in it.
    Raises ListFull.
    """
    entries = list(stored["answers"].get(slug) or [])
    if index is None or index >= len(entries):
        is_new = place_of(entries, value) is None
        if is_new and len(entries) >= MAX_ENTRIES:
            raise ListFull
        entries += [value] if is_new else []
    else:
        entries[index] = entries[index] | value
    return {**stored} | {"answers": stored["answers"] | {slug: entries}}


def place_of(entries: list[dict[str, Any]], value: dict[str, Any]) -> int | None:
    """Return the place of the first entry that says all of `value`, or None.

    An entry that is asked on several pages says more than the first of them.
    """
    places = (place for place, entry in enumerate(entries) if entry | value == entry)
    return next(places, None)


def remove_entry(stored: AnswerMap, slug: str, index: int) -> dict[str, Any]:
    """Return the draft without one entry of a repeating page; without any, it is asked again."""
    entries = [
        entry for number, entry in enumerate(stored["answers"].get(slug) or []) if number != index
    ]
    answers = {name: value for name, value in stored["answers"].items() if name != slug}
    if entries:
        answers[slug] = entries
    return {**stored} | {"answers": answers}


def initial_for(stored: AnswerMap, slug: str) -> Any:
    """Return what to fill a step in with: its answer, or the one moved aside. None if neither."""
    return stored["answers"].get(slug, stored.get("earlier", {}).get(slug))
