"""Every text that people can see: what is marked for translation, and what the demo says."""

import ast
import re
from pathlib import Path

from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(settings.BASE_DIR)
STRING = r"u?('(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")"
QUOTED = re.compile(STRING)
CONTEXT = re.compile(rf"(?<=pgettext)\(\s*{STRING}\s*,")
NAMES = {
    f"{kind}{lazy}"
    for kind in ("gettext", "pgettext", "ngettext", "npgettext")
    for lazy in ("", "_lazy")
} | {"_", "gettext_noop"}


def calls(tree, names=NAMES):
    """Yield the texts in calls that mark them: a context before them is no text."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name | ast.Attribute):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
        if name not in names:
            continue
        given = node.args[1:] if name.lstrip("n").startswith("pgettext") else node.args
        for text in given:
            if isinstance(text, ast.Constant) and isinstance(text.value, str):
                yield " ".join(text.value.split())


def code_texts(path):
    """Return the marked texts of a module."""
    return list(calls(ast.parse(path.read_text(encoding="utf-8"))))


def template_texts(path):
    """Return the marked texts of a template, as Django hands them to gettext.

    All else is blanked out there, so what is quoted is a text, or the context before one.
    """
    marked = templatize(path.read_text(encoding="utf-8"))
    found = (ast.literal_eval(quoted[1]) for quoted in QUOTED.finditer(CONTEXT.sub("(", marked)))
    return [" ".join(text.split()).replace("%%", "%") for text in found]


def literals(path):
    """Return all sentences of a module: for what is shown without translation."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    constants = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return [" ".join(text.split()) for text in constants if isinstance(text, str) and " " in text]
