"""How the office is set up: teams, tags, hours and routes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from intake.routes.base import STATUSES
from intake.routes.models import EFFECTS
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


class StateLawForm(forms.Form):
    """A new version of what the law of a state says about holds. The date is that of the text."""

    effect = forms.ChoiceField(label=_("Effect"), choices=list(EFFECTS.items()))
    law = line_field(
        _("Law"),
        _("Write the name of the law."),
        _("Its official name, for example: 5 ILCS 805/15(a)."),
        max_length=200,
    )
    says = long_text_field(
        _("What it says, for filers"),
        _("Write what it says."),
        hint=_("One or two plain sentences."),
        rows=3,
        max_length=600,
        strip=True,
    )
    advice = long_text_field(
        _("What to do"),
        hint=_("Leave it empty if there is nothing to add."),
        rows=2,
        max_length=300,
        strip=True,
    )
    letter = long_text_field(
        _("Sentence for the jail"),
        _("Write the sentence for the jail."),
        hint=_("In English, with the law by name. It speaks of nobody: it fits each writer."),
        rows=3,
        max_length=600,
        strip=True,
    )
    source = line_field(
        _("Where you read it"),
        _("Write where you read it."),
        _("The official page, or the copy. Filers see it."),
        max_length=300,
    )
    as_of = day_field(_("Date of that text"), validators=[refuse_future])

    def __init__(self, line, data=None):
        filled_in = {}
        if line is not None:
            filled_in = {
                "effect": line.effect,
                "law": line.law,
                "says": " ".join(note_text(item) for item in line.own_words),
                "advice": line.advice,
                "letter": line.letter,
                # Who changes a word did not read the text today: the day and the place are theirs.
                "source": line.source,
            }
        super().__init__(data, initial=filled_in)
