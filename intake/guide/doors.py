"""The facts on pages that are no guide pages: the first ones, and the one for today."""

from django.utils.translation import gettext_lazy as _

from intake.deadlines.last_days import HOLD_STARTS
from intake.flow.steps import ME, THEM, Voiced, voiced
from intake.routes.base import CITIZENS_ONLY, TELLS_GOVERNMENT
from intake.routes.lawyer import DIRECTORY
from intake.routes.locator import LOCATOR, NEEDS, NO_RESULT
from intake.routes.trip import PAGE as TRIP_PAGE
from intake.sources.base import MEDIUM, UNSOURCED, Part, cited, reasoned

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

CANNOT = Part(
    _("What it cannot do"),
    (
        reasoned(
            _("A complaint does not by itself free anyone. It does not stop a deportation."), "S1"
        ),
        cited(_("CRCL does not pay money, and it cannot order a record to be changed."), "S1"),
        cited(_("CRCL was cut to very few people in 2025."), "S16", "S18"),
        reasoned(_("So it may take long, or not answer at all."), "S16", "S18"),
    ),
    "list",
)

THINK_FIRST = Part(
    _("Think first"),
    (
        TELLS_GOVERNMENT,
        _("Do not write how or when anyone came to this country."),
        _("Do not write about the papers of family or friends."),
    ),
    "list",
)


def _today(voice):
    return Part(
        "",
        (
            SIGN_NOTHING.for_voice(voice),
            ASK_LAWYER,
            ASK_COPY.for_voice(voice),
            ASK_WHY.for_voice(voice),
            FAST_REMOVAL,
            JAIL_PHONES,
            STAY_SILENT.for_voice(voice),
            cited(_("Never say that someone is a US citizen if it is not true."), "S78"),
            LOCATOR,
            NO_RESULT,
        ),
        "steps",
        see=(("guide", "find-a-lawyer"), ("ways", "hotline"), ("guide", "rights")),
    )


TODAY = Voiced(_today(ME), _today(THEM))

OTHER_HELP = Part(
    "",
    (
        DIRECTORY.said(_("For an immigration case, free or cheap help")),
        TRIP_PAGE.said(_("For trouble at an airport or border")),
        TELLS_GOVERNMENT,
    ),
    "list",
    see=(("guide", "find-a-lawyer"), ("ways", "trip"), ("public", "which-way")),
)


# What the pages of the form say of the world, shown folded at their foot: step key -> part.
BEHIND_QUESTIONS = {
    "danger": Part(
        "",
        (cited(_("988 is the number for thoughts of dying, by phone or text."), sure=UNSOURCED),),
    ),
    "born": Part("", (NEEDS,)),
    "hold": Part("", (cited(_("A hold is a request from ICE to a jail."), "S31", "S33"),)),
    "detainers": Part("", (cited(_("The numbers stand at the top of the paper."), "S30"),)),
    "hold-copy": Part("", (cited(_("By the guide of ICE, the person gets a copy."), "S31"),)),
    "why-wrong": Part("", (CITIZENS_ONLY,)),
    "held-over": Part("", (HOLD_STARTS,)),
    "profiling": Part(
        "", (cited(_("CRCL looks at unfair treatment because of who someone is."), "S2"),)
    ),
    "treatment": Part(
        "",
        (cited(_("CRCL looks at abuse, at language, and at ways to reach a lawyer."), "S2"),),
    ),
    "harm": Part("", (cited(_("A money claim needs a sum, and it has a last day."), "S64"),)),
    "told": Part(
        "",
        (
            cited(_("CRCL asks what was tried before."), "S8"),
            cited(_("CRCL gives a number for each complaint."), "S1"),
        ),
    ),
    "wants": Part(
        "",
        (
            cited(_("CRCL cannot free anyone, and it cannot pay."), "S1"),
            cited(_("It gives no remedy to one person."), "S1"),
            cited(_("Records are changed by the office that keeps them."), "S49", "S58"),
            reasoned(_("A hold is a request of ICE, so ICE can take it back."), "S33"),
            cited(_("A judge can order that someone goes free who is held without right."), "S73"),
            cited(_("Copies can take months."), "S104", sure=MEDIUM),
        ),
    ),
    "permission": Part(
        "", (cited(_("An office may ask for a signed yes of the person."), "S14", "S56"),)
    ),
}

_PARTS: dict[str, Part | Voiced[Part]] = {
    "urgent": TODAY,
    "other-help": OTHER_HELP,
    **BEHIND_QUESTIONS,
}
BY_STEP: dict[str, Voiced[Part]] = {
    key: part if isinstance(part, Voiced) else voiced(part) for key, part in _PARTS.items()
}

# The statement of truth on the page before sending.
TRUTH = Part("", (PERJURY, LIE_TO_OFFICE))
