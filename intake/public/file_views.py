"""The documents that a person adds to a form or a sent case: a few at a time, each kept at once."""

from typing import cast
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from intake.attachments import actions as attachments
from intake.attachments.draft_files import DraftFiles
from intake.attachments.kinds import MAX_FILES, Kind
from intake.cases import filer_actions
from intake.filer_session import answers_if_readable
from intake.flow.base import fields_for_voice
from intake.flow.choice_fields import Choice
from intake.flow.conditions import answer
from intake.flow.forms.details import MissingDocumentsForm
from intake.flow.questions import choices_of
from intake.flow.steps import ME, voice_of, voiced
from intake.web import errors, ratelimit
from intake.web.methods import read_and_write

from . import uploads
from .decorators import case_required, limit_posts
from .file_access import describe, files_required, in_order
from .forms import FileForm, FileQuestion
from .pages import next_url, render_form

TITLE = voiced(_("Add your documents"), _("Add their documents"))
MISSING = cast(Choice, MissingDocumentsForm.base_fields["missing"])


@read_and_write
@files_required
def files(request, session, files):
    """Show the documents that were added, and take more: each is kept, or said why not."""
    in_form = isinstance(files, DraftFiles)
    if in_form and request.FILES and not ratelimit.allow(request, "file"):
        return errors.too_many()
    form = FileForm(request.POST if request.method == "POST" else None)
    status, states = 422, []
    if form.is_valid():
        states = uploads.add_each(request, files, **form.cleaned_data)
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
        for row in in_order(files)
        for about in [describe(row, files)]
    ]
    answers = answers_if_readable(session)
    said = answer(answers, "papers", "missing")
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
        title=TITLE.for_voice(voice_of(answers) if in_form else ME),
        form_url=next_url(session.stored) if in_form else "",
    )


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


@require_safe
@files_required
def file_picture(request, session, files, number, page):
    """Show a page of a paper as it is stored. Addresses stay in a history, so they hold no id."""
    # A list, since a database cannot count as far as an address can.
    rows = list(in_order(files))[number - 1 : number] if number else []
    made = rows and attachments.preview_page(rows[0], files, page)
    if not made:
        raise Http404
    return HttpResponse(made, content_type="image/jpeg")


@require_POST
@files_required
def remove_file(request, session, files):
    """Take a paper off. Only those that the person added can be taken off here."""
    row = files.from_filer.filter(pk=_uuid(request.POST.get("paper"))).first()
    if row is not None:
        files.remove(row, at=timezone.now())
    return redirect("public:files")
