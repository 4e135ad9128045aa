"""Page group 2: whose rights it is about."""

from django.utils.translation import gettext_lazy as _

from ..base import StepForm
from ..choice_fields import UNSURE, Choice
from ..conditions import held_now
from ..date_fields import PartialDate
from ..steps import voiced
from ..text_fields import Name, ShortText

LANGUAGES = [
    ("en", _("English")),
    ("es", _("Spanish")),
    ("ht", _("Haitian Creole")),
    ("pt", _("Portuguese")),
    ("fr", _("French")),
    ("ar", _("Arabic")),
    ("zh", _("Chinese")),
    ("vi", _("Vietnamese")),
    ("ru", _("Russian")),
    ("am", _("Amharic")),
    ("so", _("Somali")),
    ("other", _("Another language")),
]


class PersonForm(StepForm):
    given_names = Name(
        label=_("Given names"),
        help_text=_("First and middle names, or the only name."),
    )
    family_names = Name(
        label=_("Family names"),
        help_text=_("All of them, if there are two."),
    )
    other_names = Name(
        label=_("Other names or spellings"),
        help_text=_("Names used before, short names, or other ways to spell it."),
    )

    require_one_of = ("given_names", "family_names")
    require_one_of_message = _("Write a name. One name is enough.")


class BornForm(StepForm):
    birth_date = PartialDate(
        label=voiced(_("When were you born?"), _("When was this person born?")),
        help_text=_("For example: 3 14 1990. Only the year is fine."),
        identity=True,
        past=True,
    )
    birth_country = ShortText(
        label=_("Country of birth"),
        help_text=_("The ICE search page asks for it. You can leave it empty."),
        identity=True,
        visible_if=held_now,
    )


class LanguageForm(StepForm):
    speaks = Choice(
        label=voiced(
            _("Which language do you speak best?"), _("Which language should we speak with you?")
        ),
        choices=[*LANGUAGES, UNSURE],
        required_message=_("Choose a language to speak."),
    )
    reads = Choice(
        label=_("Which language is best to read?"),
        choices=[*LANGUAGES, ("call", _("It is better to call")), UNSURE],
    )
