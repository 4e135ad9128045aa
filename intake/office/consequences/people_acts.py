"""Acts on a volunteer's account that say first what follows: second factor, new link, end."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from intake.cases.models import Case

from .base import Consequence

# Codes, not words: the access log holds no content.
REASONS = (
    ("lost", gettext_lazy("They lost it")),
    ("replaced", gettext_lazy("They have a new phone or computer")),
    ("exposed", gettext_lazy("Somebody else may have it")),
    ("left", gettext_lazy("They left, or do other work")),
    ("other", gettext_lazy("Another reason")),
)


class AccountReasonForm(forms.Form):
    reason = forms.ChoiceField(
        label=gettext_lazy("Reason, for the access log"),
        choices=[("", gettext_lazy("Choose")), *REASONS],
        error_messages={"required": gettext_lazy("Choose a reason.")},
    )
    verified = forms.BooleanField(
        label=gettext_lazy("I spoke with them, and I know that it is them"),
        help_text=gettext_lazy("A call or a message alone may be from somebody else."),
        error_messages={"required": gettext_lazy("Make sure who asks, then check this box.")},
    )


class EndAccessForm(forms.Form):
    reason = AccountReasonForm.base_fields["reason"]


def logged(volunteer, reason):
    """Return what the access log says: whose account, and the code of the reason."""
    return f"{volunteer.username}: {reason}"


def second_factor_reset(volunteer):
    name = volunteer.first_name
    return Consequence(
        title=_("Reset the second factor of %(name)s?") % {"name": name},
        button=_("Reset second factor"),
        stops=[
            _("They are logged out everywhere at once."),
            _("Their app, security keys and recovery codes stop working."),
            _("Until they set up a new second factor, their password alone opens that page."),
        ],
        informed=[_("Nobody is told by the site. Tell them yourself.")],
        undo=[_("This cannot be undone. They set up a new second factor at their next login.")],
    )


def new_link(volunteer):
    name = volunteer.first_name
    return Consequence(
        title=_("Make a new link for %(name)s?") % {"name": name},
        button=_("Make a new link"),
        stops=[
            _("An older link stops working."),
            _("Anyone with the new link can set a password for this account within 7 days."),
            _("Without their recovery code they open no case until a coordinator approves access."),
        ],
        informed=[_("Nobody is told by the site. Give them the link yourself, in a safe way.")],
        undo=[_("Make another link: this one stops working.")],
    )


def access_end(volunteer):
    held = Case.objects.open().filter(assigned_to=volunteer).count()
    return Consequence(
        title=_("End the access of %(name)s?") % {"name": volunteer.first_name},
        button=_("End the access"),
        stops=[
            _("They are logged out everywhere at once, and can no longer open a case."),
            ngettext(
                "%(count)s open case of theirs becomes unassigned.",
                "%(count)s open cases of theirs become unassigned.",
                held,
            )
            % {"count": held},
        ],
        informed=[_("Nobody is told by the site. The cases stand in the queue as unassigned.")],
        undo=[_("To come back they need a new invitation, and approval for each team.")],
    )
