from django.utils.translation import gettext_lazy as _

from intake.citations.base import MEDIUM, Passage, claim, reasoned
from intake.citations.state_law import ICE_NEEDS_CAUSE, NEUTRAL_JUDGE, NEW_ARREST
from intake.deadlines.rules import DETAINER_GUIDANCE, DETAINER_REGULATION, DETAINER_STARTS

from .base import Page

PAGE = Page(
    slug="hold",
    title=_("What a hold is, and when it must end"),
    lead=_("A hold is a paper from ICE to a jail. In law it is called a detainer."),
    picture="includes/state_law.html",
    asks_state=True,
    passages=(
        Passage(
            _("What it is"),
            (
                claim(_("ICE calls it a request. No judge signs it."), "S33", "S69"),
                claim(_("It asks the jail to tell ICE before it lets the person go."), "S31"),
                claim(_("It asks the jail to keep the person up to 48 hours longer."), "S31"),
                NEW_ARREST,
                NEUTRAL_JUDGE,
                ICE_NEEDS_CAUSE,
                claim(
                    _("Courts said that a jail is not bound to do it, and can be sued for it."),
                    "S69",
                ),
                claim(
                    _("Some states order jails to help ICE. Some forbid it."),
                    "S71",
                    confidence=MEDIUM,
                ),
            ),
            "list",
            see_also=(("guide", "your-state"),),
        ),
        Passage(
            _("Which paper is it?"),
            (
                claim(_("I-247A: the hold. It asks the jail to keep the person."), "S30", "S31"),
                claim(_("I-247G: asks only for notice. It does not ask to keep anyone."), "S36"),
                claim(
                    _("I-247D, I-247N or I-247X: older papers. They ended in April 2017."),
                    "S30",
                    "S31",
                ),
                claim(
                    _("I-200: a warrant of arrest. ICE officers sign it, no judge does."),
                    "S82b",
                    confidence=MEDIUM,
                ),
                claim(
                    _("I-205: a warrant to send someone out. ICE officers sign it, too."),
                    "S82b",
                    confidence=MEDIUM,
                ),
            ),
            "list",
        ),
        Passage(
            _("What to look for on it"),
            (
                claim(
                    _(
                        "Four boxes say why: an order to leave, a case in court, a computer match,"
                        " or what someone said."
                    ),
                    "S30",
                ),
                claim(_("The numbers on top: subject, event and file."), "S30"),
                claim(_("By the guide of ICE, it counts only if the person got a copy."), "S31"),
            ),
            "list",
        ),
        Passage(
            _("The 48 hours: two ways to count"),
            (
                NEW_ARREST,
                DETAINER_STARTS,
                DETAINER_GUIDANCE,
                DETAINER_REGULATION,
                claim(
                    _("An older page of ICE from 2011 left out weekends and holidays, too."), "S34"
                ),
                claim(
                    _("After that time, the hold gives the jail no more right."),
                    "S32a",
                    confidence=MEDIUM,
                ),
            ),
            "list",
        ),
        Passage(
            _("An example"),
            (
                reasoned(
                    _(
                        "Bail is paid on Friday at 5 pm. Without a break, 48 hours end on Sunday at"
                        " 5 pm."
                    ),
                    "S31",
                ),
                reasoned(
                    _(
                        "Without the weekend they end on Tuesday at 5 pm. If Monday is a holiday,"
                        " it is Wednesday at 5 pm."
                    ),
                    "S32",
                ),
                _("Do not wait for it: ask from the first minute by what right the jail acts."),
            ),
            "list",
            see_also=(("public", "sheet"), ("ways", "jail-letter")),
        ),
    ),
)
