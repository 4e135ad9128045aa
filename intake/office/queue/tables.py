"""A list of cases as a table: its head and its rows, drawn once for the page."""

from html import escape

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from . import rows as case_rows
from .sorting import URGENCY
from .words import words


def table_of(
    request,
    cases,
    today,
    *,
    caption="",
    pick=False,
    query="",
    picked=False,
    chosen=frozenset(),
    sorted_by="",
    address="",
):
    """Return {"caption", "head", "body", "count"} of a table of cases, and log names in it.

    `picked` selects all rows, `chosen` those with these references. `sorted_by` makes the heads
    links that sort; `address` is the list that they keep.
    """
    rows = case_rows.rows_of(request, cases, today)
    case_rows.log_names(request, rows)
    return {
        "caption": caption or _("Cases, most urgent first"),
        "head": _head(pick, sorted_by, address, len(rows)),
        "body": case_rows.drawn(rows, pick=pick, query=query, picked=picked, chosen=chosen),
        "count": len(rows),
    }


def _head(pick, sorted_by, address, count):
    text, parts = words(), []
    address = escape(address)
    if pick:
        every = _("All: select all %(count)s cases on this page") % {"count": count}
        label, short = escape(every), escape(_("All"))
        link = f'<a href="?{address}&amp;all=1" aria-label="{label}">{short}</a>'
        parts.append(f'<th scope="col" role="columnheader" class="pick">{link}</th>')
    key, is_falling = sorted_by.removeprefix("-"), sorted_by.startswith("-")
    for column, name in text.columns:
        parts.append(_column(column, escape(name), address, key, is_falling, bool(sorted_by)))
    return SafeString("".join(parts))


def _column(column, name, address, key, is_falling, links):
    if not column or not links:
        return f'<th scope="col" role="columnheader">{name}</th>'
    if column == URGENCY:
        sort, state = "", ' aria-sort="descending"' if key == URGENCY else ""
    else:
        falls = key == column and not is_falling
        sort = f"&amp;sort={'-' if falls else ''}{column}"
        state = f' aria-sort="{"descending" if is_falling else "ascending"}"'
        state = state if key == column else ""
    arrow = ' <span aria-hidden="true">▾</span>' if state else ""
    link = f'<a href="?{address}{sort}">{name}{arrow}</a>'
    return f'<th scope="col" role="columnheader"{state}>{link}</th>'
