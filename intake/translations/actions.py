"""Keep an English translation beside a text, have a second person check it, and read both.

Only texts that the person typed are translated: choices have their English words already. No
program translates: what a court may read is signed by who made it.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from intake.cases.change import NotAllowed, Stale, change
from intake.cases.models import Event
from intake.cases.related_rows import may_have
from intake.flow.complaint import COMPLAINT
from intake.flow.sections import sections_from_transcript
from intake.flow.text_fields import LongText, ShortText

from .models import Translation

# What the person adds later, in own words about a page of the form.
ADDED = "added"
# Names of places and offices stay as they are.
PROPER_NAMES = {
    ("custody", "facility"),
    ("jail", "facility"),
    ("stays", "facility"),
    ("when-where", "city"),
    ("when-where", "agency"),
    ("officers", "name"),
    ("helper", "group"),
}


@dataclass(frozen=True)
class CurrentTranslation:
    """The English that counts now for one text."""

    pk: int
    text: str
    by: Any
    on: date
    checked_by: Any
    checked_on: date | None


def is_typed(step, question):
    """Say whether the person typed the answer freely, so that it can need a translation."""
    if step == ADDED:
        return True
    form = COMPLAINT.step(step).form if COMPLAINT.has_step(step) else None
    field = form.base_fields.get(question) if form else None
    return (
        isinstance(field, (ShortText, LongText))
        and not field.identity
        and (step, question) not in PROPER_NAMES
    )


def answer_name(step, question, entry=0):
    """Return the name of an answer; `entry` counts the entries of a page that repeats, from 0."""
    return f"{step}/{question}" + (f"/{entry}" if entry else "")


def text_place(source, step, question, entry=0):
    """Return the name of one text: source "0" is the complaint, "1" what was added first."""
    return f"{source}:{answer_name(step, question, entry)}"


def texts(sections, source):
    """Return [(place, section, line)] of the typed answers of some sections."""
    return [
        (text_place(source, section.slug, line.name, number), section, line)
        for section in sections
        for number, entry in enumerate(section.entries)
        for line in entry
        if line.value and is_typed(section.slug, line.name)
    ]


def typed_sources(unlocked):
    """Return [(source, day, sections)] of all that was said, oldest first."""
    stated = [(unlocked.case.opened_on, unlocked.transcript), *unlocked.amendments]
    return [
        (str(place), day, sections_from_transcript(frozen))
        for place, (day, frozen) in enumerate(stated)
    ]


def latest_texts(unlocked):
    """Return {name: (place, section, line)} of the typed answers that count now.

    What was said anew takes the place of what was said before. What was added later in own words
    keeps its source before the name, as a page can be added to twice.
    """
    found: dict[Any, Any] = {}
    for source, _day, sections in typed_sources(unlocked):
        for place, section, line in texts(sections, source):
            name = place if section.slug == ADDED else place.partition(":")[2]
            found[name] = (place, section, line)
    return found


def translated_places(unlocked):
    """Return the names of the texts that have a translation."""
    rows = unlocked.case.translations.all()
    found = unlocked.display_all(rows, "body", {"place": "", "text": ""})
    return {body["place"] for _row, body in found} - {""}


def save_translation(unlocked, place, text, *, by, at, seen=0):
    """Keep a translation. `seen` is the one that was there when the page was shown (0: none).

    Raises change.NotAllowed.
    """
    body = {"place": place, "text": text}
    translation = unlocked.new(Translation, clear={"by": by, "at": at}, body=body)
    with change(unlocked.case, by=by, at=at) as changing:
        if not text.strip():
            raise NotAllowed(_("Write the translation first."))
        current = current_translations(unlocked).get(place)
        if (current.pk if current else 0) != seen:
            raise Stale(_("A colleague translated this just now. Look again, then decide."))
        changing.add(translation)
        changing.record(Event.Kind.TRANSLATED)
    return translation


def confirm_translation(case, pk, *, by, at):
    """Say that a translation is right: somebody else than who made it. Raises NotAllowed."""
    with change(case, by=by, at=at) as changing:
        translation = changing.case.translations.filter(pk=pk).first()
        if translation is None:
            raise NotAllowed(_("This translation is gone."))
        if translation.by_id == by.pk:
            raise NotAllowed(_("Another person must check it."))
        if translation.checked_by_id is None:
            translation.checked_by, translation.checked_on = by, changing.today
            translation.save(update_fields=["checked_by", "checked_on"])
            changing.record(Event.Kind.CHECKED)


def current_translations(unlocked):
    """Return {place: English} of what counts now. One that cannot be opened is passed over."""
    return read_translations(unlocked)[0]


def read_translations(unlocked):
    """Return the same, and how many translations cannot be opened: nobody knows of which text."""
    found: dict[str, CurrentTranslation] = {}
    damaged = 0
    if not may_have(unlocked.case, "translations"):
        return found, damaged
    rows = unlocked.case.translations.select_related("by", "checked_by").order_by("pk")
    for translation, body in unlocked.display_all(rows, "body", {"place": "", "text": ""}):
        if not body["place"]:
            damaged += 1
            continue
        found[body["place"]] = CurrentTranslation(
            translation.pk,
            body["text"],
            translation.by,
            localdate(translation.at),
            translation.checked_by,
            translation.checked_on,
        )
    return found, damaged


def translations_for_packet(unlocked):
    """Return {"step/question": (the words, their English)} of the latest answers that have one; of
    a page that repeats, "step/question/1" is the second entry. What was added later keeps its
    source before the name, as a page can be added to twice: "2:added/story".

    A text that was said anew later, and is not translated yet, has no line: old English must not
    stand beside new words. The words are there, so that who shows them can see that they are those.
    """
    found: dict[Any, Any] = {}
    english = current_translations(unlocked)
    if not english:
        return found
    for source, _day, sections in typed_sources(unlocked):
        for place, section, line in texts(sections, source):
            name = place if section.slug == ADDED else place.partition(":")[2]
            found.pop(name, None)
            if place in english:
                found[name] = (line.value, english[place])
    return found
