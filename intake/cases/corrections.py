"""Facts that a volunteer sets right. The answer stays as it was said; the fact counts."""

from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from intake.flow.facts import compute_facts
from intake.flow.states import STATES
from intake.flow.stays import moved
from intake.web.text import StrOrPromise

from .unlocked import Unreadable, unreadable_text

YES_NO = [("yes", _("Yes")), ("no", _("No"))]
UNSURE = ("unsure", _("Not known"))

# What may be corrected: its label, and the values that it may have.
CORRECTABLE: dict[str, tuple[StrOrPromise, Sequence[tuple[str, StrOrPromise]]]] = {
    "where": (
        _("Where the person is"),
        [
            ("free", _("Free")),
            ("local_jail", _("Local jail")),
            ("ice", _("ICE")),
            ("prison", _("Prison")),
            ("abroad", _("Abroad")),
            UNSURE,
        ],
    ),
    "hold": (_("Hold by ICE"), [*YES_NO, UNSURE]),
    "past_release": (_("Kept past release"), [*YES_NO, ("unknown", _("Not known"))]),
    "minor": (_("Under 18"), YES_NO),
    "says_citizen_or_resident": (_("Says citizen, national or green card"), YES_NO),
    "has_lawyer": (_("Has a lawyer"), [*YES_NO, UNSURE]),
    "state": (_("State"), list(STATES)),
    "jail_state": (_("State of the jail"), list(STATES)),
}

# The pages of the form whose answers a fact rests on.
PAGES = {
    "where": {"custody"},
    "hold": {"hold"},
    "past_release": {"held-over", "coming"},
    "minor": {"born", "danger"},
    "says_citizen_or_resident": {"why-wrong"},
    "has_lawyer": {"lawyer"},
    "state": {"when-where"},
    "jail_state": {"held-over", "stays", "custody"},
}

HELD = {"local_jail", "ice", "prison"}


def active_corrections(unlocked):
    """Return [(correction, {"fact", "value", "reason"})] that still count, oldest first.

    The fact of one that cannot be opened is "", and its reason says so.
    """
    rows = unlocked.corrections
    damaged = {"fact": "", "value": "", "reason": unreadable_text()}
    return unlocked.display_all(rows, "change", damaged)


def rest_on(unlocked, pages):
    """Return the ids of the corrections that count, of facts that rest on these pages."""
    return [
        correction.pk
        for correction, change in active_corrections(unlocked)
        if PAGES.get(change["fact"], set()) & pages
    ]


def end_corrections(unlocked, pages):
    """End the corrections of facts that rest on these pages, newly said. Return how many."""
    ended = rest_on(unlocked, pages)
    count = unlocked.case.corrections.filter(pk__in=ended).update(superseded=True)
    unlocked.forget_corrections()
    return count


def apply_correction(facts, fact, value):
    """Return Facts with one of them set right."""
    if not fact:
        return facts
    if fact in ("minor", "says_citizen_or_resident"):
        return replace(facts, **{fact: value == "yes"})
    if fact == "where":
        stays = moved(facts.stays, value)
        return replace(facts, where=value, held=value in HELD, stays=stays)
    if fact == "jail_state":
        return facts.with_stay(state=value)
    return replace(facts, **{fact: value})


def current_facts(unlocked, today, *, all_corrections=False):
    """Return the Facts that count now: from the latest answers, as corrected.

    A correction that cannot be opened is passed over; with `all_corrections` nothing is guessed
    without it. Raises Unreadable.
    """
    facts = compute_facts(unlocked.answers, today)
    for _correction, change in active_corrections(unlocked):
        if all_corrections and not change["fact"]:
            raise Unreadable("correction")
        facts = apply_correction(facts, change["fact"], change["value"])
    return facts
