"""What the environment of a test holds: secrets for tests only, and folders of its own."""

import os
import tempfile

from intake.vault import codes, crypto

RECOVERY_PRIVATE = crypto.derive(b"recovery key of the tests", "tests")
BACKUP_PRIVATE = crypto.derive(b"backup key of the tests", "tests")

ENVIRONMENT = {
    "SECRET_KEY": "only for tests " * 4,
    "PEPPER": "pepper of the tests " * 3,
    "RECOVERY_KEY": codes.encode_key(crypto.public_key_of(RECOVERY_PRIVATE)),
    "ATTACHMENTS_DIR": tempfile.mkdtemp(prefix="wrong-match-files-"),
    "ERASURE_LEDGER": tempfile.mkdtemp(prefix="wrong-match-erasures-"),
    "BACKUP_KEY": codes.encode_key(crypto.public_key_of(BACKUP_PRIVATE)),
    "STATIC_DIR": tempfile.mkdtemp(prefix="wrong-match-static-"),
    "SECONDS_PER_PAGE": "0",
    "MEMORY_DIR": tempfile.mkdtemp(prefix="wrong-match-tests-"),
}

# A site outside a demo names its database. Tests on PostgreSQL bring the address of theirs.
os.environ.setdefault("DATABASE_URL", f"sqlite:///{tempfile.mkdtemp()}/data.sqlite3")
