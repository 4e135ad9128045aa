"""Write all tables anew, so that no file of the database holds what was erased.

SQLite overwrites what it erases (secure_delete), only its log is left to cut. PostgreSQL keeps
erased rows in its files until a table is rewritten, and in its log until that is thrown away: see
VACUUM and `wal_recycle` in its manual. Tables are locked meanwhile, so run it at a quiet hour.
"""

from django.apps import apps
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.utils import ProgrammingError
from django.utils import timezone

from intake.cases.actions import truncate_wal
from intake.dashboard.models import LastRun


class Command(BaseCommand):
    help = "Write all tables anew, so that no file of the database holds what was erased."

    def handle(self, *args, **options):
        if connection.vendor == "postgresql":
            self.rewrite()
        truncate_wal()
        LastRun.objects.update_or_create(name="rewrite_tables", defaults={"at": timezone.now()})
        self.stdout.write("Nothing that was erased is left in the tables.")

    def rewrite(self):
        tables = [model._meta.db_table for model in apps.get_models(include_auto_created=True)]
        with connection.cursor() as cursor:
            for table in sorted(set(tables)):
                cursor.execute(f"VACUUM FULL {connection.ops.quote_name(table)}")
            try:
                cursor.execute("SELECT pg_switch_wal()")
                cursor.execute("CHECKPOINT")
            except ProgrammingError as error:
                raise CommandError(
                    "The tables are written anew. The log is not: its user needs the role"
                    " pg_checkpoint, and may have to run pg_switch_wal()."
                ) from error
