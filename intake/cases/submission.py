"""How a draft becomes a complaint with its case, and how more is added to it later."""

from typing import NamedTuple

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from intake.accounts.models import Volunteer
from intake.complaints import drafts, page_counts
from intake.complaints.models import Complaint, Draft
from intake.flow.complaint import BATCH, COMPLAINT, EDITION, URGENT
from intake.flow.facts import compute_facts
from intake.flow.sections import transcript
from intake.vault import codes, envelopes
from intake.vault.models import Team, Wrap

from . import corrections, draft_files, list_entries, urgency
from .change import change, new_case_codes
from .facets import set_facets
from .models import Amendment, Case, CaseCode, Event


class Unfinished(Exception):
    """A question is still open. `step` is its key."""

    def __init__(self, step):
        super().__init__(step)
        self.step = step


class DocumentsOnly(Exception):
    """The filer chose to keep their papers and leave no case."""


def flow_of(stored):
    """Return the lane of a draft."""
    return {"urgent": URGENT, "batch": BATCH}.get(stored.get("lane"), COMPLAINT)


def _checked(stored):
    """Return the answers that count. Raise Unfinished or DocumentsOnly if they are no complaint."""
    flow = flow_of(stored)
    answers = flow.prune(stored["answers"])
    broken = flow.first_invalid(stored["answers"])
    if broken is not None:
        raise Unfinished(broken.slug)
    if answers["sharing"]["keep"] == "papers_only":
        raise DocumentsOnly
    return answers


class BatchEntry(NamedTuple):
    """Who enters a client of a batch, and for which team."""

    volunteer: Volunteer
    team: Team


def submit(unlocked, secret, *, statement, now, suspected_bot=False, batch=None):
    """Freeze the draft into a complaint and open its case. Return the case.

    `statement` is {"name", "said_on"}: the typed name under the statement of truth. `suspected_bot`
    keeps a new case apart, for it looks as if a program sent it. `batch` is a BatchEntry, or None.
    Sending again, from any tab, gives the same case. Raises drafts.Gone, Unfinished, DocumentsOnly,
    envelopes.FormClosed.
    """
    while True:
        draft = Draft.objects.filter(pk=unlocked.owner).first()
        if draft is None:
            return _sent_before(unlocked.owner)
        # All that takes time is done before the lock: others can write meanwhile.
        stored = drafts.open_draft(draft, unlocked)
        answers = _checked(stored) | {"statement": statement}
        case = Case.objects.filter(owner=unlocked.owner).first()
        is_new = case is None
        if case is None:
            write = _new_case(unlocked, secret, answers, stored, now, suspected_bot, batch)
        else:
            write = _from_draft(case.unlocked(unlocked.key), answers, now)
        with transaction.atomic():
            current = drafts.lock(unlocked.owner)
            if current and bytes(current.answers) == bytes(draft.answers):
                case = write()
                draft_files.take_over(case, unlocked.key, at=now)
                current.delete()
                break
        # Another tab changed or sent it in between: look again.
    if is_new and not batch:
        page_counts.increment(page_counts.SENT, localdate(now))
    return case


def _sent_before(owner):
    case = Case.objects.filter(owner=owner, erased_on=None).first()
    if case is None:
        raise drafts.DraftGone
    return case


def _source(stored, batch):
    if batch:
        return Case.Source.BATCH
    return Case.Source.PHONE if stored.get("assisted") else Case.Source.WEB


def _new_case(unlocked, secret, answers, stored, now, suspected_bot, batch):
    """Build a complaint and its case in memory. Return the function that writes them."""
    team = batch.team if batch else envelopes.receiving_team()
    today = localdate(now)
    complaint = Complaint(id=unlocked.owner, edition=EDITION, submitted_on=today)
    unlocked.key.seal(complaint, answers=answers, transcript=transcript(answers))
    helped_by = stored.get("assisted")
    case = Case(
        complaint=complaint,
        owner=unlocked.owner,
        team=team,
        opened_on=today,
        changed_on=today,
        last_contact_on=today,
        heard_at=now,
        source=_source(stored, batch),
        suspected_bot=suspected_bot,
    )
    set_facets(case, compute_facts(answers, today), today)
    urgency.recompute_derived(case, today)
    wraps = envelopes.public_wraps(unlocked.key, team)
    code = drafts.NewCode(unlocked, secret)

    def write():
        complaint.save(force_insert=True)
        _with_reference(case)
        CaseCode.objects.bulk_create(new_case_codes(case))
        events = [Event(case=case, kind=Event.Kind.SUBMITTED, at=now)]
        if helped_by:
            events.append(Event(case=case, kind=Event.Kind.ASSISTED, by_id=helped_by, at=now))
        if batch:
            events.append(Event(case=case, kind=Event.Kind.BATCHED, by=batch.volunteer, at=now))
        Event.objects.bulk_create(events)
        code.save()
        browsers = Wrap.objects.filter(owner=unlocked.owner, kind=Wrap.Kind.BROWSER)
        browsers.update(
            expires_at=now + drafts.LIFETIME_DOCUMENTS_ONLY,
            ends_at=now + drafts.SESSION_ABSOLUTE_LIMIT,
        )
        Wrap.objects.bulk_create(envelopes.wraps_as_of_now(wraps, unlocked.key, team))
        return case

    return write


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


def _from_draft(unlocked, answers, now):
    """Build what was added to a case in memory. Return the function that writes it."""
    already = {section["key"]: section for section in unlocked.transcript}
    earlier = set(COMPLAINT.unknown(answers)) & _unchanged(unlocked.answers, answers)
    added = [
        section
        for section in transcript(answers)
        if section != already.get(section["key"]) and section["key"] not in earlier
    ]
    row = new_amendment(unlocked, answers, added, now=now)

    def write():
        with change(unlocked.case, by=None, at=now) as changing:
            add_amendment_in(changing, unlocked, row, answers)
        return changing.case

    return write


def new_amendment(unlocked, answers, section_list, *, now):
    """Return an unsaved supplement: all answers as they are now, and `section_list`, its
    transcript."""
    clear = {"edition": EDITION, "added_on": localdate(now)}
    return unlocked.new(Amendment, clear=clear, answers=answers, transcript=section_list)


def add_amendment(unlocked, make, *, now, kind=Event.Kind.ADDED, pages=(), also=None):
    """Keep what the filer added. Return the case.

    `make` takes the answers that count now and returns (the new ones, what was said, as a
    transcript). If somebody else adds something meanwhile, it is called again with those answers.
    `pages` are said again, whether they differ or not. `also` takes the change, and does more in
    it. The same sent again, while it waits to be read, is kept once. Raises change.Erased.
    """
    while True:
        unlocked.forget_answers()
        newest = unlocked.newest_amendment
        answers, section_list = make(unlocked.answers)
        row = new_amendment(unlocked, answers, section_list, now=now)
        with change(unlocked.case, by=None, at=now) as changing:
            last = changing.case.amendments.order_by("pk").values_list("pk", flat=True).last()
            if last != newest:
                continue
            if changing.case.waiting_since and _is_repeated(unlocked, answers, section_list, pages):
                return changing.case
            add_amendment_in(changing, unlocked, row, answers, kind=kind, pages=pages)
            if also:
                also(changing)
        return changing.case


def _is_repeated(unlocked, answers, section_list, pages):
    """Say whether the last addition said the same, and nobody corrected it since."""
    if unlocked.newest_amendment is None or answers != unlocked.answers:
        return False
    same = unlocked.amendments[-1][1] == section_list
    return same and not corrections.rest_on(unlocked, set(pages))


def add_amendment_in(changing, unlocked, row, answers, *, kind=Event.Kind.ADDED, pages=()):
    """Add a supplement in a change that has begun.

    What the filer says later overtakes what volunteers corrected before, on the same pages of the
    form: those that differ, and `pages`, said again.
    """
    case = changing.case
    unlocked.forget_answers()
    newly = _differing(unlocked.answers, answers) | set(pages)
    changing.add(row)
    unlocked.forget_answers()
    overtaken = corrections.end_corrections(unlocked, newly)
    case.last_contact_on = changing.today
    case.waiting_since = case.waiting_since or changing.today
    case.searchable = False
    list_entries.forget(case)
    set_facets(case, corrections.current_facts(unlocked, changing.today), changing.today)
    changing.record(kind)
    if overtaken:
        changing.record(Event.Kind.CORRECTION_ENDED)


def _unchanged(before, after):
    return {page for page in before if before[page] == after.get(page)}


def _differing(before, after):
    return {page for page in before.keys() | after.keys() if before.get(page) != after.get(page)}


def reopen_as_draft(unlocked, *, now):
    """Open the pages that the short lane left out, as a draft beside the frozen complaint.

    `unlocked` is an UnlockedCase.
    """
    answers = {page: value for page, value in unlocked.answers.items() if page != "statement"}
    # A page to read before the questions is no detail to add.
    pages = [step for step in COMPLAINT.visible_steps(answers) if step.form is None]
    read: dict[str, dict] = {page.slug: {} for page in pages}
    drafts.reopen(unlocked.key, {"answers": read | answers, "coded": True}, now=now)
