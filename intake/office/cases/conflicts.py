"""A form that a colleague overtook: it comes back with what was typed, and what stands now."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from intake.accounts.models import Volunteer
from intake.cases import corrections, review
from intake.cases.change import VERSIONS, NotAllowed, Stale, version_of
from intake.cases.models import Case

# {form of a case: what it is compared by}.
COMPARED = {
    "follow_up": "follow_up_on",
    "assign": "assigned_to",
    "tags": "tags",
    "raise": "escalated_until",
    "correct": "corrections",
    "end_day": "dismissed",
    "note": "pinned",
    "move": "status",
}


def with_conflict(form, unlocked, name, reason: NotAllowed):
    """Put the reason at a form that was refused, and let it carry the version of now."""
    found = unlocked.case
    found.refresh_from_db()
    text = str(reason)
    if isinstance(reason, Stale):
        text = f"{text} {current_text(unlocked, name)}".strip()
    form.data = form.data.copy()
    form.data["seen"] = seen_now(found, name)
    form.add_error(None, text)
    return form


def seen_now(found: Case, name: str) -> str:
    """Return the version that a form of a case carries, or ""."""
    compared = COMPARED.get(name, "")
    return version_of(found, compared) if compared in VERSIONS else ""


def current_text(unlocked, name: str) -> str:
    """Say what a colleague set, in one sentence, or ""."""
    say = _CURRENT.get(name)
    return say(unlocked) if say else ""


def _follow_up(unlocked):
    day = unlocked.case.follow_up_on
    if day is None:
        return _("Now no follow-up is set.")
    return _("Now the follow-up is on %(day)s.") % {"day": date_format(day, "F j, Y")}


def _assign(unlocked):
    name = Volunteer.objects.filter(pk=unlocked.case.assigned_to_id).first()
    if name is None:
        return _("Now it is unassigned.")
    return _("Now it is assigned to %(name)s.") % {"name": name}


def _tags(unlocked):
    names = ", ".join(unlocked.case.tags.order_by("name").values_list("name", flat=True))
    return _("Now the tags are: %(names)s.") % {"names": names or "–"}


def _raise(unlocked):
    day = unlocked.case.escalated_until
    if day is None:
        return _("Now it is not escalated.")
    return _("Now it is escalated until %(day)s.") % {"day": date_format(day, "F j")}


def _correct(unlocked):
    rows = corrections.active_corrections(unlocked)
    if not rows:
        return ""
    row, changed = rows[-1]
    label, values = corrections.CORRECTABLE.get(changed["fact"], ("–", []))
    return _("%(name)s wrote: %(fact)s: %(value)s. %(reason)s") % {
        "name": row.by or "–",
        "fact": label,
        "value": dict(values).get(changed["value"], changed["value"]),
        "reason": changed["reason"],
    }


def _dismissed(unlocked):
    names = [str(review.RULE_NAMES[one]) for one in review.dismissed_deadlines(unlocked.case)]
    return _("Deadlines that are done or no longer matter: %(names)s.") % {
        "names": ", ".join(names) or "–"
    }


def _note(unlocked):
    row = unlocked.case.notes.filter(for_next_shift=True).select_related("by").first()
    if row is None:
        return ""
    text = unlocked.display(row, "text")
    return _("%(name)s pinned: “%(text)s”") % {"name": row.by or "–", "text": text}


_CURRENT = {
    "follow_up": _follow_up,
    "assign": _assign,
    "tags": _tags,
    "raise": _raise,
    "correct": _correct,
    "end_day": _dismissed,
    "note": _note,
}
