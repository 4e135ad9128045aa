from django.utils.translation import gettext_lazy as _

from intake.citations.base import MEDIUM, Passage, claim, reasoned
from intake.citations.state_law import ICE_NEEDS_CAUSE, NEUTRAL_JUDGE, NEW_ARREST
from intake.deadlines.rules import DETAINER_GUIDANCE, DETAINER_REGULATION, DETAINER_STARTS

from .base import Page

PAGE = Page(
    slug="hold",
    title=_("What is a hold, and when must it end?"),
    lead=_("A hold is a form from ICE to a jail. The legal word is detainer."),
    picture="includes/state_law.html",
    asks_state=True,
    passages=(
        Passage(
            _("What is it?"),
            (
                claim(_("ICE calls it a request. No judge signs it."), "S33", "S69"),
                claim(_("It asks the jail to tell ICE before the release."), "S31"),
                claim(
                    _("It asks the jail to hold the person up to 48 hours after release is due."),
                    "S31",
                ),
                NEW_ARREST,
                NEUTRAL_JUDGE,
                ICE_NEEDS_CAUSE,
                claim(
                    _(
                        "Courts have said that a jail does not have to do it. The jail can"
                        " be sued for a wrong hold."
                    ),
                    "S69",
                ),
                claim(
                    _("Some states tell jails to help ICE. Some forbid it."),
                    "S71",
                    confidence=MEDIUM,
                ),
            ),
            "list",
            see_also=(("guide", "your-state"),),
        ),
        Passage(
            _("Which form is it?"),
            (
                claim(_("I-247A: the hold. It asks the jail to hold the person."), "S30", "S31"),
                claim(_("I-247G: only asks the jail to tell ICE about the release."), "S36"),
                claim(
                    _("I-247D, I-247N or I-247X: older forms. They ended in April 2017."),
                    "S30",
                    "S31",
                ),
                claim(
                    _(
                        "I-200: a warrant to arrest someone. An ICE officer signs it. A"
                        " judge does not."
                    ),
                    "S212",
                    confidence=MEDIUM,
                ),
                claim(
                    _(
                        "I-205: a warrant to deport someone. An ICE officer signs it. A"
                        " judge does not."
                    ),
                    "S212",
                    confidence=MEDIUM,
                ),
            ),
            "list",
        ),
        Passage(
            _("What do I look for on the form?"),
            (
                claim(
                    _(
                        "Four boxes give the reason: a removal order, a court case, a"
                        " computer match, or a statement."
                    ),
                    "S30",
                ),
                claim(_("The numbers at the top: subject, event and file."), "S30"),
                claim(
                    _("ICE's own guide says that the hold only counts if the person got a copy."),
                    "S31",
                ),
            ),
            "list",
        ),
        Passage(
            _("When do the 48 hours end? There are two ways to count."),
            (
                NEW_ARREST,
                DETAINER_STARTS,
                DETAINER_GUIDANCE,
                DETAINER_REGULATION,
                claim(
                    _("An ICE page from 2011 did not count weekends and holidays, either."), "S34"
                ),
                reasoned(
                    _("After that time, the hold gives the jail no right to hold the person."),
                    "S32",
                    "S122",
                ),
            ),
            "list",
        ),
        Passage(
            _("How do I count? An example"),
            (
                reasoned(
                    _(
                        "Say bail is paid on Friday at 5 pm. Then 48 hours in a row end on"
                        " Sunday at 5 pm."
                    ),
                    "S31",
                ),
                reasoned(
                    _(
                        "If weekends do not count, they end on Tuesday at 5 pm. If Monday"
                        " is a holiday, they end on Wednesday."
                    ),
                    "S32",
                ),
                _(
                    "Do not wait for the 48 hours to end. Ask now by what authority the"
                    " jail holds the person."
                ),
            ),
            "list",
            see_also=(("public", "sheet"), ("ways", "jail-letter")),
        ),
    ),
)
