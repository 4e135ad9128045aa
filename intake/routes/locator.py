"""The search page of ICE. It is no way to complain, but it says where to begin."""

from django.utils.translation import gettext_lazy as _

from intake.sources.base import MEDIUM, cited

LOCATOR = cited(
    _("If you cannot find someone, look on the search page of ICE: locator.ice.gov/odls"),
    "S77",
    "S92",
)
NEEDS = cited(
    _("The search page of ICE needs a name, spelled right, and the country of birth."),
    "S77",
    "S92",
)
NO_RESULT = cited(_("“No result” there does not mean that the person is not held."), "S77b")
SHOWS = cited(_("It shows adults only, and 60 days after they go free."), "S77", sure=MEDIUM)
