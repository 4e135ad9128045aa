from django.utils.translation import gettext_lazy as _

from intake.citations.base import common_sense, reasoned
from intake.flow.facts import Facts

from .base import (
    ABUSE,
    HELD_TOO_LONG,
    Fit,
    Route,
    by_local,
    has_code,
    possible,
    recommended,
    recommended_unless_held,
    unsuitable,
)


def fits(facts: Facts) -> Fit:
    if has_code(facts, HELD_TOO_LONG):
        return possible(_("The jail kept the person too long."))
    if not by_local(facts):
        return unsuitable(_("It is about a jail or local police. The answers name others."))
    if has_code(facts, ABUSE | {"language_denied"}):
        return recommended(_("It was about how the jail or the police treated the person."))
    if "profiling" in facts.codes:
        return recommended_unless_held(
            facts, _("Race, language or name was used. Ask who looks at complaints about them.")
        )
    return unsuitable(_("It is about what a jail or local police did."))


LOCAL = Route(
    slug="local",
    name=_("Complaint to the jail or the local police"),
    summary=common_sense(_("A written complaint to a jail. It is called a grievance.")),
    fits=fits,
    benefits=(_("Ask for a written answer. Keep a copy, so that there is a record."),),
    limits=(reasoned(_("It does not change anything at ICE or at the FBI."), "S49"),),
    requirements=(_("Write down the day, the hour, names or badge numbers, and the words."),),
    how_to_send=(
        _("Ask the jail for its grievance form. Ask the city or county where to complain."),
        _(
            "Ask the records office for the booking sheet, the hold paper, the bail receipt and"
            " the release papers."
        ),
    ),
    what_comes_back=(_("Ask for the last day to complain, and keep a copy."),),
    warning=_("Ask a lawyer before you write to the police, if there is a criminal case."),
    follow_up=(14, 30),
    edition=_("no text of law: each jail and city has its own"),
)
