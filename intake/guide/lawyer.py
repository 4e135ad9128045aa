from django.utils.translation import gettext_lazy as _

from intake.routes.lawyer import LAWYER
from intake.sources.base import MEDIUM, UNSOURCED, Part, cited

from .base import Page

PAGE = Page(
    key="find-a-lawyer",
    title=_("Find a lawyer, or someone to ask"),
    lead=_("Start with people who do this for free."),
    parts=(
        Part(
            _("Where to look"),
            (
                _("Call the public defender of the criminal case, if there is one."),
                cited(
                    _("Free or cheap help: immigrationadvocates.org/legaldirectory"), "S77c"
                ),
                cited(_("Lists by state: justice.gov/eoir/list-pro-bono-legal-service-providers"),
                      "S92"),
                cited(_("Lawyers you pay: ailalawyer.com"), "S92"),
                cited(_("A group of lawyers (NIJC): 312-660-1370"), "S106",
                      sure=MEDIUM),
            ),
            "list",
            see=(("ways", "lawyer"),),
        ),
        Part(
            _("Look up the case"),
            (
                cited(
                    _("Immigration court: acis.eoir.justice.gov or 1-800-898-7180. You need the"
                      " A-number."),
                    "S92",
                    "S77c",
                ),
                cited(
                    _("Where ICE holds someone: locator.ice.gov/odls. Spell the name just as ICE"
                      " does."),
                    "S77",
                    "S92",
                ),
                cited(_("“No result” does not mean that the person is not held."), "S77b"),
                cited(_("It shows adults only, and 60 days after they go free."), "S77",
                      sure=MEDIUM),
            ),
            "list",
        ),
        Part(
            _("Take care"),
            (
                cited(
                    _("Only lawyers, and people named by the Justice Department, may give advice"
                      " on papers. A “notario” may not."),
                    sure=UNSOURCED,
                ),
                _("Ask for the price in writing. Get a receipt."),
                _("Do not sign an empty page."),
            ),
            "warn",
        ),
        Part(_("What a judge can do"), LAWYER.gives, "list"),
    ),
)  # fmt: skip
