"""Who has a form of a case open, so that two volunteers do not write the same thing."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models

from intake.accounts.models import Volunteer

from .models import Case

MESSAGE, LETTER, TRANSLATION = "message", "letter", "translation"
# So long after a form was opened its volunteer is said to be writing; then the row is deleted.
WRITING_FOR, KEPT_FOR = timedelta(minutes=10), timedelta(minutes=15)


class OpenForm(models.Model):
    """A form of a case that a volunteer opened a moment ago, and has not sent."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="open_forms")
    volunteer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="open_forms"
    )
    form = models.CharField(max_length=12)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "volunteer", "form"], name="one_open_form_a_volunteer"
            )
        ]

    def __str__(self) -> str:
        return f"{self.form} of {self.case_id}"


def note_open(case: Case, form: str, *, by: Volunteer, at: datetime) -> None:
    """Keep that a volunteer opened a form of a case now."""
    forget_old(at)
    OpenForm.objects.update_or_create(case=case, volunteer=by, form=form, defaults={"at": at})


def note_closed(case: Case, form: str, *, by: Volunteer) -> None:
    """Keep that a volunteer sent a form of a case."""
    OpenForm.objects.filter(case=case, volunteer=by, form=form).delete()


def others_at(case: Case, form: str, volunteer: Volunteer, at: datetime) -> list[OpenForm]:
    """Return who else has this form of a case open, the newest first. One query."""
    rows = OpenForm.objects.filter(case=case, form=form, at__gt=at - WRITING_FOR)
    return list(rows.exclude(volunteer=volunteer).select_related("volunteer").order_by("-at"))


def forget_old(at: datetime) -> None:
    """Delete the rows of forms that were opened a while ago."""
    OpenForm.objects.filter(at__lt=at - KEPT_FOR).delete()
