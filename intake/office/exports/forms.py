"""What leaves the office, and why."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..fields import line_field


class ExportForm(forms.Form):
    reason = line_field(
        _("What is it for?"), _("Write what it is for."), _("The access log shows it.")
    )


class LawyerForm(forms.Form):
    consent = line_field(
        _("How and when did the person agree, and who is the lawyer?"),
        _("Write how and when the person agreed, and who the lawyer is."),
        _("For example: by phone on Monday, to me, for their lawyer at the legal aid office."),
    )
