"""What volunteers do about a case beside its status: each is an Event in the same transaction."""

from datetime import UTC, timedelta

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intake.vault import sealing

from . import corrections, urgency
from .actions import NotAllowed, erase, keep, lock, record, refuse_erased
from .models import Case, Correction, Event, Likeness, Tick, Wall
from .submission import FACETS, apply_facts

Kind = Event.Kind

CHANGED_NOW = gettext_lazy("A colleague changed this just now. Look again, then decide.")


@transaction.atomic
def assign(case, to, *, by, at, key=None, reason="", seen=None):
    """Give a case to a volunteer, or to nobody (`to` None), with a reason if somebody had it.

    `seen` is whom the volunteer saw it assigned to (id or None), if that matters.
    Raises NotAllowed.
    """
    case = lock(case)
    refuse_erased(case)
    if seen is not None and seen != (case.assigned_to_id or 0):
        raise NotAllowed(
            _("A colleague gave this case to somebody just now. Look again, then decide.")
        )
    if case.status == Case.Status.CLOSED:
        raise NotAllowed(_("This case is closed."))
    if case.assigned_to == to:
        return case
    if case.assigned_to_id and not reason:
        raise NotAllowed(_("Write why it changes hands."))
    case.assigned_to = to
    keep(case, "assigned_to", at=at)
    words = " ".join(filter(None, (str(to) if to else _("Nobody"), reason and f"({reason})")))
    record(case, Kind.ASSIGNED, by=by, at=at, key=key, reason=words if key else "")
    return case


@transaction.atomic
def let_go_of_all(volunteer, *, by, at):
    """Give back every case of a volunteer who leaves or does other work. Return how many."""
    held = Case.objects.select_for_update().filter(assigned_to=volunteer).order_by("pk")
    cases = list(held)
    for case in cases:
        case.assigned_to = None
        keep(case, "assigned_to", at=at)
        record(case, Kind.LET_GO, by=by, at=at)
    return len(cases)


@transaction.atomic
def hand_over(case, team, *, key, by, at, reason, wall=False):
    """Give a case to another team: only that team opens it from now on.

    With `wall` the team that gives it away never gets it back. Raises NotAllowed.
    """
    case = lock(case)
    refuse_erased(case)
    if team == case.team:
        raise NotAllowed(_("The case is with this team already."))
    if case.walls.filter(team=team).exists():
        raise NotAllowed(_("This team must not see this case. Choose another one."))
    if not team.memberships.exists():
        raise NotAllowed(_("Nobody can open the cases of this team yet. Choose another one."))
    if not reason:
        raise NotAllowed(_("Write why the case changes teams."))
    if wall:
        Wall.objects.create(case=case, team=case.team)
    sealing.hand_over(case.owner, key, team)
    case.lookups.all().delete()
    case.team, case.assigned_to, case.searchable = team, None, False
    keep(case, "team", "assigned_to", "searchable", at=at)
    record(case, Kind.HANDED_OVER, by=by, at=at, key=key, reason=reason)
    return case


@transaction.atomic
def raise_case(case, *, key, by, at, reason):
    """Put a case higher for seven days. Nobody can put one lower. Raises NotAllowed."""
    case = lock(case)
    refuse_erased(case)
    if not reason:
        raise NotAllowed(_("Write why it is urgent."))
    if case.status == Case.Status.CLOSED:
        raise NotAllowed(_("This case is closed."))
    case.raised_until = localdate(at) + urgency.RAISED_FOR
    keep(case, at=at)
    record(case, Kind.RAISED, by=by, at=at, key=key, reason=reason)
    return case


def day_seen(case):
    """Return the follow-up of a case as a page carries it, to be compared with later."""
    return str(case.follow_up_on or "none")


def tags_seen(case):
    """Return the tags of a case as a page carries them, to be compared with later."""
    return ",".join(str(pk) for pk in sorted(case.tags.values_list("pk", flat=True))) or "none"


def refuse_changed(seen, now_there):
    """Refuse what was decided on an old page. A page that carried nothing is not compared."""
    if seen and seen != now_there:
        raise NotAllowed(CHANGED_NOW)


@transaction.atomic
def set_follow_up(case, on, *, by, at, seen=""):
    """Set the day on which to look again, or take it off (None). Raises NotAllowed.

    `seen` is what `day_seen` was on the page: if a colleague changed it since, nothing is done.
    """
    case = lock(case)
    refuse_erased(case)
    refuse_changed(seen, day_seen(case))
    if on and on < localdate(at):
        raise NotAllowed(_("Choose a day that is still to come."))
    case.follow_up_on = on
    keep(case, "follow_up_on", at=at)
    record(case, Kind.FOLLOW_UP, by=by, at=at)
    return case


@transaction.atomic
def set_tags(case, tags, *, by, at, seen=""):
    """Let a case have exactly these tags. Raises NotAllowed.

    `seen` is what `tags_seen` was on the page: if a colleague changed them since, nothing is done.
    """
    case = lock(case)
    refuse_erased(case)
    refuse_changed(seen, tags_seen(case))
    if {tag.pk for tag in tags} != set(case.tags.values_list("pk", flat=True)):
        case.tags.set(tags)
        record(case, Kind.TAGGED, by=by, at=at)
    return case


@transaction.atomic
def add_tag(case, tag, *, by, at):
    case = lock(case)
    refuse_erased(case)
    if not case.tags.filter(pk=tag.pk).exists():
        case.tags.add(tag)
        record(case, Kind.TAGGED, by=by, at=at)
    return case


@transaction.atomic
def correct(case, fact, value, *, key, by, at, reason):
    """Set a fact right, with a reason: the queue, the last days and the routes follow.

    Raises NotAllowed.
    """
    case = lock(case)
    refuse_erased(case)
    if fact not in corrections.CORRECTABLE or value not in dict(corrections.CORRECTABLE[fact][1]):
        raise NotAllowed(_("Choose what is right."))
    if not reason:
        raise NotAllowed(_("Write how you know."))
    at = at.astimezone(UTC)
    change = {"fact": fact, "value": value, "reason": reason}
    Correction.objects.create(
        case=case, by=by, at=at, change=corrections.sealed(case, key, change, at)
    )
    today = localdate(at)
    apply_facts(case, corrections.known_of(case, key, today), today)
    keep(case, *FACETS, at=at)
    label, values = corrections.CORRECTABLE[fact]
    record(
        case,
        Kind.CORRECTED,
        by=by,
        at=at,
        key=key,
        reason=f"{label}: {dict(values)[value]}. {reason}",
    )
    return case


@transaction.atomic
def tick(case, step, *, by, at):
    """Mark a next step as done. Marking it twice changes nothing."""
    case = lock(case)
    refuse_erased(case)
    _tick, new = Tick.objects.get_or_create(case=case, step=step, defaults={"by": by, "at": at})
    if new:
        record(case, Kind.TICKED, by=by, at=at)
    return case


@transaction.atomic
def decide_likeness(case, other, *, same, key, by, at, reason):
    """Say whether two cases that look alike belong together. Nothing is merged. Raises NotAllowed.

    Each case gets its Event; the reason is kept with the one that was open.
    """
    if not reason:
        raise NotAllowed(_("Write how you know."))
    first, second = sorted((case, other), key=lambda one: one.pk)
    first, second = lock(first), lock(second)
    refuse_erased(first)
    refuse_erased(second)
    Likeness.objects.update_or_create(
        one=first, other=second, defaults={"same": same, "by": by, "at": at}
    )
    kind = Kind.LINKED if same else Kind.NOT_SAME
    record(case, kind, by=by, at=at, key=key, reason=f"{other.reference}: {reason}")
    record(other, kind, by=by, at=at)


@transaction.atomic
def no_answer_needed(case, *, by, at):
    """Say that the person's last message needs no answer."""
    case = lock(case)
    refuse_erased(case)
    if case.waiting_since:
        case.waiting_since = None
        keep(case, "waiting_since", at=at)
        record(case, Kind.NO_ANSWER, by=by, at=at)
    return case


@transaction.atomic
def by_a_person(case, *, by, at):
    """Say that a person wrote a case that looked automatic. Its place is in the queue from now."""
    case = lock(case)
    refuse_erased(case)
    if case.looks_automatic:
        case.looks_automatic = False
        keep(case, "looks_automatic", at=at)
        record(case, Kind.BY_A_PERSON, by=by, at=at)
    return case


@transaction.atomic
def keep_longer(case, *, key, by, at, reason):
    """Keep a case past its day, with a reason. Raises NotAllowed."""
    case = lock(case)
    refuse_erased(case)
    if not reason:
        raise NotAllowed(_("Write why it must be kept longer."))
    case.kept, case.erase_proposed_by = True, None
    keep(case, "kept", "erase_proposed_by", at=at)
    record(case, Kind.KEPT, by=by, at=at, key=key, reason=reason)
    return case


@transaction.atomic
def keep_no_longer(case, *, by, at):
    case = lock(case)
    refuse_erased(case)
    if case.kept:
        case.kept = False
        keep(case, "kept", at=at)
        record(case, Kind.NOT_KEPT, by=by, at=at)
    return case


@transaction.atomic
def erase_early(case, *, by, at):
    """Erase a closed case before its day: one coordinator proposes it, another one does it.

    Returns whether it is erased now. Raises NotAllowed.
    """
    case = lock(case)
    if case.erased_on:
        return True
    if case.status != Case.Status.CLOSED or case.kept:
        raise NotAllowed(_("Only a closed case that is not kept longer can be erased early."))
    if case.erase_proposed_by_id is None:
        case.erase_proposed_by = by
        keep(case, "erase_proposed_by", at=at)
        record(case, Kind.ERASE_PLAN, by=by, at=at)
        return False
    if case.erase_proposed_by_id == by.pk:
        raise NotAllowed(_("Another coordinator must confirm it."))
    erase(case, by=by, at=at)
    return True


@transaction.atomic
def withdraw_erasing(case, *, by, at):
    """Take a proposal to erase a case early back. It is erased on its day."""
    case = lock(case)
    refuse_erased(case)
    if case.erase_proposed_by_id:
        case.erase_proposed_by = None
        keep(case, "erase_proposed_by", at=at)
        record(case, Kind.ERASE_OFF, by=by, at=at)
    return case


# More cases than this (or a fifth of all) past their day at once point to a wrong clock.
MOST_DUE = 10


def due(today):
    """Return the cases past their day, closed or not, that nobody keeps longer."""
    return Case.objects.filter(erased_on=None, kept=False, erase_on__lt=today)


def too_many_due(today):
    """Return (how many are due, of how many cases) if that is no ordinary day, else None.

    Cases whose filers asked to be erased are not counted among those due.
    """
    many = due(today).filter(erase_asked_on=None).count()
    every = Case.objects.filter(erased_on=None).count()
    return (many, every) if many > max(MOST_DUE, every // 5) else None


def erase_due(today, *, at, only_asked=False):
    """Erase every case past its day; with `only_asked` those whose filers asked. Return them."""
    found = due(today).exclude(erase_asked_on=None) if only_asked else due(today)
    last = today - timedelta(days=1)
    pks = found.order_by("pk").values_list("pk", flat=True)
    return list(filter(None, (_erase_if_due(pk, last, at) for pk in pks)))


@transaction.atomic
def _erase_if_due(pk, last, at):
    """Erase a case, unless somebody kept it longer or changed its day since it was found."""
    case = Case.objects.select_for_update().get(pk=pk)
    if case.erased_on or case.kept or case.erase_on is None or case.erase_on > last:
        return None
    return erase(case, by=None, at=at, outcome=Case.Outcome.NO_ANSWER)
