"""Whether CRCL may show the name to those that the complaint is about: asked with the yes to
sending, and sent with the packet."""

from django.utils.formats import date_format

from intake.rendering.blocks import Document, Row, Table

from ..base import LETTER, Paper, names, signs_later
from ..told import Told


def name_said(told: Told, answer: str) -> str:
    """Return "yes" or "no" to having the name shown, in whole words."""
    mine = told.say("my name", "this person's name and mine")
    if answer == "yes" and signs_later(told):
        return (
            "Yes: you may show my name to the offices that I complain about. Do not show this"
            " person's name until this person has said yes."
        )
    if answer == "yes":
        return f"Yes: you may show {mine} to the offices that I complain about."
    return f"No: do not show {mine} to the offices that I complain about."


def page(told: Told, answer: str) -> Document:
    day = date_format(told.today, "F j, Y")
    return Document(
        NAME.name,
        "en",
        (
            Table(
                (
                    *names(told),
                    Row("May the name be shown?", name_said(told, answer)),
                    Row("Said on", day),
                )
            ),
        ),
    )


NAME = Paper(
    key="my-name",
    name="My name and the offices that I complain about",
    edition="2026-11-25.4, own page",
    kind=LETTER,
    blocks=lambda told: (),
)
