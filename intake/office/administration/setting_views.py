"""Coordinators' settings of the office: hours and free days, languages, who sees which cases."""

from django.contrib import messages
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from intake.accounts import office_hours
from intake.accounts.models import LIMITABLE, READERS, Volunteer
from intake.audit import log as audit
from intake.deadlines.workdays import holidays_between
from intake.flow.forms.person import LANGUAGES
from intake.messages import templates
from intake.messages.models import MessageTemplate
from intake.web.methods import read_and_write

from ..access import visible_cases
from .forms import HoursForm

AHEAD = 400  # days


@read_and_write
def hours(request):
    """Say when the office answers; list the days that count as no working days."""
    today, now = timezone.localdate(), timezone.now()
    form = HoursForm(
        request.POST if request.method == "POST" else None,
        initial={"text": office_hours.current_hours()},
    )
    if form.is_valid():
        office_hours.save_hours(form.cleaned_data["text"], by=request.user, at=now)
        audit.write(audit.Kind.SETTING, by=request.user, at=now, what="office hours")
        messages.success(request, _("Saved."))
        return redirect("office:hours")
    context = {"form": form, "days": holidays_between(today, AHEAD)}
    return render(request, "office/hours.html", context, status=422 if form.errors else 200)


@require_safe
def languages(request):
    """Say of each language: words of messages, volunteers who read it, people who wait for it."""
    keys = {key for key, (_name, text) in templates.DEFAULTS.items() if text}
    there: dict[str, set[str]] = {}
    words = MessageTemplate.objects.filter(Q(team=None) | Q(team__in=list(request.teams)))
    for key, language in words.values_list("slug", "language").distinct():
        there.setdefault(language, set()).add(key)
    there["en"] = keys
    readers = list(
        Volunteer.objects.filter(is_active=True, off_duty=False, role__in=READERS).values_list(
            "first_name", "languages"
        )
    )
    waits = visible_cases(request).open()
    rows = [
        (
            code,
            name,
            len(there.get(code, set()) & keys),
            [first for first, reads in readers if code in reads],
            waits.filter(reads=code).exists(),
        )
        for code, name in LANGUAGES
    ]
    return render(request, "office/languages.html", {"rows": rows, "all": len(keys)})


@require_POST
def set_own_cases_only(request, pk):
    """Let a volunteer see all cases of their teams, or only those that were given to them."""
    volunteer = get_object_or_404(Volunteer, pk=pk, is_active=True, role__in=LIMITABLE)
    volunteer.own_cases_only = "own" in request.POST
    volunteer.save(update_fields=["own_cases_only"])
    which = "own" if volunteer.own_cases_only else "all"
    audit.write(
        audit.Kind.SETTING,
        by=request.user,
        at=timezone.now(),
        what=f"{volunteer.username}: {which} cases",
    )
    messages.success(request, _("Saved."))
    return redirect("office:people")
