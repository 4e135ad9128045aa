from django.utils.translation import gettext_lazy as _

from intake.citations.base import claim
from intake.deadlines.local_acts import HELD_TOO_LONG
from intake.flow.facts import Facts

from .base import Fit, Route, contact, has_code, recommended, undecided, unsuitable


def fits(facts: Facts) -> Fit:
    if facts.notice_only and has_code(facts, HELD_TOO_LONG):
        return recommended(_("The form only asks for notice, and the jail held the person anyway."))
    if facts.notice_only and facts.held:
        return undecided(_("We need to know if the jail holds the person in spite of the form."))
    if facts.hold == "yes" and not set(facts.detainer_forms) - {"not_seen"}:
        return undecided(_("We need to know which form ICE sent: I-247A or I-247G."))
    if facts.hold == "yes" and facts.in_jail and _by_records_only(facts):
        return undecided(
            _("A hold on computer records alone. We need to know if the ICE office is covered.")
        )
    return unsuitable(_("It is about Form I-247G, which does not ask the jail to keep anyone."))


def _by_records_only(facts: Facts) -> bool:
    return bool(facts.matched_on) and not set(facts.matched_on) & {"fingerprints", "not_said"}


GONZALEZ = Route(
    slug="gonzalez",
    name=_("The lawyers of the Gonzalez case"),
    summary=claim(
        _("A court case about holds was settled. The settlement began on March 4, 2025."), "S36"
    ),
    fits=fits,
    benefits=(
        claim(
            _("Some ICE offices may send only Form I-247G. It asks for notice, not for a hold."),
            "S36",
        ),
        claim(_("These lawyers want to know when ICE breaks the agreement."), "S36"),
    ),
    limits=(
        _("Ask them if they can help in your case."),
        _("Ask them if your place is on their list."),
    ),
    requirements=(_("A photo or copy of the form, the name of the jail, and the dates."),),
    how_to_send=(_("Write an email. Say little about the person until a lawyer answers."),),
    what_comes_back=(claim(_("The settlement lasts five years, until March 4, 2030."), "S36"),),
    warning=_("Do not write in an email how anyone came to this country."),
    contacts=(
        contact(_("Email"), "litigation@immigrantjustice.org", "S36"),
        contact(_("Email, Southern California"), "GonzalezSettlement@aclusocal.org", "S36"),
    ),
    follow_up=(3, 14),
    edition=_("page of the lawyers on the settlement, 2025"),
)
