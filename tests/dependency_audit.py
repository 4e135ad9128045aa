"""Look up every pinned requirement in PyPI's database of known vulnerabilities.

A vulnerability in a package that the server runs fails the audit. One in a tool that only
development needs is a warning: no personal data ever reaches such a tool, and a new advisory about
a linter must not block an urgent fix. An advisory that does not apply is listed in ACCEPTED.

Where the database cannot be reached, one line says so and the audit passes: CI also runs on
machines without a network. pip-audit alone reports "No known vulnerabilities found" when a package
mirror answers 404 to every question, so the packages that were looked up are counted here.
"""

import json
import subprocess
import sys
from pathlib import Path

REQUIREMENTS = Path(__file__).parent.parent / "requirements"
SECONDS = 180
# {advisory: why it does not apply here}. Review each entry at every release.
ACCEPTED: dict[str, str] = {}


def look_up(lock):
    """Return (one row for each package of a lock file, why there are none).

    Raises ValueError for a file that cannot be audited at all, which no network would change.
    """
    rehearsal = _pip_audit(lock, "--dry-run")
    if rehearsal.returncode:
        raise ValueError(_last_line(rehearsal.stderr))
    try:
        done = _pip_audit(lock)
        return json.loads(done.stdout)["dependencies"], "it knows none of the packages"
    except subprocess.TimeoutExpired:
        return [], f"no answer within {SECONDS} seconds"
    except (ValueError, KeyError):
        return [], _last_line(done.stderr)


def _pip_audit(lock, *options):
    command = [sys.executable, "-m", "pip_audit", "--requirement", str(lock), "--format", "json"]
    command += ["--require-hashes", "--disable-pip", "--progress-spinner", "off", *options]
    return subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)


def _last_line(text):
    return (text.strip().splitlines() or ["no output"])[-1][:200]


def checked(rows):
    """Return the rows of the packages that the database knows; it was not reached without any."""
    return [row for row in rows if "skip_reason" not in row]


def report(name, rows, failure=""):
    """Return (the lines to print about a lock file, whether it has a known vulnerability)."""
    known = checked(rows)
    if not known:
        return [f"Audit of {name}: the database could not be reached ({failure})."], False
    lines = [f"Audit of {name}: {len(known)} of {len(rows)} packages were looked up."]
    if len(known) < len(rows):
        skipped = sorted(row["name"] for row in rows if "skip_reason" in row)
        lines.append(f"  Not in the database: {', '.join(skipped)}.")
    found = [_advisory(row, one) for row in known for one in row["vulns"]]
    lines += [line for line, _is_accepted in found]
    return lines, not all(is_accepted for _line, is_accepted in found)


def _advisory(row, found):
    """Return (the line about one advisory, whether it is accepted)."""
    fixed = ", ".join(found["fix_versions"]) or "no version yet"
    line = f"  {row['name']} {row['version']}: {found['id']}, fixed in {fixed}."
    for name in (found["id"], *found.get("aliases", ())):
        if name in ACCEPTED:
            return f"{line} Accepted: {ACCEPTED[name]}", True
    return line, False


def main():
    """Audit both lock files. Return 1 for a vulnerability in what the server runs, else 0."""
    base, failure = look_up(REQUIREMENTS / "base.txt")
    lines, is_vulnerable = report("base.txt", base, failure)
    if checked(base):
        runs = {row["name"] for row in base}
        dev, failure = look_up(REQUIREMENTS / "dev.txt")
        only_dev = [row for row in dev if row["name"] not in runs]
        more, has_warning = report("dev.txt", only_dev, failure)
        lines += more + ["  A warning only: the server does not run these."] * has_warning
    print("\n".join(lines))
    return int(is_vulnerable)


if __name__ == "__main__":
    sys.exit(main())
