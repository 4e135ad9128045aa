"""A site of its own in a folder: code, .env, database, static files. Faults are planted in it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.environment import ENVIRONMENT

ROOT = Path(__file__).resolve().parent.parent.parent
SECRETS = {
    "SECRET_KEY": "a key of the doctor tests, 0123456789",
    "PEPPER": "a pepper of the doctor tests, 9876543210",
    "RECOVERY_KEY": ENVIRONMENT["RECOVERY_KEY"],
    "BACKUP_KEY": ENVIRONMENT["BACKUP_KEY"],
}

_BETWEEN = "-- doctor --\n"
# The doctor first: a start accepts another SECRET_KEY, and then nothing is left to be found.
_DOCTOR_AND_START = f"""
import sys
from django.core.management import execute_from_command_line
try:
    execute_from_command_line(["manage.py", "doctor"])
    code = 0
except SystemExit as ended:
    code = ended.code
print({_BETWEEN!r}, end="")
try:
    import intake.wsgi
    print("started")
except SystemExit as refused:
    print("refused", refused.code, sep="\\n")
sys.exit(code)
"""


class Site:
    def __init__(self, folder):
        self.folder, self.code = folder, folder / "code"
        self.values = SECRETS | {
            "ALLOWED_HOSTS": "help.example.org",
            "DATABASE_URL": f"sqlite:///{folder}/data/data.sqlite3",
            "ATTACHMENTS_DIR": f"{folder}/files",
            "ERASURE_LEDGER": f"{folder}/erasures",
            "STATIC_DIR": f"{folder}/static",
            "MEMORY_DIR": "/dev/shm",
            "SITE_ADDRESS": "help.example.org",
        }

    def install(self):
        """Copy the code, and do what docs/operate.md says of a first start."""
        self.copy_code()
        (self.folder / "data").mkdir(mode=0o700)
        self.write()
        for words in (
            "migrate",
            "createcachetable",
            "collectstatic --no-input",
            "expire",
            f"backup {self.folder}/backups",
        ):
            code, said = self.manage(*words.split())
            assert code == 0, said
        assert self.start() == (True, "")
        return self

    def copy_code(self):
        for name in ("intake", "templates", "static"):
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(ROOT / name, self.code / name, ignore=ignored)
        for name in ("manage.py", "gunicorn.conf.py", "pyproject.toml"):
            shutil.copy(ROOT / name, self.code / name)

    def copy(self, folder):
        """Return the same site in another folder."""
        shutil.copytree(self.folder, folder, dirs_exist_ok=True, copy_function=_link_code)
        other = Site(folder)
        other.write()
        return other

    def write(self, **change):
        """Write .env, with other values where they are given; None leaves a name out."""
        self.values |= change
        lines = [f"{name}='{value}'\n" for name, value in self.values.items() if value is not None]
        path = self.code / ".env"
        path.unlink(missing_ok=True)
        path.touch(mode=0o600)
        path.write_text("".join(lines))

    def environment(self, **more):
        """Return the environment of a login shell: nothing of the tests' own settings."""
        import intake.settings

        ours = intake.settings.env.names | {"DJANGO_SETTINGS_MODULE", "PYTHONPATH"}
        rest = {name: value for name, value in os.environ.items() if name not in ours}
        return rest | {"DJANGO_SETTINGS_MODULE": "intake.settings"} | more

    def run(self, *words, **more):
        """Run Python in the code of the site. Return (its exit code, its words)."""
        done = subprocess.run(
            [sys.executable, "-W", "ignore", *words],
            cwd=self.code,
            env=self.environment(**more),
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout + ("" if "doctor" in words else done.stderr)

    def manage(self, *words, **more):
        return self.run("manage.py", *words, **more)

    def doctor(self, **more):
        """Return (exit code, {"warning": lines, "danger": lines, "ok": lines})."""
        code, said = self.manage("doctor", **more)
        return code, self._by_level(said)

    @staticmethod
    def _by_level(said):
        lines = [line.split(None, 1) for line in said.strip().splitlines()]
        assert {level for level, _ in lines} <= {"ok", "warning", "danger"}, said
        found = {level: [] for level in ("ok", "warning", "danger")}
        for level, words in lines:
            found[level].append(words)
        return found

    def start(self):
        """Return (whether it starts, what it says)."""
        code, said = self.run("-c", "import intake.wsgi")
        return code == 0, said

    def doctor_and_start(self):
        """Return what `doctor` and `start` return: both in one process, in half the time."""
        code, said = self.run("-c", _DOCTOR_AND_START, "doctor")
        of_doctor, _, at_start = said.partition(_BETWEEN)
        started, _, lines = at_start.partition("\n")
        return (code, self._by_level(of_doctor)), (started == "started", lines)


def _link_code(source, target):
    """Copy what may change, and link what does not: the code is large."""
    if "/code/" in source and not source.endswith(".env"):
        os.link(source, target)
    else:
        shutil.copy2(source, target)
    return target
