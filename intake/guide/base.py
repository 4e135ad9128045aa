"""A page of the guide: titled parts of statements with their sources, and of plain advice."""

from dataclasses import dataclass
from typing import Any

from intake.citations.base import Passage


@dataclass(frozen=True)
class Page:
    """`picture` names a template with a drawing, shown after the first part."""

    slug: str
    title: Any
    lead: Any
    passages: tuple[Passage, ...]
    picture: str = ""
