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
