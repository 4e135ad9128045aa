"""The rules of deadlines: from which date each counts, by which law, with which source.

Every rule names its source and how sure it is. Nothing here is a promise.
"""

from django.utils.translation import gettext_lazy as _

from intake.citations.base import MEDIUM, claim, reasoned
from intake.citations.state_law import NEW_ARREST

from . import counts, decision_counts, money_claim
from .base import Rule
from .decision_counts import DENIED_CLAIM, REFUSED_AMENDMENT, REFUSED_RECORDS
from .local_acts import is_local_harm, is_local_treatment
from .response_times import RESPONSE_TIMES
from .state_notice import (
    ILLINOIS_SUIT,
    NEEDS_NOTICE,
    NO_NOTICE_FOR_FEDERAL,
    STATE,
    basis_of,
    notices_of,
)

DETAINER_REGULATION = claim(
    _(
        "A federal rule says 48 hours. Saturdays, Sundays and holidays do not count."
        " The rule is 8 CFR 287.7(d)."
    ),
    "S32",
)
DETAINER_GUIDANCE = claim(
    _("ICE's own guide to the form says 48 hours. It does not leave out any days."),
    "S31",
    "S33",
)
DETAINER_STARTS = claim(
    _(
        "The count starts when the person should have been released. It does not start when ICE"
        " sent the form."
    ),
    "S31",
)

RULES = (
    Rule(
        slug="hold_48h",
        name=_("The hold must end"),
        starts_text=_("the day and time the person should have been released"),
        legal_basis=(
            DETAINER_STARTS,
            DETAINER_GUIDANCE,
            DETAINER_REGULATION,
            _("We leave out weekend hours, even where only part of the weekend falls in."),
        ),
        advice=_("Do not wait for it. Ask the jail in writing now why the person is still there."),
        applies_to=counts.has_hours,
        always=NEW_ARREST,
        starts_from=lambda facts: facts.release_due_at,
        compute=counts.detainer_hours,
        begins=counts.hold_start,
        if_released=(
            _("The 48 hours ended"),
            _("A shorter stay can break the law, too. Ask a lawyer."),
        ),
        if_overdue=(
            _("These 48 hours are over."),
            _("Act today. Ask the jail in writing why the person is still there."),
        ),
        neutral_title=_("Call about the time"),
    ),
    Rule(
        slug="habeas",
        name=_("Ask a judge to free the person"),
        starts_text="",
        legal_basis=(
            claim(_("There is no deadline while someone is locked up."), "S73"),
            claim(_("It must be filed in the place where the person is held."), "S73"),
        ),
        advice=_("Ask a lawyer today. File it before the person is moved."),
        applies_to=lambda facts: facts.held,
        starts_from=lambda facts: None,
        sorts_queue=False,
    ),
    Rule(
        slug="ice_custody",
        name=_("ICE must decide: release or detention"),
        starts_text=_("an ICE arrest without a warrant"),
        legal_basis=(
            claim(
                _(
                    "After this kind of arrest, ICE has 48 hours to decide. In an "
                    "emergency it may take longer."
                ),
                "S99",
                confidence=MEDIUM,
            ),
        ),
        advice=_("Ask ICE in writing what it decided, and when."),
        applies_to=lambda facts: facts.where == "ice",
        starts_from=lambda facts: None,
        sorts_queue=False,
    ),
    Rule(
        slug="coming_date",
        name=_("Day in court, to report, or to leave"),
        starts_text="",
        legal_basis=(_("We do not count here: you gave the day."),),
        advice=_("Ask a lawyer before that day what to do."),
        applies_to=lambda facts: bool(facts.coming_days),
        starts_from=counts.next_coming,
        compute=counts.coming,
        if_over="",
        neutral_title=_("Appointment"),
        # The days of the person order the queue by themselves (Case.coming_days).
        sorts_queue=False,
    ),
    Rule(
        slug="ftca",
        name=_("Claim for money against a federal office"),
        starts_text=_("the day that each line names"),
        legal_basis=(
            claim(
                _(
                    "The claim must arrive within two years. It must ask for one exact "
                    "amount of money."
                ),
                "S64",
            ),
            claim(_("The day of the event is not counted. The day it arrives is."), "S152"),
            _("Ask a lawyer which day counts. We count from each one, and say which."),
            _("We stop at the last working day."),
        ),
        advice=_("Use the earlier day. See a lawyer long before it."),
        applies_to=lambda facts: (
            money_claim.has_wrongful_day(facts) and not money_claim.has_claimed(facts)
        ),
        starts_from=money_claim.start,
        compute=counts.money_claims,
        neutral_title=_("Send the long form"),
    ),
    Rule(
        slug="claim_suit",
        name=_("Court case after a denied claim for money"),
        starts_text=_("the date on the letter that denied the claim"),
        legal_basis=(RESPONSE_TIMES["ftca_suit"].text,),
        advice=_("Take the denial letter to a lawyer this week."),
        applies_to=decision_counts.applies(DENIED_CLAIM),
        starts_from=decision_counts.start(DENIED_CLAIM),
        compute=decision_counts.suits,
        neutral_title=_("Call about the long form"),
    ),
    Rule(
        slug="refusal_appeal",
        name=_("Appeal of a refusal to release records"),
        starts_text=_("the date on the letter that refused"),
        legal_basis=(RESPONSE_TIMES["privacy_appeal"].text,),
        advice=_("Send the appeal before this day. Look in the letter for where to send it."),
        applies_to=decision_counts.applies(REFUSED_RECORDS),
        starts_from=decision_counts.start(REFUSED_RECORDS),
        compute=decision_counts.appeals,
        neutral_title=_("Send the letter"),
    ),
    Rule(
        slug="title_vi",
        name=_("Complaint about a local office that gets federal money"),
        starts_text=_("the day of what was done"),
        legal_basis=(
            claim(
                _("Other departments give 180 days for such a complaint. They can allow more."),
                "S197",
            ),
            reasoned(_("So we count 180 days here, too."), "S197"),
        ),
        advice=_("Send the complaint before this day to be safe."),
        applies_to=lambda facts: (
            is_local_treatment(facts)
            and ("profiling" in facts.codes or "language_denied" in facts.codes)
        ),
        starts_from=lambda facts: facts.began_on,
        compute=counts.half_year,
        neutral_title=_("Send the letter"),
    ),
    Rule(
        slug="state_notice",
        name=_("Notice of claim to a city, county or state"),
        starts_text=_("the day release was due, or the day of what was done"),
        legal_basis=(NEEDS_NOTICE, NO_NOTICE_FOR_FEDERAL),
        advice=_(
            "Send the notice as soon as you can. Ask a lawyer this week what the deadline is."
        ),
        applies_to=is_local_harm,
        starts_from=counts.local_start,
        compute=counts.state_notice,
        counts_for=lambda facts: any(
            notice.count and notice.against != STATE for notice in notices_of(facts.jail_state)
        ),
        basis_for=lambda facts: basis_of(facts.jail_state),
        if_over=_("A federal civil rights case needs no such notice. Ask a lawyer about that."),
        neutral_title=_("Send the second letter"),
        sorts_queue=False,
    ),
    Rule(
        slug="civil_suit",
        name=_("Court case against police or jail staff"),
        starts_text=_("the day release was due, or the day of what was done"),
        legal_basis=(NO_NOTICE_FOR_FEDERAL,),
        advice=_("Ask a lawyer for the limit in the state."),
        applies_to=is_local_harm,
        starts_from=counts.local_start,
        compute=counts.civil_suit,
        counts_for=lambda facts: facts.jail_state == "IL",
        basis_for=lambda facts: (
            (ILLINOIS_SUIT, NO_NOTICE_FOR_FEDERAL)
            if facts.jail_state == "IL"
            else (NO_NOTICE_FOR_FEDERAL,)
        ),
    ),
    Rule(
        slug="turns_18",
        name=_("18th birthday"),
        starts_text=_("the date of birth"),
        legal_basis=(_("We count from the date of birth."),),
        advice=_("Ask them to sign for themselves from this day on."),
        applies_to=lambda facts: facts.turns_18_on is not None,
        starts_from=lambda facts: counts.as_partial(facts.turns_18_on),
        compute=counts.turns_18,
        sorts_queue=False,
        if_over="",
        neutral_title=_("Birthday"),
    ),
    Rule(
        slug="gonzalez",
        name=_("Report to the lawyers of the Gonzalez case"),
        starts_text=_("the day the settlement took effect, March 4, 2025"),
        legal_basis=(claim(_("The settlement lasts five years."), "S36"),),
        advice=_("Report it soon."),
        applies_to=lambda facts: "notice_only_but_held" in facts.codes,
        starts_from=lambda facts: {"y": 2025, "m": 3, "d": 4},
        compute=counts.settlement,
        sorts_queue=False,
        neutral_title=_("Write the email"),
    ),
    Rule(
        slug="locator",
        name=_("The ICE search page may still list the person"),
        starts_text=_("the day they were released"),
        legal_basis=(
            claim(
                _("The search page lists people for 60 days after release."),
                "S77",
                confidence=MEDIUM,
            ),
        ),
        advice=_("Print or save that page before then."),
        applies_to=lambda facts: facts.where == "free",
        starts_from=lambda facts: facts.released_at,
        compute=counts.sixty_days,
        sorts_queue=False,
        neutral_title=_("Print the page"),
    ),
    Rule(
        slug="crcl",
        name=_("Complaint to CRCL"),
        starts_text="",
        legal_basis=(
            claim(_("We found no deadline for a complaint to CRCL."), confidence="not found"),
        ),
        advice=_("Send it as soon as you can."),
        applies_to=lambda facts: True,
        starts_from=lambda facts: None,
        sorts_queue=False,
    ),
    # New rules come last: the events of a calendar file are numbered by this order.
    Rule(
        slug="amendment_appeal",
        name=_("Appeal of a refusal to correct records"),
        starts_text=_("the date on the letter that refused"),
        legal_basis=(RESPONSE_TIMES["privacy_appeal"].text,),
        advice=_("Send the appeal before this day. Look in the letter for where to send it."),
        applies_to=decision_counts.applies(REFUSED_AMENDMENT),
        starts_from=decision_counts.start(REFUSED_AMENDMENT),
        compute=decision_counts.appeals,
        neutral_title=_("Send the letter"),
    ),
)
