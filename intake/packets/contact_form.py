"""What the filer wants at the top of letters: nothing of it is printed unless they say so here."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from intake.flow.base import StepForm
from intake.flow.choice_fields import Choices
from intake.flow.contact_fields import Email, Phone
from intake.flow.questions import choice_field
from intake.flow.text_fields import LongText, Name, ShortText

from .choices import Contact

# What the filer gave us for ourselves, which letters never take by themselves.
KNOWN = (
    ("phone", pgettext_lazy("before a contact", "Phone:")),
    ("email", pgettext_lazy("before a contact", "Email:")),
    ("address", pgettext_lazy("before a contact", "Address:")),
)


class LetterContactForm(StepForm):
    known = Choices(
        label=_("Put these on my letters"),
        help_text=_("You gave us these for ourselves. Offices see them only if you check the box."),
        choices=[],
    )
    phone = Phone(label=_("Another phone for letters"))
    email = Email(label=_("Another email for letters"))
    address = LongText(
        label=_("Another safe address for letters"), rows=3, max_length=1000, identity=True
    )
    name = Name(
        label=_("Name of the person on letters"),
        help_text=_("The whole name, in the order that the person writes it."),
    )
    also = ShortText(
        label=_("Who else may have the answer?"),
        help_text=_("Name and phone. Only if that person says yes."),
    )

    def __init__(
        self, data: Any = None, *, reach: Mapping[str, str], contact: Contact, name: str
    ) -> None:
        known = {key: reach.get(key) or "" for key, _label in KNOWN}
        on_letters = vars(contact)
        value: dict[str, Any] = {
            "known": [key for key in known if known[key] and known[key] == on_letters[key]],
            "name": contact.name or name,
            "also": contact.also,
        }
        value |= {key: on_letters[key] for key in known if on_letters[key] != known[key]}
        super().__init__(data, value=value)
        self.reach = known
        # A field of its own: those of the class are shared.
        own = choice_field(self.fields, "known")
        self.fields["known"] = Choices(
            label=own.label,
            help_text=own.help_text,
            choices=[(key, f"{label} {known[key]}") for key, label in KNOWN if known[key]],
        )
        if not choice_field(self.fields, "known").choices:
            del self.fields["known"]

    def contact(self) -> dict[str, str]:
        """Return what is to stand on letters, as it is stored. What was typed wins."""
        given, chosen = self.cleaned_data, self.cleaned_data.get("known", [])
        found = {
            key: given[key] or (self.reach[key] if key in chosen else "") for key in self.reach
        }
        return found | {"name": given["name"], "also": given["also"]}
