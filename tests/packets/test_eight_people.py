"""Letters of eight invented people on paper: no page holds only the end of a letter."""

import pytest

from intake.packets.base import LETTER
from intake.packets.build import build_document, fitting_documents
from intake.rendering import pdf
from tests.packets.eight_people import PEOPLE, input_of
from tests.packets.made_documents import bare, pages_of

pytestmark = pytest.mark.django_db

ONE_PAGE = ("grievance", "congress", "ice-citizen", "hold-copy-request")
AT_MOST_TWO = ("jail-letter", "attorney-general", "amendment", "doj", "oig", "opr")
FOOT = bare("Prepared with Wrong Match Help. Not a government office or a law firm.")


@pytest.mark.parametrize("who", PEOPLE)
def test_a_letter_keeps_to_its_pages_and_ends_on_a_page_with_words(who):
    known = input_of(who)
    kinds = [kind for kind in fitting_documents(known) if kind.kind == LETTER]
    documents = [build_document(kind, known) for kind in kinds]
    for kind, made in zip(kinds, pdf.make_each(documents), strict=True):
        pages = [bare(page) for page in pages_of(made)]
        most = 1 if kind.slug in ONE_PAGE else 2 if kind.slug in AT_MOST_TWO else len(pages)
        assert len(pages) <= most, (kind.slug, len(pages))
        for page in pages:
            assert not page.startswith(FOOT), kind.slug
