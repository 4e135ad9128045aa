"""What a sealed JSON value must look like. Knows no Django, no database.

A *shape* is a class of plain values (`str`, `int`, `bool`), or one of the classes below, which
nest. Shapes are checked before a value is sealed: what could not be read again is never stored.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


class ShapeError(ValueError):
    """A value does not have its shape. The message names the place, never the value."""


@dataclass(frozen=True)
class ListOf:
    """A list whose items all have one shape."""

    item: Any

    def check(self, value: Any, place: str) -> None:
        _expect(isinstance(value, list), place, "a list")
        for number, item in enumerate(value):
            check(self.item, item, f"{place}[{number}]")


@dataclass(frozen=True)
class MapOf:
    """An object whose values all have one shape, under any names."""

    item: Any

    def check(self, value: Any, place: str) -> None:
        _expect(isinstance(value, dict), place, "an object")
        for name, item in value.items():
            _expect(isinstance(name, str), place, "names that are text")
            check(self.item, item, place)


@dataclass(frozen=True)
class Record:
    """An object with these names and no others. Those of `optional` may be missing."""

    required: Mapping[str, Any]
    optional: Mapping[str, Any] = field(default_factory=dict)

    def check(self, value: Any, place: str) -> None:
        _expect(isinstance(value, dict), place, "an object")
        _expect(self.required.keys() <= value.keys(), place, "every required name")
        shapes = {**self.required, **self.optional}
        _expect(value.keys() <= shapes.keys(), place, "no unknown name")
        for name, item in value.items():
            check(shapes[name], item, f"{place}.{name}")


@dataclass(frozen=True)
class OneOf:
    """A value that has any one of several shapes."""

    shapes: tuple[Any, ...]

    def check(self, value: Any, place: str) -> None:
        for shape in self.shapes:
            try:
                return check(shape, value, place)
            except ShapeError:
                continue
        raise ShapeError(f"{place}: none of its shapes fits")


@dataclass(frozen=True)
class Json:
    """Any JSON value: text, a number, true, false, null, or lists and objects of these."""

    def check(self, value: Any, place: str) -> None:
        if isinstance(value, list):
            ListOf(self).check(value, place)
        elif isinstance(value, dict):
            MapOf(self).check(value, place)
        else:
            plain = value is None or isinstance(value, (str, int, float))
            _expect(plain, place, "a JSON value")


JSON = Json()


def optional(shape: Any) -> OneOf:
    """Return the shape of a value that may also be null."""
    return OneOf((type(None), shape))


def check(shape: Any, value: Any, place: str = "value") -> None:
    """Check a value against a shape. Raises ShapeError, which names the place and no content."""
    if not isinstance(shape, type):
        shape.check(value, place)
        return
    is_exact = isinstance(value, shape) and (shape is bool or not isinstance(value, bool))
    _expect(is_exact, place, shape.__name__)


def _expect(holds: bool, place: str, wanted: str) -> None:
    if not holds:
        raise ShapeError(f"{place}: expected {wanted}")
