"""What the person does about the own case, with the code: each act is kept and waits for us."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intake.flow.steps import OFFICE, Say, say, voice_of
from intake.vault import codes, sealing
from intake.vault.models import Wrap

from .actions import Status, keep, lock, record, refuse_erased
from .models import Case, Event
from .submission import add_supplement, latest_answers

Kind = Event.Kind


@dataclass(frozen=True)
class Change:
    """Something that changed: what the person chooses, and the answers that it sets.

    `answers` is {page: {question: value}}; a value in braces is the name of what was typed.
    """

    label: Say
    answers: dict
    asked: tuple = ()


CHANGES = {
    "free": Change(
        say(gettext_lazy("I am free now"), gettext_lazy("They are free now")),
        {"custody": {"where": "free", "facility": "", "booking_number": ""},
         "danger": {"happening": []}},
        ("when",),
    ),
    "moved": Change(
        say(
            gettext_lazy("I was moved, or locked up"),
            gettext_lazy("They were moved, or locked up"),
        ),
        {"custody": {"where": "{where}", "facility": "{facility}", "booking_number": "{booking}"}},
        ("where", "facility", "booking"),
    ),
    "hold": Change(
        say(gettext_lazy("There is a new hold by ICE")),
        {"hold": {"ice_asked": "yes"}},
        ("when",),
    ),
    "contact": Change(
        say(gettext_lazy("There is a new phone or address")),
        {"reach": {"phone": "{phone}", "email": "{email}", "address": "{address}"}},
        ("phone", "email", "address"),
    ),
    "lawyer": Change(
        say(gettext_lazy("There is a lawyer now")),
        {"lawyer": {"has_lawyer": "yes", "lawyer_name": "{lawyer_name}"}},
        ("lawyer_name",),
    ),
}  # fmt: skip


def _line(key, label, value, *, identity=False):
    return {"key": key, "label": str(label), "value": value, "identity": identity}


def _mine(case):
    """Return the case, locked before anything of it is read. Raise NotAllowed if it was erased."""
    case = lock(case)
    refuse_erased(case)
    return case


def _section(key, title, lines):
    return {"key": key, "title": str(title), "part": str(_("Later")), "sees": OFFICE,
            "many": False, "entries": [lines]}  # fmt: skip


@transaction.atomic
def change(case, what, given, labels, *, key, now):
    """Keep that something changed: facts, urgency, routes and last days follow.

    `given` is {name: text typed}, `labels` {name: question}. What was submitted stays as it is.
    Raises NotAllowed.
    """
    case = _mine(case)
    rule, answers = CHANGES[what], latest_answers(case, key)
    for page, values in rule.answers.items():
        known = dict(answers.get(page) or {})
        for name, value in values.items():
            typed = isinstance(value, str) and value.startswith("{")
            new = given.get(value[1:-1], "") if typed else value
            # A way to reach somebody that is left empty stays the one that was known.
            if new or page != "reach":
                known[name] = new
        answers = answers | {page: known}
    lines = [_line("what", _("What changed?"), str(rule.label.to(voice_of(answers))))]
    lines += [_line(name, labels[name], str(given[name]), identity=True)
              for name in rule.asked if given.get(name)]  # fmt: skip
    add_supplement(case, key, answers, [_section("changed", _("Something changed"), lines)],
                   now=now, kind=Kind.CHANGED)  # fmt: skip


@transaction.atomic
def add_words(case, about, text, *, key, now):
    """Keep what the person adds in own words about a page of the form. It edits nothing.

    Raises NotAllowed.
    """
    case = _mine(case)
    said = [_section("added", about, [_line("text", about, text, identity=True)])]
    add_supplement(case, key, latest_answers(case, key), said, now=now)


@transaction.atomic
def stop(case, *, at):
    """Stop the work and the reminders at once, and keep the case. Raises NotAllowed.

    Stopping twice changes nothing, but what was written after the first time waits no more.
    """
    case = _mine(case)
    case.reminders.all().delete()
    if case.status == Status.CLOSED and not case.waiting_since:
        return case
    before, case.waiting_since = case.status, None
    if before != Status.CLOSED:
        case.status, case.outcome = Status.CLOSED, Case.Outcome.PERSON_STOPPED
        case.closed_on = localdate(at)
    keep(case, "status", "outcome", "closed_on", "waiting_since", at=at)
    record(case, Kind.MOVED, by=None, at=at, before=before, after=Status.CLOSED)
    return case


@transaction.atomic
def replace_code(case, *, key, by, at):
    """Make a new code for a case whose code was lost. The old one is dead at once.

    Returns the code, which is shown once: by the volunteer, on the way that was agreed.
    """
    case = _mine(case)
    dead = (Wrap.Kind.CODE, Wrap.Kind.BROWSER)
    Wrap.objects.filter(owner=case.owner, kind__in=dead).delete()
    code = codes.new_code()
    sealing.code_wrap(case.owner, key, code).save(force_insert=True)
    record(case, Kind.NEW_CODE, by=by, at=at)
    return code
