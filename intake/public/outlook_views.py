"""All deadlines of what this browser has open, how they are counted, and the options."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from intake.citations.footnotes import Footnotes
from intake.flow.facts import compute_facts

from .decorators import case_required
from .outlook import routes_and_deadlines


@require_safe
@case_required
def deadlines(request, session, unlocked):
    """Show what to do today, every deadline, and every office that may help."""
    now, footnotes = timezone.now(), Footnotes()
    facts = compute_facts(unlocked.answers, timezone.localdate(now))
    context = routes_and_deadlines(facts, now, footnotes) | {"footnotes": footnotes}
    return render(request, "public/deadlines.html", context)
