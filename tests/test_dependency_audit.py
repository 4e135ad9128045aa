"""The audit counts what was looked up, so a silent database is never taken for a clean bill."""

import pytest

from tests import dependency_audit
from tests.dependency_audit import look_up, report

# Rows as pip-audit prints them.
CLEAN = {"name": "gunicorn", "version": "26.0.0", "vulns": []}
SKIPPED = {"name": "typst", "skip_reason": "Dependency not found on PyPI"}
VULNERABLE = {
    "name": "sample-package",
    "version": "1.0",
    "vulns": [
        {
            "id": "PYSEC-0000-1",
            "aliases": ["CVE-0000-0001"],
            "fix_versions": ["1.1"],
            "description": "An invented fault.",
        }
    ],
}


def test_a_database_that_knows_no_package_was_not_reached():
    line = "Audit of base.txt: the database could not be reached (it knows none of the packages)."
    failure = "it knows none of the packages"
    assert report("base.txt", [SKIPPED, SKIPPED], failure) == ([line], False)


def test_a_lock_file_without_hashes_is_no_silent_database(tmp_path):
    lock = tmp_path / "without_hashes.txt"
    lock.write_text("django==5.2\n")
    with pytest.raises(ValueError, match="does not contain a hash"):
        look_up(lock)


def test_a_package_that_is_not_in_the_database_is_named():
    assert report("base.txt", [CLEAN, SKIPPED]) == (
        [
            "Audit of base.txt: 1 of 2 packages were looked up.",
            "  Not in the database: typst.",
        ],
        False,
    )


def test_a_vulnerability_names_the_version_that_fixes_it():
    lines, is_vulnerable = report("base.txt", [CLEAN, VULNERABLE])
    assert lines[1] == "  sample-package 1.0: PYSEC-0000-1, fixed in 1.1."
    assert is_vulnerable


@pytest.mark.parametrize("name", ["PYSEC-0000-1", "CVE-0000-0001"])
def test_an_accepted_advisory_is_printed_with_its_reason_and_fails_nothing(monkeypatch, name):
    monkeypatch.setattr(dependency_audit, "ACCEPTED", {name: "Only its server part is affected."})
    lines, is_vulnerable = report("base.txt", [VULNERABLE])
    assert lines[1].endswith("Accepted: Only its server part is affected.")
    assert not is_vulnerable


@pytest.mark.parametrize(
    ("base", "dev", "expected"),
    [
        ([VULNERABLE], [], 1),
        ([CLEAN], [VULNERABLE], 0),
        ([CLEAN], [CLEAN, VULNERABLE], 0),
        ([SKIPPED], [SKIPPED], 0),
    ],
)
def test_only_what_the_server_runs_fails_the_audit(monkeypatch, capsys, base, dev, expected):
    rows = {"base.txt": base, "dev.txt": [*base, *dev]}
    monkeypatch.setattr(dependency_audit, "look_up", lambda lock: (rows[lock.name], "silent"))
    assert dependency_audit.main() == expected
    said = capsys.readouterr().out
    assert said.startswith("Audit of base.txt: ")
    assert ("A warning only" in said) == (not expected and VULNERABLE in dev)
