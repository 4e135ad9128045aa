"""Check that no line of the access log was changed, moved or taken out."""

from django.core.management.base import BaseCommand, CommandError

from intake.audit.log import first_broken_entry
from intake.audit.models import AuditHead


class Command(BaseCommand):
    help = "Check the chain of the access log. Write down the count and the mark it prints."

    def handle(self, *args, **options):
        fault = first_broken_entry()
        if fault is not None:
            raise CommandError(f"The access log is not as it was written, from line {fault} on.")
        head = AuditHead.objects.filter(pk=1).first()
        count, mark = (head.count, bytes(head.mac).hex()[:16]) if head else (0, "-")
        self.stdout.write(f"The access log is whole: {count} lines, mark {mark}.")
