from django.utils.translation import gettext_lazy as _

from intake.citations.base import MEDIUM, claim, reasoned
from intake.deadlines.local_acts import ABUSE, HELD_TOO_LONG
from intake.flow.facts import Facts
from intake.web.text import StrOrPromise

from .base import (
    STATUS_CLAIMED,
    Fit,
    Route,
    contact,
    has_code,
    is_in_scope,
    must_report_soon,
    possible,
    recommended,
    says_citizen,
    undecided,
)


def fits(facts: Facts) -> Fit:
    why = _why(facts)
    if facts.has_lawyer == "yes":
        # What a judge can do stays in sight: it is the lawyer's way.
        return recommended(HAS_ONE) if why else possible(HAS_ONE)
    if why:
        return recommended(why)
    if facts.held:
        return possible(_("Ask a lawyer before the sentence or the case ends."))
    if facts.started_by == "border":
        return undecided(_("We need to know if it goes on. Then a lawyer can help."))
    return possible(_("Ask a lawyer what else is possible, and what could hurt."))


HAS_ONE = _("There is a lawyer. Ask them before anything is sent, and what a judge can do.")


def _why(facts: Facts) -> StrOrPromise:
    """Return why a lawyer is one of the first, or ""."""
    if must_report_soon(facts):
        return _("A lawyer can ask a judge or ICE to stop it before that day. No complaint can.")
    if facts.held and _is_more_than_a_sentence(facts):
        return _("Someone is locked up. A lawyer can ask a judge to free them.")
    if facts.where == "unsure":
        return _("We do not know where the person is. They may be locked up.")
    if facts.where == "abroad" and says_citizen(facts):
        return _(
            "The person is a citizen, and outside the country. Ask a lawyer what a court can do."
        )
    if "looked_for" in facts.dangers:
        return _("The answers say that ICE is looking for the person. Ask a lawyer what to do.")
    if has_code(facts, HELD_TOO_LONG | {"profiling"} | ABUSE):
        return _("Someone was held too long or treated unfairly. Ask about the deadlines.")
    if "threatened" in facts.dangers:
        return _("Someone threatens the person. Ask a lawyer before anything is sent.")
    if facts.started_by != "border" and has_code(facts, STATUS_CLAIMED | {"stale_record"}):
        return _(
            "It is about immigration status or an old order. Ask a lawyer what a court can do."
        )
    return ""


def _is_more_than_a_sentence(facts: Facts) -> bool:
    """Say whether it is about more than a sentence that is served, with no hold and no harm."""
    return (
        facts.where == "ice"
        or facts.hold != "no"
        or facts.past_release != "no"
        or bool(set(facts.dangers) - {"none"})
        or is_in_scope(facts)
    )


DIRECTORY = contact(
    _("Free or cheap help"), "https://www.immigrationadvocates.org/legaldirectory/", "S77c"
)
FREE_LISTS = contact(
    _("Lists of free help by state"),
    "https://www.justice.gov/eoir/list-pro-bono-legal-service-providers",
    "S214",
)
PAID = claim(
    _("Can you pay a lawyer? The American Bar Association says how to find one in your state."),
    "S214",
)
NIJC_PHONE = contact(_("A group of lawyers (NIJC)"), "312-660-1370", "S106", confidence=MEDIUM)
COURT_PAGE = contact(
    _("Case in immigration court, by A-number"), "https://acis.eoir.justice.gov/", "S77c"
)
COURT_PHONE = contact(_("The same by phone"), "1-800-898-7180", "S209", "S77c")

ROSTER = contact(
    _("People on the Justice Department's list, as of September 6, 2026"),
    "https://www.justice.gov/eoir/recognition-accreditation-roster-reports",
    "S150",
)
DEFENDER_FIRST = _("Is there a criminal case? Call the public defender first.")
ROSTER_CLAIM = claim(
    _(
        "The Justice Department has a list of people who may give legal advice. In September 2026"
        " it named 949 groups."
    ),
    "S150",
)

LAWYER = Route(
    slug="lawyer",
    name=_("A lawyer, and a judge"),
    summary=reasoned(
        _("A lawyer can go to a judge. A judge can order a release. A complaint cannot."),
        "S73",
        "S1",
    ),
    fits=fits,
    benefits=(
        claim(
            _(
                "A judge can order the release of someone who is held unlawfully."
                " It is called habeas corpus. The law is 28 U.S.C. 2241."
            ),
            "S73",
        ),
        claim(_("There is no deadline while someone is locked up. But hours count."), "S73"),
        claim(
            _("It must be filed where the person is held. File it before they are moved."), "S73"
        ),
        claim(
            _("Courts have let people sue a county that held them without a good reason."), "S69"
        ),
        _("Ask the lawyer in the criminal case to talk to that judge about the hold."),
    ),
    limits=(
        claim(_("In immigration matters the government does not pay for a lawyer."), "S107"),
        claim(_("Since 2022, it is very hard to sue a federal officer personally."), "S70"),
    ),
    requirements=(
        _("All documents, the dates, and the name of the jail. Do not sign anything first."),
        ROSTER_CLAIM,
    ),
    how_to_send=(
        DEFENDER_FIRST,
        _("Then look in the lists below. Say first that someone is locked up, and where."),
        PAID,
    ),
    what_comes_back=(_("Ask what it costs, what happens next, and by when. Get it in writing."),),
    contacts=(
        DIRECTORY,
        FREE_LISTS,
        ROSTER,
        COURT_PAGE,
        COURT_PHONE,
        contact(
            _("From inside ICE detention: Freedom for Immigrants, as of February 2020"),
            _("dial 9233#"),
            "S198",
            confidence=MEDIUM,
        ),
    ),
    warning=_("Tell your own lawyer everything. Tell no one else on a jail phone."),
    follow_up=(2,),
    edition=_("28 U.S.C. 2241, and lists of 2025 and 2026"),
)
