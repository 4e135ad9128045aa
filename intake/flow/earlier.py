"""Answers to questions that today's pages do not ask, in words: none of them is left out.

A page that went away keeps its step in `EARLIER`, so that its answers read as they were asked. What
no code knows any more is shown with the key that it is stored under.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .date_fields import format_partial_date
from .forms.details import MissingDocumentsForm
from .steps import OFFICE, Flow, Step, StepGroup, voiced

GROUP = StepGroup(gettext_lazy("From an earlier form"))

# Pages that were asked once. To take one off the form, move its step here.
EARLIER = Flow(
    GROUP,
    # Asked where papers are added, once the form was sent.
    Step(
        "papers",
        MissingDocumentsForm,
        title=voiced(gettext_lazy("Your papers"), gettext_lazy("Their papers")),
        why=voiced(
            gettext_lazy(
                "You can add photos after you send the form. Keep the originals in a safe place."
            ),
            gettext_lazy(
                "Once we have your form, you can add photos of them. Keep the papers in a safe"
                " place."
            ),
        ),
        audience=OFFICE,
        skippable=True,
    ),
)

# Keys beside the pages: who said that it is all true.
NO_PAGES = {"statement"}


def title() -> str:
    return _("A page that we no longer ask")


def label(question: str) -> str:
    return _("A question that we no longer ask (%(key)s)") % {"key": question}


def in_words(value: Any) -> str:
    """Return a stored value whose question is not known, as it stands there."""
    if isinstance(value, Mapping):
        if {"y", "m", "d"} <= value.keys():
            return format_partial_date(value)
        return "; ".join(f"{name}: {in_words(part)}" for name, part in value.items() if part)
    if isinstance(value, list):
        return ", ".join(map(in_words, value))
    return "" if value is None else str(value)
