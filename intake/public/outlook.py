"""Last days and routes, as the pages after the form show them."""

from django.utils import timezone

from intake.citations.footnotes import Footnotes
from intake.deadlines.display import deadline_context, has_upcoming_date
from intake.guide import portal, today
from intake.routes.display import fitting_context
from intake.routes.state_panel import state_panel


def routes_and_deadlines(facts, now, footnotes):
    """Return what can be done and by when; sources go to the foot."""
    steps = footnotes.cite_passages(filter(None, [today.passage(facts)]))
    box = _state_law_panel(facts, footnotes)
    shown = deadline_context(facts, now, footnotes)
    return {
        "fitting": fitting_context(facts, timezone.localdate(now), footnotes),
        "deadline_kinds": by_kind(shown, facts),
        "has_calendar_dates": has_upcoming_date(shown),
        "held": facts.held,
        "today": steps,
        "state_panel": box,
    }


# Further dates are folded; they come in the order of their days.
OPEN_DATES = 3


def by_kind(deadlines, facts):
    """Return what a page opens of the deadlines, and what it folds, by kind.

    Open is what asks for release, or for an act at once. No day is on two of the lists.
    """
    kinds: dict[str, list] = {"now": [], "dated": [], "undated": [], "past": []}
    for deadline in deadlines:
        kinds[_kind(deadline, facts)].append(deadline)
    dated = kinds["dated"]
    return kinds | {"dated": dated[:OPEN_DATES], "later": dated[OPEN_DATES:]}


def _kind(deadline, facts):
    if deadline["overdue_advice"] or _asks_release(deadline, facts):
        return "now"
    if deadline["has_passed"] or deadline["is_retrospective"]:
        return "past"
    return "dated" if deadline["due_dates"] else "undated"


def _asks_release(deadline, facts):
    return deadline["rule"].slug == "hold_48h" and facts.held


def nearest(facts, now, footnotes):
    """Return what the short pages after the form say: the next deadlines, and the state's law.

    How each deadline is counted, and its sources, stand on the page of all.
    """
    shown = deadline_context(facts, now, Footnotes())
    return {
        "hold_first": portal.HOLD_FIRST,
        "nearest_deadlines": nearest_deadlines(shown, facts),
        "held": facts.held,
        "state_panel": _state_law_panel(facts, footnotes),
    }


# A confirmation names no more deadlines than these; the others stand on a page of their own.
NEAREST = 2


def nearest_deadlines(deadlines, facts):
    """Return the first deadlines with a date, of those that a page of all would show.

    The hold comes first while the person is held: its hours are never the first thing said, since
    release can be asked for at once. What is only good to do by a day comes last.
    """
    found = []
    for deadline in deadlines:
        asks_release = _asks_release(deadline, facts)
        passed = deadline["has_passed"] or not deadline["is_task"]
        if asks_release or (deadline["due_dates"] and not passed):
            found.append(
                {
                    "name": deadline["name"],
                    "asks_release": asks_release,
                    "is_due": deadline["rule"].sorts_queue,
                    "hours": portal.HOLD_HOURS_ENDED
                    if deadline["has_passed"]
                    else portal.HOLD_HOURS,
                    "dates": _dates(deadline),
                }
            )
    found.sort(key=lambda deadline: (not deadline["asks_release"], not deadline["is_due"]))
    return found[:NEAREST]


def _dates(deadline):
    """Return [(name of the count, date in words)]; counts that agree are said once, unnamed."""
    texts = {due_date.text for due_date in deadline["due_dates"]}
    names = deadline["names_readings"] and len(texts) > 1
    dates = [(due_date.name if names else "", due_date.text) for due_date in deadline["due_dates"]]
    return list(dict.fromkeys(dates))


def _state_law_panel(facts, footnotes):
    """Return the law of the jail's state where ICE asked to keep somebody, or may have; or None."""
    asks_for_hold = facts.hold in ("yes", "unsure") and not facts.notice_only
    return state_panel(facts.jail_state, footnotes) if asks_for_hold else None
