"""A message to many from a template: looked at first, sent once, and then what became of it."""

from collections import Counter
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from intake.flow.questions import choice_field
from intake.messages import placeholders, templates
from intake.messages.template_models import BulkMessage

from .. import labels
from ..access import log_view, of_visible_cases
from ..cases.preview import notice_context, notice_of
from . import bulk_message, whole_list

MAX_IN_ADDRESS = 1000


class BulkMessageForm(forms.Form):
    template = forms.ChoiceField(
        label=gettext_lazy("Template"),
        error_messages={
            "required": gettext_lazy("Choose a template."),
            "invalid_choice": gettext_lazy("Choose a template."),
        },
    )
    untold = forms.BooleanField(
        label=gettext_lazy("Also to people with no way to hear that there is news"),
        help_text=gettext_lazy("They see it the next time they use their code."),
        required=False,
    )

    def __init__(self, offered, data=None):
        super().__init__(data)
        field = choice_field(self.fields, "template")
        field.choices = [("", _("Choose")), *((one.slug, one.name) for one in offered.values())]


def _sending(request):
    """Return the id of the sending that a page carries, or None."""
    try:
        return UUID(request.POST.get("sending", ""))
    except ValueError:
        return None


def message_many(request, what_form, cases, batch):
    """Show who gets which words and who does not, and send them where that was looked at."""
    offered = bulk_message.offered_for(cases)
    data = request.POST if "template" in request.POST else None
    form = BulkMessageForm(offered, data)
    planned, sending = [], None
    batch = batch or whole_list.batch_again(request)
    if form.is_valid():
        given = form.cleaned_data
        template = offered[given["template"]]
        planned = bulk_message.plan(request, cases, template.slug, untold=given["untold"])
        sending = _sending(request) if "sure" in request.POST else None
        if sending and _sent_already(request, sending):
            return _to_results(request, sending, template)
        # Only those who get it on the page: the others are left out there, with the reason.
        named = set(request.POST.getlist("to"))
        listed = [one for one in planned if one.case.reference in named]
        is_seen = request.POST.get("versions") == bulk_message.versions_of(planned)
        if sending and listed and is_seen:
            seen = {name: request.POST.get(f"messages-{name}", "") for name in named}
            bulk_message.send(listed, template, sending, seen, request.user)
            return _to_results(request, sending, template)
        if sending:
            form.add_error(
                None, _("The template or a case changed meanwhile. Look again, then send.")
            )
    context = {
        "form": form,
        "what": what_form.cleaned_data["what"],
        "list_query": request.POST.get("list", ""),
        "batch": batch,
        "later": batch.later,
        "cases": cases,
        # What was begun goes on as the same sending: whoever got it gets it no second time.
        "sending": sending or uuid4(),
    } | _preview(request, planned, offered, form)
    return render(request, "office/bulk_message.html", context, status=422 if form.errors else 200)


def _sent_already(request, sending):
    """Say whether this press of the button was heard to its end: each case has its row."""
    asked = set(request.POST.getlist("to"))
    rows = BulkMessage.objects.filter(sending=sending)
    return asked <= set(rows.values_list("case__reference", flat=True)) and bool(asked)


def _preview(request, planned, offered, form):
    """Return what the page says of a plan: by language, by way, and who is left out."""
    if not planned:
        return {}
    template = offered[form.cleaned_data["template"]]
    get_it = [one for one in planned if not one.why_not]
    counts = Counter(one.language for one in get_it)
    firsts: dict[str, bulk_message.Planned] = {}
    for one in get_it:
        firsts.setdefault(one.language, one)
    log_view(request, *(one.case for one in firsts.values()))
    newest = bulk_message.newest_messages(one.case for one in get_it)
    ways = Counter(one.channel for one in get_it)
    channel_labels = {way: labels.CHANNEL_LABELS[way] for way in ways if way}
    return {
        "template": template,
        "get_it": [(one, channel_labels.get(one.channel, "")) for one in get_it],
        "left_out": [one for one in planned if one.why_not],
        "reasons": Counter(str(one.why_not) for one in planned if one.why_not).most_common(),
        "languages": [
            (one, counts[language], _english(one, template, request.user))
            for language, one in sorted(firsts.items())
        ],
        "ways": [(channel_labels.get(way, ""), count) for way, count in sorted(ways.items())],
        "preview": notice_context(notice_of("", f"{template.slug}::", template.asks), ways),
        "versions": bulk_message.versions_of(planned),
        "seen": [(one.case.reference, newest[one.case.pk]) for one in get_it],
    }


def _english(one, template, volunteer):
    """Return the same words in English beside another language, or ""."""
    if one.language == "en":
        return ""
    text, _version, _language = templates.current_version(template.slug, "en", one.case.team)
    return placeholders.fill_in(str(text), placeholders.values_for(one.unlocked, volunteer))


def _to_results(request, sending, template):
    if not BulkMessage.objects.filter(sending=sending).exists():
        messages.error(request, _("Nothing was sent: the cases were deleted meanwhile."))
        return redirect("office:queue")
    later = request.POST.get("later", "")
    query = {"list": request.POST.get("list", "")[:MAX_IN_ADDRESS], "template": template.slug}
    if later:
        query |= {"later": later}
    if "untold" in request.POST:
        query |= {"untold": "1"}
    messages.success(request, _("Done. This is what happened to each case."))
    return redirect(f"{reverse('office:sent', args=[sending])}?{urlencode(query)}")


@require_safe
def sent(request, sending):
    """Show what became of each case of one sending, and lead to the next cases of the list.

    Whoever may see the cases may see it: another shift may have to go on.
    """
    rows = BulkMessage.objects.filter(sending=sending).select_related("case", "by")
    found = list(of_visible_cases(request, rows).order_by("case__reference"))
    if not found:
        raise Http404
    counts = Counter(one.outcome for one in found)
    context = {
        "rows": [(one, labels.LANGUAGE_LABELS.get(one.language, "–")) for one in found],
        "sender": found[0].by,
        "sent_at": found[0].at,
        "counts": [(one.label, counts[one]) for one in BulkMessage.Outcome if counts[one]],
        "list_query": request.GET.get("list", ""),
        "later": request.GET.get("later", ""),
        "template": request.GET.get("template", ""),
        "untold": "untold" in request.GET,
    }
    return render(request, "office/bulk_sent.html", context)
