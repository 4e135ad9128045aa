"""When a page or a question applies: named functions of the counted answers before it."""

from typing import Any

from .steps import AnswerMap

HELD = ("local_jail", "ice", "prison")


def answer(answers: AnswerMap, step: str, name: str, default: Any = "") -> Any:
    return (answers.get(step) or {}).get(name) or default


def held_now(answers: AnswerMap) -> bool:
    return answer(answers, "custody", "where") in HELD


def not_held_now(answers: AnswerMap) -> bool:
    return not held_now(answers)


def for_another(answers: AnswerMap) -> bool:
    return answer(answers, "filer", "filing_for") in ("family", "work")


def went_wrong(answers: AnswerMap, *codes: str) -> bool:
    return bool(set(answer(answers, "problem", "went_wrong", [])) & set(codes))


def not_for_us(answers: AnswerMap) -> bool:
    """Nothing was chosen that this service is for."""
    return not set(answer(answers, "problem", "went_wrong", [])) - {"other", "not_sure"}


def hold_known(answers: AnswerMap) -> bool:
    return bool(answer(answers, "hold", "ice_asked") == "yes")


def match_told(answers: AnswerMap) -> bool:
    return went_wrong(answers, "wrong_match", "status_wrong", "held_longer")


def maybe_kept(answers: AnswerMap) -> bool:
    return hold_known(answers) or went_wrong(answers, "held_longer")


def profiled(answers: AnswerMap) -> bool:
    return went_wrong(answers, "profiling")


def two_zones(answers: AnswerMap) -> bool:
    from .states import TWO_ZONES

    return answer(answers, "when-where", "state") in TWO_ZONES
