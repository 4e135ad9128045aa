"""What the environment of a test holds: secrets for tests only, and folders of its own."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from intake.vault import codes, crypto

RECOVERY_PRIVATE = crypto.derive(b"recovery key of the tests", "tests")
BACKUP_PRIVATE = crypto.derive(b"backup key of the tests", "tests")

# All of them lie in one folder, which goes with the process that made it.
FOLDER = Path(tempfile.mkdtemp(prefix="wrong-match-tests-"))


def _folder(name):
    folder = FOLDER / name
    folder.mkdir(mode=0o700)
    return str(folder)


def _remove(process):
    if process == os.getpid():
        shutil.rmtree(FOLDER, ignore_errors=True)


atexit.register(_remove, os.getpid())

ENVIRONMENT = {
    "SECRET_KEY": "only for tests " * 4,
    "PEPPER": "pepper of the tests " * 3,
    "RECOVERY_KEY": codes.encode_key(crypto.public_key_of(RECOVERY_PRIVATE)),
    "ATTACHMENTS_DIR": _folder("files"),
    "ERASURE_LEDGER": _folder("erasures"),
    "BACKUP_KEY": codes.encode_key(crypto.public_key_of(BACKUP_PRIVATE)),
    "STATIC_DIR": _folder("static"),
    "SECONDS_PER_PAGE": "0",
    "MEMORY_DIR": _folder("memory"),
}

# A site outside a demo names its database. Tests on PostgreSQL bring the address of theirs.
os.environ.setdefault("DATABASE_URL", f"sqlite:///{_folder('data')}/data.sqlite3")
