"""The papers of a case in the office: pictures of them, downloads, and adding one by hand."""

from functools import wraps

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from intake.attachments import actions
from intake.attachments.handler import uploaded_file
from intake.attachments.refusals import Refused
from intake.cases.actions import NotAllowed
from intake.web.downloads import attachment

from ..access import case_required, log_download

# The end of a file's name, by what it is: told by its content, never by the name it came with.
ENDS = {"jpeg": "jpg", "png": "png", "webp": "webp", "heic": "heic", "pdf": "pdf", "text": "txt"}


def attachment_required(view):
    """Give the view an UnlockedCase and the added paper that its address names, or answer 404."""

    @wraps(view)
    def with_attachment(request, unlocked, pk, *args, **kwargs):
        row = unlocked.case.attachments.filter(pk=pk).first()
        if row is None:
            raise Http404
        return view(request, unlocked, row, *args, **kwargs)

    return case_required(with_attachment)


@require_POST
@case_required
def add(request, unlocked):
    """Keep a paper that came by letter, mail or hand."""
    try:
        data, name = uploaded_file(request, "file")
        what = request.POST.get("what", "").strip()[:500] or name
        actions.add(unlocked, data, what, by=request.user, at=timezone.now())
    except Refused as reason:
        messages.error(request, reason.message)
    except NotAllowed as reason:
        messages.error(request, str(reason))
    else:
        messages.success(request, _("File saved."))
    return redirect("office:case", unlocked.case.reference)


@require_safe
@attachment_required
def picture(request, unlocked, row, page):
    """Show a page of a paper as a picture made here, never the file itself."""
    made = actions.preview_page(row, unlocked, page)
    if made is None:
        raise Http404
    return HttpResponse(made, content_type="image/jpeg")


@require_safe
@attachment_required
def download(request, unlocked, row):
    """Return a paper as made new. Its name says nothing."""
    facts = actions.describe(row, unlocked)
    name = f"paper.{ENDS[facts['kind']]}"
    log_download(request, unlocked.case)
    return attachment(actions.read(row, unlocked), facts["media_type"], name)


@require_safe
@attachment_required
def original(request, unlocked, row):
    """Return the file as it came, where the person wanted it kept."""
    if row.original_id is None:
        raise Http404
    data = actions.read_original(row, unlocked)
    log_download(request, unlocked.case)
    return attachment(data, "application/octet-stream", "paper.original")
