"""What waits for a volunteer, counted for the head of every page of the office."""

from functools import lru_cache

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language

from intake.cases import mentions, reading_state
from intake.packets import readings

from .access import count_cases, may


def lists(visible, me, today):
    """Return the lists whose cases a volunteer must look at, but for urgent ones of others."""
    return {
        "replies": visible.filter(reading_state.unread_replies(me)),
        "given": visible.filter(reading_state.unread_assignments(me)),
        "mentioned": visible.filter(mentions.unseen(me)),
        "to_read": readings.cases_to_read(visible, me),
        "returned": visible.filter(readings.cases_returned(me)),
    }


def counts_of(request) -> dict[str, int]:
    """Return {what: how many}, counted once for a request."""
    if "attention" not in request.__dict__:
        today = timezone.localdate()
        counted = count_cases(request, lists, today) if may(request.user, "office:today") else {}
        request.__dict__["attention"] = counted
    return request.__dict__["attention"]


def keep(request, counted) -> None:
    """Keep what a page counted anyhow, so that its head does not count again."""
    if not may(request.user, "office:today"):
        return
    names = ("replies", "given", "mentioned", "to_read", "returned")
    request.__dict__["attention"] = {name: counted.get(name, 0) for name in names}


def attention(request):
    """Let office pages say how many things wait. Asked for only where a page draws it."""
    return {"nav": lambda: nav(request)} if hasattr(request, "may") else {}


# The pages that the links of the head lead to.
LINKED = ("today", "queue", "follow_ups", "translations", "assist")


def nav(request) -> str:
    """Return the links to the lists: the same for all who have the same rights and as much to do.

    The page that asks for it is marked as the one that is shown.
    """
    waiting = sum(counts_of(request).values()) if hasattr(request, "teams") else 0
    here = next((name for name in LINKED if name in request.here), "")
    return _nav(frozenset(request.may), here, waiting, get_language())


@lru_cache(maxsize=512)
def _nav(rights, here, waiting, language):
    may = dict.fromkeys(rights, True)
    menu = render_to_string("office/base/menu.html", {"may": may})
    request = {"may": may, "here": {here: True}}
    context = {"request": request, "attention": waiting, "menu": menu}
    return render_to_string("office/base/lists.html", context)
