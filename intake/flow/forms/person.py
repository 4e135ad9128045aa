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
        help_text=_("If there is only one name, write it here."),
    )
    family_names = Name(
        label=_("Last names"),
        help_text=_("If there are two, write both."),
    )
    other_names = Name(
        label=_("Other names or spellings"),
        help_text=_("For example: a maiden name, a nickname, or a wrong spelling."),
    )

    require_one_of = ("given_names", "family_names")
    require_one_of_message = _("Write a name. One name is enough.")


class BornForm(StepForm):
    birth_date = PartialDate(
        label=voiced(_("When were you born?"), _("When was this person born?")),
        help_text=_("For example: March 14, 1990. If you only know the year, write the year."),
        identity=True,
        past=True,
    )
    birth_country = ShortText(
        label=_("Country of birth"),
        help_text=_("The ICE search page asks for it."),
        identity=True,
        visible_if=held_now,
    )


class LanguageForm(StepForm):
    speaks = Choice(
        label=voiced(_("Language to speak"), _("Which language should we speak with you?")),
        choices=[*LANGUAGES, UNSURE],
        required_message=_("Choose a language to speak."),
    )
    reads = Choice(
        label=_("Language to read in"),
        choices=[*LANGUAGES, ("call", _("It is better to call")), UNSURE],
    )
