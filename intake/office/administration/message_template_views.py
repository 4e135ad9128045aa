"""The templates of messages to filers, in versions."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from intake.accounts import office_hours
from intake.audit import log as audit
from intake.flow.forms.person import LANGUAGES
from intake.messages import templates
from intake.messages.models import MessageTemplate
from intake.web.methods import read_and_write

from .forms import TemplateForm


@require_safe
def message_templates(request):
    """List the words messages begin from, and in which languages they are there."""
    there = set(MessageTemplate.objects.values_list("slug", "language"))
    rows = [
        (
            key,
            name,
            [(code, label, (key, code) in there or code == "en") for code, label in LANGUAGES],
        )
        for key, (name, text) in templates.DEFAULTS.items()
        if text
    ]
    return render(request, "office/templates.html", {"rows": rows})


@read_and_write
def message_template(request, slug, language):
    """Change the words in one language: preview first, then keep them as a new version."""
    if slug not in templates.DEFAULTS or language not in dict(LANGUAGES):
        raise Http404
    text, version, found_in = templates.current_version(slug, language)
    form = TemplateForm(request.POST if request.method == "POST" else None, initial={"text": text})
    valid = form.is_valid()
    if valid and "keep" in request.POST:
        templates.save_version(
            slug, language, form.cleaned_data["text"], by=request.user, at=timezone.now()
        )
        audit.write(
            audit.Kind.SETTING,
            by=request.user,
            at=timezone.now(),
            what=f"template {slug} {language}",
        )
        messages.success(request, _("Saved as a new version."))
        return redirect("office:templates")
    shown = form.cleaned_data["text"] if valid else str(text)
    context = {
        "name": templates.DEFAULTS[slug][0],
        "in_language": dict(LANGUAGES)[language],
        "same_language": found_in == language,
        "version": version,
        "form": form,
        "placeholders": templates.PLACEHOLDERS.items(),
        "preview": templates.fill_in(
            shown,
            {
                "volunteer": request.user.first_name,
                "next_day": _("December 1, 2026"),
                "hours": office_hours.current_hours() or "…",
            },
        ),
        "history": MessageTemplate.objects.filter(slug=slug, language=language)
        .select_related("by")
        .order_by("-version"),
    }
    return render(request, "office/template.html", context, status=422 if form.errors else 200)
