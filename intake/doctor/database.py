"""Checks of the database: its tables, its secrets, and what PostgreSQL writes down."""

from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Max
from django.utils import timezone

from intake.audit.models import AuditEntry
from intake.cases import facets, search
from intake.cases.models import Case
from intake.upgrades.registry import BACKFILLS
from intake.vault import fingerprints

from .base import Finding, danger, database_answers, warning

ACCEPT = "Set the old one. To go on with this one{also}: manage.py accept_secret {name}"
OTHER_SECRET = {
    "PEPPER": danger(
        "PEPPER is not the one of this database: codes, second factors and the access log would not"
        " work.",
        ACCEPT.format(also="", name="PEPPER"),
    ),
    "RECOVERY_KEY": danger(
        "RECOVERY_KEY is not the one of this database: the paper that opens older cases would not"
        " open new ones.",
        ACCEPT.format(also=", and keep both papers", name="RECOVERY_KEY"),
    ),
    "SECRET_KEY": warning(
        "SECRET_KEY is another one than before: volunteers have to log in again.",
        "The next start accepts it.",
    ),
}

# {setting of PostgreSQL: (what it has to be, what happens else)}: what its log would hold.
QUIET = {
    "log_error_verbosity": ("terse", "rows stand in its log"),
    "log_min_error_statement": ("panic", "statements that fail stand in its log"),
    "log_statement": ("none", "statements stand in its log"),
    "log_min_duration_statement": ("-1", "slow statements stand in its log"),
    "log_min_duration_sample": ("-1", "slow statements stand in its log"),
    "log_transaction_sample_rate": ("0", "statements stand in its log"),
    "log_parameter_max_length_on_error": ("0", "values stand in its log"),
    "auto_explain.log_min_duration": ("-1", "slow statements stand in its log"),
}
# {setting: (what it must not be, what happens else)}: what an acknowledged case rests on.
DURABLE = {
    "fsync": ("off", "a power cut loses what was acknowledged"),
    "full_page_writes": ("off", "a power cut may break tables"),
    "synchronous_commit": ("off", "a power cut loses what was acknowledged"),
}
SHOWN_PARAMETERS = "log_parameter_max_length"
FAR_OFF = timedelta(minutes=1)
# A clock that was an hour ahead at midnight has left a day that is not there yet.
LEEWAY = timedelta(days=1)


def database_is_there() -> Iterator[Finding]:
    if not database_answers():
        yield danger(
            "The database does not answer.",
            "Start it, or mend DATABASE_URL. What needs it was not checked.",
        )


def migrations_are_applied() -> Iterator[Finding]:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        yield danger(f"Migrations are not applied: {len(plan)}.", "Run: manage.py migrate")
    elif settings.CACHES["default"]["LOCATION"] not in connection.introspection.table_names():
        yield danger("The table of counters is missing.", "Run: manage.py createcachetable")


def stored_cases_are_filled() -> Iterator[Finding]:
    for backfill in BACKFILLS:
        left = backfill.left().count()
        if left:
            yield warning(f"{backfill.name}: {left} are left.", "Run: manage.py backfill")
    left = facets.outdated_of_all().count()
    if left:
        yield warning(
            f"The facets of {left} cases are those of an older release.",
            "Logins fill them, or run: manage.py backfill --username NAME",
        )
    left = search.outdated_of_all().count()
    if left:
        yield warning(
            f"{left} cases are found only by what an older release knew.",
            "Logins fill them, or run: manage.py backfill --username NAME",
        )


def secrets_belong_to_it() -> Iterator[Finding]:
    for name in fingerprints.differing(*fingerprints.NAMES):
        yield OTHER_SECRET[name]


def postgresql_is_quiet() -> Iterator[Finding]:
    """Look what PostgreSQL would write down, and whether it loses what it was given.

    Its log lies outside the site: no key seals it, and nothing erases it.
    """
    if connection.vendor != "postgresql":
        return
    for name, (wanted, otherwise) in QUIET.items():
        value = _value(name)
        # Of an extension that is not loaded: nothing, or an empty text.
        if value not in (None, "", wanted):
            yield danger(f"PostgreSQL's {name} is {value}: {otherwise}.", _set(name, wanted))
    for name, (unwanted, otherwise) in DURABLE.items():
        if _value(name) == unwanted:
            yield danger(f"PostgreSQL's {name} is {unwanted}: {otherwise}.", _set(name, "on"))
    if _value(SHOWN_PARAMETERS) != "0":
        yield warning(
            f"PostgreSQL's {SHOWN_PARAMETERS} is not 0: whoever turns on the log of statements gets"
            " their values, too.",
            _set(SHOWN_PARAMETERS, "0"),
        )
    if _value("wal_recycle") == "on":
        yield warning(
            "PostgreSQL's wal_recycle is on: files of its log hold erased rows.",
            _set("wal_recycle", "off"),
        )


def rights_are_enough() -> Iterator[Finding]:
    """Look whether the site's user may do what rewrite_tables needs, and no more."""
    if connection.vendor != "postgresql":
        return
    user = connection.settings_dict["USER"] or "the user"
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper, has_function_privilege('pg_switch_wal()', 'execute'),"
            " pg_has_role('pg_checkpoint', 'usage') FROM pg_roles WHERE rolname = current_user"
        )
        superuser, may_switch, may_checkpoint = cursor.fetchone()
    if superuser:
        yield warning(
            "The site's database user is a superuser: whoever takes over the site reads files and"
            " runs programs there.",
            "Make a user of its own: docs/operate.md, PostgreSQL.",
        )
        return
    if not may_switch:
        grant = f'GRANT EXECUTE ON FUNCTION pg_switch_wal() TO "{user}"'
        yield warning("The site's user may not run pg_switch_wal().", f"Run in psql: {grant}")
    if not may_checkpoint:
        yield warning(
            "The site's user may not run CHECKPOINT.",
            f'Run in psql: GRANT pg_checkpoint TO "{user}"',
        )


def clock_is_right() -> Iterator[Finding]:
    """Compare the clock with the database's, and with the newest day that is stored."""
    now = timezone.now()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp()")
            [theirs] = cursor.fetchone()
        off = abs(theirs - now)
        if off > FAR_OFF:
            yield warning(
                f"This clock and the database's are {off.total_seconds():.0f} seconds apart.",
                "Set both by NTP: timedatectl set-ntp true",
            )
    newest = Case.objects.aggregate(day=Max("opened_on"))["day"]
    last = AuditEntry.objects.aggregate(at=Max("at"))["at"]
    days = [newest] if newest else []
    days += [timezone.localdate(last)] if last else []
    if days and max(days) > timezone.localdate(now) + LEEWAY:
        yield danger(
            f"The clock says {timezone.localdate(now)}, and there are cases or log lines of"
            f" {max(days)}.",
            "Set it: timedatectl set-ntp true. Deadlines are counted by it.",
        )


def _value(name: str) -> str | None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting(%s, true)", [name])
        return cursor.fetchone()[0]


def _set(name: str, value: str) -> str:
    return (
        f"Run in psql as superuser: ALTER SYSTEM SET {name} = '{value}'; SELECT pg_reload_conf();"
    )
