"""Who did it: what is told against the staff of a jail, of the police, or of a federal office.

A rule or a route about local staff rests on what local staff did, and never on where it began.
"""

from intake.flow.facts import Facts

ICE, BORDER, POLICE, JAIL = "ice", "border", "police", "jail"
LOCAL = {POLICE, JAIL}
FEDERAL = {ICE, BORDER}

HELD_TOO_LONG = {
    "held_past_48",
    "notice_only_but_held",
    "held_after_withdrawn",
    "no_detainer_shown",
}
ABUSE = {"conditions_or_abuse", "coerced_statement"}
TREATMENT = ABUSE | {"language_denied", "profiling"}

STARTED_BY_LOCAL = ("traffic_stop", "police", "warrant", "already_in_jail")
STARTED_BY_ICE = ("ice_home", "ice_work", "street", "check_in")


def _has(facts: Facts, codes: set[str]) -> bool:
    return bool(set(facts.codes) & codes)


def who_treated(facts: Facts) -> frozenset[str]:
    """Return whose staff treated the person so: as named; else who holds them, or who began it.

    Empty where nothing says who.
    """
    named = set(facts.officers) & (LOCAL | FEDERAL)
    if named:
        return frozenset(named)
    if facts.where == "ice":
        return frozenset({ICE})
    if facts.in_jail:
        return frozenset({JAIL})
    if facts.started_by in STARTED_BY_LOCAL:
        return frozenset({POLICE})
    if facts.started_by in STARTED_BY_ICE or "ice_arrest" in facts.problems:
        return frozenset({ICE})
    if facts.started_by == "border":
        return frozenset({BORDER})
    return frozenset({JAIL}) if facts.hold == "yes" or _has(facts, HELD_TOO_LONG) else frozenset()


def jail_kept(facts: Facts) -> bool:
    """A jail keeps the person past release, or did."""
    if facts.in_jail:
        return facts.past_release != "no"
    return _has(facts, HELD_TOO_LONG) or (
        facts.says_held_past_release == "yes" and facts.where != "ice"
    )


def is_local_treatment(facts: Facts) -> bool:
    """Local staff treated the person badly, as far as the answers say."""
    return _has(facts, TREATMENT) and bool(who_treated(facts) & LOCAL)


def is_local_harm(facts: Facts) -> bool:
    """Local staff did harm by which a claim may arise: kept somebody, or treated them badly.

    Whoever has gone to court about it already has no such task here.
    """
    sued = (
        facts.open_case == "yes"
        and facts.has_lawyer == "yes"
        and "money_claim" in facts.reported_to
    )
    return not sued and (jail_kept(facts) or is_local_treatment(facts))
