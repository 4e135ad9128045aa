"""The filter for messages of ours: the little Markdown that a person sees as it is meant."""

import re
from collections.abc import Callable
from itertools import groupby

from django import template
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

from intake.cases.mentions import MENTIONED

from .unicode_safety import show_unsafe

register = template.Library()

_ITEM = re.compile(r"^[ \t]*[-*•][ \t]+(?=\S)")
_NUMBERED = re.compile(r"^[ \t]*(\d{1,3})[.)][ \t]+(?=\S)")
_BOLD = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")


@register.filter
def message_text(text):
    """Return a message as HTML, for volunteers: signs that hide are named."""
    return _message(text, show_unsafe)


@register.filter
def message_of_ours(text):
    """Return a message as HTML, for the person. No link and no picture is ever made of it."""
    return _message(text, conditional_escape)


@register.filter
def with_names(text, names):
    """Return a note with the volunteers whom it mentions as names: {as typed: first name}."""
    if not names:
        return show_unsafe(text)
    pieces, end, text = [], 0, str(text)
    for found in MENTIONED.finditer(text):
        name = names.get(found[1].casefold())
        if name:
            pieces += [
                (show_unsafe(text[end : found.start()]),),
                (format_html('<strong class="mention"><bdi>@{}</bdi></strong>', name),),
            ]
            end = found.end()
    return format_html_join("", "{}", [*pieces, (show_unsafe(text[end:]),)])


def _message(text, show: Callable[[str], str]) -> SafeString:
    lines = str(text or "").replace("\r\n", "\n").split("\n")
    parts = []
    for kind, group in groupby(lines, key=_kind):
        parts += _part(kind, list(group), show)
    return format_html_join("", "{}", ((part,) for part in parts))


def _kind(line: str) -> str:
    return "ul" if _ITEM.match(line) else "ol" if _NUMBERED.match(line) else "p"


def _part(kind, lines, show):
    if kind == "p":
        # An empty line ends a paragraph; other line ends stay.
        paragraphs = re.split(r"\n[ \t]*\n", "\n".join(lines))
        for paragraph in paragraphs:
            if paragraph.strip():
                words = _inline(paragraph.strip("\n"), show)
                yield format_html('<p class="kept" dir="auto">{}</p>', words)
        return
    mark = _ITEM if kind == "ul" else _NUMBERED
    items = format_html_join(
        "", '<li dir="auto">{}</li>', ((_inline(mark.sub("", one), show),) for one in lines)
    )
    if kind == "ul":
        yield format_html("<ul>{}</ul>", items)
    else:
        first, _dot, _rest = re.split(r"([.)])", lines[0], maxsplit=1)
        yield format_html('<ol start="{}">{}</ol>', int(first), items)


def _inline(text, show):
    pieces = _BOLD.split(text)
    return format_html_join(
        "",
        "{}",
        (
            (format_html("<strong>{}</strong>", show(piece)) if place % 2 else show(piece),)
            for place, piece in enumerate(pieces)
        ),
    )
