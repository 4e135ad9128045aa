"""How the office is set up: teams, tags, hours, routes, and the words that messages begin from."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from intake.messages.templates import PLACEHOLDERS
from intake.routes.base import STATUSES
from intake.routes.route_status import note_text, status_of

from ..fields import day_field, line_field, long_text_field, refuse_future


class TeamForm(forms.Form):
    name = line_field(_("Name of the new team"), _("Write a name for the team."), max_length=80)


class TagNameForm(forms.Form):
    name = line_field(
        _("New tag"),
        _("Write the tag."),
        _("Tags are not sealed. Never use a name of a person."),
        max_length=40,
    )


class HoursForm(forms.Form):
    text = long_text_field(
        _("When the office answers"),
        hint=_("In plain words, with the time zone and the days when nobody is there."),
        rows=3,
        max_length=500,
        strip=True,
    )


class RouteForm(forms.Form):
    """How a route stands. The contact lines, if any, stand for those of the route itself."""

    status = forms.ChoiceField(label=_("Status"), choices=list(STATUSES.items()))
    note = long_text_field(
        _("Note for filers"),
        hint=_("One or two plain sentences. Leave it empty if there is nothing to say."),
        rows=3,
        max_length=500,
        strip=True,
    )
    contact = long_text_field(
        _("Contact details"),
        hint=_("Only what you saw yourself. Empty means: as this site has them."),
        rows=4,
        max_length=2000,
        strip=True,
    )
    checked_on = day_field(_("Checked on"), validators=[refuse_future])

    def __init__(self, route, data=None):
        status = status_of(route)
        filled_in = {
            "status": status.code,
            "note": note_text(status.note),
            "contact": status.contact,
            # Who mends a slip of the pen did not look today: the day is theirs to give.
            "checked_on": status.checked_on if status.is_reviewed else None,
        }
        super().__init__(data, initial=filled_in)


class TemplateForm(forms.Form):
    text = long_text_field(
        _("Words of the message"), _("Write the words first."), rows=8, max_length=5000
    )

    def clean_text(self):
        text = self.cleaned_data["text"]
        unknown = set(re.findall(r"{(\w*)}", text)) - set(PLACEHOLDERS)
        if unknown:
            raise forms.ValidationError(
                _("There is no blank named “%(name)s”."), params={"name": sorted(unknown)[0]}
            )
        return text
