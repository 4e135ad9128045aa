"""Page group 3: what happened. Facts are asked for, never conclusions."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..base import StepForm
from ..choice_fields import NOT_SAY, NOT_SURE, UNSURE, Choice, Choices, State, YesNoUnsure
from ..conditions import for_someone_else, in_jail, kept_for_unknown_days, out_of_jail
from ..contact_fields import Number
from ..date_fields import PartialDate, PartialMoment
from ..hours import is_before
from ..states import SHARED_TIMEZONES, ZONE_NAMES
from ..steps import voiced
from ..text_fields import Code, LongText, Name, ShortText
from .jail_clock import JailClockForm
from .stays import release_reason


class StartForm(StepForm):
    how = Choice(
        label=_("How did it start?"),
        choices=[
            ("traffic_stop", _("A traffic stop")),
            ("police", _("Police made an arrest")),
            ("warrant", _("An old warrant")),
            ("ice_home", _("ICE came to the home")),
            ("ice_work", _("ICE came to work")),
            ("street", _("On the street, by ICE")),
            ("check_in", _("At an ICE or immigration check-in")),
            ("court", _("At a court")),
            ("border", _("At the border or an airport")),
            ("already_in_jail", _("Already in jail or prison")),
            ("other", _("In another way")),
            UNSURE,
        ],
        required_message=_("Choose how it started. You can choose “I am not sure”."),
    )


class WhenWhereForm(StepForm):
    when = PartialDate(
        label=_("When did it happen?"),
        help_text=_("For example: March 14, 2026. If you only know the year, write the year."),
        past=True,
    )
    city = ShortText(label=_("City or town"))
    state = State(
        label=_("State"), required_message=_("Choose a state. You can choose “I am not sure”.")
    )
    agency = ShortText(
        label=_("Who made the arrest?"),
        help_text=_("For example: city police, sheriff, ICE."),
    )


class HoldForm(StepForm):
    ice_asked = YesNoUnsure(
        label=voiced(
            _("Did ICE ask the jail to hold you?"), _("Did ICE ask the jail to hold them?")
        ),
        required_message=_("Choose yes, no, or “I am not sure”."),
    )


class DetainerForm(StepForm):
    seen = Choice(
        label=_("Is there a form about the hold?"),
        choices=[
            ("have", _("I have it")),
            ("seen", _("I saw it")),
            ("told", _("Someone told me about it")),
        ],
        required_message=_("Choose if you have the form, saw it, or heard about it."),
    )
    paper = Choice(
        label=_("Which form is it?"),
        help_text=_("Look for a form number, such as I-247A."),
        choices=[
            ("i247a", _("I-247A: asks the jail to hold the person")),
            ("i247g", _("I-247G: only asks the jail to tell ICE about the release")),
            ("i247_old", _("An older I-247")),
            ("i200", _("I-200: ICE warrant of arrest")),
            ("i205", _("I-205: ICE warrant of removal")),
            ("other", _("Another document")),
            ("not_seen", _("I have not seen it")),
        ],
    )
    placed_on = PartialDate(label=_("When did ICE send it?"), past=True)
    number = Code(
        label=_("Numbers on the form"),
        help_text=_("Such as an event or subject number."),
        identity=True,
    )
    still_there = YesNoUnsure(label=_("Is there still a hold?"))


class HoldCopyForm(StepForm):
    copy_given = YesNoUnsure(
        label=voiced(
            _("Did you get a copy of the form?"),
            _("Did they get a copy of the form?"),
        ),
        required_message=_("Choose yes, no, or “I am not sure”."),
    )
    copy_on = PartialMoment(label=_("When?"), depends_on=("copy_given", ("yes",)), past=True)
    copy_language = ShortText(
        label=_("Which language was it in?"), depends_on=("copy_given", ("yes",))
    )
    told_by = Choices(
        label=voiced(
            _("How did you learn about the hold?"), _("How did they learn about the hold?")
        ),
        choices=[
            ("jail", _("Jail staff")),
            ("paper", _("The hold form")),
            ("lawyer", _("A lawyer")),
            ("family", _("Family")),
            ("ice", _("ICE, in person or by phone")),
            ("web", _("A web page")),
            ("not_sure", _("I am not sure")),
        ],
    )


class MatchForm(StepForm):
    matched_on = Choices(
        label=_("What did they say matched?"),
        choices=[
            ("name", _("The name")),
            ("fingerprints", _("Fingerprints")),
            ("birth_date", _("The date of birth")),
            ("photo", _("A photo or a phone app")),
            ("birth_place", _("The place of birth")),
            ("old_record", _("An old record")),
            ("not_said", _("They did not say")),
            ("not_sure", _("I am not sure")),
        ],
        exclusive=("not_said", "not_sure"),
    )
    whose_record = Choice(
        label=_("Whose record was it?"),
        choices=[
            ("mine_wrong", voiced(_("Mine, but it is wrong"), _("Theirs, but it is wrong"))),
            ("out_of_date", voiced(_("Mine, but it is old"), _("Theirs, but it is old"))),
            ("another", _("Someone else's")),
            ("mixed", _("A mix of two people")),
            UNSURE,
        ],
    )
    record_says = ShortText(
        label=_("What is wrong in the record?"),
        help_text=_("For example: an old order, another name."),
    )
    twin_or_same_name = YesNoUnsure(
        label=_("Does someone have the same name, or is there a twin?"),
        help_text=_("Or someone who used the name or the documents."),
    )
    happened_before = ShortText(label=_("Has this happened before? When and where?"), added=True)


class WhyWrongForm(StepForm):
    reasons = Choices(
        label=_("Why is it wrong?"),
        choices=[
            ("us_citizen", voiced(_("I am a US citizen"), _("This person is a US citizen"))),
            (
                "us_national",
                voiced(
                    _("I am a US national, not a citizen"),
                    _("They are a US national, not a citizen"),
                ),
            ),
            ("permanent_resident", voiced(_("I have a green card"), _("They have a green card"))),
            (
                "other_status",
                voiced(
                    _("I have a visa, a work permit or other status"),
                    _("They have a visa, a work permit or other status"),
                ),
            ),
            (
                "status_changed",
                voiced(
                    _("I became a citizen or got status later"),
                    _("They became a citizen or got status later"),
                ),
            ),
            ("same_name", _("Another person has the same name")),
            ("other_persons_prints", _("The fingerprints belong to someone else")),
            ("identity_theft", _("Someone used the name or documents")),
            ("mixed_file", _("The files of two people were mixed up")),
            ("stale_record", _("The record is old, and the case is closed")),
            ("clerical_error", _("A name, date or number is wrong")),
            (
                "wrong_conviction",
                voiced(
                    _("It shows someone else's crime"),
                    _("It shows someone else's crime"),
                ),
            ),
            (
                "victim_or_witness",
                voiced(_("I was a victim or a witness"), _("They were a victim or a witness")),
            ),
            ("other", _("Another reason")),
            NOT_SAY,
            NOT_SURE,
        ],
        required_message=_("Choose why it is wrong. You can choose “I am not sure”."),
    )


class ProofForm(StepForm):
    papers_held = Choices(
        label=_("Do you have a document that shows this?"),
        choices=[
            ("birth_certificate", _("Birth certificate")),
            ("passport", _("Passport or passport card")),
            ("citizenship", _("Citizenship certificate")),
            ("birth_abroad", _("Report of birth abroad to a US parent")),
            ("green_card", _("Green card")),
            ("work_or_visa", _("Work permit or visa")),
            ("court", _("Court document")),
            ("other", _("Another document")),
            ("not_now", _("Not now")),
            ("not_sure", _("I am not sure")),
        ],
        exclusive=("not_now", "not_sure"),
    )


class HeldOverForm(JailClockForm):
    kept = YesNoUnsure(
        label=voiced(
            _("Were you held past your release date?"),
            _("Were they held past their release date?"),
        ),
        required_message=_("Choose yes, no, or “I am not sure”."),
    )
    due_out = PartialMoment(
        label=voiced(
            _("When should you have been released?"), _("When should they have been released?")
        ),
    )
    due_why = release_reason(visible_if=in_jail)
    went_out = PartialMoment(
        label=voiced(_("When did you leave that jail?"), _("When did they leave that jail?")),
        visible_if=out_of_jail,
        past=True,
    )
    jail_state = State(
        label=_("In which state is that jail?"),
        help_text=_("We count in its time zone."),
        added=True,
    )
    zone = Choice(
        label=_("Which time zone is the jail in?"),
        help_text=_("This state has two time zones."),
        choices=[*((zone, ZONE_NAMES[zone]) for zone in SHARED_TIMEZONES), UNSURE],
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        due, went = values.get("due_out"), values.get("went_out")
        if values.get("kept") == "yes" and is_before(went, due):
            self.add_error(
                "went_out",
                gettext(
                    "This day is before the release day that you wrote above. Check both dates."
                ),
            )
        return values


class StoryForm(StepForm):
    story = LongText(
        label=_("What happened?"),
        help_text=_("Start with the arrest. Who was there? What did they say and do?"),
        rows=12,
    )
    seen_or_told = Choice(
        label=_("How do you know this?"),
        choices=[
            ("saw", _("I saw it")),
            ("told_by_them", _("They told me")),
            ("told_by_others", _("Others told me")),
            ("both", _("I saw some of it, and heard some of it")),
        ],
        visible_if=for_someone_else,
    )


class ProfilingForm(StepForm):
    said_or_done = LongText(
        label=_("What was said or done?"),
        help_text=_("Write the words you remember."),
        rows=5,
    )
    ground = Choices(
        label=_("What was the reason?"),
        choices=[
            ("race", _("Race or color")),
            ("national_origin", _("Country or ethnic group")),
            ("language", _("Language or accent")),
            ("name", _("The name")),
            ("religion", _("Religion")),
            ("disability", _("Disability")),
            ("other", _("Something else")),
            NOT_SAY,
            NOT_SURE,
        ],
    )


class OfficerForm(StepForm):
    name = ShortText(label=_("Name or badge number"))
    agency = Choice(
        label=_("Who do they work for?"),
        choices=[
            ("ice", _("ICE")),
            ("police", _("Police or sheriff")),
            ("jail", _("The jail")),
            ("border", _("Border officers")),
            UNSURE,
        ],
    )
    note = ShortText(label=_("What else do you remember?"))

    require_one_of = ("name", "agency", "note")
    require_one_of_message = _("Write one thing about this officer, or choose “Skip”.")


class WitnessForm(StepForm):
    name = Name(label=_("Name"), required_message=_("Write a name, or use “Skip”."))
    reach = ShortText(label=_("Phone or address"), identity=True)
    saw = ShortText(label=_("What did they see or hear?"))


class TreatmentForm(StepForm):
    treated = Choices(
        label=_("Did any of these happen?"),
        choices=[
            ("no_reason", _("No one gave a reason")),
            ("no_interpreter", _("No interpreter")),
            ("no_call", _("No phone call")),
            ("no_lawyer", _("No talk with a lawyer")),
            ("signed_unread", _("Signed papers without reading them")),
            ("hurt", _("Hurt, or force was used")),
            ("no_care", _("No doctor or medicine")),
            ("worse_because", _("Treated worse because of race, language or faith")),
            ("children", _("Children were left alone or taken away")),
            ("none", _("None of these")),
            NOT_SAY,
            NOT_SURE,
        ],
    )


class HarmForm(StepForm):
    cost = Choices(
        label=voiced(_("What did you lose?"), _("What did they lose?")),
        choices=[
            ("liberty", _("Time in jail")),
            ("job", _("A job, or pay")),
            ("bail", _("Money for bail or a lawyer")),
            ("health", _("Health")),
            ("home", _("A home")),
            ("children", _("Time with children")),
            ("school", _("School")),
            ("things", _("A car or other things")),
            ("good_name", _("Reputation")),
            ("removed", _("Being deported")),
            ("other", _("Something else")),
            ("none", _("None of these")),
            NOT_SAY,
            NOT_SURE,
        ],
    )
    days_held = Number(
        label=_("How many extra days in jail?"),
        help_text=_("A guess is fine."),
        asked_if=kept_for_unknown_days,
    )
