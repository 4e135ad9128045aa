"""What each page of the filer's portal needs open in this browser, and what is said without it."""

from functools import wraps

from django.shortcuts import redirect, render

from intake.cases.actions import NotAllowed
from intake.cases.models import Case
from intake.cases.unlocked import Unreadable, unreadable_text
from intake.complaints import drafts
from intake.filer_session import case_of, session_of
from intake.vault import envelopes
from intake.web import errors, ratelimit

from .forms import CodeBelowForm
from .pages import next_url

# What a page sends that nobody typed.
NOT_FREE_TEXT = {
    "csrfmiddlewaretoken",
    "lane",
    "packet",
    "paper",
    "again",
    "done",
    "files",
    "skip",
    "save",
    "language",
    "missing",
    "version",
}


def typed_in(request):
    """Return the words that somebody typed into the page that was sent."""
    return [
        text
        for name, texts in request.POST.lists()
        for text in texts
        if name not in NOT_FREE_TEXT and text.strip()
    ]


def no_session(request):
    """Say that this browser has nothing open, and show what was just sent, so it can be copied.

    A visit may have ended by itself: with the code the person can go on from here.
    """
    context = {"typed": typed_in(request), "form": CodeBelowForm()}
    return render(request, "public/no_session.html", context, status=404)


def readable_required(view):
    """Say so where what the page rests on cannot be opened, and show what was just sent."""

    @wraps(view)
    def with_readable(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except Unreadable:
            return unreadable(request)

    return with_readable


def unreadable(request, *, draft=False):
    """Say that what the page rests on, or the whole draft, cannot be opened."""
    context = {"unreadable": unreadable_text(), "typed": typed_in(request), "draft": draft}
    status = 422 if request.method == "POST" else 200
    return render(request, "public/unreadable.html", context, status=status)


def nothing_open(request, session):
    """Say that nothing is open here, or that the draft which is cannot be opened."""
    if session is not None and session.is_damaged_draft:
        return unreadable(request, draft=True)
    return no_session(request)


def no_draft(request, session):
    """Lead from a page of a form that was sent to its case, or say that nothing is open here.

    The answer to sending it may have been lost on the way: the person sends it again, or goes back.
    """
    if case_of(session) is None:
        return nothing_open(request, session)
    return redirect("public:done")


def draft_required(view):
    """Give the view a Visit with an unfinished draft, or lead to what became of it."""

    @wraps(view)
    def with_draft(request, *args, **kwargs):
        session = session_of(request)
        if session is None or session.stored is None:
            return no_draft(request, session)
        try:
            return view(request, session, *args, **kwargs)
        except drafts.DraftGone:
            return no_draft(request, session)
        except envelopes.FormClosed:
            return errors.form_closed()

    return with_draft


def _no_case(request, session):
    """Lead to the form that is open here and not sent yet, or say that nothing is open."""
    if session is None or session.stored is None or typed_in(request):
        return no_session(request)
    return redirect(next_url(session.stored))


def case_gone(request, owner):
    """Answer what may not be done: where the case was erased in between, from another phone, give
    back what was typed."""
    there = Case.objects.filter(owner=owner, erased_on=None).exists()
    return redirect("public:status") if there else no_session(request)


def case_required(view):
    """Give the view a Visit and its UnlockedCase, or say that nothing is open here."""

    @wraps(view)
    def with_case(request, *args, **kwargs):
        session = session_of(request)
        unlocked = session and session.unlocked_case
        if not unlocked:
            return _no_case(request, session)
        try:
            return view(request, session, unlocked, *args, **kwargs)
        except NotAllowed:
            return case_gone(request, unlocked.case.owner)

    return readable_required(with_case)


def limit_posts(view):
    """Stop who sends more about one case than anybody writes. It comes inside case_required."""

    @wraps(view)
    def with_limit(request, session, unlocked, *args, **kwargs):
        if request.method == "POST" and not ratelimit.allow_for(unlocked.case.owner, "act"):
            return errors.too_much_for_one_case(request)
        return view(request, session, unlocked, *args, **kwargs)

    return with_limit
