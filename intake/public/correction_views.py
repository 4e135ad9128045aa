"""What the person sent, page by page, and how one page is corrected."""

from typing import Any

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from intake.cases.filer_corrections import can_be_corrected, correct_page, with_page
from intake.flow import sections as words
from intake.flow import volunteers_only
from intake.flow.complaint import COMPLAINT
from intake.flow.steps import voice_of
from intake.packets.remade import remade
from intake.web.methods import read_and_write

from . import versions
from .decorators import case_required, limit_posts


@require_safe
@case_required
def what_was_sent(request, session, unlocked):
    """Show all answers that count now, each page with a link that corrects it."""
    answers = unlocked.answers
    parts: dict[str, list[dict[str, Any]]] = {}
    for section in words.sections(COMPLAINT, answers):
        row = {
            "section": section,
            "entries": _entries(section, answers),
            "change_url": _change_url(section, answers),
        }
        parts.setdefault(section.group, []).append(row)
    context = {"said": list(parts.items()), "sent_on": unlocked.case.opened_on}
    return render(request, "public/answers.html", context)


def _change_url(section, answers):
    if section.slug == "reach":
        return reverse("public:change", args=["contact"])
    if section.many or not can_be_corrected(section.slug, answers):
        return ""
    return reverse("public:correct", args=[section.slug])


def _entries(section, answers):
    """Return [(lines, where they are corrected, or "")] of a page."""
    corrects = section.many and can_be_corrected(section.slug, answers)
    return [
        (lines, reverse("public:correct-entry", args=[section.slug, place]) if corrects else "")
        for place, lines in enumerate(section.entries)
    ]


@read_and_write
@case_required
@limit_posts
def correct(request, session, unlocked, slug, entry=None):
    """Ask one page again, filled with what counts now; what was sent first stays, too."""
    answers = unlocked.answers
    if not can_be_corrected(slug, answers) or COMPLAINT.step(slug).many != (entry is not None):
        raise Http404
    if entry is not None and entry >= len(answers[slug]):
        raise Http404
    try:
        return _correct(request, unlocked, COMPLAINT.step(slug), entry)
    except versions.NewerAnswer as newer:
        saved = versions.value_of(newer.stored, slug, entry)
        return _page(request, newer.stored["answers"], COMPLAINT.step(slug), entry, saved=saved)


def _correct(request, unlocked, step, entry):
    answers = unlocked.answers
    if request.method != "POST":
        return _page(request, answers, step, entry)
    form = _form(request, answers, step, entry)
    if not form.is_valid():
        return _page(request, answers, step, entry)
    before = versions.value_of({"answers": answers}, step.slug, entry)
    found = volunteers_only.asked_about(step, form, request.POST, before)
    if found:
        return _page(request, answers, step, entry, mentions=found)
    value, moved = volunteers_only.without_moved(step, form, request.POST, form.answer())

    def corrected_answers(stored):
        changed = with_page(stored["answers"], step.slug, entry, value)
        return {"answers": volunteers_only.with_words(changed, moved)}

    guarded = versions.guarded(
        corrected_answers,
        step,
        entry,
        request.POST.get(versions.FIELD),
    )

    def edit(answers):
        return guarded({"answers": answers})["answers"]

    differs = correct_page(unlocked, step.slug, edit, now=timezone.now())
    return redirect("public:corrected" if differs else "public:answers")


def _form(request, answers, step, entry):
    counted = COMPLAINT.answers_before(answers, step.slug)
    return step.form(
        request.POST if request.method == "POST" else None,
        answers=counted,
        voice=voice_of(answers),
        value=versions.value_of({"answers": answers}, step.slug, entry),
    )


def _page(request, answers, step, entry, saved=None, mentions=None):
    form, voice = _form(request, answers, step, entry), voice_of(answers)
    if mentions:
        form.full_clean()
        form.ask_about(mentions)
    context = {
        "form": form,
        "title": step.title.for_voice(voice),
        "warn": step.warning.for_voice(voice) if step.warning else "",
        "version": versions.version_of(versions.value_of({"answers": answers}, step.slug, entry)),
        "saved_texts": versions.texts_of(form, saved),
        "keep_url": reverse("public:answers"),
    }
    refused = 422 if form.errors else 200
    return render(request, "public/correct.html", context, status=409 if saved else refused)


@require_safe
@case_required
def corrected(request, session, unlocked):
    """Name the letters that the last correction changed."""
    letters = remade(unlocked, today=timezone.localdate())
    return render(request, "public/corrected.html", {"letters": letters})
