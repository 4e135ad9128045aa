"""New wording of a document is a new edition; another label of a question is none."""

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest

from intake.packets.build import (
    DOCUMENT_TYPES,
)
from tests.packets.made_documents import (
    own_words_of,
)
from tests.server import ROOT

# How an office stands is read from the database.
pytestmark = pytest.mark.django_db


EDITIONS = Path(__file__).with_name("editions.txt")


OTHER_LABELS = """
import django; django.setup()
from intake.flow.complaint import COMPLAINT
for step in COMPLAINT.steps:
    for name, field in (step.form.base_fields if step.form else {}).items():
        field.label = f"Another question {name}"
from intake.packets.build import DOCUMENT_TYPES, build_document
from tests.packets.made_documents import own_words_of
from tests.packets.people import told_of
from tests.packets.test_document_editions import test_changed_words_are_a_new_edition as test
known = told_of("helper, held now")
assert any("Another question" in build_document(paper, known).text() for paper in DOCUMENT_TYPES)
for paper in DOCUMENT_TYPES:
    test(paper)
"""


def test_a_question_in_other_words_changes_no_edition():
    """In a process of its own: the fields of a page are kept once they were asked for."""
    subprocess.run([sys.executable, "-c", OTHER_LABELS], cwd=ROOT, check=True)


@pytest.mark.parametrize("paper", DOCUMENT_TYPES, ids=lambda paper: paper.slug)
def test_changed_words_are_a_new_edition(paper):
    """To change a paper: give it another edition, and put the new line into editions.txt."""
    digest = hashlib.sha256(own_words_of(paper).encode()).hexdigest()[:16]
    known = dict(line.rsplit(" | ", 1) for line in EDITIONS.read_text().splitlines())
    line = f"{paper.slug} | {paper.edition}"
    assert known.get(line) == digest, f"{line} | {digest}"
