"""Coordinators' and auditors' pages: teams, tags, templates, retention, access log, export."""

from datetime import date, timedelta

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from intake.accounts import office_hours
from intake.audit import log as audit
from intake.audit.models import AuditEntry
from intake.cases import queue_order, volunteer_actions
from intake.cases.actions import NotAllowed
from intake.cases.models import Case, Tag
from intake.flow.forms.person import LANGUAGES
from intake.messages import templates
from intake.messages.models import MessageTemplate
from intake.vault import keys
from intake.vault.models import Team
from intake.web.downloads import CSV, attachment
from intake.web.methods import read_and_write

from . import exports, queue_filters
from . import health as health_of
from .access import case_required, require_fresh_second_factor, visible_cases, within_daily_limit
from .forms.case import ReasonForm
from .forms.export import ExportForm
from .forms.setting import TagNameForm, TeamForm, TemplateForm
from .paging import page_of

# Wraps that are made anew while somebody waits for the page; a command does any number.
REWRAP_AT_ONCE = 1000
MAX_EXPORTED = 5000


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
            messages.success(request, _("Team made. You open it from your next login on."))
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
        messages.error(request, _("Nobody can open this team yet."))
        return redirect("office:teams")
    with transaction.atomic():
        Team.objects.update(accepts=False)
        Team.objects.filter(pk=team.pk).update(accepts=True)
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
        if keys.stale_wraps(team).exists():
            messages.error(request, _("First finish the last change of this key."))
            return redirect("office:teams")
        keys.rotate_team_key(team)
        # Hashes of names are made with the newest key: they are made again, the newest first.
        Case.objects.filter(team=team, searchable=True).update(searchable=False)
        audit.write(audit.Kind.TEAM_KEY, by=request.user, at=timezone.now(), what=str(team))
        messages.success(
            request, _("The key is changed. Log in again, then press “Go on” for the old cases.")
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
    """Take a tag off all cases: first say of how many, then do it."""
    tag = get_object_or_404(Tag, pk=pk)
    if request.method != "POST":
        context = {"tag": tag, "count": tag.cases.count()}
        return render(request, "office/drop_tag.html", context)
    tag.delete()
    audit.write(audit.Kind.SETTING, by=request.user, at=timezone.now(), what=f"tag off: {tag}")
    messages.success(request, _("Tag taken off, from all cases."))
    return redirect("office:tags")


@require_safe
def message_templates(request):
    """List the words messages begin from, and in which languages they are there."""
    there = set(MessageTemplate.objects.values_list("slug", "language"))
    rows = [
        (
            key,
            name,
            [(code, label, (key, code) in there or code == "en") for code, label in LANGUAGES],
        )
        for key, (name, text) in templates.DEFAULTS.items()
        if text
    ]
    return render(request, "office/templates.html", {"rows": rows})


@read_and_write
def message_template(request, slug, language):
    """Change the words in one language: preview first, then keep them as a new version."""
    if slug not in templates.DEFAULTS or language not in dict(LANGUAGES):
        raise Http404
    text, version, found_in = templates.current_version(slug, language)
    form = TemplateForm(request.POST if request.method == "POST" else None, initial={"text": text})
    valid = form.is_valid()
    if valid and "keep" in request.POST:
        templates.save_version(
            slug, language, form.cleaned_data["text"], by=request.user, at=timezone.now()
        )
        audit.write(
            audit.Kind.SETTING,
            by=request.user,
            at=timezone.now(),
            what=f"template {slug} {language}",
        )
        messages.success(request, _("Kept as a new version."))
        return redirect("office:templates")
    shown = form.cleaned_data["text"] if valid else str(text)
    context = {
        "name": templates.DEFAULTS[slug][0],
        "in_language": dict(LANGUAGES)[language],
        "same_language": found_in == language,
        "version": version,
        "form": form,
        "placeholders": templates.PLACEHOLDERS.items(),
        "preview": templates.fill_in(
            shown,
            {
                "volunteer": request.user.first_name,
                "next_day": _("December 1, 2026"),
                "hours": office_hours.current_hours() or "…",
            },
        ),
        "history": MessageTemplate.objects.filter(slug=slug, language=language)
        .select_related("by")
        .order_by("-version"),
    }
    return render(request, "office/template.html", context, status=422 if form.errors else 200)


@require_safe
def retention(request):
    """Show what will be erased within a month, what is kept longer, and what was erased."""
    today = queue_order.recomputed_today()
    cases = visible_cases(request).filter(erased_on=None)
    near = Q(erase_on__lte=today + timedelta(days=31)) | Q(erase_proposed_by__isnull=False)
    soon = cases.filter(near, retention_extended=False)
    lists_asked = {
        "soon": (soon.select_related("erase_proposed_by"), ("erase_on", "reference")),
        "kept": (cases.filter(retention_extended=True), ("opened_on", "reference")),
        "erased": (
            visible_cases(request).filter(erased_on__isnull=False),
            ("-erased_on", "reference"),
        ),
    }
    pages = {
        name: page_of(
            rows, order, {"after": request.GET.get(name, "")}, read=(date.fromisoformat, str)
        )
        for name, (rows, order) in lists_asked.items()
    }
    context = {name: rows for name, (rows, _later) in pages.items()} | {
        "later": {name: place for name, (_rows, place) in pages.items()},
        "reason_form": ReasonForm(),
    }
    return render(request, "office/retention.html", context)


def _extend_retention(unlocked, form, by, at):
    if not form.is_valid():
        raise NotAllowed(_("Write why it must be kept longer."))
    volunteer_actions.extend_retention(unlocked, by=by, at=at, reason=form.cleaned_data["reason"])
    return _("Kept longer.")


def _remove_retention_extension(unlocked, form, by, at):
    volunteer_actions.remove_retention_extension(unlocked.case, by=by, at=at)
    return _("It is erased on its day now.")


def _erase_early(unlocked, form, by, at):
    if volunteer_actions.erase_early(unlocked.case, by=by, at=at):
        audit.write(audit.Kind.ERASED, by=by, at=at, what=unlocked.case.reference)
        return _("Erased.")
    return _("Proposed. Another coordinator must confirm it.")


def _withdraw_early_erasure(unlocked, form, by, at):
    volunteer_actions.withdraw_early_erasure(unlocked.case, by=by, at=at)
    return _("Taken back. It is erased on its day.")


RETENTION_ACTIONS = {
    "keep": _extend_retention,
    "let-go": _remove_retention_extension,
    "erase": _erase_early,
    "withdraw": _withdraw_early_erasure,
}


@require_POST
@case_required
def retain(request, unlocked, what):
    """Keep a case longer, no longer, or have it erased early by two coordinators."""
    if what not in RETENTION_ACTIONS:
        raise Http404
    try:
        done = RETENTION_ACTIONS[what](
            unlocked, ReasonForm(request.POST), request.user, timezone.now()
        )
        messages.success(request, done)
    except NotAllowed as reason:
        messages.error(request, str(reason))
    return redirect("office:retention")


@require_safe
def access_log(request):
    """Show who looked at what, unusual looking first, and whether the chain is whole."""
    rows = AuditEntry.objects.select_related("by")
    kind = request.GET.get("kind", "")
    if kind in AuditEntry.Kind.values:
        rows = rows.filter(kind=kind)
    page, older = page_of(rows, ("-number",), request.GET, read=(int,))
    context = {
        "anomalies": audit.anomalies(timezone.now()),
        "kinds": AuditEntry.Kind.choices,
        "kind": kind,
        "page": page,
        "older": older,
        "after": request.GET.get("after", ""),
    }
    return render(request, "office/access_log.html", context)


@read_and_write
def export(request):
    """Give a coordinator the coded columns of a list: no name, no story. Limited and logged."""
    again = require_fresh_second_factor(request)
    if again:
        return again
    asked = queue_filters.filtered_cases(
        request.GET, visible_cases(request), request.user, queue_order.recomputed_today()
    )
    form = ExportForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if not within_daily_limit(request, audit.Kind.EXPORTED, [form.cleaned_data["reason"]]):
            return redirect("office:export")
        cases = queue_order.in_queue_order(asked.cases).select_related("assigned_to")[:MAX_EXPORTED]
        rows = exports.rows_of(cases, exports.OFFICE)
        return attachment(exports.table(exports.OFFICE, rows), CSV, "list.csv")
    context = {
        "form": form,
        "count": queue_order.count_label(asked.cases),
        "query": asked.query,
        "columns": [column.name for column in exports.OFFICE],
        "most": MAX_EXPORTED,
    }
    return render(request, "office/export.html", context, status=422 if form.errors else 200)


@require_safe
def health(request):
    """Show an operator what runs, without any content."""
    context = {"checks": health_of.checks(), "rows": audit_rows()}
    return render(request, "office/health.html", context)


def audit_rows():
    return AuditEntry.objects.order_by("-number").values_list("number", flat=True).first() or 0
