"""The order of the queue, its pages, and how many cases a list has."""

from django.utils import timezone

from . import urgency

PAGE = 50
# Counting stops here: nobody needs to know whether 4,000 or 4,001 cases wait.
MAX_COUNTED = 1000
# The columns of a case that a list shows, or that say why it is urgent.
LISTED = (
    *("owner", "reference", "team", "status", "assigned_to", "opened_on", "last_contact_on"),
    *("heard_at", "assigned_at", "waiting_since", "follow_up_on", "escalated_until", "erase_on"),
    *("erase_asked_on", "suspected_bot", "where", "held", "hold", "held_past_release"),
    *("release_due_on", "concerns", "coming_days", "says_citizen", "state", "reads", "deadlines"),
    *("dismissed_deadlines", "next_deadline_on", "next_clock_on", "tier", "sort_key"),
)


def count_label(cases):
    """Return how many there are, as words: exact up to 1,000."""
    count = cases.order_by()[: MAX_COUNTED + 1].count()
    return f"{MAX_COUNTED}+" if count > MAX_COUNTED else str(count)


def in_queue_order(cases):
    return cases.order_by("sort_key", "reference")


def _place(text):
    """Return (rank, reference) of a place in a list, or None if the address has none."""
    sort_key, _dot, reference = (text or "").partition(".")
    return (sort_key, reference) if reference else None


def place_of(case):
    return f"{case.sort_key}.{case.reference}"


def after(cases, sort_key, reference):
    return in_queue_order(cases.filter(sort_key__gte=sort_key)).exclude(
        sort_key=sort_key, reference__lte=reference
    )


def before(cases, sort_key, reference):
    return (
        cases.filter(sort_key__lte=sort_key)
        .exclude(sort_key=sort_key, reference__gte=reference)
        .order_by("-sort_key", "-reference")
    )


def page_of(cases, params, size=PAGE, *, first=None):
    """Return (rows, place for the earlier page, place for the next one), by keyset.

    However far down the list, a page costs the same. `first(count)` returns the first rows in a
    cheaper way, where there is one.
    """
    start, end = _place(params.get("after")), _place(params.get("before"))
    if end:
        rows = list(before(cases, *end)[: size + 1])
        more, rows = len(rows) > size, rows[:size][::-1]
        return rows, place_of(rows[0]) if more and rows else "", place_of(rows[-1]) if rows else ""
    if first and not start:
        rows = first(size + 1)
    else:
        rows = list((after(cases, *start) if start else in_queue_order(cases))[: size + 1])
    more, rows = len(rows) > size, rows[:size]
    return (
        rows,
        place_of(rows[0]) if start and rows else "",
        place_of(rows[-1]) if more else "",
    )


def neighbors(case, cases):
    """Return {"before", "after", "number"} of a case in a list; the number up to 1,000."""
    earlier, later = (
        before(cases, case.sort_key, case.reference),
        after(cases, case.sort_key, case.reference),
    )
    count = earlier.order_by()[:MAX_COUNTED].count()
    return {
        "before": earlier.values_list("reference", flat=True).first(),
        "after": later.values_list("reference", flat=True).first(),
        "number": count + 1 if count < MAX_COUNTED else f"{MAX_COUNTED}+",
    }


def recomputed_today():
    """Return the date, after every case whose place changes by itself was moved on."""
    day = timezone.localdate()
    urgency.recompute_due(day)
    return day
