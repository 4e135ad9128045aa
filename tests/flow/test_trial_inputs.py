"""What people typed into programs like this one, with the right value; each stands for a kind.

Numbers of a hold and the search have tests/cases/test_number_terms.py, and the hours of jails
tests/reading/spellings.txt.
"""

import io

import pypdfium2
import pytest
import time_machine
from django.core.exceptions import ValidationError

from intake.flow.contact_fields import Email, Number, Phone
from intake.flow.date_fields import PartialDate
from intake.flow.forms.happened import WhyWrongForm
from intake.flow.questions import choices_of
from intake.flow.text_fields import Code
from intake.rendering import pdf
from intake.rendering.blocks import Document, Paragraph
from intake.vault import codes


def cleaned(field, typed):
    """Return the value of a short field, or the code of its error."""
    try:
        return field.clean(typed)
    except ValidationError as error:
        return error.code


UNSEEN = ("\u200b", "\u200e", "\u202a", "\u202c", "\u2060", "\ufeff", "\u00ad")


@pytest.mark.parametrize("sign", UNSEEN)
def test_signs_that_nobody_sees_are_cleaned_from_phone_email_and_numbers(sign):
    assert cleaned(Phone(), f"{sign}(312) 555-0143{sign}") == "(312) 555-0143"
    assert cleaned(Email(), f"ana@example.com{sign}") == "ana@example.com"
    assert cleaned(Code(), f"DAL{sign}2610000123") == "DAL2610000123"


@pytest.mark.parametrize("sign", UNSEEN)
def test_a_code_with_a_sign_that_nobody_sees_is_the_code(sign):
    code = codes.new_code()
    assert codes.parse_code(f"{code[:7]}{sign}{code[7:]}") == code


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("about 3", 3),
        ("About 3 days", 3),
        ("3 days", 3),
        ("3-4", 3),
        ("3 or 4 days", 3),
        ("3 to 4", 3),
        ("unos 3 días", 3),
        ("one week", 7),
        ("~10", 10),
        ("a long time", "number"),
    ],
)
def test_a_guess_at_the_days_is_read(typed, read):
    assert cleaned(Number(), typed) == read


def test_an_address_with_an_accent_is_refused_with_the_reason():
    with pytest.raises(ValidationError, match="“é” before the @"):
        Email().clean("josé@example.com")


def date(month="", day="", year="", words=""):
    with time_machine.travel("2026-11-30T12:00:00Z", tick=False):
        read = cleaned(PartialDate(past=True), {"m": month, "d": day, "y": year, "words": words})
    return read if isinstance(read, str) else (read["m"], read["d"], read["y"])


@pytest.mark.parametrize(
    ("boxes", "read"),
    [
        (("marzo", "3", "2026"), (3, 3, 2026)),
        (("3", "3rd", "2026"), (3, 3, 2026)),
        (("Sept.", "the 3rd", "2026"), (9, 3, 2026)),
        (("3", "3.", "2026"), (3, 3, 2026)),
        (("3", "14", "91"), (3, 14, 1991)),
        (("3", "14", "'91"), (3, 14, 1991)),
        (("March 3rd", "", "1991"), (3, 3, 1991)),
        (("31/12", "", "2025"), (12, 31, 2025)),
        (("31", "12", "2025"), "month"),
    ],
)
def test_a_date_in_boxes_is_read(boxes, read):
    assert date(*boxes) == read


def test_a_swapped_day_and_month_are_asked_by_name():
    with pytest.raises(ValidationError, match="Did you swap the day and the month"):
        PartialDate().clean({"m": "31", "d": "12", "y": "2025", "words": ""})


def test_a_us_national_has_a_choice_of_their_own():
    assert "us_national" in dict(choices_of(WhyWrongForm.base_fields["reasons"]))


STORIES = {
    "a noncharacter": "They kept\ufffe me for 4 days.",
    "a bullet of Word": "\uf0b7 They kept me.\n\uf0b7 Nobody said why.",
    "a mark of byte order": "\ufeffThey kept me for 4 days.",
    "words without a blank": "\u00a0".join(["detained"] * 25),
    "a row of one sign": "x" * 300,
    "thin blanks that glue": "\u202f".join(["detained"] * 25),
}


@pytest.mark.parametrize("name", STORIES)
def test_a_story_is_made_and_no_letter_leaves_the_page(name):
    document = Document("Statement", "en", (Paragraph(STORIES[name]),))
    made = pypdfium2.PdfDocument(io.BytesIO(pdf.to_pdf(document)))
    page = made[0]
    text = page.get_textpage()
    boxes = [text.get_charbox(place) for place in range(text.count_chars())]
    assert boxes
    assert max(right for _left, _bottom, right, _top in boxes) <= page.get_width() - 36
    assert "•" in text.get_text_range() or name != "a bullet of Word"
