from django.utils.translation import gettext_lazy as _

from intake.citations.base import claim, common_sense, reasoned
from intake.flow.facts import Facts

from .base import CUSTODY_UNKNOWN, Fit, Route, says_citizen, undecided, unsuitable


def fits(facts: Facts) -> Fit:
    if facts.where == "unsure":
        return CUSTODY_UNKNOWN
    if not facts.held:
        return unsuitable(_("It is for people who are locked up."))
    if says_citizen(facts):
        return unsuitable(_("The answers say US citizen. It is for people of another country."))
    return undecided(
        _("We need the person's own yes, and to know that they do not fear that government.")
    )


CONSULATE = Route(
    slug="consulate",
    name=_("Consulate of the person's country"),
    summary=claim(
        _("Someone from another country who is locked up may ask the jail to tell it."), "S81"
    ),
    fits=fits,
    benefits=(_("Ask them to visit, to find family, and to name lawyers."),),
    limits=(
        reasoned(_("It cannot free anyone, and it is not a lawyer."), "S81"),
        claim(
            _("For some countries, the US must tell the consulate, even without permission."), "S81"
        ),
    ),
    requirements=(_("Ask the person first. Have their name and the name of the jail."),),
    how_to_send=(
        _("Ask the jail or ICE to call the consulate. Call it yourself if the person agrees."),
    ),
    what_comes_back=(_("Ask when someone will visit."),),
    warning=common_sense(
        _(
            "Do not do this if the person fears their own government, or asks for asylum."
            " It tells that government where they are."
        )
    ),
    follow_up=(3,),
    edition=_("72 FR 1923 (2007) and the State Department manual of 2018"),
)
