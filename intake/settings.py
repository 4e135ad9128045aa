"""Settings, all from the environment and `.env`, each with its line in `.env.example`.

A value that is not understood, and what must never run, is refused by `start.py`, with one line for
each fault.
"""

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from intake.environment import Environment

BASE_DIR = Path(__file__).resolve().parent.parent

env = Environment()

DEFAULT_SECRET = "only-for-demo-and-tests-never-for-people"  # noqa: S105

DEBUG = env.bool("DEBUG", False)
DEMO = env.bool("DEMO", False)
SECRET_KEY = env.str("SECRET_KEY", DEFAULT_SECRET)
# The pepper indexes codes; the field key seals second-factor seeds. Neither is in the database.
PEPPER = env.str("PEPPER", "")
# Public half of the offline recovery key, printed by `manage.py make_recovery_key`.
RECOVERY_KEY = env.str("RECOVERY_KEY", "")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["127.0.0.1", "localhost", "[::1]"])
SECURE_COOKIES = env.bool("SECURE_COOKIES", True)
# How many proxies of our own stand in front; their X-Forwarded-For is believed, nobody else's.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", 0)
SITE_NAME = env.str("SITE_NAME", "Wrong Match Help")
# A phone line with its hours, in words, if somebody answers one. Shown under "Get help".
HELP_LINE = env.str("HELP_LINE", "")
# Where "Quick exit" goes: a page about nothing, known to everybody.
LEAVE_URL = env.str("LEAVE_URL", "https://www.weather.gov/")
# The address that messages name, and how they leave. Without these, nothing is sent.
SITE_ADDRESS = env.str("SITE_ADDRESS", ALLOWED_HOSTS[0] if ALLOWED_HOSTS else "")
EMAIL_FROM = env.str("EMAIL_FROM", "")
TEXTS_URL = env.str("TEXTS_URL", "")
EMAIL_HOST, EMAIL_PORT = env.str("EMAIL_HOST", "localhost"), env.int("EMAIL_PORT", 587)
EMAIL_HOST_USER = env.str("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env.str("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = env.bool("EMAIL_USE_TLS", True)
EMAIL_TIMEOUT = 10
# Counters of visits live here, in memory, never on a disk (see web/ratelimit.py).
MEMORY_DIR = Path(env.str("MEMORY_DIR", "/dev/shm"))  # noqa: S108

# Where sealed files lie: this folder, or a bucket: https://key:secret@host/bucket?region
ATTACHMENTS_DIR = Path(env.str("ATTACHMENTS_DIR", "") or BASE_DIR / "attachments")
ATTACHMENTS_S3 = env.str("ATTACHMENTS_S3", "")
# Folders outside the database where erasures are noted, so that no backup brings them back: the
# first on this machine, others on other disks.
ERASURE_LEDGER = [
    Path(folder) for folder in env.list("ERASURE_LEDGER", []) or [BASE_DIR / "erasures"]
]
# Public half of the offline key that backups are sealed to, printed by `make_backup_key`.
BACKUP_KEY = env.str("BACKUP_KEY", "")
# A ClamAV that checks files: the path of its socket, or host:port. Empty: files are not checked.
CLAMAV_SOCKET = env.str("CLAMAV_SOCKET", "")
# Its own settings, which name the folder where it writes each file, unsealed, while it looks.
CLAMAV_CONF = Path(env.str("CLAMAV_CONF", "/etc/clamav/clamd.conf"))

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "crispy_forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "intake",
]

MIDDLEWARE = [
    "intake.web.headers.headers",
    "intake.web.errors.plain_errors",
    "intake.web.static_files.StaticFiles",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "intake.office.access.access_middleware",
]

ROOT_URLCONF = "intake.urls"
WSGI_APPLICATION = "intake.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "intake.context.site",
                "intake.office.attention.attention",
            ],
        },
    },
]

CRISPY_ALLOWED_TEMPLATE_PACKS = ["plain"]
CRISPY_TEMPLATE_PACK = "plain"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# How gunicorn serves. Read by gunicorn.conf.py too; here so that a wrong value has a line.
BIND, WORKERS, THREADS = env.server()

SQLITE_PRAGMAS = ";".join(
    f"PRAGMA {pragma}"
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "secure_delete=ON",
        "temp_store=MEMORY",
        "foreign_keys=ON",
        "cache_size=-20000",
    )
)

# Who fills in the form faster than this is asked to read it once more (see web/bot_detection.py).
SECONDS_PER_PAGE = env.int("SECONDS_PER_PAGE", 3)

# A forgotten DATABASE_URL must not mean a new, empty database: outside a demo it has to be named.
DATABASES = {
    "default": env.database(
        "DATABASE_URL", f"sqlite:///{BASE_DIR / 'data.sqlite3'}" if DEBUG else ""
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # IMMEDIATE: a writer waits for its turn at the start, and is never told "locked" half way.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 10,
        "init_command": SQLITE_PRAGMAS,
    }
# Each thread keeps its connection. Not a pool: after a time without the database a pool tries
# again ever more seldom, and people are sent away for minutes after it is back.
DATABASES["default"] |= {"CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": True}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Login limits and one-use second factors must be shared by all workers.
CACHES = {
    "default": {
        "BACKEND": "intake.web.cache.Cache",
        "LOCATION": "intake_cache",
    }
}

AUTH_USER_MODEL = "intake.Volunteer"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 15},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "intake.accounts.passwords.PaddedPasswordValidator"},
    {"NAME": "intake.accounts.passwords.MaximumLengthValidator"},
]

# Cookies end with the browser. The __Host- prefix needs TLS, or a browser that trusts loopback.
COOKIE_PREFIX = "__Host-" if SECURE_COOKIES else ""
VISIT_COOKIE = f"{COOKIE_PREFIX}visit"
VAULT_COOKIE = f"{COOKIE_PREFIX}vault"
HELP_DAY_COOKIE = f"{COOKIE_PREFIX}day"
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrf"
CSRF_COOKIE_AGE = None
CSRF_COOKIE_SECURE = SECURE_COOKIES
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_FAILURE_VIEW = "intake.web.errors.csrf_failure"
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}session"
SESSION_COOKIE_AGE = 30 * 60
SESSION_ABSOLUTE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = SECURE_COOKIES
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Strict"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# One story of 100,000 characters takes up to twelve bytes a character on its way here.
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 300
# Only at the addresses that take files (web/errors.py), in memory. They put off more than five.
DATA_UPLOAD_MAX_NUMBER_FILES = 20
FILE_UPLOAD_HANDLERS = ["intake.attachments.handler.MemoryUploadHandler"]

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "office:queue"
ACCOUNT_ADAPTER = "intake.office.people.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "intake.office.people.account_forms.LoginForm",
    "change_password": "intake.office.people.account_forms.ChangePasswordForm",
}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
# Ten guesses for one account in a quarter of an hour, from wherever they come.
ACCOUNT_RATE_LIMITS = {"login_failed": "60/m/ip,10/900s/key"}
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGIN_BY_CODE_ENABLED = False
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
MFA_ADAPTER = "intake.office.people.adapter.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = False
MFA_PASSKEY_SIGNUP_ENABLED = False
MFA_TOTP_ISSUER = SITE_NAME

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "intake" / "locale"]
TIME_ZONE = "America/New_York"
USE_TZ = True

STATIC_URL = "/static/"
# The same folder for every release: a page of one release may ask a host of another for its files.
STATIC_ROOT = Path(env.str("STATIC_DIR", "") or BASE_DIR / "collected")
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "intake.web.static_files.KeptStaticFiles"
    },
}
WHITENOISE_USE_FINDERS = DEBUG

# HSTS stands in web/headers.py; the proxy in front turns plain HTTP into TLS.
SILENCED_SYSTEM_CHECKS = ["security.W004", "security.W008", "security.W001", "security.W002"]
USE_X_FORWARDED_HOST = False
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
APPEND_SLASH = False

# Django's own reporter would mail request data; nothing of a request may be written down.
ADMINS: list[str] = []
LOGGING_CONFIG = "intake.web.logs.configure"
LOGGING = {"version": 1}
DEFAULT_EXCEPTION_REPORTER_FILTER = "intake.web.logs.NoRequestDataFilter"

# At the very end: each name was read by now.
SETTING_FAULTS = env.faults()
