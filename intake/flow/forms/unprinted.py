"""What only volunteers read: nobody is led to this page, and no letter prints it."""

from django.utils.translation import gettext_lazy as _

from ..base import StepForm
from ..text_fields import LongText


class VolunteersOnlyForm(StepForm):
    text = LongText(label=_("What should only volunteers know?"), rows=5)
