"""A text of one or two words says to translators what it is: by its context, or by a note."""

import ast
import re
from pathlib import Path

import pytest
from django.core.management import get_commands
from django.utils.translation.template import templatize

from intake.management.commands.makemessages import add_notes, read_notes

ROOT = Path(__file__).parent.parent
NAMES = {"_", "gettext", "gettext_lazy", "gettext_noop"}
PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\w*\}|%%")
# As Django hands templates to gettext: a call with one text and no context.
CALL = re.compile(r"(?:(?<![\w.])_|\bgettext)\(u?('(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")\)")


def is_short(text):
    return 0 < len(re.findall(r"\w[\w'’-]*", PLACEHOLDER.sub("", text))) <= 2


def texts_of_code(source):
    """Yield the texts that a module marks for translation without a context."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
            text = node.args[0]
            if node.func.id in NAMES and isinstance(text, ast.Constant):
                yield text.value


def texts_of_template(source):
    """Yield the texts that a template marks for translation without a context."""
    for found in CALL.finditer(templatize(source)):
        yield ast.literal_eval(found[1]).replace("%%", "%")


def short_texts():
    found = set()
    for path in (ROOT / "intake").rglob("*.py"):
        if "migrations" not in path.parts:
            found |= set(texts_of_code(path.read_text(encoding="utf-8")))
    for path in (ROOT / "templates").rglob("*.*"):
        found |= set(texts_of_template(path.read_text(encoding="utf-8")))
    return {" ".join(text.split()) for text in found if is_short(text)}


def test_each_text_of_one_or_two_words_has_a_context_or_a_note():
    """Put a line into intake/management/translator_notes.txt: `text | what it is, and where`."""
    missing = short_texts() - read_notes().keys()
    assert missing == set(), "\n".join(sorted(f"{text} | " for text in missing))


def test_the_walk_finds_many_and_each_note_says_something():
    assert len(short_texts()) > 500
    assert [text for text, note in read_notes().items() if len(note.split()) < 2] == []
    rows = (ROOT / "intake/management/translator_notes.txt").read_text(encoding="utf-8")
    assert len(rows.splitlines()) == len(read_notes())


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('{% load i18n %}{% translate "Save" %}', ["Save"]),
        ('{% load i18n %}{% translate "Save" context "button" %}', []),
        (
            "{% load i18n %}{% blocktranslate %}Case {{ number }}{% endblocktranslate %}",
            ["Case %(number)s"],
        ),
        ('{% load i18n %}{% blocktranslate context "x" %}Case{% endblocktranslate %}', []),
        ('{% include "x" with button=_("Go") %}', ["Go"]),
    ],
)
def test_the_walk_reads_templates(source, found):
    assert list(texts_of_template(source)) == found


def test_the_walk_reads_code():
    source = '_("Save")\ngettext_lazy("Go")\npgettext_lazy("button", "Stop")\nother("No")'
    assert list(texts_of_code(source)) == ["Save", "Go"]


def test_the_catalog_that_makemessages_makes_has_the_notes():
    assert get_commands()["makemessages"] == "intake"
    catalog = '#: a.py:1\nmsgid "Save"\nmsgstr ""\n\n#: a.py:2\nmsgid "Save all of it"\nmsgstr ""\n'
    made = add_notes(catalog, {"Save": "button, below a form"})
    assert made == "#. Translators: button, below a form\n" + catalog
