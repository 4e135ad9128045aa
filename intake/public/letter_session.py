"""What letters may know of what this browser has open: a form, or a case."""

from django.shortcuts import redirect
from django.utils import timezone

from intake.filer_session import answers_of, session_of
from intake.packets.choices import choices_of_draft
from intake.packets.document_input import document_input, document_input_of

from .decorators import no_session


def document_input_for(request):
    """Return (session, what documents may know), or a response where there are none yet."""
    session = session_of(request)
    today = timezone.localdate()
    if session and session.stored is None and session.unlocked_case:
        return session, document_input_of(session.unlocked_case, today=today)
    answers = answers_of(session)
    if not answers:
        return no_session(request)
    if not session.stored.get("papers"):
        return redirect("public:check")
    choices = choices_of_draft(session.stored)
    return session, document_input(answers, today=today, choices=choices)
