"""The templates of messages to filers: those of every office and those of a team, in versions."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from intake.audit import log as audit
from intake.flow.forms.person import LANGUAGES
from intake.messages import placeholders, templates
from intake.messages.actions import language_code
from intake.messages.models import MessageTemplate
from intake.messages.template_models import TeamTemplate
from intake.vault.models import Team
from intake.web.methods import read_and_write
from intake.web.parsing import parse_whole_number

from .template_forms import NewTemplateForm, OwnTemplateForm, TemplateForm


def _teams(request):
    """Return (teams whose keys are open, the one that the address names or the first), or 404."""
    teams = list(Team.objects.filter(pk__in=list(request.teams)).order_by("name"))
    asked = parse_whole_number(request.GET.get("team", ""))
    chosen = next((team for team in teams if team.pk == asked), None)
    if asked is None and teams:
        chosen = teams[0]
    if chosen is None and (teams or asked is not None):
        raise Http404
    return teams, chosen


def _to_list(team):
    return redirect(f"{reverse('office:templates')}?team={team.pk}")


def _log(request, what):
    audit.write(audit.Kind.SETTING, by=request.user, at=timezone.now(), what=what)


@require_safe
def message_templates(request):
    """List the templates of a team, and in which languages their words are there."""
    teams, team = _teams(request)
    there = templates.languages_of(team)
    rows = [
        (
            one,
            [
                (code, label, (one.slug, code) in there or (code == "en" and not one.is_own))
                for code, label in LANGUAGES
            ],
        )
        for one in templates.of_team(team)
        if one.slug != templates.FREE_WORDS
    ]
    over = TeamTemplate.objects.filter(team=team, is_over=True).order_by("name", "pk")
    context = {"rows": rows, "teams": teams, "team": team, "over": over}
    return render(request, "office/templates.html", context)


def _template(slug, team):
    """Return a template that a team may change, or 404."""
    if slug in templates.DEFAULTS and slug != templates.FREE_WORDS:
        return templates.Template(slug, templates.DEFAULTS[slug][0], slug in templates.ASKING)
    row = get_object_or_404(TeamTemplate, slug=slug, team=team)
    return templates.Template(row.slug, row.name, row.asks, is_own=True)


def _newest_version(slug, language, team):
    """Return the newest version of the words in exactly this language, or 0."""
    newest = templates.history(slug, language, team).first()
    return newest.version if newest else 0


@read_and_write
def message_template(request, slug, language):
    """Change the words in one language: preview first, then keep them as a new version."""
    _all, team = _teams(request)
    if language not in dict(LANGUAGES) or team is None:
        raise Http404
    one = _template(slug, team)
    text, _version, found_in = templates.current_version(slug, language, team)
    data = request.POST if request.method == "POST" else None
    form = TemplateForm(data, text=text, version=_newest_version(slug, language, team))
    valid = form.is_valid()
    if valid and "keep" in request.POST:
        words = form.cleaned_data["text"]
        by, at = request.user, timezone.now()
        templates.save_version(slug, language, words, team=team, by=by, at=at)
        _log(request, f"template {slug} {language}")
        messages.success(request, _("Saved as a new version."))
        return _to_list(team)
    typed = form["text"].value() or ""
    context = {
        "one": one,
        "team": team,
        "lang": language_code(language),
        "in_language": dict(LANGUAGES)[language],
        "same_language": found_in == language,
        "english": "" if language == "en" else templates.current_version(slug, "en", team)[0],
        "form": form,
        "placeholders": placeholders.PLACEHOLDERS.items(),
        "preview": placeholders.fill_in(typed, placeholders.sample_values(request.user, team)),
        "history": templates.history(slug, language, team),
    }
    return render(request, "office/template.html", context, status=422 if form.errors else 200)


@read_and_write
def new_template(request):
    """Add a template to a team: its name, whether it asks something, and its English words."""
    _all, team = _teams(request)
    if team is None:
        raise Http404
    form = NewTemplateForm(request.POST if request.method == "POST" else None)
    valid = form.is_valid()
    if valid and "keep" in request.POST:
        given = dict(form.cleaned_data)
        by, at = request.user, timezone.now()
        row = templates.add_template(team, given.pop("name"), by=by, at=at, **given)
        _log(request, f"template {row.slug} added")
        messages.success(request, _("Template added. Now add it in other languages."))
        return _to_list(team)
    typed = form["text"].value() or ""
    context = {
        "team": team,
        "form": form,
        "placeholders": placeholders.PLACEHOLDERS.items(),
        "preview": placeholders.fill_in(typed, placeholders.sample_values(request.user, team)),
    }
    return render(request, "office/new_template.html", context, status=422 if form.errors else 200)


@read_and_write
def own_template(request, slug):
    """Rename a template of a team, say whether it asks something, or offer it no more."""
    row = get_object_or_404(TeamTemplate, slug=slug, team__in=list(request.teams))
    initial = {"name": row.name, "asks": row.asks, "is_over": row.is_over}
    data = request.POST if request.method == "POST" else None
    form = OwnTemplateForm(data, initial=initial)
    if form.is_valid():
        for name, value in form.cleaned_data.items():
            setattr(row, name, value)
        row.save(update_fields=list(form.cleaned_data))
        _log(request, f"template {row.slug} {'ended' if row.is_over else 'changed'}")
        messages.success(request, _("Template saved."))
        return _to_list(row.team)
    context = {"row": row, "form": form, "versions": MessageTemplate.objects.filter(slug=slug)}
    return render(request, "office/own_template.html", context, status=422 if form.errors else 200)
