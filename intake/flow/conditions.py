"""When a page or a question applies: named functions of the counted answers before it."""

HELD = ("local_jail", "ice", "prison")


def answer(answers, step, name, default=""):
    return (answers.get(step) or {}).get(name) or default


def held_now(answers):
    return answer(answers, "custody", "where") in HELD


def not_held_now(answers):
    return not held_now(answers)


def for_another(answers):
    return answer(answers, "filer", "filing_for") in ("family", "work")


def went_wrong(answers, *codes):
    return bool(set(answer(answers, "problem", "went_wrong", [])) & set(codes))


def not_for_us(answers):
    """Nothing was chosen that this service is for."""
    return not set(answer(answers, "problem", "went_wrong", [])) - {"other", "not_sure"}


def hold_known(answers):
    return answer(answers, "hold", "ice_asked") == "yes"


def match_told(answers):
    return went_wrong(answers, "wrong_match", "status_wrong", "held_longer")


def maybe_kept(answers):
    return hold_known(answers) or went_wrong(answers, "held_longer")


def profiled(answers):
    return went_wrong(answers, "profiling")


def two_zones(answers):
    from .states import TWO_ZONES

    return answer(answers, "when-where", "state") in TWO_ZONES
