"""What counts as a hedge on a page: words that take back a part of what was just said."""

import re
from html import unescape

HEDGE = re.compile(
    r"not fully sure|how we read it|could not confirm|cannot confirm|not confirmed|less sure"
    r"|we have not checked|stored cop(?:y|ies)|check this first"
    r"|\bwe (?:found|have|could find) (?:no|nothing)\b"
    r"|\bwe do not know\b|\bwe cannot say\b|as far as we know|was said to\b|were said to\b",
    re.IGNORECASE,
)


def words_of(html):
    """Return the words of the main part of a page."""
    main = re.search(r"<main.*?</main>", html, re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main[0] if main else html)).split())


def hedges_of(html):
    """Return the hedges that a page prints, one for each time."""
    return HEDGE.findall(words_of(html))
