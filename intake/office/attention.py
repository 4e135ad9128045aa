"""What waits for a volunteer, counted for the head of every page of the office."""

from functools import lru_cache

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language

from intake.cases import reading_state
from intake.packets import readings

from .access import count_cases, may


def _lists(visible, me, today):
    """Return the lists whose cases a volunteer must look at, but for urgent ones of others."""
    return {
        "replies": visible.filter(reading_state.unread_replies(me)),
        "given": visible.filter(reading_state.unread_assignments(me)),
        "to_read": visible.filter(readings.cases_to_read(me)),
        "returned": visible.filter(readings.cases_returned(me)),
    }


def counts_of(request) -> dict[str, int]:
    """Return {what: how many}, counted once for a request."""
    if "attention" not in request.__dict__:
        today = timezone.localdate()
        counted = count_cases(request, _lists, today) if may(request.user, "office:today") else {}
        request.__dict__["attention"] = counted
    return request.__dict__["attention"]


def attention(request):
    """Let office pages say how many things wait. Asked for only where a page draws it."""
    if not hasattr(request, "teams"):
        return {}
    return {"attention": lambda: sum(counts_of(request).values()), "menu": lambda: menu(request)}


def menu(request) -> str:
    """Return the menu of rare pages: the same for all who have the same rights."""
    return _menu(frozenset(request.may), get_language())


@lru_cache(maxsize=64)
def _menu(rights, language):
    may = dict.fromkeys(rights, True)
    return render_to_string("office/base/menu.html", {"may": may})
