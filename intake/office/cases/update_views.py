"""Message, status, follow-up and note in one: written from a template, previewed, then done."""

from contextlib import suppress

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from intake.cases import actions, mentions, open_forms
from intake.cases.change import Erased
from intake.messages import actions as letters
from intake.messages import placeholders, templates
from intake.web.methods import read_and_write
from intake.web.parsing import parse_whole_number

from .. import labels
from ..access import case_required, log_view
from . import preview
from .context import messages_context
from .mention_words import unknown_names
from .notifications import notification_channels, notify
from .update_forms import CaseUpdateForm
from .views import list_query, to_case


@read_and_write
@case_required
def update_case(request, unlocked):
    """Message, status, follow-up and note in one form, begun from a template."""
    found, now, ways = unlocked.case, timezone.now(), notification_channels(unlocked)
    values = placeholders.values_for(unlocked, request.user)
    offered = {one.slug: one for one in templates.of_team(found.team)}
    shown = None
    if request.method == "POST" and request.POST.get("begin") in offered:
        begun = offered[request.POST["begin"]]
        initial = preview.restarted(request.POST, begun, values, found.team)
        form = CaseUpdateForm(found, initial=initial, channels=ways)
    elif request.method == "POST":
        form = CaseUpdateForm(found, _filled_in(request.POST, values), channels=ways)
        valid = form.is_valid()
        if "preview" in request.POST:
            shown = preview.context_for(form)
        elif valid:
            saved = _save_update(request, unlocked, form)
            if saved:
                return saved
        log_view(request, found)
    else:
        begun = offered.get(request.GET.get("template", ""), offered[templates.FREE_WORDS])
        form = CaseUpdateForm(found, initial=_begun(begun, found, values), channels=ways)
    open_forms.note_open(found, open_forms.MESSAGE, by=request.user, at=now)
    chosen, language, _version = (f"{form['template'].value() or ''}::").split(":")[:3]
    english = ""
    if chosen in offered and language not in ("", "en"):
        english = str(templates.current_version(chosen, "en", found.team)[0])
    context = {
        "case": found,
        "form": form,
        "writing": open_forms.others_at(found, open_forms.MESSAGE, request.user, now),
        "with_messages": getattr(form, "messages_are_new", False),
        "offered": list(offered.values()),
        "preview": shown,
        "back": list_query(request),
        "chosen": chosen or templates.FREE_WORDS,
        "english": placeholders.fill_in(english, values),
        "reads": labels.LANGUAGE_LABELS.get(found.reads, ""),
        "case_messages": messages_context(unlocked, 3),
        "now": now,
    }
    return render(request, "office/case_update.html", context, status=422 if form.errors else 200)


def _begun(template, case, values):
    """Return the values of a new form, begun from a template in the language the person reads."""
    reads = case.reads if case.reads in dict(labels.LANGUAGES) else "en"
    text, version, language = templates.current_version(template.slug, reads, case.team)
    return {
        "text": placeholders.fill_in(str(text), values),
        "language": language,
        "template": f"{template.slug}:{language}:{version}",
        "asks": template.asks,
    }


def _filled_in(data, values):
    """Return what was typed, with the blanks filled in: the follow-up of the same form counts."""
    data = data.copy()
    day = data.get("follow_up_on")
    if day:
        with suppress(ValidationError):
            new = CaseUpdateForm.base_fields["follow_up_on"].clean(day)
            values = values | {"next_day": date_format(new, "F j, Y")}
    data["text"] = placeholders.fill_in(data.get("text", ""), values)
    return data


def _save_update(request, unlocked, form):
    """Do all of it and return the way to the case; or say at the form why not, and return None."""
    given = dict(form.cleaned_data)
    way, notice = given.pop("tell", ""), form.notice(given)
    name, language, version = ((given.pop("template") or "free_words") + "::").split(":")[:3]
    text = templates.DEFAULTS.get(name, ("", ""))[1]
    version = parse_whole_number(version) or 0
    if version:
        text = templates.text_of_version(name, language, version)
    given["template"] = (name, version, str(text))
    given["mentioned"], unknown = mentions.find(given["note"], unlocked.case, request.user)
    try:
        letters.update_case(unlocked, by=request.user, at=timezone.now(), **given)
    except Erased as reason:
        messages.error(request, str(reason))
        return to_case(request, unlocked.case.reference)
    except actions.NotAllowed as reason:
        form.add_error(None, str(reason))
        return None
    open_forms.note_closed(unlocked.case, open_forms.MESSAGE, by=request.user)
    messages.success(request, _("All saved."))
    if unknown:
        messages.warning(request, unknown_names(unknown))
    if way:
        notify(request, unlocked, way, notice)
    return to_case(request, unlocked.case.reference)
