"""Each migration after the first can run while the release before still serves.

It only adds: a column that may be empty or has a default in the database, and an index that is made
while others write. What fills columns is a backfill. What takes away is a migration whose name ends
in `_contract`, in a release after the one that stopped using it.
"""

import pytest
from django.db import connection, migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.models.functions import Now

from intake.upgrades.operations import AddIndexOnline, RemoveIndexOnline

FIRST = "0001_initial"
CONTRACT = "_contract"
# Those only add, or change nothing in the database.
FINE = (
    migrations.CreateModel,
    migrations.AlterModelManagers,
    migrations.AlterModelOptions,
    migrations.SeparateDatabaseAndState,
)
# Those take away: only in a contract.
TAKES_AWAY = (migrations.RemoveField, migrations.DeleteModel, migrations.RemoveConstraint)
ONLINE = (AddIndexOnline, RemoveIndexOnline)


def faults(migration, before=None):
    """Return a sentence for each operation that the release before could not live with."""
    contract, made, found = migration.name.endswith(CONTRACT), set(), []
    for operation in migration.operations:
        if isinstance(operation, migrations.CreateModel):
            made.add(operation.name.lower())
        # Nobody uses a table that this migration makes.
        if getattr(operation, "model_name", "").lower() not in made or not made:
            found += [f"{operation.describe()}: {fault}" for fault in _faults(operation, contract)]
    online = any(isinstance(operation, ONLINE) for operation in migration.operations)
    if online and (migration.atomic or len(migration.operations) > 1):
        found.append("an index made online needs a migration of its own, with atomic = False")
    return found


def _faults(operation, contract):
    if isinstance(operation, (migrations.AddField, migrations.AlterField)):
        yield from _faults_of_column(operation)
    elif isinstance(operation, (migrations.AddIndex, migrations.RemoveIndex)):
        if not isinstance(operation, ONLINE):
            yield "writers wait for it; take AddIndexOnline or RemoveIndexOnline"
    elif isinstance(operation, TAKES_AWAY):
        if not contract:
            yield f"the release before uses it; take it away later, in a migration …{CONTRACT}"
    elif isinstance(operation, (migrations.RunPython, migrations.RunSQL)):
        yield "it fills all rows in one transaction; write a backfill (intake/upgrades/registry.py)"
    elif not isinstance(operation, FINE):
        yield "the release before does not know of it"


def _faults_of_column(operation):
    field = operation.field
    if field.many_to_many:
        return
    has_default = field.db_default is not models.NOT_PROVIDED
    if not field.null and not has_default:
        yield "the release before leaves it empty; give it null=True or a db_default"
    if isinstance(operation, migrations.AlterField):
        if not field.null:
            yield "all rows are read while writers wait; add a column instead, and fill it"
        return
    if field.unique or field.db_index:
        yield "its index is made while writers wait; add it without, and then AddIndexOnline"


def migration_of(*operations, name="0002_test", atomic=True):
    migration = migrations.Migration(name, "intake")
    migration.operations, migration.atomic = list(operations), atomic
    return migration


LATER = [
    migration
    for (app, name), migration in sorted(MigrationLoader(None).disk_migrations.items())
    if app == "intake" and name != FIRST
]


def test_every_migration_after_the_first_leaves_the_release_before_alone():
    assert {migration.name: faults(migration) for migration in LATER if faults(migration)} == {}


CASE, TEXT = models.ForeignKey("intake.Case", models.CASCADE), models.CharField(max_length=9)
INDEX = models.Index(fields=["status"], name="by_status")
UNIQUE = models.UniqueConstraint(fields=["status"], name="one_status")


@pytest.mark.parametrize(
    ("operation", "words"),
    [
        (migrations.AddField("case", "new", TEXT), "leaves it empty"),
        (migrations.AddField("case", "new", models.BooleanField(default=False)), "leaves it empty"),
        (migrations.AddField("case", "new", models.DateField(null=True, db_index=True)), "index"),
        (migrations.AddField("case", "new", models.IntegerField(null=True, unique=True)), "index"),
        (
            migrations.AddField(
                "case", "new", models.ForeignKey("intake.Case", models.CASCADE, null=True)
            ),
            "index",
        ),
        (migrations.AlterField("case", "status", TEXT), "leaves it empty"),
        (
            migrations.AlterField("case", "status", models.CharField(max_length=9, db_default="")),
            "writers wait",
        ),
        (migrations.AddIndex("case", INDEX), "AddIndexOnline"),
        (migrations.RemoveIndex("case", "by_status"), "RemoveIndexOnline"),
        (migrations.AddConstraint("case", UNIQUE), "does not know"),
        (migrations.RemoveField("case", "status"), "_contract"),
        (migrations.DeleteModel("case"), "_contract"),
        (migrations.RenameField("case", "status", "state"), "does not know"),
        (migrations.RenameModel("case", "matter"), "does not know"),
        (migrations.AlterModelTable("case", "matter"), "does not know"),
        (migrations.RunPython(migrations.RunPython.noop), "write a backfill"),
        (migrations.RunSQL("UPDATE intake_case SET status = ''"), "write a backfill"),
    ],
)
def test_what_the_release_before_could_not_live_with_is_refused(operation, words):
    found = faults(migration_of(operation))
    assert found and any(words in fault for fault in found), found


@pytest.mark.parametrize(
    ("migration", "count"),
    [
        (migration_of(AddIndexOnline("case", INDEX)), 1),
        (migration_of(AddIndexOnline("case", INDEX), atomic=False), 0),
        (migration_of(*[AddIndexOnline("case", INDEX)] * 2, atomic=False), 1),
        (migration_of(migrations.AddField("case", "new", models.DateField(null=True))), 0),
        (
            migration_of(migrations.AddField("case", "new", models.BooleanField(db_default=False))),
            0,
        ),
        (
            migration_of(migrations.AddField("case", "at", models.DateTimeField(db_default=Now()))),
            0,
        ),
        (migration_of(migrations.RemoveField("case", "status"), name="0003_contract"), 0),
        (
            migration_of(
                migrations.CreateModel("Thing", [("id", models.BigAutoField(primary_key=True))]),
                migrations.AddField("thing", "case", CASE),
                migrations.AddIndex("thing", INDEX),
            ),
            0,
        ),
    ],
)
def test_what_only_adds_is_taken(migration, count):
    assert len(faults(migration)) == count


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_an_index_is_made_and_removed_online():
    """PostgreSQL refuses it inside a transaction: so it is known to be concurrent."""
    index = models.Index(fields=["status"], name="made_online")
    before = MigrationLoader(None).project_state()
    make, remove = AddIndexOnline("case", index), RemoveIndexOnline("case", index.name)
    after = before.clone()
    make.state_forwards("intake", after)

    def run(operation, old, new, *, atomic=False):
        with connection.schema_editor(atomic=atomic) as editor:
            operation.database_forwards("intake", editor, old, new)

    def is_there():
        with connection.cursor() as cursor:
            found = connection.introspection.get_constraints(cursor, "intake_case")
        return index.name in found

    if connection.vendor == "postgresql":
        with pytest.raises(Exception, match="cannot be executed inside a transaction"):
            run(make, before, after, atomic=True)
    run(make, before, after)
    assert is_there()
    run(remove, after, before)
    assert not is_there()
