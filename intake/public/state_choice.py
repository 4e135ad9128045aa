"""Which state a reader asks about: chosen on the page itself, in its address, and never stored."""

from django import forms
from django.utils.translation import gettext_lazy as _

from intake.routes.state_law_status import CODES, STATE_NAMES
from intake.routes.state_panel import state_panel


class StateChoiceForm(forms.Form):
    """The state where the jail is."""

    state = forms.ChoiceField(
        label=_("In which state is the jail?"),
        choices=[("", _("Choose")), *((code, STATE_NAMES[code]) for code in CODES)],
        required=False,
        error_messages={"invalid_choice": _("Choose a state from the list.")},
    )


def state_context(request, footnotes):
    """Return the choice of a state, and the box of the one that was chosen, if any."""
    form = StateChoiceForm(request.GET if "state" in request.GET else None)
    chosen = form.cleaned_data["state"] if form.is_valid() else ""
    panel = state_panel(chosen, footnotes)
    return {"state_form": form, "state_panel": panel, "help_state": chosen}
