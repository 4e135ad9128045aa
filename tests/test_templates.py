"""Templates that people can read: short lines, and no codes of the program in their conditions."""

import re
from pathlib import Path

import pytest

TEMPLATES = Path(__file__).parent.parent / "templates"
LONGEST = 120

# A text in quotes on either side of a comparison, or looked for in something.
_CODE = re.compile(r"""(==|!=|\bin)\s*["']|["']\s*(==|!=|\bin\b|\bnot in\b)""")
# Numbers stand for a code, too, but for a length.
_NUMBER = re.compile(r"(?<!\|length )(==|!=|<=?|>=?)\s*\d")


def sources():
    """Yield (name, text) of every template of the site."""
    for path in sorted(TEMPLATES.rglob("*.html")):
        yield str(path.relative_to(TEMPLATES)), path.read_text(encoding="utf-8")


def conditions(text):
    return re.findall(r"{%-? *(?:el)?if (.*?) *%}", text)


def test_lines_are_short():
    found = [
        (name, number)
        for name, text in sources()
        for number, line in enumerate(text.splitlines(), 1)
        if len(line) > LONGEST
    ]
    assert found == []


def test_no_template_compares_codes():
    """Objects answer questions: case.is_closed, and not a status that a template has to know."""
    found = {
        (name, condition)
        for name, text in sources()
        for condition in conditions(text)
        if _CODE.search(condition) or _NUMBER.search(condition)
    }
    assert not found


@pytest.mark.parametrize(
    "condition",
    [
        'case.status == "closed"',
        "case.status != 'closed' and can.take",
        '"none" in ways',
        '"none" not in ways',
        'step in "a b"',
        "case.tier == 6",
        "row.days_left < 15",
    ],
)
def test_a_code_in_a_condition_is_found(condition):
    assert _CODE.search(condition) or _NUMBER.search(condition)


def test_every_template_is_used():
    """A template that nothing names any more is taken away with what named it."""
    python = "\n".join(
        path.read_text(encoding="utf-8")
        for path in (TEMPLATES.parent / "intake").rglob("*.py")
        if "migrations" not in path.parts
    )
    templates = "\n".join(text for _name, text in sources())
    # Those that Django, allauth and crispy forms look for by name.
    named_by_libraries = ("account/", "mfa/", "django/", "plain/")
    unused = {
        name
        for name, _text in sources()
        if name not in python and name not in templates
        if not name.startswith(named_by_libraries)
    }
    assert not unused
