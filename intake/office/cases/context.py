"""What of one case is shown to volunteers: what was said, and what lies beside it.

Of a value that cannot be opened the page says so, in its place: all else is shown.
"""

from datetime import date

from django.utils import timezone

from intake.attachments import actions as attachments
from intake.cases import concerns, corrections
from intake.cases.mentions import Mention
from intake.cases.models import Case
from intake.cases.related_rows import may_have
from intake.cases.unlocked import Unreadable, unreadable_text
from intake.citations.footnotes import Footnotes
from intake.deadlines.display import deadline_context
from intake.flow.facts import warnings
from intake.flow.sections import sections_from_transcript
from intake.messages import actions as letters
from intake.routes.display import fitting_context
from intake.routes.state_panel import state_panel
from intake.translations import actions as translations

from .. import labels
from ..access import may_see_identity
from ..translations.display import Show, with_translations
from .masking import has_masked, mask

# Pages that are hard to read: a print names them before they come.
DISTRESSING = {"danger", "profiling", "treatment"}


def case_context(unlocked, volunteer, today, *, reveal=False):
    """Return what was said and what follows from it, for a page; covered as the role has it."""
    identity = may_see_identity(volunteer)
    english, damaged = translations.read_translations(unlocked)
    (_day, sections), *supplements = [
        (day, with_translations(sections_from_transcript(frozen), str(number), english))
        for number, (day, frozen) in enumerate(unlocked.readable_transcripts())
    ]
    masked = identity and any(map(has_masked, (sections, *(later for _, later in supplements))))
    said = labels.answers_by_question(sections)
    return {
        "sections": mask(sections, volunteer, reveal=reveal),
        "supplements": [(day, mask(later, volunteer, reveal=reveal)) for day, later in supplements],
        "english": bool(english),
        "english_unreadable": unreadable_text() if damaged else "",
        "distressing": [section.title for section in sections if section.slug in DISTRESSING],
        "show": Show.BOTH,
        "statement": _statement(unlocked) if identity else None,
        "masked": masked and not reveal,
        "corrections": corrections.active_corrections(unlocked) if identity else [],
        **_what_follows(unlocked, said, today),
    }


def _what_follows(unlocked, answers_by_question, today):
    """Return what rests on the answers that count now: facts, last days, routes.

    Where those cannot be opened, `facts` is None, and `unreadable` stands in its place.
    """
    footnotes = Footnotes()
    try:
        facts, answers = corrections.current_facts(unlocked, today), unlocked.answers
    except Unreadable:
        unreadable = unreadable_text()
        return {"facts": None, "unreadable": unreadable, "deadlines": [], "footnotes": footnotes}
    return {
        "facts": facts,
        "dangers": [concerns.DANGERS[code] for code in concerns.dangers_of(facts)],
        "fact_lines": labels.fact_lines(facts, answers_by_question),
        "speaks": labels.LANGUAGE_LABELS.get(facts.speaks, ""),
        "hints": [sentence for _key, sentence in warnings(answers, today)],
        "deadlines": deadline_context(facts, timezone.now(), footnotes),
        "fitting": fitting_context(facts, today, footnotes),
        "state_panel": state_panel(facts.jail_state, footnotes),
        "footnotes": footnotes,
    }


def _statement(unlocked):
    """Return who said it to be true, and on which day, or why that is not known."""
    try:
        given = unlocked.submitted["statement"]
    except Unreadable:
        return {"unreadable": unreadable_text()}
    return {"name": given["name"], "said_on": date.fromisoformat(given["said_on"])}


def notes_context(unlocked):
    """Return [(note, its text)], newest first; each note has the names of whom it mentions."""
    if not may_have(unlocked.case, "notes"):
        return []
    rows = list(unlocked.case.notes.select_related("by").order_by("-pk"))
    named: dict[int, dict[str, str]] = {}
    found = Mention.objects.filter(note__in=rows).select_related("volunteer") if rows else ()
    for one in found:
        names = named.setdefault(one.note_id, {})
        first = one.volunteer.first_name
        names |= {one.volunteer.username.casefold(): first, first.casefold(): first}
    for row in rows:
        row.names = named.get(row.pk, {})
    return unlocked.display_all(rows, "text")


def messages_context(unlocked, limit=None, *, before=0):
    """Return [(message, what it says)], newest first: all, or so many, older than one."""
    if not may_have(unlocked.case, "messages"):
        return []
    rows = unlocked.case.messages.select_related("by", "translated_by").order_by("-pk")
    if before:
        rows = rows.filter(pk__lt=before)
    return [(message, letters.read_message(message, unlocked)) for message in rows[:limit]]


def attachments_context(unlocked):
    """Return [(paper, what it is, numbers of its pages)]."""
    if not may_have(unlocked.case, "attachments"):
        return []
    rows = unlocked.case.attachments.select_related("by").order_by("added_at", "pk")
    facts = [(attachment, about_of(attachment, unlocked)) for attachment in rows]
    return [
        (
            attachment,
            about,
            range(1, min(about["pages"] or 1, 20) + 1) if about["kind"] != "text" else [],
        )
        for attachment, about in facts
    ]


def about_of(row, unlocked):
    """Return what is known of a paper. One that cannot be opened has no pages to look at."""
    try:
        return attachments.describe(row, unlocked)
    except Unreadable:
        return {"what": unreadable_text(), "kind": "text", "pages": None}


def events_context(case, unlocked, volunteer):
    """Return what happened to a case, newest first; reasons only with its key."""
    show = unlocked is not None and may_see_identity(volunteer)
    return [
        {
            "event": event,
            "side": "person" if event.by_id is None else "volunteer",
            "before": Case.Status(event.before).office_label if event.before else "",
            "after": Case.Status(event.after).office_label if event.after else "",
            "detail": unlocked.display(event, "detail") if show else "",
        }
        for event in case.events.select_related("by").order_by("-pk")
    ]
