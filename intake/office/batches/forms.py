"""What is the same for all clients of a batch, and the table of them."""

from itertools import chain

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from intake.attachments.handler import was_cut_off
from intake.cases.batch_table import MOST_CHARACTERS
from intake.flow.base import StepForm
from intake.flow.forms.filer import HelperForm, PermissionForm, ReachForm, SharingForm
from intake.flow.questions import Question
from intake.flow.steps import THEM

from ..fields import line_field, long_text_field

SHARED_PAGES = {
    "helper": HelperForm,
    "reach": ReachForm,
    "permission": PermissionForm,
    "sharing": SharingForm,
}


def _questions(form: type[StepForm]) -> list[str]:
    return [name for name, field in form.base_fields.items() if isinstance(field, Question)]


class SharedForm(HelperForm, ReachForm, PermissionForm, SharingForm):
    """The answers that an office gives once for all its clients of a table."""

    table = long_text_field(
        _("Table of clients"),
        hint=_("Paste it here, or choose a file below. The first line names the columns."),
        rows=12,
        max_length=MOST_CHARACTERS,
        strip=False,
    )
    file = forms.FileField(label=_("Or a CSV file"), required=False)
    signed = line_field(_("Your name, as a signature"), _("Write your name."), max_length=200)
    true = forms.BooleanField(
        label=_("I read each row. It is true as far as I know. Each client said yes to this."),
        error_messages={"required": _("Confirm that the rows are true.")},
    )

    field_order = ("table", "file", *chain(*map(_questions, SHARED_PAGES.values())))

    def __init__(self, request):
        self.request = request
        super().__init__(request.POST if request.method == "POST" else None, voice=THEM)
        self.files = request.FILES
        self.order_fields(self.field_order)

    def clean_file(self):
        """Return the text of the file, or ""."""
        if was_cut_off(self.request):
            raise ValidationError(_("This file is too big. Enter it in parts of 50 rows."))
        file = self.cleaned_data.get("file")
        if not file:
            return ""
        if self.cleaned_data.get("table", "").strip():
            raise ValidationError(_("Use the box or a file, not both. Choose the file again."))
        if file.size > 4 * MOST_CHARACTERS:
            raise ValidationError(_("This file is too big. Enter it in parts of 50 rows."))
        try:
            return file.read().decode("utf-8-sig")
        except UnicodeDecodeError:
            raise ValidationError(
                _("We cannot read this file. Save it as “CSV UTF-8”, and choose it again.")
            ) from None

    @property
    def text(self):
        """The table, as it was pasted or as the file holds it."""
        return self.cleaned_data.get("table", "").strip() or self.cleaned_data.get("file", "")

    def show_table(self, text):
        """Show another table in the box than was sent; the file's field is empty in a browser."""
        data = self.request.POST.copy()
        data["table"] = text
        self.data = data

    def shared_answers(self):
        """Return {page: answer} of the pages that are the same for all."""
        answers = self.answer()
        return {"filer": {"filing_for": "work"}} | {
            page: {name: answers[name] for name in _questions(form) if name in answers}
            for page, form in SHARED_PAGES.items()
        }
