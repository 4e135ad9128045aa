"""Three sets of answers for every document: all of them, the fewest, and unsure everywhere."""

from intake.flow.choice_fields import Choices
from intake.flow.complaint import COMPLAINT
from intake.flow.questions import choices_of
from intake.flow.sample import sample
from intake.packets.document_input import SAYS_NOTHING, document_input
from tests.packets.people import TODAY

VOICES = ("me", "family", "work")
PLACES = ("local_jail", "ice", "prison", "free", "abroad", "unsure")


def full(voice, where):
    place = {"where": where}
    if where in ("local_jail", "ice", "prison"):
        place |= {"facility": "Sample County Jail", "booking_number": "SAMPLE-123"}
    return sample(COMPLAINT, filing_for=voice, custody=place)


def minimal(voice, where):
    answers = {
        "filer": {"filing_for": voice},
        "custody": {"where": where},
        "problem": {"went_wrong": ["held_longer"]},
        "person": {"given_names": "Ana", "family_names": "Example"},
        "when-where": {"state": "IL"},
    }
    if voice != "me":
        answers |= {"helper": {"name": "Sam Helper", "relation": "friend"}}
    return COMPLAINT.prune(answers)


def unsure(voice, where):
    """Return "not sure" or "not say" wherever it can be chosen, and the fewest answers else."""
    answers = full(voice, where)
    for step in COMPLAINT.steps:
        if step.form is None or step.slug not in answers:
            continue
        entry = {name: _unsure(field) for name, field in step.form.base_fields.items()}
        entry = {name: value for name, value in entry.items() if value}
        answers[step.slug] = [entry] if step.many and entry else ([] if step.many else entry)
    kept = minimal(voice, where)
    kept["problem"] = {"went_wrong": ["not_sure"]}
    return COMPLAINT.prune(answers | kept | {"when-where": {"state": "unsure"}})


def _unsure(field):
    if not hasattr(field, "choices"):
        return None
    codes = [code for code, _label in choices_of(field)]
    found = next((code for code in codes if code in SAYS_NOTHING), None)
    return [found] if found and isinstance(field, Choices) else found


SETS = {"full": full, "minimal": minimal, "unsure": unsure}


def input_of(kind, voice, where, **more):
    return document_input(SETS[kind](voice, where), today=TODAY, **more)
