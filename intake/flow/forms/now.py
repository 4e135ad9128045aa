"""Page group 1: what is happening now."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from ..base import StepForm
from ..choice_fields import Choice, Choices
from ..conditions import HELD
from ..steps import voiced
from ..text_fields import Code, ShortText

# The number is that of the US 988 Suicide and Crisis Lifeline; look at it again at each review.
CRISIS_PHONE = "988"


class FilerForm(StepForm):
    filing_for = Choice(
        label=_("Who is this about?"),
        choices=[
            ("me", _("Me")),
            ("family", _("Someone in my family, or a friend")),
            ("work", _("Someone I help in my work")),
        ],
        hints={"work": _("You are a lawyer, or you work for a group or a church.")},
        required_message=_("Choose who this is about."),
    )


class CustodyForm(StepForm):
    where = Choice(
        label=voiced(_("Where are you now?"), _("Where is this person now?")),
        choices=[
            ("free", voiced(_("I am free"), _("They are free"))),
            ("local_jail", _("In a local jail")),
            ("ice", _("In a place run by ICE")),
            ("prison", _("In prison")),
            ("abroad", _("Outside the United States")),
            ("unsure", _("I am not sure")),
        ],
        required_message=voiced(
            _("Choose where you are now."), _("Choose where this person is now.")
        ),
    )
    facility = ShortText(
        label=_("Which jail or place?"),
        help_text=_("Its name, or the town it is in."),
        depends_on=("where", HELD),
    )
    booking_number = Code(
        label=_("Booking number"),
        help_text=_("Ask the jail for it. You do not need it to go on."),
        identity=True,
        depends_on=("where", HELD),
    )


class DangerForm(StepForm):
    happening = Choices(
        label=_("Is any of this happening?"),
        help_text=format_lazy(
            _(
                "Choose all that fit. For thoughts of dying, call or text {phone} in the United"
                " States. In a call, press 2 for Spanish."
            ),
            phone=CRISIS_PHONE,
        ),
        choices=[
            ("moving", voiced(_("I am about to be moved"), _("They are about to be moved"))),
            ("removal_told", _("Someone told of a flight, or of being deported soon")),
            ("sick", _("Sick or hurt, or medicine was stopped")),
            ("pregnant", _("Pregnant")),
            ("under_18", _("Under 18 years old")),
            ("self_harm", _("Thoughts of dying or of self-harm")),
            ("threatened", _("Threatened by someone")),
            ("told_to_sign", _("Told to sign papers")),
            (
                "not_heard",
                voiced(
                    _("My family has not heard from me for two days"),
                    _("Nobody has heard from them for two days"),
                ),
            ),
            ("none", _("None of these")),
            ("not_sure", _("I am not sure")),
        ],
        required_message=_("Choose what is happening, or “None of these”."),
    )


class ProblemForm(StepForm):
    went_wrong = Choices(
        label=_("What went wrong?"),
        help_text=_("Choose all that fit."),
        choices=[
            (
                "wrong_match",
                voiced(
                    _("A computer said I was someone else"),
                    _("A computer said they were someone else"),
                ),
            ),
            (
                "status_wrong",
                voiced(
                    _("They said I am not a citizen, or have no papers, and that is wrong"),
                    _("ICE said they are not a citizen, or have no papers, and that is wrong"),
                ),
            ),
            (
                "held_longer",
                voiced(
                    _("I was kept in jail longer because of ICE"),
                    _("They were kept in jail longer because of ICE"),
                ),
            ),
            ("ice_arrest", _("ICE made a stop, a home visit or an arrest by mistake")),
            (
                "profiling",
                voiced(
                    _("ICE or police used my race, language or name"),
                    _("ICE or police used their race, language or name"),
                ),
            ),
            ("conditions_or_abuse", _("Bad treatment while locked up")),
            ("other", _("Something else")),
            ("not_sure", _("I am not sure")),
        ],
        required_message=_("Choose what went wrong. You can choose “I am not sure”."),
    )
