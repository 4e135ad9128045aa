"""Make the offline backup key. The private half is shown once and stored nowhere."""

from django.core.management.base import BaseCommand

from intake.vault import codes, crypto


class Command(BaseCommand):
    help = "Make the offline backup key: print it on paper, keep it away from the server."
    requires_system_checks = ()

    def handle(self, *args, **options):
        private, public = crypto.new_key_pair()
        self.stdout.write(
            "BACKUP KEY, private half. Print this on paper, twice. Keep it off every computer, and"
            " apart from the recovery key.\n"
            "Only this opens a backup. If it is lost, all backups are lost.\n\n"
            f"{codes.encode_key(private)}\n\n"
            "Public half, for the server's settings:\n\n"
            f"BACKUP_KEY={codes.encode_key(public)}\n"
        )
