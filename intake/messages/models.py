"""What volunteers and the person write to each other: sealed, each with its language."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from intake.cases.models import Case
from intake.complaints.models import Draft
from intake.vault.fields import SealedField, SealedModel
from intake.vault.models import Team
from intake.vault.shapes import Record

BODY = Record(
    {"text": str, "language": str}, {"template": str, "version": int, "template_text": str}
)
TRANSLATION = Record({"text": str, "language": str})


class Message(SealedModel):
    """One message, either way. Append only; a translation stands beside it."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="messages")
    from_filer = models.BooleanField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField()
    body = SealedField("message", "body", shape=BODY)
    # By the one who is named in `translated_by`.
    translation = SealedField("message", "translation", shape=TRANSLATION, null=True, blank=True)
    translated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    # The day on which the person first saw it behind the code.
    seen_on = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["case", "id"], name="message_by_case")]

    def __str__(self):
        return f"message {self.pk}"


class MessageTemplate(models.Model):
    """The words a message begins from, in one language. A change is a new version."""

    slug = models.CharField(max_length=20)
    # Whose words they are; those from before teams had their own are for all of them.
    team = models.ForeignKey(
        Team, on_delete=models.CASCADE, null=True, db_index=False, related_name="+"
    )
    language = models.CharField(max_length=12)
    # Counted over all teams, so that a number names one text.
    version = models.PositiveSmallIntegerField()
    text = models.TextField(_("text"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["slug", "language", "version"], name="one_text_per_version"
            )
        ]

    def __str__(self):
        return f"{self.slug} {self.language} {self.version}"


class Reminder(SealedModel):
    """The one address to which a person wants reminders, without a volunteer."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="reminders")
    channel = models.CharField(max_length=5)
    # Under the server's key: the timer has no other. The page says so.
    address = SealedField("reminder", "address", shape=str, by_server=True)
    # How many went out about which message.
    sent = models.PositiveSmallIntegerField(default=0)
    about = models.ForeignKey(Message, on_delete=models.SET_NULL, null=True, related_name="+")

    def __str__(self):
        return f"reminder {self.pk}"


class DraftReminder(SealedModel):
    """The one address to which a person wants one line, if a form is not finished in three days."""

    draft = models.OneToOneField(Draft, on_delete=models.CASCADE, related_name="reminder")
    channel = models.CharField(max_length=5)
    # Under the server's key, as that of a Reminder. Erased as soon as it was used.
    address = SealedField("draft reminder", "address", shape=str, by_server=True)

    def __str__(self):
        return f"reminder of a draft {self.pk}"
