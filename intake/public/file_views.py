"""The documents that a person adds to a sent case: a few at a time, each kept at once."""

from typing import cast
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from intake.attachments import actions as attachments
from intake.attachments.kinds import MAX_FILES, Kind
from intake.cases import filer_actions
from intake.cases.unlocked import Unreadable, unreadable_text
from intake.filer_session import answers_if_readable
from intake.flow.base import fields_for_voice
from intake.flow.choice_fields import Choice
from intake.flow.conditions import answer
from intake.flow.forms.details import MissingDocumentsForm
from intake.flow.questions import choices_of
from intake.flow.steps import voice_of
from intake.web.methods import read_and_write

from . import uploads
from .decorators import case_required, limit_posts
from .forms import FileForm, FileQuestion
from .pages import render_form

MISSING = cast(Choice, MissingDocumentsForm.base_fields["missing"])


@read_and_write
@case_required
@limit_posts
def files(request, session, unlocked):
    """Show the documents that were added, and take more: each is kept, or said why not."""
    form = FileForm(request.POST if request.method == "POST" else None)
    status, states = 422, []
    if form.is_valid():
        states = uploads.add_each(request, unlocked, **form.cleaned_data)
        refused = [state for state in states if state.refused]
        if states and not refused:
            return redirect("public:files")
        if not states:
            form.add_error("file", FileQuestion.required_message)
        elif len(states) == 1:
            form.add_error("file", refused[0].refused.message)
        else:
            form.add_error("file", uploads.summary(states))
        status = max((state.refused.status for state in refused), default=status)
    rows = [
        (row, about, about["kind"] != Kind.TEXT)
        for row in _attachments(unlocked.case)
        for about in [_about(row, unlocked)]
    ]
    said = answer(answers_if_readable(session), "papers", "missing")
    return render_form(
        request,
        "public/files.html",
        form,
        status,
        rows=rows,
        states=states if len(states) > 1 else [],
        most=MAX_FILES,
        missing=MISSING.choices,
        said=MISSING.as_text(said),
    )


def _about(row, unlocked):
    """Return what is known of a paper. One that cannot be opened has no page to look at."""
    try:
        return attachments.describe(row, unlocked)
    except Unreadable:
        return {"what": unreadable_text(), "kind": "text", "pages": None}


@require_POST
@case_required
@limit_posts
def missing_document(request, session, unlocked):
    """Keep which of the four honest answers fits for a paper that is not there."""
    said = request.POST.get("missing", "")
    if said in dict(choices_of(MISSING)):
        voice = voice_of(answers_if_readable(session))
        label = fields_for_voice(MissingDocumentsForm, voice)["missing"].label
        filer_actions.report_missing_document(
            unlocked, said, label, MISSING.as_text(said), now=timezone.now()
        )
    return redirect("public:files")


def _uuid(text):
    try:
        return UUID(text)
    except (ValueError, TypeError):
        return None


def _attachments(case):
    return case.attachments.order_by("added_at", "pk")


@require_safe
@case_required
def file_picture(request, session, unlocked, number, page):
    """Show a page of a paper as it is stored. Addresses stay in a history, so they hold no id."""
    # A list, since a database cannot count as far as an address can.
    rows = list(_attachments(unlocked.case))[number - 1 : number] if number else []
    made = rows and attachments.preview_page(rows[0], unlocked, page)
    if not made:
        raise Http404
    return HttpResponse(made, content_type="image/jpeg")


@require_POST
@case_required
@limit_posts
def remove_file(request, session, unlocked):
    """Take a paper off. Only those that the person added can be taken off here."""
    papers = unlocked.case.attachments
    row = papers.filter(pk=_uuid(request.POST.get("paper")), by=None).first()
    if row is not None:
        attachments.remove(row, by=None, at=timezone.now())
    return redirect("public:files")
