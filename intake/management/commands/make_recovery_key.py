"""Make the offline recovery key. The private half is shown once and stored nowhere."""

from django.core.management.base import BaseCommand

from intake.vault import codes, crypto


class Command(BaseCommand):
    help = "Make the offline recovery key: print it on paper, keep it away from the server."
    requires_system_checks = ()

    def handle(self, *args, **options):
        private, public = crypto.new_key_pair()
        self.stdout.write(
            "RECOVERY KEY, private half. Print this on paper, twice. Keep it off every computer.\n"
            "If all volunteers lose their passwords, only this opens the cases.\n"
            "If this is lost as well, the cases are gone.\n\n"
            f"{codes.encode_key(private)}\n\n"
            "Public half, for the server's settings:\n\n"
            f"RECOVERY_KEY={codes.encode_key(public)}\n"
        )
