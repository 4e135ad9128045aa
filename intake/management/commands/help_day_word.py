"""Print the word of a help day: with it, many people can file from one address."""

import datetime

from django.core.management.base import BaseCommand
from django.utils.timezone import localdate

from intake.web import event_code, ratelimit


class Command(BaseCommand):
    help = "Print the word that helpers type at /help-day/, for today or another day."

    def add_arguments(self, parser):
        parser.add_argument("day", nargs="?", type=datetime.date.fromisoformat, default=None)

    def handle(self, *args, day, **options):
        day = day or localdate()
        self.stdout.write(
            f"{day}: {event_code.code_of(day)}"
            f" (up to {ratelimit.EVENT_CODE_LIMIT.per_network} complaints an hour)"
        )
