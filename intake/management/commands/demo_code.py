"""Print the six numbers that a demo volunteer's app would show now."""

import time

from allauth.mfa import app_settings
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from intake import demo


class Command(BaseCommand):
    help = "Print the present second factor of the demo volunteers."

    def handle(self, *args, **options):
        if not settings.DEMO:
            raise CommandError("Demo codes are for demo mode only.")
        counter = int(time.time()) // app_settings.TOTP_PERIOD
        self.stdout.write(format_hotp_value(hotp_value(demo.SEED, counter)))
