"""What to do today, for one case: from the danger, from where the person is, hold, and claim.

One list for everybody sends a free person to a jail, and forgets somebody who is sick. The order is
that of harm: danger first, then what can end the custody, then what protects.
"""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from intake.citations.base import MEDIUM, Passage, Statement, claim
from intake.citations.state_law import NEW_ARREST
from intake.flow.facts import Facts
from intake.flow.steps import voiced
from intake.routes.base import CITIZENS_ONLY, must_report_soon, says_citizen
from intake.routes.dril import PHONE
from intake.routes.locator import LOCATOR, NEEDS, NO_RESULT

from .rights import (
    ASK_COPY,
    ASK_LAWYER,
    ASK_WHY,
    FAST_REMOVAL,
    JAIL_PHONES,
    SIGN_NOTHING,
    STAY_SILENT,
)

CALL_988 = claim(
    _("Call or text 988. In a call, press 2 for Spanish. Texts in Spanish work, too."),
    "S151",
)
MEDICAL_STEPS: tuple[Statement, ...] = (
    _(
        "Tell the medical staff there in writing today. Say the medicine,"
        " the dose, when it was last taken, and what happened since."
    ),
    _(
        "Send them the prescription and a letter from the doctor. Keep"
        " copies, and write down who took them."
    ),
    _("Ask the staff there to call 911 in an emergency."),
)
SAY_MEDICAL = PHONE.as_claim(_("Call the ICE line, and say “medical”"))
BEFORE_THAT_DAY: tuple[Statement, ...] = (
    _("Call lawyers until one answers. Say the day first. Have every letter and order with you."),
    _("Give a copy of these to someone you trust."),
)
THREATENED: tuple[Statement, ...] = (
    _("Write down what they said, the day, and who said it. Keep it in a safe place."),
    _("Ask a lawyer before anything is sent to the office where that person works."),
)
BEFORE_BAIL: tuple[Statement, ...] = (
    _("Is bail set? Call the public defender before anyone pays it, and ask about the hold."),
    _("If someone pays, ask for a receipt with the time on it."),
)
BEFORE_MOVED = claim(
    _("A lawyer can ask a judge to release the person. It must be filed before they are moved."),
    "S73",
)
SEND_PROOF = _("Send a copy of the proof to the place and to ICE. Keep the original.")
SENT_OUT: tuple[Statement, ...] = (
    _("Call a lawyer in the United States today. Ask what a court can do."),
    _("Ask the member of Congress for the place where the family lives. Ask for “casework”."),
)
CITIZEN_ABROAD: tuple[Statement, ...] = (
    *SENT_OUT,
    _("Check this first: ask the nearest US embassy if it can help with a passport."),
)
FOR_A_CHILD = claim(
    _("The search page lists adults only. For a child, call the ICE field office."),
    "S77",
    confidence=MEDIUM,
)
ASK_YOUR_LAWYER = voiced(
    _("Call your lawyer today, before you are moved."),
    _("Call the person's lawyer today, before they are moved."),
)


def passage(facts: Facts) -> Passage | None:
    """Return the steps of one case, or None where nothing has to be done today."""
    items = tuple(dict.fromkeys((*_in_danger(facts), *_by_place(facts))))
    return Passage("", items, "steps", see_also=(("guide", "rights"),)) if items else None


def _in_danger(facts: Facts) -> Iterator[Statement]:
    dangers = set(facts.dangers)
    if "self_harm" in dangers:
        yield CALL_988
    if facts.held and is_sick(facts):
        yield from MEDICAL_STEPS
        if facts.where == "ice":
            yield SAY_MEDICAL
    if must_report_soon(facts) or dangers & {"moving", "removal_told"} or _flight_is_set(facts):
        yield from BEFORE_THAT_DAY
    if dangers & {"told_to_sign", "removal_told"} or must_report_soon(facts):
        yield SIGN_NOTHING.for_voice(facts.voice)
    if "looked_for" in dangers and not facts.held:
        if facts.has_lawyer != "yes":
            yield ASK_LAWYER
        yield SIGN_NOTHING.for_voice(facts.voice)
        yield STAY_SILENT.for_voice(facts.voice)
    if "threatened" in dangers:
        yield from THREATENED
    if "not_heard" in dangers or facts.where == "unsure":
        yield LOCATOR
        yield NEEDS
        yield NO_RESULT
    if facts.minor and facts.where in ("ice", "unsure"):
        yield FOR_A_CHILD


def is_sick(facts: Facts) -> bool:
    """Sick, hurt or pregnant, or without a doctor or medicine, by the answers."""
    return bool(set(facts.dangers) & {"sick", "pregnant"}) or facts.lacks_care


def _flight_is_set(facts: Facts) -> bool:
    """Held, and a flight that is not over was told of as a date to come."""
    return facts.held and any(
        kind == "flight" and last >= facts.as_of for kind, _first, last in facts.coming_days
    )


def _by_place(facts: Facts) -> Iterator[Statement]:
    if facts.where == "abroad" and says_citizen(facts):
        yield from CITIZEN_ABROAD
    elif "removed" in facts.dangers and (facts.says_citizen_or_resident or facts.minor):
        yield from SENT_OUT
    if not facts.held:
        return
    yield SIGN_NOTHING.for_voice(facts.voice)
    yield ASK_YOUR_LAWYER.for_voice(facts.voice) if facts.has_lawyer == "yes" else ASK_LAWYER
    if facts.in_jail:
        yield from _in_jail(facts)
    else:
        yield BEFORE_MOVED
    if says_citizen(facts):
        yield SEND_PROOF
        yield CITIZENS_ONLY
    elif not facts.says_citizen_or_resident:
        yield FAST_REMOVAL
    yield JAIL_PHONES
    yield STAY_SILENT.for_voice(facts.voice)


def _in_jail(facts: Facts) -> Iterator[Statement]:
    if facts.hold == "no" and facts.past_release == "no":
        return
    if facts.hold != "no":
        yield ASK_COPY.for_voice(facts.voice)
    # Before the box of a state that names hours: none of them is a right to keep somebody.
    yield NEW_ARREST
    if facts.past_release != "no":
        yield ASK_WHY.for_voice(facts.voice)
    else:
        yield from BEFORE_BAIL
