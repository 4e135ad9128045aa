"""Who works here: inviting, letting in, and leaving."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from intake.people import actions
from intake.people.models import Volunteer
from intake.vault import codes, crypto, keys
from intake.vault.models import Member, Team

from .forms import BAD_CODE, InviteForm, NewPasswordForm

read_and_write = require_http_methods(["GET", "HEAD", "POST"])

WELCOME = "welcome"


def _page(request, form, link="", status=200):
    volunteers = Volunteer.objects.prefetch_related("member__memberships__team").order_by(
        "-is_active", "first_name", "pk"
    )
    context = {"volunteers": volunteers, "form": form, "link": link}
    return render(request, "office/people.html", context, status=status)


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
            _volunteer, token = actions.invite(**form.cleaned_data, now=timezone.now())
    except IntegrityError:
        form.add_error("username", _("Someone has this user name. Choose another one."))
        return _page(request, form, status=422)
    return _page(request, InviteForm(), link=_link(request, token))


@require_POST
def invite_again(request, pk):
    """Show a new link for a volunteer who lost the password."""
    volunteer = get_object_or_404(Volunteer, pk=pk, is_active=True)
    token = actions.invite_again(volunteer, now=timezone.now())
    return _page(request, InviteForm(), link=_link(request, token))


@require_POST
def grant(request, pk):
    """Let a volunteer open the cases of every team this session has open."""
    member = get_object_or_404(Member, volunteer__pk=pk, volunteer__is_active=True)
    for team in Team.objects.filter(pk__in=list(request.teams)):
        keys.grant(team, request.teams[team.pk], member)
    messages.success(request, _("They can open the cases at their next login."))
    return redirect("office:people")


@require_POST
def end_access(request, pk):
    """End the access of a volunteer who leaves, at once."""
    volunteer = get_object_or_404(Volunteer, pk=pk)
    if volunteer == request.user:
        messages.error(request, _("You cannot end your own access. Ask another coordinator."))
    else:
        actions.end_access(volunteer)
        messages.success(request, _("Their access has ended."))
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
            code = actions.accept(invitation, form.cleaned_data["password"], typed)
        except ValidationError as error:
            form.add_error("password", error)
        except (codes.BadCode, crypto.CannotOpen):
            form.add_error("recovery_code", BAD_CODE)
        else:
            request.session.flush()
            return render(request, "office/welcome_done.html", {"code": codes.grouped(code)})
    context = {"form": form, "volunteer": invitation.volunteer}
    return render(request, "office/set_password.html", context, status=422 if form.errors else 200)
