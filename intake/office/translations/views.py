"""What the person typed, with an English translation beside it: typed, signed, checked."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from intake.cases import open_forms
from intake.cases.change import Erased, NotAllowed
from intake.cases.unlocked import unreadable_text
from intake.messages import actions as letters
from intake.translations import actions
from intake.web.parsing import parse_whole_number

from .. import labels
from ..access import case_required, log_view, may_see_identity
from .forms import TranslationForm


def _texts(unlocked, volunteer):
    """Return [(day, [(place, section, line)])]; words that a role may not see are left out."""
    identity = may_see_identity(volunteer)
    return [
        (day, [one for one in actions.texts(sections, source) if identity or not one[2].identity])
        for source, day, sections in actions.typed_sources(unlocked)
    ]


@require_safe
@case_required
def translation(request, unlocked):
    """Show each text that the person typed, beside the place for its English."""
    return _page(request, unlocked)


def _page(request, unlocked, typed=None, status=200):
    """Return the page. `typed` is {"where", "text", "error"} of a translation that comes back."""
    log_view(request, unlocked.case)
    now = timezone.now()
    form = open_forms.TRANSLATION
    open_forms.note_open(unlocked.case, form, by=request.user, at=now)
    case, (english, damaged) = unlocked.case, actions.read_translations(unlocked)
    rows = case.messages.filter(from_filer=True).select_related("translated_by").order_by("-pk")
    context = {
        "case": case,
        "reads": labels.LANGUAGE_LABELS.get(case.reads, ""),
        "sources": [
            (day, [(place, section, line, english.get(place)) for place, section, line in texts])
            for day, texts in _texts(unlocked, request.user)
            if texts
        ],
        "case_messages": [
            (row, body, letters.translation_version(row, body), f"message-{row.pk}")
            for row, body in ((row, letters.read_message(row, unlocked)) for row in rows)
        ],
        "english_unreadable": unreadable_text() if damaged else "",
        "languages": labels.LANGUAGE_LABELS,
        "most": TranslationForm.MOST,
        "typed": typed,
        "writing": open_forms.others_at(case, form, request.user, now),
    }
    return render(request, "office/translation.html", context, status=status)


def _save(request, unlocked, text):
    place, shown = request.POST.get("place", ""), request.POST.get("seen", "")
    texts = _texts(unlocked, request.user)
    if place not in {one for _day, part in texts for one, _section, _line in part}:
        raise Http404
    seen = parse_whole_number(shown) or 0
    actions.save_translation(unlocked, place, text, by=request.user, at=timezone.now(), seen=seen)
    return _("Translation saved.")


def _translate_message(request, unlocked, text):
    pk = request.POST.get("message", "")
    rows = unlocked.case.messages.filter(pk=parse_whole_number(pk) or 0, from_filer=True)
    message = rows.first()
    if message is None:
        raise Http404
    seen = request.POST.get("seen", "")
    letters.translate(message, text, "en", unlocked=unlocked, by=request.user, seen=seen)
    return _("Translation saved.")


def _check(request, unlocked, text):
    pk = request.POST.get("translation", "")
    actions.confirm_translation(
        unlocked.case, parse_whole_number(pk) or 0, by=request.user, at=timezone.now()
    )
    return _("Checked.")


def _typed(request, error):
    """Return a translation that comes back: which text it is of, what was typed, and why."""
    where = request.POST.get("place") or f"message-{request.POST.get('message', '')}"
    text = request.POST.get("text", "").replace("\r\n", "\n")
    return {"where": where, "text": text, "error": error}


TRANSLATION_ACTIONS = {"keep": _save, "message": _translate_message, "check": _check}


@require_POST
@case_required
def translate(request, unlocked, what):
    """Keep one translation, or say that one is right."""
    if what not in TRANSLATION_ACTIONS:
        raise Http404
    reference = unlocked.case.reference
    form = TranslationForm(request.POST)
    if what != "check" and not form.is_valid():
        error = str(next(iter(form.errors.values()))[0])
        return _page(request, unlocked, _typed(request, error), status=422)
    text = "" if what == "check" else form.cleaned_data["text"]
    try:
        messages.success(request, TRANSLATION_ACTIONS[what](request, unlocked, text))
    except NotAllowed as reason:
        if what != "check" and not isinstance(reason, Erased):
            return _page(request, unlocked, _typed(request, str(reason)), status=422)
        messages.error(request, str(reason))
    return redirect("office:translation", reference)
