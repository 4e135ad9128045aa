from django.utils.translation import gettext_lazy as _

from intake.citations.base import MEDIUM, UNSOURCED, claim
from intake.flow.facts import Facts

from .base import (
    ABUSE,
    KEPT_TOO_LONG,
    Fit,
    Route,
    also,
    by_local,
    has,
    missing,
    no,
    unless_held,
)


def fits(known: Facts) -> Fit:
    touched = {"profiling", "language_denied"} | ABUSE | KEPT_TOO_LONG
    if not has(known, touched) or not by_local(known):
        return no(_("It is about local police or a jail."))
    if known.state in ("", "unsure", "none"):
        return missing(_("We need to know the state."))
    if "profiling" in known.codes:
        return unless_held(known, _("Race, language or name was used by police in a state."))
    return also(_("Ask if the state looks at its jails and its police."))


ATTORNEY_GENERAL = Route(
    key="attorney-general",
    name=_("State attorney general"),
    what=claim(
        _("The top lawyer of a state. Some have an office for civil rights."), confidence=UNSOURCED
    ),
    fits=fits,
    gives=(
        claim(
            _("Some states forbid jails to help ICE. Others order it."),
            "S71",
            confidence=MEDIUM,
        ),
    ),
    cannot=(claim(_("It has no power over ICE. Not all states will help."), confidence=UNSOURCED),),
    needs=(_("What happened, where, when, and by whom."),),
    send=(_("Look for “attorney general” and the name of the state. Use the complaint page."),),
    back=(_("Ask for a number, and by when they look at it."),),
    warning=claim(
        _("Some states order jails to help ICE. Ask a lawyer first if you have no papers."),
        "S71",
        confidence=MEDIUM,
    ),
    follow_up=(30,),
    edition=_("tracker of court cases of July 2026"),
)
