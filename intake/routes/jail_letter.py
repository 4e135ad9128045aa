from django.utils.translation import gettext_lazy as _

from intake.citations.base import MEDIUM, claim, reasoned
from intake.citations.state_law import NEW_ARREST
from intake.deadlines.local_acts import HELD_TOO_LONG
from intake.deadlines.money_claim import has_claimed
from intake.deadlines.rules import DETAINER_GUIDANCE, DETAINER_REGULATION
from intake.flow.facts import Facts, earliest

from .base import Fit, Route, has_code, possible, recommended, undecided, unsuitable


def fits(facts: Facts) -> Fit:
    if facts.in_jail:
        return _to_jail_of_now(facts)
    # A few hours until ICE came are no days, and the jail still has the papers about them.
    by_hold = facts.hold == "yes" and (facts.where != "ice" or facts.hold_stay.kept == "yes")
    if not (has_code(facts, HELD_TOO_LONG) or by_hold):
        return unsuitable(_("It is about a hold, or about time in a jail."))
    if facts.where == "abroad" and facts.hold != "yes":
        return unsuitable(_("No jail kept the person for ICE, as far as the answers say."))
    return _for_records(facts)


def _to_jail_of_now(facts: Facts) -> Fit:
    if facts.notice_only:
        return recommended(
            _("The form only asks for notice. Ask the jail why the person is there.")
        )
    if facts.hold == "yes":
        return recommended(_("A hold keeps the person in jail. Ask the jail in writing."))
    if facts.hold != "no":
        return recommended(_("Nobody knows yet if there is a hold. Ask the jail."))
    if has_code(facts, HELD_TOO_LONG):
        return recommended(_("The person is still in jail, and no hold was shown."))
    return unsuitable(_("The answers name no hold, and no day when release was due."))


def _for_records(facts: Facts) -> Fit:
    """The person is out of that jail: it is about its papers and its video."""
    if has_claimed(facts):
        return undecided(_("A claim was made. Ask the lawyer which records are still needed."))
    out, (least, _most) = earliest(facts.released_at), facts.days_kept or (0, 0)
    days_ago = (facts.as_of - out).days if out else 0
    if days_ago > RECORDS_KEPT:
        return undecided(_("It was long ago. We need to know if the jail still has its records."))
    if out and least and days_ago <= VIDEO_KEPT:
        return recommended(_("Ask the jail now for its records and its video, before they go."))
    if facts.hold_stay.kept == "no" and not has_code(facts, HELD_TOO_LONG):
        return possible(_("Ask the jail for its records about the hold."))
    return possible(_("Ask the jail for the records that show how long it was."))


# Days. Neither is a rule of law: after them, ask first whether it is worth a letter.
VIDEO_KEPT, RECORDS_KEPT = 30, 2 * 365


JAIL_LETTER = Route(
    slug="jail-letter",
    name=_("Letter to the jail about the hold"),
    summary=_("Ask the jail for the hold form. Ask by what authority it holds the person."),
    fits=fits,
    benefits=(
        _("Put the time on record, and ask for an answer in writing."),
        claim(_("The jail was asked to hold the person. ICE calls it a request."), "S33"),
        NEW_ARREST,
        claim(_("Courts have said that a jail does not have to hold someone for ICE."), "S69"),
    ),
    limits=(
        claim(
            _("It cannot make the jail act. Some states tell jails to help ICE. Some forbid it."),
            "S71",
            confidence=MEDIUM,
        ),
    ),
    requirements=(
        _("Have ready: the name, the booking number, and the release time."),
        _("How you learned about the hold, and when."),
    ),
    how_to_send=(
        _("Bring it, or send it by fax or email. Write down the day and the time."),
        DETAINER_GUIDANCE,
        DETAINER_REGULATION,
    ),
    what_comes_back=(
        reasoned(
            _("After the 48 hours, the hold gives the jail no right to hold the person."),
            "S32",
            "S122",
        ),
        _("Ask the jail to keep its video."),
    ),
    warning=_(
        "Do not tell the jail about birthplace, immigration status, or how anyone came here."
    ),
    follow_up=(1, 3),
    edition=_("8 CFR 287.7(d) as quoted in 2026, and the ICE guide of 2017"),
)
