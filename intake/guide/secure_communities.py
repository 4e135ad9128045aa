from django.utils.translation import gettext_lazy as _

from intake.citations.base import MEDIUM, Passage, claim, reasoned

from .base import Page
from .program_concerns import (
    COMMUNITY_POLICING,
    COMPLAINT_GAP,
    FIGURES,
    OPTING_OUT,
    OVERSIGHT,
    PROFILING,
    TWO_PROGRAMS,
    WHO_WAS_FOUND,
)

PAGE = Page(
    slug="secure-communities",
    title=_("How does a fingerprint at a jail become a hold?"),
    lead=_("Read how ICE finds people in jails, and where it can go wrong."),
    picture="guide/flow.svg",
    passages=(
        Passage(
            _("What happens at the jail?"),
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
                    _("The FBI sends them to Homeland Security automatically."),
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
                    _(
                        "If it finds the same prints, it tells ICE. That is called a hit or"
                        " a match."
                    ),
                    "S84b",
                    "S145",
                ),
                claim(
                    _("ICE checks the person's status, and who it wants first."),
                    "S190",
                    "S145",
                ),
                claim(
                    _("Then ICE may ask the jail to hold the person. That is the hold."),
                    "S109",
                    "S145",
                    confidence=MEDIUM,
                ),
            ),
            "steps",
            see_also=(("guide", "hold"), ("guide", "wrong-match")),
        ),
        Passage(
            _("Does a match mean that someone must leave?"),
            (
                reasoned(
                    _("No. Everyone who is booked is checked, even people who did nothing wrong."),
                    "S190",
                    "S84b",
                    "S145",
                ),
                claim(
                    _("ICE hears about every match, even for people with legal status."),
                    "S84b",
                    "S145",
                ),
                claim(_("IDENT also holds data on US citizens."), "S62"),
                reasoned(
                    _(
                        "People are in it because they traveled, asked for a visa, or"
                        " became citizens. So a match is not proof of anything."
                    ),
                    "S84b",
                    "S62",
                    "S145",
                ),
            ),
            "list",
        ),
        TWO_PROGRAMS,
        FIGURES,
        WHO_WAS_FOUND,
        OPTING_OUT,
        COMMUNITY_POLICING,
        PROFILING,
        OVERSIGHT,
        COMPLAINT_GAP,
        Passage(
            _("What happened since 2008?"),
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
                claim(_("July 2015: another program took its place."), "S140", "S145"),
                claim(
                    _("January 25, 2017: an order brought it back."),
                    "S203",
                    "S204",
                    "S205",
                    "S145",
                ),
                claim(
                    _(
                        "January 20, 2021: an order ended it. January 20, 2025: another"
                        " order canceled that one."
                    ),
                    "S204",
                    "S205",
                    "S145",
                    confidence=MEDIUM,
                ),
                claim(
                    _("January 2025: an order asks ICE to work more with local police."),
                    "S143",
                ),
                claim(
                    _(
                        "Today ICE marks its page on Secure Communities as old. It now"
                        " calls its work in jails the Criminal Apprehension Program."
                    ),
                    "S144",
                ),
                claim(
                    _("In November 2024, ICE was still told about everyone who was booked."),
                    "S145",
                    confidence=MEDIUM,
                ),
            ),
            "list",
        ),
    ),
)
