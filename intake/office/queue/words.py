"""The words of lists in one language, made once: no row of a list looks up a text again."""

from functools import lru_cache
from typing import NamedTuple

from django.utils.dates import MONTHS_AP
from django.utils.translation import get_language, gettext_lazy, ngettext, pgettext_lazy

from intake.cases import urgency
from intake.cases.models import Case
from intake.packets.models import Packet

from .. import labels

# Short, for the narrow column of a list: urgency.TIERS has them in full.
SHORT_TIERS = {
    urgency.TODAY: pgettext_lazy("urgency", "Today"),
    urgency.TWO_DAYS: pgettext_lazy("urgency", "2 days"),
    urgency.THIS_WEEK: pgettext_lazy("urgency", "This week"),
    urgency.WHEN_DUE: pgettext_lazy("urgency", "When due"),
    urgency.DONE: pgettext_lazy("urgency", "Closed"),
    urgency.SUSPECTED_BOT: pgettext_lazy("urgency", "Possible bot"),
}
COLUMNS = (
    ("case", gettext_lazy("Case")),
    ("", gettext_lazy("Person")),
    ("urgency", gettext_lazy("Urgency and reason")),
    ("clock", gettext_lazy("Clock, deadline")),
    ("place", gettext_lazy("Place, state")),
    ("language", gettext_lazy("Language")),
    ("status", gettext_lazy("Status")),
    ("assignee", gettext_lazy("Assignee")),
    ("contact", gettext_lazy("Last contact")),
    ("received", gettext_lazy("Received")),
)


class Words(NamedTuple):
    tiers: dict[int, str]
    reasons: dict[str, str]
    statuses: dict[str, str]
    packets: dict[str, str]
    places: dict[str, str]
    languages: dict[str, str]
    months: list[str]
    columns: list[tuple[str, str]]
    texts: dict[str, str]

    def day(self, value):
        """Return a date in short, as "Nov 28"."""
        return f"{self.months[value.month - 1]} {value.day}" if value else "–"


# What a list says in place of the status of a case, while a packet of it is on its way.
PACKETS = {
    Packet.Status.READY: gettext_lazy("Packet in review"),
    Packet.Status.RETURNED: gettext_lazy("Packet returned"),
    Packet.Status.AGREED: gettext_lazy("Agreed, to be sent"),
}
TEXTS = {
    "today": pgettext_lazy("last contact", "today"),
    "overdue": pgettext_lazy("deadline", "Overdue"),
    "due_today": pgettext_lazy("deadline", "Today"),
    "unassigned": gettext_lazy("Unassigned"),
    "new_reply": gettext_lazy("New reply."),
    "returned": gettext_lazy("Packet sent back to you."),
    "names_you": gettext_lazy("A note names you"),
    "new_to_you": gettext_lazy("Assigned to you, not read yet."),
    "select": pgettext_lazy("a case in a list", "Select"),
    # "#" is a number.
    "hours_left": gettext_lazy("# h left"),
    "over_hours": gettext_lazy("Overdue by # h"),
    "over_days": gettext_lazy("Overdue by # days"),
    "perhaps_over": gettext_lazy("Perhaps over"),
    "decade": pgettext_lazy("age, as in 30s", "#s"),
    "under_18": gettext_lazy("Under 18"),
    "more": pgettext_lazy("reasons, read aloud", "more:"),
}


def words():
    """Return the Words of the language of this request."""
    return _words(get_language())


@lru_cache(maxsize=16)
def _words(language):
    texts = {name: str(text) for name, text in TEXTS.items()}
    return Words(
        tiers={tier: str(name) for tier, name in SHORT_TIERS.items()},
        reasons={reason.slug: str(reason.label) for reason in urgency.REASONS},
        packets={status.value: str(name) for status, name in PACKETS.items()},
        statuses={status.value: str(status.office_label) for status in Case.Status},
        places={code: str(name) for code, name in labels.CUSTODY_LABELS.items()},
        languages={code: str(name) for code, name in labels.LANGUAGE_LABELS.items()},
        months=[str(MONTHS_AP[number]) for number in range(1, 13)],
        columns=[(key, str(name)) for key, name in COLUMNS],
        texts=texts,
    )


@lru_cache(maxsize=512)
def _days(language, count):
    return ngettext("%(count)s day", "%(count)s days", count) % {"count": count}


def days_ago(count):
    """Return how many working days ago something was, in short."""
    return _days(get_language(), count)
