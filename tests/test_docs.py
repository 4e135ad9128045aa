"""What the README and docs/ point at exists."""

import ast
import re
from pathlib import Path

import pytest
from django.core.management import get_commands

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
README = (ROOT / "README.md").read_text()
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_link_leads_to_a_file(page):
    targets = re.findall(r"\]\((?!https?://)([^)#]+)\)", page.read_text())
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_readme_names_every_command_for_operators_and_no_other():
    named = set(re.findall(r"manage\.py\s+(\w+)", README))
    ours = {name for name, app in get_commands().items() if app == "intake"}
    assert named <= set(get_commands())
    assert ours - named == {"demo", "demo_code", "demo_env", "renew_demo"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_make_target_exists(page):
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert set(re.findall(r"(?:^    |`)make ([a-z-]+)", page.read_text(), re.MULTILINE)) <= targets


# A path that is written down, wherever it stands: `intake/flow/forms/`, `tests/routes/table.txt`.
PATH = re.compile(r"`((?:intake|tests|docs|bench|\.ci)/[\w./-]*)`")
NOT_ROOMS = {"management", "migrations", "templatetags", "locale"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_path_exists(page):
    assert [path for path in PATH.findall(page.read_text()) if not (ROOT / path).exists()] == []


def test_the_map_names_every_room():
    on_the_map = set(re.findall(r"^\| `(\w+)/` \|", README, re.MULTILINE))
    rooms = {path.parent.name for path in (ROOT / "intake").glob("*/__init__.py")}
    assert on_the_map == rooms - NOT_ROOMS


def definitions():
    """Return the names of every module, class, function, parameter and attribute in intake/."""
    found = set()
    for path in (ROOT / "intake").rglob("*.py"):
        found |= set(path.relative_to(ROOT).with_suffix("").parts)
        for node in ast.walk(ast.parse(path.read_text())):
            for attribute in ("name", "arg", "id", "attr"):
                found.add(getattr(node, attribute, None))
    return found


def test_every_word_of_the_glossary_is_a_name_in_the_code():
    named = re.findall(r"^\| [a-z ]+ \| (.*?) \|", GLOSSARY, re.MULTILINE)
    names = {name for cell in named for name in re.findall(r"`(\w+)`", cell)}
    assert names - definitions() == set()
