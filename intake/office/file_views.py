"""The papers of a case in the office: pictures of them, downloads, and adding one by hand."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from intake.attachments import actions
from intake.attachments.handler import sent_file
from intake.attachments.kinds import Refused
from intake.cases.actions import NotAllowed
from intake.manners.files import attachment

from .access import open_case_or_404, took

# The end of a file's name, by what it is: told by its content, never by the name it came with.
ENDS = {"jpeg": "jpg", "png": "png", "webp": "webp", "heic": "heic", "pdf": "pdf", "text": "txt"}


def _opened(request, reference, pk):
    """Return (case, key, paper). Raises Http404."""
    found, key = open_case_or_404(request, reference)
    row = found.attachments.filter(pk=pk).first()
    if row is None:
        raise Http404
    return found, key, row


@require_POST
def add(request, reference):
    """Keep a paper that came by letter, mail or hand."""
    found, key = open_case_or_404(request, reference)
    try:
        data, name = sent_file(request, "file")
        what = request.POST.get("what", "").strip()[:500] or name
        actions.add(found, data, what, key=key, by=request.user, at=timezone.now())
    except Refused as reason:
        messages.error(request, reason.message)
    except NotAllowed as reason:
        messages.error(request, str(reason))
    else:
        messages.success(request, _("Paper kept."))
    return redirect("office:case", reference)


@require_safe
def picture(request, reference, pk, page):
    """Show a page of a paper as a picture made here, never the file itself."""
    found, key, row = _opened(request, reference, pk)
    made = actions.picture(row, found, key, page)
    if made is None:
        raise Http404
    return HttpResponse(made, content_type="image/jpeg")


@require_safe
def download(request, reference, pk):
    """Return a paper as made new. Its name says nothing."""
    found, key, row = _opened(request, reference, pk)
    known = actions.about(row, found, key)
    name = f"paper.{ENDS[known['kind']]}"
    took(request, found)
    return attachment(actions.read(row, found, key), known["media_type"], name)


@require_safe
def original(request, reference, pk):
    """Return the file as it came, where the person wanted it kept."""
    found, key, row = _opened(request, reference, pk)
    if row.original_id is None:
        raise Http404
    data = actions.read_original(row, found, key)
    took(request, found)
    return attachment(data, "application/octet-stream", "paper.original")
