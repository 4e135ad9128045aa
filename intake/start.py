"""What must never run. Each fault is one clear line; the server does not start with any."""

import logging
import sys

from django.conf import settings
from django.core import checks
from django.db import DatabaseError, connection
from django.utils.timezone import localdate

log = logging.getLogger("intake")

OTHER_SECRET = {
    "PEPPER": (
        "PEPPER is not the one of this database: codes, second factors and the access log would not"
        " work. Set the old one. To go on with this one: manage.py accept_secret PEPPER"
    ),
    "RECOVERY_KEY": (
        "RECOVERY_KEY is not the one of this database: the paper that opens older cases would not"
        " open new ones. Set the old one. To go on with this one, and keep both papers:"
        " manage.py accept_secret RECOVERY_KEY"
    ),
}
OLDER = (
    "The database is older than the ledger in ERASURE_LEDGER, so cases that were erased are back in"
    " it. To erase them again: manage.py confirm_erasures"
)
LOGGED_OUT = "SECRET_KEY is another one than before: volunteers have to log in again."
LOOPBACK = {"127.0.0.1", "localhost", "[::1]"}


def faults():
    """Return the faults of the present settings, each as one sentence. Empty means it may start."""
    from intake import mail
    from intake.vault import envelopes

    found = []
    loopback_only = set(settings.ALLOWED_HOSTS) <= LOOPBACK
    if not settings.DEBUG and settings.SECRET_KEY == settings.DEFAULT_SECRET:
        found.append("SECRET_KEY is the default one. Set it to 50 random characters.")
    if len(settings.PEPPER) < 32:
        found.append("PEPPER is missing or short. Set it to at least 32 random characters.")
    if not settings.DATABASE_URL and not settings.DEBUG:
        found.append(
            "DATABASE_URL is not set. Name the database, also if it is a file:"
            " sqlite:////var/lib/help/data.sqlite3"
        )
    if any("*" in host or host.startswith(".") for host in settings.ALLOWED_HOSTS):
        found.append("ALLOWED_HOSTS holds a wildcard. Name each host.")
    if not envelopes.recovery_key_is_set():
        found.append(
            "RECOVERY_KEY is missing or wrong. Run: manage.py make_recovery_key, keep the printed"
            " private half offline, and set the public half."
        )
    if not settings.SECURE_COOKIES and not (settings.DEBUG and loopback_only):
        found.append("SECURE_COOKIES is off. Cookies without TLS are for a demo on loopback only.")
    if settings.DEBUG and not loopback_only:
        found.append("DEBUG is on for a host that others can reach. Turn it off.")
    if settings.DEMO and not (settings.DEBUG and loopback_only):
        found.append("DEMO is on. It runs only with DEBUG and on a loopback address.")
    if mail.channels():
        for name in ("SITE_ADDRESS", "EMAIL_FROM"):
            word = mail.find_forbidden_word(getattr(settings, name))
            if word:
                found.append(
                    f"{name} says what this is about (“{word}”). Each message shows it: choose a"
                    " neutral one."
                )
    return found


def other_secrets(*names):
    """Return a sentence for each named secret that is not the one the database belongs to.

    Where there are no tables yet, or no database answers, nothing is compared.

    SECRET_KEY is no fault: Django advises to change it after a leak, and nothing that is stored is
    lost with it. Volunteers only have to log in again. So another one is logged once and accepted.
    PEPPER and RECOVERY_KEY open what is stored.
    """
    from intake.vault import fingerprints

    try:
        other = fingerprints.changed(*names)
        if other == [fingerprints.SECRET_KEY]:
            log.warning("%s", LOGGED_OUT)
            fingerprints.accept(*other)
    except DatabaseError as error:
        log.warning("the secrets are not compared: %s", type(error).__name__)
        return []
    return [OTHER_SECRET[name] for name in other if name in OTHER_SECRET]


def other_store():
    """Return a sentence if the store of files belongs to another database, in a list.

    Nothing is compared where there are no tables yet, or where database or store do not answer.
    """
    from intake.storage import site

    try:
        site.check()
    except site.OtherStore as error:
        return [str(error)]
    except (DatabaseError, OSError) as error:
        log.warning("database and store are not compared: %s", type(error).__name__)
    return []


def older_database():
    """Return a sentence if the database is an older copy in which erased cases are back, in a list.

    Nothing is compared where there are no tables yet, or where a ledger cannot be read.
    """
    from intake.erasures import actions as erasures

    try:
        older = erasures.is_older_than_ledger(localdate())
    except (DatabaseError, OSError) as error:
        log.warning("the ledger of erasures is not compared: %s", type(error).__name__)
        return []
    return [OLDER] if older else []


def refuse():
    """Stop the program, with one line for each fault, if there is any."""
    lines = (
        faults()
        or other_secrets("PEPPER", "RECOVERY_KEY", "SECRET_KEY")
        or other_store()
        or older_database()
    )
    # The thread that starts the site serves no requests.
    connection.close()
    if lines:
        sys.exit("\n".join(f"Not started: {line}" for line in lines))


def register():
    from intake.office.people import signals

    signals.connect()

    @checks.register(checks.Tags.security)
    def start_faults(app_configs, **kwargs):
        return [checks.Error(line, id="intake.E001") for line in faults()]
