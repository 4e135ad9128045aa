"""Where somebody was held, when release was due, and how each stay ended, as sentences."""

from dataclasses import replace

from intake.flow.facts import earliest

from ..document_input import DocumentInput
from . import moments
from .base import TO_JAIL, Fact
from .stay import (
    DUE,
    FREED,
    LEFT,
    TO_ANOTHER_JAIL,
    TO_ICE,
    Stay,
    ice_since,
    other_stays,
    stay_of,
)
from .voice import Voice, voice_for

_KINDS = {"local_jail": "a jail", "prison": "a prison", "ice": "a place run by ICE"}
_SINCE = {
    "bail": "since bail was posted",
    "dropped": "since the case was dismissed",
    "served": "since the sentence ended",
    "judge": "since a judge ordered release",
}


def since_words(stay: Stay) -> str:
    """Return since what the person is kept: "since bail was posted", "after release was due"."""
    return _SINCE.get(stay.due_why, "after release was due")


def after_words(stay: Stay) -> str:
    """Return after what the person was kept, of a stay that is over: "after bail was posted"."""
    return since_words(stay).replace("since ", "after ", 1)


def why_words(stay: Stay, voice: Voice) -> str:
    """Return why release was due, as the beginning of a sentence, or ""."""
    my = voice.possessive
    return {
        "bail": f"{my} bail was posted",
        "dropped": f"{my} case was dismissed",
        "served": f"{my} sentence ended",
        "judge": f"a judge ordered {my} release",
    }.get(stay.due_why, "")


def came_in(
    doc_input: DocumentInput, arrested: Fact | None, jail: str = ""
) -> tuple[Fact | None, Fact | None]:
    """Return the arrest, and on which day the person came to the jail: one fact on one day."""
    stay, subject = stay_of(doc_input), voice_for(doc_input).subject
    day = moments.when(stay.came_in)
    if not day or stay.is_by_ice:
        return arrested, None
    brought = f"{subject} was brought to {_jail(stay, jail)}"
    if arrested and earliest(arrested.when) and moments.when(arrested.when) == day:
        both = f"{arrested.text} {moments.capital(brought)} the same day."
        return replace(arrested, text=both), None
    return arrested, Fact(moments.at_first(stay.came_in, f"{brought}."), "jail", stay.came_in)


def _jail(stay: Stay, jail: str) -> str:
    return jail or stay.place or "the jail"


def release_due(doc_input: DocumentInput) -> Fact | None:
    """Return when and why release was due; nothing where it was not due by this day."""
    stay = stay_of(doc_input)
    return _release_due(doc_input, stay, "held-over")


def _release_due(doc_input: DocumentInput, stay: Stay, step: str) -> Fact | None:
    voice, first = voice_for(doc_input), earliest(stay.due)
    if not stay.was_kept or first is None or first > doc_input.today:
        return None
    why, should = why_words(stay, voice), f"{voice.subject} should have been released"
    if why:
        text = f"{moments.at_first(stay.due, f'{why}.')} {should} then."
    else:
        text = f"{should} {moments.when(stay.due)}."
    return Fact(text, step, stay.due)


def left(doc_input: DocumentInput, jail: str = "") -> Fact | None:
    """Return how the stay in the jail ended, and how long the person was kept."""
    stay, voice = stay_of(doc_input), voice_for(doc_input)
    if stay.stage != LEFT or not (moments.when(stay.left) or stay.ended == TO_ICE):
        return None
    place = _jail(stay, jail)
    # A jail is told of its own doing; its name stands in the head of the letter.
    freed = f"{voice.subject} was released{'' if jail or not stay.place else f' from {place}'}."
    text = {
        FREED: freed,
        TO_ICE: f"{place} handed {voice.object} over to ICE.",
        TO_ANOTHER_JAIL: f"{voice.subject} was moved from {place} to another jail.",
    }.get(stay.ended, f"{voice.subject} left {place}.")
    return Fact(moments.at_first(stay.left, text) + _kept_words(stay), "held-over", stay.left)


def _kept_words(stay: Stay) -> str:
    if not stay.was_kept or not stay.length:
        return ""
    return f" That is {stay.length} after release was due."


def elsewhere(doc_input: DocumentInput) -> list[Fact]:
    """Return the other places that held the person, each with its own release and its own end."""
    found: list[Fact | None] = []
    for stay in other_stays(doc_input):
        if stay.is_by_ice and not stay.left and doc_input.facts.where == "ice":
            continue
        found += [_in_place(doc_input, stay), _release_due(doc_input, stay, "stays")]
    return [fact for fact in found if fact]


def _in_place(doc_input: DocumentInput, stay: Stay) -> Fact | None:
    """Return when the person was in another place, and how that ended."""
    voice, span = voice_for(doc_input), _span(stay)
    if not span and not stay.place:
        return None
    place = stay.place or _KINDS.get(stay.kind, "another place")
    text = f"{voice.subject} was in {place}{span}."
    if stay.is_by_ice:
        text = f"ICE held {voice.object} at {place}{span}."
    after = {
        FREED: f"Then {voice.subject} was released.",
        TO_ICE: f"It handed {voice.object} over to ICE.",
        TO_ANOTHER_JAIL: f"Then {voice.subject} was moved to another jail.",
    }.get(stay.ended, "")
    text = moments.capital(" ".join(filter(None, (text, after))))
    return Fact(text + _kept_words(stay), "stays", stay.came_in or stay.left)


def _span(stay: Stay) -> str:
    """Return from when to when somebody was there: " from October 1, 2026, to October 2, 2026"."""
    first, last = (moments.date_words(day, weekday=False) for day in (stay.came_in, stay.left))
    if first and first == last:
        return f" {moments.when(stay.came_in)}"
    comma = "," if stay.came_in and stay.came_in.get("d") else ""
    if first and last:
        return f" from {first}{comma} to {last}"
    if first:
        return f" from {first}{comma} on"
    return f" until {last}" if last else ""


def custody(doc_input: DocumentInput) -> Fact | None:
    """Return where the person is held now; what a helper knows of it may be old."""
    if not doc_input.facts.held:
        return None
    voice, stay = voice_for(doc_input), stay_of(doc_input)
    number = doc_input.answer("custody", "booking_number")
    kind = {"ice": "a place run by ICE", "prison": "prison"}.get(doc_input.facts.where, "jail")
    place = doc_input.answer("custody", "facility") or kind
    booked = f" (booking no. {number})" if number else ""
    still = "still" if stay.stage == DUE else "now"
    text = f"{voice.subject} {voice.am} {still} in {place}{booked}."
    since = None
    if doc_input.facts.where == "ice":
        since = ice_since(doc_input)
        text = f"ICE holds {voice.object} at {place}{booked}."
        words = moments.date_words(since, weekday=False)
        if words:
            text = f"ICE has held {voice.object} since {words}, now at {place}{booked}."
    return Fact(f"As far as I know, {text}" if doc_input.is_helper else text, "custody", since)


def still_held(doc_input: DocumentInput, *, to: str) -> Fact | None:
    """Return that the person is still in jail; a jail knows its own name."""
    if to != TO_JAIL:
        return custody(doc_input)
    if stay_of(doc_input).stage != DUE:
        return None
    voice = voice_for(doc_input)
    text = voice.choose("I am still here.", f"As far as I know, {voice.subject} is still held.")
    return Fact(text, "custody")
