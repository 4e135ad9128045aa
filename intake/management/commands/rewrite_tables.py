"""Write all tables anew, so that no file of the database holds what was erased.

SQLite overwrites what it erases (secure_delete), only its log is left to cut. PostgreSQL keeps
erased rows in its files until a table is rewritten, and in its log until that is thrown away: see
VACUUM and `wal_recycle` in its manual. Tables are locked meanwhile, so run it at a quiet hour.

VACUUM keeps an erased row that a transaction still open could see, and says how many it kept. A
table with such rows is written again until there are none.
"""

import re
import time
from contextlib import contextmanager

from django.apps import apps
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.utils import ProgrammingError
from django.utils import timezone

from intake.cases.actions import truncate_wal
from intake.dashboard.models import LastRun

TRIES, PAUSE = 60, 2  # two minutes for what is still open, such as an ANALYZE of the server


class Command(BaseCommand):
    help = "Write all tables anew, so that no file of the database holds what was erased."

    def handle(self, *args, **options):
        if connection.vendor == "postgresql":
            self.rewrite()
        truncate_wal()
        LastRun.objects.update_or_create(name="rewrite_tables", defaults={"at": timezone.now()})
        self.stdout.write("Nothing that was erased is left in the tables.")

    def rewrite(self):
        tables = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
        with connection.cursor() as cursor:
            # The samples of the planner, too: `upgrades.samples` says which are never taken.
            left = self.rewrite_until_done(cursor, [*sorted(tables), "pg_statistic"])
            try:
                cursor.execute("SELECT pg_switch_wal()")
                cursor.execute("CHECKPOINT")
            except ProgrammingError as error:
                raise CommandError(
                    "The tables are written anew. The log is not: its user needs the role"
                    " pg_checkpoint, and may have to run pg_switch_wal()."
                ) from error
        if left:
            raise CommandError(
                f"Erased rows are still in {', '.join(left)}: a transaction that began before they"
                " were erased is open. Look for it in pg_stat_activity, and run this again."
            )

    def rewrite_until_done(self, cursor, tables):
        """Write tables anew until no erased row is left. Return the tables that still hold some."""
        for number in range(TRIES):
            if number:
                time.sleep(PAUSE)
            tables = [table for table in tables if self.rewrite_table(cursor, table)]
            if not tables:
                break
        return tables

    def rewrite_table(self, cursor, table):
        """Write a table anew. Return how many of its erased rows are still there."""
        with notices(cursor) as said:
            cursor.execute(f"VACUUM (FULL, VERBOSE) {connection.ops.quote_name(table)}")
        # "3 dead row versions cannot be removed yet", in whatever language the server speaks.
        counts = [re.match(r"\d+", detail) for detail in said if detail]
        return sum(int(count.group()) for count in counts if count)


@contextmanager
def notices(cursor):
    """Collect the details of what PostgreSQL says meanwhile, each a text or None."""
    said = []

    def hear(notice):
        said.append(notice.message_detail)

    cursor.connection.add_notice_handler(hear)
    try:
        yield said
    finally:
        cursor.connection.remove_notice_handler(hear)
