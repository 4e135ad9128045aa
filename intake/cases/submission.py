"""How a draft becomes a complaint with its case, and how what was said is read again."""

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from intake.complaints import actions as drafts
from intake.complaints import counts
from intake.complaints.models import Complaint, Draft
from intake.deadlines.last_days import dates_for_queue
from intake.flow.complaint import COMPLAINT, EDITION, URGENT
from intake.flow.facts import earliest, facts
from intake.flow.sections import transcript
from intake.vault import codes, crypto, sealing
from intake.vault.models import Wrap

from . import corrections, urgency
from .models import Case, CaseCode, Event, Supplement
from .said import complaint_of, latest_answers

FACETS = (
    "where",
    "held",
    "hold",
    "held_past_release",
    "release_due_on",
    "days_over",
    "in_danger",
    "about_to_move",
    "not_heard",
    "says_citizen",
    "state",
    "began",
    "reads",
    "problems",
    "codes",
    "consent_send",
    "consent_count",
    "last_days",
)


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
    """Return the clear columns of a case from its Facts."""
    dangers = set(known.dangers)
    return {
        "where": known.where,
        "held": known.held,
        "hold": known.hold,
        "held_past_release": known.held_past_release,
        "release_due_on": _release_due(known, today),
        "days_over": known.days_over,
        "in_danger": known.minor
        or bool(
            dangers & {"sick", "pregnant", "under_18", "self_harm", "threatened", "told_to_sign"}
        ),
        "about_to_move": bool(dangers & {"moving", "removal_told"}),
        "not_heard": "not_heard" in dangers,
        "says_citizen": known.says_citizen_or_resident,
        "state": known.state,
        "began": known.started_by,
        "reads": known.reads,
        "problems": list(known.problems),
        "codes": list(known.codes),
        "consent_send": known.send,
        "consent_count": known.count,
        "last_days": dates_for_queue(known),
    }


def _release_due(known, today):
    """Return the day to go free, where that alone says that nobody is kept past it yet."""
    due = earliest(known.due_out)
    later = known.kept in ("yes", "unsure") and due and due > today
    return due if known.held and known.past_release == "no" and later else None


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


def submit(opened, secret, *, statement, now, automatic=False):
    """Freeze the draft into a complaint and open its case. Return the case.

    `statement` is {"name", "said_on"}: the typed name under the statement of truth. `automatic`
    keeps a new case apart, for it looks as if a program sent it. Sending again, from any tab,
    gives the same case. Raises drafts.Gone, Unfinished, PapersOnly,
    sealing.FormClosed.
    """
    while True:
        draft = Draft.objects.filter(pk=opened.owner).first()
        if draft is None:
            return _sent_before(opened.owner)
        # All that takes time is done before the lock: others can write meanwhile.
        stored = drafts.unsealed(draft, opened)
        answers = _checked(stored) | {"statement": statement}
        case = Case.objects.filter(owner=opened.owner).first()
        is_new = case is None
        write = (
            _new_case(opened, secret, answers, stored, now, automatic)
            if is_new
            else (_supplement(case, opened, answers, now))
        )
        with transaction.atomic():
            now_there = drafts.locked(opened.owner)
            if now_there and bytes(now_there.answers) == bytes(draft.answers):
                case = write()
                now_there.delete()
                break
        # Another tab changed or sent it in between: look again.
    if is_new:
        counts.note(counts.SENT, localdate(now))
    return case


def _sent_before(owner):
    case = Case.objects.filter(owner=owner, erased_on=None).first()
    if case is None:
        raise drafts.Gone
    return case


def _seal(key, owner, table, column, value):
    return crypto.seal_json(key, value, crypto.context(table, column, owner))


def _new_case(opened, secret, answers, stored, now, automatic):
    """Build a complaint and its case in memory. Return the function that writes them."""
    team = sealing.receiving_team()
    today = localdate(now)
    complaint = Complaint(
        id=opened.owner,
        edition=EDITION,
        submitted_on=today,
        answers=_seal(opened.key, opened.owner, "complaint", "answers", answers),
        transcript=_seal(opened.key, opened.owner, "complaint", "transcript", transcript(answers)),
    )
    helped_by = stored.get("assisted")
    case = Case(
        complaint=complaint,
        owner=opened.owner,
        team=team,
        opened_on=today,
        changed_on=today,
        contact_on=today,
        source=Case.Source.PHONE if helped_by else Case.Source.WEB,
        looks_automatic=automatic,
        **facets(facts(answers, today), today),
    )
    urgency.settle(case, today)
    wraps = sealing.public_wraps(opened.owner, opened.key, team)

    def write():
        complaint.save(force_insert=True)
        _with_reference(case)
        CaseCode.objects.bulk_create(code_rows(case))
        Event.objects.create(case=case, kind=Event.Kind.SUBMITTED, at=now)
        if helped_by:
            Event.objects.create(case=case, kind=Event.Kind.HEARD, by_id=helped_by, at=now)
        drafts.code_for(opened, secret)
        browsers = Wrap.objects.filter(owner=opened.owner, kind=Wrap.Kind.BROWSER)
        browsers.update(expires_at=now + drafts.LIFE_AS_PAPERS, ends_at=now + drafts.LONGEST_VISIT)
        Wrap.objects.bulk_create(_wraps_now(opened, team, wraps))
        return case

    return write


def _wraps_now(opened, team, wraps):
    """Return the wraps, made anew if the team's key was changed since they were made."""
    now_there = sealing.with_its_key(team)
    if now_there.key_number == team.key_number:
        return wraps
    return sealing.public_wraps(opened.owner, opened.key, now_there)


def code_rows(case):
    """Return the unsaved rows by which a list finds the codes of a case."""
    return [
        CaseCode(case=case, column=column, code=code)
        for column in ("problems", "codes")
        for code in getattr(case, column)
    ]


def _with_reference(case):
    """Save the case under a free reference: a clash, once in millions, is tried again."""
    while True:
        case.reference = codes.new_reference()
        try:
            with transaction.atomic():
                return case.save(force_insert=True)
        except IntegrityError as error:
            if "reference" not in str(error):
                raise


def _supplement(case, opened, answers, now):
    """Build what was added to a case in memory. Return the function that writes it."""
    known = complaint_of(case, opened.key)
    already = {section["key"]: section for section in known["transcript"]}
    added = [part for part in transcript(answers) if part != already.get(part["key"])]

    def write():
        add_supplement(case, opened.key, answers, added, now=now)
        return case

    return write


def add_supplement(case, key, answers, said, *, now, kind=Event.Kind.ADDED, pages=()):
    """Keep what the filer added: all answers as they are now, and `said`, its transcript.

    What the filer says later overtakes what volunteers corrected before, on the same pages of the
    form: those that differ, and `pages`, said again. Must run in a transaction.
    """
    today = localdate(now)
    case = Case.objects.select_for_update().get(pk=case.pk)
    newly = _differing(latest_answers(case, key), answers) | set(pages)
    Supplement.objects.create(
        case=case,
        edition=EDITION,
        added_on=today,
        answers=_seal(key, case.owner, "supplement", "answers", answers),
        transcript=_seal(key, case.owner, "supplement", "transcript", said),
    )
    overtaken = corrections.overtake(case, key, newly)
    case.changed_on = case.contact_on = today
    case.waiting_since = case.waiting_since or today
    case.searchable = False
    apply_facts(case, corrections.known_of(case, key, today), today)
    case.save(
        update_fields=[
            *FACETS,
            *urgency.COLUMNS,
            "changed_on",
            "contact_on",
            "waiting_since",
            "searchable",
        ]
    )
    case.code_rows.all().delete()
    CaseCode.objects.bulk_create(code_rows(case))
    Event.objects.create(case=case, kind=kind, at=now)
    if overtaken:
        Event.objects.create(case=case, kind=Event.Kind.OVERTAKEN, at=now)


def _differing(before, after):
    return {page for page in before.keys() | after.keys() if before.get(page) != after.get(page)}


def apply_facts(case, known, today):
    """Set the clear columns of a case from Facts, and its place in the queue; do not save."""
    for column, value in facets(known, today).items():
        setattr(case, column, value)
    case.next_last_on = None
    urgency.settle(case, today)


def add_more(opened, *, now):
    """Open the pages that the short lane left out, as a draft beside the frozen complaint."""
    case = Case.objects.select_related("complaint").get(owner=opened.owner, erased_on=None)
    answers = latest_answers(case, opened.key)
    answers.pop("statement", None)
    drafts.reopen(opened, {"answers": answers, "coded": True}, now=now)


def supplements_of(case, key):
    """Return [(date, transcript)] of what was added later, oldest first."""
    where = crypto.context("supplement", "transcript", case.owner)
    return [
        (row.added_on, crypto.unseal_json(key, row.transcript, where))
        for row in case.supplements.order_by("pk")
    ]
