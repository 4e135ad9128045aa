from django.utils.translation import gettext_lazy as _

from intake.citations.base import claim
from intake.flow.facts import Facts

from .base import (
    CITIZEN,
    CUSTODY_UNKNOWN,
    REACHES_ICE,
    Fit,
    Route,
    contact,
    has_code,
    possible,
    recommended,
    undecided,
    unsuitable,
)


def fits(facts: Facts) -> Fit:
    if facts.where == "unsure":
        return CUSTODY_UNKNOWN
    if not facts.in_jail:
        return unsuitable(_("It is for people in a jail now who have a hold."))
    if facts.hold not in ("yes", "unsure") or facts.notice_only:
        return unsuitable(_("It is only for people with a hold."))
    if has_code(facts, CITIZEN | {"victim_or_witness"}):
        return _for_citizen_or_victim(facts)
    if has_code(facts, {"other_status"}):
        return unsuitable(_("It is for US citizens and for victims of a crime."))
    return undecided(_("We need to know if the person is a US citizen or a victim of a crime."))


def _for_citizen_or_victim(facts: Facts) -> Fit:
    if facts.hold != "yes":
        return undecided(_("We need to know if there is a hold. Ask the jail first."))
    if not has_code(facts, {"us_citizen", "victim_or_witness"}):
        return possible(_("There is a hold. Say that the person is a US national, and why."))
    return recommended(_("It is for people with a hold who are US citizens or victims of a crime."))


HOTLINE = Route(
    slug="hotline",
    name=_("ICE phone line about holds"),
    summary=claim(
        _("ICE opened this line in December 2011 for people in jail with a hold."), "S35"
    ),
    fits=fits,
    benefits=(
        claim(
            _("They write down what you say and send it to the ICE office near the jail."), "S35"
        ),
    ),
    limits=(claim(_("It cannot remove the hold itself. You get no letter."), "S35"),),
    requirements=(
        _("Have the name, date of birth, jail, booking number, and the number on the hold form."),
    ),
    how_to_send=(_("Call. Write down the day, the time, and who you talked to."),),
    what_comes_back=(
        _("Do not expect a letter. Call the jail the next day. Ask if the hold was removed."),
    ),
    warning=REACHES_ICE,
    contacts=(
        contact(_("Phone, as printed in 2011"), "(855) 448-6903", "S35", "S14b"),
        contact(
            _("Hours, as printed in 2011"),
            _("day and night; interpreters from 7 am to midnight Eastern time"),
            "S35",
        ),
    ),
    follow_up=(1,),
    edition=_("notice of ICE of December 2011"),
    status_note=claim(_("Its number is from 2011. Call, and see if it still answers."), "S35"),
)
