"""The language of documents: English, whatever language the page around them is in."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.utils.translation import override

P = ParamSpec("P")
R = TypeVar("R")

LANGUAGE = "en"


def in_english(make: Callable[P, R]) -> Callable[P, R]:
    """Make a function work in English: all that makes a document, or a text for one, goes here.

    What it returns must hold plain texts: a lazy translation would wait for the visitor's language.
    """

    @wraps(make)
    def made_in_english(*args: P.args, **kwargs: P.kwargs) -> R:
        with override(LANGUAGE):
            return make(*args, **kwargs)

    return made_in_english
