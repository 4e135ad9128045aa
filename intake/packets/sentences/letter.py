"""The frame of a letter: who writes, to whom, the bold lines, how to answer, and the end of it."""

from datetime import timedelta

from django.conf import settings

from intake.deadlines.workdays import add_working_days, is_day_off
from intake.rendering.blocks import (
    Paragraph,
    Piece,
    SmallPrint,
    SubjectLines,
)

from ..document_input import DocumentInput
from . import moments
from .needs import language_sentence
from .stay import LEFT, Stay
from .voice import born_words, knowledge_sentence, voice_for

# A letter to an office that need not act today, and one about somebody who is held.
ANSWER_DAYS = 14
URGENT_WORKING_DAYS = 2


def sender(doc_input: DocumentInput, stay: Stay | None = None) -> Paragraph:
    """Return who writes, and the contact that the filer wants on letters; a person in jail is
    reached there."""
    lines = [doc_input.writer]
    if doc_input.is_helper:
        lines += [doc_input.answer("helper", "group")]
    elif stay and stay.stage != LEFT:
        number = f"Booking no. {stay.booking_number}" if stay.booking_number else ""
        lines += [number, stay.place]
    lines += doc_input.choices.contact.lines()
    return Paragraph("\n".join(filter(None, lines)))


def dated(doc_input: DocumentInput, *, weekday: bool = False) -> Paragraph:
    return Paragraph(moments.day_words(doc_input.today, weekday=weekday))


def subject_lines(doc_input: DocumentInput, who: str, what: str, please: str) -> SubjectLines:
    day = moments.day_words(doc_input.today, weekday=False)
    return SubjectLines((f"RE: {who}", what, please), about=f"{doc_input.name}, {day}")


def who_line(doc_input: DocumentInput, number: str = "", a_number: str = "") -> str:
    """Return the name, the birth and the number that the office uses, each where it is known."""
    booked = f"booking no. {number}" if number else ""
    filed = f"A-number {a_number}" if a_number else ""
    return ", ".join(filter(None, (doc_input.name, born_words(doc_input), filed, booked)))


def knowledge(doc_input: DocumentInput) -> Piece:
    text = knowledge_sentence(doc_input)
    return Paragraph(text) if text else None


def editable(text: str, slug: str, doc_input: DocumentInput) -> Paragraph:
    """Return a paragraph that volunteers may write anew: never one with the whole name."""
    return Paragraph(moments.neat(text), "" if doc_input.name in text else slug)


def tomorrow_noon(doc_input: DocumentInput) -> str:
    """Return by when a jail is asked to answer for somebody it holds: jails do not close."""
    return f"12 noon on {moments.day_words(doc_input.today + timedelta(days=1))}"


def in_two_weeks(doc_input: DocumentInput) -> str:
    """Return a working day two weeks ahead."""
    day = doc_input.today + timedelta(days=ANSWER_DAYS)
    while is_day_off(day):
        day += timedelta(days=1)
    return moments.day_words(day, weekday=False)


def in_two_working_days(doc_input: DocumentInput) -> str:
    """Return by when an office is asked to answer for somebody who is held."""
    day = add_working_days(doc_input.today, URGENT_WORKING_DAYS)
    return moments.day_words(day, weekday=False)


def how_to_answer(doc_input: DocumentInput, *, in_jail: bool) -> Paragraph:
    """Return where the answer goes, and the thanks that end the letter."""
    voice = voice_for(doc_input)
    contact = doc_input.choices.contact
    written = "at the top of this letter" if contact.lines() else "below my name"
    if in_jail and not doc_input.is_helper:
        where = "Please answer me in writing here."
        if contact.lines():
            where = f"Please answer me in writing here, and as written {written}."
    elif in_jail:
        where = (
            f"Please give {voice.object} the written answer, and answer me as written {written}."
        )
    else:
        where = f"Please answer in writing, as written {written}."
    also = f" You may also give the answer to {contact.also}." if contact.also else ""
    language = language_sentence(doc_input)
    speaks = f" {language}" if language else ""
    return Paragraph(f"{where}{also}{speaks} Thank you.")


def service_line() -> SmallPrint:
    return SmallPrint(f"Prepared with {settings.SITE_NAME}. Not a government office or a law firm.")
