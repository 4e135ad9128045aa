"""Teams, the cases that came from another team, team keys and tags."""

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from intake.audit import log as audit
from intake.cases.models import Case, Tag
from intake.routes import opening
from intake.vault import envelopes, keys
from intake.vault.models import Team
from intake.web.methods import read_and_write

from .forms import TagNameForm, TeamForm

# Wraps that are made anew while somebody waits for the page; a command does any number.
REWRAP_AT_ONCE = 1000


@read_and_write
def teams(request):
    """Show the teams, and make a new one: its key is granted to who makes it."""
    form = TeamForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            with transaction.atomic():
                team, private = keys.create_team(form.cleaned_data["name"])
                team.accepts = False
                team.save(update_fields=["accepts"])
                keys.grant(team, {team.key_number: private}, request.user.member)
                audit.write(
                    audit.Kind.GRANTED,
                    by=request.user,
                    at=timezone.now(),
                    what=f"{team}: {request.user.username}",
                )
        except IntegrityError:
            form.add_error("name", _("There is a team of this name. Choose another one."))
        else:
            messages.success(request, _("Team created. Log in again to use it."))
            return redirect("office:teams")
    rows = [
        {
            "team": team,
            "members": team.memberships.values("member").distinct().count(),
            "mine": team.pk in request.teams,
            "left": keys.stale_wraps(team).count(),
            "lost": keys.lost_wraps(team).count(),
        }
        for team in Team.objects.order_by("name")
    ]
    context = {"rows": rows, "form": form}
    return render(request, "office/teams.html", context, status=422 if form.errors else 200)


@require_POST
def receive(request, pk):
    """Let this team, and no other, take the new cases."""
    team = get_object_or_404(Team, pk=pk)
    if not team.memberships.exists():
        messages.error(request, _("No one can open this team yet."))
        return redirect("office:teams")
    left = opening.count_left(timezone.localdate())
    if left and not envelopes.is_opened():
        messages.error(
            request,
            ngettext(
                "The office opens once this list is checked. %(left)s line is left.",
                "The office opens once this list is checked. %(left)s lines are left.",
                left,
            )
            % {"left": left},
        )
        return redirect("office:contacts")
    with transaction.atomic():
        Team.objects.update(accepts=False)
        Team.objects.filter(pk=team.pk).update(accepts=True)
    opening.clear_cache()
    audit.write(audit.Kind.SETTING, by=request.user, at=timezone.now(), what=f"receives: {team}")
    messages.success(request, _("New cases go to this team."))
    return redirect("office:teams")


@require_POST
def team_key(request, pk):
    """Change a team's key, or go on making old wraps anew under the present one."""
    team = get_object_or_404(Team, pk=pk)
    if team.pk not in request.teams:
        raise Http404
    if "change" in request.POST:
        if keys.unfinished_wraps(team).exists():
            messages.error(request, _("First finish the last change of this key."))
            return redirect("office:teams")
        keys.rotate_team_key(team)
        # Hashes of names are made with the newest key: they are made again, the newest first.
        Case.objects.filter(team=team, searchable=True).update(searchable=False)
        audit.write(audit.Kind.TEAM_KEY, by=request.user, at=timezone.now(), what=str(team))
        messages.success(
            request,
            _("The key is changed. Log in again, then choose “Continue with the old cases”."),
        )
        return redirect("office:teams")
    if team.key_number not in request.teams[team.pk]:
        messages.error(request, _("Log out and in again first: your login has the old key."))
        return redirect("office:teams")
    left = keys.rewrap(team, request.teams[team.pk], limit=REWRAP_AT_ONCE)
    messages.success(request, _("Cases that still have the old key: %(left)s.") % {"left": left})
    return redirect("office:teams")


@read_and_write
def tags(request):
    """Show the words that volunteers may put on cases, and make a new one."""
    form = TagNameForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        _tag, new = Tag.objects.get_or_create(name=form.cleaned_data["name"])
        messages.success(request, _("Tag made.") if new else _("This tag is there already."))
        return redirect("office:tags")
    context = {"tags": Tag.objects.order_by("name"), "form": form}
    return render(request, "office/tags.html", context, status=422 if form.errors else 200)


@read_and_write
def drop_tag(request, pk):
    """Remove a tag all cases: first say of how many, then do it."""
    tag = get_object_or_404(Tag, pk=pk)
    if request.method != "POST":
        context = {"tag": tag, "count": tag.cases.count()}
        return render(request, "office/drop_tag.html", context)
    tag.delete()
    audit.write(audit.Kind.SETTING, by=request.user, at=timezone.now(), what=f"tag off: {tag}")
    messages.success(request, _("Tag removed from all cases."))
    return redirect("office:tags")
