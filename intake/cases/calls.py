"""Calls to a person: one click says how a call ended."""

from .change import NotAllowed, change
from .models import Case, Event

Kind = Event.Kind
# {how it ended: whether it was a contact, for lists of who was not heard of for long}.
ENDINGS = {Kind.CALLED: True, Kind.CALL_MISSED: False, Kind.VOICEMAIL: True}


def log_call(case: Case, ending: str, *, by, at) -> Case:
    """Keep how a call ended. It answers nothing that waits. Raises NotAllowed."""
    kind = Kind(ending)
    if kind not in ENDINGS:
        raise NotAllowed(kind.label)
    with change(case, by=by, at=at) as changing:
        if ENDINGS[kind]:
            changing.case.last_contact_on = changing.today
        changing.record(kind)
    return changing.case
