"""Who may do what in the office: one table, one door, deny by default.

An address that is in no row of RIGHTS is closed to everybody. What is forbidden and what is not
there look the same.
"""

from contextlib import suppress

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth import logout
from django.shortcuts import redirect
from django.utils import timezone

from intake.cases.models import Case
from intake.manners import errors
from intake.people.models import Role
from intake.vault import crypto, sealing, session
from intake.vault.models import Membership

EVERYBODY = frozenset(Role)
READERS = frozenset({Role.VOLUNTEER, Role.TRANSLATOR, Role.COORDINATOR})
WORKERS = frozenset({Role.VOLUNTEER, Role.COORDINATOR})
COORDINATORS = frozenset({Role.COORDINATOR})

RIGHTS = {
    "office:queue": READERS,
    "office:case": READERS,
    "office:take": WORKERS,
    "office:note": WORKERS,
    "office:move": WORKERS,
    "office:prepare": WORKERS,
    "office:packet": WORKERS,
    "office:packet-step": WORKERS,
    "office:packet-paper": WORKERS,
    "office:packet-file": WORKERS,
    "office:packet-word": WORKERS,
    "office:ask-erase": WORKERS,
    "office:erase": COORDINATORS,
    "office:routes": READERS,
    "office:route": COORDINATORS,
    "office:script": WORKERS,
    "office:people": COORDINATORS,
    "office:invite": COORDINATORS,
    "office:invite-again": COORDINATORS,
    "office:grant": COORDINATORS,
    "office:end-access": COORDINATORS,
    "office:account": EVERYBODY,
    "office:app-picture": EVERYBODY,
    "account_change_password": EVERYBODY,
    "account_reauthenticate": EVERYBODY,
    "mfa_index": EVERYBODY,
    "mfa_reauthenticate": EVERYBODY,
    "mfa_activate_totp": EVERYBODY,
    "mfa_deactivate_totp": EVERYBODY,
    "mfa_view_recovery_codes": EVERYBODY,
    "mfa_generate_recovery_codes": EVERYBODY,
    "mfa_list_webauthn": EVERYBODY,
    "mfa_add_webauthn": EVERYBODY,
    "mfa_edit_webauthn": EVERYBODY,
    "mfa_remove_webauthn": EVERYBODY,
    "mfa_reauthenticate_webauthn": EVERYBODY,
}

# Before anybody is logged in. Logging out ends a login that waits for its second factor, too.
OPEN = frozenset(
    {
        "account_login",
        "account_logout",
        "mfa_authenticate",
        "office:welcome",
        "office:set-password",
    }
)

# All that a volunteer without a second factor reaches: the way to get one.
WITHOUT_SECOND_FACTOR = frozenset(
    {
        "account_reauthenticate",
        "mfa_reauthenticate",
        "mfa_activate_totp",
        "mfa_list_webauthn",
        "mfa_add_webauthn",
        "office:account",
        "office:app-picture",
    }
)

# Names of a person and ways to find one are hidden from these.
WITHOUT_IDENTITY = frozenset({Role.TRANSLATOR})

STARTED, SEEN = "started", "seen"


def may(volunteer, name):
    """Say whether a volunteer's role may use an address."""
    return volunteer.is_active and volunteer.role in RIGHTS.get(name, ())


def home_of(volunteer):
    """Return the name of the first page a role has here."""
    return "office:queue" if may(volunteer, "office:queue") else "office:account"


def may_see_identity(volunteer):
    return volunteer.role not in WITHOUT_IDENTITY


def visible_cases(request):
    """Return the cases of the teams whose keys this session has open."""
    return Case.objects.of_teams(list(request.teams))


def open_case(request, reference):
    """Return (case, its key or None where it was erased), or (None, None) if it may not be seen."""
    case = visible_cases(request).filter(reference=reference).first()
    if case is None:
        return None, None
    if case.erased_on:
        return case, None
    try:
        return case, sealing.opened_by_team(case.owner, request.teams)
    except crypto.CannotOpen:
        return None, None


def _expired(held, now):
    """Say whether a session is past its idle or its absolute limit."""
    started, seen = held.get(STARTED), held.get(SEEN)
    if started is None or seen is None:
        return True
    return now - started > settings.SESSION_ABSOLUTE_AGE or now - seen > settings.SESSION_COOKIE_AGE


def _still_granted(volunteer, teams):
    """Return the opened teams that the volunteer is still a member of. A revoked one is gone."""
    granted = Membership.objects.filter(member__volunteer=volunteer).values_list(
        "team_id", flat=True
    )
    return {team: teams[team] for team in granted if team in teams}


def _teams(request):
    cookie = request.COOKIES.get(settings.VAULT_COOKIE, "")
    with suppress(crypto.CannotOpen):
        teams = session.load(request.session, request.user.pk, cookie)
        return _still_granted(request.user, teams)
    return {}


def _refuse(request, name):
    """Return the answer to who may not come in here, or None."""
    if name in OPEN:
        return None
    user = request.user
    if not user.is_authenticated:
        return redirect(settings.LOGIN_URL)
    now = int(timezone.now().timestamp())
    if not user.is_active or _expired(request.session, now):
        logout(request)
        return redirect(settings.LOGIN_URL)
    if now - request.session[SEEN] > 60:
        request.session[SEEN] = now
    if not is_mfa_enabled(user):
        return None if name in WITHOUT_SECOND_FACTOR else redirect("mfa_activate_totp")
    return None if may(user, name) else errors.not_found()


def is_ours(match):
    return "office" in match.route.split("/")[:1]


def door(get_response):
    """Let into the office only whom RIGHTS names, with the teams that their session opens."""

    def middleware(request):
        response = get_response(request)
        half = getattr(request, "vault_half", None)
        if half:
            response.set_cookie(
                settings.VAULT_COOKIE, half, secure=settings.SECURE_COOKIES, httponly=True,
                samesite="Strict",
            )  # fmt: skip
        return response

    def process_view(request, view, args, kwargs):
        match = request.resolver_match
        if not is_ours(match):
            return None
        refused = _refuse(request, match.view_name)
        if refused is not None:
            return refused
        if request.user.is_authenticated:
            request.home = home_of(request.user)
            request.may = {name for name in RIGHTS if may(request.user, name)}
        if match.view_name not in OPEN and match.namespace == "office":
            request.teams = _teams(request)
        return None

    middleware.process_view = process_view
    return middleware
