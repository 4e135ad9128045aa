from django.utils.translation import gettext_lazy as _

from intake.citations.base import claim, reasoned
from intake.flow.facts import Facts

from .base import Fit, Route, recommended_unless_held, undecided, unsuitable


def fits(facts: Facts) -> Fit:
    if "wrong_conviction" in facts.codes:
        return recommended_unless_held(
            facts,
            _(
                "The record shows someone else's crime. The office that made the entry must"
                " change it."
            ),
        )
    if "identity_theft" in facts.codes:
        return undecided(_("We need to know if police or a state made a wrong entry."))
    return unsuitable(_("It is about an entry that police or a state made."))


ENTRY = Route(
    slug="entry",
    name=_("The police or state office that made the entry"),
    summary=claim(
        _("Each arrest entry belongs to the office that sent it to the FBI."), "S53", "S54"
    ),
    fits=fits,
    benefits=(claim(_("When it corrects the entry, the FBI follows."), "S49", "S54"),),
    limits=(reasoned(_("It does not change the records of ICE."), "S49"),),
    requirements=(
        _("A copy of the wrong entry, and a court paper or prints that show the truth."),
    ),
    how_to_send=(
        _("Write to the records office of the police, and to the record office of the state."),
    ),
    what_comes_back=(_("Ask for a letter that says the record was corrected. Carry it with you."),),
    warning=_("Ask a lawyer before you write to the police, if there is a criminal case."),
    follow_up=(30,),
    edition=_("FBI leaflet and a page of Illinois, no dates"),
)
