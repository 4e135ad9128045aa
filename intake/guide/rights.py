from django.utils.translation import gettext_lazy as _

from intake.citations.base import MEDIUM, Passage, claim, reasoned
from intake.flow.steps import voiced
from intake.routes.base import CITIZENS_ONLY, TELLS_GOVERNMENT

from .base import Page

# In both voices: the pages before and after the form are read by helpers, too.
SIGN_NOTHING = voiced(
    claim(_("Do not sign papers you do not understand. Some papers give up your hearing."), "S79"),
    claim(
        _(
            "The person should sign no paper they do not understand. Some papers give up their"
            " hearing."
        ),
        "S79",
    ),
)
STAY_SILENT = voiced(
    claim(
        _("You may stay silent about where you were born, your papers, and how you came."), "S79"
    ),
    claim(
        _(
            "The person may stay silent about where they were born, their papers, and how they"
            " came."
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
        _("Ask the jail for a copy of the hold, and for the time you would have been free."), "S31"
    ),
    claim(
        _("Ask the jail for a copy of the hold, and for the time the person would have been free."),
        "S31",
    ),
)
ASK_WHY = voiced(
    reasoned(
        _("Still there after that time? Ask the jail in writing at once by what right it acts."),
        "S122",
    ),
    reasoned(
        _("Is the person kept after that time? Ask the jail in writing at once by what right."),
        "S122",
    ),
)
FAST_REMOVAL = claim(
    _(
        "Look for proof of two years in this country. If there is none, call a lawyer today. Since"
        " July 17, 2026, people without it can be sent out fast."
    ),
    "S150",
)
FAST_ORDERS = claim(
    _(
        "Was an order like that made from June 23 to July 17, 2026, inside the country? A court had"
        " stopped it then. Tell a lawyer."
    ),
    "S150",
)
PERJURY = claim(
    _("A lie under “penalty of perjury” is a crime. It can mean up to five years."), "S207"
)
LIE_TO_OFFICE = _("Do not tell a lie to any federal office.")

PAGE = Page(
    slug="rights",
    title=_("Your rights, and what can hurt you"),
    lead=_("Read this before you talk, sign or write."),
    passages=(
        Passage(
            _("What if they ask me questions?"),
            (
                STAY_SILENT.me,
                claim(_("Do not lie. Do not show false papers."), "S79"),
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
                claim(
                    _("A hold is a request by ICE. It is not an order of a judge."), "S33", "S69"
                ),
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
                    _("A complaint about ICE often reaches ICE, since ICE is asked to answer."),
                    "S3",
                ),
                _("Do not write how or when anyone came to this country."),
                _("Do not write about the papers of family or of people who saw it."),
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
                        "A memo of May 2025 tells officers that they may force a door with an"
                        " I-205."
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
                claim(_("Ask to see the paper. Say that you do not agree. Do not fight."), "S79"),
            ),
            "list",
        ),
        Passage(
            _("What should I keep?"),
            (
                _("Keep the hold paper, I-200, I-205, and any paper from ICE or a court."),
                _("Keep the booking sheet, the bail receipt, and the release papers."),
                _("Keep your ID. Show copies, and keep the originals safe."),
                _("Keep photos of injuries, notes from a doctor, and texts."),
                _("Write down each call: the day, the hour, the name, what was said."),
                _("Keep the envelopes. The stamp shows the day."),
                _("Ask soon for video, before it is erased."),
            ),
            "list",
        ),
    ),
)
