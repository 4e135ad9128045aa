"""The translator's desk: the cases that wait for English or for the filer's language."""

from typing import Any

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from intake.cases import queue_order, urgency
from intake.translations import work

from .. import labels
from ..access import may_see_identity, unlocked_cases, visible_cases

# A page opens the texts of each of its cases to count what is left.
SIZE = 25


@require_safe
def translations(request):
    """List what needs a translation, the most urgent first, and who is at it."""
    queue_order.recomputed_today()
    now, waiting = timezone.now(), work.untranslated_cases(visible_cases(request))
    counts = work.counts_by_language(waiting)
    reads = request.GET.get("reads", "")
    reads = reads if reads in counts else ""
    cases = waiting.filter(reads=reads) if reads else waiting
    cases, _earlier, later = queue_order.page_of(cases, request.GET, SIZE)
    work.prefetch_texts(cases)
    opened = unlocked_cases(request, cases)
    identity = may_see_identity(request.user)
    rows = [
        _row(case, left, now) for case, left in work.left_in(opened, identity=identity, now=now)
    ]
    context = {
        "languages": _languages(counts, request.user.languages),
        "count": sum(sum(by_tier.values()) for by_tier in counts.values()),
        "reads": reads,
        "rows": rows,
        "later": later,
        "is_first": "after" not in request.GET,
    }
    return render(request, "office/translations.html", context)


def _languages(counts, own) -> list[dict[str, Any]]:
    """Return what each language has, those that the volunteer reads first, then the most urgent."""
    found = [
        {
            "code": reads,
            "name": labels.LANGUAGE_LABELS.get(reads, ""),
            "count": sum(by_tier.values()),
            "urgent": sum(by_tier.get(tier, 0) for tier in (1, 2)),
            "is_own": reads in own,
        }
        for reads, by_tier in counts.items()
    ]
    return sorted(
        found, key=lambda one: (not one["is_own"], -one["urgent"], -one["count"], one["code"])
    )


def _row(case, left, now) -> dict[str, Any]:
    done = work.loaded_work(case)
    claimant = done.claimant(now) if done else None
    return {
        "case": case,
        "left": left,
        "tier_text": urgency.TIERS[case.tier],
        "language": labels.LANGUAGE_LABELS.get(case.reads, ""),
        "claimant": claimant,
        "since": done.claimed_at if claimant else None,
    }
