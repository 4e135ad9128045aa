"""Checks of the settings alone. Every command of Django makes them before it begins."""

from collections.abc import Iterator

from django.conf import settings

from intake import mail
from intake.vault import envelopes

from .base import Finding, danger

LOOPBACK = {"127.0.0.1", "localhost", "[::1]"}
SHORTEST = 32
FEWEST_DIFFERENT = 8
MAKE_ONE = "Set it to the output of: python3 -c 'import secrets; print(secrets.token_urlsafe(48))'"


def _loopback_only() -> bool:
    return set(settings.ALLOWED_HOSTS) <= LOOPBACK


def settings_are_understood() -> Iterator[Finding]:
    for fault in settings.SETTING_FAULTS:
        yield danger(fault, "See .env.example.")


def database_is_named() -> Iterator[Finding]:
    if settings.DATABASES["default"]["ENGINE"].endswith("dummy"):
        yield danger(
            "DATABASE_URL is missing or wrong.",
            "Name the database. SQLite has to be named too: sqlite:////path/data.sqlite3",
        )


def secrets_are_strong() -> Iterator[Finding]:
    if not settings.DEBUG and settings.SECRET_KEY == settings.DEFAULT_SECRET:
        yield danger("SECRET_KEY is the default one.", MAKE_ONE)
    for name in ("SECRET_KEY", "PEPPER"):
        value = getattr(settings, name)
        if len(value) < SHORTEST:
            yield danger(f"{name} is missing, or has less than {SHORTEST} characters.", MAKE_ONE)
        elif len(set(value)) < FEWEST_DIFFERENT:
            yield danger(f"{name} can be guessed: it repeats few characters.", MAKE_ONE)
    if settings.PEPPER and settings.PEPPER == settings.SECRET_KEY:
        yield danger("PEPPER is the same as SECRET_KEY.", f"{MAKE_ONE}, each for itself.")


def recovery_key_is_set() -> Iterator[Finding]:
    if not envelopes.recovery_key_is_set():
        yield danger(
            "RECOVERY_KEY is missing or wrong.",
            "Run: manage.py make_recovery_key, keep the printed private half offline, and set the"
            " public half.",
        )


def hosts_are_named() -> Iterator[Finding]:
    if any("*" in host or host.startswith(".") for host in settings.ALLOWED_HOSTS):
        yield danger("ALLOWED_HOSTS holds a wildcard.", "Name each host.")


def cookies_need_tls() -> Iterator[Finding]:
    if not settings.SECURE_COOKIES and not (settings.DEBUG and _loopback_only()):
        yield danger(
            "SECURE_COOKIES is off.", "Cookies without TLS are for a demo on loopback only."
        )


def no_demo_for_others() -> Iterator[Finding]:
    if settings.DEBUG and not _loopback_only():
        yield danger("DEBUG is on for a host that others can reach.", "Turn it off.")
    if settings.DEMO and not (settings.DEBUG and _loopback_only()):
        yield danger("DEMO is on.", "It runs only with DEBUG and on a loopback address.")


def messages_are_neutral() -> Iterator[Finding]:
    for name in ("SITE_ADDRESS", "EMAIL_FROM") if mail.channels() else ():
        word = mail.find_forbidden_word(getattr(settings, name))
        if word:
            yield danger(
                f"{name} says what this is about (“{word}”).",
                "Each message shows it: choose a neutral one.",
            )
