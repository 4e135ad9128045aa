"""The pages of acts with consequences: shown first, done by the button."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy

from intake.cases.change import NotAllowed
from intake.web.methods import read_and_write

from ..access import case_required, log_view, visible_cases
from ..cases.views import to_case
from .base import consequence_page
from .case_acts import CASE_ACTS

NOT_NOW = gettext_lazy("This cannot be done now, because the case changed. Look again.")


@read_and_write
@case_required
def case_consequence(request, unlocked, name):
    """Say what follows from an act on a case, then do it."""
    act, case = CASE_ACTS.get(name), unlocked.case
    if act is None:
        raise Http404
    reference = case.reference
    if not act.may(request, unlocked):
        messages.error(request, NOT_NOW)
        return to_case(request, reference)
    initial = {"seen": case.status}
    form = act.form(request.POST) if request.method == "POST" else act.form(initial=initial)
    consequence = act.describe(request, unlocked)
    if form.is_bound and form.is_valid():
        try:
            act.perform(request, unlocked, form.cleaned_data)
        except NotAllowed as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, act.done)
            visible = visible_cases(request).filter(reference=reference).exists()
            return to_case(request, reference) if visible else redirect("office:queue")
    if form.is_bound:
        log_view(request, case)
    back = reverse("office:case", args=[reference])
    status = 422 if form.errors else 200
    return consequence_page(request, consequence, form, back, reference, status=status)
