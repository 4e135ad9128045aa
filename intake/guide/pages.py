"""Every page of the guide, in the order of its contents page."""

from . import crcl, hold, lawyer, rights, secure_communities, words, wrong_match
from .base import Page
from .us import ABOUT_US

GUIDE: tuple[Page, ...] = (
    secure_communities.PAGE,
    wrong_match.PAGE,
    hold.PAGE,
    rights.PAGE,
    crcl.PAGE,
    lawyer.PAGE,
    words.PAGE,
    *ABOUT_US,
)

BY_KEY = {page.key: page for page in GUIDE}
