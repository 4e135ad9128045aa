"""What volunteers do about a case beside its status: each is an Event in the same transaction."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from intake.vault import envelopes

from . import corrections, urgency
from .actions import erase_in
from .change import NotAllowed, change, version_of
from .facets import set_facets
from .models import Case, Correction, Event, Likeness, Tick, Wall

Kind = Event.Kind


def assign(unlocked, to, *, by, at, reason="", seen=None):
    """Give a case to a volunteer, or to nobody (`to` None), with a reason if somebody had it.

    `seen` is whom the volunteer saw it assigned to (an id, 0 for nobody), if that matters.
    Raises NotAllowed.
    """
    words = " ".join(filter(None, (str(to) if to else _("Nobody"), reason and f"({reason})")))
    event = unlocked.event(Kind.ASSIGNED, by=by, at=at, reason=words)
    seen = {} if seen is None else {"assigned_to": str(seen)}
    with change(unlocked.case, by=by, at=at, seen=seen) as changing:
        assign_in(changing, to, event=event, reason=reason)
    return changing.case


def assign_in(changing, to, *, event=None, reason=""):
    """Give the case of a change to a volunteer, or to nobody. `event` holds the reason."""
    case = changing.case
    if case.status == Case.Status.CLOSED:
        raise NotAllowed(_("This case is closed."))
    if case.assigned_to == to:
        return
    if case.assigned_to_id and not reason:
        raise NotAllowed(_("Write why it changes hands."))
    case.assigned_to = to
    changing.record(event or Kind.ASSIGNED)


@transaction.atomic
def let_go_of_all(volunteer, *, by, at):
    """Give back every case of a volunteer who leaves or does other work. Return how many."""
    held = Case.objects.select_for_update().filter(assigned_to=volunteer).order_by("pk")
    cases = list(held)
    for case in cases:
        with change(case, by=by, at=at, erased_too=True) as changing:
            changing.case.assigned_to = None
            changing.record(Kind.LET_GO)
    return len(cases)


def hand_over(unlocked, team, *, by, at, reason, wall=False):
    """Give a case to another team: only that team opens it from now on.

    With `wall` the team that gives it away never gets it back. Raises NotAllowed.
    """
    wrap = envelopes.team_wrap(unlocked.key, team)
    event = unlocked.event(Kind.HANDED_OVER, by=by, at=at, reason=reason)
    with change(unlocked.case, by=by, at=at) as changing:
        case = changing.case
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
        envelopes.rewrap_for_team(wrap, unlocked.key, team)
        case.lookups.all().delete()
        case.team, case.assigned_to, case.searchable = team, None, False
        changing.record(event)
    return case


def raise_case(unlocked, *, by, at, reason):
    """Put a case higher for seven days. Nobody can put one lower. Raises NotAllowed."""
    event = unlocked.event(Kind.RAISED, by=by, at=at, reason=reason)
    with change(unlocked.case, by=by, at=at) as changing:
        if not reason:
            raise NotAllowed(_("Write why it is urgent."))
        if changing.case.status == Case.Status.CLOSED:
            raise NotAllowed(_("This case is closed."))
        changing.case.raised_until = changing.today + urgency.RAISED_FOR
        changing.record(event)
    return changing.case


def day_seen(case):
    """Return the follow-up of a case as a page carries it, to be compared with later."""
    return version_of(case, "follow_up_on")


def tags_seen(case):
    """Return the tags of a case as a page carries them, to be compared with later."""
    return version_of(case, "tags")


def set_follow_up(case, on, *, by, at, seen=""):
    """Set the day on which to look again, or take it off (None). Raises NotAllowed.

    `seen` is what `day_seen` was on the page: if a colleague changed it since, nothing is done.
    """
    with change(case, by=by, at=at, seen={"follow_up_on": seen}) as changing:
        set_follow_up_in(changing, on)
    return changing.case


def set_follow_up_in(changing, on):
    if on and on < changing.today:
        raise NotAllowed(_("Choose a day that is still to come."))
    changing.case.follow_up_on = on
    changing.record(Kind.FOLLOW_UP)


def set_tags(case, tags, *, by, at, seen=""):
    """Let a case have exactly these tags. Raises NotAllowed.

    `seen` is what `tags_seen` was on the page: if a colleague changed them since, nothing is done.
    """
    with change(case, by=by, at=at, seen={"tags": seen}) as changing:
        if {tag.pk for tag in tags} != set(changing.case.tags.values_list("pk", flat=True)):
            changing.case.tags.set(tags)
            changing.record(Kind.TAGGED)
    return changing.case


def add_tag(case, tag, *, by, at):
    with change(case, by=by, at=at) as changing:
        if not changing.case.tags.filter(pk=tag.pk).exists():
            changing.case.tags.add(tag)
            changing.record(Kind.TAGGED)
    return changing.case


def correct(unlocked, fact, value, *, by, at, reason):
    """Set a fact right, with a reason: the queue, the last days and the routes follow.

    Raises NotAllowed.
    """
    label, values = corrections.CORRECTABLE.get(fact, ("", []))
    words = dict(values).get(value)
    what = {"fact": fact, "value": value, "reason": reason}
    row = unlocked.new(Correction, clear={"by": by, "at": at}, change=what)
    event = unlocked.event(Kind.CORRECTED, by=by, at=at, reason=f"{label}: {words}. {reason}")
    with change(unlocked.case, by=by, at=at) as changing:
        if words is None:
            raise NotAllowed(_("Choose what is right."))
        if not reason:
            raise NotAllowed(_("Write how you know."))
        changing.add(row)
        unlocked.forget_answers()
        set_facets(changing.case, corrections.known_of(unlocked, changing.today), changing.today)
        changing.record(event)
    return changing.case


def tick(case, step, *, by, at):
    """Mark a next step as done. Marking it twice changes nothing."""
    with change(case, by=by, at=at) as changing:
        done = {"by": by, "at": at}
        _tick, new = Tick.objects.get_or_create(case=changing.case, step=step, defaults=done)
        if new:
            changing.record(Kind.TICKED)
    return changing.case


def decide_likeness(unlocked, other, *, same, by, at, reason):
    """Say whether two cases that look alike belong together. Nothing is merged. Raises NotAllowed.

    Each case gets its Event; the reason is kept with the one that was open.
    """
    if not reason:
        raise NotAllowed(_("Write how you know."))
    case, kind = unlocked.case, Kind.LINKED if same else Kind.NOT_SAME
    event = unlocked.event(kind, by=by, at=at, reason=f"{other.reference}: {reason}")
    # In the order of their numbers, so that two who do this at once do not wait for each other.
    first, second = sorted((case, other), key=lambda one: one.pk)
    with change(first, by=by, at=at) as one, change(second, by=by, at=at) as two:
        Likeness.objects.update_or_create(
            one=first, other=second, defaults={"same": same, "by": by, "at": at}
        )
        for changing in (one, two):
            changing.record(event if changing.case.pk == case.pk else kind)


def no_answer_needed(case, *, by, at):
    """Say that the person's last message needs no answer."""
    with change(case, by=by, at=at) as changing:
        if changing.case.waiting_since:
            changing.case.waiting_since = None
            changing.record(Kind.NO_ANSWER)
    return changing.case


def by_a_person(case, *, by, at):
    """Say that a person wrote a case that looked automatic. Its place is in the queue from now."""
    with change(case, by=by, at=at) as changing:
        if changing.case.looks_automatic:
            changing.case.looks_automatic = False
            changing.record(Kind.BY_A_PERSON)
    return changing.case


def keep_longer(unlocked, *, by, at, reason):
    """Keep a case past its day, with a reason. Raises NotAllowed."""
    event = unlocked.event(Kind.KEPT, by=by, at=at, reason=reason)
    with change(unlocked.case, by=by, at=at) as changing:
        if not reason:
            raise NotAllowed(_("Write why it must be kept longer."))
        changing.case.kept, changing.case.erase_proposed_by = True, None
        changing.record(event)
    return changing.case


def keep_no_longer(case, *, by, at):
    with change(case, by=by, at=at) as changing:
        if changing.case.kept:
            changing.case.kept = False
            changing.record(Kind.NOT_KEPT)
    return changing.case


def erase_early(case, *, by, at):
    """Erase a closed case before its day: one coordinator proposes it, another one does it.

    Returns whether it is erased now. Raises NotAllowed.
    """
    with change(case, by=by, at=at, erased_too=True) as changing:
        case = changing.case
        if case.erased_on:
            return True
        if case.status != Case.Status.CLOSED or case.kept:
            raise NotAllowed(_("Only a closed case that is not kept longer can be erased early."))
        if case.erase_proposed_by_id is None:
            case.erase_proposed_by = by
            changing.record(Kind.ERASE_PLAN)
            return False
        if case.erase_proposed_by_id == by.pk:
            raise NotAllowed(_("Another coordinator must confirm it."))
        erase_in(changing)
    return True


def withdraw_erasing(case, *, by, at):
    """Take a proposal to erase a case early back. It is erased on its day."""
    with change(case, by=by, at=at) as changing:
        if changing.case.erase_proposed_by_id:
            changing.case.erase_proposed_by = None
            changing.record(Kind.ERASE_OFF)
    return changing.case


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
    erased = (_erase_if_due(case, last, at) for case in found.order_by("pk").iterator())
    return list(filter(None, erased))


def _erase_if_due(case, last, at):
    """Erase a case, unless somebody kept it longer or changed its day since it was found."""
    with change(case, by=None, at=at, erased_too=True) as changing:
        case = changing.case
        if case.erased_on or case.kept or case.erase_on is None or case.erase_on > last:
            return None
        erase_in(changing, Case.Outcome.NO_ANSWER)
    return case
