"""Message, status, follow-up and note in one: written from a template, previewed, then done."""

from django.contrib import messages
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from intake import mail
from intake.accounts import office_hours
from intake.cases import actions, open_forms, service_level
from intake.cases.change import Erased
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
            saved = _save_update(request, unlocked, form)
            if saved:
                return saved
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
    open_forms.note_open(found, open_forms.MESSAGE, by=request.user, at=now)
    context = {
        "case": found,
        "form": form,
        "writing": open_forms.others_at(found, open_forms.MESSAGE, request.user, now),
        "with_messages": getattr(form, "messages_are_new", False),
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


def _save_update(request, unlocked, form):
    """Do all of it and return the way to the case; or say at the form why not, and return None."""
    given = dict(form.cleaned_data)
    way, to = given.pop("tell", ""), given["to"]
    name, language, version = ((given.pop("template") or "free_words") + "::").split(":")[:3]
    text = templates.DEFAULTS.get(name, ("", ""))[1]
    version = parse_whole_number(version) or 0
    if version:
        text = templates.text_of_version(name, language, version)
    given["template"] = (name, version, str(text))
    try:
        letters.update_case(unlocked, by=request.user, at=timezone.now(), **given)
    except Erased as reason:
        messages.error(request, str(reason))
        return to_case(request, unlocked.case.reference)
    except actions.NotAllowed as reason:
        form.add_error(None, str(reason))
        return None
    open_forms.note_closed(unlocked.case, open_forms.MESSAGE, by=request.user)
    messages.success(request, _("Done, all of it."))
    if way:
        notify(request, unlocked, way, mail.notification_for(to, name))
    return to_case(request, unlocked.case.reference)
