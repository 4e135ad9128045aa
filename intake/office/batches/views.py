"""Entering the clients of an office as a table: each good row is a case with its own code."""

from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.shortcuts import render
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from intake.cases import batch_table, batches
from intake.cases.submission import DocumentsOnly, Unfinished
from intake.vault import envelopes
from intake.vault.models import Team
from intake.web import disk, errors
from intake.web.methods import read_and_write

from ..access import visible_cases
from .forms import SharedForm


@read_and_write
def batch(request):
    """Show the table to fill in; enter its good rows, and give back the others with a reason."""
    if not envelopes.can_receive():
        return errors.form_closed()
    form = SharedForm(request)
    context = {"form": form, "columns": ", ".join(batch_table.BY_NAME)}
    if form.is_bound:
        context |= _entered(request, form)
    context["choices"] = batch_table.choices_help()
    context["site"] = settings.SITE_ADDRESS
    context["bad_rows"] = context.get("bad_rows", [])
    wrong = form.errors or (context["bad_rows"] and not context.get("entered"))
    return render(request, "office/batch.html", context, status=422 if wrong else 200)


def _entered(request, form):
    """Enter the rows of a form. Return what came of them, for the page."""
    is_valid, text = form.is_valid(), form.text
    if form.cleaned_data.get("file"):
        form.show_table(text)
    if not is_valid:
        return {}
    team = _team_of(request)
    if team is None:
        form.add_error(
            None, _("You cannot open the cases of any team. Log in again, then enter it again.")
        )
        return {}
    try:
        table = batch_table.read_table(text)
    except batch_table.NotATable as reason:
        form.add_error("table", str(reason))
        return {}
    shared = form.shared_answers()
    if shared["sharing"]["keep"] != "yes":
        form.add_error("keep", _("Each row becomes a case. Choose “Yes”, or enter none."))
        return {}
    found = _enter_rows(request, table, shared, team, form.cleaned_data["signed"])
    form.show_table(table.text_of([row for row, _reasons in found["bad"]]))
    seen = visible_cases(request).filter(pk__in=[case.pk for case in found["before"]])
    return {
        "entered": found["entered"],
        "before": found["before"],
        "visible": set(seen.values_list("pk", flat=True)),
        "bad_rows": [reasons for _row, reasons in found["bad"]],
    }


def _team_of(request):
    """Return the team that gets the clients: the one that takes new cases, if it is one's own."""
    receiving = envelopes.receiving_team()
    if receiving.pk in request.teams:
        return receiving
    return Team.objects.filter(pk__in=list(request.teams)).order_by("pk").first()


def _name_of(answers):
    person = answers["person"]
    return " ".join(filter(None, (person["given_names"], person["family_names"])))


def _enter_rows(request, table, shared, team, signed):
    """Return {"entered": [(name, Entered)], "before": [Case], "bad": [(row, reasons)]}."""
    found: dict[str, list[Any]] = {"entered": [], "before": [], "bad": []}
    for row in table.rows:
        now = timezone.now()
        statement = {"name": signed, "said_on": localdate(now).isoformat()}
        try:
            cells = table.cells_of(row)
            answers = batch_table.answers_of(cells, shared)
            hashes = batches.row_hashes(request.teams[team.pk], cells)
            one = batches.enter_row(
                answers, hashes, statement=statement, team=team, by=request.user, now=now
            )
            found["entered"].append((_name_of(answers), one))
        except batches.EnteredBefore as known:
            found["before"].append(known.case)
        except batch_table.BadRow as bad:
            found["bad"].append((row, bad.reasons))
        except (Unfinished, DocumentsOnly):
            found["bad"].append((row, [_("An answer is missing. Fill in the form for a caller.")]))
        except (DatabaseError, disk.NoRoom):
            # The codes of the rows before are on this page only: it has to come.
            found["bad"].append((row, [_("This row was not saved. Enter it again.")]))
    return found
