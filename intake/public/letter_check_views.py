"""Words of the filer that a letter prints, shown once more before it is printed or sent."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone

from intake.packets import build, checks, choice_actions
from intake.packets.check_form import LetterCheckForm
from intake.web.methods import read_and_write

from .decorators import readable_required
from .letter_session import document_input_for


def texts_of(session):
    """Return the free texts that this browser has open, of a form or of a case."""
    if session.stored is not None:
        return checks.texts_of_answers(session.stored["answers"])
    return checks.texts_of(session.unlocked_case)


def save(session, decisions):
    """Keep what the filer decided about letters, in the form that is open or in the case."""
    now = timezone.now()
    if not decisions:
        return
    if session.stored is not None:
        choice_actions.save_in_draft(session.unlocked, decisions, now=now)
    else:
        choice_actions.save_decisions(session.unlocked_case, decisions, by=None, at=now)


def is_open_for(session, doc_input, made):
    """Say whether the filer is asked before these letters, [(kind, document)], are printed."""
    return checks.check_documents(doc_input, made, texts_of(session)).is_open


@read_and_write
@readable_required
def letter_check(request):
    """Show each text once more, and keep which parts are left out of letters."""
    found = document_input_for(request)
    if not isinstance(found, tuple):
        return found
    session, doc_input = found
    slug = request.GET.get("to", "")
    if slug and slug not in build.DOCUMENT_TYPES_BY_SLUG:
        raise Http404
    check = checks.check_possible(doc_input, texts_of(session))
    form = LetterCheckForm(request.POST if request.method == "POST" else None, check=check)
    if form.is_valid():
        save(session, form.decisions())
        return redirect("public:paper", slug) if slug else redirect("public:papers")
    context = {"form": form, "name": doc_input.name}
    status = 422 if form.errors else 200
    return render(request, "public/letter_check.html", context, status=status)
