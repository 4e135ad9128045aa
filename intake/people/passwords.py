"""Refuse passwords that are long only by padding, and those too long to hash."""

import re

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

MOST = 1000


class NotPadded:
    """A common password stays common with numbers around it, or written twice."""

    def __init__(self):
        self.common = CommonPasswordValidator().passwords

    def validate(self, password, user=None):
        text = password.casefold().strip()
        core = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", text)
        once = re.sub(r"^(.+?)\1+$", r"\1", text)
        core_once = re.sub(r"^(.+?)\1+$", r"\1", core)
        if not core or {text, core, once, core_once} & self.common or len(set(text)) < 5:
            raise ValidationError(
                _("This is a well known password with something added. Use a few words of yours."),
                code="padded",
            )

    def get_help_text(self):
        return _("Do not use a well known password with numbers added.")


class NotTooLong:
    """Hashing has a cost for each letter; nobody types a thousand."""

    def validate(self, password, user=None):
        if len(password) > MOST:
            raise ValidationError(
                _("Use at most %(most)s letters.") % {"most": MOST}, code="too_long"
            )

    def get_help_text(self):
        return _("Use at most %(most)s letters.") % {"most": MOST}
