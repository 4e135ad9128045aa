"""Let a store of files belong to this database, on purpose."""

from django.core.management.base import BaseCommand, CommandError

from intake.storage import site


class Command(BaseCommand):
    help = (
        "Say that the store of files and the database of the settings belong together, after one of"
        " them was moved or copied."
    )

    def handle(self, *args, **options):
        try:
            site.accept()
        except OSError as error:
            raise CommandError(f"The store did not answer: {type(error).__name__}") from None
        self.stdout.write("The store belongs to this database.")
