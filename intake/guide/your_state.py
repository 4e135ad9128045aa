from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from intake.citations.base import NOT_FOUND, Passage, claim, reasoned
from intake.citations.state_law import NEW_ARREST, STATE_LAWS, StateLaw
from intake.flow.states import STATES

from .base import Page

_NAMES = dict(STATES)


def passage_of(law: StateLaw) -> Passage:
    """Return what a page says of one state: the date first, then the law, then what to do."""
    return Passage(
        _NAMES[law.code],
        (*law.says, law.advice),
        as_of=format_lazy("{} · {}", law.as_of, law.law),
    )


PAGE = Page(
    slug="your-state",
    title=_("What does the law in my state say about a hold?"),
    lead=_("Look for the state where the jail is."),
    passages=(
        Passage(
            _("In every state"),
            (
                NEW_ARREST,
                reasoned(
                    _("A state law that tells jails to help ICE does not change that."),
                    "S122",
                    "S121",
                ),
                _("Ask the jail from the first minute by what right it acts."),
                claim(
                    _("We have no checked line for a state that is not below."),
                    confidence=NOT_FOUND,
                ),
                _("Ask a lawyer or the public defender there."),
            ),
            "list",
            see_also=(("guide", "hold"), ("public", "sheet"), ("ways", "jail-letter")),
        ),
        *(passage_of(STATE_LAWS[code]) for code, _name in STATES if code in STATE_LAWS),
    ),
)
