"""What must never run. Each fault is one clear line; the server does not start with any."""

import sys

from django.conf import settings
from django.core import checks

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
    if mail.ways():
        for name in ("SITE_ADDRESS", "EMAIL_FROM"):
            word = mail.forbidden(getattr(settings, name))
            if word:
                found.append(
                    f"{name} says what this is about (“{word}”). Each message shows it: choose a"
                    " neutral one."
                )
    return found


def refuse():
    """Stop the program, with one line for each fault, if there is any."""
    lines = faults()
    if lines:
        sys.exit("\n".join(f"Not started: {line}" for line in lines))


def register():
    from intake.office import signals

    signals.connect()

    @checks.register(checks.Tags.security)
    def start_faults(app_configs, **kwargs):
        return [checks.Error(line, id="intake.E001") for line in faults()]
