from django.utils.translation import gettext_lazy as _

from intake.citations.base import MEDIUM, NOT_FOUND, Passage, claim, reasoned

from .base import Page

PAGE = Page(
    slug="secure-communities",
    title=_("How a fingerprint at a jail becomes a hold"),
    lead=_("Read how ICE finds people in jails, and where it can go wrong."),
    picture="guide/flow.svg",
    passages=(
        Passage(
            _("What happens, step by step"),
            (
                claim(
                    _("The jail takes fingerprints when it books someone."), "S84", "S84b", "S145"
                ),
                claim(
                    _("The prints go to the state, and then to the FBI."),
                    "S109",
                    "S145",
                    confidence=MEDIUM,
                ),
                claim(
                    _("The FBI sends them on to Homeland Security. It happens by itself."),
                    "S84",
                    "S84b",
                    "S84d",
                    "S145",
                ),
                claim(
                    _("A computer there compares them with its own prints. It is called IDENT."),
                    "S84",
                    "S62",
                    "S145",
                ),
                claim(
                    _("If it finds the prints, ICE is told. That is called a hit or a match."),
                    "S84b",
                    "S145",
                ),
                claim(
                    _("Then ICE may ask the jail to keep the person. That is the hold."),
                    "S109",
                    "S145",
                    confidence=MEDIUM,
                ),
            ),
            "steps",
            see_also=(("guide", "hold"), ("guide", "wrong-match")),
        ),
        Passage(
            _("A match does not mean that someone must leave"),
            (
                claim(
                    _("Any match tells ICE, also for people with papers that are in order."),
                    "S84b",
                    "S145",
                ),
                claim(_("IDENT also holds data on US citizens."), "S62"),
                reasoned(
                    _(
                        "It holds people who traveled, who asked for a visa, or who became"
                        " citizens. So a match is not proof of anything."
                    ),
                    "S84b",
                    "S62",
                    "S145",
                ),
            ),
            "list",
        ),
        Passage(
            _("Its history"),
            (
                claim(
                    _("1994: IDENT begins, for people met by border and immigration officers."),
                    "S62",
                ),
                claim(
                    _("2008: Secure Communities begins. Before it, jails asked only the FBI."),
                    "S84",
                    "S84b",
                    "S84d",
                    "S145",
                ),
                claim(
                    _(
                        "2011: states had signed agreements that seemed to let them leave. In"
                        " August 2011 ICE ended all of them, and said that none was needed."
                    ),
                    "S190",
                    "S191",
                    "S145",
                ),
                claim(
                    _(
                        "September 2011: a task force of Homeland Security wrote a report. It is on"
                        " fear of police, on minor crimes, and on a stop of the program."
                    ),
                    "S192",
                    "S145",
                ),
                claim(_("July 2015: another program took its place."), "S140", "S145"),
                claim(
                    _("January 25, 2017: an order brought it back."),
                    "S141",
                    "S142",
                    "S143b",
                    "S145",
                    confidence=MEDIUM,
                ),
                claim(
                    _(
                        "January 20, 2021: an order ended it. On January 20, 2025, that order was"
                        " ended, too."
                    ),
                    "S142",
                    "S143b",
                    "S145",
                    confidence=MEDIUM,
                ),
                claim(
                    _("January 2025: an order asks for wider work with local police."),
                    "S143",
                ),
                claim(
                    _(
                        "Today ICE marks its page on Secure Communities as old. It calls its work"
                        " in jails the Criminal Apprehension Program."
                    ),
                    "S144",
                ),
                claim(
                    _("As of November 2024, ICE was still told of everyone who was booked."),
                    "S145",
                    confidence=MEDIUM,
                ),
            ),
            "list",
        ),
        Passage(
            _("Some figures"),
            (
                claim(
                    _(
                        "By September 2011 it had sent 11 million prints. It had found 692,788"
                        " matches. Over 142,000 people were sent out of the country."
                    ),
                    "S190",
                    "S145",
                ),
                claim(
                    _(
                        "In fiscal 2011, 26 percent of them had no conviction. Another 29 percent"
                        " had only a minor one."
                    ),
                    "S190",
                    "S145",
                ),
                claim(
                    _(
                        "From 2008 to early 2012, ICE put holds on 834 US citizens, by its own"
                        " records. It put 28,489 on people with a green card."
                    ),
                    "S193",
                ),
                claim(
                    _(
                        "From 2015 to 2020, ICE arrested 674 people who may be citizens. It held"
                        " 121, and it sent 70 out of the country."
                    ),
                    "S41b",
                    confidence=MEDIUM,
                ),
                claim(
                    _("In nine months of 2025, reporters counted over 170 citizens held."), "S42"
                ),
                claim(
                    _("In July 2026, ICE held 65,765 people. About 7 in 10 had no conviction."),
                    "S70b",
                ),
                claim(
                    _("In July 2026, ICE had 2,179 deals with local forces in 40 states."), "S72"
                ),
            ),
            "list",
        ),
        Passage(
            _("Where to complain about it"),
            (
                claim(
                    _("We found no phone or page just for Secure Communities."),
                    confidence=NOT_FOUND,
                ),
                claim(
                    _("In 2010 a paper of ICE for police had a page on how to report misuse."),
                    "S113",
                    "S145",
                ),
                reasoned(_("What is left is CRCL: it takes complaints about such acts."), "S1"),
            ),
            see_also=(("guide", "crcl"), ("public", "which-way")),
        ),
    ),
)
