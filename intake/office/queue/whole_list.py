"""Work on a whole list: 50 cases at a time, each batch looked at before anything changes."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse

from intake.cases import queue_order
from intake.cases.models import Case

from ..access import visible_cases
from . import filters

MAX_AT_ONCE = 50


@dataclass
class ListBatch:
    """The next cases of a list. `later` is the place from which it goes on, or "" at its end."""

    cases: list[Case]
    later: str
    left: str


def batch_of(request: Any, after: str = "") -> ListBatch:
    """Return the cases of the list that a form names, behind a place of it."""
    rows, _earlier, later = queue_order.page_of(_listed(request), {"after": after}, MAX_AT_ONCE)
    return ListBatch(rows, later, _left_behind(request, later))


def batch_again(request: Any) -> ListBatch:
    """Return the batch of a form that comes back, without its cases: what comes behind it."""
    later = request.POST.get("later", "")
    return ListBatch([], later, _left_behind(request, later))


def _listed(request: Any) -> Any:
    query = QueryDict(request.POST.get("list", ""))
    today = queue_order.recomputed_today()
    visible, teams = visible_cases(request), request.teams
    asked = filters.filtered_cases(query, visible, request.user, today, teams=teams)
    return asked.cases.filter(erased_on=None)


def _left_behind(request: Any, later: str) -> str:
    sort_key, dot, reference = later.partition(".")
    if not dot:
        return ""
    return queue_order.count_label(queue_order.after(_listed(request), sort_key, reference))


def chosen(request: Any) -> list[Case]:
    """Return the cases that are ticked, and one more than may be."""
    found = visible_cases(request).filter(
        reference__in=request.POST.getlist("case"), erased_on=None
    )
    return list(queue_order.in_queue_order(found)[: MAX_AT_ONCE + 1])


def to_export(request: Any, cases: list[Case]) -> HttpResponse:
    """Lead to the export of these cases, or of the whole list without any: it has its own limit."""
    only = urlencode({"case": [case.reference for case in cases]}, doseq=True)
    query = "&".join(filter(None, (request.POST.get("list", ""), only)))
    return redirect(f"{reverse('office:export')}?{query}")
