"""By what two cases are compared beside names and numbers: the birth date, places and days.

Nothing here is stored as it is: duplicates.py makes keyed hashes of it, other ones for each case.
"""

from collections.abc import Iterator
from typing import Any

from intake.flow.conditions import answer
from intake.flow.partials import earliest, is_complete
from intake.flow.states import STATES

from . import spellings

# What two cases may share. A name part is one word of a name as it sounds.
BIRTH_DATE, PLACE, DAY, NAME_PART = "birth date", "place", "day", "name part"
# It is there where the whole birth date is known, so that another one shows as another one.
HAS_BIRTH_DATE = "has birth date"
MAX_VALUES = 30

# Words that do not tell one place from another, as folded.
_ANY_PLACE_WORDS = """
a an and at by de del el en for from in la las los near of on the to y
carcel center centre centro city ciudad complex condado correction correctional corrections
county department dept detention facility holding ice immigration institution jail justice
law enforcement local municipal office police precinct prision prison processing regional
saint san santa sheriff sheriffs st state station town unit
"""
_ANY_PLACE = set(_ANY_PLACE_WORDS.split())
_DAYS = (("when-where", "when"), ("custody", "came_in"), ("jail", "came_in")) + tuple(
    ("held-over", name) for name in ("due_out", "went_out")
)
_ENTRY_DAYS = (("stays", ("came_in", "due_out", "went_out")), ("detainers", ("placed_on",)))


def duplicate_terms(answers: Any) -> dict[str, set[str]]:
    """Return {what may be shared: its values} of a complaint."""
    born = _iso(answer(answers, "born", "birth_date", None))
    return {
        BIRTH_DATE: born,
        HAS_BIRTH_DATE: {"yes"} if born else set(),
        PLACE: _first(_place_words(answers)),
        DAY: _first({day for partial in _days(answers) for day in _iso(partial)}),
        NAME_PART: _first(_name_parts(answers)),
    }


def _first(values: set[str]) -> set[str]:
    return set(sorted(values)[:MAX_VALUES])


def _iso(partial: Any) -> set[str]:
    """Return the day of a whole date, or nothing: a month or a year is no day."""
    day = earliest(partial) if is_complete(partial) else None
    return {day.isoformat()} if day else set()


def _days(answers: Any) -> Iterator[Any]:
    for step, name in _DAYS:
        yield answer(answers, step, name, None)
    for step, names in _ENTRY_DAYS:
        for entry in answers.get(step) or []:
            yield from (entry.get(name) for name in names)


def _place_words(answers: Any) -> set[str]:
    """Return the words of the places that tell them apart; the state is compared by itself."""
    facilities = [
        answer(answers, "custody", "facility"),
        answer(answers, "jail", "facility"),
        *(entry.get("facility") for entry in answers.get("stays") or []),
    ]
    states = {word for _code, name in STATES for word in spellings.name_words(str(name))}
    words = {word for text in facilities if text for word in spellings.name_words(text)} - states
    words.update(spellings.name_words(answer(answers, "when-where", "city")))
    return {word for word in words if len(word) > 2} - _ANY_PLACE


def _name_parts(answers: Any) -> set[str]:
    names = [answer(answers, "person", name) for name in ("given_names", "family_names")]
    words = {word for name in names if name for word in spellings.significant_words(name)}
    return {sound for word in words for sound in spellings.word_sounds(word) or [word]}
