from django.utils.translation import gettext_lazy as _

from intake.citations.base import claim
from intake.flow.facts import Facts

from .base import CITIZENS_ONLY, Fit, Route, says_citizen, undecided, unsuitable


def fits(facts: Facts) -> Fit:
    if facts.where == "abroad" and says_citizen(facts):
        return undecided(
            _("We need to know which country. Ask there first whether it can help with a passport.")
        )
    return unsuitable(_("It is for US citizens who are outside the country."))


EMBASSY = Route(
    slug="embassy",
    name=_("The nearest US embassy or consulate"),
    summary=_("Ask it whether it can help a US citizen abroad who has no passport."),
    fits=fits,
    benefits=(
        _("Ask if it can help a citizen get a passport."),
        _("Ask it to write down the day, and that the person says: US citizen."),
    ),
    limits=(_("Do not wait for it. Ask a lawyer in the United States at the same time."),),
    requirements=(
        _(
            "Have proof ready: a US birth certificate, a US passport, a"
            " citizenship certificate, or a report of birth abroad. Ask which"
            " one the embassy takes."
        ),
        claim(
            _(
                "A statement that is signed outside the country needs other words: “under penalty"
                " of perjury under the laws of the United States of America”."
            ),
            "S80",
        ),
    ),
    how_to_send=(_("Check this first: find the embassy on its own page, and call before going."),),
    what_comes_back=(_("Ask what happens next, and by when. Write down the name."),),
    warning=CITIZENS_ONLY,
    follow_up=(1, 3),
    edition=_("28 U.S.C. 1746; no text of the State Department was read"),
)
