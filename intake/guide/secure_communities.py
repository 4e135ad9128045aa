from django.utils.translation import gettext_lazy as _

from intake.citations.base import MEDIUM, NOT_FOUND, UNSOURCED, Passage, claim, reasoned

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
                claim(_("The jail takes fingerprints when it books someone."), "S84", "S84b"),
                claim(
                    _("The prints go to the state, and then to the FBI."), "S109", confidence=MEDIUM
                ),
                claim(
                    _("The FBI sends them on to Homeland Security. It happens by itself."),
                    "S84",
                    "S84b",
                    "S84d",
                ),
                claim(
                    _("A computer there compares them with its own prints. It is called IDENT."),
                    "S84",
                    "S62",
                ),
                claim(
                    _("If it finds the prints, ICE is told. That is called a hit or a match."),
                    "S84b",
                ),
                claim(
                    _("Then ICE may ask the jail to keep the person. That is the hold."),
                    "S109",
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
                ),
                claim(_("IDENT also holds data on US citizens."), "S62"),
                reasoned(
                    _(
                        "It holds people who traveled, who asked for a visa, or who became"
                        " citizens. So a match is not proof of anything."
                    ),
                    "S84b",
                    "S62",
                ),
                claim(
                    _(
                        "A citizen may be in it because of a citizenship paper or an adoption."
                        " So may one who had a green card as a child, or a card for fast travel."
                    ),
                    confidence=UNSOURCED,
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
                ),
                claim(
                    _(
                        "2011: a task force and a group each write a report on it. One"
                        " has a chapter of concerns. We read neither."
                    ),
                    "S90",
                ),
                claim(
                    _("2015 to 2017: another plan takes its place. In January 2017 it is back."),
                    "S84c",
                    confidence=MEDIUM,
                ),
                claim(_("We found no text on its name or its rules today."), confidence=NOT_FOUND),
                claim(
                    _("The prints still go from each booking to Homeland Security."),
                    confidence=UNSOURCED,
                ),
            ),
            "list",
        ),
        Passage(
            _("Some figures"),
            (
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
                ),
                reasoned(_("What is left is CRCL: it takes complaints about such acts."), "S1"),
            ),
            see_also=(("guide", "crcl"), ("public", "which-way")),
        ),
    ),
)
