"""What coordinators add to the templates, and what was sent to many from one of them."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from intake.cases.models import Case
from intake.vault.models import Team


class TeamTemplate(models.Model):
    """A template that a team added. Its words are rows of MessageTemplate with this slug."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="templates")
    # Random, so that two teams never share one.
    slug = models.CharField(max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=60)
    # Whether a message from it asks for an answer.
    asks = models.BooleanField(default=False)
    # No message begins from it any more; its words stay for the messages that did.
    is_over = models.BooleanField(default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True)
    at = models.DateTimeField()

    def __str__(self):
        return self.name


class BulkMessage(models.Model):
    """What became of one case when many were sent a message. No words of it are here."""

    class Outcome(models.TextChoices):
        SENT = "sent", _("Sent. They see it when they use their code.")
        NOTIFIED = "notified", _("Sent, and told that there is news")
        NOT_NOTIFIED = "unnotified", _("Sent, but telling them did not work")
        REFUSED = "refused", _("Not sent: the case changed meanwhile")

    # The same for all that one press of the button sent: a second press finds the row.
    sending = models.UUIDField()
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="bulk_messages")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True)
    at = models.DateTimeField()
    template = models.CharField(max_length=20)
    language = models.CharField(max_length=12)
    outcome = models.CharField(max_length=10, choices=Outcome.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sending", "case"], name="one_message_a_sending")
        ]

    def __str__(self):
        return f"{self.template} to {self.case_id}"
