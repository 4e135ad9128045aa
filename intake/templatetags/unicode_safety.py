"""The office's filter for anything that people typed."""

from itertools import groupby

from django import template
from django.utils.html import conditional_escape, format_html, format_html_join

from intake.web.unicode_safety import split_unsafe

register = template.Library()


@register.filter
def show_unsafe(text):
    """Return a text with every sign that hides, or turns the text around, named in its place."""
    if not text:
        return text
    found = split_unsafe(str(text))
    if len(found) == 1 and not found[0][1]:
        return conditional_escape(str(text))
    runs = ((code, list(run)) for code, run in groupby(found, key=lambda piece: piece[1]))
    return format_html_join("", "{}", ((_named(code, run),) for code, run in runs))


def _named(code, run):
    if not code:
        return "".join(text for text, _code in run)
    name = f"U+{code:04X}" + (f" ×{len(run)}" if len(run) > 1 else "")
    # A direction of its own: the Latin letters of the name must not turn an Arabic line around.
    return format_html('<bdi class="sign" dir="ltr">[{}]</bdi>', name)
