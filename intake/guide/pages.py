"""Every page of the guide, in the order of its contents page."""

from . import (
    crcl,
    glossary,
    hold,
    lawyer,
    rights,
    secure_communities,
    wrong_match,
    your_state,
)
from .about import ABOUT_PAGES
from .base import Page

GUIDE: tuple[Page, ...] = (
    secure_communities.PAGE,
    wrong_match.PAGE,
    hold.PAGE,
    your_state.PAGE,
    rights.PAGE,
    crcl.PAGE,
    lawyer.PAGE,
    glossary.PAGE,
    *ABOUT_PAGES,
)

PAGES_BY_SLUG = {page.slug: page for page in GUIDE}
