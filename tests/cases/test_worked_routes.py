"""Routes, deadlines and clocks of the worked cases, from answers that went through the pages."""

from datetime import datetime

import pytest
import time_machine

from intake.deadlines import detainer_clock
from intake.flow.complaint import COMPLAINT
from intake.flow.facts import compute_facts
from intake.flow.place import zones_of
from intake.flow.sample import sample
from intake.models import Case
from tests.conftest import unlocked_of
from tests.deadlines.test_worked_clocks import COUNTED, COUNTS, ends_in
from tests.filer import Filer, FormClient
from tests.routes.test_worked_cases import CASES, ids, wrong_deadlines, wrong_routes
from tests.routes.worked import answers_of, stated

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
# The short form has one list of dangers; who is free chooses from another one.
FREE = {"removal_told": "told_to_go"}
COMING = {"report": "report", "hearing": "court", "flight": "flight"}


def told(case):
    """Return all answers of a case as its pages take them; what nobody told is empty."""
    short = case["answers"]
    said = answers_of(short)
    where, extra = short["where"], short.get("extra", {})
    list_of = {"free": "happening_free", "abroad": "happening_abroad"}.get(where, "happening")
    dangers = short.get("happening") or extra.get("dangers") or ["none"]
    said["danger"] = {list_of: [FREE.get(code, code) for code in dangers]}
    national = [code for code in extra.get("codes", ()) if code == "us_national"]
    # What goes with no other answer, and what another page asks.
    reasons = [code for code in short["reasons"] if code not in ("no_basis_given", "not_say")]
    said["why-wrong"] = {"reasons": national or reasons or ["not_say"]}
    said["custody"] |= {"facility": "", "booking_number": ""} if where != "free" else {}
    said["coming"] = [
        {"what": COMING.get(kind, "other"), "when": stated(on), "place": ""}
        for kind, on in extra.get("coming_dates", ())
    ]
    said["start"] = {"how": short.get("started") or "unsure"}
    said["when-where"] |= {"state": short.get("state") or "unsure", "city": "", "agency": ""}
    said["detainers"] = [{"seen": "told", "number": ""} | one for one in said["detainers"]] or [
        {"seen": "told", "paper": "not_seen", "placed_on": None, "number": "", "still_there": ""}
    ]
    said["held-over"]["kept"] = short.get("kept") or "no"
    said["match"] |= {"whose_record": "", "record_says": "", "twin_or_same_name": ""}
    said["born"] |= {"birth_country": ""}
    said["told"] = {"told": short.get("told") or ["no_one"], "answer": ""}
    said["jail"] = {"facility": "", "came_in": None, "due_why": "", "ended": ""}
    said["officers"] = [{"name": "", "note": ""} | one for one in said["officers"]]
    no_reason = ["no_reason"] if "no_basis_given" in short["reasons"] else []
    said["treatment"] = {"treated": [*short.get("treated", ()), *no_reason] or ["none"]}
    said["harm"] = {"cost": short.get("costs") or ["none"]}
    said["wants"] = {"wants": short.get("wants") or ["not_sure"]}
    said["lawyer"] |= {"lawyer_name": "", "open_case": short.get("open_case") or "no"}
    said |= {"profiling": {}, "story": {}, "witnesses": []}
    pages = {page.replace("-", "_"): value for page, value in said.items() if page != "filer"}
    return sample(COMPLAINT, filing_for=short.get("who", "me"), **pages)


CLOCKS = {case["case"]: case for case in COUNTED}


@pytest.mark.parametrize("case", CASES, ids=ids(CASES))
def test_a_worked_case_through_the_real_pages(case, office):
    now = datetime.fromisoformat(case["now"])
    with time_machine.travel(now, tick=False):
        filer = Filer(FormClient(), told(case)).go()
        assert filer.path == "/check/", filer.path
        filer.send()
        facts = compute_facts(unlocked_of(Case.objects.get(), office).answers, now.date())
        assert wrong_routes(case, facts) == {}
        assert wrong_deadlines(case, facts) == []
        if clock := CLOCKS.get(case["case"]):
            assert counted(facts) == {key: clock["clock"][key] for key in COUNTS}


def counted(facts):
    """Return both counts of the 48 hours on the clock of the jail that somebody named."""
    zones = zones_of(facts.jail_state, facts.timezone)
    start = detainer_clock.start_of(facts.release_due_at, zones)
    return ends_in(start)
