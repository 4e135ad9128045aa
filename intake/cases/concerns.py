"""What makes a case urgent by what was said, as codes that may stand in clear.

`danger` stands for all of a group, so that nothing in clear says which danger it is: thoughts of
dying, a removal or a move, health, a child, or papers to sign.
"""

from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from intake.flow.facts import Facts, latest
from intake.web.text import StrOrPromise

# A recording of a jail or a car is kept for so long at most, as we count: see the decision
# record of the sort key.
EVIDENCE_KEPT = timedelta(days=30)
BY_LOCAL_POLICE = ("traffic_stop", "police", "warrant")
# {code: words} of the group, for those who may open the case; the strongest first.
DANGERS: dict[str, StrOrPromise] = {
    "self_harm": _("Thinking about dying or self-harm"),
    "removal": _("A flight, a removal or a move is near"),
    "health": _("Sick, hurt or pregnant, or care is withheld"),
    "child": _("Under 18"),
    "told_to_sign": _("Told to sign papers"),
}


def dangers_of(facts: Facts) -> list[str]:
    """Return the codes of DANGERS that are true. Who is perhaps held counts as held."""
    chosen = set(facts.dangers)
    found = {"self_harm": "self_harm" in chosen}
    if _perhaps_held(facts):
        found |= {
            "removal": bool(chosen & {"moving", "removal_told"}) or _flight_is_set(facts),
            "health": bool(chosen & {"sick", "pregnant"}) or facts.lacks_care,
            "child": facts.minor,
            "told_to_sign": "told_to_sign" in chosen,
        }
    return [code for code in DANGERS if found.get(code)]


def concerns_of(facts: Facts) -> dict[str, str]:
    """Return {code: the last day on which it counts, as ISO text, or "" for as long as it is}."""
    chosen = set(facts.dangers)
    held = _perhaps_held(facts)
    found = {
        "danger": bool(dangers_of(facts)),
        "not_heard": held and "not_heard" in chosen,
        "removed": _was_removed(facts),
        "threat": "threatened" in chosen,
        "report": not held and "told_to_go" in chosen and not coming_days(facts),
        "looked_for": not held and "looked_for" in chosen,
        "evidence": not held and bool(chosen & {"sick", "pregnant", "proof_at_risk"}),
    }
    concerns = {code: "" for code, is_true in found.items() if is_true}
    until = _recordings_until(facts)
    if "evidence" not in concerns and until:
        concerns["evidence"] = until.isoformat()
    return concerns


def coming_days(facts: Facts) -> list[list[str]]:
    """Return [first day, last day] of each coming date as ISO text; a bare year gives none."""
    return [[first.isoformat(), last.isoformat()] for _kind, first, last in facts.coming_days]


def _perhaps_held(facts: Facts) -> bool:
    return facts.held or facts.where == "unsure"


def _flight_is_set(facts: Facts) -> bool:
    return any(coming.kind == "flight" for coming in facts.coming)


def _was_removed(facts: Facts) -> bool:
    """Abroad, and should not be there. Only a clear no to being sent out says that it is not so."""
    if facts.where != "abroad" or not (facts.says_citizen_or_resident or facts.minor):
        return False
    return "removed" in facts.dangers or set(facts.dangers) <= {"not_sure"}


def _recordings_until(facts: Facts) -> date | None:
    """Return the last day on which a jail or a patrol car may still have its recording, or None."""
    if facts.where not in ("free", "abroad"):
        return None
    kept = facts.says_held_past_release in ("yes", "unsure") and facts.hold != "no"
    profiled = "profiling" in facts.problems and facts.started_by in BY_LOCAL_POLICE
    day_after = latest(facts.released_at) if kept and facts.released_at else None
    if day_after is None and (kept or profiled):
        day_after = latest(facts.first_date)
    return day_after - timedelta(days=1) + EVIDENCE_KEPT if day_after else None
