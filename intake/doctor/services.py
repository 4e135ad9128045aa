"""Checks of the programs beside the site: the store of files, ClamAV, and the mail server."""

import secrets
import smtplib
import socket
import uuid
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.mail import get_connection

from intake import mail
from intake.attachments import scan
from intake.attachments.refusals import Refused
from intake.storage import store

from .base import Finding, danger, warning
from .configuration import LOOPBACK
from .machine import in_memory

DEFAULT_TEMPORARY = "/tmp"  # noqa: S108 (what ClamAV does unless its settings say more)


def files_can_be_stored() -> Iterator[Finding]:
    """Put a file of random bytes into the store, get it back, and erase it."""
    name, data = uuid.uuid4(), secrets.token_bytes(1024)
    place = "ATTACHMENTS_S3" if settings.ATTACHMENTS_S3 else "ATTACHMENTS_DIR"
    try:
        store.save(name, [data])
    except OSError as error:
        yield danger(f"No file can be stored ({_kind(error)}).", f"Look at {place} and its rights.")
        return
    try:
        if b"".join(store.read(name)) != data:
            yield danger("A stored file came back as another one.", f"Look at {place}.")
    except OSError as error:
        yield danger(f"No file can be read ({_kind(error)}).", f"Look at {place} and its rights.")
    try:
        store.erase(name)
        left = name in store.stored()
    except OSError as error:
        yield danger(f"No file can be erased ({_kind(error)}).", f"Look at {place} and its rights.")
    else:
        if left:
            yield danger(
                "A file that was erased is still there.",
                f"Look at {place}: it must keep no versions.",
            )


def scanner_answers() -> Iterator[Finding]:
    if not settings.CLAMAV_SOCKET:
        return
    try:
        clean = scan.is_clean(b"A text without anything.")
    except Refused:
        clean = None
    if clean is None:
        yield danger(
            "ClamAV does not answer, so no file can be added.",
            "Start it, or mend CLAMAV_SOCKET. The site's user must be allowed to use its socket.",
        )
    elif not clean:
        yield warning("ClamAV takes a plain text for a virus.", "Renew its signatures: freshclam")


def scanner_writes_to_memory() -> Iterator[Finding]:
    """Look where ClamAV puts each file, as it came, while it looks at it."""
    if not settings.CLAMAV_SOCKET:
        return
    try:
        said = _scanner_settings(settings.CLAMAV_CONF.read_text())
    except (OSError, UnicodeError):
        yield warning(
            "CLAMAV_CONF cannot be read, so nobody knows where ClamAV writes files.",
            "Set it to the path of clamd.conf. On another machine: docs/operate.md, ClamAV.",
        )
        return
    folder = Path(said.get("TemporaryDirectory", DEFAULT_TEMPORARY))
    if not in_memory(folder):
        yield danger(
            f"ClamAV writes each file, not encrypted, to {folder}, which is on a disk.",
            f"In {settings.CLAMAV_CONF} set: TemporaryDirectory /dev/shm",
        )
    if said.get("LeaveTemporaryFiles", "no").lower() in ("yes", "true", "1"):
        yield danger(
            "ClamAV keeps the files it looked at, not encrypted.",
            f"In {settings.CLAMAV_CONF} set: LeaveTemporaryFiles no",
        )


def _scanner_settings(text: str) -> dict[str, str]:
    lines = [line.split(None, 1) for line in text.splitlines() if not line.startswith("#")]
    return {line[0]: line[1].strip().strip('"') for line in lines if len(line) == 2}


def mail_server_answers() -> Iterator[Finding]:
    if mail.EMAIL not in mail.channels():
        return
    if not settings.EMAIL_USE_TLS and settings.EMAIL_HOST not in LOOPBACK:
        yield danger(
            "EMAIL_USE_TLS is off: addresses of people cross the network in clear.",
            "Turn it on.",
        )
    try:
        connection = get_connection(timeout=mail.SECONDS)
        connection.open()
        connection.close()
    except smtplib.SMTPAuthenticationError:
        yield warning(
            "The mail server refuses the login.", "Look at EMAIL_HOST_USER, EMAIL_HOST_PASSWORD."
        )
    except (OSError, ValueError) as error:
        yield warning(
            f"The mail server does not answer ({_kind(error)}).",
            "Look at EMAIL_HOST, EMAIL_PORT, EMAIL_USE_TLS. Messages are tried again for two days.",
        )


def _kind(error: Exception) -> str:
    return "no such host" if isinstance(error, socket.gaierror) else type(error).__name__
