"""The new words for filers' pages: each is found in the product, or the reason stands why not."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TABLE = Path(__file__).with_name("rewrites.txt")
GONE = "gone with the page that had it"
TAG = re.compile(r"{%\s*(?:translate|include)\b(.*?)%}")


def in_one_line(text):
    return " ".join(text.split())


def strings_of(path):
    """Return the texts of a module or a template, each in one line."""
    source = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        nodes = ast.walk(ast.parse(source))
        return [
            in_one_line(node.value)
            for node in nodes
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        ]
    return [re.sub(r"{{ (\w+)[^}]*}}", r"%(\1)s", in_one_line(source))]


@pytest.fixture(scope="module")
def product():
    paths = [*ROOT.glob("intake/**/*.py"), *ROOT.glob("templates/**/*.html")]
    texts = [text for path in paths if "migrations" not in path.parts for text in strings_of(path)]
    return "\n".join(texts)


def rows():
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    return [(line[0], line[2:]) for line in lines if not line.startswith("#")]


def missing(texts, product):
    """Return those of some texts, with their two voices, that the product does not say."""
    parts = [part for text in texts for part in text.split(" / ")]
    return [part for part in parts if in_one_line(part).rstrip("†").strip() not in product]


def test_every_row_is_taken_bettered_or_refused_with_a_reason():
    assert {kind for kind, _text in rows()} == {"=", "~", "-"}
    for kind, text in rows():
        before, arrow, after = text.partition(" => ")
        assert bool(arrow and before and after) == (kind != "="), text
    assert len(rows()) == len(set(rows())) >= 350


def test_what_was_taken_is_said(product):
    assert missing([text for kind, text in rows() if kind == "="], product) == []


def test_what_was_bettered_is_said_and_its_old_words_are_not(product):
    for kind, text in rows():
        if kind == "~":
            before, after = text.split(" => ")
            assert missing([after], product) == []
            assert before not in product, before


def test_what_is_gone_is_gone(product):
    left = [text.split(" => ")[0] for kind, text in rows() if kind == "-" and text.endswith(GONE)]
    assert left
    assert [text for text in left if in_one_line(text) in product] == []
