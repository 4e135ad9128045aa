"""Let a demo that an older version made begin anew."""

from django.core.management.base import BaseCommand, CommandError

from intake import demo


class Command(BaseCommand):
    help = "Remove the demo's database if other migrations than these made it."
    requires_system_checks = ()

    def handle(self, *args, **options):
        try:
            cleared = demo.clear_outdated()
        except RuntimeError as error:
            raise CommandError(str(error)) from None
        if cleared:
            self.stdout.write("  The demo was made by an older version. It begins anew.")
