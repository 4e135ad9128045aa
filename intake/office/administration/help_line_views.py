"""Help lines of this office, by state and language: what is shown now, and each version."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from intake.audit import log as audit
from intake.routes import help_lines
from intake.web.methods import read_and_write

from .help_line_form import HelpLineForm


@require_safe
def local_help(request):
    """List the help lines that filers see."""
    return render(request, "office/help_lines.html", {"lines": help_lines.help_lines()})


@read_and_write
def new_help_line(request):
    """Enter a help line."""
    return _edit(request, None, [])


@read_and_write
def help_line(request, pk):
    """Change a help line, or show it no longer. What stood before stays in the history."""
    history = list(help_lines.versions_of(pk))
    if not history:
        raise Http404
    return _edit(request, pk, history)


def _edit(request, line, history):
    posted = request.POST if request.method == "POST" else None
    form = HelpLineForm(posted, initial=vars(history[0]) if history else {})
    if posted is not None and form.is_valid():
        now = timezone.now()
        row = help_lines.save_line(line, by=request.user, at=now, **form.cleaned_data)
        audit.write(audit.Kind.SETTING, by=request.user, at=now, what=f"help line {row}")
        messages.success(request, _("The help line is saved. Filers see it within a minute."))
        return redirect("office:help-lines")
    context = {"form": form, "history": [help_lines.HelpContact(row) for row in history]}
    return render(request, "office/help_line.html", context, status=422 if form.errors else 200)
