"""Facts from the short form of answers in which the worked cases are written.

A day is "2026-10-09" or "2026-10", with the hour as it was typed behind it. `extra` holds facts
that are answered on pages of their own: coming dates, when ICE took the person, what ended a stay.
"""

import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import time_machine

from intake.cases import urgency
from intake.cases.facets import facets
from intake.cases.models import Case
from intake.flow.complaint import COMPLAINT
from intake.flow.facts import ComingDate, compute_facts

HERE = Path(__file__).parent


def load(name):
    return json.loads((HERE / name).read_text(encoding="utf-8"))


def stated(text):
    """Return a partial date or moment as it is stored, or None."""
    if not text:
        return None
    day, _space, hour = text.partition(" ")
    y, m, d = (*map(int, day.split("-")), None, None)[:3]
    return {"y": y, "m": m, "d": d, "words": "", "time": hour, "t": hour if ":" in hour else ""}


def answers_of(short):
    extra = short.get("extra", {})
    return {
        "filer": {"filing_for": short.get("who", "me")},
        "custody": {"where": short["where"], "came_in": stated(extra.get("ice_since"))},
        "danger": {"happening": short.get("happening", [])},
        "problem": {"went_wrong": short["went_wrong"]},
        "born": {"birth_date": stated(short.get("born"))},
        "start": {"how": short.get("started", "")},
        "when-where": {"state": short.get("state", ""), "when": stated(short.get("when"))},
        "hold": {"ice_asked": short["hold"]},
        "detainers": [
            {
                "paper": row.get("paper", "not_seen"),
                "placed_on": stated(row.get("on")),
                "still_there": row.get("still", ""),
            }
            for row in short.get("detainers", ())
        ],
        "match": {"matched_on": short.get("matched", [])},
        "why-wrong": {"reasons": short["reasons"]},
        "held-over": {
            "kept": short.get("kept", ""),
            "due_out": stated(short.get("due")),
            "went_out": stated(short.get("went")),
            "jail_state": short.get("jail_state", ""),
            "zone": short.get("zone", ""),
        },
        "stays": ended_by_ice(extra),
        "officers": [{"agency": agency} for agency in short.get("officers", ())],
        "treatment": {"treated": short.get("treated", [])},
        "harm": {"cost": short.get("costs", [])},
        "told": {"told": short.get("told", [])},
        "lawyer": {
            "has_lawyer": short.get("lawyer", "no"),
            "open_case": short.get("open_case", ""),
        },
        "wants": {"wants": short.get("wants", [])},
    }


def ended_by_ice(extra):
    """Return the stay with ICE or border officers that nobody asks about while free or abroad."""
    out = stated(extra.get("released_at"))
    return [{"kind": "ice", "went_out": out, "ended": "freed"}] if out else []


def case_of(facts):
    """Return a case of these facts, put in its place in the queue."""
    case = Case(opened_on=facts.as_of, changed_on=facts.as_of, status="reading")
    for column, value in facets(facts, facts.as_of).items():
        setattr(case, column, value)
    urgency.recompute_derived(case, facts.as_of)
    return case


def extra_facts(extra):
    found = {}
    for name, value in extra.items():
        if name in ("ice_since", "released_at"):
            continue
        if name == "coming_dates":
            found["coming"] = tuple(ComingDate(kind, stated(on), "") for kind, on in value)
        elif isinstance(value, list):
            found[name] = tuple(sorted(value))
        else:
            found[name] = stated(value)
    return found


def facts_of(case):
    """Return the facts of a worked case, as of its moment."""
    now = datetime.fromisoformat(case["now"])
    with time_machine.travel(now, tick=False):
        facts = compute_facts(COMPLAINT.prune(answers_of(case["answers"])), now.date())
    return replace(facts, **extra_facts(case["answers"].get("extra", {})))
