"""Names in code are those of the field: no definition has one of the private words of before."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "intake"

# Words that no name may hold, between underscores or capitals, and what to say.
BANNED = {
    "told": "document_input, notified, stated",
    "tells": "discloses",
    "telling": "notifications",
    "sheet": "jail_letter_short",
    "door": "portal",
    "doors": "portal",
    "visit": "session",
    "manners": "web",
    "apart": "sandbox",
    "machines": "bot_detection",
    "desk": "overview, review",
    "verbs": "case_actions",
    "settle": "recompute",
    "settled": "recomputed, normalized",
    "roll": "recompute",
    "let_go": "unassign",
    "hand_over": "transfer",
    "look_again": "recompute, follow_up",
    "next_look": "next_review",
    "box": "ciphertext",
    "stretch": "derive_from_password",
    "sealing": "envelopes",
    "foot": "footnotes",
    "alone": "exclusive",
    "shown_with": "depends_on",
    "speak": "use_voice",
    "spoken": "in_voice",
    "say": "voiced",
    "likeness": "duplicate_decision",
    "looks_like": "possible_duplicates",
    "untick": "reopen_step",
    "supplement": "amendment",
    "supplements": "amendments",
    "overtake": "end_corrections",
    "last_days": "deadlines",
    "days_ended": "dismissed_deadlines",
    "end_day": "dismiss_deadline",
    "addressee": "recipient",
    "watchdogs": "oversight",
    "chip": "label",
    "raise_case": "escalate",
    "looks_automatic": "suspected_bot",
    "papers": "documents",
    "way": "route, channel",
    "ways": "routes, channels",
    "shown": "display, visible",
    "verb": "action",
    "rank": "sort_key",
}
# A page of the form keeps the name that is stored with the answers.
ALLOWED = {"ToldForm"}


def words_of(name):
    """Return the words of a name, and each run of two or three of them."""
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower().strip("_").split("_")
    return {
        "_".join(words[start : start + size])
        for size in (1, 2, 3)
        for start in range(len(words) - size + 1)
    }


def definitions(path):
    """Yield the names that a module defines: itself, classes, functions, parameters, attributes."""
    yield path.stem
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, (ast.ClassDef, ast.FunctionDef)):
            yield node.name
        if isinstance(node, ast.arg):
            yield node.arg
        if isinstance(node, ast.ClassDef):
            for line in node.body:
                if isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name):
                    yield line.target.id


MODULES = [path for path in sorted(ROOT.rglob("*.py")) if "migrations" not in path.parts]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_name_is_one_of_the_private_words(path):
    found = {name for name in definitions(path) if words_of(name) & BANNED.keys()}
    assert found <= ALLOWED, {
        name: BANNED[word] for name in found for word in words_of(name) & BANNED.keys()
    }


def test_a_private_word_would_be_found():
    assert words_of("SavedSheetView") & BANNED.keys() == {"sheet"}
    assert words_of("let_go_of_all") & BANNED.keys() == {"let_go"}


# What Django and gunicorn look for by name, and the operations of migrations.
USED_BY_OTHERS = {"IntakeConfig", "ServerLog", "Worker", "AddIndexOnline", "RemoveIndexOnline"}


def top_names(tree):
    """Yield the names that a module gives to functions, classes and values."""
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            yield node.name
        elif isinstance(node, (ast.Assign, ast.AnnAssign)):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for target in targets:
                yield from (name.id for name in ast.walk(target) if isinstance(name, ast.Name))


def names_used(tree):
    """Yield every name that a module reads, imports from another, or holds in a short text."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            yield node.id
        elif isinstance(node, ast.ImportFrom):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from re.findall(r"\w+", node.value[:120])


def test_the_product_uses_every_name_that_it_has():
    modules = {
        path: ast.parse(path.read_text())
        for path in ROOT.rglob("*.py")
        if "migrations" not in path.parts
    }
    templates = [
        path.read_text() for path in (ROOT.parent / "templates").rglob("*") if path.is_file()
    ]
    used = {name for tree in modules.values() for name in names_used(tree)}
    used.update(*(re.findall(r"\w+", page) for page in templates))
    unused = {
        name
        for path, tree in modules.items()
        if path.name not in ("settings.py", "urls.py")
        for name in top_names(tree)
        if name not in used and not name.startswith("__")
    }
    assert unused == USED_BY_OTHERS
