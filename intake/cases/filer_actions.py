"""What the person does about the own case, with the code: each act is kept and waits for us."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intake.flow.conditions import held_now as is_held
from intake.flow.facts import earliest, is_complete
from intake.flow.stays import left_place
from intake.flow.steps import OFFICE, Voiced, voice_of, voiced
from intake.rendering.language import in_english
from intake.routes.fitting import ROUTES_BY_SLUG
from intake.vault import codes, envelopes
from intake.vault.models import Wrap

from .actions import Status, schedule_follow_up_in
from .change import change
from .models import Case, Event
from .submission import add_amendment

Kind = Event.Kind


def _set(answers, page, **values):
    return answers | {page: (answers.get(page) or {}) | values}


def _free(answers, given):
    """They are free since the day given, if one was given; no danger of the jail is left."""
    answers = left_place(answers, ended="freed", on=given.get("when"))
    nowhere = {"facility": "", "booking_number": "", "came_in": None, "state": ""}
    answers = _set(answers, "custody", where="free", **nowhere)
    return _set(answers, "danger", happening=[])


def _moved(answers, given):
    """They are in another place than before; the stay in that one is over."""
    place = {name: given[name] for name in ("where", "facility", "booking_number")}
    before = answers.get("custody") or {}
    # The same place sent twice is one move.
    is_new = any((before.get(name) or "") != place[name] for name in ("where", "facility"))
    if is_held(answers) and is_new:
        ended = "ice" if given["where"] == "ice" else "another_jail"
        answers = left_place(answers, ended=ended)
    place |= {"came_in": None, "state": given.get("state") or ""}
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
    answers, before = _set(answers, "hold", ice_asked="yes"), answers.get("detainers") or []
    return answers | {"detainers": before if hold in before else [*before, hold]}


def _contact(answers, given):
    """Only what was given now counts: the old phone may be in wrong hands."""
    return answers | {"reach": given}


def _lawyer(answers, given):
    return _set(answers, "lawyer", has_lawyer="yes", lawyer_name=given["lawyer_name"])


def _unchanged(answers, given):
    return answers


def _first_follow_up(given, today):
    """Return the first day on which to ask the office again to which the person sent papers."""
    when = given.get("when")
    sent_on = min(earliest(when), today) if is_complete(when) else today
    return ROUTES_BY_SLUG[given["to"]].first_follow_up(sent_on)


@dataclass(frozen=True)
class ReportedChange:
    """Something that changed: what the person chooses, and what it does to the answers.

    `page` is said anew by it, also where nothing differs, if it is about one. `edit` takes the
    answers that count now and what was given, and returns the new ones; `follow_up_on` takes what
    was given and the date, and returns the day on which a volunteer must look again, if any.
    """

    label: Voiced
    page: str
    edit: Callable[[dict, dict], dict]
    follow_up_on: Callable = lambda given, today: None

    @property
    def is_of_contact(self):
        return self.page == "reach"

    @property
    def is_of_custody(self):
        """Whether it asks for dates and places of custody, which the filer may not know."""
        return self.page in ("custody", "hold")


CHANGES = {
    "free": ReportedChange(
        voiced(gettext_lazy("I am free now"), gettext_lazy("They are free now")), "custody", _free
    ),
    "moved": ReportedChange(
        voiced(
            gettext_lazy("I was moved, or locked up"),
            gettext_lazy("They were moved, or locked up"),
        ),
        "custody",
        _moved,
    ),
    "hold": ReportedChange(voiced(gettext_lazy("There is a new hold by ICE")), "hold", _new_hold),
    "contact": ReportedChange(
        voiced(gettext_lazy("There is a new phone or address")), "reach", _contact
    ),
    "lawyer": ReportedChange(voiced(gettext_lazy("There is a lawyer now")), "lawyer", _lawyer),
    "sent": ReportedChange(
        voiced(gettext_lazy("I sent letters myself")), "", _unchanged, _first_follow_up
    ),
}


def _line(key, label, value, *, identity=False):
    return {"key": key, "label": str(label), "value": value, "identity": identity}


def _section(key, title, lines):
    return {
        "key": key,
        "title": str(title),
        "part": str(_("Later")),
        "sees": OFFICE,
        "many": False,
        "entries": [lines],
    }


def _with_english(lines, english):
    """Give each line its value in English, where that is another: {name: value}."""
    for line in lines:
        value = english.get(line["key"], line["value"])
        if value != line["value"]:
            line["english"] = value
    return lines


def report_change(unlocked, what, given, answered, *, now, english=(), also=None):
    """Keep that something changed: facts, urgency, routes and deadlines follow.

    `given` is the answer as JSON, `answered` the same in words: [(name, question, words)], and
    `english` these in English, where the filer read another language. What was
    submitted stays as it is. `also` takes the open change and does more in it. Raises NotAllowed.
    """
    kind = CHANGES[what]

    def make(answers):
        label = kind.label.for_voice(voice_of(answers))
        lines = [_line("what", _("What changed?"), str(label))]
        lines += [_line(*line, identity=True) for line in answered]
        in_words = {name: words for name, _question, words in english}
        lines = _with_english(lines, in_words | {"what": in_english(str)(label)})
        return kind.edit(answers, given), [_section("changed", _("Something changed"), lines)]

    def in_change(changing):
        schedule_follow_up_in(changing, kind.follow_up_on(given, localdate(now)))
        if also:
            also(changing)

    add_amendment(
        unlocked,
        make,
        now=now,
        kind=Kind.CHANGED,
        pages=[kind.page] if kind.page else [],
        also=in_change,
    )


def add_details(unlocked, about, text, *, page="text", now):
    """Keep what the person adds in own words about a page of the form. It edits nothing.

    `page` is the key of that page: papers that hold its answers hold these words, too. Raises
    NotAllowed.
    """
    said = [_section("added", about, [_line(page, about, text, identity=True)])]
    add_amendment(unlocked, lambda answers: (answers, said), now=now)


def report_missing_document(unlocked, code, question, text, *, now):
    """Keep what the person says of a paper that is not there. Raises NotAllowed."""
    said = [_section("papers", _("Documents"), [_line("missing", question, text)])]
    add_amendment(unlocked, lambda answers: (_set(answers, "papers", missing=code), said), now=now)


def stop(case, *, at):
    """Stop the work and the reminders at once, and keep the case. Raises NotAllowed.

    Stopping twice changes nothing, but what was written after the first time waits no more.
    """
    with change(case, by=None, at=at) as changing:
        case = changing.case
        case.reminders.all().delete()
        if case.status == Status.CLOSED and not case.waiting_since:
            return case
        before, case.waiting_since = case.status, None
        if before != Status.CLOSED:
            case.status, case.outcome = Status.CLOSED, Case.Outcome.FILER_STOPPED
            case.closed_on = changing.today
        changing.record(Kind.STATUS_CHANGED, before=before, after=Status.CLOSED)
    return case


def replace_code(unlocked, *, by, at):
    """Make a new code for a case whose code was lost. The old one is dead at once.

    Returns the code, which is shown once: by the volunteer, on the way that was agreed.
    """
    code = codes.new_code()
    wrap = envelopes.code_wrap(unlocked.key, code)
    with change(unlocked.case, by=by, at=at) as changing:
        dead = (Wrap.Kind.CODE, Wrap.Kind.BROWSER)
        Wrap.objects.filter(owner=unlocked.case.owner, kind__in=dead).delete()
        wrap.save(force_insert=True)
        changing.record(Kind.NEW_CODE)
    return code
