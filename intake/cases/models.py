"""What is done about a complaint. Clear columns sort and count; everything said is sealed."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from intake.complaints.models import Complaint
from intake.vault.models import Team


class CaseQuerySet(models.QuerySet):
    def open(self):
        return self.exclude(status=Case.Status.CLOSED)

    def of_teams(self, teams):
        """Cases that a volunteer of these teams may see: a team is a wall."""
        return self.filter(team__in=teams)


class Case(models.Model):
    """Our work on one complaint. The columns are an index, computed from facts, never typed in."""

    class Status(models.TextChoices):
        NEW = "new", _("Received")
        READING = "reading", _("Being read")
        ASKING = "asking", _("We need something from you")
        READY = "ready", _("Ready to send")
        SENT = "sent", _("Sent")
        ANSWERED = "answered", _("An answer came")
        CLOSED = "closed", _("Closed")

    class Outcome(models.TextChoices):
        FREED = "freed", _("They are free")
        RECORD_CORRECTED = "record_corrected", _("The record was corrected")
        ANSWER_FOR = "answer_for", _("The answer was for them")
        ANSWER_AGAINST = "answer_against", _("The answer was against them")
        NO_ANSWER = "no_answer", _("No answer came")
        SENT_ON = "sent_on", _("Another group took it")
        PERSON_STOPPED = "person_stopped", _("The person stopped it")
        NOT_REACHED = "not_reached", _("We could not reach them")
        SAME_AS = "same_as", _("Same as another case")
        NOT_OURS = "not_ours", _("Not something we can help with")

    complaint = models.OneToOneField(
        Complaint, on_delete=models.SET_NULL, null=True, related_name="case"
    )
    # The id that wraps and boxes are bound to; it outlives an erased complaint.
    owner = models.UUIDField(unique=True)
    reference = models.CharField(max_length=7, unique=True)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="cases")
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.NEW)
    outcome = models.CharField(max_length=16, choices=Outcome.choices, blank=True)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True
    )
    opened_on = models.DateField()
    changed_on = models.DateField()
    follow_up_on = models.DateField(null=True, blank=True)
    waiting_since = models.DateField(null=True, blank=True)
    erase_asked_on = models.DateField(null=True, blank=True)
    erased_on = models.DateField(null=True, blank=True)

    # Facets: the coarse facts that sort the queue (docs/data.md says why each is clear).
    where = models.CharField(max_length=12, blank=True)
    held = models.BooleanField(default=False)
    hold = models.CharField(max_length=6, blank=True)
    held_past_release = models.BooleanField(default=False)
    in_danger = models.BooleanField(default=False)
    about_to_move = models.BooleanField(default=False)
    not_heard = models.BooleanField(default=False)
    says_citizen = models.BooleanField(default=False)
    state = models.CharField(max_length=6, blank=True)
    reads = models.CharField(max_length=12, blank=True)
    problems = models.JSONField(default=list)
    codes = models.JSONField(default=list)
    consent_send = models.CharField(max_length=12, blank=True)
    consent_count = models.CharField(max_length=6, blank=True)
    # {rule key: ISO date}; next_last_on is the first of them that is not over.
    last_days = models.JSONField(default=dict)
    next_last_on = models.DateField(null=True, blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status="closed", outcome__gt="")
                | (~models.Q(status="closed") & models.Q(outcome="")),
                name="an_outcome_if_and_only_if_closed",
            )
        ]
        indexes = [models.Index(fields=["team", "status"], name="case_by_team_and_status")]

    def __str__(self):
        return self.reference


class Event(models.Model):
    """What happened to a case, by whom, when. Append only."""

    class Kind(models.TextChoices):
        SUBMITTED = "submitted", _("Complaint received")
        ADDED = "added", _("The filer added pages")
        TAKEN = "taken", _("Taken")
        NOTED = "noted", _("Note written")
        MOVED = "moved", _("Status changed")
        PREPARED = "prepared", _("Papers begun")
        MADE_READY = "made_ready", _("Papers made ready")
        SECOND_READ = "second_read", _("Papers read by a second volunteer")
        AGREED = "agreed", _("The person said yes to sending")
        SENT = "sent", _("Papers sent")
        ANSWERED = "answered", _("An office answered")
        ERASE_ASKED = "erase_asked", _("The person asked to be erased")
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
    # A reason in words, sealed under the case key.
    detail = models.BinaryField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["case", "id"], name="event_by_case")]

    def __str__(self):
        return f"{self.kind} at {self.at:%Y-%m-%d}"


class Supplement(models.Model):
    """What the filer added after submission. It stands beside the complaint and changes nothing."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="supplements")
    edition = models.CharField(max_length=20)
    added_on = models.DateField()
    answers = models.BinaryField()
    transcript = models.BinaryField()

    def __str__(self):
        return f"supplement {self.pk}"


class Note(models.Model):
    """A volunteer's own words about a case, sealed. Append only."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="notes")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True)
    at = models.DateTimeField()
    text = models.BinaryField()

    def __str__(self):
        return f"note {self.pk}"
