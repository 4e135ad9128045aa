"""What a letter says of the 48 hours. It never sounds as if they were allowed."""

from intake.citations.letter_law import STRAIGHT_48
from intake.deadlines.detainer_clock import Span

from ..document_input import DocumentInput
from . import letter, moments
from .stay import DUE, Stay, other_stays, stay_of
from .voice import Voice, voice_for

# The law, then how a count goes on from it: "that time ends on …".
STRAIGHT = f"{STRAIGHT_48} Counted straight through, that time"
WORKING = "Under 8 CFR 287.7(d), which leaves out Saturdays, Sundays and holidays, it"
BOTH = (
    f"{STRAIGHT_48} Counted straight through, and also under 8 CFR 287.7(d), which leaves out"
    " Saturdays, Sundays and holidays, that time"
)


def ends_of(stay: Stay) -> dict[str, Span]:
    """Return both ends of the 48 hours, or nothing where there is no clock: no detainer that asks
    to keep anybody, or no day on which release was due."""
    return stay.clock.ends if stay.clock and stay.has_detainer and stay.was_kept else {}


def still_held_words(doc_input: DocumentInput, stay: Stay) -> str:
    """Return both counts for a jail that still holds the person, or ""."""
    ends = ends_of(stay) if stay.stage == DUE else {}
    if not ends:
        return ""
    voice, today = voice_for(doc_input), doc_input.today
    straight, working = ends["straight"], ends["working"]

    def end(span: Span) -> str:
        verb = "ended" if moments.is_over(span, today) else "ends"
        return f"{verb} {_at(span, is_exact=straight.is_exact)}"

    if is_one := end(straight) == end(working):
        counted = f"{BOTH} {end(straight)}."
    else:
        counted = f"{STRAIGHT} {end(straight)}. {WORKING} {end(working)}."
    if moments.is_over(working, today):
        return f"{counted} {_over(voice, is_one=is_one)}"
    # The answer is asked for sooner than the hours may end: that stands beside them.
    noon = letter.tomorrow_noon(doc_input)
    return (
        f"These hours change nothing in A. I ask for release now, and for your answer by {noon}."
        f" {counted} {_not_until(voice, is_one=is_one)}"
    )


def _at(end: Span, *, is_exact: bool) -> str:
    """Return an end for a sentence: exact only where the hour of release is known."""
    words = moments.moment_words(end.latest)
    if not is_exact:
        return f"no later than {words}"
    return f"at {words}" if words.startswith("midnight") else f"on {words}"


def _over(voice: Voice, *, is_one: bool) -> str:
    over = "That time is over." if is_one else "Both times are over."
    never = "It never" if is_one else "Neither of them ever"
    return (
        f"{over} Please release {voice.object} at once. {never} gave a right to keep"
        f" {voice.object} without probable cause."
    )


def _not_until(voice: Voice, *, is_one: bool) -> str:
    until = "that time" if is_one else "either time"
    return (
        f"I do not agree that {voice.subject} may be kept until {until}. In any case, please"
        f" release {voice.object} at once when it has passed."
    )


def all_beyond_48(doc_input: DocumentInput) -> list[str]:
    """Return how much longer than 48 hours each jail kept somebody, by the clock of its stay."""
    found = [beyond_48(doc_input, stay_of(doc_input))]
    for stay in other_stays(doc_input):
        words = beyond_48(doc_input, stay)
        found.append(f"For {stay.place or 'the other jail'}: {words}" if words else "")
    return list(filter(None, found))


def beyond_48(doc_input: DocumentInput, stay: Stay) -> str:
    """Return how much longer than 48 hours somebody was kept who has left; "" where no count is
    over for certain."""
    ends, until = ends_of(stay), stay.clock.until if stay.clock else None
    if not ends or until is None:
        return ""
    voice = voice_for(doc_input)
    straight, working = ends["straight"], ends["working"]
    more_straight, more = (
        moments.length_words(moments.between(end, until)) for end in (straight, working)
    )
    if straight == working:
        return _beyond(BOTH, working, voice, more, is_exact=straight.is_exact)
    return " ".join(
        filter(
            None,
            (
                _beyond(STRAIGHT, straight, voice, more_straight, is_exact=straight.is_exact),
                _beyond(WORKING, working, voice, more, is_exact=straight.is_exact),
            ),
        )
    )


def _beyond(how: str, end: Span, voice: Voice, more: str, *, is_exact: bool) -> str:
    if not more:
        return ""
    length = more.removeprefix("at least ")
    another = f"another {length}" if length == more else f"at least another {length}"
    return f"{how} ended {_at(end, is_exact=is_exact)}, and {voice.subject} was kept {another}."
