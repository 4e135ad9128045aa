from django.utils.translation import gettext_lazy as _

from intake.citations.base import NOT_FOUND, claim, common_sense, reasoned
from intake.flow.facts import Facts

from .base import (
    RECORD_WRONG,
    TELLS_GOVERNMENT,
    Fit,
    Route,
    contact,
    has_code,
    recommended_unless_held,
    undecided,
    unsuitable,
)


def fits(facts: Facts) -> Fit:
    is_named = has_code(facts, RECORD_WRONG) or facts.whose_record in WRONG_RECORDS
    is_wrong = is_named or "status_wrong" in facts.problems
    if "no_basis_given" in facts.codes and not is_named:
        return unsuitable(_("No one named a record. There is nothing to change yet."))
    if is_wrong and facts.where == "abroad":
        return undecided(_("We need to know if the wrong record stands in the person's own file."))
    if is_wrong and _has_the_right(facts):
        return recommended_unless_held(
            facts, _("A record at Homeland Security is wrong. Ask to fix it.")
        )
    if is_wrong:
        return undecided(
            _(
                "We need to know the status: this right is for citizens and people"
                " with a green card."
            )
        )
    if "wrong_match" in facts.problems or (
        facts.hold == "yes" and not facts.notice_only and not has_code(facts, UNRELATED)
    ):
        return undecided(_("We need to know what in the record is wrong."))
    return unsuitable(_("It is about a wrong record at Homeland Security."))


def _has_the_right(facts: Facts) -> bool:
    """Say whether a citizen or somebody with a green card asks; a US national is neither."""
    only_national = "us_national" in facts.codes and not has_code(facts, CITIZEN_OR_CARD)
    return facts.says_citizen_or_resident and not only_national


CITIZEN_OR_CARD = {"us_citizen", "permanent_resident"}
UNRELATED = {"profiling"}
# What was said of the record: it belongs to another person, is mixed up, old, or wrong.
WRONG_RECORDS = {"another", "mixed", "out_of_date", "mine_wrong"}


AMEND = Route(
    slug="amend",
    name=_("Ask Homeland Security to fix its record"),
    summary=claim(
        _("The Privacy Act lets you ask to change a wrong record. The rule is 6 CFR 5.26."),
        "S58",
    ),
    fits=fits,
    benefits=(
        claim(_("If the answer is no, you must get the reasons. You can appeal."), "S58"),
        common_sense(
            _("Even if the answer is no, you have said in writing that the record is wrong.")
        ),
    ),
    limits=(
        claim(_("The law gives this right to citizens and people with a green card."), "S61"),
        claim(
            _(
                "We found no list of the countries that the Judicial Redress Act adds. "
                "Their citizens"
                " have the right, too."
            ),
            confidence=NOT_FOUND,
        ),
        claim(
            _("The law lets ICE say no. Be ready for that."),
            "S60",
        ),
    ),
    requirements=(
        claim(_("Which record, what to change, why it is wrong, and proof."), "S58"),
        reasoned(
            _("Your signature with the words “under penalty of perjury” and the day, or a notary."),
            "S80",
            "S85",
        ),
    ),
    how_to_send=(
        claim(_("Send it to the part of Homeland Security that keeps the record."), "S58"),
        _("Send both: the letter and the web request."),
    ),
    what_comes_back=(_("Keep each letter and its envelope."),),
    warning=TELLS_GOVERNMENT,
    contacts=(
        contact(
            _("ICE Privacy Office, as printed in 2015"),
            "500 12th St SW, Stop 5004, Washington, DC 20536-5004",
            "S56",
            "S60",
        ),
        contact(_("Email, as printed in 2015"), "ICEPrivacy@ice.dhs.gov", "S56", "S60"),
    ),
    follow_up=(15, 45),
    response_times=("amendment", "privacy_appeal"),
    edition="6 CFR 5.26",
)
