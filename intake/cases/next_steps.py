"""What to do next in a case, from its facts. An Event shows what was done, else a tick."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from intake.web.text import StrOrPromise

from .models import Event
from .related_rows import may_have

Kind = Event.Kind


@dataclass(frozen=True)
class NextStep:
    """One line of the checklist. `events` are the kinds that show it was done."""

    slug: str
    text: StrOrPromise
    applies_if: Callable[[Any, Any], Any]
    events: tuple[str, ...] = ()


def _not_read_for(case, days):
    """Say whether a message of ours lies unread so long."""
    before = timezone.now() - timedelta(days=days)
    unread = case.messages.filter(from_filer=False, seen_on=None, at__lte=before)
    return may_have(case, "messages") and unread.exists()


def _no_contact_for(case, days):
    return case.last_contact_on and case.last_contact_on <= timezone.localdate() - timedelta(
        days=days
    )


STEPS = (
    NextStep(
        "take",
        _("Take the case, so that no one else starts on it"),
        lambda f, c: True,
        (Kind.SELF_ASSIGNED, Kind.ASSIGNED),
    ),
    NextStep(
        "danger",
        _("Call now about the danger that was named"),
        lambda f, c: bool({"danger", "threat", "not_heard"} & c.concerns.keys()),
    ),
    NextStep(
        "jail_time",
        _("Ask the jail why the person is still there, and since when"),
        lambda f, c: f.held_past_release,
    ),
    NextStep(
        "hold_known",
        _("Find out if there is a hold by ICE"),
        lambda f, c: f.held and f.hold != "yes",
    ),
    NextStep("hold_paper", _("Ask for a copy of the hold form"), lambda f, c: f.hold == "yes"),
    NextStep("lawyer", _("Help to find a lawyer"), lambda f, c: f.has_lawyer in ("no", "looking")),
    NextStep(
        "permission",
        _("Get the page with the person’s permission signed"),
        lambda f, c: f.filing_for not in ("", "me"),
    ),
    NextStep("write", _("Write to the person"), lambda f, c: True, (Kind.MESSAGE_SENT,)),
    NextStep(
        "call",
        _("Call: our last message was not read for ten days"),
        lambda f, c: _not_read_for(c, 10),
    ),
    NextStep(
        "still_need",
        _("Ask if they still need help, before you close it"),
        lambda f, c: c.status == "asking" and _no_contact_for(c, 20),
    ),
    NextStep(
        "prepare", _("Choose an option and prepare its packet"), lambda f, c: True, (Kind.PREPARED,)
    ),
    NextStep(
        "ready",
        _("Lock the packet for review"),
        lambda f, c: f.consent_send == "volunteers",
        (Kind.MADE_READY,),
    ),
    NextStep(
        "second",
        _("Let another volunteer read them"),
        lambda f, c: f.consent_send == "volunteers",
        (Kind.SECOND_READ,),
    ),
    NextStep(
        "agreed",
        _("Get the person’s yes to sending"),
        lambda f, c: f.consent_send == "volunteers",
        (Kind.AGREED,),
    ),
    NextStep(
        "sent", _("Send the letters"), lambda f, c: f.consent_send == "volunteers", (Kind.SENT,)
    ),
    NextStep("follow_up", _("Set the day of the follow-up"), lambda f, c: True, (Kind.FOLLOW_UP,)),
)

STEP_SLUGS = {step.slug for step in STEPS}


def completed_steps(case):
    """Return what was ticked in a case."""
    return case.completed_steps.select_related("by") if may_have(case, "completed_steps") else ()


def next_steps(facts, case, events):
    """Return [(step, done)] for these Facts; `done` is an Event, a Tick, or None."""
    completed = {one.step: one for one in completed_steps(case)}
    by_kind: dict[str, Event] = {}
    for event in events:
        by_kind.setdefault(event.kind, event)
    found = []
    for step in STEPS:
        if step.applies_if(facts, case):
            done_by = next((by_kind[kind] for kind in step.events if kind in by_kind), None)
            found.append((step, done_by or completed.get(step.slug)))
    return found
