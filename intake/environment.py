"""The environment and `.env`, read by type. What is not understood is collected, not raised.

So the doctor can name every fault at once, and the start refuses them (see doctor/settings.py).
"""

from pathlib import Path
from typing import Any

from dj_database_url import parse
from dotenv import dotenv_values
from environs import Env, EnvError

FILE = Path(__file__).resolve().parent.parent / ".env"

# Names that may stand in the file and are read by other programs.
OTHERS = {"DJANGO_SETTINGS_MODULE"}

KINDS = {
    "bool": "yes or no (1 or 0)",
    "int": "a whole number",
    "list": "a list with commas",
    "dj_db_url": "the address of a database",
}

# The methods below are named as the types.
Name = str


class Environment:
    def __init__(self, file: Path = FILE) -> None:
        self._env = Env()
        self._env.read_env(str(file), recurse=False)
        self._in_file = set(dotenv_values(file)) if file.exists() else set()
        self.names: set[Name] = set()
        self._faults: list[Name] = []

    def str(self, name: Name, default: Name = "") -> Any:
        return self._read("str", name, default)

    def int(self, name: Name, default: Any) -> Any:
        return self._read("int", name, default)

    def bool(self, name: Name, default: Any) -> Any:
        return self._read("bool", name, default)

    def list(self, name: Name, default: Any) -> Any:
        return self._read("list", name, default)

    def database(self, name: Name, default: Name) -> dict[Name, Any]:
        """Return the settings of a database. Without an address it is one that never answers."""
        nothing = {"ENGINE": "django.db.backends.dummy"}
        return self._read("dj_db_url", name, parse(default) if default else nothing)

    def server(self) -> Any:
        """Return the address, the processes and the threads with which gunicorn serves."""
        return (
            self.str("BIND", "127.0.0.1:8000"),
            self.int("WORKERS", 2),
            self.int("THREADS", 4),
        )

    def _read(self, kind: Name, name: Name, default: Any) -> Any:
        self.names.add(name)
        # An empty line in the file is a setting that is not set.
        if not self._env.str(name, "").strip():
            return default
        try:
            return getattr(self._env, kind)(name)
        except (EnvError, ValueError):  # their words hold the value
            self._faults.append(f"{name} is not {KINDS[kind]}.")
            return default

    def faults(self) -> Any:
        """Return a sentence for each value that is not understood, and each unknown name."""
        unknown = sorted(self._in_file - self.names - OTHERS)
        return self._faults + [f"{name} in .env is no setting." for name in unknown]
