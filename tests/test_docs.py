"""What the README and docs/ point at exists."""

import re
from pathlib import Path

import pytest
from django.core.management import get_commands

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
README = (ROOT / "README.md").read_text()


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
