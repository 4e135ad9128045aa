"""The site's settings, with secrets for tests only and without what tests cannot use."""

import os

from tests.environment import ENVIRONMENT

os.environ |= ENVIRONMENT
os.environ.setdefault("DATABASE_URL", "sqlite:///data.sqlite3")

from intake.settings import *
from intake.settings import DATABASES, STORAGES

ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
PASSWORD_HASHERS = ["tests.hasher.CheapArgon2"]
DATABASES["default"]["CONN_MAX_AGE"] = 0
