"""The papers of one case for one route, from draft to answer. Everything said is sealed."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from intake.cases.models import Case
from intake.rendering.blocks import SHAPE as DOCUMENT
from intake.routes.fitting import ROUTES_BY_SLUG
from intake.vault.fields import SealedField, SealedModel
from intake.vault.shapes import ListOf, MapOf, Record, optional
from intake.web.text import StrOrPromise

from .choices import DECISION

# What volunteers changed: {document key: {key of editable.py: words of ours before and now}}. With
# other facts, "said" is how and when the filer said yes. Edits of edition 0 had paragraphs alone.
EDITS_EDITION = 1
EDITS = Record(
    {
        "words": MapOf(MapOf(Record({"was": str, "now": str}, {"said": str}))),
        "declare": bool,
        "by": ListOf(int),
    },
    {"edition": int},
)
FROZEN = Record(
    {
        "papers": ListOf(
            Record(
                {"key": str, "edition": str, "document": DOCUMENT, "pdf": str, "sha256": str},
                # The version of the state's law that it names, where it names one.
                {"state_law": str},
            )
        )
    },
    {
        "exhibits": ListOf(
            Record({"id": str, "what": str, "kind": str, "pages": optional(int), "sha256": str})
        )
    },
)
# What was written down on the way to an answer.
RECORD = Record(
    {},
    {"agreed": str, "show_name": str, "how": str, "number": str, "proof": str, "answer": str},
)


class Packet(SealedModel):
    """One edition of the papers for a route. From `ready` on its papers are frozen."""

    class Status(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("packet", "Draft")
        READY = "ready", pgettext_lazy("packet", "In review")
        RETURNED = "returned", pgettext_lazy("packet", "Returned")
        REVIEWED = "read", pgettext_lazy("packet", "Ready to send")
        AGREED = "agreed", pgettext_lazy("packet", "Agreed")
        SENT = "sent", pgettext_lazy("packet", "Sent")
        ANSWERED = "answered", pgettext_lazy("packet", "Answered")
        REPLACED = "replaced", _("Replaced by a newer version")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="packets")
    route = models.CharField(max_length=30)
    edition = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.DRAFT)
    made_on = models.DateField()
    sent_on = models.DateField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    ready_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    read_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    # When the second reader sent it back, and to whom: until they open it, it is unread.
    returned_at = models.DateTimeField(null=True, blank=True)
    returned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="returned_packets",
        db_index=False,
    )
    edits = SealedField("packet", "edits", shape=EDITS, absent=dict, null=True)
    frozen = SealedField("packet", "frozen", shape=FROZEN, absent=dict, null=True)
    record = SealedField("packet", "record", shape=RECORD, absent=dict, null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "route", "edition"], name="one_of_an_edition"),
            models.CheckConstraint(
                condition=models.Q(status="draft", frozen=None)
                | (~models.Q(status="draft") & models.Q(frozen__isnull=False)),
                name="frozen_if_and_only_if_ready",
            ),
        ]
        indexes = [
            # Answers that are owed, by the day they were sent.
            models.Index(fields=["status", "sent_on", "id", "route"], name="packet_by_state"),
            # The cases with papers that wait for a reader: counted without a row being fetched.
            models.Index(fields=["status", "case", "ready_by"], name="packet_to_read"),
        ]

    def __str__(self) -> str:
        return f"{self.route} {self.edition}"

    @property
    def is_draft(self) -> bool:
        return self.status == self.Status.DRAFT

    @property
    def is_in_review(self) -> bool:
        return self.status == self.Status.READY

    @property
    def is_returned(self) -> bool:
        return self.status == self.Status.RETURNED

    @property
    def is_pending(self) -> bool:
        """Say whether it is finished, and not sent."""
        pending = (
            self.Status.READY,
            self.Status.RETURNED,
            self.Status.REVIEWED,
            self.Status.AGREED,
        )
        return self.status in pending

    @property
    def is_replaced(self) -> bool:
        return self.status == self.Status.REPLACED

    @property
    def name(self) -> StrOrPromise:
        """The name of its route, in words."""
        return ROUTES_BY_SLUG[self.route].name


class LetterChoice(SealedModel):
    """One decision of the filer about the letters of a case. Append only: the newest counts.

    Without `by` the filer made it; else a volunteer wrote down what the filer said.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="letter_choices")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField()
    decision = SealedField("letter_choice", "decision", shape=DECISION)

    def __str__(self) -> str:
        return f"letter choice {self.pk}"


class DocumentReading(models.Model):
    """One document of a packet that a second reader opened, and then marked as read."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="document_readings")
    packet = models.ForeignKey(Packet, on_delete=models.CASCADE, related_name="readings")
    document = models.CharField(max_length=60)
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="document_readings"
    )
    opened_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["packet", "document", "reader"], name="one_reading_a_reader"
            )
        ]

    def __str__(self) -> str:
        return f"{self.document} of {self.packet_id}"


class PacketComment(SealedModel):
    """What a volunteer says about a packet, or about one document of it. Append only."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="packet_comments")
    packet = models.ForeignKey(Packet, on_delete=models.CASCADE, related_name="comments")
    # The document it is about; empty for the whole packet.
    document = models.CharField(max_length=60, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField()
    text = SealedField("packet comment", "text", shape=str)
    # The reason why it was sent back.
    sends_back = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"comment {self.pk}"
