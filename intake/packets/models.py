"""The papers of one case for one route, from draft to answer. Everything said is sealed."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from intake.cases.models import Case
from intake.rendering.blocks import SHAPE as DOCUMENT
from intake.routes.fitting import ROUTES_BY_SLUG
from intake.vault.fields import SealedField, SealedModel
from intake.vault.shapes import ListOf, MapOf, Record, optional
from intake.web.text import StrOrPromise

# What volunteers changed: {document key: {paragraph key: words of ours before and now}}.
EDITS = Record(
    {
        "words": MapOf(MapOf(Record({"was": str, "now": str}))),
        "declare": bool,
        "by": ListOf(int),
    }
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
        DRAFT = "draft", _("Draft")
        READY = "ready", _("Waits for a second reader")
        REVIEWED = "read", _("Checked. Waiting for the filer's OK")
        AGREED = "agreed", _("May be sent")
        SENT = "sent", _("Sent")
        ANSWERED = "answered", _("An answer came")
        REPLACED = "replaced", _("A newer version took its place")

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
        # Papers that wait for a reader, and answers that are owed, by the day they were sent.
        indexes = [
            models.Index(fields=["status", "sent_on", "id", "route"], name="packet_by_state")
        ]

    def __str__(self) -> str:
        return f"{self.route} {self.edition}"

    @property
    def is_draft(self) -> bool:
        return self.status == self.Status.DRAFT

    @property
    def is_replaced(self) -> bool:
        return self.status == self.Status.REPLACED

    @property
    def name(self) -> StrOrPromise:
        """The name of its route, in words."""
        return ROUTES_BY_SLUG[self.route].name
