"""The rows of lists: what each case says in one line, drawn without a template for each."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from html import escape
from typing import Any
from urllib.parse import quote

from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from intake.accounts.models import Volunteer
from intake.audit import log as audit
from intake.cases import list_entries, reading_state, urgency
from intake.cases.models import Case, Event
from intake.deadlines.detainer_clock import whole_hours
from intake.deadlines.workdays import working_days_between
from intake.packets import readings
from intake.templatetags.unicode_safety import show_unsafe
from intake.web import prepared

from ..access import may_see_identity
from .words import Words, days_ago, words

# From so many hours over, a clock is said in days.
DAYS_FROM = 72
SAME_LIST, MOST_LOGGED = timedelta(minutes=10), 1000
LONG_AGO = datetime.min.replace(tzinfo=UTC)
_logged: dict[tuple[int, str, frozenset[int]], datetime] = {}
working_days = lru_cache(maxsize=4096)(working_days_between)


def names_visible(volunteer) -> bool:
    """Say whether lists show names to a volunteer: for their role, and by their own choice."""
    return may_see_identity(volunteer) and not volunteer.names_hidden


def rows_of(request, cases: Iterable[Case], today) -> list[dict[str, Any]]:
    """Return what a list shows of each case, for `drawn`: nothing but plain values."""
    cases, volunteer = list(cases), request.user
    lines = {}
    if cases and names_visible(volunteer):
        lines = list_entries.read(cases, request.teams, today)
    names = assignees(cases)
    tags, raised = tags_of(cases), escalated_by(cases)
    unread = reading_state.unread_among(cases, volunteer)
    packets = readings.states_of(cases, volunteer) if cases else {}
    now, text = timezone.now(), words()
    return [
        _row(
            case,
            lines.get(case.pk),
            names,
            unread,
            today,
            now,
            text,
            volunteer,
            raised.get(case.pk),
        )
        | {"tags": tags.get(case.pk, ())}
        | _packet_part(packets.get(case.pk), text)
        for case in cases
    ]


def _packet_part(state, text: Words) -> dict[str, Any]:
    """Return what a packet on its way says in place of the status, and whether it is unread."""
    if state is None:
        return {}
    status, came_back = state
    found: dict[str, Any] = {"status": text.packets[status]}
    if came_back:
        found |= {"unread": True, "unread_text": text.texts["returned"]}
    return found


def log_names(request, rows) -> None:
    """Write down, in one line, that a list with so many names was shown."""
    visible = {row["case"].pk for row in rows if row["person"]}
    by, at, what = request.user, timezone.now(), str(len(visible))
    once_for(
        request, "names", visible, lambda: audit.write(audit.Kind.LISTED, by=by, at=at, what=what)
    )


def once_for(request, what, pks, write) -> None:
    """Call `write`, unless this process did for these cases and volunteer within ten minutes.

    A list is opened again after each of its cases: the same names are no new line of the log.
    """
    key, now = (request.user.pk, what, frozenset(pks)), timezone.now()
    if not pks or timedelta(0) <= now - _logged.get(key, LONG_AGO) < SAME_LIST:
        return
    write()
    if len(_logged) >= MOST_LOGGED:
        _logged.clear()
    _logged[key] = now


def assignees(cases: Iterable[Case]) -> Mapping[int | None, str]:
    """Return {id: first name} of those who have one of these cases. One query."""
    ids = {case.assigned_to_id for case in cases if case.assigned_to_id}
    if not ids:
        return {}
    return dict(prepared.rows(_names_of, sorted(ids)))


def _names_of(ids):
    return Volunteer.objects.filter(pk__in=ids).values_list("pk", "first_name")


def tags_of(cases: Iterable[Case]) -> dict[int, list[str]]:
    """Return {case id: names of its tags}. One query."""
    found: dict[int, list[str]] = {}
    for pk, name in prepared.rows(_tags_of, [case.pk for case in cases]):
        found.setdefault(pk, []).append(name)
    return found


def _tags_of(ids):
    rows = Case.tags.through.objects.filter(case__in=ids).order_by("tag__name")
    return rows.values_list("case_id", "tag__name")


def escalated_by(cases: Iterable[Case]) -> dict[int, str]:
    """Return {case id: who escalated it last} of those that are escalated. One query, or none."""
    raised = [case.pk for case in cases if case.escalated_until]
    if not raised:
        return {}
    rows = Event.objects.filter(case__in=raised, kind=Event.Kind.ESCALATED).order_by("pk")
    return dict(rows.values_list("case_id", "by__first_name"))


def _row(case, line, names, unread, today, now, text: Words, volunteer, raised_by):
    reasons = urgency.active_reasons(case, today)
    said = [
        f"{text.reasons[one.slug]}: {raised_by}"
        if raised_by and one.is_raised
        else text.reasons[one.slug]
        for one in reasons
    ]
    clock, is_over = clock_text(case, line, today, now, text)
    quiet = working_days(case.last_contact_on or case.opened_on, today)
    return {
        "case": case,
        "reference": case.reference,
        "person": line.name if line else "",
        "age": _age(line, today, text) if line else "",
        "facility": line.facility if line else "",
        "unread": unread.get(case.pk),
        "unread_text": _unread_text(case, unread, volunteer, text),
        "tier": case.tier,
        "tier_text": text.tiers[case.tier],
        "reason": said[0] if said else "",
        "more": said[1:],
        "clock": clock,
        "is_over": is_over,
        "place": ", ".join(filter(None, (text.places.get(case.where, ""), case.state))),
        "language": text.languages.get(case.reads, ""),
        "status": text.statuses[case.status],
        "assignee": names.get(case.assigned_to_id, ""),
        "quiet": days_ago(quiet) if quiet else text.texts["today"],
        "is_quiet": quiet > 2 and case.tier < urgency.DONE,
        "received": text.day(case.opened_on),
    }


def _unread_text(case, unread, volunteer, text):
    if case.pk not in unread:
        return ""
    since = unread[case.pk]
    if case.heard_at and since <= case.heard_at:
        return text.texts["new_reply"]
    return text.texts["new_to_you" if since == case.assigned_at else "names_you"]


def _age(line, today, text):
    if not line.born:
        return ""
    years = today.year - line.born
    if years <= 18:
        return text.texts["under_18"] if years < 18 else "18"
    return text.texts["decade"].replace("#", str(years // 10 * 10))


def clock_text(case, line, today, now: datetime, text: Words) -> tuple[str, bool]:
    """Return the nearest clock in words, by the hour where it is known, and whether it is over."""
    day = case.deadlines.get(urgency.DETAINER_RULE)
    runs = day and urgency.in_jail(case)
    if line and line.ends and runs and case.dismissed_deadlines.get(urgency.DETAINER_RULE) != day:
        first, last = datetime.fromisoformat(line.ends), datetime.fromisoformat(line.latest)
        return _hours(now, first, last, text)
    nearest = case.next_clock_on or case.next_deadline_on
    if nearest is None or case.tier >= urgency.DONE:
        return "–", False
    if nearest < today:
        return f"{text.texts['overdue']}, {text.day(nearest)}", True
    is_today = nearest == today
    return text.texts["due_today"] if is_today else text.day(nearest), is_today


def _hours(now, first, last, text):
    if now <= first:
        return text.texts["hours_left"].replace("#", str(whole_hours(now, first))), False
    if now <= last and last > first:
        return text.texts["perhaps_over"], True
    over = whole_hours(last, now)
    if over >= DAYS_FROM:
        return text.texts["over_days"].replace("#", str(over // 24)), True
    return text.texts["over_hours"].replace("#", str(over)), True


@lru_cache(maxsize=16)
def address_around(name: str, *rest: str) -> tuple[str, str]:
    """Return what stands before and after the reference in an address of a case."""
    before, _reference, after = reverse(name, args=["000-000", *rest]).rpartition("000-000")
    return before, after


def drawn(rows, *, pick=False, query="", picked=False, chosen=frozenset()) -> SafeString:
    """Return the body of a table of cases. `pick` gives boxes, `picked` checks them all, `chosen`
    those with these references."""
    text = words()
    before, after = address_around("office:case")
    after = escape(f"{after}?list={quote(query)}" if query else after)
    parts = []
    for number, row in enumerate(rows, start=1):
        checked = " checked" if picked or row["reference"] in chosen else ""
        parts.append(_drawn(number, row, pick, checked, before, after, text.texts))
    return SafeString("".join(parts))


def _drawn(number, row, pick, checked, before, after, text):
    reference = row["reference"]
    box = mark = more = ""
    if pick:
        box = (
            f'<td class="pick" role="cell"><label><span class="sr">{escape(text["select"])} '
            f'{reference}</span><input type="checkbox" name="case" value="{reference}" '
            f'form="many"{checked}></label></td>'
        )
    if row["unread"]:
        mark = f'<span class="dot"></span><span class="sr">{escape(row["unread_text"])} </span>'
    if row["more"]:
        rest = escape("; ".join(row["more"]))
        more = (
            f' <span class="plus">+{len(row["more"])}'
            f'<span class="sr"> {escape(text["more"])} {rest}</span></span>'
        )
    for name in row["tags"]:
        more += f' <span class="label">{show_unsafe(name)}</span>'
    place, language = escape(row["place"]) or "–", escape(row["language"]) or "–"
    status, clock = escape(row["status"]), escape(row["clock"])
    clock = f'<bdi class="over">{clock}</bdi>' if row["is_over"] else f"<bdi>{clock}</bdi>"
    assignee = escape(row["assignee"]) or escape(text["unassigned"])
    quiet = f"<strong>{row['quiet']}</strong>" if row["is_quiet"] else row["quiet"]
    return (
        f'<tr role="row" data-row{" class=unread" if mark else ""}>{box}'
        f'<th scope="row" role="rowheader" class="case"><span class="mark">{mark}</span>'
        f'<a id="case-{number}" href="{before}{reference}{after}">{reference}</a></th>'
        f'<td role="cell" class="person">{_person(row)}</td>'
        f'<td role="cell" class="why-cell"><span class="why">'
        f'<span class="tier tier--{row["tier"]}">{escape(row["tier_text"])}</span>'
        f"<span>{escape(row['reason'])}</span>{more}</span></td>"
        f'<td role="cell" class="clock">{clock}<span class="only-card soft"> · <bdi>{place}</bdi>'
        f" · <bdi>{status}</bdi> · <bdi>{language}</bdi></span></td>"
        f'<td role="cell" class="place"><bdi>{place}</bdi></td>'
        f'<td role="cell" class="language">{language}</td>'
        f'<td role="cell" class="state">{status}</td>'
        f'<td role="cell" class="assignee"><bdi>{assignee}</bdi></td>'
        f'<td role="cell" class="since">{quiet}</td>'
        f'<td role="cell" class="day">{row["received"]}</td></tr>'
    )


def _person(row):
    if not row["person"]:
        return "–"
    name = show_unsafe(row["person"])
    age = f' <bdi class="soft small">{escape(row["age"])}</bdi>' if row["age"] else ""
    return f'<bdi class="who-is">{name}</bdi>{age}'
