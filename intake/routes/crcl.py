from django.utils.translation import gettext_lazy as _

from intake.citations.base import MEDIUM, NOT_FOUND, claim, reasoned
from intake.deadlines.local_acts import ABUSE, FEDERAL, HELD_TOO_LONG, TREATMENT, who_treated
from intake.flow.facts import Facts

from .base import (
    RECORD_OF_ANOTHER,
    REDUCED,
    TELLS_GOVERNMENT,
    Fit,
    Route,
    by_border,
    contact,
    federal_took_part,
    has_code,
    is_in_scope,
    possible,
    recommended,
    undecided,
)


def fits(facts: Facts) -> Fit:
    if not is_in_scope(facts):
        return undecided(_("We need to know what went wrong."))
    if not federal_took_part(facts):
        return undecided(_("We need to know if ICE or border officers took part."))
    federal_treatment = bool(who_treated(facts) & FEDERAL) and has_code(facts, TREATMENT)
    if facts.held:
        if federal_treatment and has_code(facts, ABUSE):
            return recommended(_("It is for complaints about how ICE treats and cares for people."))
        return possible(_("It may take a long time. Use it with options that can act today."))
    if federal_treatment or by_border(facts):
        return recommended(_("It is for complaints about how federal officers treat people."))
    if _lacks_other_remedy(facts):
        return recommended(_("A record of someone else was used, and a hold followed."))
    return possible(_("It is for complaints about civil rights at Homeland Security."))


def _lacks_other_remedy(facts: Facts) -> bool:
    """The record of another kept somebody, and the right to have it changed is not certain."""
    return (
        has_code(facts, RECORD_OF_ANOTHER)
        and has_code(facts, HELD_TOO_LONG)
        and not facts.says_citizen_or_resident
        and facts.has_lawyer != "yes"
    )


CRCL = Route(
    slug="crcl",
    name=_("CRCL, the civil rights office of Homeland Security"),
    summary=claim(
        _("An office inside Homeland Security that takes complaints about civil rights."), "S1"
    ),
    fits=fits,
    benefits=(
        claim(_("It can ask ICE or border officers to explain what they did."), "S3", "S4"),
        claim(_("It can ask Homeland Security to change how it works."), "S1", "S3"),
        claim(_("It gives your complaint a number, and keeps a record of it."), "S1", "S10"),
    ),
    limits=(
        claim(_("It cannot free anyone. It does not solve one person's case."), "S1"),
        claim(_("It cannot order a change in a record. It cannot pay you."), "S1"),
        reasoned(_("It does not stop a deportation. It does not move any deadline."), "S1"),
    ),
    requirements=(
        claim(_("The person's name, date of birth and address, and a phone number."), "S8"),
        claim(_("What happened, with the day, the time and the place."), "S8"),
        claim(_("Who did it, who saw it, and what you tried before."), "S8"),
        claim(_("For someone else: their signed permission."), "S14", confidence=MEDIUM),
        claim(
            _("Its pages do not ask for proof of immigration status."),
            "S1",
            "S2",
            confidence=MEDIUM,
        ),
    ),
    how_to_send=(
        claim(_("Its own form is not needed. You may write in your own words."), "S1"),
        claim(_("The form that we know is from 2021."), "S9"),
        claim(_("There is a web page, or a PDF for email, fax or mail."), "S1"),
    ),
    what_comes_back=(
        claim(_("A complaint number. Keep it. You need it to ask about your complaint."), "S1"),
        claim(
            _("It asks ICE to respond. At the end it may write to you."),
            "S3",
            "S6",
        ),
        claim(_("We found no deadline for its answer."), confidence=NOT_FOUND),
    ),
    warning=TELLS_GOVERNMENT,
    contacts=(
        contact(_("Web page"), "https://www.dhs.gov/file-civil-rights-complaint", "S1", "S2"),
        contact(_("Phone, as printed from 2010 to 2014"), "202-401-1474", "S4", "S7"),
        contact(_("Free phone, as printed from 2010 to 2014"), "1-866-644-8360", "S4", "S7"),
        contact(
            _("Fax, as printed from 2010 to 2014"), "202-401-4708", "S4", "S7", confidence=MEDIUM
        ),
        contact(
            _("TTY, as printed from 2010 to 2014"),
            "202-401-0470",
            "S4",
            "S7",
            confidence=MEDIUM,
        ),
        contact(
            _("Free TTY, as printed from 2010 to 2014"),
            "1-866-644-8361",
            "S4",
            "S7",
            confidence=MEDIUM,
        ),
        contact(_("Email, as printed from 2012 to 2014"), "crcl@dhs.gov", "S4", confidence=MEDIUM),
        contact(
            _("Mail, as printed from 2010 to 2014"),
            "Office for Civil Rights and Civil Liberties, U.S. Department of Homeland Security,"
            " Building 410, Mail Stop 0190, Washington, DC 20528",
            "S4",
            "S7",
            confidence=MEDIUM,
        ),
    ),
    follow_up=(7, 30, 60, 90),
    edition=_("2021 form"),
    status=REDUCED,
    status_note=claim(
        _(
            "It lost almost all its staff in March 2025. In May 2025, after a"
            " court case, it said that it still exists. At the end of 2025 it"
            " had about nine people."
        ),
        "S16",
        "S17",
        "S196",
    ),
)
