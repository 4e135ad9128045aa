"""Who looked at what, and who was let in: without content, append only, chained."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from intake.vault.fields import OpaqueField


class AuditEntry(models.Model):
    """One thing that somebody did. Its mac covers the row and the mac before it."""

    class Kind(models.TextChoices):
        LOGIN = "login", _("Logged in")
        LOGIN_FAILED = "login_failed", _("Login failed")
        SECOND_FAILED = "second_failed", _("Second factor failed")
        VIEWED = "opened", _("Case opened")
        LISTED = "listed", _("List with names shown")
        REVEALED = "revealed", _("Contact details shown")
        SEARCHED = "searched", _("Searched")
        PRINTED = "printed", _("Printed")
        PRINT_LIMIT = "print_limit", _("Print refused: the limit of the day")
        DOWNLOADED = "downloaded", _("File downloaded")
        EXPORTED = "exported", _("Exported")
        EXPORT_LIMIT = "export_limit", _("Export refused: the limit of the day")
        NEW_CODE = "new_code", _("Code of a filer replaced")
        GRANTED = "granted", _("Access to a team approved")
        INVITED = "invited", _("Invited")
        LEFT = "left", _("Access ended")
        ROLE = "role", _("Role changed")
        SECOND_RESET = "second_reset", _("Second factor reset")
        TEAM_KEY = "team_key", _("Team key changed")
        RECOVERED = "recovered", _("Cases opened with the recovery key")
        SETTING = "setting", _("Setting changed")
        ERASED = "erased", _("Erased")

    number = models.PositiveBigIntegerField(primary_key=True)
    kind = models.CharField(max_length=14, choices=Kind.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True)
    # The reference of a case, the user name of a volunteer, the name of a list: never content.
    what = models.CharField(max_length=80, blank=True)
    at = models.DateTimeField()
    mac = OpaqueField(max_length=32)

    class Meta:
        # The last three are for who asks the log about a person, a case or a day.
        indexes = [
            models.Index(fields=["kind", "by", "at"], name="audit_by_kind"),
            models.Index(fields=["by", "number"], name="audit_by_person"),
            models.Index(fields=["what", "number"], name="audit_by_what"),
            models.Index(fields=["at"], name="audit_by_time"),
        ]

    def __str__(self):
        return f"{self.number} {self.kind}"


class AuditHead(models.Model):
    """How long the chain is, and its last mac: a row cut off the end shows."""

    count = models.PositiveBigIntegerField(default=0)
    mac = OpaqueField(max_length=32)

    def __str__(self):
        return f"{self.count} rows"
