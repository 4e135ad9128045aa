from django.utils.translation import gettext_lazy as _

from intake.citations.base import claim, reasoned
from intake.flow.facts import Facts

from .base import (
    CITIZENS_ONLY,
    Fit,
    Route,
    has_code,
    ice_took_part,
    possible,
    recommended,
    says_citizen,
    undecided,
    unsuitable,
)


def fits(facts: Facts) -> Fit:
    if says_citizen(facts):
        return _of_citizen(facts)
    if not (ice_took_part(facts) and has_code(facts, {"status_changed", "not_sure"})):
        return unsuitable(_("It is only for people who are US citizens."))
    return undecided(_("We need to know if the person is a US citizen."))


def _of_citizen(facts: Facts) -> Fit:
    if facts.held and "us_citizen" not in facts.codes:
        return possible(
            _("The rule speaks of citizens. Ask ICE to apply it to a US national, too.")
        )
    if facts.held or (facts.where == "abroad" and ice_took_part(facts)):
        return recommended(
            _("You said US citizen. ICE's own rule says that it must check right away.")
        )
    if ice_took_part(facts):
        return possible(_("You said US citizen. ICE has its own rule for that."))
    return unsuitable(_("The answers name neither custody now nor any part of ICE."))


CITIZENS = Route(
    slug="citizens",
    name=_("Letter to ICE: this person is a US citizen"),
    summary=claim(
        _("ICE has a rule from 2015 about people who may be US citizens. It is Directive 16001.2."),
        "S39",
    ),
    fits=fits,
    benefits=(
        claim(_("The rule says that ICE may not hold a US citizen for immigration."), "S39"),
        claim(_("It says that ICE must check each claim right away, before other work."), "S39"),
    ),
    limits=(
        reasoned(_("It is ICE's rule for its own staff. It is not a law."), "S39"),
        claim(
            _("In 2021, a federal review found that some ICE training said something else."), "S40"
        ),
    ),
    requirements=(
        _(
            "A copy of a US birth certificate, a US passport, a citizenship certificate, or a"
            " report of birth abroad."
        ),
        _("The name, the jail, the booking number, and the number on the hold form."),
    ),
    how_to_send=(
        _("Send it to the ICE field office and to ICE's lawyers. Write “16001.2” at the top."),
        _("Ask the jail which ICE field office it is."),
    ),
    what_comes_back=(
        _("Ask ICE for an answer in writing. Write down the name of the officer who checks it."),
    ),
    warning=CITIZENS_ONLY,
    follow_up=(1, 3, 7),
    edition="16001.2 (2015)",
)
