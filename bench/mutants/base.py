"""A seeded fault, and how it is put into the source of a module."""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Mutant:
    """One fault: `old`, which stands exactly once in its file, becomes `new`.

    `tests` are the paths to try first. `postgres` marks what SQLite cannot show, because it takes
    writers one after another. `moved` says what differs from the fault of 67465de, where the code
    that it stood in is gone or the fault cannot happen any more.
    """

    name: str
    fault: str
    path: str
    old: str
    new: str
    tests: str
    postgres: bool = False
    moved: str = ""


class NotTested(Exception):
    """The fault cannot be put in, or the tests do not run. The message says which."""


def pattern(text):
    """Return what finds a piece of code however it is broken into lines."""
    tokens = re.findall(r"\w+|[^\w\s]", text)
    before_closing = zip(tokens, [*tokens[1:], ""], strict=True)
    tokens = [one for one, after in before_closing if not (one == "," and after in set(")]}"))]
    parts = [(r",?\s*" if one in ")]}" else "") + re.escape(one) for one in tokens]
    return re.compile(r"(?<!\w)" * tokens[0][0].isalnum() + r"\s*".join(parts))


def changed(source, mutant):
    """Return the source with the fault in it. Raises NotTested."""
    found = list(pattern(mutant.old).finditer(source))
    if len(found) != 1:
        raise NotTested(f"the text is there {len(found)} times")
    start, end = found[0].span()
    result = source[:start] + mutant.new + source[end:]
    try:
        compile(result, mutant.path, "exec")
    except SyntaxError as error:
        raise NotTested(f"no Python: {error}") from None
    return result
