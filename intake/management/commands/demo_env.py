"""Write the settings of a demo server: fresh secrets, loopback only."""

import secrets
from pathlib import Path

from django.core.management.base import BaseCommand

from intake.vault import codes, crypto


class Command(BaseCommand):
    help = "Write new demo settings to a file, unless it is there."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("path", type=Path)

    def handle(self, *, path, **options):
        if path.exists():
            return
        folder = path.resolve().parent
        folder.mkdir(mode=0o700, exist_ok=True)
        _private, public = crypto.new_key_pair()
        values = {
            "DEBUG": "1",
            "DEMO": "1",
            "SECURE_COOKIES": "0",
            "SECRET_KEY": secrets.token_urlsafe(48),
            "PEPPER": secrets.token_urlsafe(48),
            "RECOVERY_KEY": codes.encode_key(public),
            "DATABASE_URL": f"sqlite:///{folder / 'data.sqlite3'}",
            "ATTACHMENTS_DIR": str(folder / "attachments"),
            "ERASURE_LEDGER": str(folder / "erasures"),
        }
        path.touch(mode=0o600)
        path.write_text("".join(f"{name}={value}\n" for name, value in values.items()))
