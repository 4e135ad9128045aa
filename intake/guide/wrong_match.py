from django.utils.translation import gettext_lazy as _

from intake.sources.base import MEDIUM, UNSOURCED, Part, cited, reasoned

from .base import Page

PAGE = Page(
    key="wrong-match",
    title=_("How a wrong match happens"),
    lead=_("Look for the one that fits, to see which record to ask about."),
    parts=(
        Part(
            _("The record is of someone else"),
            (
                cited(_("Two people have the same name."), sure=UNSOURCED),
                cited(_("Someone used the name or the papers of another person."), sure=UNSOURCED),
                cited(_("Two files were put together by mistake."), sure=UNSOURCED),
                reasoned(
                    _("An arrest of someone else stands in the list of the FBI."), "S49", "S50"
                ),
            ),
            "list",
            see=(("ways", "fbi"), ("ways", "amend")),
        ),
        Part(
            _("The record is old or wrong"),
            (
                cited(
                    _("An old order to leave was closed, and the file does not say so."),
                    sure=UNSOURCED,
                ),
                cited(
                    _("The person became a citizen later, and the file does not show it."),
                    sure=UNSOURCED,
                ),
                cited(_("A birth date, a place of birth or a number has a slip."), sure=UNSOURCED),
            ),
            "list",
            see=(("ways", "amend"), ("ways", "foia")),
        ),
        Part(
            _("The match was only a guess"),
            (
                cited(
                    _(
                        "At times ICE asked for a hold with no record at all. A birth place abroad"
                        " was enough."
                    ),
                    "S38",
                    "S112",
                ),
                cited(
                    _(
                        "A court found in 2020 that such holds broke the law, for the "
                        "people in that"
                        " case."
                    ),
                    "S38",
                    "S112",
                ),
                cited(
                    _(
                        "If only the third box of the hold paper is ticked, it rests on a computer"
                        " alone."
                    ),
                    "S38",
                ),
            ),
            "list",
            see=(("guide", "hold"), ("ways", "lawyer")),
        ),
        Part(
            _("The match was right, and the hold was wrong all the same"),
            (
                reasoned(
                    _("The prints are yours, but nothing in the record says that you must leave."),
                    "S84b",
                    "S62",
                ),
                cited(
                    _(
                        "Since January 2025, an arrest alone can lead to a hold, for "
                        "some acts. It is"
                        " about people who are in the country without a right to be."
                    ),
                    "S83",
                    sure=MEDIUM,
                ),
            ),
            "list",
        ),
        Part(
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
