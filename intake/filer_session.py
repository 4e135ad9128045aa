"""What this browser has open: a draft or a case, by the key in its session-only cookie."""

from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.utils import timezone

from intake.cases.models import Case
from intake.cases.unlocked import Unreadable
from intake.complaints import drafts
from intake.vault import crypto, envelopes


@dataclass
class PublicSession:
    """A draft or case with its key, and what the draft holds (None once it was sent).

    `is_damaged` says that there is a draft, which cannot be opened.
    """

    unlocked: envelopes.Unlocked
    secret: str
    stored: dict | None
    is_damaged: bool = False

    @cached_property
    def unlocked_case(self):
        """The UnlockedCase of what is open here, or None. It is read once for each request."""
        case = Case.objects.filter(owner=self.unlocked.owner, erased_on=None).first()
        return case and case.unlocked(self.unlocked.key)

    @cached_property
    def code(self):
        """The filer's code as this browser may show it, or "" where it may not or cannot."""
        return envelopes.stored_code(self.unlocked.wrap, self.secret)

    @property
    def code_is_damaged(self):
        return self.unlocked.wrap.code is not None and not self.code

    @property
    def is_damaged_draft(self):
        """Whether nothing is open here but a draft that cannot be opened."""
        return self.is_damaged and self.unlocked_case is None


def session_of(request):
    """Return the Visit of this browser, or None. Two queries at most, three once a minute."""
    secret = request.COOKIES.get(settings.VISIT_COOKIE, "")
    now = timezone.now()
    try:
        unlocked = envelopes.unlock_with_browser(secret, now)
    except (crypto.DecryptionError, UnicodeEncodeError):
        return None
    if unlocked is None:
        return None
    drafts.extend_session(unlocked.wrap, now=now)
    try:
        return PublicSession(unlocked, secret, drafts.read(unlocked, now=now))
    except crypto.DecryptionError:
        # A case beside the damaged draft still opens.
        return PublicSession(unlocked, secret, None, is_damaged=True)


def case_of(session):
    """Return the case this browser has open, or None."""
    if session is None or session.unlocked_case is None:
        return None
    return session.unlocked_case.case


def answers_of(session):
    """Return the answers this browser has open, of a draft or else of a case; {} without any.

    Raises Unreadable.
    """
    if session is None:
        return {}
    if session.stored is not None:
        return session.stored["answers"]
    if session.is_damaged_draft:
        raise Unreadable("draft")
    return session.unlocked_case.answers if session.unlocked_case else {}


def answers_if_readable(session):
    """Return the same for what only asks how to speak, or fills in a form."""
    try:
        return answers_of(session)
    except Unreadable:
        return {}


# What a helper says about themselves, not about the person.
HELPER_STEPS = ("filer", "helper")


def helper_answers(unlocked):
    """Return what a helper need not type again for the next person."""
    before = unlocked.answers
    return {key: before[key] for key in HELPER_STEPS if key in before}


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


def end_session(response):
    """Forget the visit in this browser: cookies, cached pages, everything kept for this site."""
    response.delete_cookie(settings.VISIT_COOKIE, samesite="Strict")
    response.cookies[settings.VISIT_COOKIE]["secure"] = settings.SECURE_COOKIES
    response["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response
