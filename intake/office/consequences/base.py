"""One page before an act that is hard to take back: what stops, who is told, how to undo it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.shortcuts import render

from intake.web.text import StrOrPromise


@dataclass(frozen=True)
class Consequence:
    """What the page says. `refused` says why this volunteer may not do it now, or is ""."""

    title: StrOrPromise
    button: StrOrPromise
    stops: Sequence[StrOrPromise]
    informed: Sequence[StrOrPromise]
    undo: Sequence[StrOrPromise]
    refused: StrOrPromise = ""
    is_harmful: bool = True


@dataclass(frozen=True)
class Act:
    """One such act: its form, what is said of it, what it does, and what is said when it is done.

    `describe` and `perform` take the request and what it is done to; `perform` also the form's
    values. It raises NotAllowed.
    """

    form: Callable[..., forms.Form]
    describe: Callable[[Any, Any], Consequence]
    perform: Callable[[Any, Any, dict[str, Any]], Any]
    done: StrOrPromise
    may: Callable[[Any, Any], bool] = field(default=lambda request, target: True)


def consequence_page(request, consequence, form, back, back_label, *, status=200):
    """Show the page: the consequences beside the form."""
    context = {"act": consequence, "form": form, "back": back, "back_label": back_label}
    return render(request, "office/consequence.html", context, status=status)
