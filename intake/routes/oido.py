from django.utils.translation import gettext_lazy as _

from intake.citations.base import MEDIUM, claim
from intake.deadlines.local_acts import ABUSE
from intake.flow.facts import Facts

from .base import CLOSED, Fit, Route, has_code, possible, unsuitable


def fits(facts: Facts) -> Fit:
    if facts.where == "ice" and has_code(facts, ABUSE):
        return possible(_("It was for bad treatment of people that ICE holds."))
    return unsuitable(_("It was for bad treatment of people that ICE holds."))


OIDO = Route(
    slug="oido",
    name=_("Detention ombudsman (OIDO)"),
    summary=claim(_("An office for complaints about places where ICE holds people."), "S44"),
    fits=fits,
    benefits=(claim(_("It took complaints about how people were treated there."), "S44"),),
    limits=(claim(_("It never decided about release or bond."), "S44"),),
    requirements=(_("Do not fill in its form, DHS Form 405."),),
    how_to_send=(
        _("Do not send anything there now. Use another option, even if an old guide names it."),
        claim(_("Its form expired on April 30, 2025."), "S44"),
    ),
    what_comes_back=(_("Do not wait for an answer."),),
    edition=_("DHS Form 405, ran out in 2025"),
    status=CLOSED,
    status_note=claim(
        _("It was reported closed in about May 2026. Its web page was reported gone."),
        "S26",
        confidence=MEDIUM,
    ),
)
