from django.utils.translation import gettext_lazy as _

from intake.citations.base import Passage
from intake.routes.lawyer import (
    COURT_PAGE,
    COURT_PHONE,
    DIRECTORY,
    FREE_LISTS,
    LAWYER,
    NIJC_PHONE,
    PAID,
    ROSTER,
    ROSTER_CLAIM,
)
from intake.routes.locator import LOCATOR, NEEDS, NO_RESULT, SHOWS

from .base import Page

PAGE = Page(
    slug="find-a-lawyer",
    title=_("How do I find a lawyer, or someone to ask?"),
    lead=_("Start with people who do this for free."),
    passages=(
        Passage(
            _("Where do I look?"),
            (
                _("Is there a criminal case? Call the public defender."),
                DIRECTORY.as_claim(),
                FREE_LISTS.as_claim(),
                PAID,
                NIJC_PHONE.as_claim(),
            ),
            "list",
            see_also=(("ways", "lawyer"),),
        ),
        Passage(
            _("How do I look up the case?"),
            (
                COURT_PAGE.as_claim(),
                COURT_PHONE.as_claim(),
                LOCATOR,
                NEEDS,
                NO_RESULT,
                SHOWS,
            ),
            "list",
        ),
        Passage(
            _("Who should I not pay?"),
            (
                ROSTER_CLAIM,
                ROSTER.as_claim(),
                _("Look for the person in that list. Do not pay a “notario” for advice."),
                _("Ask for the price in writing. Get a receipt."),
                _("Do not sign a blank page."),
            ),
            "warn",
        ),
        Passage(_("What can a judge order?"), LAWYER.benefits, "list"),
    ),
)
