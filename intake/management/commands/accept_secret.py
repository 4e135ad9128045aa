"""Accept a secret that was changed on purpose, so that the server starts with it."""

from django.core.management.base import BaseCommand, CommandError

from intake.vault import codes, fingerprints


class Command(BaseCommand):
    help = (
        "Go on with another PEPPER or RECOVERY_KEY than this database was filled with. With another"
        " PEPPER, filers' codes and volunteers' second factors open nothing any more; with another"
        " RECOVERY_KEY, cases from before open with the paper from before only."
    )

    def add_arguments(self, parser):
        parser.add_argument("name", choices=(fingerprints.PEPPER, fingerprints.RECOVERY_KEY))

    def handle(self, *, name, **options):
        try:
            fingerprints.accept(name)
        except codes.InvalidCode as error:
            raise CommandError(f"RECOVERY_KEY is missing or wrong. {error}") from None
        self.stdout.write(f"The present {name} is accepted. The server starts with it.")
