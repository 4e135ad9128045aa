"""Whose files a page of documents is about: those of the case, or of the form that is open here."""

from functools import wraps

from intake.attachments import actions as attachments
from intake.attachments.actions import CaseFiles
from intake.attachments.draft_files import DraftFiles
from intake.cases.actions import NotAllowed
from intake.cases.unlocked import Unreadable, unreadable_text
from intake.complaints import drafts
from intake.filer_session import session_of
from intake.web import errors, ratelimit

from .decorators import case_gone, no_draft, no_session, nothing_open, readable_required


def files_required(view):
    """Give the view a Visit and its CaseFiles or DraftFiles, or say that nothing is open here.

    With a case, the files are those of the case, also while more pages are added to it. It stops
    who sends more than anybody adds.
    """

    @wraps(view)
    def with_files(request, *args, **kwargs):
        session = session_of(request)
        if session is None:
            return no_session(request)
        unlocked = session.unlocked_case
        if not unlocked and session.stored is None:
            return nothing_open(request, session)
        if request.method == "POST" and not ratelimit.allow_for(session.unlocked.owner, "act"):
            return errors.too_much_for_one_case(request)
        try:
            return view(request, session, files_of(session), *args, **kwargs)
        except NotAllowed:
            return case_gone(request, session.unlocked.owner)
        except drafts.DraftGone:
            return no_draft(request, session)

    return readable_required(with_files)


def files_of(session):
    """Return the files of what a visit has open: those of its case, if there is one."""
    if session.unlocked_case:
        return CaseFiles(session.unlocked_case)
    return DraftFiles(session.unlocked, session.stored)


def in_order(files):
    """Return the rows of files in the order in which they were added."""
    return files.rows.order_by("added_at", "pk")


def describe(row, files):
    """Return what is known of a file. One that cannot be opened has no page to look at."""
    try:
        return attachments.describe(row, files)
    except Unreadable:
        return {"what": unreadable_text(), "kind": "text", "pages": None}
