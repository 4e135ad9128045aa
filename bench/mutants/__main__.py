"""Put one fault at a time into a copy of the code, and say which test sees it.

Each is tried on the tests that ought to see it. Those that nobody saw are tried on the whole suite
(SQLite; no browser, no slow tests) before they count as survivors. A test that fails without the
fault, too, has caught nothing. `bench/mutants.txt` holds what is known; the exit code is 1 if a
fault that was caught is not caught any more, or does not apply.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from queue import SimpleQueue

from tests.run import postgres

from . import MUTANTS
from .base import NotTested, changed

ROOT = Path(__file__).resolve().parent.parent.parent
STORED = ROOT / "bench" / "mutants.txt"
HEAD = """\
# What became of each fault: on 67465de, before all was renamed and cut anew, and now.
# There it was tried on the tests of its rooms, not on the whole suite; 49 were caught.
# The last column says what else had to differ now.
# `python -m bench.mutants --store` writes all columns but the second, which stays.
# fault | 67465de | now | the test that sees it now | what differs
"""
CAUGHT, SURVIVED, DOES_NOT_APPLY = "caught", "survived", "does not apply"
WHOLE_SUITE = [
    "tests",
    "--ignore=tests/browser",
    "-m",
    "not browser and not slow and not statistical",
]
# Tables come from the models: that takes half the time of a short run.
OPTIONS = ["-q", "--tb=short", "--nomigrations", "-m", "not browser"]
# pytest's exit codes: all passed, some failed. All others say that nothing was tested.
PASSED, FAILED = 0, 1


class Copy:
    """A copy of the tree in a folder of its own, in which faults come and go."""

    def __init__(self, folder):
        self.folder = Path(folder)
        listed = subprocess.run(
            [shutil.which("git"), "ls-files", "-z", "-co", "--exclude-standard"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        for name in filter(None, listed.stdout.split("\0")):
            if (ROOT / name).is_file():
                target = self.folder / "tree" / name
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(ROOT / name, target)
        self.tree = self.folder / "tree"
        if not (self.tree / ".venv").exists():
            (self.tree / ".venv").symlink_to(ROOT / ".venv")

    @contextmanager
    def with_faults(self, mutants):
        """Put the faults in, and take them out at the end. Raises NotTested."""
        as_it_was = {}
        try:
            for mutant in mutants:
                path = self.tree / mutant.path
                if not path.is_file():
                    raise NotTested(f"no file {mutant.path}")
                source = path.read_text()
                as_it_was.setdefault(path, source)
                path.write_text(changed(source, mutant))
            yield
        finally:
            for path, source in as_it_was.items():
                path.write_text(source)

    def failures(self, *arguments, environment):
        """Run tests. Return the ids of those that fail. Raises NotTested."""
        cache = self.folder / "cache"
        shutil.rmtree(cache, ignore_errors=True)
        # No .pyc: a file that changes twice within a second would be taken for the older one.
        run = subprocess.run(
            [sys.executable, "-B", "-m", "pytest", *OPTIONS, "-o", f"cache_dir={cache}"]
            + list(arguments),
            cwd=self.tree,
            env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"} | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if run.returncode == PASSED:
            return []
        failed = cache / "v" / "cache" / "lastfailed"
        if run.returncode != FAILED or not failed.is_file():
            raise NotTested(f"pytest ends with {run.returncode}\n{run.stdout[-2000:]}")
        return list(json.loads(failed.read_text()))

    def sees(self, mutants, tests, environment):
        """Return the id of the first test that fails with these faults in, or None."""
        with self.with_faults(mutants):
            failed = self.failures("-x", *tests, environment=environment)
        return failed[0] if failed else None


def on_its_tests(copy, mutant, tests, environment):
    """Return (what became of a fault, the test or the reason)."""
    try:
        test = copy.sees([mutant], tests, environment)
    except NotTested as reason:
        return DOES_NOT_APPLY, str(reason)
    return (CAUGHT, test) if test else (SURVIVED, "")


def on_whole_suite(copy, mutants, environment, unsure=()):
    """Return {name: (what became of it, the test)}.

    All are put in at once, and halves of them where some test fails: faults that nobody sees cost
    one run together. A test that does not fail again alone, or fails without the faults, is left
    out (`unsure`).
    """
    names = [mutant.name for mutant in mutants]
    try:
        while test := copy.sees(
            mutants, WHOLE_SUITE + [f"--deselect={one}" for one in unsure], environment
        ):
            if copy.sees(mutants, [test], environment) and not copy.sees([], [test], environment):
                break
            unsure = (*unsure, test)
    except NotTested as reason:
        if len(mutants) == 1:
            return {names[0]: (DOES_NOT_APPLY, str(reason))}
        test = "something"
    if not test:
        return dict.fromkeys(names, (SURVIVED, ""))
    if len(mutants) == 1:
        return {names[0]: (CAUGHT, test)}
    half = len(mutants) // 2
    return on_whole_suite(copy, mutants[:half], environment, unsure) | on_whole_suite(
        copy, mutants[half:], environment, unsure
    )


def without_faults(copy, results, environment):
    """Return the results, corrected: a test that fails without any fault has caught none.

    Each runs alone, since one that needs others before it fails with any fault.
    """
    tests = sorted({test for outcome, test in results.values() if outcome == CAUGHT})
    failed = {test for test in tests if copy.sees([], [test], environment)}
    return {
        name: (DOES_NOT_APPLY, f"{test} fails without the fault")
        if outcome == CAUGHT and test in failed
        else (outcome, test)
        for name, (outcome, test) in results.items()
    }


def stored():
    """Return {name: [on 67465de, now, test, what differs]} of what is known."""
    if not STORED.is_file():
        return {}
    lines = [line for line in STORED.read_text().splitlines() if line[:1] != "#"]
    rows = [[cell.strip() for cell in line.split("|", 4)] for line in lines if line.strip()]
    return {name: cells for name, *cells in rows}


def store(results, known):
    """Write what became of each fault; those that were not run keep their line."""
    lines = []
    for mutant in MUTANTS:
        before, now, test, _moved = known.get(mutant.name, ["not run", "not run", "", ""])
        if mutant.name in results:
            now, test = results[mutant.name]
            test = test.splitlines()[0] if test else ""
        lines.append(f"{mutant.name} | {before} | {now} | {test} | {mutant.moved}".rstrip())
    STORED.write_text(HEAD + "\n".join(lines) + "\n")


def said(name, outcome, why):
    print(f"{name:<42} {outcome:<15} {why}", flush=True)


def run_on(environment, chosen, jobs, tests, *, whole):
    """Try faults on one engine. Return {name: (what became of it, the test or the reason)}."""
    with ExitStack() as stack:
        folder = partial(tempfile.TemporaryDirectory, prefix="mutants-")
        copies = [Copy(stack.enter_context(folder())) for _ in range(jobs)]
        free = SimpleQueue()
        for copy in copies:
            free.put(copy)

        def one(mutant):
            copy = free.get()
            try:
                outcome, why = on_its_tests(
                    copy, mutant, tests or mutant.tests.split(), environment
                )
                said(mutant.name, outcome, why)
                return mutant.name, (outcome, why)
            finally:
                free.put(copy)

        with ThreadPoolExecutor(jobs) as pool:
            results = dict(pool.map(one, chosen))
        results = without_faults(copies[0], results, environment)
        left = [mutant for mutant in chosen if results[mutant.name][0] == SURVIVED]
        if whole and left:
            print(f"On the whole suite: {len(left)} faults", flush=True)
            found = on_whole_suite(copies[0], left, environment)
            for name, (outcome, why) in found.items():
                said(name, outcome, why)
            results |= found
    return results


def run(chosen, jobs, tests=(), *, whole=True):
    """Return {name: (what became of it, the test or the reason)}."""
    results = {}
    on_sqlite = [mutant for mutant in chosen if not mutant.postgres]
    if on_sqlite:
        results |= run_on({}, on_sqlite, jobs, tests, whole=whole)
    on_postgres = [mutant for mutant in chosen if mutant.postgres]
    if on_postgres:
        with postgres() as (address, folder):
            database = {"DATABASE_URL": address, "POSTGRES_FOLDER": folder}
            # They share a test database, so they take turns.
            results |= run_on(database, on_postgres, 1, tests, whole=whole)
    return results


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", action="append", metavar="NAME", help="a name, or its beginning")
    parser.add_argument("--jobs", type=int, default=1, help="so many copies at once")
    parser.add_argument("--tests", action="append", metavar="PATH", help="try on these instead")
    parser.add_argument("--quick", action="store_true", help="do not try the whole suite")
    parser.add_argument("--store", action="store_true", help="write bench/mutants.txt")
    options = parser.parse_args()
    only = tuple(options.only or [""])
    chosen = [mutant for mutant in MUTANTS if mutant.name.startswith(only)]
    if not chosen:
        parser.error("no fault has this name")
    known = stored()
    results = run(chosen, options.jobs, options.tests or (), whole=not options.quick)
    lost = [
        name
        for name, (outcome, _) in results.items()
        if outcome == DOES_NOT_APPLY or (CAUGHT in known.get(name, [])[:2] and outcome != CAUGHT)
    ]
    counts = {
        kind: sum(outcome == kind for outcome, _ in results.values())
        for kind in (CAUGHT, SURVIVED, DOES_NOT_APPLY)
    }
    print("\n" + ", ".join(f"{count} {kind}" for kind, count in counts.items()))
    print(*(f"Lost: {name}: {'; '.join(results[name])}" for name in lost), sep="\n")
    if options.store:
        store(results, known)
    return bool(lost)


if __name__ == "__main__":
    sys.exit(main())
