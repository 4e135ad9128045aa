"""Whether CRCL may show the name to those that the complaint is about: asked with the yes to
sending, and sent with the packet."""

from django.utils.formats import date_format

from intake.rendering.blocks import Document, Row, Table

from .. import disclosure
from ..base import LETTER, DocumentType
from ..document_input import DocumentInput
from ..identity import name_rows
from ..signatures import signs_later


def name_answer(doc_input: DocumentInput, answer: str) -> str:
    """Return "yes" or "no" to having the name shown, in whole words."""
    mine = doc_input.voiced("my name", "this person's name and mine")
    if answer == "yes" and signs_later(doc_input):
        return (
            "Yes: you may show my name to the offices that I complain about. Do not show this"
            " person's name until this person has said yes."
        )
    if answer == "yes":
        return f"Yes: you may show {mine} to the offices that I complain about."
    return f"No: do not show {mine} to the offices that I complain about."


def page(doc_input: DocumentInput, answer: str) -> Document:
    day = date_format(doc_input.today, "F j, Y")
    return Document(
        NAME.name,
        "en",
        (
            Table(
                (
                    *name_rows(doc_input),
                    Row("May the name be shown?", name_answer(doc_input, answer)),
                    Row("Said on", day),
                )
            ),
        ),
    )


NAME = DocumentType(
    slug="my-name",
    name="My name and the offices that I complain about",
    edition="2026-11-25.4, own page",
    kind=LETTER,
    reader=disclosure.CRCL,
    blocks=lambda doc_input: (),
)
