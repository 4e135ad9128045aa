"""The order of a list: by urgency, or by one clear column of a list that is not too long."""

from dataclasses import dataclass, field
from typing import Any

from intake.cases import queue_order

# A page of a list. It opens a sealed line for each of its rows.
SIZE = 25
# Sorting reads the whole list: longer ones must be narrowed first.
MOST_SORTED = 1000
# {key in an address: the clear columns it sorts by}. A name is sealed, so nothing sorts by it.
COLUMNS = {
    "case": ("reference",),
    "clock": ("next_clock_on", "next_deadline_on"),
    "place": ("where", "state"),
    "language": ("reads",),
    "status": ("status",),
    "assignee": ("assigned_to__first_name",),
    "contact": ("last_contact_on",),
    "received": ("opened_on",),
}
URGENCY = "urgency"


@dataclass
class Page:
    """One page of a list. `sort` is a key, after "-" for falling; `query` keeps it in addresses."""

    cases: list[Any]
    sort: str = URGENCY
    earlier: str = ""
    later: str = ""
    first: str = ""
    is_too_long: bool = field(default=False)

    @property
    def query(self) -> str:
        return "" if self.sort == URGENCY else f"&sort={self.sort}"


def page_of(cases, params, *, first=None) -> Page:
    """Return the page of a list that an address asks for; `first` as in queue_order."""
    sort = params.get("sort", "")
    key = sort.removeprefix("-")
    if key not in COLUMNS:
        return _by_urgency(cases, params, first)
    if cases.order_by()[: MOST_SORTED + 1].count() > MOST_SORTED:
        page = _by_urgency(cases, params, first)
        page.is_too_long = True
        return page
    return _sorted(cases, params, sort, key)


def _by_urgency(cases, params, first):
    rows, earlier, later = queue_order.page_of(cases, params, SIZE, first=first)
    return Page(
        rows,
        earlier=earlier and f"before={earlier}",
        later=later and f"after={later}",
        first="first" if earlier else "",
    )


def _sorted(cases, params, sort, key):
    sign = "-" if sort.startswith("-") else ""
    order = [f"{sign}{column}" for column in COLUMNS[key]]
    number = params.get("page", "1")
    start = (int(number) - 1) * SIZE if number.isdecimal() and 0 < int(number) < MOST_SORTED else 0
    rows = list(cases.order_by(*order, "sort_key", "reference")[start : start + SIZE + 1])
    page = start // SIZE + 1
    return Page(
        rows[:SIZE],
        sort=sort,
        earlier=f"page={page - 1}" if page > 1 else "",
        later=f"page={page + 1}" if len(rows) > SIZE else "",
        first="first" if page > 1 else "",
    )
