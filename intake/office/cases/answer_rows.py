"""The answers of a complaint as they stand on a case page: drawn without a template for each."""

from html import escape
from itertools import groupby

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from intake.templatetags.unicode_safety import show_unsafe


def drawn(sections, show) -> SafeString:
    """Return the pages of the form with their answers, one card a page, as HTML."""
    text = _texts()
    return SafeString("".join(_section(section, show, text) for section in sections))


def folded(sections, show, *, is_open=False) -> SafeString:
    """Return the same, each part of the form folded under its name, or `is_open`."""
    text, parts = _texts(), []
    for name, of_part in groupby(sections, key=lambda section: section.slug and section.group):
        pages = list(of_part)
        inner = "".join(_section(section, show, text) for section in pages)
        if not name:
            parts.append(inner)
            continue
        lines = [line for page in pages for entry in page.entries for line in entry]
        count = sum(1 for line in lines if line.value)
        said = ngettext("%(many)s answer", "%(many)s answers", count) % {"many": count}
        parts.append(
            f'<details class="asked"{" open" if is_open else ""}><summary>{escape(name)} '
            f'<span class="soft small">{escape(said)}</span></summary>{inner}</details>'
        )
    return SafeString("".join(parts))


def _texts():
    return {
        "office": escape(_("Only volunteers")),
        "packet": escape(_("In the complaint")),
        "none": escape(_("Not answered")),
    }


def _section(section, show, text):
    if not section.slug:
        return f'<p class="note">{escape(section.title)}</p>'
    kind, words = ("", text["packet"])
    if section.is_office_only:
        kind, words = " audience--office", text["office"]
    entries = "".join(_lines(entry, section.title, show, text) for entry in section.entries)
    return (
        f'<section class="card"><h3>{escape(section.title)} '
        f'<span class="audience{kind}">{words}</span></h3>'
        f"{entries or '<p class=none>' + text['none'] + '</p>'}</section>"
    )


def _lines(lines, title, show, text):
    parts = []
    for line in lines:
        sr = ' class="sr"' if line.label == title else ""
        parts.append(f"<div><dt{sr}>{show_unsafe(line.label)}</dt>{_value(line, show, text)}</div>")
    return f'<dl class="lines">{"".join(parts)}</dl>'


def _value(line, show, text):
    if not line.value:
        return f'<dd class="none">{text["none"]}</dd>'
    english = getattr(line, "english", None)
    value = show_unsafe(line.value)
    if not english or show.is_original:
        return f'<dd dir="auto">{value}</dd>'
    signed = render_to_string("office/signed.html", {"english": english})
    words = show_unsafe(english.text)
    if show.is_english:
        return (
            f'<dd dir="auto"><span class="kept" lang="en">{words}</span>'
            f'<div class="signed">{signed}</div></dd>'
        )
    return (
        f'<dd dir="auto">{value}<div class="english" dir="ltr" lang="en">'
        f'<p class="kept">{words}</p></div><div class="signed">{signed}</div></dd>'
    )
