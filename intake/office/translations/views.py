"""What the person typed, with an English translation beside it: typed, signed, checked."""

from contextlib import suppress

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from intake.cases import open_forms
from intake.cases.change import Erased, NotAllowed
from intake.cases.unlocked import Unreadable, unreadable_text
from intake.messages import actions as letters
from intake.translations import actions, work
from intake.web.parsing import parse_whole_number

from .. import labels
from ..access import case_required, log_view, may_see_identity, visible_cases
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
    rows = list(case.messages.select_related("translated_by").order_by("-pk"))
    theirs = [row for row in rows if row.from_filer]
    ours = [row for row in rows if not row.from_filer and _may_translate(request, row, case)]
    context = {
        "case": case,
        "reads": labels.LANGUAGE_LABELS.get(case.reads, ""),
        "sources": [
            (day, [(place, section, line, english.get(place)) for place, section, line in texts])
            for day, texts in _texts(unlocked, request.user)
            if texts
        ],
        "case_messages": _with_versions(unlocked, theirs),
        "our_messages": [
            one for one in _with_versions(unlocked, ours) if one[1]["language"] != case.reads
        ],
        "files": [
            (place, label, english.get(place)) for place, label in _file_labels(unlocked, request)
        ],
        "english_unreadable": unreadable_text() if damaged else "",
        "languages": labels.LANGUAGE_LABELS,
        "most": TranslationForm.MOST,
        "typed": typed,
        "writing": open_forms.others_at(case, form, request.user, now),
    } | _standing(request, unlocked, now)
    return render(request, "office/translation.html", context, status=status)


def _with_versions(unlocked, rows):
    """Return [(message, its words, version of its translation, name of its text)]."""
    read = ((row, letters.read_message(row, unlocked)) for row in rows)
    return [
        (row, body, letters.translation_version(row, body), f"message-{row.pk}")
        for row, body in read
    ]


def _may_translate(request, message, case):
    """Say whether a volunteer may put a message into English, or ours into the filer's language.

    What colleagues wrote is hidden from those to whom names are.
    """
    return message.from_filer or (
        may_see_identity(request.user) and work.is_written_for(case.reads)
    )


def _file_labels(unlocked, request):
    """Return what the person called the files, for those who may read names in it."""
    return work.file_labels(unlocked) if may_see_identity(request.user) else []


def _standing(request, unlocked, now):
    """Return what is left, and who is at it."""
    case = unlocked.case
    work.prefetch_texts([case])
    done = work.loaded_work(case)
    listed = work.untranslated_cases(visible_cases(request).filter(pk=case.pk))
    return {
        "left": work.left_of(unlocked, identity=may_see_identity(request.user)),
        "claimant": done.claimant(now) if done else None,
        "since": done.claimed_at if done else None,
        "is_listed": listed.exists(),
        "until": now.isoformat(),
        "parts": 1 + len(case.amendments.all()),
    }


def _save(request, unlocked, text):
    place, shown = request.POST.get("place", ""), request.POST.get("seen", "")
    texts = _texts(unlocked, request.user)
    known = {one for _day, part in texts for one, _section, _line in part}
    if place not in known | {one for one, _label in _file_labels(unlocked, request)}:
        raise Http404
    seen = parse_whole_number(shown) or 0
    actions.save_translation(unlocked, place, text, by=request.user, at=timezone.now(), seen=seen)
    return _("Translation saved.")


def _translate_message(request, unlocked, text):
    pk = request.POST.get("message", "")
    case = unlocked.case
    message = case.messages.filter(pk=parse_whole_number(pk) or 0).first()
    if message is None or not _may_translate(request, message, case):
        raise Http404
    seen = request.POST.get("seen", "")
    language = work.ENGLISH if message.from_filer else case.reads
    letters.translate(message, text, language, unlocked=unlocked, by=request.user, seen=seen)
    return _("Translation saved.")


def _check(request, unlocked, text):
    pk = request.POST.get("translation", "")
    actions.confirm_translation(
        unlocked.case, parse_whole_number(pk) or 0, by=request.user, at=timezone.now()
    )
    return _("Checked.")


def _claim(request, unlocked, text):
    work.claim(unlocked.case, by=request.user, at=timezone.now())
    return _("Your colleagues see that you are translating this.")


def _release(request, unlocked, text):
    work.release(unlocked.case, by=request.user)
    return _("Your colleagues see that you are not translating this.")


def _ask(request, unlocked, text):
    work.ask(unlocked.case, at=timezone.now())
    return _("The case is on the list of translations.")


def _need_none(request, unlocked, text):
    """Take the case off the list, but for what came after the page was shown."""
    until = None
    with suppress(ValueError):
        until = parse_datetime(request.POST.get("until", ""))
    parts = parse_whole_number(request.POST.get("parts", "")) or 0
    if until is None or timezone.is_naive(until) or until > timezone.now():
        raise NotAllowed(_("This page is out of date. Look again, then decide."))
    work.need_none(unlocked.case, until=until, parts=min(parts, MOST_PARTS))
    return _("The case is off the list of translations until the person writes more.")


def _typed(request, error):
    """Return a translation that comes back: which text it is of, what was typed, and why."""
    where = request.POST.get("place") or f"message-{request.POST.get('message', '')}"
    text = request.POST.get("text", "").replace("\r\n", "\n")
    return {"where": where, "text": text, "error": error}


TYPED = {"keep": _save, "message": _translate_message}
TRANSLATION_ACTIONS = TYPED | {
    "check": _check,
    "claim": _claim,
    "release": _release,
    "ask": _ask,
    "none": _need_none,
}
# More than anybody adds to one case.
MOST_PARTS = 10_000


@require_POST
@case_required
def translate(request, unlocked, what):
    """Keep one translation, or say that one is right."""
    if what not in TRANSLATION_ACTIONS:
        raise Http404
    reference = unlocked.case.reference
    form = TranslationForm(request.POST)
    if what in TYPED and not form.is_valid():
        error = str(next(iter(form.errors.values()))[0])
        return _page(request, unlocked, _typed(request, error), status=422)
    text = form.cleaned_data["text"] if what in TYPED else ""
    try:
        messages.success(request, TRANSLATION_ACTIONS[what](request, unlocked, text))
        if what in TYPED:
            with suppress(Unreadable):
                work.note_saved(unlocked, at=timezone.now())
    except NotAllowed as reason:
        if what in TYPED and not isinstance(reason, Erased):
            return _page(request, unlocked, _typed(request, str(reason)), status=422)
        messages.error(request, str(reason))
    return redirect("office:translation", reference)
