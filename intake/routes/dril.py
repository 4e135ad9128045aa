from django.utils.translation import gettext_lazy as _

from intake.citations.base import claim
from intake.flow.facts import Facts

from .base import (
    CUSTODY_UNKNOWN,
    REACHES_ICE,
    Fit,
    Route,
    contact,
    recommended,
    undecided,
    unsuitable,
)


def fits(facts: Facts) -> Fit:
    if facts.where == "unsure":
        return CUSTODY_UNKNOWN
    if facts.where == "ice" and facts.minor:
        return undecided(_("We need to know who holds the child. It may not be ICE itself."))
    if facts.where == "ice":
        return recommended(_("The person is held by ICE now."))
    return unsuitable(_("It is for people that ICE itself holds now."))


PHONE = contact(_("Phone, as read on September 10, 2026"), "1-888-351-4024", "S150", "S43")

DRIL = Route(
    slug="dril",
    name=_("ICE phone line for people it holds"),
    summary=claim(_("ICE runs it for people it holds, and for their families."), "S43"),
    fits=fits,
    benefits=(
        claim(
            _(
                "You can report abuse, health problems, or children taken away. You can"
                " also say that there is no contact with a lawyer."
            ),
            "S43",
        ),
        claim(_("You can ask for simple facts about the case."), "S43"),
    ),
    limits=(claim(_("It cannot free anyone. It is part of ICE."), "S43"),),
    requirements=(_("Have the full name, the country of birth, and the A-number."),),
    how_to_send=(_("Call. Write down the day, the time, and who you talked to."),),
    what_comes_back=(_("Ask for a number, and call again after two working days."),),
    warning=REACHES_ICE,
    contacts=(
        PHONE,
        contact(
            _("Hours"), _("Monday to Friday, 8 am to 8 pm Eastern time, not on holidays"), "S43"
        ),
    ),
    follow_up=(2,),
    edition=_("page of ICE, as read on September 10, 2026"),
)
