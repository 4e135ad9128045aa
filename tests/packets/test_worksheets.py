"""The worksheet of a form of an office gives each box of it by itself, to be copied."""

import pytest

from intake.flow.complaint import COMPLAINT
from intake.flow.sample import sample
from intake.packets.build import (
    DOCUMENT_TYPES_BY_SLUG,
    WORKSHEETS,
    boxes_of,
    build_document,
    worksheet_boxes,
)
from intake.rendering.blocks import Document, Heading, NumberedList, Paragraph, Row, Table
from tests.filer import Filer, FormClient
from tests.packets.people import told_of
from tests.public.returning import text

pytestmark = pytest.mark.django_db
SF95 = DOCUMENT_TYPES_BY_SLUG["sf95"]


def test_each_row_and_each_text_below_a_box_is_copied_by_itself():
    blocks = (
        Paragraph("Above all."),
        Heading("Block 2: name"),
        Table((Row("Name", "Ana Example"), Row("Address"))),
        Heading("Block 8: basis"),
        NumberedList(("They came.", "They left.")),
        Heading("The back of the form"),
        Paragraph("No box."),
    )
    assert worksheet_boxes(Document("A sheet", "en", blocks)) == [
        ("Block 2: name – Name", "Ana Example"),
        ("Block 8: basis", "1. They came.\n2. They left."),
    ]


@pytest.mark.parametrize("who", ["free, wrong match", "helper, held now"])
def test_the_claim_form_is_given_box_by_box_and_its_sum_by_nobody(who):
    boxes = dict(boxes_of(SF95, build_document(SF95, told_of(who))))
    assert all(box.startswith("Block") for box in boxes)
    assert any(box.startswith("Block 2") for box in boxes)
    assert not any(box.startswith(("Block 12", "Block 5")) for box in boxes)
    assert all(boxes.values())


def test_other_documents_have_no_boxes_of_a_form():
    assert set(DOCUMENT_TYPES_BY_SLUG) >= WORKSHEETS
    kind = DOCUMENT_TYPES_BY_SLUG["jail-letter"]
    assert boxes_of(kind, build_document(kind, told_of("helper, held now"))) is None


def test_the_page_has_a_text_to_copy_for_each_box(office):
    filer = Filer(FormClient(), sample(COMPLAINT)).jump()
    filer.send()
    page = text(filer.client.get("/papers/sf95/"))
    assert "Text for the boxes of the form" in page
    assert page.count("data-copy=") >= 4
    assert "We have not seen the boxes" not in page
