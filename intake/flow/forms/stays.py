"""Places of custody: the jail that somebody left, and others before or after it."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..base import StepForm
from ..choice_fields import UNSURE, Choice, State
from ..date_fields import PartialDate, PartialMoment
from ..hours import is_before
from ..states import SHARED_TIMEZONES, ZONE_NAMES
from ..steps import AnswerMap, Spoken, voiced
from ..text_fields import ShortText
from .jail_clock import JailClockForm

FREED: tuple[str, Spoken] = ("freed", voiced(_("I was released"), _("They were released")))
BY_ICE: tuple[str, Spoken] = ("ice", voiced(_("ICE took me"), _("ICE took them")))
ANOTHER_JAIL: tuple[str, Spoken] = ("another_jail", _("Another jail"))
STILL_THERE: tuple[str, Spoken] = ("here", voiced(_("I am still there"), _("They are still there")))


def release_reason(visible_if: Callable[[AnswerMap], bool] | None = None) -> Choice:
    """Return the question why release was due, as each page that asks for its day has it."""
    return Choice(
        label=_("Why should it have ended?"),
        visible_if=visible_if,
        choices=[
            ("bail", _("Bail was paid")),
            ("dropped", _("The case was dropped")),
            ("served", _("The sentence was over")),
            ("judge", _("A judge said so")),
            UNSURE,
        ],
        added=True,
    )


class JailForm(StepForm):
    """The jail that the person left; `held-over` asks for its state and for both days."""

    facility = ShortText(label=_("Which jail was it?"), help_text=_("Its name or town."))
    came_in = PartialDate(
        label=voiced(_("When did you get there?"), _("When did they get there?")), past=True
    )
    due_why = release_reason()
    ended = Choice(label=_("How did it end?"), choices=[FREED, BY_ICE, ANOTHER_JAIL, UNSURE])


class StayForm(JailClockForm):
    """One more place, asked on two pages: where and from when; then release, and how it ended."""

    is_where_it_happened = False

    kind = Choice(
        label=_("What kind of place?"),
        choices=[
            ("local_jail", _("A jail (county or city)")),
            ("ice", _("An ICE detention center")),
            ("prison", _("A prison")),
            UNSURE,
        ],
        required_message=_("Choose what kind of place it is. You can choose “I am not sure”."),
    )
    facility = ShortText(label=_("Its name, or its town"))
    jail_state = State(label=_("In which state?"))
    came_in = PartialDate(
        label=voiced(_("When did you get there?"), _("When did they get there?")), past=True
    )
    due_out = PartialMoment(
        label=voiced(
            _("When should you have been released?"), _("When should they have been released?")
        )
    )
    zone = Choice(
        label=_("Which time zone is the jail in?"),
        help_text=_("This state has two time zones."),
        choices=[*((zone, ZONE_NAMES[zone]) for zone in SHARED_TIMEZONES), UNSURE],
    )
    due_why = release_reason()
    went_out = PartialMoment(
        label=voiced(_("When did you leave?"), _("When did they leave?")), past=True
    )
    ended = Choice(
        label=_("How did it end?"), choices=[FREED, BY_ICE, ANOTHER_JAIL, STILL_THERE, UNSURE]
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        came_in = values.get("came_in") or self.initial.get("came_in")
        if is_before(values.get("went_out"), came_in):
            self.add_error(
                "went_out",
                gettext("This day is before the day of arrival. Check both dates."),
            )
        return values


STAY_PAGES = (
    ("kind", "facility", "jail_state", "came_in"),
    ("due_out", "due_why", "zone", "went_out", "ended"),
)
