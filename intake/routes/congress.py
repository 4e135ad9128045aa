from django.utils.translation import gettext_lazy as _

from intake.citations.base import MEDIUM, claim
from intake.flow.facts import Facts
from intake.flow.steps import ME

from .base import (
    TELLS_GOVERNMENT,
    Fit,
    Route,
    federal_took_part,
    is_in_scope,
    must_report_soon,
    possible,
    recommended,
    says_citizen,
    undecided,
    unsuitable,
)


def fits(facts: Facts) -> Fit:
    is_citizen = facts.says_citizen_or_resident or says_citizen(facts)
    if facts.where == "abroad" and facts.voice == ME:
        return undecided(
            _("We need to know where in the United States the person or family lives.")
        )
    if facts.where == "abroad":
        return _abroad(is_citizen)
    if must_report_soon(facts):
        return recommended(_("Staff of the member can ask ICE today why, before that day."))
    if not federal_took_part(facts):
        return undecided(_("We need to know if a federal office took part."))
    if facts.held and is_citizen:
        return recommended(
            _("A citizen or green-card holder is locked up. Their member can ask why.")
        )
    if facts.held:
        return possible(_("A member of Congress can ask ICE where the person is and why."))
    if is_in_scope(facts):
        return possible(_("A member of Congress can ask an office for an answer."))
    return unsuitable(_("It is about something that a federal office did."))


def _abroad(is_citizen: bool) -> Fit:
    if is_citizen:
        return recommended(_("Ask the member for the place where the family lives. Call today."))
    return undecided(_("We need to know where in the United States the family lives."))


CONGRESS = Route(
    slug="congress",
    name=_("Your member of Congress"),
    summary=claim(
        _("Members of Congress have staff who ask federal offices about one person's case."), "S76"
    ),
    fits=fits,
    benefits=(claim(_("They can ask an office for news, and ask it to check again."), "S76"),),
    limits=(claim(_("They cannot order an office to decide faster or differently."), "S76"),),
    requirements=(
        claim(_("A signed privacy form. For ICE it is ICE Form 60-001."), "S74", "S75"),
        claim(_("For other offices, a signed letter may be enough."), "S76b", confidence=MEDIUM),
        _("One page with the dates, and copies of your proof."),
    ),
    how_to_send=(
        _("Ask the member for the district where the person or the family lives."),
        _("Call the office near your home, and ask for “casework”."),
    ),
    what_comes_back=(
        _("Ask again after three days."),
        claim(
            _("In December 2025, a member wrote that people in custody could not get the form."),
            "S74",
        ),
    ),
    warning=TELLS_GOVERNMENT,
    follow_up=(3, 14),
    edition=_("ICE Form 60-001"),
)
