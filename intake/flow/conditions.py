"""When a page or a question applies: named functions of the counted answers before it."""

from typing import Any

from .partials import is_complete
from .steps import AnswerMap

HELD = ("local_jail", "ice", "prison")
JAILS = ("local_jail", "prison")
NOT_HELD = ("free", "abroad")
# Reasons that a paper can show: one's own, or that of a court.
PROVABLE = {
    "us_citizen",
    "us_national",
    "permanent_resident",
    "other_status",
    "status_changed",
    "stale_record",
    "wrong_conviction",
}


def answer(answers: AnswerMap, step: str, name: str, default: Any = "") -> Any:
    return (answers.get(step) or {}).get(name) or default


def held_now(answers: AnswerMap) -> bool:
    return answer(answers, "custody", "where") in HELD


def held_or_unknown(answers: AnswerMap) -> bool:
    """Locked up, or perhaps so: nobody said free or abroad."""
    return answer(answers, "custody", "where") not in NOT_HELD


def in_jail(answers: AnswerMap) -> bool:
    return answer(answers, "custody", "where") in JAILS


def out_of_jail(answers: AnswerMap) -> bool:
    """No jail or prison has the person now: a stay there, if there was one, has ended."""
    return not in_jail(answers)


def is_free(answers: AnswerMap) -> bool:
    return bool(answer(answers, "custody", "where") == "free")


def is_abroad(answers: AnswerMap) -> bool:
    return bool(answer(answers, "custody", "where") == "abroad")


def dangers(answers: AnswerMap) -> set[str]:
    """Return the codes chosen on the list that fits where the person is."""
    where = answer(answers, "custody", "where")
    name = {"free": "happening_free", "abroad": "happening_abroad"}.get(where, "happening")
    return set(answer(answers, "danger", name, ()))


def thinks_of_dying(answers: AnswerMap) -> bool:
    return "self_harm" in dangers(answers)


def has_coming_dates(answers: AnswerMap) -> bool:
    """A date is likely, or was told of: whoever is free and chose nothing of it is not asked."""
    return held_or_unknown(answers) or bool(dangers(answers) & {"told_to_go", "not_sure"})


def for_someone_else(answers: AnswerMap) -> bool:
    return answer(answers, "filer", "filing_for") in ("family", "work")


def has_problem(answers: AnswerMap, *codes: str) -> bool:
    return bool(set(answer(answers, "problem", "went_wrong", [])) & set(codes))


def out_of_scope(answers: AnswerMap) -> bool:
    """Nothing was chosen that this service is for."""
    return not set(answer(answers, "problem", "went_wrong", [])) - {"other", "not_sure"}


def detainer_known(answers: AnswerMap) -> bool:
    return bool(answer(answers, "hold", "ice_asked") == "yes")


def match_reported(answers: AnswerMap) -> bool:
    return has_problem(answers, "wrong_match", "status_wrong", "held_longer")


def maybe_held_past_release(answers: AnswerMap) -> bool:
    hold_unknown = in_jail(answers) and answer(answers, "hold", "ice_asked") == "unsure"
    return detainer_known(answers) or hold_unknown or has_problem(answers, "held_longer")


def out_after_jail(answers: AnswerMap) -> bool:
    """Out of jail now, and perhaps in one before, where ICE asked to keep the person."""
    return out_of_jail(answers) and maybe_held_past_release(answers)


def maybe_held_elsewhere(answers: AnswerMap) -> bool:
    """Perhaps held in another place than the one that was told of."""
    if out_after_jail(answers):
        ended = answer(answers, "jail", "ended")
        return ended == "another_jail" or (ended == "ice" and not held_now(answers))
    by_ice = has_problem(answers, "ice_arrest", "conditions_or_abuse")
    return held_now(answers) or is_abroad(answers) or by_ice


def may_be_proved(answers: AnswerMap) -> bool:
    """A reason was chosen that a paper can show, to ICE, a jail or the FBI."""
    return bool(PROVABLE & set(answer(answers, "why-wrong", "reasons", ())))


def kept_for_unknown_days(answers: AnswerMap) -> bool:
    """Perhaps held past release, and the two days that would say how long are not both known."""
    release = answers.get("held-over") or {}
    whole = is_complete(release.get("due_out")) and is_complete(release.get("went_out"))
    return maybe_held_past_release(answers) and not in_jail(answers) and not whole


def profiled(answers: AnswerMap) -> bool:
    return has_problem(answers, "profiling")
