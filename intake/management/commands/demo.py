"""Fill a demo server, and say how to log in."""

from django.core.management.base import BaseCommand

from intake import demo


class Command(BaseCommand):
    help = "Make the demo volunteers and cases, and print how to log in."

    def handle(self, *args, **options):
        demo.make()
        names = ", ".join(
            [
                "cora (coordinator)",
                *(f"{name} ({role.label.lower()})" for name, _first, role in demo.VOLUNTEERS),
            ]
        )
        self.stdout.write(
            f"  Volunteers: {names}\n"
            f"  Password:   {demo.PASSWORD}\n"
            f"  Second factor: type this key into an authenticator app: {demo.SEED}\n"
            "                 or see the six numbers now with: make demo-code"
        )
