"""A page of the guide: titled parts of statements with their sources, and of plain advice."""

from dataclasses import dataclass
from typing import Any

from intake.sources.base import Part


@dataclass(frozen=True)
class Page:
    """`picture` names a template with a drawing, shown after the first part."""

    key: str
    title: Any
    lead: Any
    parts: tuple[Part, ...]
    picture: str = ""
