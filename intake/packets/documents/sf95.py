from datetime import date
from functools import partial

from intake.citations.base import claim
from intake.deadlines.base import DueDate
from intake.deadlines.computed import deadlines_for
from intake.deadlines.display import end_in_words
from intake.rendering.blocks import Heading, NumberedList, Paragraph, Piece, Row, Table
from intake.routes.base import ice_took_part
from intake.routes.ftca import FTCA, ICE_ADDRESS

from .. import disclosure
from ..base import FORM, DocumentType
from ..document_input import DocumentInput
from ..identity import birth_rows, identity_table
from ..letter_parts import law_blocks, represents
from ..offices import address_of, last_checked
from . import claim_texts

TWO_YEARS = claim(
    "The claim must arrive within two years, with one exact sum of money and an original"
    " signature. The law calls that sum a “sum certain”.",
    "S64",
)
SUM = claim("Without the total in block 12d, the right to the money may be lost.", "S65")
BLOCKS = claim("The blocks follow the text of Standard Form 95 of 2011.", "S65")
BACK = claim(
    "The back of the form asks about insurance, and for proof that a representative may sign.",
    "S65b",
)
DISCLOSED = (
    "custody",
    "start",
    "when-where",
    "hold",
    "detainers",
    "hold-copy",
    "match",
    "why-wrong",
    "jail",
    "held-over",
    "stays",
    "officers",
    "treatment",
    "harm",
)
# Filled in by hand until somebody checked the address.
SUBMIT_TO_ICE = "Submit to, if the claim is against ICE"
NO_LAST_DAY = "Not known from the dates that were given. Ask a lawyer."


def submit_to(doc_input: DocumentInput) -> Piece:
    """Return the office of ICE if it took part; the address of others is not known here."""
    if ice_took_part(doc_input.facts):
        return Table((Row(SUBMIT_TO_ICE, address_of(FTCA, ICE_ADDRESS)),))
    return Table((Row("Submit to"),))


def basis(doc_input: DocumentInput) -> tuple[Piece, ...]:
    """Return block 8: what happened, and what a lawyer decides on."""
    grounds, told = claim_texts.grounds(doc_input), claim_texts.basis(doc_input)
    return (
        NumberedList(told) if told else Table((Row("8 What happened, by date"),)),
        Paragraph(claim_texts.officers(doc_input)),
        Paragraph(f"Only if your lawyer agrees: {grounds}" if grounds else ""),
    )


def injury(doc_input: DocumentInput) -> Piece:
    """Return block 10, or the words for nothing."""
    found = claim_texts.injury(doc_input)
    return Paragraph(" ".join(found) if found else "Nothing was told of an injury.")


def last_day_rows(doc_input: DocumentInput) -> tuple[Row, ...]:
    """Return the last day by each reading, by its name; one row where none can be counted."""
    due_dates = [
        due_date
        for deadline in deadlines_for(doc_input.facts)
        if deadline.rule.slug == "ftca"
        for due_date in deadline.due_dates
    ]
    if not due_dates:
        return (Row("Deadline", NO_LAST_DAY, "when-where"),)
    return tuple(
        Row(f"Deadline. {due_date.name}", _last_day(due_date, doc_input.today), "when-where")
        for due_date in due_dates
    )


def _last_day(due_date: DueDate, today: date) -> str:
    has_passed = (due_date.last_day or due_date.due_on) < today
    return f"{end_in_words(due_date)}{'. It has passed.' if has_passed else ''}"


def worksheet(doc_input: DocumentInput) -> tuple[Piece, ...]:
    """Return which block of SF-95 takes which text. The sum is left to the person."""
    sum_of = doc_input.voiced("you", "this person")
    return (
        Paragraph(
            "This is a worksheet, and not the form. Copy each text into the block of the official"
            " form that it names. The claimant reads each sentence, and changes what is not so."
            " See a lawyer before you fill in the sum."
        ),
        Table(last_day_rows(doc_input)),
        law_blocks(BLOCKS, TWO_YEARS, SUM),
        Heading("Block 1: agency"),
        submit_to(doc_input),
        Heading("Block 2: name and address"),
        identity_table(doc_input),
        Table(
            (
                Row("Address"),
                Row(
                    "Representative, only with written authority",
                    doc_input.writer if represents(doc_input) else "",
                    "helper",
                ),
            )
        ),
        Heading("Blocks 3 to 5"),
        Table(
            (
                Row("3 Military or civilian"),
                *birth_rows(doc_input, "4 Date of birth"),
                Row("5 Marital status"),
            )
        ),
        Heading("Blocks 6 and 7: day and time"),
        Table(
            (
                Row("6 Date", claim_texts.date_and_day(doc_input), "when-where"),
                Row("7 Time", claim_texts.hour(doc_input), "when-where"),
            )
        ),
        Heading("Block 8: basis of the claim"),
        basis(doc_input),
        Heading("Block 9: property"),
        Table((Row("Owner and damage; write “none” if there is none"),)),
        Heading("Block 10: injury"),
        injury(doc_input),
        Heading("Block 11: witnesses"),
        Table((Row("Name and address; only people who agreed"),)),
        Heading(f"Block 12: the sum, which only {sum_of} can say"),
        Table(
            (
                Row("12a Property"),
                Row("12b Personal injury"),
                Row("12c Wrongful death"),
                Row("12d Total"),
            )
        ),
        Heading("Block 13: signature"),
        Paragraph(
            doc_input.voiced(
                "Sign and date the form itself, not this sheet.",
                "The person signs the form itself, or a representative with written authority.",
            )
        ),
        Table((Row("13b Phone"),)),
        Heading("The back of the form"),
        law_blocks(BACK),
        Heading("The note that goes with the form"),
        Paragraph(claim_texts.COVER_NOTE),
    )


SF95 = DocumentType(
    slug="sf95",
    name="Worksheet for a money claim (SF-95)",
    edition="2026-12-01.1, for the text of SF-95 of 2011",
    kind=FORM,
    reader=disclosure.CLAIMS,
    blocks=worksheet,
    discloses=DISCLOSED,
    legal_basis=(TWO_YEARS, SUM, BLOCKS, BACK),
    advice=(
        "A lawyer should see it. The sum and the day are easy to get wrong.",
        partial(last_checked, FTCA, ICE_ADDRESS),
    ),
)
