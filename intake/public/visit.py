"""What this browser has open: a draft or a case, by the key in its session-only cookie."""

from dataclasses import dataclass
from functools import cached_property, wraps

from django.conf import settings
from django.shortcuts import redirect, render
from django.utils import timezone

from intake.cases.actions import NotAllowed
from intake.cases.models import Case
from intake.cases.unlocked import Unreadable, unreadable_text
from intake.complaints import actions as drafts
from intake.manners import errors, limits
from intake.vault import crypto, envelopes

from .forms import CodeBelowForm


@dataclass
class Visit:
    """A draft or case with its key, and what the draft holds (None once it was sent)."""

    unlocked: envelopes.Unlocked
    secret: str
    stored: dict | None

    @cached_property
    def unlocked_case(self):
        """The UnlockedCase of what is open here, or None. It is read once for each request."""
        case = Case.objects.filter(owner=self.unlocked.owner, erased_on=None).first()
        return case and case.unlocked(self.unlocked.key)


def visit_of(request):
    """Return the Visit of this browser, or None. Two queries at most, three once a minute."""
    secret = request.COOKIES.get(settings.VISIT_COOKIE, "")
    now = timezone.now()
    try:
        unlocked = envelopes.unlocked_by_browser(secret, now)
        if unlocked:
            drafts.move_on(unlocked.wrap, now=now)
        return unlocked and Visit(unlocked, secret, drafts.read(unlocked, now=now))
    except (crypto.DecryptionError, UnicodeEncodeError):
        return None


def case_of(visit):
    """Return the case this browser has open, or None."""
    if visit is None or visit.unlocked_case is None:
        return None
    return visit.unlocked_case.case


def answers_of(visit):
    """Return the answers this browser has open, of a draft or else of a case; {} without any.

    Raises Unreadable.
    """
    if visit is None:
        return {}
    if visit.stored is not None:
        return visit.stored["answers"]
    return visit.unlocked_case.answers if visit.unlocked_case else {}


def answers_if_readable(visit):
    """Return the same for what only asks how to speak, or fills in a form."""
    try:
        return answers_of(visit)
    except Unreadable:
        return {}


# What a helper says about themselves, not about the person.
HELPER_PAGES = ("filer", "helper")


def helper_answers(unlocked):
    """Return what a helper need not type again for the next person."""
    before = unlocked.answers
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


def _typed(request):
    """Return the texts that were just sent, so that they can be copied."""
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
    context = {"typed": _typed(request), "form": CodeBelowForm()}
    return render(request, "public/nothing.html", context, status=404)


def readable_required(view):
    """Say so where what the page rests on cannot be opened, and show what was just sent."""

    @wraps(view)
    def with_readable(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except Unreadable:
            context = {"unreadable": unreadable_text(), "typed": _typed(request)}
            status = 422 if request.method == "POST" else 200
            return render(request, "public/unreadable.html", context, status=status)

    return with_readable


def draft_required(view):
    """Give the view a Visit with an unfinished draft, or say that nothing is open here."""

    @wraps(view)
    def with_draft(request, *args, **kwargs):
        visit = visit_of(request)
        if visit is None or visit.stored is None:
            return nothing_here(request)
        try:
            return view(request, visit, *args, **kwargs)
        except drafts.Gone:
            return nothing_here(request)
        except envelopes.FormClosed:
            return errors.form_closed()

    return with_draft


def case_required(view):
    """Give the view a Visit and its UnlockedCase, or say that nothing is open here."""

    @wraps(view)
    def with_case(request, *args, **kwargs):
        visit = visit_of(request)
        unlocked = visit and visit.unlocked_case
        if not unlocked:
            return nothing_here(request)
        try:
            return view(request, visit, unlocked, *args, **kwargs)
        except NotAllowed:
            # Erased in between, from another phone: give back what was typed.
            there = Case.objects.filter(pk=unlocked.case.pk, erased_on=None).exists()
            return redirect("public:status") if there else nothing_here(request)

    return readable_required(with_case)


def not_too_often(view):
    """Stop who sends more about one case than anybody writes. It comes inside case_required."""

    @wraps(view)
    def with_limit(request, visit, unlocked, *args, **kwargs):
        if request.method == "POST" and not limits.allow_for(unlocked.case.owner, "act"):
            return errors.enough(request)
        return view(request, visit, unlocked, *args, **kwargs)

    return with_limit
