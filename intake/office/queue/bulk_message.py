"""One template to many people: who gets it, in which language, and who does not, and why."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import IntegrityError
from django.db.models import Max
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from intake.cases.change import NotAllowed
from intake.cases.models import Case
from intake.cases.unlocked import UnlockedCase
from intake.messages import actions as letters
from intake.messages import placeholders, templates
from intake.messages.models import Message
from intake.messages.template_models import BulkMessage

from .. import labels
from ..access import unlocked_cases
from ..cases.notifications import notification_channels, try_to_notify
from ..cases.preview import notice_of

# What a person answered who named no language to read; English is what the site wrote to them in.
WITHOUT_LANGUAGE = ("", "unsure")
Outcome = BulkMessage.Outcome


@dataclass
class Planned:
    """What one person would get. `why_not` says why they get nothing, or is ""."""

    case: Case
    unlocked: UnlockedCase | None = None
    language: str = ""
    version: int = 0
    words: str = ""
    text: str = ""
    channel: str = ""
    why_not: str | Promise = ""

    @property
    def language_label(self):
        return labels.LANGUAGE_LABELS.get(self.language, self.language)


def offered_for(cases: Iterable[Case]) -> dict[str, templates.Template]:
    """Return {slug: template} of what the teams of these cases may send."""
    teams = {case.team_id: case.team for case in cases}
    found: dict[str, templates.Template] = {}
    for team in teams.values():
        found |= {one.slug: one for one in templates.of_team(team)}
    found.pop(templates.FREE_WORDS, None)
    return found


def plan(request: Any, cases: Sequence[Case], slug: str, *, untold: bool) -> list[Planned]:
    """Return what each of these people would get of a template, or why nothing.

    With `untold` those get it, too, whom nobody can tell: they see it when they look.
    """
    opened = {one.case.pk: one for one in unlocked_cases(request, cases)}
    found = []
    for case in cases:
        one = Planned(case, opened.get(case.pk))
        one.why_not = _why_left_out(one)
        if one.unlocked is not None and not one.why_not:
            one.why_not = _fill(one, one.unlocked, slug, request.user, untold)
        found.append(one)
    return found


def _why_left_out(one: Planned) -> str:
    case = one.case
    if case.erase_asked_on:
        return _("They asked us to delete the case.")
    if case.is_closed:
        return _("Closed. Write in the case.")
    if case.suspected_bot:
        return _("Possible bot. Look at the case first.")
    if one.unlocked is None:
        return _("Your team's key does not open it.")
    if case.reads == "call":
        return _("It is better to call them.")
    return ""


def _fill(one: Planned, unlocked: UnlockedCase, slug: str, volunteer, untold: bool) -> str:
    """Set what one person gets. Return why they get nothing, or ""."""
    case = one.case
    one.language = "en" if case.reads in WITHOUT_LANGUAGE else case.reads
    words, one.version, found_in = templates.current_version(slug, one.language, case.team)
    if not words or found_in != one.language:
        return _("The template has no words in: %(language)s.") % {"language": one.language_label}
    one.words = str(words)
    one.text = placeholders.fill_in(one.words, placeholders.values_for(unlocked, volunteer))
    blank = placeholders.open_blank(one.text)
    if blank:
        return blank
    ways = notification_channels(unlocked)
    one.channel = ways[0][0] if ways else ""
    return "" if ways or untold else _("They chose no way to be told that is set up here.")


def versions_of(planned: Iterable[Planned]) -> str:
    """Return which words were shown, as the page carries it: words that change are read again."""
    shown = {f"{one.language}:{one.version}" for one in planned if not one.why_not}
    return ",".join(sorted(shown))


def newest_messages(cases: Iterable[Case]) -> dict[int, str]:
    """Return {case id: version of its messages}, as change.VERSIONS has it. One query."""
    cases = list(cases)
    rows = Message.objects.filter(case__in=cases).values("case").annotate(newest=Max("pk"))
    newest = dict(rows.values_list("case", "newest"))
    return {case.pk: str(newest.get(case.pk) or "none") for case in cases}


def send(
    planned: Iterable[Planned],
    template: templates.Template,
    sending: UUID,
    seen: dict[str, str],
    by,
) -> None:
    """Send each what was planned, once for a sending, and keep what became of it.

    `seen` is {reference: version of the messages on the page}: whoever wrote since gets nothing.
    """
    planned = list(planned)
    cases = [one.case for one in planned]
    rows = BulkMessage.objects.filter(sending=sending, case__in=cases)
    done = set(rows.values_list("case", flat=True))
    for one in planned:
        if one.case.pk not in done:
            _send_one(one, template, sending, seen.get(one.case.reference, ""), by)


def _send_one(one: Planned, template, sending, seen, by) -> None:
    at = timezone.now()
    row = BulkMessage(
        sending=sending,
        case=one.case,
        by=by,
        at=at,
        template=template.slug,
        language=one.language,
        outcome=Outcome.NOT_NOTIFIED if one.channel else Outcome.SENT,
    )
    try:
        if one.why_not or one.unlocked is None:
            raise NotAllowed(str(one.why_not))
        letters.update_case(
            one.unlocked,
            by=by,
            at=at,
            seen="",
            text=one.text,
            language=one.language,
            template=(template.slug, one.version, one.words),
            messages_seen=seen,
            asks=template.asks,
            also=lambda changing: row.save(force_insert=True),
        )
    except IntegrityError:  # the same sending, at the same moment
        return
    except NotAllowed:
        row.outcome = Outcome.REFUSED
        if Case.objects.filter(pk=one.case.pk, erased_on=None).exists():
            _keep_refused(row)
        return
    notice = notice_of("", f"{template.slug}::", template.asks)
    if one.channel and try_to_notify(one.unlocked, one.channel, notice, by=by):
        row.outcome = Outcome.NOTIFIED
        row.save(update_fields=["outcome"])


def _keep_refused(row: BulkMessage) -> None:
    values = {"by": row.by, "at": row.at, "template": row.template, "language": row.language}
    BulkMessage.objects.get_or_create(
        sending=row.sending, case=row.case, defaults=values | {"outcome": row.outcome}
    )
