from django.utils.translation import gettext_lazy as _

from intake.citations.base import MEDIUM, NOT_FOUND, Passage, claim, reasoned
from intake.routes.base import TELLS_GOVERNMENT
from intake.routes.crcl import CRCL

from .base import Page

PAGE = Page(
    slug="crcl",
    title=_("How do I complain to CRCL?"),
    lead=_("CRCL is the civil rights office of Homeland Security."),
    passages=(
        Passage(
            _("What is CRCL?"),
            (
                claim(
                    _(
                        "It was created by law: 6 U.S.C. 345. It looks at civil rights"
                        " abuse by Homeland Security staff."
                    ),
                    "S15",
                ),
                claim(_("It can look at profiling by race, ethnicity or religion."), "S15"),
                claim(_("Some guides call it OCRCL."), "S14"),
                claim(
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
        Passage(_("What can it do?"), CRCL.benefits, "list"),
        Passage(_("What can it not do?"), CRCL.limits, "list"),
        Passage(
            _("Does it still work today?"),
            (
                claim(_("March 2025: almost all of its staff were put on leave."), "S16", "S18"),
                claim(
                    _("Work on 550 to 600 open cases stopped. The reports differ."),
                    "S19",
                    "S20",
                    "S23",
                ),
                claim(
                    _(
                        "May 2025: after a court case, it said in public that it still does"
                        " its work."
                    ),
                    "S17",
                ),
                claim(
                    _("End of 2025: about nine people were left, down from about 150."),
                    "S196",
                    confidence=MEDIUM,
                ),
                claim(
                    _("January 2026: a spending bill would have cut its budget to a quarter."),
                    "S25",
                ),
                claim(_("We found nothing on how much it can do today."), confidence=NOT_FOUND),
                _("Send your complaint anyway, and use other options, too."),
            ),
            "list",
            see_also=(("public", "which-way"), ("public", "ways")),
            live_route=("state", "crcl"),
        ),
        Passage(
            _("Who may complain?"),
            (
                claim(_("Anyone: you, your family, a group."), "S3", "S4"),
                claim(
                    _("Its pages do not ask for proof of immigration status."),
                    "S1",
                    "S2",
                    confidence=MEDIUM,
                ),
                claim(
                    _("For someone else, add their signed permission."),
                    "S14",
                    confidence=MEDIUM,
                ),
                _("Is it for a child, or for someone who cannot sign? Ask CRCL how."),
                claim(
                    _("In 2011 you did not have to give your name. Ask if that is still true."),
                    "S6",
                ),
            ),
            "list",
        ),
        Passage(
            _("Can I write in another language?"),
            (
                claim(
                    _("In 2010 it said that it took complaints in other languages."),
                    "S7",
                    confidence=MEDIUM,
                ),
                claim(_("In 2023 its web page was in ten languages."), "S11", confidence=MEDIUM),
            ),
            "list",
        ),
        Passage(
            _("What does it look at?"),
            (
                claim(
                    _("Unfair treatment because of race, country, religion, sex or disability."),
                    "S2",
                ),
                claim(_("Broken rights in custody, or when ICE acts."), "S2"),
                claim(_("Not being told why someone is held, or no way to reach a lawyer."), "S2"),
                claim(_("Abuse, or no help in a language that the person understands."), "S2"),
                claim(
                    _(
                        "Programs that get money from Homeland Security. That includes some"
                        " police and jails."
                    ),
                    "S2",
                ),
                claim(
                    _(
                        "Police who help ICE: an older copy of its page names them. A newer"
                        " copy does not."
                    ),
                    "S1",
                    "S2",
                ),
                reasoned(
                    _(
                        "So write about ICE, the match and the hold first. Then write about"
                        " the jail."
                    ),
                    "S1",
                    "S2",
                ),
            ),
            "list",
        ),
        Passage(
            _("What do I write?"),
            (
                claim(_("Who it is about: name, date of birth, address, phone."), "S8"),
                claim(_("What happened: the day, the time, the place, and who did it."), "S8"),
                claim(_("Who saw it, which documents there are, and what you tried before."), "S8"),
                TELLS_GOVERNMENT,
            ),
            "list",
        ),
        Passage(
            _("How do I send it?"),
            CRCL.how_to_send,
            "list",
            see_also=(("ways", "crcl"), ("public", "before")),
            live_route=("contact", "crcl"),
        ),
        Passage(
            _("What happens next?"),
            (
                claim(_("CRCL logs it and gives it a number."), "S10", "S1"),
                claim(_("The Inspector General may take the case first."), "S3", "S15"),
                claim(_("CRCL checks it, or asks ICE to check it and to answer."), "S3", "S4"),
                claim(_("At the end, it may tell ICE to change something."), "S3", "S6"),
                claim(_("We found no deadline for any of this."), confidence=NOT_FOUND),
            ),
            "steps",
        ),
    ),
)
