"""The site's settings, with secrets for tests only and without what tests cannot use."""

import os
import tempfile

from intake.vault import codes, crypto

RECOVERY_PRIVATE = crypto.derive(b"recovery key of the tests", "tests")

os.environ |= {
    "SECRET_KEY": "only for tests " * 4,
    "PEPPER": "pepper of the tests " * 3,
    "RECOVERY_KEY": codes.key_to_words(crypto.public_of(RECOVERY_PRIVATE)),
    "ATTACHMENTS_DIR": tempfile.mkdtemp(prefix="wrong-match-files-"),
    "SECONDS_PER_PAGE": "0",
    "MEMORY_DIR": tempfile.mkdtemp(prefix="wrong-match-tests-"),
}

from intake.settings import *  # noqa: E402, F403
from intake.settings import DATABASES, STORAGES  # noqa: E402

ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
PASSWORD_HASHERS = ["tests.hasher.CheapArgon2"]
DATABASES["default"]["CONN_MAX_AGE"] = 0
