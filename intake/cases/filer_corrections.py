"""A page of the form that the person says again, after sending: the first version stays."""

from intake.flow.complaint import COMPLAINT
from intake.flow.sections import transcript
from intake.flow.steps import AnswerMap, set_entry
from intake.flow.volunteers_only import SLUG

from .models import Event
from .submission import add_amendment

# Who files and what may be done is what the case rests on; contact details have a page of their
# own, which also stops the reminders to the old ones.
NOT_HERE = {"filer", "reach", "permission", "sharing"}


def can_be_corrected(slug: str, answers: AnswerMap) -> bool:
    """Say whether a page of the form is asked today, was answered, and can be said again."""
    if slug in NOT_HERE or slug not in answers or not COMPLAINT.has_step(slug):
        return False
    return COMPLAINT.step(slug).form is not None


def with_page(answers: AnswerMap, slug: str, entry: int | None, value: AnswerMap) -> AnswerMap:
    """Return the answers with one page, or one of its entries, said again."""
    if entry is not None:
        changed: AnswerMap = set_entry({"answers": answers}, slug, entry, value)["answers"]
        return changed
    return {**answers, slug: {**answers.get(slug, {}), **value}}


def correct_page(unlocked, slug, edit, *, now):
    """Keep a page as `edit`, which takes the answers that count, leaves it. Say if it differs.

    The letters are made from it; volunteers see both versions. Raises NotAllowed.
    """

    def make(answers):
        changed = edit(answers)
        # Words that were moved to the page for volunteers only are said with it.
        moved = SLUG if changed.get(SLUG) != answers.get(SLUG) else slug
        return changed, [part for part in transcript(changed) if part["key"] in (slug, moved)]

    if edit(unlocked.answers) == unlocked.answers:
        return False
    add_amendment(unlocked, make, now=now, kind=Event.Kind.CHANGED, pages=[slug])
    return True
