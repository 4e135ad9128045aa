from django.utils.translation import gettext_lazy as _

from intake.citations.base import MEDIUM, UNSOURCED, Passage, claim
from intake.routes.lawyer import COURT_PAGE, COURT_PHONE, DIRECTORY, FREE_LISTS, LAWYER, PAID
from intake.routes.locator import LOCATOR, NEEDS, NO_RESULT, SHOWS

from .base import Page

PAGE = Page(
    key="find-a-lawyer",
    title=_("Find a lawyer, or someone to ask"),
    lead=_("Start with people who do this for free."),
    passages=(
        Passage(
            _("Where to look"),
            (
                _("Call the public defender of the criminal case, if there is one."),
                DIRECTORY.said(),
                FREE_LISTS.said(),
                PAID.said(),
                claim(_("A group of lawyers (NIJC): 312-660-1370"), "S106", confidence=MEDIUM),
            ),
            "list",
            see_also=(("ways", "lawyer"),),
        ),
        Passage(
            _("Look up the case"),
            (
                COURT_PAGE.said(),
                COURT_PHONE.said(),
                LOCATOR,
                NEEDS,
                NO_RESULT,
                SHOWS,
            ),
            "list",
        ),
        Passage(
            _("Take care"),
            (
                claim(
                    _(
                        "Only lawyers, and people named by the Justice Department, may give advice"
                        " on papers. A “notario” may not."
                    ),
                    confidence=UNSOURCED,
                ),
                _("Ask for the price in writing. Get a receipt."),
                _("Do not sign an empty page."),
            ),
            "warn",
        ),
        Passage(_("What a judge can do"), LAWYER.gives, "list"),
    ),
)
