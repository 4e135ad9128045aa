"""Pages that are asked with a letter: what it needs, and nobody was asked before."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from intake.cases.filer_corrections import correct_page, with_page
from intake.complaints import drafts
from intake.filer_session import answers_of
from intake.flow import sections as words
from intake.flow import volunteers_only
from intake.flow.complaint import COMPLAINT
from intake.flow.conditions import answer
from intake.flow.letter_facts import NEEDS, PAGES
from intake.flow.steps import ME, ListFull, voice_of
from intake.packets import build
from intake.packets.letter_pages import pages_asked
from intake.web import errors, ratelimit
from intake.web.methods import read_and_write

from . import versions
from .decorators import readable_required
from .letter_session import document_input_for
from .step_page import full_list_text


@require_safe
@readable_required
def letter_facts(request):
    """List the pages that can add to the letters, with what each adds."""
    found = document_input_for(request)
    if not isinstance(found, tuple):
        return found
    session, doc_input = found
    answers = answers_of(session)
    rows = [
        {
            "page": page,
            "title": _title(page.slug, answers),
            "is_answered": _is_answered(answers.get(page.slug)),
        }
        for page in pages_asked(doc_input)
    ]
    return render(request, "public/letter_facts.html", {"rows": rows})


@read_and_write
@readable_required
def letter_fact(request, slug):
    """Ask one page, and keep it: in the form that is open, or in the case as a correction.

    A page that repeats asks for one more entry; the others are corrected where they were sent.
    """
    if slug not in PAGES:
        raise Http404
    found = document_input_for(request)
    if not isinstance(found, tuple):
        return found
    session, doc_input = found
    if slug not in {page.slug for page in pages_asked(doc_input)}:
        raise Http404
    to = request.GET.get("to", "")
    if to and to not in build.DOCUMENT_TYPES_BY_SLUG:
        raise Http404
    if request.method == "POST" and _posts_too_often(session):
        return errors.too_much_for_one_case(request)
    answers, step = answers_of(session), COMPLAINT.step(slug)
    form, saved, status = _form(request, answers, step), None, 200
    if request.method == "POST":
        status = 422
        if form.is_valid() and not _asks_about_words(request, answers, step, form):
            try:
                _save(request, session, step, form)
            except versions.NewerAnswer as newer:
                answers, saved, status = newer.stored["answers"], newer.stored["answers"][slug], 409
            except ListFull:
                form.add_error(None, full_list_text())
            else:
                return redirect("public:paper", to) if to else redirect("public:papers")
    change = "entry" if session.stored is not None else "correct-entry"
    return _page(request, answers, step, form, change=change, saved=saved, status=status)


def _posts_too_often(session):
    """Say whether more is said about one case than anybody writes."""
    if session.stored is not None:
        return False
    return not ratelimit.allow_for(session.unlocked_case.case.owner, "act")


def _title(slug, answers):
    return COMPLAINT.step(slug).title.for_voice(voice_of(answers))


def _is_answered(value):
    return any(value.values()) if isinstance(value, dict) else bool(value)


def _entry(answers, step):
    """Return which entry is asked: the next one of a page that repeats."""
    return len(answers.get(step.slug) or []) if step.many else None


def _form(request, answers, step):
    return step.form(
        request.POST if request.method == "POST" else None,
        answers=COMPLAINT.answers_before(answers, step.slug),
        voice=voice_of(answers),
        value=None if step.many else _initial(answers, step),
    )


def _initial(answers, step):
    """Return what fills in a page: its answer, or the language that the person said to us."""
    value = versions.value_of({"answers": answers}, step.slug)
    speaks = answer(answers, "language", "speaks")
    if value is None and step.slug == NEEDS and voice_of(answers) == ME and speaks != "other":
        return {"language": speaks}
    return value


def _asks_about_words(request, answers, step, form):
    """Ask whether a letter may say words about status that were typed; say if it does."""
    found = volunteers_only.asked_about(step, form, request.POST, answers.get(step.slug))
    if found:
        form.ask_about(found)
    return bool(found)


def _save(request, session, step, form):
    value, moved = volunteers_only.without_moved(step, form, request.POST, form.answer())
    now = timezone.now()

    def edit(stored):
        answers = stored["answers"]
        if not _is_answered(answers.get(step.slug)) and not any(value.values()):
            return stored
        entry = _entry(answers, step)
        changed = with_page(answers, step.slug, entry, value)
        return {**stored} | {"answers": volunteers_only.with_words(changed, moved)}

    guarded = versions.guarded(edit, step, None, request.POST.get(versions.FIELD))
    if session.stored is not None:
        drafts.change(session.unlocked, guarded, now=now)
        return
    correct_page(
        session.unlocked_case,
        step.slug,
        lambda answers: guarded({"answers": answers})["answers"],
        now=now,
    )


def _page(request, answers, step, form, *, change, saved, status):
    sections = words.sections(COMPLAINT, answers) if step.many else []
    entries = [
        (lines, reverse(f"public:{change}", args=[step.slug, place]))
        for section in sections
        if section.slug == step.slug
        for place, lines in enumerate(section.entries)
    ]
    context = {
        "form": form,
        "title": step.title.for_voice(voice_of(answers)),
        "why": step.why.for_voice(voice_of(answers)) if step.why else "",
        "warn": step.warning.for_voice(voice_of(answers)) if step.warning else "",
        "version": "" if step.many else versions.version_of(answers.get(step.slug)),
        "saved_texts": versions.texts_of(form, saved) if saved else [],
        "keep_url": reverse("public:papers"),
        "entries": entries,
    }
    return render(request, "public/letter_fact.html", context, status=status)
