"""Who may do what in the office: one table, one door, deny by default.

An address that is in no row of RIGHTS is closed to everybody. What is forbidden and what is not
there look the same.
"""

from contextlib import suppress
from functools import cache, partial, wraps
from types import MappingProxyType
from urllib.parse import urlencode

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.messages import get_messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from intake.accounts.models import (
    AUDITORS,
    COORDINATORS,
    EVERYBODY,
    OPERATORS,
    READERS,
    SECOND_READERS,
    TRANSLATORS,
    WITHOUT_IDENTITY,
    WORKERS,
)
from intake.audit import log as audit
from intake.cases import counting, queue_order
from intake.cases.change import Erased
from intake.cases.models import Case
from intake.cases.unlocked import Unreadable, unreadable_text
from intake.vault import crypto, envelopes, session
from intake.vault.models import Membership
from intake.web import errors, prepared

from . import kept_form


def _rights(who, names):
    return dict.fromkeys(names.split(), who)


RIGHTS = (
    _rights(
        READERS,
        """
        office:queue office:case office:routes office:state-laws office:help-lines
        office:follow-ups office:handbook office:glossary office:keys""",
    )
    | _rights(
        SECOND_READERS,
        """
        office:today office:names office:packet office:packet-step office:packet-paper
        office:packet-file office:packet-word office:packet-exhibits office:packet-texts
        office:dashboard office:report""",
    )
    | _rights(
        WORKERS,
        """
        office:find office:save-list office:drop-list office:bulk office:sent
        office:reveal office:take
        office:note office:move office:act office:verb office:consequence office:prepare
        office:packet-contact
        office:script office:assist office:batch office:count-again office:add-file office:file
        office:file-original office:file-picture office:new-code""",
    )
    | _rights(TRANSLATORS, "office:translations office:translation office:translate")
    | _rights(
        COORDINATORS,
        """
        office:erase office:route office:state-law
        office:contacts office:contact office:confirm-contact
        office:new-help-line office:help-line
        office:people office:invite office:invite-again office:grant
        office:end-access office:reset-second office:role office:teams office:receive
        office:team-key office:tags
        office:drop-tag office:templates office:template office:new-template
        office:own-template office:retention office:retain
        office:export office:columns office:research office:whole
        office:hours office:languages office:sees""",
    )
    | _rights(AUDITORS, "office:access-log")
    | _rights(OPERATORS, "office:health")
    | _rights(
        EVERYBODY,
        """
        office:account office:app-picture account_change_password account_reauthenticate
        mfa_index mfa_reauthenticate mfa_activate_totp mfa_deactivate_totp
        mfa_view_recovery_codes mfa_generate_recovery_codes mfa_list_webauthn mfa_add_webauthn
        mfa_edit_webauthn mfa_remove_webauthn mfa_reauthenticate_webauthn""",
    )
)

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


STARTED, SEEN = "started", "seen"

# What leaves in bulk, or opens a door for somebody else, needs a second factor of the last five
# minutes.
FRESH_SECONDS = 5 * 60


def may(volunteer, name):
    """Say whether a volunteer's role may use an address."""
    return volunteer.is_active and volunteer.role in RIGHTS.get(name, ())


def _short(name):
    """Return the name of an address as templates write it: office:follow-ups is follow_ups."""
    return name.removeprefix("office:").replace("-", "_")


@cache
def _rights_of(role):
    """Return {short name: True} of what a role may use, for templates: not to be changed."""
    return MappingProxyType({_short(name): True for name, who in RIGHTS.items() if role in who})


HOMES = (
    "office:today",
    "office:translations",
    "office:queue",
    "office:access-log",
    "office:health",
    "office:account",
)


def home_of(volunteer):
    """Return the name of the first page a role has here."""
    return next(name for name in HOMES if may(volunteer, name))


def may_see_identity(volunteer):
    return volunteer.role not in WITHOUT_IDENTITY


def may_see_case(volunteer, case):
    """Say whether a volunteer of the case's team may see it: all, or only the own ones."""
    return not _only_own(volunteer) or case.assigned_to_id == volunteer.pk


def _only_own(volunteer):
    return volunteer.own_cases_only and volunteer.can_be_limited


def visible_cases(request):
    """Return the cases of the teams whose keys this session has open, or only the own of them."""
    return _visible_rows(request, Case.objects.all())


def of_visible_cases(request, rows):
    """Return those rows of another table that belong to a visible case.

    By a join, never by a list of all the cases to look in: at a million that takes SQLite seconds.
    """
    return _visible_rows(request, rows, "case__")


def _visible_rows(request, rows, prefix=""):
    return _visible_to(rows, prefix, request.user.pk, list(request.teams), _only_own(request.user))


def _visible_to(rows, prefix, me, team_ids, only_own):
    # A team is a wall.
    rows = rows.filter(**{f"{prefix}team__in": team_ids})
    return rows.filter(**{f"{prefix}assigned_to": me}) if only_own else rows


def values_of_visible(request, build, *given):
    """Return the rows of `build(visible, me, *given)`, a query of values that is built once.

    `visible(rows)` leaves those rows of another table that belong to a visible case.
    """
    found = _values_of_visible(build, _only_own(request.user))
    return prepared.rows(found, request.user.pk, request.teams, *given)


@cache
def _values_of_visible(build, only_own):
    def built(me, team_ids, *given):
        def visible(rows):
            return _visible_to(rows, "case__", me, team_ids, only_own)

        return build(visible, me, *given)

    return built


def count_cases(request, lists, today):
    """Return {name: how many} of lists of visible cases, in one statement (cases/counting.py)."""
    only_own = _only_own(request.user)
    me = request.user.pk
    return counting.counts(lists, teams=request.teams, me=me, only_own=only_own, today=today)


def first_cases(request, lists, today, most):
    """Return {name: its first cases} of lists of visible cases, in two statements."""
    given = {"me": request.user.pk, "only_own": _only_own(request.user), "today": today}
    found = counting.first_ids(lists, teams=request.teams, most=most, **given)
    by_pk = counting.cases_by_id({pk for pks in found.values() for pk in pks})
    return {
        name: sorted((by_pk[pk] for pk in pks if pk in by_pk), key=_place)
        for name, pks in found.items()
    }


def first_of_list(request, condition, most):
    """Return the first cases of a list, with the columns that lists show: one statement, built once
    for each `condition`, a function of the id of a volunteer."""
    build = _first_of_list(condition, _only_own(request.user), most)
    return prepared.instances(build, request.user.pk, request.teams)


@cache
def _first_of_list(condition, only_own, most):
    def build(me, team_ids):
        visible = _visible_to(Case.objects.filter(condition(me)), "", me, team_ids, only_own)
        return queue_order.in_queue_order(visible).only(*queue_order.LISTED)[:most]

    return build


def _place(case):
    return case.sort_key, case.reference


def case_required(view=None, *, erased=None, unopened=None):
    """Give the view the UnlockedCase that its address names, or answer 404.

    The case is read and its key is opened once for each request, and looking is written down. An
    erased case has no key: the view `erased` gets it instead, as a plain Case. So does `unopened`
    where the key cannot be opened. A page that rests on a value that cannot be opened leads to the
    case page, which says so.
    """
    if view is None:
        return partial(case_required, erased=erased, unopened=unopened)

    @wraps(view)
    def with_case(request, reference, *args, **kwargs):
        found = visible_cases(request).filter(reference=reference)
        case = found.select_related("assigned_to").first()
        if case is None:
            raise Http404
        if case.erased_on:
            if erased is None:
                raise Http404
            return erased(request, case, *args, **kwargs)
        try:
            unlocked = _unlocked(request, case)
            if request.method in ("GET", "HEAD"):
                log_view(request, case)
            return view(request, unlocked, *args, **kwargs)
        except Erased:
            raise Http404 from None
        except Unreadable:
            if unopened is not None:
                return unopened(request, case, *args, **kwargs)
            messages.error(request, unreadable_text())
            return redirect("office:case", case.reference)

    return with_case


def _unlocked(request, case):
    """Return the case with its key. Raises Unreadable if no key of this session opens it."""
    try:
        return case.unlocked(envelopes.unlock_key_with_team(case.owner, request.teams))
    except crypto.DecryptionError:
        raise Unreadable("wrap") from None


def unlocked_cases(request, cases):
    """Return [UnlockedCase] of those cases that the keys of this session open. One query."""
    keys = envelopes.unlock_keys_with_team([case.owner for case in cases], request.teams)
    return [case.unlocked(keys[case.owner]) for case in cases if case.owner in keys]


def log_view(request, *cases):
    """Write down that a page shows something of these cases: one row for each page and case.

    Who posts a form sees the case only if the form comes back, so that is where this is called.
    """
    looked = request.__dict__.setdefault("looked_at", set())
    new = {case.pk: case.reference for case in cases if case.pk not in looked}
    if new:
        looked.update(new)
        audit.write_all(audit.Kind.VIEWED, by=request.user, at=timezone.now(), what=new.values())


def log_download(request, case):
    """Write down that a paper of a case was downloaded."""
    audit.write(audit.Kind.DOWNLOADED, by=request.user, at=timezone.now(), what=case.reference)


def within_daily_limit(request, kind, what):
    """Write down each of `what` that leaves. Where a day allows no more, tell the volunteer.

    Return whether it may leave.
    """
    within = audit.write_within_limit(kind, by=request.user, at=timezone.now(), what=what)
    if not within:
        messages.error(request, _("You have reached the limit for today. The refusal was logged."))
    return within


def _expired(session, now):
    """Say whether a session is past its idle or its absolute limit."""
    started, seen = session.get(STARTED), session.get(SEEN)
    if started is None or seen is None:
        return True
    return now - started > settings.SESSION_ABSOLUTE_AGE or now - seen > settings.SESSION_COOKIE_AGE


def _granted_teams(volunteer):
    """Return {team: number of the newest key that the volunteer was granted}."""
    return dict(prepared.rows(_memberships_of, volunteer.pk))


def _memberships_of(volunteer_id):
    rows = Membership.objects.filter(member__volunteer=volunteer_id).order_by("key_number")
    return rows.values_list("team_id", "key_number")


def _teams(request):
    """Return (opened teams, whether this session lacks the newest key of one of them).

    A team that the volunteer is no longer a member of is gone with the next request.
    """
    cookie = request.COOKIES.get(settings.VAULT_COOKIE, "")
    with suppress(crypto.DecryptionError):
        teams = session.load(request.session, request.user.pk, cookie)
        granted = _granted_teams(request.user)
        teams = {team: teams[team] for team in granted if team in teams}
        return teams, any(granted[team] not in teams[team] for team in teams)
    return {}, False


def _log_in_again(request):
    """End a session from before a team's key was changed: new cases do not open in it.

    Only where a page is asked for, so that what somebody typed is kept first.
    """
    said = [*map(str, get_messages(request)), _("The key of your team was changed. Log in again.")]
    logout(request)
    for words in said:
        messages.info(request, words)
    return redirect(settings.LOGIN_URL)


def _second_factor_of(volunteer_id):
    return Authenticator.objects.filter(user=volunteer_id).order_by().values_list("pk")[:1]


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
    if not prepared.rows(_second_factor_of, user.pk):
        return None if name in WITHOUT_SECOND_FACTOR else redirect("mfa_activate_totp")
    return None if may(user, name) else errors.not_found()


def require_fresh_second_factor(request, back=""):
    """Return the way to a fresh second factor, or None if there was one a moment ago.

    It comes back to this address, or to `back` where this one takes only a form. What was typed is
    kept for it (kept_form.py).
    """
    now = timezone.now().timestamp()
    for record in get_authentication_records(request, request.user):
        if record.get("method") == "mfa" and now - record["at"] < FRESH_SECONDS:
            return None
    back = back or request.get_full_path()
    if request.method == "POST":
        kept_form.keep(request, back)
    return redirect(f"{reverse('mfa_reauthenticate')}?{urlencode({'next': back})}")


def is_office_url(match):
    return "office" in match.route.split("/")[:1]


def access_middleware(get_response):
    """Let into the office only whom RIGHTS names, with the teams that their session opens."""

    def middleware(request):
        response = get_response(request)
        cookie_key = getattr(request, "vault_cookie_key", None)
        if cookie_key:
            response.set_cookie(
                settings.VAULT_COOKIE,
                cookie_key,
                secure=settings.SECURE_COOKIES,
                httponly=True,
                samesite="Strict",
            )
        return response

    def process_view(request, view, args, kwargs):
        match = request.resolver_match
        if not is_office_url(match):
            return None
        refused = _refuse(request, match.view_name)
        if refused is not None:
            return refused
        if request.user.is_authenticated:
            request.here = {_short(match.view_name): True}
            request.home = home_of(request.user)
            request.may = _rights_of(request.user.role) if request.user.is_active else {}
        if match.view_name not in OPEN and match.namespace == "office":
            request.teams, request.key_is_old = _teams(request)
            if request.key_is_old and request.method in ("GET", "HEAD"):
                return _log_in_again(request)
        return None

    vars(middleware)["process_view"] = process_view
    return middleware
