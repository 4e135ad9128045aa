"""What is done about a complaint. Clear columns sort and count; everything said is sealed."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from intake.complaints.models import Complaint
from intake.flow.shapes import ANSWERS, TRANSCRIPT
from intake.vault.fields import SealedField, SealedModel
from intake.vault.models import Team
from intake.vault.shapes import Record


def is_open_condition(prefix=""):
    """Return the condition that a case is not done: a range of the rank, so that every list's
    index serves it. `prefix` leads from another table to its case, as "case__" does."""
    return models.Q(**{f"{prefix}sort_key__lt": "5"})


class CaseQuerySet(models.QuerySet):
    def open(self):
        return self.filter(is_open_condition())


class Case(models.Model):
    """Our work on one complaint. The columns are an index, computed from facts, never typed in."""

    class Status(models.TextChoices):
        RECEIVED = "new", _("Received")
        IN_REVIEW = "reading", _("Being read")
        WAITING = "asking", _("We need something from you")
        READY = "ready", _("Ready to send")
        SENT = "sent", _("Sent")
        ANSWERED = "answered", _("An answer came")
        CLOSED = "closed", _("Closed")

        @property
        def office_label(self):
            """The words for volunteers: to them, “you” would be somebody else."""
            return _("Waiting for filer") if self == self.WAITING else self.label

    class Outcome(models.TextChoices):
        RELEASED = "freed", _("They are free")
        RECORD_CORRECTED = "record_corrected", _("The record was corrected")
        FAVORABLE = "answer_for", _("The answer was favorable")
        UNFAVORABLE = "answer_against", _("The answer was unfavorable")
        NO_ANSWER = "no_answer", _("No answer came")
        REFERRED = "sent_on", _("Another group took it")
        FILER_STOPPED = "person_stopped", _("The person stopped it")
        UNREACHABLE = "not_reached", _("We could not reach them")
        DUPLICATE = "same_as", _("Same as another case")
        OUT_OF_SCOPE = "not_ours", _("Not something we can help with")

    class Source(models.TextChoices):
        WEB = "web", _("Website")
        PHONE = "phone", _("By phone, with a volunteer")
        BATCH = "batch", _("In a batch of clients")

    complaint = models.OneToOneField(
        Complaint, on_delete=models.SET_NULL, null=True, related_name="case"
    )
    # The id that wraps and boxes are bound to; it outlives an erased complaint.
    owner = models.UUIDField(unique=True)
    reference = models.CharField(max_length=7, unique=True)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="cases")
    source = models.CharField(max_length=5, choices=Source.choices, default=Source.WEB)
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.RECEIVED)
    outcome = models.CharField(max_length=16, choices=Outcome.choices, blank=True)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True
    )
    opened_on = models.DateField()
    changed_on = models.DateField()
    follow_up_on = models.DateField(null=True, blank=True)
    waiting_since = models.DateField(null=True, blank=True)
    last_contact_on = models.DateField(null=True, blank=True)
    # When the filer last wrote, added or changed something, and when somebody else gave the case
    # to the volunteer who has it: what is newer than a ReadMark is unread.
    heard_at = models.DateTimeField(null=True, blank=True)
    assigned_at = models.DateTimeField(null=True, blank=True)
    escalated_until = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    erase_on = models.DateField(null=True, blank=True, db_index=True)
    # A coordinator's reason stands in an Event: the timer passes this case over.
    retention_extended = models.BooleanField(default=False)
    erase_proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    erase_asked_on = models.DateField(null=True, blank=True)
    erased_on = models.DateField(null=True, blank=True)
    # A program seems to have sent it: it stands in a list of its own until somebody has looked.
    suspected_bot = models.BooleanField(default=False)

    # Facets: the coarse facts that sort the queue (docs/data.md says why each is clear).
    where = models.CharField(max_length=12, blank=True)
    held = models.BooleanField(default=False)
    hold = models.CharField(max_length=6, blank=True)
    held_past_release = models.BooleanField(default=False)
    # The day to go free, where it was still to come: from that day on it is past.
    release_due_on = models.DateField(null=True, blank=True)
    days_past_release = models.PositiveIntegerField(null=True, blank=True)
    # {code: the last ISO day on which it counts, or ""}; "danger" never says which danger.
    concerns = models.JSONField(default=dict)
    # [[first ISO day, last ISO day]] of each date to come, whatever it is.
    coming_days = models.JSONField(default=list)
    says_citizen = models.BooleanField(default=False)
    state = models.CharField(max_length=6, blank=True)
    began = models.CharField(max_length=16, blank=True)
    reads = models.CharField(max_length=12, blank=True)
    problems = models.JSONField(default=list)
    codes = models.JSONField(default=list)
    consent_send = models.CharField(max_length=12, blank=True)
    consent_count = models.CharField(max_length=6, blank=True)
    # Which edition of facets.py filled these columns: an older one is filled anew.
    facts_edition = models.PositiveSmallIntegerField(default=0)
    # {rule key: ISO date}; next_deadline_on is the first of them that is not over, without the
    # end of a hold.
    deadlines = models.JSONField(default=dict)
    # {rule key: the ISO date that is done or no longer matters}; another date counts again.
    dismissed_deadlines = models.JSONField(default=dict)
    next_deadline_on = models.DateField(null=True, blank=True)
    # The nearest custody clock or date to come: this alone orders within a rule.
    next_clock_on = models.DateField(null=True, blank=True)

    # The place in the queue, recomputed at every write and on its day (urgency.py).
    tier = models.SmallIntegerField(default=4)
    sort_key = models.CharField(max_length=19, blank=True)
    recompute_on = models.DateField(null=True, blank=True, db_index=True)

    # Found by keyed hashes once a volunteer's session has made them (cases/search.py).
    searchable = models.BooleanField(default=False)
    # Which edition of search.py made them: those of an older one are made anew.
    search_edition = models.PositiveSmallIntegerField(default=0, db_default=0)
    tags = models.ManyToManyField("intake.Tag", blank=True, related_name="cases")

    objects = CaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status="closed", outcome__gt="")
                | (~models.Q(status="closed") & models.Q(outcome="")),
                name="an_outcome_if_and_only_if_closed",
            )
        ]
        # Each list of the queue reads its rows in order from one of these, however many there are.
        indexes = [
            models.Index(
                fields=["team", *column, "sort_key", "reference"], name=f"case_list_{name}"
            )
            for name, column in {
                "all": [],
                "who": ["assigned_to"],
                "state": ["state"],
                "reads": ["reads"],
                "where": ["where"],
                "began": ["began"],
                "outcome": ["outcome"],
            }.items()
        ] + [
            # With the day it came, which says whether reading is late: no row is fetched.
            models.Index(
                fields=["team", "status", "sort_key", "reference", "opened_on"],
                name="case_list_status_opened",
            ),
            # Read in order, with the nearest deadline at hand: no row is fetched that does not fit.
            models.Index(
                fields=["team", "sort_key", "reference", "next_deadline_on", "next_clock_on"],
                name="case_list_deadline",
            ),
            # With all that counting them by person asks for: no row is fetched.
            models.Index(
                fields=["team", "follow_up_on", "reference", "sort_key", "assigned_to"],
                name="case_by_follow_up",
                condition=models.Q(follow_up_on__isnull=False),
            ),
            models.Index(
                fields=["team", "sort_key", "reference"],
                name="case_list_waiting",
                condition=models.Q(waiting_since__isnull=False),
            ),
            models.Index(
                fields=["team"],
                name="case_not_searchable",
                condition=models.Q(searchable=False, erased_on=None),
            ),
            models.Index(fields=["team", "facts_edition"], name="case_by_facts_edition"),
            models.Index(fields=["team", "search_edition"], name="case_by_search_edition"),
            # What came and what was closed in a period, for the report.
            models.Index(fields=["team", "opened_on"], name="case_by_opened_on"),
            models.Index(fields=["team", "closed_on"], name="case_by_closed_on"),
        ]

    def __str__(self):
        return self.reference

    @property
    def is_closed(self):
        return self.status == self.Status.CLOSED

    @property
    def status_office_label(self):
        return Case.Status(self.status).office_label

    def unlocked(self, key):
        """Return the case with the RowKey that opens it, to read and write plain values."""
        from .unlocked import UnlockedCase

        return UnlockedCase(self, key)


class Event(SealedModel):
    """What happened to a case, by whom, when. Append only."""

    class Kind(models.TextChoices):
        SUBMITTED = "submitted", _("Complaint received")
        ADDED = "added", _("The filer added pages")
        SELF_ASSIGNED = "taken", _("Self-assigned")
        NOTED = "noted", _("Note written")
        STATUS_CHANGED = "moved", _("Status changed")
        PREPARED = "prepared", _("Packet started")
        MADE_READY = "made_ready", _("Packet locked for review")
        SECOND_READ = "second_read", _("Packet approved by a second reader")
        SENT_BACK = "sent_back", _("Packet sent back by the second reader")
        COMMENTED = "commented", _("Comment on a packet")
        AGREED = "agreed", _("The person said yes to sending")
        SENT = "sent", _("Letters sent")
        ANSWERED = "answered", _("An office answered")
        ASSIGNED = "assigned", _("Assigned to a volunteer")
        UNASSIGNED = "let_go", _("Unassigned: the volunteer left or does other work")
        HANDED_OVER = "handed_over", _("Handed to another team")
        RECOVERED = "recovered", _("Opened again with the recovery key from paper")
        ESCALATED = "raised", _("Escalated")
        FOLLOW_UP = "follow_up", _("Follow-up set")
        TAGGED = "tagged", _("Tags changed")
        MESSAGE_SENT = "wrote", _("We wrote to the person")
        MESSAGE_RECEIVED = "wrote_us", _("The person wrote to us")
        NO_ANSWER = "no_answer", _("No answer is needed")
        CALLED = "called", _("Called: we spoke")
        CALL_MISSED = "call_missed", _("Called: no answer")
        VOICEMAIL = "voicemail", _("Called: voicemail left")
        CHANGED = "changed", _("The person said what changed")
        FILE_ADDED = "file_added", _("A file was added")
        FILE_REMOVED = "file_dropped", _("A file was removed")
        NEW_CODE = "new_code", _("Code replaced")
        NOTIFIED = "told", _("Told that there is news")
        CORRECTED = "corrected", _("Fact corrected")
        CORRECTION_ENDED = "overtaken", _("The person said something newer, so a correction ended")
        STEP_COMPLETED = "ticked", _("Next step done")
        STEP_REOPENED = "unticked", _("Next step marked as not done")
        DEADLINE_DONE = "day_done", _("Deadline: done")
        DEADLINE_DISMISSED = "day_off", _("Deadline: no longer matters")
        DEADLINE_RESTORED = "day_on", _("Deadline: counts again")
        FILE_READABLE = "file_clear", _("A file can be read")
        FILE_UNREADABLE = "file_again", _("A file cannot be read: ask again")
        TRANSLATED = "translated", _("Translated")
        CHECKED = "checked", _("Translation checked")
        EXPORTED = "exported", _("Case file given to the lawyer")
        LINKED = "linked", _("Linked with another case")
        NOT_DUPLICATE = "not_same", _("Not the same as another case")
        REVEALED = "revealed", _("Contact details shown")
        PRINTED = "printed", _("Printed")
        NOT_A_BOT = "by_a_person", _("Not a bot: a person wrote it")
        ASSISTED = "heard", _("Filed by phone, consent heard")
        BATCHED = "batched", _("Entered in a batch of clients")
        RETENTION_EXTENDED = "kept", _("Retention extended")
        RETENTION_EXTENSION_REMOVED = "not_kept", _("Retention extension removed")
        ERASE_PROPOSED = "erase_plan", _("Early deletion proposed")
        ERASE_WITHDRAWN = "erase_off", _("Early deletion withdrawn")
        ERASE_ASKED = "erase_asked", _("The person asked us to delete the case")
        ERASE_KEPT = "erase_kept", _("The request to delete was withdrawn")
        ERASED = "erased", _("Erased")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True
    )
    at = models.DateTimeField()
    # Status before and after, for MOVED; empty otherwise.
    before = models.CharField(max_length=8, blank=True)
    after = models.CharField(max_length=8, blank=True)
    # A reason in words.
    detail = SealedField("event", "detail", shape=str, absent=str, null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["case", "id"], name="event_by_case")]

    def __str__(self):
        return f"{self.kind} at {self.at:%Y-%m-%d}"


class Amendment(SealedModel):
    """What the filer added after submission. It stands beside the complaint and changes nothing."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="amendments")
    edition = models.CharField(max_length=20)
    added_on = models.DateField()
    answers = SealedField("supplement", "answers", shape=ANSWERS)
    transcript = SealedField("supplement", "transcript", shape=TRANSCRIPT)

    def __str__(self):
        return f"supplement {self.pk}"


class Note(SealedModel):
    """A volunteer's own words about a case, sealed. Append only."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="notes")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True)
    at = models.DateTimeField()
    text = SealedField("note", "text", shape=str)
    # The one note of a case that the next shift must see.
    for_next_shift = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(
                fields=["-id"], name="note_for_next_shift", condition=models.Q(for_next_shift=True)
            ),
        ]

    def __str__(self):
        return f"note {self.pk}"


class Tag(models.Model):
    """A word that coordinators let volunteers put on cases. Not sealed, so never a name."""

    name = models.CharField(_("name"), max_length=40, unique=True)

    def __str__(self):
        return self.name


class Correction(SealedModel):
    """A fact that a volunteer set right: the answer stays as it was said. Append only."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="corrections")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True)
    at = models.DateTimeField()
    change = SealedField(
        "correction", "change", shape=Record({"fact": str, "value": str, "reason": str})
    )
    # The filer said something later: it counts again.
    superseded = models.BooleanField(default=False)

    def __str__(self):
        return f"correction {self.pk}"


class CompletedStep(models.Model):
    """A next step that a volunteer did and no Event shows."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="completed_steps")
    step = models.CharField(max_length=40)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "step"], name="one_completion_a_step")
        ]

    def __str__(self):
        return self.step


class DuplicateDecision(models.Model):
    """What a volunteer decided about two cases that look alike. They are never merged."""

    one = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="duplicate_decisions")
    other = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    same = models.BooleanField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["one", "other"], name="one_decision_on_two")]

    def __str__(self):
        return f"{self.one_id} and {self.other_id}"


class SearchHash(models.Model):
    """A keyed hash by which a name or number finds its case. Only a team's key makes one."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="search_hashes")
    value = models.BigIntegerField(db_index=True)

    def __str__(self):
        return f"look-up of {self.case_id}"


class CaseCode(models.Model):
    """One code of a case's problems or reasons: finds the few cases that have a rare one."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="case_codes")
    # "problems" or "codes": the column of the case that holds it.
    column = models.CharField(max_length=8)
    code = models.CharField(max_length=24)

    class Meta:
        indexes = [models.Index(fields=["column", "code", "case"], name="case_by_code")]

    def __str__(self):
        return f"{self.column} {self.code}"


class EthicalWall(models.Model):
    """A team that must never get this case back, because it knows somebody in it."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="ethical_walls")
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+")

    def __str__(self):
        return f"case {self.case_id} and team {self.team_id}"


class ReadMark(models.Model):
    """When a volunteer last saw a case, and so all that was there then."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="read_marks")
    volunteer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="read_marks"
    )
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["volunteer", "case"], name="one_mark_a_reader")
        ]

    def __str__(self):
        return f"case {self.case_id} read by {self.volunteer_id}"


class SavedFilter(models.Model):
    """A list of the queue that a volunteer named: an address without its host."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_filters"
    )
    name = models.CharField(_("name"), max_length=60)
    query = models.CharField(max_length=500)
    shared = models.BooleanField(default=False)
    alert = models.BooleanField(default=False)
    # Cases with a greater id were not there when the owner was last told.
    notified_up_to = models.BigIntegerField(default=0)

    def __str__(self):
        return self.name
