"""Small pieces that a page has many of, drawn without a template each, or kept once drawn.

Only what is the same for everybody is kept: sources, options and menus, never words of a person.
"""

from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from intake.routes.contact_text import REACH

from .plain import reachable

register = template.Library()


@register.simple_tag
def claim(item, only_numbers=""):
    """Return a claim: its words, how sure it is, and the numbers of its sources."""
    if not item:
        return ""
    parts = [] if only_numbers else [str(reachable(item.text))]
    if item.caveat:
        parts.append(f' <span class="sure">{escape(item.caveat)}</span>')
    word = _source_word(get_language()) if item.numbers else ""
    parts += [
        f'&nbsp;<a class="source" href="#source-{number}">'
        f'<span class="sr">{word} </span>{number}</a>'
        for number in item.numbers
    ]
    return SafeString("".join(parts))


@lru_cache(maxsize=32)
def _source_word(language):
    return escape(_("Source"))


@register.simple_tag
def source_row(number, source, url=""):
    """Return one source at the foot of a page."""
    return _source_row(get_language(), number, source, url)


@lru_cache(maxsize=4096)
def _source_row(language, number, source, url):
    context = {"number": number, "source": source, "url": url}
    return SafeString(render_to_string("includes/source.html", context))


@register.simple_tag
def fit_row(row, with_state="", brief="", new_tab=""):
    """Return one option of a case: its name, why it fits, and how it stands."""
    warning = row.warning
    context = {"row": row, "with_state": with_state, "brief": brief, "new_tab": new_tab}
    if warning and REACH.search(str(warning.text)):
        # A contact in it may be corrected at any time.
        return SafeString(render_to_string("includes/fit.html", context))
    flags = (bool(with_state), bool(brief), bool(new_tab))
    status = row.status if with_state else None
    key = (get_language(), row.route.slug, str(row.reason), warning, status, *flags)
    return _fit_row(_Key(key, context))


class _Key:
    """What a piece is kept by, and what it is drawn from the first time."""

    def __init__(self, key, context):
        self.key, self.context = key, context

    def __hash__(self):
        return hash(self.key)

    def __eq__(self, other):
        return isinstance(other, _Key) and self.key == other.key


@lru_cache(maxsize=4096)
def _fit_row(key):
    return SafeString(render_to_string("includes/fit.html", key.context))
