"""A page of the guide: titled parts of statements with their sources, and of plain advice."""

from dataclasses import dataclass
from typing import Any

from intake.citations.base import Passage


@dataclass(frozen=True)
class Page:
    """`picture` names a template that is shown after the first part: a drawing, or a choice.

    On a page that `asks_state`, a reader may choose the state whose law they want to read.
    """

    slug: str
    title: Any
    lead: Any
    passages: tuple[Passage, ...]
    picture: str = ""
    asks_state: bool = False
