"""Django's own checks for deployment, on settings as in production, and no missing migration."""

import os
import subprocess
import sys

from tests.environment import ENVIRONMENT


def manage(*words):
    env = (
        os.environ
        | ENVIRONMENT
        | {
            "DJANGO_SETTINGS_MODULE": "intake.settings",
            "ALLOWED_HOSTS": "help.example",
            "DATABASE_URL": "sqlite:///data.sqlite3",
        }
    )
    return subprocess.run([sys.executable, "manage.py", *words], env=env, check=False).returncode


if __name__ == "__main__":
    sys.exit(
        manage("check", "--deploy", "--fail-level", "WARNING")
        or manage("makemigrations", "--check", "--dry-run", "-v", "0")
    )
