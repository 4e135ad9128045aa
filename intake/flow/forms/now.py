"""Page group 1: what is happening now."""

from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from ..base import StepForm
from ..choice_fields import UNSURE, Choice, Choices, State
from ..conditions import HELD, held_or_unknown, is_abroad, is_free, thinks_of_dying
from ..date_fields import PartialDate, PartialMoment
from ..steps import AnswerMap, voiced
from ..text_fields import Code, ShortText

# The number is that of the US 988 Suicide and Crisis Lifeline; look at it again at each review.
CRISIS_PHONE = "988"


def _crisis_help() -> SafeString:
    link = format_html('<a dir="ltr" href="tel:{0}">{0}</a>', CRISIS_PHONE)
    sentence = _(
        "Choose all that fit. For thoughts of dying, call or text {phone} in the United States."
    )
    return format_html(str(sentence), phone=link)


def crisis_phone(answers: AnswerMap) -> str:
    """Return the number for whoever chose thoughts of dying, else "", wherever they are."""
    return CRISIS_PHONE if thinks_of_dying(answers) else ""


CRISIS_HELP = lazy(_crisis_help, SafeString)()


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
        help_text=_("Its name or its town."),
        depends_on=("where", HELD),
    )
    booking_number = Code(
        label=_("Booking number"),
        help_text=_("Ask the jail for it."),
        identity=True,
        depends_on=("where", HELD),
    )
    came_in = PartialDate(
        label=voiced(_("When did ICE bring you there?"), _("When did ICE bring them there?")),
        depends_on=("where", ("ice",)),
        past=True,
        added=True,
    )
    state = State(label=_("In which state is it?"), depends_on=("where", ("ice",)), added=True)


class DangerForm(StepForm):
    happening = Choices(
        label=_("Is any of this happening?"),
        help_text=CRISIS_HELP,
        visible_if=held_or_unknown,
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
    happening_free = Choices(
        label=voiced(
            _("You are free. Is any of this happening?"),
            _("They are free. Is any of this happening?"),
        ),
        help_text=CRISIS_HELP,
        choices=[
            (
                "told_to_go",
                voiced(
                    _("I was told to report, go to court, or leave soon"),
                    _("They were told to report, go to court, or leave soon"),
                ),
            ),
            ("looked_for", voiced(_("ICE is looking for me"), _("ICE is looking for them"))),
            ("threatened", _("Threatened by someone")),
            ("self_harm", _("Thoughts of dying or of self-harm")),
            ("sick", _("Sick or hurt, and no care")),
            ("pregnant", _("Pregnant")),
            ("proof_at_risk", _("Video or papers may soon be lost, or someone may take revenge")),
            ("none", _("None of these")),
            ("not_sure", _("I am not sure")),
        ],
        required_message=_("Choose what is happening, or “None of these”."),
        visible_if=is_free,
    )
    happening_abroad = Choices(
        label=voiced(
            _("You are abroad. Is any of this happening?"),
            _("They are abroad. Is any of this happening?"),
        ),
        help_text=CRISIS_HELP,
        choices=[
            ("removed", _("Sent out of the United States by its government")),
            ("under_18", _("Under 18 years old")),
            ("threatened", _("Threatened by someone")),
            ("self_harm", _("Thoughts of dying or of self-harm")),
            ("sick", _("Sick or hurt, and no care")),
            ("pregnant", _("Pregnant")),
            ("none", _("None of these")),
            ("not_sure", _("I am not sure")),
        ],
        required_message=_("Choose what is happening, or “None of these”."),
        visible_if=is_abroad,
    )


class ComingDateForm(StepForm):
    what = Choice(
        label=_("What is it?"),
        choices=[
            ("court", _("A day in court")),
            ("report", _("A day to report to ICE or another office")),
            ("flight", _("A flight, a move, or a day to leave")),
            ("release", _("The day to go free")),
            ("other", _("Something else")),
            UNSURE,
        ],
        required_message=_("Choose what it is, or use “Skip”."),
    )
    when = PartialMoment(label=_("When is it?"))
    place = ShortText(label=_("Where is it?"), help_text=_("Such as the court or office."))


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
