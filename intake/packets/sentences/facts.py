"""What happened with the jail and ICE, as sentences, from the arrest to the end of custody."""

from collections.abc import Mapping
from typing import Any

from ..document_input import DocumentInput
from . import moments, places
from .base import TO_DHS, TO_JAIL, Fact, chosen, in_order
from .match import match
from .stay import LEFT, holds_of, stay_of
from .voice import Voice, voice_for

# Ways in which it began that ended in an arrest, where a jail has or had the person.
ARRESTS = (
    "traffic_stop",
    "police",
    "warrant",
    "ice_home",
    "ice_work",
    "street",
    "check_in",
    "court",
    "",
)
_FORMS = {
    "i247a": "a detainer (Form I-247A{number})",
    "i247g": "a request for notice of release (Form I-247G{number})",
    "i247_old": "a detainer (Form I-247{number})",
    "i200": "a warrant of arrest (Form I-200{number})",
    "i205": "a warrant of removal (Form I-205{number})",
}
_TOLD_BY = {
    "jail": "Jail staff",
    "ice": "ICE",
    "lawyer": "A lawyer",
    "family": "Family",
}


def where_it_was(doc_input: DocumentInput) -> str:
    """Return the town and the state of the events, or ""."""
    city = doc_input.answer("when-where", "city")
    return ", ".join(filter(None, (city, doc_input.state if city else "")))


def arrest(doc_input: DocumentInput, *, to: str = TO_DHS) -> Fact | None:
    """Return how it began. A jail is told only of an arrest."""
    voice, date_of = voice_for(doc_input), doc_input.answer("when-where", "when") or None
    city, agency = where_it_was(doc_input), doc_input.answer("when-where", "agency")
    # Facts rest on all answers; what is written rests on those that the reader may learn.
    how = doc_input.answer("start", "how")
    if how == "unsure":
        how = "other"
    if to == TO_JAIL:
        is_arrest = doc_input.facts.started_by in ARRESTS
        stay = stay_of(doc_input)
        in_a_jail = stay.stage != LEFT or stay.hold == "yes" or stay.says_kept
        if not is_arrest or not in_a_jail:
            return None
        text = f"{voice.subject} was arrested"
    else:
        text = _beginning(voice, how)
    place = f" in {city}" if city else ""
    by = _by_whom(voice, text, agency)
    if not (moments.when(date_of) or place or by or how not in ("", "other")):
        return None
    return Fact(moments.at_first(date_of, f"{text}{place}{by}."), "when-where", date_of)


def _by_whom(voice: Voice, text: str, agency: str) -> str:
    """Return who did it, behind a sentence on how it began; ICE is not named twice."""
    agency = agency.rstrip(". ")
    if not agency or (agency.upper() == "ICE" and "ICE" in text):
        return ""
    is_done_to = text.startswith(f"{voice.subject} was ") and "already" not in text
    return f", by {agency}" if is_done_to else f" ({agency})"


def _beginning(voice: Voice, how: str) -> str:
    i, home = voice.subject, voice.choose("my home", f"the home of {voice.subject}")
    work = voice.choose("my work", f"the work of {voice.subject}")
    return {
        "traffic_stop": f"{i} was pulled over in a traffic stop",
        "police": f"{i} was arrested",
        "warrant": f"{i} was arrested on an old warrant",
        "ice_home": f"ICE came to {home}",
        "ice_work": f"ICE came to {work}",
        "street": f"ICE stopped {voice.object} on the street",
        "check_in": f"{i} was stopped at an ICE or immigration check-in",
        "court": f"{i} was stopped at a court",
        "border": f"{i} was stopped at the border or an airport",
        "already_in_jail": f"{i} was already in jail or prison",
    }.get(how, f"{i} was stopped")


def hold(doc_input: DocumentInput, jail: str = "") -> list[Fact]:
    """Return what is known of the detainer: each paper that was seen, or that it was told of.

    `jail` is what a letter to the jail itself calls it.
    """
    if doc_input.facts.hold != "yes":
        return []
    seen = [one for one in holds_of(doc_input) if one.get("seen") != "told"]
    found = [_paper(one, jail or "the jail") for one in seen]
    facts = [fact for fact in found if fact] or [_hearsay(doc_input)]
    last = facts[-1]
    return [*facts[:-1], Fact(" ".join([last.text, *_copy(doc_input)]), last.step, last.when)]


def _paper(one: Mapping[str, Any], jail: str) -> Fact | None:
    if not one.get("seen"):
        return None
    number = f", number {one['number']}" if one.get("number") else ""
    no_form = "a detainer" + (f" (number {one['number']})" if number else "")
    paper = _FORMS.get(one.get("paper") or "", no_form).format(number=number)
    placed_on = one.get("placed_on")
    return Fact(moments.at_first(placed_on, f"ICE sent {jail} {paper}."), "detainers", placed_on)


def _hearsay(doc_input: DocumentInput) -> Fact:
    """Return that somebody told of the hold: nobody who writes has seen a paper of it."""
    voice, stay = voice_for(doc_input), stay_of(doc_input)
    holds = holds_of(doc_input)
    placed_on = next((one.get("placed_on") for one in holds if one.get("placed_on")), None)
    sent = moments.when(placed_on)
    asked = f"ICE had asked the jail to keep {voice.object}"
    if sent:
        asked = "ICE had sent a detainer"
    if stay.notice_only:
        asked = "ICE had asked for notice of release"
    told_by = chosen(doc_input, "hold-copy", "told_by")
    who = next((words for code, words in _TOLD_BY.items() if code in told_by), "")
    if not who:
        who = "I was told that"
    elif doc_input.is_helper:
        who = f"{who} said that"
    else:
        who = f"{who} told me that"
    not_seen = " I have not seen the paper." if holds else ""
    text = f"{who} {asked}{' ' + sent if sent else ''}.{not_seen}"
    return Fact(text, "detainers" if sent else "hold", placed_on)


def _copy(doc_input: DocumentInput) -> list[str]:
    """Return whether a copy was given. What is not known of it is no sentence."""
    voice, given = voice_for(doc_input), doc_input.answer("hold-copy", "copy_given")
    if given == "no":
        return [f"No copy was given to {voice.object}."]
    if given != "yes":
        return []
    language = doc_input.answer("hold-copy", "copy_language")
    in_language = f" in {language}" if language else ""
    copy_on = moments.when(doc_input.answer("hold-copy", "copy_on") or None)
    return [f"A copy{in_language} was given to {voice.object}{' ' + copy_on if copy_on else ''}."]


def of_custody(doc_input: DocumentInput, *, to: str, jail: str = "") -> list[Fact]:
    """Return the facts on arrest, hold, match, the stays and their ends, in order.

    `jail` is what a letter to the jail itself calls it.
    """
    return in_order(
        (
            *places.came_in(doc_input, arrest(doc_input, to=to), jail),
            *hold(doc_input, jail),
            match(doc_input, to=to),
            places.release_due(doc_input),
            places.left(doc_input, jail),
            *(places.elsewhere(doc_input) if to != TO_JAIL else ()),
            places.still_held(doc_input, to=to),
        )
    )
