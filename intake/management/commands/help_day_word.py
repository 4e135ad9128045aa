"""Print the word of a help day: with it, many people can file from one address."""

import datetime

from django.core.management.base import BaseCommand
from django.utils.timezone import localdate

from intake.manners import help_day, limits


class Command(BaseCommand):
    help = "Print the word that helpers type at /help-day/, for today or another day."

    def add_arguments(self, parser):
        parser.add_argument("day", nargs="?", type=datetime.date.fromisoformat, default=None)

    def handle(self, *args, day, **options):
        day = day or localdate()
        self.stdout.write(
            f"{day}: {help_day.word_of(day)} (up to {limits.HELP_DAY.one} complaints an hour)"
        )
