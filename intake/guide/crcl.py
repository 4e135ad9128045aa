from django.utils.translation import gettext_lazy as _

from intake.routes.base import TELLS_GOVERNMENT
from intake.routes.crcl import CRCL
from intake.sources.base import LOW, MEDIUM, NOT_FOUND, UNSOURCED, Part, cited, reasoned

from .base import Page

PAGE = Page(
    key="crcl",
    title=_("The CRCL complaint, step by step"),
    lead=_("CRCL is the civil rights office of Homeland Security."),
    parts=(
        Part(
            _("What it is"),
            (
                cited(
                    _(
                        "A law set it up: 6 U.S.C. 345. It looks at abuse of civil rights by staff"
                        " of Homeland Security."
                    ),
                    "S15",
                ),
                cited(_("It can look at profiling by race, ethnic group or religion."), "S15"),
                cited(_("Some guides write OCRCL."), "S14"),
                cited(
                    _(
                        "ICE and border officers are parts of Homeland Security. So is the"
                        " fingerprint system."
                    ),
                    "S2",
                    "S62",
                ),
            ),
            "list",
        ),
        Part(_("What it can do"), CRCL.gives, "list"),
        Part(_("What it cannot do"), CRCL.cannot, "list"),
        Part(
            _("How it is today"),
            (
                cited(_("March 2025: nearly all its people were sent home."), "S16", "S18"),
                cited(
                    _("About 550 to 600 open cases were stopped. The reports differ."),
                    "S19",
                    "S20",
                    "S23",
                ),
                cited(
                    _(
                        "May 2025: after a court case it said in public that it still does its"
                        " work."
                    ),
                    "S17",
                    "S28",
                ),
                cited(
                    _("July 2025: one person was said to work for three such offices."),
                    "S27",
                    sure=MEDIUM,
                ),
                cited(
                    _("January 2026: a spending bill would have cut its money to a quarter."),
                    "S25",
                ),
                cited(_("We found nothing on what it can do now."), sure=NOT_FOUND),
                _("Send it all the same. Use other ways beside it."),
            ),
            "list",
            see=(("public", "which-way"), ("public", "ways")),
            live=("state", "crcl"),
        ),
        Part(
            _("Who may complain"),
            (
                cited(_("Anyone: you, your family, a group."), "S3", "S4"),
                cited(_("We found no rule that you need papers."), "S1", "S2", sure=MEDIUM),
                cited(_("For another person, send their signed yes with it."), "S14", sure=MEDIUM),
                cited(
                    _("We found no rule for children, or for people who cannot sign."),
                    sure=NOT_FOUND,
                ),
                cited(
                    _("In 2011 you could leave out your name. We found no such rule for today."),
                    "S6",
                ),
            ),
            "list",
        ),
        Part(
            _("Languages"),
            (
                cited(
                    _("It said in 2010 that it takes complaints in other languages."),
                    "S7",
                    sure=MEDIUM,
                ),
                cited(_("Its web page opened in ten languages."), "S11", sure=MEDIUM),
                cited(_("We found no list of the ten."), sure=NOT_FOUND),
            ),
            "list",
        ),
        Part(
            _("What it looks at"),
            (
                cited(_("Unfair treatment by race, country, faith, sex or disability."), "S2"),
                cited(_("Rights that were broken in custody, or by ICE action."), "S2"),
                cited(_("No notice of why someone is held, or no way to reach a lawyer."), "S2"),
                cited(_("Abuse, or no help in a language someone understands."), "S2"),
                cited(
                    _(
                        "Programs that get money from Homeland Security. So also some police and"
                        " jails."
                    ),
                    "S2",
                ),
                cited(
                    _(
                        "Police who help ICE: an older copy of its page says yes. A newer copy does"
                        " not say it."
                    ),
                    "S1",
                    "S2",
                ),
                reasoned(
                    _(
                        "So write about ICE, the match and the hold first. Write about the jail"
                        " after that."
                    ),
                    "S1",
                    "S2",
                ),
            ),
            "list",
        ),
        Part(
            _("What to write"),
            (
                cited(_("Who it is about: name, date of birth, address, phone."), "S8"),
                cited(_("What happened: the day, the hour, the place, who did it."), "S8"),
                cited(_("Who saw it, which papers there are, and what you tried before."), "S8"),
                cited(
                    _("The form has a part where you say yes or no to showing your name."),
                    "S12",
                    sure=LOW,
                ),
                TELLS_GOVERNMENT,
            ),
            "list",
        ),
        Part(
            _("How to send it"),
            CRCL.send,
            "list",
            see=(("ways", "crcl"), ("public", "before")),
            live=("contact", "crcl"),
        ),
        Part(
            _("What happens after"),
            (
                cited(_("It is written into a computer list, and gets a number."), "S10", "S1"),
                cited(_("The Inspector General may take it first."), "S3", "S15"),
                cited(_("CRCL looks at it itself, or asks ICE to look and to answer."), "S3", "S4"),
                cited(_("At the end it may tell the office to change something."), "S3", "S6"),
                cited(_("We found no time for any of this."), sure=NOT_FOUND),
                cited(_("It may take months or years."), sure=UNSOURCED),
            ),
            "steps",
        ),
    ),
)
