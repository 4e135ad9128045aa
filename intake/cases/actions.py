"""Every write to a case goes through here, and leaves an Event in the same transaction."""

from datetime import UTC

from django.db import IntegrityError, connection, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from intake.complaints import actions as drafts
from intake.complaints.models import Complaint, Draft
from intake.deadlines.last_days import dates_for_queue, next_of
from intake.flow.complaint import COMPLAINT, EDITION, URGENT
from intake.flow.facts import facts
from intake.flow.sections import transcript
from intake.vault import codes, crypto, sealing
from intake.vault.models import Wrap

from .models import Case, Event, Note, Supplement

Status = Case.Status

NEXT = {
    Status.NEW: (Status.READING, Status.CLOSED),
    Status.READING: (Status.ASKING, Status.READY, Status.CLOSED),
    Status.ASKING: (Status.READING, Status.CLOSED),
    Status.READY: (Status.READING, Status.SENT, Status.CLOSED),
    Status.SENT: (Status.ANSWERED, Status.READING, Status.CLOSED),
    Status.ANSWERED: (Status.READING, Status.CLOSED),
    Status.CLOSED: (Status.READING,),
}

FACETS = (
    "where", "held", "hold", "held_past_release", "in_danger", "about_to_move", "not_heard",
    "says_citizen", "state", "reads", "problems", "codes", "consent_send", "consent_count",
    "last_days", "next_last_on",
)  # fmt: skip


class NotAllowed(Exception):
    """A volunteer may not do this now; the message says why, in words for the page."""


class Unfinished(Exception):
    """A question is still open. `step` is its key."""

    def __init__(self, step):
        super().__init__(step)
        self.step = step


class PapersOnly(Exception):
    """The filer chose to keep their papers and leave no case."""


def flow_of(stored):
    """Return the lane of a draft."""
    return URGENT if stored.get("lane") == "urgent" else COMPLAINT


def facets(known, today):
    """Return the clear columns of a case from its Facts, as of `today`."""
    dangers, dates = set(known.dangers), dates_for_queue(known)
    return {
        "where": known.where,
        "held": known.held,
        "hold": known.hold,
        "held_past_release": known.held_past_release,
        "in_danger": known.minor
        or bool(dangers & {"sick", "pregnant", "under_18", "self_harm", "threatened",
                           "told_to_sign"}),
        "about_to_move": bool(dangers & {"moving", "removal_told"}),
        "not_heard": "not_heard" in dangers,
        "says_citizen": known.says_citizen_or_resident,
        "state": known.state,
        "reads": known.reads,
        "problems": list(known.problems),
        "codes": list(known.codes),
        "consent_send": known.send,
        "consent_count": known.count,
        "last_days": dates,
        "next_last_on": next_of(dates, today),
    }  # fmt: skip


def _checked(stored):
    """Return the answers that count. Raise Unfinished or PapersOnly if they are no complaint."""
    flow = flow_of(stored)
    answers = flow.prune(stored["answers"])
    broken = flow.broken(stored["answers"])
    if broken is not None:
        raise Unfinished(broken.key)
    if answers["sharing"]["keep"] == "papers_only":
        raise PapersOnly
    return answers


def submit(opened, secret, *, statement, now):
    """Freeze the draft into a complaint and open its case. Return the case.

    `statement` is {"name", "said_on"}: the typed name under the statement of truth. Sending again,
    from any tab, gives the same case. Raises drafts.Gone, Unfinished, PapersOnly,
    sealing.FormClosed.
    """
    while True:
        draft = Draft.objects.filter(pk=opened.owner).first()
        if draft is None:
            return _sent_before(opened.owner)
        # All that takes time is done before the lock: others can write meanwhile.
        answers = _checked(drafts.unsealed(draft, opened)) | {"statement": statement}
        case = Case.objects.filter(owner=opened.owner).first()
        write = _new_case(opened, secret, answers, now) if case is None else (
            _supplement(case, opened, answers, now)
        )  # fmt: skip
        with transaction.atomic():
            now_there = drafts.locked(opened.owner)
            if now_there and bytes(now_there.answers) == bytes(draft.answers):
                case = write()
                now_there.delete()
                return case
        # Another tab changed or sent it in between: look again.


def _sent_before(owner):
    case = Case.objects.filter(owner=owner, erased_on=None).first()
    if case is None:
        raise drafts.Gone
    return case


def _sealed(opened, table, column, value):
    return crypto.seal_json(opened.key, value, crypto.context(table, column, opened.owner))


def _new_case(opened, secret, answers, now):
    """Build a complaint and its case in memory. Return the function that writes them."""
    team = sealing.receiving_team()
    today = localdate(now)
    complaint = Complaint(
        id=opened.owner,
        edition=EDITION,
        submitted_on=today,
        answers=_sealed(opened, "complaint", "answers", answers),
        transcript=_sealed(opened, "complaint", "transcript", transcript(answers)),
    )
    columns = facets(facts(answers, today), today)
    wraps = sealing.public_wraps(opened.owner, opened.key, team)

    def write():
        complaint.save(force_insert=True)
        case = _with_reference(
            complaint=complaint, owner=opened.owner, team=team, opened_on=today,
            changed_on=today, **columns,
        )  # fmt: skip
        Event.objects.create(case=case, kind=Event.Kind.SUBMITTED, at=now)
        drafts.code_for(opened, secret)
        browsers = Wrap.objects.filter(owner=opened.owner, kind=Wrap.Kind.BROWSER)
        browsers.update(expires_at=now + drafts.LIFE_AS_PAPERS)
        Wrap.objects.bulk_create(wraps)
        return case

    return write


def _with_reference(**fields):
    """Create the case under a free reference: a clash, once in millions, is tried again."""
    while True:
        try:
            with transaction.atomic():
                return Case.objects.create(reference=codes.new_reference(), **fields)
        except IntegrityError as error:
            if "reference" not in str(error):
                raise


def _supplement(case, opened, answers, now):
    """Build what was added to a case in memory. Return the function that writes it."""
    known = complaint_of(case, opened.key)
    already = {section["key"]: section for section in known["transcript"]}
    added = [part for part in transcript(answers) if part != already.get(part["key"])]
    supplement = Supplement(
        case=case,
        edition=EDITION,
        added_on=localdate(now),
        answers=_sealed(opened, "supplement", "answers", answers),
        transcript=_sealed(opened, "supplement", "transcript", added),
    )
    for column, value in facets(facts(answers, localdate(now)), localdate(now)).items():
        setattr(case, column, value)
    case.changed_on = localdate(now)

    def write():
        supplement.save(force_insert=True)
        case.save(update_fields=[*FACETS, "changed_on"])
        Event.objects.create(case=case, kind=Event.Kind.ADDED, at=now)
        return case

    return write


def add_more(opened, *, now):
    """Open the pages that the short lane left out, as a draft beside the frozen complaint."""
    case = Case.objects.select_related("complaint").get(owner=opened.owner, erased_on=None)
    answers = latest_answers(case, opened.key)
    answers.pop("statement", None)
    drafts.reopen(opened, {"answers": answers, "coded": True}, now=now)


def complaint_of(case, key):
    """Return {"answers", "transcript"} of a case as submitted. Raise crypto.CannotOpen."""
    return {
        column: crypto.unseal_json(
            key,
            getattr(case.complaint, column),
            crypto.context("complaint", column, case.owner),
        )
        for column in ("answers", "transcript")
    }


def latest_answers(case, key):
    """Return the answers that count now: those of the last supplement, else of the complaint."""
    last = case.supplements.order_by("pk").last()
    if last is None:
        return complaint_of(case, key)["answers"]
    return crypto.unseal_json(
        key, last.answers, crypto.context("supplement", "answers", case.owner)
    )


def supplements_of(case, key):
    """Return [(date, transcript)] of what was added later, oldest first."""
    where = crypto.context("supplement", "transcript", case.owner)
    return [
        (row.added_on, crypto.unseal_json(key, row.transcript, where))
        for row in case.supplements.order_by("pk")
    ]


def roll_last_days(today):
    """Set the next last day of every case whose last one is over. Return how many."""
    over = Case.objects.filter(next_last_on__lt=today)
    cases = list(over.only("pk", "last_days"))
    for case in cases:
        case.next_last_on = next_of(case.last_days, today)
    Case.objects.bulk_update(cases, ["next_last_on"], batch_size=500)
    return len(cases)


def _lock(case):
    return Case.objects.select_for_update().get(pk=case.pk)


def _row(table, column, case, at):
    return crypto.context(table, column, case.owner, at.astimezone(UTC).isoformat())


def record(case, kind, *, by, at, key=None, reason="", **fields):
    """Leave an Event; a `reason` is sealed under the case key."""
    detail = crypto.seal_json(key, reason, _row("event", "detail", case, at)) if reason else None
    Event.objects.create(case=case, kind=kind, by=by, at=at, detail=detail, **fields)


def event_detail(event, case, key):
    """Return the reason of an event in words, or an empty string."""
    if not event.detail:
        return ""
    return crypto.unseal_json(key, event.detail, _row("event", "detail", case, event.at))


def note_text(note, case, key):
    return crypto.unseal_json(key, note.text, _row("note", "text", case, note.at))


@transaction.atomic
def take(case, *, by, at):
    """Make a case mine. Raise NotAllowed if a colleague has it or it is closed."""
    case = _lock(case)
    if case.assigned_to_id == by.pk:
        return case
    if case.assigned_to_id is not None:
        raise NotAllowed(_("%(name)s has this case already.") % {"name": case.assigned_to})
    if case.status == Status.CLOSED:
        raise NotAllowed(_("This case is closed."))
    case.assigned_to, case.changed_on = by, localdate(at)
    case.save(update_fields=["assigned_to", "changed_on"])
    record(case, Event.Kind.TAKEN, by=by, at=at)
    return case


@transaction.atomic
def write_note(case, text, *, key, by, at):
    """Keep a volunteer's words about a case, sealed. Raise NotAllowed if it was erased."""
    case = _lock(case)
    _refuse_erased(case)
    note = Note.objects.create(
        case=case, by=by, at=at, text=crypto.seal_json(key, text, _row("note", "text", case, at))
    )
    record(case, Event.Kind.NOTED, by=by, at=at)
    return note


def _refuse_erased(case):
    if case.erased_on:
        raise NotAllowed(_("The person erased this case. Nothing can be added."))


@transaction.atomic
def move(case, to, *, key, by, at, seen="", reason="", outcome="", said_yes="", read_by=None):
    """Change the status along NEXT. Raise NotAllowed, with the reason in words.

    `seen` is the status the volunteer saw: if a colleague changed it since, nothing is done.
    Reopening needs a `reason`, closing an `outcome`. Sending needs another volunteer than the one
    who made it ready (or a second reader, `read_by`), and `said_yes`: how and when the person
    agreed.
    """
    case = _lock(case)
    _refuse_erased(case)
    before, to = Status(case.status), Status(to)
    if seen and seen != before:
        raise NotAllowed(
            _("A colleague changed this case to “%(status)s” just now. Look again, then decide.")
            % {"status": before.label}
        )
    if to not in NEXT[before]:
        raise NotAllowed(
            _("“%(before)s” cannot become “%(after)s”.")
            % {"before": before.label, "after": to.label}
        )
    _guard(case, before, to, by=read_by or by, reason=reason, outcome=outcome, said_yes=said_yes)
    case.status, case.changed_on = to, localdate(at)
    case.outcome = outcome if to == Status.CLOSED else ""
    case.save(update_fields=["status", "outcome", "changed_on"])
    words = "\n".join(filter(None, (reason, said_yes)))
    record(case, Event.Kind.MOVED, by=by, at=at, key=key, reason=words, before=before, after=to)
    return case


def _guard(case, before, to, *, by, reason, outcome, said_yes):
    if to == Status.CLOSED and outcome not in Case.Outcome.values:
        raise NotAllowed(_("Choose how it ended."))
    if before == Status.CLOSED and not reason:
        raise NotAllowed(_("Write why the case is opened again."))
    if to == Status.SENT:
        made_ready = case.events.filter(kind=Event.Kind.MOVED, after=Status.READY).last()
        if made_ready and made_ready.by_id == by.pk:
            raise NotAllowed(_("Another volunteer must read it before it is sent."))
        if not said_yes:
            raise NotAllowed(_("Write how and when the person said yes to sending."))


@transaction.atomic
def follow_up(case, on, *, by, at):
    """Set the day on which to look again; a sooner one stays. None changes nothing."""
    case = _lock(case)
    if on is None or (case.follow_up_on and localdate(at) <= case.follow_up_on <= on):
        return case
    case.follow_up_on = on
    case.save(update_fields=["follow_up_on"])
    return case


@transaction.atomic
def ask_erase(case, *, by, at):
    """Note that the person asked us, by phone or letter, to erase their case."""
    case = _lock(case)
    _refuse_erased(case)
    if case.erase_asked_on is None:
        case.erase_asked_on = localdate(at)
        case.save(update_fields=["erase_asked_on"])
        record(case, Event.Kind.ERASE_ASKED, by=by, at=at)
    return case


@transaction.atomic
def erase(case, *, by, at):
    """Erase what was said and every key to it. A bare line stays: reference, days, "erased".

    `by` is the coordinator, or None when the person did it with the code.
    """
    case = _lock(case)
    if case.erased_on:
        return case
    Draft.objects.filter(pk=case.owner).delete()
    Complaint.objects.filter(pk=case.owner).delete()
    case.refresh_from_db()
    case.notes.all().delete()
    case.supplements.all().delete()
    case.packets.all().delete()
    case.events.update(detail=None)
    for column in FACETS:
        setattr(case, column, Case._meta.get_field(column).get_default())
    case.status, case.outcome = Status.CLOSED, Case.Outcome.PERSON_STOPPED
    case.erased_on = case.changed_on = localdate(at)
    case.follow_up_on = case.waiting_since = case.erase_asked_on = None
    case.save()
    sealing.forget(case.owner)
    record(case, Event.Kind.ERASED, by=by, at=at)
    transaction.on_commit(empty_the_log)
    return case


def empty_the_log():
    """Write SQLite's log back and cut it, so that erased pages do not wait in it."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
