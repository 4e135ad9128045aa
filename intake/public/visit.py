"""What this browser has open: a draft or a case, by the key in its session-only cookie."""

from dataclasses import dataclass
from functools import wraps

from django.conf import settings
from django.shortcuts import redirect, render
from django.utils import timezone

from intake.cases import submission
from intake.cases.actions import NotAllowed
from intake.cases.models import Case
from intake.complaints import actions as drafts
from intake.manners import errors, limits
from intake.vault import crypto, sealing

from .forms import CodeBelowForm


@dataclass
class Visit:
    """An opened draft or case, and what the draft holds (None once it was sent)."""

    opened: sealing.Opened
    secret: str
    stored: dict | None


def visit_of(request):
    """Return the Visit of this browser, or None. Two queries at most, three once a minute."""
    secret = request.COOKIES.get(settings.VISIT_COOKIE, "")
    now = timezone.now()
    try:
        opened = sealing.opened_by_browser(secret, now)
        if opened:
            drafts.move_on(opened.wrap, now=now)
        return opened and Visit(opened, secret, drafts.read(opened, now=now))
    except (crypto.CannotOpen, UnicodeEncodeError):
        return None


def case_of(visit):
    """Return the case this browser has open, or None."""
    if visit is None:
        return None
    return Case.objects.filter(owner=visit.opened.owner, erased_on=None).first()


def answers_of(visit):
    """Return the answers this browser has open, of a draft or else of a case; {} without any."""
    if visit is None:
        return {}
    if visit.stored is not None:
        return visit.stored["answers"]
    case = case_of(visit)
    return submission.latest_answers(case, visit.opened.key) if case else {}


# What a helper says about themselves, not about the person.
HELPER_PAGES = ("filer", "helper")


def helper_answers(visit, case):
    """Return what a helper need not type again for the next person."""
    before = submission.latest_answers(case, visit.opened.key)
    return {key: before[key] for key in HELPER_PAGES if key in before}


def set_cookie(response, secret):
    """Let this browser in until it is closed."""
    response.set_cookie(
        settings.VISIT_COOKIE,
        secret,
        secure=settings.SECURE_COOKIES,
        httponly=True,
        samesite="Strict",
    )
    return response


def clear(response):
    """Forget the visit in this browser: cookies, cached pages, everything kept for this site."""
    response.delete_cookie(settings.VISIT_COOKIE, samesite="Strict")
    response.cookies[settings.VISIT_COOKIE]["secure"] = settings.SECURE_COOKIES
    response["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response


# What a page sends that nobody typed.
NOT_TYPED = {
    "csrfmiddlewaretoken",
    "lane",
    "packet",
    "paper",
    "again",
    "done",
    "skip",
    "save",
    "language",
    "missing",
}


def typed_in(request):
    """Return the words that somebody typed into the page that was sent."""
    return [
        text
        for name, texts in request.POST.lists()
        for text in texts
        if name not in NOT_TYPED and text.strip()
    ]


def nothing_here(request):
    """Say that this browser has nothing open, and show what was just sent, so it can be copied.

    A visit may have ended by itself: with the code the person can go on from here.
    """
    context = {"typed": typed_in(request), "form": CodeBelowForm()}
    return render(request, "public/nothing.html", context, status=404)


def no_draft(request, visit):
    """Lead from a page of a form that was sent to its case, or say that nothing is open here.

    The answer to sending it may have been lost on the way: the person sends it again, or goes back.
    """
    if case_of(visit) is None:
        return nothing_here(request)
    return redirect("public:done")


def draft_required(view):
    """Give the view a Visit with an unfinished draft, or lead to what became of it."""

    @wraps(view)
    def with_draft(request, *args, **kwargs):
        visit = visit_of(request)
        if visit is None or visit.stored is None:
            return no_draft(request, visit)
        try:
            return view(request, visit, *args, **kwargs)
        except drafts.Gone:
            return no_draft(request, visit)
        except sealing.FormClosed:
            return errors.form_closed()

    return with_draft


def case_required(view):
    """Give the view a Visit and its case, or say that nothing is open here."""

    @wraps(view)
    def with_case(request, *args, **kwargs):
        visit = visit_of(request)
        case = case_of(visit)
        if case is None:
            return nothing_here(request)
        try:
            return view(request, visit, case, *args, **kwargs)
        except NotAllowed:
            # Erased in between, from another phone: give back what was typed.
            return redirect("public:status") if case_of(visit) else nothing_here(request)

    return with_case


def not_too_often(view):
    """Stop who sends more about one case than anybody writes. It comes inside case_required."""

    @wraps(view)
    def with_limit(request, visit, case, *args, **kwargs):
        if request.method == "POST" and not limits.allow_for(case.owner, "act"):
            return errors.enough(request)
        return view(request, visit, case, *args, **kwargs)

    return with_limit
