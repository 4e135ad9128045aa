"""Message, status, follow-up and note in one: written from a template, previewed, then done."""

from django.contrib import messages
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from intake import mail
from intake.accounts import office_hours
from intake.cases import actions, service_level
from intake.messages import actions as letters
from intake.messages import templates
from intake.web.methods import read_and_write
from intake.web.parsing import parse_whole_number

from .. import labels
from ..access import case_required, log_view
from . import preview
from .context import messages_context
from .notifications import notification_channels, notify
from .update_forms import CaseUpdateForm
from .views import list_query, to_case


@read_and_write
@case_required
def update_case(request, unlocked):
    """Message, status, follow-up and note in one form, begun from a template."""
    found, now, ways = unlocked.case, timezone.now(), notification_channels(unlocked)
    blanks = {
        "volunteer": request.user.first_name,
        "next_day": _format_day(service_level.next_review_on(found)),
        "hours": office_hours.current_hours() or "…",
    }
    shown = None
    if request.method == "POST" and request.POST.get("begin") in templates.DEFAULTS:
        initial = preview.restarted(request.POST, request.POST["begin"], blanks)
        form, chosen = CaseUpdateForm(found, initial=initial, channels=ways), initial["begin"]
    elif request.method == "POST":
        form = CaseUpdateForm(found, request.POST, channels=ways)
        valid = form.is_valid()
        if "preview" in request.POST:
            shown = preview.context_for(form)
        elif valid:
            return _save_update(request, unlocked, form.cleaned_data)
        log_view(request, found)
        chosen = form["template"].value() or "free_words"
    else:
        chosen = request.GET.get("template", "free_words")
        chosen = chosen if chosen in templates.DEFAULTS else "free_words"
        reads = found.reads if found.reads in dict(labels.LANGUAGES) else "en"
        text, version, language = templates.current_version(chosen, reads)
        form = CaseUpdateForm(
            found,
            initial={
                "text": templates.fill_in(str(text), blanks),
                "language": language,
                "template": f"{chosen}:{language}:{version}",
            },
            channels=ways,
        )
    context = {
        "case": found,
        "form": form,
        "names": [(name, label) for name, (label, _text) in templates.DEFAULTS.items()],
        "preview": shown,
        "back": list_query(request),
        "chosen": chosen.partition(":")[0],
        "reads": labels.LANGUAGE_LABELS.get(found.reads, ""),
        "case_messages": messages_context(unlocked, 3),
        "now": now,
    }
    return render(request, "office/case_update.html", context, status=422 if form.errors else 200)


def _format_day(day):
    return date_format(day, "F j, Y") if day else "…"


def _save_update(request, unlocked, given):
    way, to = given.pop("tell", ""), given["to"]
    name, language, version = ((given.pop("template") or "free_words") + "::").split(":")[:3]
    text = templates.DEFAULTS.get(name, ("", ""))[1]
    version = parse_whole_number(version) or 0
    if version:
        text = templates.text_of_version(name, language, version)
    given["template"] = (name, version, str(text))
    try:
        letters.update_case(unlocked, by=request.user, at=timezone.now(), **given)
    except actions.NotAllowed as reason:
        messages.error(request, str(reason))
    else:
        messages.success(request, _("Done, all of it."))
        if way:
            notify(request, unlocked, way, mail.notification_for(to, name))
    return to_case(request, unlocked.case.reference)
