"""Whether CRCL may show the name to those that the complaint is about: asked with the yes to
sending, and sent with the packet."""

from django.utils.formats import date_format

from intake.documents.blocks import Document, Lines, Row

from ..base import LETTER, Paper

SAID = {"yes": "You may show my name to them.", "no": "You may not show my name to them."}


def page(told, answer):
    day = date_format(told.today, "F j, Y")
    return Document(NAME.name, "en", (
        Lines((
            Row("Name of the person", told.name, "person"),
            Row("The offices that the complaint is about", SAID[answer]),
            Row("Said on", day),
        )),
    ))  # fmt: skip


NAME = Paper(
    key="my-name",
    name="My name and the offices that I complain about",
    edition="2026-11-25, own page",
    kind=LETTER,
    blocks=lambda told: (),
)
