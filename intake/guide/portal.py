"""The facts on pages that are no guide pages: the first ones, and the one for today."""

from django.utils.translation import gettext_lazy as _

from intake.citations.base import MEDIUM, Passage, Statement, claim, reasoned
from intake.citations.state_law import NEW_ARREST
from intake.deadlines.rules import DETAINER_STARTS
from intake.flow.steps import ME, THEM, Voiced, voiced
from intake.routes.base import CITIZENS_ONLY, TELLS_GOVERNMENT
from intake.routes.lawyer import DIRECTORY
from intake.routes.locator import LOCATOR, NEEDS, NO_RESULT
from intake.routes.trip import PAGE as TRIP_PAGE
from intake.web.text import StrOrPromise

from .rights import (
    ASK_COPY,
    ASK_LAWYER,
    ASK_WHY,
    FAST_REMOVAL,
    JAIL_PHONES,
    LIE_TO_OFFICE,
    PERJURY,
    SIGN_NOTHING,
    STAY_SILENT,
)
from .today import CALL_988, MEDICAL_STEPS

FREES_NOBODY = reasoned(
    _("A complaint alone does not free anyone. It does not stop a deportation."), "S1"
)

BEFORE_YOU_START = Passage(_("Before you start"), (FREES_NOBODY, TELLS_GOVERNMENT), "list")

CANNOT = Passage(
    _("What it cannot do"),
    (
        FREES_NOBODY,
        claim(_("CRCL does not pay money. It cannot order a change in a record."), "S1"),
        claim(_("CRCL lost almost all its staff in 2025."), "S16", "S18"),
        reasoned(_("It may take a long time. You may get no answer."), "S16", "S18"),
    ),
    "list",
)

THINK_FIRST = Passage(
    _("Think first"),
    (
        TELLS_GOVERNMENT,
        _("Do not write how or when anyone came to this country."),
        _("Do not write about the immigration status of family or friends."),
    ),
    "list",
)


def _urgent_steps(voice):
    return Passage(
        "",
        (
            SIGN_NOTHING.for_voice(voice),
            ASK_LAWYER,
            ASK_COPY.for_voice(voice),
            ASK_WHY.for_voice(voice),
            NEW_ARREST,
            FAST_REMOVAL,
            JAIL_PHONES,
            STAY_SILENT.for_voice(voice),
            claim(_("Never say that someone is a US citizen if it is not true."), "S78"),
            LOCATOR,
            NO_RESULT,
        ),
        "steps",
        see_also=(
            ("guide", "find-a-lawyer"),
            ("ways", "jail-letter"),
            ("guide", "your-state"),
            ("guide", "rights"),
        ),
    )


URGENT_STEPS = Voiced(_urgent_steps(ME), _urgent_steps(THEM))

# The hours of a hold are no permission to keep somebody: what to ask for comes before them.
HOLD_FIRST = claim(_("A hold needs probable cause from its first minute."), "S122")
HOLD_HOURS = claim(_("In any case, the 48 hours of the hold end:"), "S31")
HOLD_HOURS_ENDED = claim(_("In any case, the 48 hours of the hold have ended:"), "S31")

# The page before the form: three things first, and the rest folded under these titles.
URGENT_LATER: tuple[tuple[StrOrPromise, tuple[Statement, ...]], ...] = (
    (
        _("What to say, and what not to say"),
        (
            STAY_SILENT.them,
            claim(_("Never say that someone is a US citizen if it is not true."), "S78"),
            JAIL_PHONES,
        ),
    ),
    (_("They are sick, hurt, or thinking about dying"), (*MEDICAL_STEPS, CALL_988)),
    (_("The hold and the 48 hours"), (ASK_COPY.them, ASK_WHY.them, NEW_ARREST)),
    (_("They have no proof of two years in the US"), (FAST_REMOVAL,)),
    (_("We cannot find them"), (LOCATOR, NO_RESULT)),
)

OTHER_HELP = Passage(
    "",
    (
        DIRECTORY.as_claim(_("For an immigration case, free or cheap help")),
        TRIP_PAGE.as_claim(_("For trouble at an airport or border")),
        TELLS_GOVERNMENT,
    ),
    "list",
    see_also=(("guide", "find-a-lawyer"), ("ways", "trip"), ("public", "which-way")),
)


# What the pages of the form say of the world, shown folded at their foot: step key -> part.
STEP_CLAIMS = {
    "danger": Passage("", (CALL_988,)),
    "born": Passage("", (NEEDS,)),
    "hold": Passage("", (claim(_("A hold is a request from ICE to a jail."), "S31", "S33"),)),
    "detainers": Passage("", (claim(_("The numbers stand at the top of the paper."), "S30"),)),
    "hold-copy": Passage("", (claim(_("By the guide of ICE, the person gets a copy."), "S31"),)),
    "why-wrong": Passage("", (CITIZENS_ONLY,)),
    "held-over": Passage("", (DETAINER_STARTS, NEW_ARREST)),
    "profiling": Passage(
        "", (claim(_("CRCL looks at unfair treatment because of who someone is."), "S2"),)
    ),
    "treatment": Passage(
        "",
        (claim(_("CRCL looks at abuse, at language, and at ways to reach a lawyer."), "S2"),),
    ),
    "harm": Passage(
        "",
        (claim(_("A claim for money needs one exact amount, and it has a deadline."), "S64"),),
    ),
    "told": Passage(
        "",
        (
            claim(_("CRCL asks what was tried before."), "S8"),
            claim(_("CRCL gives a number for each complaint."), "S1"),
        ),
    ),
    "wants": Passage(
        "",
        (
            claim(_("CRCL cannot free anyone, and it cannot pay."), "S1"),
            claim(_("It gives no remedy to one person."), "S1"),
            claim(_("Records are changed by the office that keeps them."), "S49", "S58"),
            reasoned(_("A hold is a request from ICE, so ICE can cancel it."), "S33"),
            claim(_("A judge can order the release of someone who is held unlawfully."), "S73"),
            claim(_("Copies can take months."), "S104", confidence=MEDIUM),
        ),
    ),
    "permission": Passage(
        "", (claim(_("An office may ask for the person's signed permission."), "S14", "S56"),)
    ),
}

_PARTS: dict[str, Passage | Voiced[Passage]] = {
    "urgent": URGENT_STEPS,
    "other-help": OTHER_HELP,
    **STEP_CLAIMS,
}
PASSAGES_BY_STEP: dict[str, Voiced[Passage]] = {
    slug: passage if isinstance(passage, Voiced) else voiced(passage)
    for slug, passage in _PARTS.items()
}

# The statement of truth on the page before sending.
STATEMENT_OF_TRUTH = Passage("", (PERJURY, LIE_TO_OFFICE))
