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
    return detainer_known(answers) or has_problem(answers, "held_longer")


def profiled(answers: AnswerMap) -> bool:
    return has_problem(answers, "profiling")
