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

from . import preview, words
from .access import case_required, look
from .case_views import back_of, to_case
from .forms.act import ActionForm
from .shown import letters_of
from .telling import tell, ways_to_tell


@read_and_write
@case_required
def act(request, unlocked):
    """Message, status, follow-up and note in one form, begun from a template."""
    found, now, ways = unlocked.case, timezone.now(), ways_to_tell(unlocked)
    blanks = {
        "volunteer": request.user.first_name,
        "next_day": _day_in_words(service_level.next_review_on(found)),
        "hours": office_hours.current_hours() or "…",
    }
    shown = None
    if request.method == "POST" and request.POST.get("begin") in templates.DEFAULTS:
        initial = preview.begun(request.POST, request.POST["begin"], blanks)
        form, chosen = ActionForm(found, initial=initial, ways=ways), initial["begin"]
    elif request.method == "POST":
        form = ActionForm(found, request.POST, ways=ways)
        valid = form.is_valid()
        if "preview" in request.POST:
            shown = preview.of(form)
        elif valid:
            return _taken(request, unlocked, form.cleaned_data)
        look(request, found)
        chosen = form["template"].value() or "free_words"
    else:
        chosen = request.GET.get("template", "free_words")
        chosen = chosen if chosen in templates.DEFAULTS else "free_words"
        reads = found.reads if found.reads in dict(words.LANGUAGES) else "en"
        text, version, language = templates.current_version(chosen, reads)
        form = ActionForm(
            found,
            initial={
                "text": templates.fill_in(str(text), blanks),
                "language": language,
                "template": f"{chosen}:{language}:{version}",
            },
            ways=ways,
        )
    context = {
        "case": found,
        "form": form,
        "names": [(name, label) for name, (label, _text) in templates.DEFAULTS.items()],
        "preview": shown,
        "back": back_of(request),
        "chosen": chosen.partition(":")[0],
        "reads": words.LANGUAGE_LABELS.get(found.reads, ""),
        "letters": letters_of(unlocked, 3),
        "now": now,
    }
    return render(request, "office/act.html", context, status=422 if form.errors else 200)


def _day_in_words(day):
    return date_format(day, "F j, Y") if day else "…"


def _taken(request, unlocked, given):
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
            tell(request, unlocked, way, mail.notification_for(to, name))
    return to_case(request, unlocked.case.reference)
