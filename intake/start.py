"""What must never run: the dangers that the doctor finds before the site serves."""

import logging
import sys

from django.apps import apps
from django.core import checks
from django.db import DatabaseError, connection
from django.db.models.signals import post_migrate

log = logging.getLogger("intake")

LOGGED_OUT = "SECRET_KEY is another one than before: volunteers have to log in again."


def faults():
    """Return the faults of the present settings, each as one line. Empty means it may start."""
    from intake.doctor.base import When

    return _dangers(When.SETTINGS)


def _dangers(when):
    from intake.doctor.base import Level, made
    from intake.doctor.registry import CHECKS

    found = made(CHECKS, when)
    return [str(one) for _check, all_of in found for one in all_of if one.level == Level.DANGER]


def other_secrets(*names):
    """Return a sentence for each named secret that is not the one the database belongs to.

    Where there are no tables yet, or no database answers, nothing is compared.

    SECRET_KEY is no fault: Django advises to change it after a leak, and nothing that is stored is
    lost with it. Volunteers only have to log in again. So another one is logged once and accepted.
    PEPPER and RECOVERY_KEY open what is stored.
    """
    from intake.doctor.base import Level
    from intake.doctor.database import OTHER_SECRET
    from intake.vault import fingerprints

    try:
        other = fingerprints.changed(*names)
        if other == [fingerprints.SECRET_KEY]:
            log.warning("%s", LOGGED_OUT)
            fingerprints.accept(*other)
    except DatabaseError as error:
        log.warning("the secrets are not compared: %s", type(error).__name__)
        return []
    return [str(OTHER_SECRET[name]) for name in other if OTHER_SECRET[name].level == Level.DANGER]


def refuse():
    """Stop the program, with one line for each fault, if there is any."""
    from intake.doctor.base import When

    lines = faults() or _dangers(When.START)
    if not lines:
        lines = other_secrets("PEPPER", "RECOVERY_KEY", "SECRET_KEY")
    # The thread that starts the site serves no requests.
    connection.close()
    if lines:
        sys.exit("\n".join(f"Not started: {line}" for line in lines))


def register():
    from intake.office.people import signals
    from intake.upgrades import samples

    signals.connect()
    # For all apps, and once: the tables of sessions are not ours.
    post_migrate.connect(samples.stop_sampling, sender=apps.get_app_config("intake"))

    @checks.register(checks.Tags.security)
    def start_faults(app_configs, **kwargs):
        return [checks.Error(line, id="intake.E001") for line in faults()]
