"""The papers of one case for one route, from draft to answer. Everything said is sealed."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from intake.cases.models import Case
from intake.routes.fitting import BY_KEY


class Packet(models.Model):
    """One edition of the papers for a route. From `ready` on its papers are frozen."""

    class State(models.TextChoices):
        DRAFT = "draft", _("In the making")
        READY = "ready", _("Waits for a second reader")
        READ = "read", _("Read twice, waits for the person's yes")
        AGREED = "agreed", _("May be sent")
        SENT = "sent", _("Sent")
        ANSWERED = "answered", _("An answer came")
        REPLACED = "replaced", _("A newer edition took its place")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="packets")
    route = models.CharField(max_length=30)
    edition = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.DRAFT)
    made_on = models.DateField()
    sent_on = models.DateField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    ready_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    read_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    # {"words": {paper key: {paragraph key: {"was", "now"}}}, "declare": bool, "by": [volunteer]}.
    edits = models.BinaryField(null=True)
    # {"papers": [{"key", "edition", "document", "pdf", "sha256"}],
    #  "exhibits": [{"id", "what", "kind", "pages", "sha256"}]}.
    frozen = models.BinaryField(null=True)
    # {"agreed", "show_name", "how", "number", "proof", "answer"}: written down on the way.
    record = models.BinaryField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "route", "edition"], name="one_of_an_edition"),
            models.CheckConstraint(
                condition=models.Q(state="draft", frozen=None)
                | (~models.Q(state="draft") & models.Q(frozen__isnull=False)),
                name="frozen_if_and_only_if_ready",
            ),
        ]
        # Papers that wait for a reader, and answers that are owed, by the day they were sent.
        indexes = [models.Index(fields=["state", "sent_on", "id", "route"], name="packet_by_state")]

    def __str__(self):
        return f"{self.route} {self.edition}"

    @property
    def is_draft(self):
        return self.state == self.State.DRAFT

    @property
    def is_replaced(self):
        return self.state == self.State.REPLACED

    @property
    def name(self):
        """The name of its route, in words."""
        return BY_KEY[self.route].name
