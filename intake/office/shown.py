"""What of one case is shown to volunteers: what was said, and what lies beside it."""

from datetime import date

from django.utils import timezone

from intake.attachments import actions as attachments
from intake.cases import actions, corrections, submission
from intake.cases.models import Case
from intake.deadlines.shown import shown_last_days
from intake.flow.facts import warnings
from intake.flow.sections import sections_from
from intake.messages import actions as letters
from intake.routes.shown import shown_fitting
from intake.sources.notes import Foot
from intake.translations import actions as translations

from . import words
from .access import may_see_identity
from .masking import cover, has_masked
from .translated import Show, beside

# Pages that are hard to read: a print names them before they come.
HEAVY = {"danger", "profiling", "treatment"}


def said_of(found, key, volunteer, today, *, reveal=False):
    """Return what was said and what follows from it, for a page; covered as the role has it."""
    complaint = submission.complaint_of(found, key)
    english = translations.newest(found, key)
    sections = beside(sections_from(complaint["transcript"]), "0", english)
    supplements = [
        (day, beside(sections_from(frozen), str(number), english))
        for number, (day, frozen) in enumerate(submission.supplements_of(found, key), start=1)
    ]
    masked = may_see_identity(volunteer) and any(
        map(has_masked, (sections, *(later for _day, later in supplements)))
    )
    said = words.answers_in_words(sections)
    known, foot = corrections.known_of(found, key, today), Foot()
    identity = may_see_identity(volunteer)
    return {
        "sections": cover(sections, volunteer, reveal=reveal),
        "supplements": [
            (day, cover(later, volunteer, reveal=reveal)) for day, later in supplements
        ],
        "english": bool(english),
        "heavy": [section.title for section in sections if section.key in HEAVY],
        "show": Show.BOTH,
        "statement": _statement(complaint["answers"]["statement"]) if identity else None,
        "masked": masked and not reveal,
        "known": known,
        "fact_lines": words.of_facts(known, said),
        "corrections": corrections.of_case(found, key) if identity else [],
        "speaks": words.READS.get(known.speaks, ""),
        "hints": [
            sentence for _key, sentence in warnings(submission.latest_answers(found, key), today)
        ],
        "last_days": shown_last_days(known, timezone.now(), foot),
        "fitting": shown_fitting(known, today, foot),
        "foot": foot,
    }


def _statement(given):
    return {"name": given["name"], "said_on": date.fromisoformat(given["said_on"])}


def notes_of(found, key):
    """Return [(note, its text)], newest first."""
    rows = found.notes.select_related("by").order_by("-pk")
    return [(row, actions.note_text(row, found, key)) for row in rows]


def letters_of(found, key):
    """Return [(message, what it says)], newest first."""
    rows = found.messages.select_related("by", "translated_by").order_by("-pk")
    return [(row, letters.read(row, found, key)) for row in rows]


def files_of(found, key):
    """Return [(paper, what it is, numbers of its pages)]."""
    rows = found.attachments.select_related("by").order_by("added_at", "pk")
    known = [(row, attachments.about(row, found, key)) for row in rows]
    return [
        (row, about, range(1, min(about["pages"] or 1, 20) + 1) if about["kind"] != "text" else [])
        for row, about in known
    ]


def events_of(found, rows, key, volunteer):
    show = key is not None and may_see_identity(volunteer)
    return [
        {
            "event": row,
            "side": "person" if row.by_id is None else "volunteer",
            "before": Case.Status(row.before).in_office if row.before else "",
            "after": Case.Status(row.after).in_office if row.after else "",
            "detail": actions.event_detail(row, found, key) if show else "",
        }
        for row in rows
    ]
