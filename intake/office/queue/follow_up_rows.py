"""The rows of the page of follow-ups, drawn without a template for each."""

from functools import lru_cache
from html import escape

from django.middleware.csrf import get_token
from django.utils.dateformat import format as date_text
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from intake.cases import urgency
from intake.cases.models import Case
from intake.packets.next_steps import follow_up_dates
from intake.routes.fitting import ROUTES_BY_SLUG

from .rows import address_around


@lru_cache(maxsize=4096)
def _day(language, day, pattern):
    """Return a date in words: a page has the same few days again and again."""
    return date_text(day, pattern)


def _link(reference):
    before, after = address_around("office:case")
    return f'<a href="{before}{reference}{after}">{reference}</a>'


def cases(rows, request, *, can_act) -> SafeString:
    """Return the rows of cases with a day to look again: named tuples, as the view asks for."""
    language, act_cell = get_language(), _act_cells(request) if can_act else None
    statuses = {one.value: escape(str(one.office_label)) for one in Case.Status}
    tiers = {tier: escape(str(name)) for tier, name in urgency.TIERS.items()}
    day, who = escape(_("Day")), escape(_("Who"))
    parts = []
    for row in rows:
        name = escape(row.assigned_to__first_name or row.assigned_to__username or "–")
        parts.append(
            f'<tr data-row><th scope="row">{_link(row.reference)} '
            f'<span class="status">{statuses[row.status]}</span></th>'
            f'<td><span class="tier tier--{row.tier}">{tiers.get(row.tier, "")}</span></td>'
            f'<td data-label="{day}">{_day(language, row.follow_up_on, "D, M j, Y")}</td>'
            f'<td data-label="{who}">{name}</td>'
            f"{act_cell(row.reference) if act_cell else ''}</tr>"
        )
    return SafeString("".join(parts))


def _act_cells(request):
    """Return a function from a reference to the cell of what may be done with the case."""
    ask_before, ask_after = address_around("office:act")
    verb_before, verb_after = address_around("office:verb", "no_follow_up")
    ask, cancel = escape(_("Ask if they still need us")), escape(_("Cancel the day"))
    token = f'<input type="hidden" name="csrfmiddlewaretoken" value="{get_token(request)}">'

    def cell(reference):
        of = f'<span class="sr">: {reference}</span>'
        return (
            f'<td><div class="verbs"><a class="link" href="{ask_before}{reference}{ask_after}'
            f'?template=still_need">{ask}{of}</a>'
            f'<form method="post" action="{verb_before}{reference}{verb_after}">{token}'
            '<input type="hidden" name="then" value="follow-ups">'
            f'<button class="link">{cancel}{of}</button></form></div></td>'
        )

    return cell


def owing(rows, today) -> SafeString:
    """Return the rows of packets that an office has not answered: named tuples of the view."""
    language = get_language()
    to, on, again = (escape(_("Sent to")), escape(_("Sent on")), escape(_("Ask again on")))
    parts = []
    for row in rows:
        days = [
            f"<s>{_day(language, day, 'M j')}</s>" if day <= today else _day(language, day, "M j")
            for _days, day in follow_up_dates(ROUTES_BY_SLUG[row.route], row.sent_on)
        ]
        parts.append(
            f'<tr><th scope="row">{_link(row.case__reference)}</th>'
            f'<td data-label="{to}">{escape(str(ROUTES_BY_SLUG[row.route].name))}</td>'
            f'<td data-label="{on}">{_day(language, row.sent_on, "M j, Y")}</td>'
            f'<td data-label="{again}">{", ".join(days) or "–"}</td></tr>'
        )
    return SafeString("".join(parts))
