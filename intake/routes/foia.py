from django.utils.translation import gettext_lazy as _

from intake.citations.base import MEDIUM, NOT_FOUND, claim, reasoned
from intake.flow.facts import Facts

from .base import (
    TELLS_GOVERNMENT,
    Fit,
    Route,
    contact,
    federal_took_part,
    is_in_scope,
    possible,
    recommended,
    undecided,
    unsuitable,
)


def fits(facts: Facts) -> Fit:
    if set(facts.wants) == {"copies"} and not facts.held:
        return recommended(_("You want copies of the records. This is how to ask."))
    if not is_in_scope(facts) and facts.hold != "yes" and "copies" not in facts.wants:
        return unsuitable(_("It is about records that Homeland Security keeps."))
    if not federal_took_part(facts) and "copies" not in facts.wants:
        return undecided(_("We need to know if a federal office took part."))
    return possible(_("Ask for the records. Use them with every other option."))


FOIA = Route(
    slug="foia",
    name=_("Ask for copies of the records"),
    summary=claim(
        _("Two laws let you ask for records. They are called FOIA and the Privacy Act."), "S61"
    ),
    fits=fits,
    benefits=(
        claim(_("ICE has records on arrests, holds and custody."), "S56", "S57"),
        claim(_("USCIS has the file with your A-number, with everything you applied for."), "S57"),
        claim(_("CBP has what happened at the border."), "S57"),
        claim(_("OBIM has each time your fingerprints were taken (IDENT)."), "S57", "S62"),
        claim(_("CRCL or the Inspector General has the file of a complaint."), "S57"),
        claim(
            _(
                "EOIR has the file of the immigration court. It is a part of the Justice"
                " Department."
            ),
            "S57",
        ),
    ),
    limits=(
        reasoned(_("It does not change a record or free anyone."), "S61"),
        reasoned(_("Parts may be blacked out."), "S60"),
    ),
    requirements=(
        claim(_("ICE wants a signed statement of who you are."), "S56"),
        claim(_("Say which records, which place, and which days."), "S56"),
        claim(
            _("Anyone may use FOIA. The Privacy Act is for citizens and people with a green card."),
            "S61",
        ),
    ),
    how_to_send=(
        claim(
            _("Only online since January 22, 2026. Mail, fax and email are mostly refused."), "S55"
        ),
        claim(_("We found no rule for people in jail without internet."), confidence=NOT_FOUND),
        claim(_("A helper can send it, with your signed permission."), "S56"),
    ),
    what_comes_back=(_("Keep the number you get. Use it to check the request online."),),
    warning=TELLS_GOVERNMENT,
    contacts=(
        contact(_("Web page"), "https://www.dhs.gov/foia", "S55"),
        contact(_("For the USCIS file"), "https://first.uscis.gov/", "S104", confidence=MEDIUM),
        contact(
            _("For ICE, CBP and OBIM"),
            _("a site called SecureRelease, or what replaced it; check dhs.gov/foia first"),
            "S104",
            confidence=MEDIUM,
        ),
    ),
    follow_up=(30, 60),
    response_times=("foia",),
    edition="6 CFR Part 5 (2026)",
)
