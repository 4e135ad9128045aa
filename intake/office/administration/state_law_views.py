"""The law of the states on holds as volunteers keep it: what counts now, and each version."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from intake.audit import log as audit
from intake.routes import state_law_status
from intake.routes.models import EFFECTS
from intake.web.methods import read_and_write

from .forms import StateLawForm


@require_safe
def state_laws(request):
    """List every state with the row that counts now, or that there is none."""
    rows = []
    for code in state_law_status.CODES:
        line = state_law_status.line_of(code)
        effect = EFFECTS[line.effect] if line else state_law_status.NO_CHECKED_LINE
        rows.append((code, state_law_status.STATE_NAMES[code], line, effect))
    return render(request, "office/state_laws.html", {"rows": rows})


@read_and_write
def state_law(request, code):
    """Keep a new version of a state's row. What stood before stays in the history."""
    if code not in state_law_status.CODES:
        raise Http404
    line = state_law_status.line_of(code)
    form = StateLawForm(line, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        row = state_law_status.save_review(code, by=request.user, at=now, **form.cleaned_data)
        audit.write(audit.Kind.SETTING, by=request.user, at=now, what=f"state law {row}")
        messages.success(
            request, _("The law of this state is saved. Filers see it within a minute.")
        )
        return redirect("office:state-laws")
    context = {
        "name": state_law_status.STATE_NAMES[code],
        "line": line,
        "no_line": state_law_status.NO_CHECKED_LINE,
        "form": form,
        "history": [(row, EFFECTS[row.effect]) for row in state_law_status.reviews_of(code)],
    }
    return render(request, "office/state_law.html", context, status=422 if form.errors else 200)
