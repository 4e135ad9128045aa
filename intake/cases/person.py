"""What the person does about the own case, with the code: each act is kept and waits for us."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intake.flow.facts import earliest, is_whole
from intake.flow.steps import OFFICE, Say, say, voice_of
from intake.routes.fitting import BY_KEY
from intake.vault import codes, sealing
from intake.vault.models import Wrap

from .actions import Status, follow_up, keep, lock, record, refuse_erased
from .models import Case, Event
from .submission import add_supplement, latest_answers

Kind = Event.Kind


def _set(answers, page, **values):
    return answers | {page: (answers.get(page) or {}) | values}


def _free(answers, given):
    """They are free since the day given, if one was given; no danger of the jail is left."""
    answers = _set(answers, "custody", where="free", facility="", booking_number="")
    answers = _set(answers, "danger", happening=[])
    return _set(answers, "held-over", went_out=given["when"]) if given.get("when") else answers


def _moved(answers, given):
    place = {name: given[name] for name in ("where", "facility", "booking_number")}
    answers = _set(answers, "custody", **place)
    return _set(answers, "danger", happening=given["happening"])


def _new_hold(answers, given):
    """A hold beside those that were told of before."""
    hold = {
        "seen": given["seen"],
        "paper": "",
        "placed_on": given["placed_on"],
        "number": "",
        "still_there": "yes",
    }
    answers = _set(answers, "hold", ice_asked="yes")
    return answers | {"detainers": [*(answers.get("detainers") or []), hold]}


def _contact(answers, given):
    """Only what was given now counts: the old phone may be in wrong hands."""
    return answers | {"reach": given}


def _lawyer(answers, given):
    return _set(answers, "lawyer", has_lawyer="yes", lawyer_name=given["lawyer_name"])


def _as_they_are(answers, given):
    return answers


def _first_asking(given, today):
    """Return the first day on which to ask the office again to which the person sent papers."""
    when = given.get("when")
    sent_on = min(earliest(when), today) if is_whole(when) else today
    return BY_KEY[given["to"]].first_asking(sent_on)


@dataclass(frozen=True)
class Change:
    """Something that changed: what the person chooses, and what it does to the answers.

    `page` is said anew by it, also where nothing differs, if it is about one. `edit` takes the
    answers that count now and what was given, and returns the new ones; `look_again` takes what
    was given and the date, and returns the day on which a volunteer must look again, if any.
    """

    label: Say
    page: str
    edit: Callable[[dict, dict], dict]
    look_again: Callable = lambda given, today: None

    @property
    def is_of_contact(self):
        return self.page == "reach"

    @property
    def is_of_custody(self):
        """Whether it asks for dates and places of custody, which the filer may not know."""
        return self.page in ("custody", "hold")


CHANGES = {
    "free": Change(
        say(gettext_lazy("I am free now"), gettext_lazy("They are free now")), "custody", _free
    ),
    "moved": Change(
        say(
            gettext_lazy("I was moved, or locked up"),
            gettext_lazy("They were moved, or locked up"),
        ),
        "custody",
        _moved,
    ),
    "hold": Change(say(gettext_lazy("There is a new hold by ICE")), "hold", _new_hold),
    "contact": Change(say(gettext_lazy("There is a new phone or address")), "reach", _contact),
    "lawyer": Change(say(gettext_lazy("There is a lawyer now")), "lawyer", _lawyer),
    "sent": Change(say(gettext_lazy("I sent papers myself")), "", _as_they_are, _first_asking),
}


def _line(key, label, value, *, identity=False):
    return {"key": key, "label": str(label), "value": value, "identity": identity}


def _mine(case):
    """Return the case, locked before anything of it is read. Raise NotAllowed if it was erased."""
    case = lock(case)
    refuse_erased(case)
    return case


def _section(key, title, lines):
    return {
        "key": key,
        "title": str(title),
        "part": str(_("Later")),
        "sees": OFFICE,
        "many": False,
        "entries": [lines],
    }


@transaction.atomic
def change(case, what, given, said, *, key, now):
    """Keep that something changed: facts, urgency, routes and last days follow.

    `given` is the answer as JSON, `said` the same in words: [(name, question, words)]. What was
    submitted stays as it is. Raises NotAllowed.
    """
    case = _mine(case)
    rule, answers = CHANGES[what], latest_answers(case, key)
    lines = [_line("what", _("What changed?"), str(rule.label.to(voice_of(answers))))]
    lines += [_line(*line, identity=True) for line in said]
    add_supplement(
        case,
        key,
        rule.edit(answers, given),
        [_section("changed", _("Something changed"), lines)],
        now=now,
        kind=Kind.CHANGED,
        pages=filter(None, [rule.page]),
    )
    follow_up(case, rule.look_again(given, localdate(now)), at=now)


@transaction.atomic
def add_words(case, about, text, *, page="text", key, now):
    """Keep what the person adds in own words about a page of the form. It edits nothing.

    `page` is the key of that page: papers that hold its answers hold these words, too. Raises
    NotAllowed.
    """
    case = _mine(case)
    said = [_section("added", about, [_line(page, about, text, identity=True)])]
    add_supplement(case, key, latest_answers(case, key), said, now=now)


@transaction.atomic
def papers_missing(case, code, question, words, *, key, now):
    """Keep what the person says of a paper that is not there. Raises NotAllowed."""
    case = _mine(case)
    answers = _set(latest_answers(case, key), "papers", missing=code)
    said = [_section("papers", _("Papers"), [_line("missing", question, words)])]
    add_supplement(case, key, answers, said, now=now)


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
