"""The search page of ICE. It is no way to complain, but it says where to begin."""

from django.utils.translation import gettext_lazy as _

from intake.citations.base import MEDIUM, claim

from .base import contact

SEARCH_PAGE = contact(_("Web page"), "locator.ice.gov/odls", "S77", "S208")
LOCATOR = claim(
    _("Cannot find someone? Look on ICE's search page: locator.ice.gov/odls"),
    "S77",
    "S208",
)
NEEDS = claim(
    _("ICE's search page needs the name, spelled right, and the country of birth."),
    "S77",
)
NO_RESULT = claim(_("“No result” there does not mean that the person is free."), "S77b")
SHOWS = claim(
    _("It lists adults only. It lists them for 60 days after release."), "S77", confidence=MEDIUM
)
