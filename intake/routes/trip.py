from django.utils.translation import gettext_lazy as _

from intake.citations.base import MEDIUM, claim
from intake.flow.facts import Facts

from .base import (
    TELLS_GOVERNMENT,
    Fit,
    Route,
    contact,
    recommended_unless_held,
    undecided,
    unsuitable,
)


def fits(facts: Facts) -> Fit:
    if facts.started_by == "border":
        return recommended_unless_held(facts, _("It began at the border or an airport."))
    if facts.started_by in ("", "unsure") and "wrong_match" in facts.problems:
        return undecided(_("We need to know if there is trouble at airports or borders, too."))
    return unsuitable(_("It is for trouble at airports and borders. It does not change a hold."))


PAGE = contact(_("Web page"), "https://trip.dhs.gov/", "S48")

TRIP = Route(
    slug="trip",
    name=_("DHS TRIP, for trouble when you travel"),
    summary=claim(_("It is for people who are stopped again and again when they travel."), "S48"),
    fits=fits,
    benefits=(claim(_("You get a number that you can give when you book a flight."), "S48"),),
    limits=(
        claim(
            _("It is only about travel. It does not remove a jail hold."),
            "S48",
            confidence=MEDIUM,
        ),
    ),
    requirements=(claim(_("A copy of a passport or another photo ID, and a signed form."), "S48"),),
    how_to_send=(_("Use its web page."),),
    what_comes_back=(_("Keep the number that you get."),),
    warning=TELLS_GOVERNMENT,
    contacts=(
        PAGE,
        contact(
            _("Mail"), "DHS TRIP, 601 South 12th Street, TSA-901, Arlington, VA 20598-6901", "S48"
        ),
    ),
    follow_up=(30, 90),
    edition=_("questions and answers of DHS TRIP, no date"),
)
