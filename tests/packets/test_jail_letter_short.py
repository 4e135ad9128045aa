"""The one-page letter to the jail: release first, by a day, for three reasons, on one page."""

from datetime import date

import pytest

from intake.flow.states import STATES
from intake.packets.documents import jail_letter_short
from intake.packets.documents.jail_letter_short import build
from intake.rendering import pdf
from tests.packets.made_documents import pages_of

TODAY = date(2026, 12, 1)
FULL = {
    "name": "Ana Sample",
    "born": {"y": 1990, "m": 3, "d": 14},
    "facility": "Sample County Jail",
    "booking": "26-004417",
    "due_out": {"y": 2026, "m": 11, "d": 30, "time": "4:30 pm", "t": "16:30", "words": ""},
    "state": "IL",
    "from_name": "Eva Sample",
    "from_phone": "(202) 555-0142",
}
LONG = FULL | {
    "name": "Maximiliana-Guadalupe " * 4,
    "facility": "Sample County Jail and Correctional Center " * 3,
    "from_name": "N" * 100,
    "state": "TX",
}


@pytest.mark.django_db
def test_release_comes_first_with_a_day_and_at_most_three_reasons():
    document = build(FULL, today=TODAY)
    [what, please] = document.subject()
    assert what == (
        "Kept after release was due on Monday, November 30, 2026, at 4:30 p.m. Is there an"
        " immigration detainer?"
    )
    assert please == (
        "Please release this person now, or answer in writing by 12 noon on Wednesday, December 2,"
        " 2026"
    )
    text = document.text()
    assert text.index("Release this person now") < text.index("Or give a written answer")
    assert "to the person named above, and to Eva Sample, (202) 555-0142" in text
    assert "Received by" in text
    assert len(text.split()) <= 350


@pytest.mark.django_db
@pytest.mark.parametrize("state", [code for code, _name in STATES])
def test_no_state_makes_it_more_than_three_reasons(state):
    assert 2 <= len(jail_letter_short.law_of(state)) <= 3


@pytest.mark.django_db
def test_what_is_not_known_leaves_no_trace_but_three_lines_for_a_pen():
    document = build({}, today=TODAY)
    assert [row.label for row in document.rows() if not row.value][:3] == [
        "Name",
        "Booking number",
        "Jail",
    ]
    text = document.text()
    assert "Born" not in text and "48 hours" not in text and "and to" not in text
    assert "Say when this person would have been released" in text


@pytest.mark.django_db
def test_before_release_is_due_it_asks_for_a_promise_and_counts_nothing():
    due = {"y": 2026, "m": 12, "d": 4, "words": ""}
    text = build(FULL | {"due_out": due}, today=TODAY).text()
    assert "as soon as release is due" in text
    assert "48 hours" not in text and "Release this person now" not in text


@pytest.mark.django_db
@pytest.mark.parametrize("fields", [FULL, LONG, {}], ids=["full", "long", "empty"])
def test_it_is_one_page(fields):
    assert len(pages_of(pdf.render(build(fields, today=TODAY)))) == 1
