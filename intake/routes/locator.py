"""The search page of ICE. It is no way to complain, but it says where to begin."""

from django.utils.translation import gettext_lazy as _

from intake.citations.base import MEDIUM, claim

from .base import contact

SEARCH_PAGE = contact(_("Web page"), "locator.ice.gov/odls", "S77", "S208")
LOCATOR = claim(
    _("If you cannot find someone, look on the search page of ICE: locator.ice.gov/odls"),
    "S77",
    "S208",
)
NEEDS = claim(
    _("The search page of ICE needs a name, spelled right, and the country of birth."),
    "S77",
)
NO_RESULT = claim(_("“No result” there does not mean that the person is not held."), "S77b")
SHOWS = claim(_("It shows adults only, and 60 days after they go free."), "S77", confidence=MEDIUM)
