from django.utils.translation import gettext_lazy as _

from intake.citations.base import common_sense, reasoned
from intake.deadlines.local_acts import ABUSE, TREATMENT, jail_kept, who_treated
from intake.deadlines.local_acts import LOCAL as LOCAL_STAFF
from intake.deadlines.money_claim import has_claimed
from intake.flow.facts import Facts

from .base import (
    Fit,
    Route,
    has_code,
    possible,
    recommended,
    recommended_unless_held,
    undecided,
    unsuitable,
)


def fits(facts: Facts) -> Fit:
    if has_claimed(facts):
        return undecided(_("A claim was made. Ask the lawyer if a complaint would still help."))
    if "threatened" in facts.dangers and not facts.in_jail:
        return undecided(_("Someone threatens the person. We need to know if it is safe to write."))
    if has_code(facts, TREATMENT):
        return _about_treatment(facts)
    return _about_time(facts)


def _about_treatment(facts: Facts) -> Fit:
    who = who_treated(facts)
    if not who:
        return undecided(_("We need to know who did it: a jail, the police, or others."))
    if not who & LOCAL_STAFF:
        return unsuitable(_("It is about a jail or local police. The answers name others."))
    if has_code(facts, ABUSE | {"language_denied"}):
        return recommended(_("It was about how the jail or the police treated the person."))
    return recommended_unless_held(
        facts, _("Race, language or name was used. Ask who looks at complaints about them.")
    )


def _about_time(facts: Facts) -> Fit:
    if not jail_kept(facts):
        return unsuitable(_("It is about what a jail or local police did."))
    if facts.in_jail and facts.past_release == "unknown" and not facts.release_due_at:
        return undecided(_("We need to know if the person should have been released by now."))
    if facts.in_jail:
        return possible(_("The person is still in jail after release was due."))
    least, most = facts.days_kept or (1, 1)
    if facts.where == "ice" and not (facts.days_kept and least):
        return unsuitable(_("The answers name no harm by the jail before ICE took the person."))
    if most == 0:
        return undecided(_("It was some hours. We need to know if staff treated them badly."))
    return possible(_("The jail kept the person too long."))


LOCAL = Route(
    slug="local",
    name=_("Complaint to the jail or the local police"),
    summary=common_sense(_("A written complaint to a jail. It is called a grievance.")),
    fits=fits,
    benefits=(_("Ask for a written answer. Keep a copy, so that there is a record."),),
    limits=(reasoned(_("It does not change anything at ICE or at the FBI."), "S49"),),
    requirements=(_("Write down the day, the time, names or badge numbers, and what they said."),),
    how_to_send=(
        _("Ask the jail for its grievance form. Ask the city or county where to complain."),
        _(
            "Ask the records office for the booking record, the hold form, the"
            " bail receipt and the release papers."
        ),
    ),
    what_comes_back=(_("Ask for the deadline to complain. Keep a copy of what you send."),),
    warning=_("Ask a lawyer before you write to the police, if there is a criminal case."),
    follow_up=(14, 30),
    edition=_("rules that differ by jail and by city"),
)
