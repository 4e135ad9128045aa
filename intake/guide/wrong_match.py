from django.utils.translation import gettext_lazy as _

from intake.citations.base import Passage, claim, common_sense, reasoned

from .base import Page

PAGE = Page(
    slug="wrong-match",
    title=_("How does a wrong match happen?"),
    lead=_("Look for what happened to you. Then you know which record to ask about."),
    passages=(
        Passage(
            _("Is the record about someone else?"),
            (
                common_sense(_("Two people have the same name.")),
                common_sense(_("Someone used another person's name or documents.")),
                common_sense(_("The files of two people were mixed up.")),
                reasoned(_("Someone else's arrest is on your FBI record."), "S49", "S50"),
            ),
            "list",
            see_also=(("ways", "fbi"), ("ways", "amend")),
        ),
        Passage(
            _("Is the record old or wrong?"),
            (
                common_sense(_("An old removal order was closed, and the file does not say so.")),
                common_sense(
                    _("The person became a citizen later, and the file does not show it.")
                ),
                common_sense(_("A birth date, a birthplace or a number has a typo.")),
            ),
            "list",
            see_also=(("ways", "amend"), ("ways", "foia")),
        ),
        Passage(
            _("Was the match only a guess?"),
            (
                claim(
                    _(
                        "In February 2020 a judge found that ICE asked for holds with no"
                        " record at all. Being born abroad was enough. An appeals court"
                        " threw out that ruling in September 2020."
                    ),
                    "S38",
                    "S112",
                    "S120",
                    "S121",
                ),
                claim(
                    _(
                        "The case was settled. Since March 4, 2025, the ICE offices in it may only"
                        " ask for notice."
                    ),
                    "S36",
                ),
                reasoned(
                    _(
                        "Is only the third box on the form checked? Then ICE relied on a"
                        " computer match alone."
                    ),
                    "S30",
                ),
            ),
            "list",
            see_also=(("guide", "hold"), ("ways", "lawyer")),
        ),
        Passage(
            _("Was the match right, but the hold wrong?"),
            (
                reasoned(
                    _(
                        "The prints are yours, but nothing in the record says that you must"
                        " leave the US."
                    ),
                    "S84b",
                    "S145",
                    "S62",
                ),
                claim(
                    _(
                        "Since January 2025, an arrest for some crimes can lead to a hold."
                        " This law is about people without immigration status."
                    ),
                    "S206",
                ),
            ),
            "list",
        ),
        Passage(
            _("What do I ask for?"),
            (
                _("Ask what matched: the prints, the name, the birth date, or a photo."),
                _("Ask whose record it was, and what it says."),
                _("Ask for a copy of the hold form. See which boxes are checked."),
            ),
            "list",
        ),
    ),
)
