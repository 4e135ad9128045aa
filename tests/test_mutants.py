"""The seeded faults of bench/mutants still stand in the code. None is put in here."""

import ast
from pathlib import Path

import pytest

from bench.mutants import MUTANTS
from bench.mutants.base import NotTested, changed

ROOT = Path(__file__).parent.parent
ROWS = [
    [cell.strip() for cell in line.split("|")]
    for line in (ROOT / "bench" / "mutants.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_the_code_of_a_fault_stands_exactly_once_in_its_file(mutant):
    source = (ROOT / mutant.path).read_text(encoding="utf-8")
    assert changed(source, mutant) != source


@pytest.mark.parametrize("source", ["", "def f():\n    go()\n\n\ndef g():\n    go()\n"])
def test_code_that_is_gone_or_stands_twice_is_refused(source):
    mutant = MUTANTS[0].__class__("name", "fault", "a.py", old="go()", new="pass", tests="")
    with pytest.raises(NotTested):
        changed(source, mutant)


def test_the_tests_of_a_fault_are_there():
    for mutant in MUTANTS:
        for test in mutant.tests.split():
            path, _, name = test.partition("::")
            tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
            functions = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
            assert not name or name in functions, test


def test_the_stored_table_has_a_line_for_each_fault_and_none_was_lost():
    assert [row[0] for row in ROWS] == [mutant.name for mutant in MUTANTS]
    lost = [name for name, before, now, *_ in ROWS if before == "caught" and now != "caught"]
    assert not lost
