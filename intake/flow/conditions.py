"""When a page or a question applies: named functions of the counted answers before it."""

from collections.abc import Mapping
from typing import Any

HELD = ("local_jail", "ice", "prison")


def answer(answers: Mapping[str, Any], step: str, name: str, default: Any = "") -> Any:
    return (answers.get(step) or {}).get(name) or default


def held_now(answers: Mapping[str, Any]) -> bool:
    return answer(answers, "custody", "where") in HELD


def not_held_now(answers: Mapping[str, Any]) -> bool:
    return not held_now(answers)


def for_another(answers: Mapping[str, Any]) -> bool:
    return answer(answers, "filer", "filing_for") in ("family", "work")


def went_wrong(answers: Mapping[str, Any], *codes: str) -> bool:
    return bool(set(answer(answers, "problem", "went_wrong", [])) & set(codes))


def not_for_us(answers: Mapping[str, Any]) -> bool:
    """Nothing was chosen that this service is for."""
    return not set(answer(answers, "problem", "went_wrong", [])) - {"other", "not_sure"}


def hold_known(answers: Mapping[str, Any]) -> bool:
    return bool(answer(answers, "hold", "ice_asked") == "yes")


def match_told(answers: Mapping[str, Any]) -> bool:
    return went_wrong(answers, "wrong_match", "status_wrong", "held_longer")


def maybe_kept(answers: Mapping[str, Any]) -> bool:
    return hold_known(answers) or went_wrong(answers, "held_longer")


def profiled(answers: Mapping[str, Any]) -> bool:
    return went_wrong(answers, "profiling")


def two_zones(answers: Mapping[str, Any]) -> bool:
    from .states import TWO_ZONES

    return answer(answers, "when-where", "state") in TWO_ZONES
