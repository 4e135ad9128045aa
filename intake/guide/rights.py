from django.utils.translation import gettext_lazy as _

from intake.citations.base import MEDIUM, Passage, claim, reasoned
from intake.flow.steps import voiced
from intake.routes.base import CITIZENS_ONLY, TELLS_GOVERNMENT

from .base import Page

# In both voices: the pages before and after the form are read by helpers, too.
SIGN_NOTHING = voiced(
    claim(
        _("Do not sign anything you do not understand. Some papers give up your hearing."), "S79"
    ),
    claim(
        _(
            "The person should not sign anything they do not understand. Some"
            " papers give up their hearing."
        ),
        "S79",
    ),
)
STAY_SILENT = voiced(
    claim(
        _(
            "You may stay silent about where you were born, your immigration"
            " status, and how you came."
        ),
        "S79",
    ),
    claim(
        _(
            "The person may stay silent about where they were born, their"
            " status, and how they came."
        ),
        "S79",
    ),
)
JAIL_PHONES = claim(
    _("Jail phones are recorded. Do not talk about birthplace, status or the criminal case."),
    "S77c",
    confidence=MEDIUM,
)
ASK_LAWYER = claim(
    _("Ask for a lawyer. In immigration matters the government does not pay for one."), "S107"
)
ASK_COPY = voiced(
    claim(
        _("Ask the jail for a copy of the hold form. Ask when you should have been released."),
        "S31",
    ),
    claim(
        _(
            "Ask the jail for a copy of the hold form. Ask when the person"
            " should have been released."
        ),
        "S31",
    ),
)
ASK_WHY = voiced(
    reasoned(
        _(
            "Still in jail after that time? Ask right away, in writing, by what"
            " authority the jail holds you."
        ),
        "S122",
    ),
    reasoned(
        _(
            "Still in jail after that time? Ask right away, in writing, by what"
            " authority the jail holds them."
        ),
        "S122",
    ),
)
FAST_REMOVAL = claim(
    _(
        "Look for proof of two years in the US. No proof? Call a lawyer"
        " today. Since July 17, 2026, ICE may try to deport people without"
        " it fast."
    ),
    "S150",
)
FAST_ORDERS = claim(
    _(
        "Is there a fast order from June 23 to July 17, 2026, made inside"
        " the US? A court had blocked those. Tell a lawyer."
    ),
    "S150",
)
PERJURY = claim(
    _("A lie under “penalty of perjury” is a crime. It can mean up to five years in prison."),
    "S207",
)
LIE_TO_OFFICE = _("Do not lie to any federal office.")

PAGE = Page(
    slug="rights",
    title=_("What are my rights, and what can hurt me?"),
    lead=_("Read this before you talk, sign or write."),
    passages=(
        Passage(
            _("What if they ask me questions?"),
            (
                STAY_SILENT.me,
                claim(_("Do not lie. Do not show false documents."), "S79"),
                CITIZENS_ONLY,
                claim(
                    _(
                        "An honest mistake may not help you in court. If you are not sure,"
                        " do not say it."
                    ),
                    "S78",
                ),
                SIGN_NOTHING.me,
                ASK_LAWYER,
            ),
            "list",
        ),
        Passage(
            _("What do I do in jail?"),
            (
                claim(_("A hold is a request from ICE. It is not a judge's order."), "S33", "S69"),
                ASK_COPY.me,
                ASK_WHY.me,
                FAST_REMOVAL,
                FAST_ORDERS,
                JAIL_PHONES,
                claim(_("ICE's own rule says that it may not hold US citizens."), "S39"),
            ),
            "list",
            see_also=(("guide", "hold"), ("public", "urgent")),
        ),
        Passage(
            _("What if I write to the government?"),
            (
                TELLS_GOVERNMENT,
                reasoned(
                    _("A complaint about ICE often reaches ICE, because ICE must answer it."),
                    "S3",
                ),
                _("Do not write how or when anyone came to this country."),
                _("Do not write about the immigration status of your family or of witnesses."),
                _("Sign “under penalty of perjury” only what you know yourself."),
                _("Write “I believe” or “I was told” for the rest."),
                PERJURY,
                LIE_TO_OFFICE,
            ),
            "warn",
        ),
        Passage(
            _("What if they come to the door?"),
            (
                claim(
                    _(
                        "An ICE memo from May 2025 tells officers that they may force a"
                        " door with an I-205."
                    ),
                    "S82",
                ),
                claim(
                    _(
                        "In January 2026, a federal judge in Minnesota said that this breaks the"
                        " Constitution."
                    ),
                    "S82",
                ),
                claim(_("Ask to see the form. Say that you do not agree. Do not fight."), "S79"),
            ),
            "list",
        ),
        Passage(
            _("What should I keep?"),
            (
                _(
                    "Keep the hold form, the I-200, the I-205, and everything else from"
                    " ICE or a court."
                ),
                _("Keep the booking record, the bail receipt, and the release papers."),
                _("Keep your ID. Show copies, and keep the originals safe."),
                _("Keep photos of injuries, notes from a doctor, and texts."),
                _("Write down each call: the day, the time, the name, and what they said."),
                _("Keep the envelopes. The postmark shows the day."),
                _("Ask for video soon, before the jail deletes it."),
            ),
            "list",
        ),
    ),
)
