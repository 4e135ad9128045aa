"""Facts from a few short words, so that a truth table stays one line a row."""

from datetime import date

from intake.flow.complaint import COMPLAINT
from intake.flow.facts import compute_facts

TODAY = date(2026, 11, 23)


def known(
    where="free",
    went_wrong=(),
    hold="no",
    reasons=(),
    kept="",
    started="",
    treated=(),
    cost=(),
    wants=(),
    papers=(),
    still_there="",
    lawyer="no",
    state="TX",
    officers=(),
):
    """Return the Facts of a person who gave just these answers."""
    answers = {
        "filer": {"filing_for": "me"},
        "custody": {"where": where},
        "problem": {"went_wrong": list(went_wrong)},
        "start": {"how": started},
        "when-where": {"state": state},
        "hold": {"ice_asked": hold},
        "detainers": [{"paper": paper, "still_there": still_there} for paper in papers],
        "why-wrong": {"reasons": list(reasons)},
        "held-over": {"kept": kept},
        "officers": [{"agency": agency} for agency in officers],
        "treatment": {"treated": list(treated)},
        "harm": {"cost": list(cost)},
        "lawyer": {"has_lawyer": lawyer},
        "wants": {"wants": list(wants)},
    }
    return compute_facts(COMPLAINT.prune(answers), TODAY)


MANY = {"went_wrong", "reasons", "treated", "cost", "wants", "papers", "officers"}


def read(text):
    """Return the answers of a row such as "where=ice reasons=us_citizen,other"; "-" is none."""
    pairs = (word.split("=") for word in text.split() if word != "-")
    return {name: value.split(",") if name in MANY else value for name, value in pairs}
