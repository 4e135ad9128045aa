"""Who works in the office, as what."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from intake.vault.fields import OpaqueField, SealedField, SealedModel


class Role(models.TextChoices):
    VOLUNTEER = "volunteer", _("Volunteer")
    READER = "reader", _("Second reader")
    TRANSLATOR = "translator", _("Translator")
    COORDINATOR = "coordinator", _("Coordinator")
    AUDITOR = "auditor", _("Auditor")
    OPERATOR = "operator", _("Operator")


EVERYBODY = frozenset(Role)
# Who works on cases, who reads them, and so on: the rights (office/access.py) go by these.
WORKERS = frozenset({Role.VOLUNTEER, Role.COORDINATOR})
SECOND_READERS = WORKERS | {Role.READER}
READERS = SECOND_READERS | {Role.TRANSLATOR}
TRANSLATORS = WORKERS | {Role.TRANSLATOR}
COORDINATORS = frozenset({Role.COORDINATOR})
AUDITORS = frozenset({Role.COORDINATOR, Role.AUDITOR})
OPERATORS = frozenset({Role.COORDINATOR, Role.OPERATOR})
# Names of a person and ways to find one are hidden from these.
WITHOUT_IDENTITY = frozenset({Role.TRANSLATOR})
# Whose cases a coordinator may limit to their own.
LIMITABLE = frozenset({Role.VOLUNTEER})


class AlertWhen(models.TextChoices):
    AT_ONCE = "now", _("Within an hour")
    DAILY = "day", _("Once a day")


class VolunteerManager(BaseUserManager["Volunteer"]):
    def create_user(self, username, password=None, **fields):
        """Return a new, saved volunteer. Without a password nobody can log in as them."""
        volunteer = self.model(username=self.model.normalize_username(username), **fields)
        volunteer.set_password(password)
        volunteer.save(using=self._db)
        return volunteer


class Volunteer(SealedModel, AbstractBaseUser):
    """An account in the office. A chosen name and a first name; no address, no phone."""

    username = models.CharField(_("user name"), max_length=60, unique=True)
    first_name = models.CharField(_("first name, as filers see it"), max_length=60)
    role = models.CharField(_("role"), max_length=12, choices=Role.choices, default=Role.VOLUNTEER)
    # Languages this volunteer reads, as codes of the form.
    languages = models.JSONField(_("languages"), default=list, blank=True)
    # Sealed under the server's key: where a neutral alert of a saved list may go.
    alert_address = SealedField(
        "volunteer",
        "alert_address",
        shape=str,
        absent=str,
        by_server=True,
        null=True,
        blank=True,
    )
    # One mail a day at most, whatever is new.
    alerted_on = models.DateField(null=True, blank=True)
    # When an alert of what is unread last went out, and whether such alerts go at once.
    alerted_at = models.DateTimeField(null=True, blank=True)
    alert_when = models.CharField(
        _("alerts"),
        max_length=4,
        choices=AlertWhen.choices,
        default=AlertWhen.DAILY,
        db_default=AlertWhen.DAILY,
    )
    last_seen_on = models.DateField(null=True, blank=True)
    # The day of the visit before the one of `last_seen_on`: what changed since is shown all day.
    previous_seen_on = models.DateField(null=True, blank=True)
    names_hidden = models.BooleanField(_("no names in lists"), default=False, db_default=False)
    keys_off = models.BooleanField(_("no single-key commands"), default=False)
    off_duty = models.BooleanField(_("off duty"), default=False)
    own_cases_only = models.BooleanField(_("sees only own cases"), default=False)
    is_active = models.BooleanField(_("may log in"), default=True)

    objects = VolunteerManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["first_name"]

    def __str__(self):
        return self.first_name or self.username

    @property
    def can_be_limited(self):
        """Whether a coordinator may let this volunteer see only their own cases."""
        return self.role in LIMITABLE


class OfficeHours(models.Model):
    """When the office answers, in words, as a coordinator wrote it. The newest row counts."""

    text = models.TextField(_("office hours"), blank=True)
    by = models.ForeignKey(Volunteer, on_delete=models.SET_NULL, null=True)
    at = models.DateTimeField()

    def __str__(self):
        return f"office hours of {self.at:%Y-%m-%d}"


class Invitation(models.Model):
    """A one-use link by which a volunteer sets a password. Only its HMAC is kept."""

    volunteer = models.OneToOneField(Volunteer, on_delete=models.CASCADE, related_name="invitation")
    index = OpaqueField(max_length=32, unique=True)
    expires_at = models.DateTimeField()

    def __str__(self):
        return f"invitation of {self.volunteer_id}"
