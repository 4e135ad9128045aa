from django.utils.translation import gettext_lazy as _

from intake.citations.base import MEDIUM, UNSOURCED, Passage, claim, reasoned

from .base import Page

PAGE = Page(
    slug="wrong-match",
    title=_("How a wrong match happens"),
    lead=_("Look for the one that fits, to see which record to ask about."),
    passages=(
        Passage(
            _("The record is of someone else"),
            (
                claim(_("Two people have the same name."), confidence=UNSOURCED),
                claim(
                    _("Someone used the name or the papers of another person."),
                    confidence=UNSOURCED,
                ),
                claim(_("Two files were put together by mistake."), confidence=UNSOURCED),
                reasoned(
                    _("An arrest of someone else stands in the list of the FBI."), "S49", "S50"
                ),
            ),
            "list",
            see_also=(("ways", "fbi"), ("ways", "amend")),
        ),
        Passage(
            _("The record is old or wrong"),
            (
                claim(
                    _("An old order to leave was closed, and the file does not say so."),
                    confidence=UNSOURCED,
                ),
                claim(
                    _("The person became a citizen later, and the file does not show it."),
                    confidence=UNSOURCED,
                ),
                claim(
                    _("A birth date, a place of birth or a number has a slip."),
                    confidence=UNSOURCED,
                ),
            ),
            "list",
            see_also=(("ways", "amend"), ("ways", "foia")),
        ),
        Passage(
            _("The match was only a guess"),
            (
                claim(
                    _(
                        "At times ICE asked for a hold with no record at all. A birth place abroad"
                        " was enough."
                    ),
                    "S38",
                    "S112",
                ),
                claim(
                    _(
                        "A court found in 2020 that such holds broke the law, for the "
                        "people in that"
                        " case."
                    ),
                    "S38",
                    "S112",
                ),
                claim(
                    _(
                        "If only the third box of the hold paper is ticked, it rests on a computer"
                        " alone."
                    ),
                    "S38",
                ),
            ),
            "list",
            see_also=(("guide", "hold"), ("ways", "lawyer")),
        ),
        Passage(
            _("The match was right, and the hold was wrong all the same"),
            (
                reasoned(
                    _("The prints are yours, but nothing in the record says that you must leave."),
                    "S84b",
                    "S62",
                ),
                claim(
                    _(
                        "Since January 2025, an arrest alone can lead to a hold, for "
                        "some acts. It is"
                        " about people who are in the country without a right to be."
                    ),
                    "S83",
                    confidence=MEDIUM,
                ),
            ),
            "list",
        ),
        Passage(
            _("What to ask"),
            (
                _("Ask what was the same: the prints, the name, the birth date, or a photo."),
                _("Ask whose record it was, and what it says."),
                _("Ask for a copy of the hold paper, and look which boxes are ticked."),
            ),
            "list",
        ),
    ),
)
