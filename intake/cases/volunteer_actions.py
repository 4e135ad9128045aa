"""What volunteers do about a case beside its status: each is an Event in the same transaction."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from intake.vault import damage, envelopes

from . import corrections, list_entries, urgency
from .actions import erase_in
from .change import NotAllowed, change, version_of
from .facets import set_facets
from .models import Case, CompletedStep, Correction, DuplicateDecision, EthicalWall, Event

Kind = Event.Kind


def assign(unlocked, to, *, by, at, reason="", seen=None):
    """Give a case to a volunteer, or to nobody (`to` None), with a reason if somebody had it.

    `seen` is whom the volunteer saw it assigned to (an id, 0 for nobody), if that matters.
    Raises NotAllowed.
    """
    reason_text = " ".join(
        filter(None, (str(to) if to else _("Unassigned"), reason and f"({reason})"))
    )
    event = unlocked.event(Kind.ASSIGNED, by=by, at=at, reason=reason_text)
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
    case.assigned_at = changing.at if to and to != changing.by else None
    changing.record(event or Kind.ASSIGNED)


@transaction.atomic
def unassign_all(volunteer, *, by, at):
    """Give back every case of a volunteer who leaves or does other work. Return how many."""
    held = Case.objects.select_for_update().filter(assigned_to=volunteer).order_by("pk")
    cases = list(held)
    for case in cases:
        with change(case, by=by, at=at, erased_too=True) as changing:
            changing.case.assigned_to = None
            changing.record(Kind.UNASSIGNED)
    return len(cases)


def transfer(unlocked, team, *, by, at, reason, exclude_team=False):
    """Give a case to another team: only that team opens it from now on.

    With `exclude_team` the team that gives it away never gets it back. Raises NotAllowed.
    """
    wrap = envelopes.team_wrap(unlocked.key, team)
    event = unlocked.event(Kind.HANDED_OVER, by=by, at=at, reason=reason)
    with change(unlocked.case, by=by, at=at) as changing:
        case = changing.case
        if team == case.team:
            raise NotAllowed(_("The case is with this team already."))
        if case.ethical_walls.filter(team=team).exists():
            raise NotAllowed(_("This team must not see this case. Choose another one."))
        if not team.memberships.exists():
            raise NotAllowed(_("Nobody can open the cases of this team yet. Choose another one."))
        if not reason:
            raise NotAllowed(_("Write why the case changes teams."))
        if exclude_team:
            EthicalWall.objects.create(case=case, team=case.team)
        envelopes.rewrap_for_team(wrap, unlocked.key, team)
        case.search_hashes.all().delete()
        case.team, case.assigned_to, case.searchable = team, None, False
        changing.record(event)
    return case


def escalate(unlocked, *, by, at, reason, seen=""):
    """Put a case higher for seven days. Nobody can put one lower. Raises NotAllowed."""
    event = unlocked.event(Kind.ESCALATED, by=by, at=at, reason=reason)
    with change(unlocked.case, by=by, at=at, seen={"escalated_until": seen}) as changing:
        if not reason:
            raise NotAllowed(_("Write why it is urgent."))
        if changing.case.status == Case.Status.CLOSED:
            raise NotAllowed(_("This case is closed."))
        changing.case.escalated_until = changing.today + urgency.ESCALATION_PERIOD
        changing.record(event)
    return changing.case


def follow_up_version(case):
    """Return the follow-up of a case as a page carries it, to be compared with later."""
    return version_of(case, "follow_up_on")


def tags_version(case):
    """Return the tags of a case as a page carries them, to be compared with later."""
    return version_of(case, "tags")


def set_follow_up(case, on, *, by, at, seen=""):
    """Set the day on which to look again, or take it off (None). Raises NotAllowed.

    `seen` is what `follow_up_version` was on the page: if a colleague changed it since, nothing is
    done.
    """
    with change(case, by=by, at=at, seen={"follow_up_on": seen}) as changing:
        set_follow_up_in(changing, on)
    return changing.case


def set_follow_up_in(changing, on):
    if on and on < changing.today:
        raise NotAllowed(_("Choose a day in the future."))
    changing.case.follow_up_on = on
    changing.record(Kind.FOLLOW_UP)


def set_tags(case, tags, *, by, at, seen=""):
    """Let a case have exactly these tags. Raises NotAllowed.

    `seen` is what `tags_version` was on the page: if a colleague changed them since, nothing is
    done.
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


def correct(unlocked, fact, value, *, by, at, reason, seen=""):
    """Set a fact right, with a reason: the queue, the deadlines and the routes follow.

    `seen` is the version of the corrections on the page. Raises NotAllowed.
    """
    label, values = corrections.CORRECTABLE.get(fact, ("", []))
    words = dict(values).get(value)
    what = {"fact": fact, "value": value, "reason": reason}
    row = unlocked.new(Correction, clear={"by": by, "at": at}, change=what)
    event = unlocked.event(Kind.CORRECTED, by=by, at=at, reason=f"{label}: {words}. {reason}")
    with change(unlocked.case, by=by, at=at, seen={"corrections": seen}) as changing:
        if words is None:
            raise NotAllowed(_("Choose what is right."))
        if not reason:
            raise NotAllowed(_("Write how you know."))
        changing.add(row)
        unlocked.forget_answers()
        list_entries.forget(changing.case)
        set_facets(
            changing.case, corrections.current_facts(unlocked, changing.today), changing.today
        )
        changing.record(event)
    return changing.case


def complete_step(case, step, *, by, at):
    """Mark a next step as done. Marking it twice changes nothing."""
    with change(case, by=by, at=at) as changing:
        done = {"by": by, "at": at}
        _step, new = CompletedStep.objects.get_or_create(
            case=changing.case, step=step, defaults=done
        )
        if new:
            changing.record(Kind.STEP_COMPLETED)
    return changing.case


def decide_duplicate(unlocked, other, *, same, by, at, reason):
    """Say whether two cases that look alike belong together. Nothing is merged. Raises NotAllowed.

    Each case gets its Event; the reason is kept with the one that was open.
    """
    if not reason:
        raise NotAllowed(_("Write how you know."))
    case, kind = unlocked.case, Kind.LINKED if same else Kind.NOT_DUPLICATE
    event = unlocked.event(kind, by=by, at=at, reason=f"{other.reference}: {reason}")
    # In the order of their numbers, so that two who do this at once do not wait for each other.
    first, second = sorted((case, other), key=lambda one: one.pk)
    with change(first, by=by, at=at) as one, change(second, by=by, at=at) as two:
        DuplicateDecision.objects.update_or_create(
            one=first, other=second, defaults={"same": same, "by": by, "at": at}
        )
        for changing in (one, two):
            changing.record(event if changing.case.pk == case.pk else kind)


def mark_answered(case, *, by, at):
    """Say that the person's last message needs no answer."""
    with change(case, by=by, at=at) as changing:
        if changing.case.waiting_since:
            changing.case.waiting_since = None
            changing.record(Kind.NO_ANSWER)
    return changing.case


def mark_not_a_bot(case, *, by, at):
    """Say that a person wrote a case that looked automatic. Its place is in the queue from now."""
    with change(case, by=by, at=at) as changing:
        if changing.case.suspected_bot:
            changing.case.suspected_bot = False
            changing.record(Kind.NOT_A_BOT)
    return changing.case


def extend_retention(unlocked, *, by, at, reason):
    """Keep a case past its day, with a reason. Raises NotAllowed."""
    event = unlocked.event(Kind.RETENTION_EXTENDED, by=by, at=at, reason=reason)
    with change(unlocked.case, by=by, at=at) as changing:
        if not reason:
            raise NotAllowed(_("Write why retention must be extended."))
        changing.case.retention_extended, changing.case.erase_proposed_by = True, None
        changing.record(event)
    return changing.case


def remove_retention_extension(case, *, by, at):
    with change(case, by=by, at=at) as changing:
        if changing.case.retention_extended:
            changing.case.retention_extended = False
            changing.record(Kind.RETENTION_EXTENSION_REMOVED)
    return changing.case


def erase_early(case, *, by, at):
    """Erase a closed case before its day: one coordinator proposes it, another one does it.

    Returns whether it is erased now. Raises NotAllowed.
    """
    with change(case, by=by, at=at, erased_too=True) as changing:
        case = changing.case
        if case.erased_on:
            return True
        if case.status != Case.Status.CLOSED or case.retention_extended:
            raise NotAllowed(
                _("Only a closed case without a retention extension can be deleted early.")
            )
        if case.erase_proposed_by_id is None:
            case.erase_proposed_by = by
            changing.record(Kind.ERASE_PROPOSED)
            return False
        if case.erase_proposed_by_id == by.pk:
            raise NotAllowed(_("Another coordinator must confirm it."))
        erase_in(changing)
    return True


def withdraw_early_erasure(case, *, by, at):
    """Take a proposal to erase a case early back. It is erased on its day."""
    with change(case, by=by, at=at) as changing:
        if changing.case.erase_proposed_by_id:
            changing.case.erase_proposed_by = None
            changing.record(Kind.ERASE_WITHDRAWN)
    return changing.case


# More cases than this (or a fifth of all) past their day at once point to a wrong clock.
MOST_DUE = 10


def due(today):
    """Return the cases past their day, closed or not, that nobody keeps longer."""
    return Case.objects.filter(erased_on=None, retention_extended=False, erase_on__lt=today)


def too_many_due(today):
    """Return (how many are due, of how many cases) if that is no ordinary day, else None.

    Cases whose filers asked to be erased are not counted among those due.
    """
    many = due(today).filter(erase_asked_on=None).count()
    every = Case.objects.filter(erased_on=None).count()
    return (many, every) if many > max(MOST_DUE, every // 5) else None


def erase_due(today, *, at, only_asked=False):
    """Erase every case past its day; with `only_asked` those whose filers asked. Return them.

    One that cannot be erased, since its row is damaged, stops none of the others.
    """
    found = due(today).exclude(erase_asked_on=None) if only_asked else due(today)
    last, erased = today - timedelta(days=1), []
    for pk in list(found.order_by("pk").values_list("pk", flat=True)):
        with damage.passing_over(Case, pk):
            erased.append(_erase_if_due(Case(pk=pk), last, at))
    return list(filter(None, erased))


def _erase_if_due(case, last, at):
    """Erase a case, unless somebody kept it longer or changed its day since it was found."""
    with change(case, by=None, at=at, erased_too=True) as changing:
        case = changing.case
        if (
            case.erased_on
            or case.retention_extended
            or case.erase_on is None
            or case.erase_on > last
        ):
            return None
        erase_in(changing, Case.Outcome.NO_ANSWER)
    return case
