"""Questions that one letter needs and nobody else is asked: their pages are opened from a letter.

What may be asked with a letter, and why each, is in packets/letter_pages.py.
"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..base import StepForm
from ..choice_fields import NOT_SURE, UNSURE, Choice, Choices, YesNoUnsure
from ..date_fields import PartialDate
from ..steps import voiced
from ..text_fields import Code, Name, ShortText
from .person import LANGUAGES

SIGN_LANGUAGE, OTHER_LANGUAGE = "sign", "other"


class NeedsForm(StepForm):
    """How an office can talk with the person, and write to them."""

    language = Choice(
        label=voiced(_("Your own language"), _("The person's own language")),
        choices=[
            *LANGUAGES[:-1],
            (SIGN_LANGUAGE, _("American Sign Language")),
            LANGUAGES[-1],
            UNSURE,
        ],
    )
    other_language = Name(
        label=_("Which language?"),
        help_text=_("For example: Mixteco, Bulgarian or Samoan."),
        identity=False,
        depends_on=("language", (OTHER_LANGUAGE,)),
        required_message=_("Write the language."),
    )
    interpreter = YesNoUnsure(
        label=voiced(_("Do you need an interpreter?"), _("Do they need an interpreter?"))
    )
    helps = Choices(
        label=voiced(
            _("What helps you talk, read or write?"),
            _("What helps them talk, read or write?"),
        ),
        help_text=_("We put this only into the letter to CRCL, and only with your OK."),
        choices=[
            ("deaf", voiced(_("I am deaf"), _("They are deaf"))),
            (
                "hard_of_hearing",
                voiced(_("I am hard of hearing"), _("They are hard of hearing")),
            ),
            ("relay", _("A call through a relay service or TTY")),
            ("large_print", _("Large print")),
            (
                "read_aloud",
                voiced(
                    _("Someone to read documents to me"), _("Someone to read documents to them")
                ),
            ),
            ("call", _("A call instead of a letter")),
            ("written", _("Writing instead of a call")),
            ("more_time", _("More time, and plain words")),
            NOT_SURE,
        ],
    )
    other_need = ShortText(label=_("Anything else that helps?"))


class NumbersForm(StepForm):
    """The numbers by which immigration offices find a person."""

    a_number = Code(
        label=voiced(_("Your A-number"), _("Their A-number")),
        help_text=_("The letter A and 7 to 9 digits. For example: A000 111 222."),
        identity=True,
    )
    other_a_number = Code(
        label=_("An A-number of someone else"),
        help_text=_("For example: the number of a person with the same name."),
        identity=True,
    )
    event_number = Code(
        label=_("ICE event number"),
        help_text=_("3 letters and 10 digits. Look for it on forms from ICE."),
        identity=True,
    )
    subject_number = Code(
        label=_("ICE subject number"),
        help_text=_("Look for it on forms from ICE."),
        identity=True,
    )


class CitizenshipForm(StepForm):
    """What a claim to be a citizen or a national of the United States rests on."""

    basis = Choice(
        label=voiced(
            _("What makes you a citizen or national?"), _("What makes them a citizen or national?")
        ),
        choices=[
            ("born_here", _("Born in the United States or Puerto Rico")),
            ("national", _("Born in American Samoa or on Swains Island")),
            (
                "naturalized",
                voiced(
                    _("I became a citizen (naturalization)"),
                    _("They became a citizen (naturalization)"),
                ),
            ),
            ("parent_birth", _("Born abroad to a parent who is a citizen")),
            ("parent_child", _("Through a parent, as a child")),
            UNSURE,
        ],
        hints={"parent_child": _("Ask a lawyer to check this first.")},
    )
    birth_place = Name(
        label=_("Place of birth"),
        help_text=_("City and state. For example: Sampletown, Arizona."),
        depends_on=("basis", ("born_here", "national")),
    )
    since = PartialDate(
        label=voiced(_("When did you become a citizen?"), _("When did they become a citizen?")),
        help_text=_("Look for the date on the certificate."),
        depends_on=("basis", ("naturalized", "parent_child")),
        identity=True,
        past=True,
    )


class AuthorityForm(StepForm):
    """By what right somebody acts for another, beside being a parent or a lawyer."""

    may_act = Choice(
        label=_("Does a document let you act for them?"),
        choices=[
            ("guardian", _("A court made me their guardian")),
            ("power_of_attorney", _("They signed a power of attorney")),
            ("none", _("No such document")),
            UNSURE,
        ],
    )
    copy = YesNoUnsure(
        label=_("Can you send a copy of that document?"),
        depends_on=("may_act", ("guardian", "power_of_attorney")),
    )


class DecisionForm(StepForm):
    """A decision of an office or a court, and its day: a letter or a deadline rests on it."""

    what = Choice(
        label=_("What was decided?"),
        choices=[
            ("judge_closed", _("An immigration judge closed the case")),
            ("judge_ended", _("An immigration judge ended an order")),
            ("status", _("An office changed an immigration status")),
            ("lawsuit", _("A lawsuit was filed")),
            ("crcl", _("CRCL answered the complaint")),
            ("records", _("An office refused to send records")),
            ("amendment", _("An office refused to fix a record")),
            ("claim", _("A federal office denied a claim for money")),
            NOT_SURE,
        ],
        required_message=_("Choose what was decided."),
    )
    on = PartialDate(
        label=pgettext_lazy("of a decision", "Date"),
        help_text=_("For an office, the date on its letter."),
        past=True,
    )
    copy = YesNoUnsure(label=_("Can you send a copy of it?"))
