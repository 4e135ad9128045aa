"""Page group 4: what helps."""

from django.utils.translation import gettext_lazy as _

from ..base import StepForm
from ..choice_fields import NOT_SURE, UNSURE, Choice, Choices, YesNoUnsure
from ..steps import voiced
from ..text_fields import Code, Name, ShortText


class EarlierReportsForm(StepForm):
    told = Choices(
        label=voiced(_("Who have you told about this?"), _("Who knows about this so far?")),
        choices=[
            ("crcl", _("CRCL, the civil rights office of DHS")),
            ("ice", _("ICE")),
            ("other_office", _("Another government office")),
            ("congress", _("A member of Congress")),
            ("jail", _("The jail")),
            ("police", _("The police")),
            ("court", _("A court")),
            ("money_claim", _("A federal office, with a claim for money")),
            ("press", _("The press")),
            ("no_one", _("No one")),
            ("not_sure", _("I am not sure")),
        ],
        exclusive=("no_one", "not_sure"),
    )
    crcl_number = Code(
        label=_("CRCL complaint number"),
        help_text=_("CRCL gives a number for each complaint."),
        identity=True,
        depends_on=("told", ("crcl",)),
    )
    # Django takes fields off the class, so this is not in the way of the method.
    answer = ShortText(label=_("What did they say?"))  # type: ignore[assignment]


class LawyerForm(StepForm):
    has_lawyer = Choice(
        label=voiced(_("Do you have a lawyer?"), _("Does this person have a lawyer?")),
        choices=[
            ("yes", _("Yes")),
            ("no", _("No")),
            ("looking", _("Looking for one")),
            UNSURE,
        ],
        required_message=_("Choose yes, no, or “I am not sure”."),
    )
    lawyer_name = Name(
        label=_("The lawyer's name and phone number"), depends_on=("has_lawyer", ("yes",))
    )
    open_case = YesNoUnsure(label=_("Is there a case in a court now?"))


class WantsForm(StepForm):
    wants = Choices(
        label=_("What do you want to happen?"),
        choices=[
            ("release", _("Release now")),
            ("record", _("Fix the record")),
            ("cancel_hold", _("ICE cancels the hold")),
            ("answer", _("An answer or an apology")),
            ("rule", _("A change in the rules")),
            ("discipline", _("The officers face consequences")),
            ("money", _("Money for the harm")),
            ("copies", _("Copies of the records")),
            ("never_again", _("Make sure it never happens again")),
            ("case_help", _("Help with an immigration case")),
            NOT_SURE,
        ],
        hints={
            "release": _("CRCL cannot free anyone. A lawyer and a judge can."),
            "record": _("The office that keeps the record must change it."),
            "cancel_hold": _("ICE can cancel its hold. A judge can free someone."),
            "answer": _("CRCL does not solve one person's case."),
            "money": _("CRCL cannot pay. A claim for money has its own rules and deadlines."),
            "copies": _("You ask the office that keeps the records. It can take months."),
            "case_help": _("Ask a lawyer for this. We cannot do it."),
        },
    )


class MissingDocumentsForm(StepForm):
    missing = Choice(
        label=voiced(
            _("Do you have documents that show this?"), _("Do they have documents that show this?")
        ),
        choices=[
            ("later", _("I will add them later")),
            ("help_find", _("I need help to find them")),
            ("cannot", _("I cannot get them")),
            ("none", _("There are none")),
        ],
    )
