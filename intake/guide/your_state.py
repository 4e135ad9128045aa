"""What the law of each state says about a hold, with its date; what was not read says so."""

from django.utils.translation import gettext_lazy as _

from intake.citations.base import NOT_FOUND, Passage, claim, reasoned
from intake.citations.state_law import NEW_ARREST
from intake.routes.state_law_status import CODES, NO_CHECKED_LINE, passage_of

from .base import Page

IN_EVERY_STATE = Passage(
    _("In every state"),
    (
        NEW_ARREST,
        reasoned(
            _("A state law that tells jails to help ICE does not change that."), "S122", "S121"
        ),
        _("Ask the jail right away by what authority it holds the person."),
        claim(_("We have no checked line for a state that is not below."), confidence=NOT_FOUND),
        _("Ask a lawyer or the public defender there."),
    ),
    "list",
    see_also=(("guide", "hold"), ("public", "sheet"), ("ways", "jail-letter")),
)


def current_passages() -> tuple[Passage, ...]:
    """Return the parts of the page as the rows stand now, each state that has a row by name."""
    found = (passage_of(code) for code in CODES)
    return (IN_EVERY_STATE, *(part for part in found if part.items != (NO_CHECKED_LINE,)))


PAGE = Page(
    slug="your-state",
    title=_("What does the law in my state say about a hold?"),
    lead=_("Find the state where the jail is."),
    passages=(IN_EVERY_STATE,),
)
