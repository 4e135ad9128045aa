"""Who works here: inviting, letting in, and leaving."""

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from intake.accounts import actions
from intake.accounts.models import Role, Volunteer
from intake.audit import log as audit
from intake.cases import volunteer_actions
from intake.cases.labels import LANGUAGE_LABELS
from intake.vault import codes, crypto, damage, keys
from intake.vault.models import Member, Team
from intake.web.methods import read_and_write
from intake.web.text import StrOrPromise

from ..access import WORKERS, require_fresh_second_factor
from ..consequences import people_acts
from ..consequences.base import consequence_page
from ..consequences.people_acts import AccountReasonForm, EndAccessForm
from ..kept_form import typed_again
from .account_forms import BAD_CODE, NewPasswordForm
from .forms import InviteForm, RoleForm

WELCOME = "welcome"
# Second factors, in words; codes on paper are no factor of their own.
FACTOR_LABELS = {"totp": gettext_lazy("app"), "webauthn": gettext_lazy("passkey")}


def _page(request, form, link="", status=200):
    volunteers = Volunteer.objects.prefetch_related("member__memberships__team").order_by(
        "-is_active", "first_name", "pk"
    )
    teams = Team.objects.filter(pk__in=list(request.teams)).order_by("name")
    kinds: dict[int, set[StrOrPromise | None]] = {}
    for user, kind in Authenticator.objects.values_list("user", "type"):
        kinds.setdefault(user, set()).add(FACTOR_LABELS.get(kind))
    for volunteer in volunteers:
        vars(volunteer).update(
            factors=[str(one) for one in kinds.get(volunteer.pk, ()) if one],
            reads=[str(LANGUAGE_LABELS.get(code, code)) for code in volunteer.languages],
            not_yet_in=[team for team in teams if not _opens(volunteer, team)],
        )
    context = {"volunteers": volunteers, "form": form, "link": link, "roles": Role.choices}
    return render(request, "office/people.html", context, status=status)


def _opens(volunteer, team):
    """Whether a volunteer has the newest key of a team."""
    member = getattr(volunteer, "member", None)
    grants = member.memberships.all() if member else ()
    return any((one.team_id, one.key_number) == (team.pk, team.key_number) for one in grants)


@require_safe
def people(request):
    return _page(request, InviteForm())


def _link(request, token):
    return request.build_absolute_uri(reverse("office:welcome", args=[token]))


@require_POST
def invite(request):
    """Make an account and show its one-use link, this once."""
    form = InviteForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    try:
        with transaction.atomic():
            volunteer, token = actions.invite(**form.cleaned_data, now=timezone.now())
    except IntegrityError:
        form.add_error("username", _("Someone has this user name. Choose another one."))
        return _page(request, form, status=422)
    audit.write(audit.Kind.INVITED, by=request.user, at=timezone.now(), what=volunteer.username)
    return _page(request, InviteForm(), link=_link(request, token))


def _asked(request, form_class, consequence):
    """Return (values of the form, None), or (None, the page that says first what follows)."""
    form = form_class(typed_again(request))
    if request.method == "POST" and form.is_valid():
        return form.cleaned_data, None
    back, status = reverse("office:people"), 422 if form.errors else 200
    return None, consequence_page(request, consequence, form, back, _("People"), status=status)


@read_and_write
def resend_invitation(request, pk):
    """Show a new link for a volunteer who lost the password: first say what, then do it."""
    volunteer = get_object_or_404(Volunteer, pk=pk, is_active=True)
    given, page = _asked(request, AccountReasonForm, people_acts.new_link(volunteer))
    if given is None:
        return page
    token = actions.resend_invitation(volunteer, now=timezone.now())
    what = people_acts.logged(volunteer, given["reason"])
    audit.write(audit.Kind.INVITED, by=request.user, at=timezone.now(), what=what)
    return _page(request, InviteForm(), link=_link(request, token))


@require_POST
def grant(request, pk):
    """Let a volunteer open the cases of a team, or of every team this session has open."""
    member = get_object_or_404(Member, volunteer__pk=pk, volunteer__is_active=True)
    chosen = request.POST.get("team", "")
    if request.key_is_old:
        messages.error(request, _("Log out and in again first: your login has the old key."))
        return redirect("office:people")
    for team in Team.objects.filter(pk__in=list(request.teams)):
        if chosen in ("", str(team.pk)):
            keys.grant(team, request.teams[team.pk], member)
            audit.write(
                audit.Kind.GRANTED,
                by=request.user,
                at=timezone.now(),
                what=f"{team}: {member.volunteer.username}",
            )
    messages.success(request, _("They can open the cases at their next login."))
    return redirect("office:people")


@require_POST
def role(request, pk):
    """Change what a volunteer does here. Nobody changes the own role."""
    volunteer = get_object_or_404(Volunteer, pk=pk, is_active=True)
    form = RoleForm(request.POST)
    if volunteer == request.user or not form.is_valid():
        messages.error(request, _("You cannot change your own role. Ask another coordinator."))
        return redirect("office:people")
    with transaction.atomic():
        volunteer.role = form.cleaned_data["role"]
        volunteer.save(update_fields=["role"])
        actions.end_sessions(volunteer)
        if volunteer.role not in WORKERS:
            volunteer_actions.unassign_all(volunteer, by=request.user, at=timezone.now())
    audit.write(
        audit.Kind.ROLE,
        by=request.user,
        at=timezone.now(),
        what=f"{volunteer.username}: {volunteer.role}",
    )
    messages.success(request, _("Role changed. They log in again."))
    return redirect("office:people")


@read_and_write
def reset_second_factor(request, pk):
    """Take the lost second factor of a volunteer away: the next login sets up a new one.

    Who asks for it by phone may be somebody else, so it needs the coordinator's own, just now.
    """
    volunteer = get_object_or_404(Volunteer, pk=pk, is_active=True)
    again = require_fresh_second_factor(request)
    if again:
        messages.info(request, _("Confirm that it is you. You come back to this page."))
        return again
    if volunteer == request.user:
        messages.error(request, _("You cannot do this for yourself. Ask another coordinator."))
        return redirect("office:people")
    given, page = _asked(request, AccountReasonForm, people_acts.second_factor_reset(volunteer))
    if given is None:
        return page
    with transaction.atomic():
        factors = Authenticator.objects.filter(user=volunteer)
        damage.forget(Authenticator, factors.values_list("pk", flat=True))
        factors.delete()
        actions.end_sessions(volunteer)
    what = people_acts.logged(volunteer, given["reason"])
    audit.write(audit.Kind.SECOND_RESET, by=request.user, at=timezone.now(), what=what)
    messages.success(request, _("They set up a new second factor at their next login."))
    return redirect("office:people")


@read_and_write
def end_access(request, pk):
    """End the access of a volunteer who leaves, at once: first say what, then do it."""
    volunteer = get_object_or_404(Volunteer, pk=pk)
    if volunteer == request.user:
        messages.error(request, _("You cannot end your own access. Ask another coordinator."))
        return redirect("office:people")
    given, page = _asked(request, EndAccessForm, people_acts.access_end(volunteer))
    if given is None:
        return page
    with transaction.atomic():
        actions.end_access(volunteer)
        volunteer_actions.unassign_all(volunteer, by=request.user, at=timezone.now())
    what = people_acts.logged(volunteer, given["reason"])
    audit.write(audit.Kind.LEFT, by=request.user, at=timezone.now(), what=what)
    messages.success(
        request, _("Their access has ended. Change the team’s key soon, on the page Teams.")
    )
    return redirect("office:people")


@require_safe
def welcome(request, token):
    """Take the secret out of the address at once."""
    if not actions.find_invitation(token, now=timezone.now()):
        return render(request, "office/welcome_gone.html", status=404)
    request.session[WELCOME] = token
    return redirect("office:set-password")


@read_and_write
def set_password(request):
    """Let an invited volunteer choose a password; show the recovery code, this once."""
    token = request.session.get(WELCOME, "")
    invitation = actions.find_invitation(token, now=timezone.now())
    if invitation is None:
        return render(request, "office/welcome_gone.html", status=404)
    has_keys = Member.objects.filter(volunteer=invitation.volunteer).exists()
    data = request.POST if request.method == "POST" else None
    form = NewPasswordForm(data, has_keys=has_keys)
    if form.is_valid():
        typed = form.cleaned_data.get("recovery_code", "")
        try:
            code = actions.accept_invitation(invitation, form.cleaned_data["password"], typed)
        except ValidationError as error:
            form.add_error("password", error)
        except (codes.InvalidCode, crypto.DecryptionError):
            form.add_error("recovery_code", BAD_CODE)
        else:
            request.session.flush()
            return render(request, "office/welcome_done.html", {"code": codes.grouped(code)})
    context = {"form": form, "volunteer": invitation.volunteer}
    return render(request, "office/set_password.html", context, status=422 if form.errors else 200)
