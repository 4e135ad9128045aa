"""A page that asks when release was due: in which state that jail is, and which clock it has."""

from copy import deepcopy
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from intake.web.text import StrOrPromise

from ..base import StepForm
from ..choice_fields import UNSURE
from ..conditions import answer
from ..facts import is_complete
from ..place import zone_choices
from ..questions import choice_field
from ..states import ZONE_NAMES
from ..steps import ME, AnswerMap

# In Arizona, only the Navajo Nation changes its clocks.
NAVAJO = _("Mountain time with daylight saving, as in the Navajo Nation")


class JailClockForm(StepForm):
    """Offers only the clocks of the state that was chosen, and none where it has one."""

    state_field, zone_field, due_field = "jail_state", "zone", "due_out"
    # Whether that jail is, as long as nothing else is said, where it happened.
    is_where_it_happened = True

    def __init__(
        self,
        data: Any = None,
        *,
        answers: AnswerMap | None = None,
        voice: str = ME,
        value: dict[str, Any] | None = None,
    ) -> None:
        event_state = answer(answers or {}, "when-where", "state")
        if not self.is_where_it_happened:
            event_state = ""
        filled = {self.state_field: event_state} | (value or {})
        super().__init__(data, answers=answers, voice=voice, value=filled)
        told = filled if data is None or self.state_field not in data else data
        self.clocks = zone_choices(told.get(self.state_field) or event_state)
        if not self.clocks:
            del self.fields[self.zone_field]
            return
        # The form's own field: those of the class are shared.
        self.fields[self.zone_field] = deepcopy(self.fields[self.zone_field])
        choice_field(self.fields, self.zone_field).choices = [
            *((zone, self._name_of(zone)) for zone in self.clocks),
            UNSURE,
        ]

    def _name_of(self, zone: str) -> StrOrPromise:
        return NAVAJO if zone == "Mountain" and "Arizona" in self.clocks else ZONE_NAMES[zone]

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        has_day = is_complete(values.get(self.due_field))
        if self.clocks and has_day and not values.get(self.zone_field):
            self.errors.pop(self.zone_field, None)
            self.add_error(
                self.zone_field,
                gettext("This state has two time zones. Choose the jail's time zone."),
            )
        return values
