"""What the commands ask at a prompt, and what they say, in the same words."""

from datetime import date
from getpass import getpass

from intake.vault import codes, crypto, envelopes

from .folder import BackupError
from .sample import Sample


def _typed(prompt: str) -> str:
    return getpass(prompt).strip()


def _key(typed: str) -> bytes:
    try:
        return codes.decode_key(typed)
    except codes.InvalidCode as error:
        raise BackupError(str(error)) from None


def backup_key() -> bytes:
    """Return the private half that is typed from paper. Raises BackupError."""
    return _key(_typed("Backup key, private half: "))


def recovery_key() -> bytes | None:
    """Return the private half of RECOVERY_KEY, None if only Enter is typed. Raises BackupError."""
    typed = _typed("Recovery key, private half, to open some cases (Enter: do not): ")
    if not typed:
        return None
    private = _key(typed)
    if not envelopes.recovery_key_is_set():
        raise BackupError("RECOVERY_KEY is missing or wrong in the settings.")
    if crypto.public_key_of(private) != envelopes.recovery_public_key():
        raise BackupError("This is not the private half of RECOVERY_KEY.")
    return private


def words_about_sample(sample: Sample) -> str:
    if sample.private is None:
        return "No case was opened, since the recovery key was not typed."
    return f"Opened {sample.cases} cases and {sample.files} files with the recovery key."


def words_about_damage(sample: Sample) -> str:
    return (
        f"{sample.damaged} of the sample did not open: they are damaged, or sealed to an older"
        " recovery key."
    )


def closed_words(first: date, last: date) -> str:
    return (
        f"The site stays closed: no ledger is sure to hold all that was erased from {first} to"
        f" {last}. A newer copy of the ledger makes that shorter: manage.py confirm_erasures"
        " --ledger FOLDER. For the days that are left, find out who may have deleted their case,"
        f" then open the site: manage.py confirm_erasures {first} {last} [--erase REFERENCE …]"
    )
