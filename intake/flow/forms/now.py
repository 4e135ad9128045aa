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
    # A message that is begun for somebody would stay on a phone that others use: there is none.
    call = format_html('<a dir="ltr" href="tel:{}">{}</a>', CRISIS_PHONE, _("Call 988"))
    text = format_html('<a dir="ltr" href="sms:{}">{}</a>', CRISIS_PHONE, _("text 988"))
    sentence = _(
        "Choose all that apply. Thinking about dying? {call} or {text} in the United States."
    )
    return format_html(str(sentence), call=call, text=text)


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
            ("work", _("Someone I help at work")),
        ],
        hints={"work": _("You are a lawyer, or you work for a group or a church.")},
        required_message=_("Choose who this is about."),
    )


class CustodyForm(StepForm):
    where = Choice(
        label=voiced(_("Where are you now?"), _("Where is this person now?")),
        choices=[
            ("free", voiced(_("I am free"), _("They are free"))),
            ("local_jail", _("In a jail (county or city)")),
            ("ice", _("In an ICE detention center")),
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
            ("moving", voiced(_("I may be moved soon"), _("They may be moved soon"))),
            (
                "removal_told",
                voiced(
                    _("Someone said I will be deported soon"),
                    _("Someone said they will be deported soon"),
                ),
            ),
            (
                "sick",
                voiced(
                    _("I am sick or hurt, or get no medicine"),
                    _("They are sick or hurt, or get no medicine"),
                ),
            ),
            ("pregnant", voiced(_("I am pregnant"), _("They are pregnant"))),
            ("under_18", voiced(_("I am under 18"), _("They are under 18"))),
            (
                "self_harm",
                voiced(
                    _("I am thinking about dying or hurting myself"),
                    _("They are thinking about dying or hurting themselves"),
                ),
            ),
            ("threatened", voiced(_("Someone threatened me"), _("Someone threatened them"))),
            (
                "told_to_sign",
                voiced(
                    _("Someone is telling me to sign papers"),
                    _("Someone is telling them to sign papers"),
                ),
            ),
            (
                "not_heard",
                voiced(
                    _("My family has not heard from me for two days"),
                    _("No one has heard from them for two days"),
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
                    _("I must report, go to court, or leave soon"),
                    _("They must report, go to court, or leave soon"),
                ),
            ),
            ("looked_for", voiced(_("ICE is looking for me"), _("ICE is looking for them"))),
            ("threatened", voiced(_("Someone threatened me"), _("Someone threatened them"))),
            (
                "self_harm",
                voiced(
                    _("I am thinking about dying or hurting myself"),
                    _("They are thinking about dying or hurting themselves"),
                ),
            ),
            (
                "sick",
                voiced(
                    _("I am sick or hurt, and cannot get care"),
                    _("They are sick or hurt, and cannot get care"),
                ),
            ),
            ("pregnant", voiced(_("I am pregnant"), _("They are pregnant"))),
            ("proof_at_risk", _("Video or records may soon be lost, or someone may take revenge")),
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
            (
                "removed",
                voiced(_("The US government deported me"), _("The US government deported them")),
            ),
            ("under_18", voiced(_("I am under 18"), _("They are under 18"))),
            ("threatened", voiced(_("Someone threatened me"), _("Someone threatened them"))),
            (
                "self_harm",
                voiced(
                    _("I am thinking about dying or hurting myself"),
                    _("They are thinking about dying or hurting themselves"),
                ),
            ),
            (
                "sick",
                voiced(
                    _("I am sick or hurt, and cannot get care"),
                    _("They are sick or hurt, and cannot get care"),
                ),
            ),
            ("pregnant", voiced(_("I am pregnant"), _("They are pregnant"))),
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
            ("release", _("The day of release")),
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
                    _("A computer mixed me up with someone else"),
                    _("A computer mixed them up with someone else"),
                ),
            ),
            (
                "status_wrong",
                voiced(
                    _("ICE is wrong about my citizenship or status"),
                    _("ICE is wrong about their citizenship or status"),
                ),
            ),
            (
                "held_longer",
                voiced(
                    _("The jail kept me past my release because of ICE"),
                    _("The jail kept them past their release because of ICE"),
                ),
            ),
            ("ice_arrest", _("ICE made a stop, a home visit or an arrest by mistake")),
            (
                "profiling",
                voiced(
                    _("It was about my race, language or name"),
                    _("It was about their race, language or name"),
                ),
            ),
            ("conditions_or_abuse", _("Bad treatment while locked up")),
            ("other", _("Something else")),
            ("not_sure", _("I am not sure")),
        ],
        required_message=_("Choose what went wrong. You can choose “I am not sure”."),
    )
