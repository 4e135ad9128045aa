"""What a jail is asked, the most urgent first: release, an answer, papers, records."""

from intake.citations.state_law import FORBIDS
from intake.routes.state_law_status import line_of

from ..document_input import DocumentInput
from . import hours, letter, moments
from .base import joined
from .match import says_mistaken_identity
from .stay import DUE, LEFT, NOT_DUE, Stay, arrest_date
from .voice import has_power_of_attorney, is_guardian, signs_as_parent, voice_for


def due_words(due: str) -> str:
    return f" {due}" if due else ""


def requests(doc_input: DocumentInput, stay: Stay) -> tuple[str, ...]:
    """Return what is asked, the most urgent first."""
    if stay.stage == LEFT:
        return _requests_after(doc_input, stay)
    hours_words = hours.still_held_words(doc_input, stay)
    found = (
        f"Now. {_now(doc_input, stay)}",
        f"Papers. {_documents(doc_input, stay)}",
        f"48 hours. {hours_words}" if hours_words else "",
        f"Records. {_records(doc_input)}",
    )
    return tuple(moments.neat(text) for text in found if text)


def _now(doc_input: DocumentInput, stay: Stay) -> str:
    voice, by = voice_for(doc_input), letter.tomorrow_noon(doc_input)
    me, due = voice.object, moments.when(stay.due)
    line = line_of(stay.state)
    forbids = line is not None and line.effect == FORBIDS
    consistent = f"how keeping {me} is consistent with {line.law}" if line and forbids else ""
    if stay.stage == NOT_DUE:
        will = f"how that would be consistent with {line.law}" if line and forbids else ""
        return (
            f"Please confirm in writing by {by} that you will release {me} as soon as release is"
            " due, and will not keep anyone on a request from ICE. If you will not confirm it,"
            " please state the legal authority and the probable cause"
            f"{', and ' + will if will else ''}."
        )
    asked = [
        f"the legal authority for keeping {me}{' after ' + due.split(' ', 1)[1] if due else ''}",
        "the probable cause that you rely on, who decided it, and when",
        consistent,
        "" if due else f"the date and time at which {me} would have been released without ICE",
    ]
    wanted = joined(list(filter(None, asked)), ";", "; and")
    if stay.stage == DUE:
        return f"Please release {me}. If you do not, please tell me in writing by {by}: {wanted}."
    return (
        f"If release was due already, please release {me}. If you do not, please tell me in"
        f" writing by {by}: {wanted}."
    )


def receiver(doc_input: DocumentInput) -> str:
    """Return who is given copies: without a permission on paper, the person alone."""
    may_have = doc_input.answer("permission", "knows") in ("can_sign", "lawyer")
    may_have = may_have or is_guardian(doc_input) or has_power_of_attorney(doc_input)
    if not doc_input.is_helper or may_have or signs_as_parent(doc_input):
        return "me"
    return voice_for(doc_input).object


def _documents(doc_input: DocumentInput, stay: Stay) -> str:
    voice, give = voice_for(doc_input), receiver(doc_input)
    if stay.hold == "yes":
        paper = "notice form" if stay.notice_only else "detainer"
        first = (
            f"By the same time, please give {give} a copy of the {paper} and of any warrant, with"
            " the date and time at which each came in. If there is none, please say so in writing."
        )
    else:
        first = (
            "Please say in writing whether ICE has asked you to keep"
            f" {voice.object} or to give notice of release. If so, please give {give} a copy, with"
            " the date and time at which it came in."
        )
    if not says_mistaken_identity(doc_input):
        return first
    whose = voice.choose("mine", voice.possessive)
    on_it = "on it" if stay.hold == "yes" else "on any such paper"
    return (
        f"{first} Please compare the name, birth date, photo and fingerprints {on_it} with {whose}."
    )


def _records(doc_input: DocumentInput) -> str:
    voice, first = voice_for(doc_input), arrest_date(doc_input)
    start = (
        f"from {moments.date_words(first, weekday=False)}, on" if first else "from the first day on"
    )
    return (
        f"Please keep all video, logs, phone records and booking papers about {voice.object}"
        f" {start}."
    )


def _requests_after(doc_input: DocumentInput, stay: Stay) -> tuple[str, ...]:
    voice, give = voice_for(doc_input), receiver(doc_input)
    kept = f"{voice.subject} was kept"
    due = moments.when(stay.due)
    why = (
        f"Please tell me in writing by what authority, and on what probable cause, {kept} after"
        f" release was due{due_words(due)}, and who decided it."
        if stay.was_kept
        else f"Please tell me in writing whether ICE asked you to keep {voice.object}, by what"
        " authority, and what you did."
    )
    moment = (
        ""
        if due or not stay.was_kept
        else f"Please tell me the date and time at which {voice.subject} would have been released"
        " without ICE."
    )
    return tuple(
        moments.neat(text)
        for text in (
            _if_still_held(doc_input, stay),
            why,
            f"Please send {give} copies of the detainer and of any warrant (with the date and"
            " time at which each came in and was served), of the booking and release papers,"
            f" and of the log of calls and messages with ICE about {voice.object}.",
            moment,
            f"{_records(doc_input)} Please tell me if any of it is already gone.",
            "Please tell me what will be done so that this does not happen to the next person."
            if stay.was_kept
            else "",
        )
        if text
    )


def _if_still_held(doc_input: DocumentInput, stay: Stay) -> str:
    """Return what is asked where nobody knows whether the jail still has the person."""
    if not stay.is_place_unknown:
        return ""
    voice = voice_for(doc_input)
    return (
        f"If {voice.subject} {voice.am} still in your jail, please release {voice.object} now, or"
        " state the authority and the probable cause in writing by"
        f" {letter.tomorrow_noon(doc_input)}."
    )
