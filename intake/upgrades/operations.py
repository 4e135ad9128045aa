"""Operations for migrations that run while the release before still serves.

A migration only adds, so that the code of the release before goes on working; `manage.py backfill`
fills what was added; a later release takes away what nobody uses any more. A test reads each
migration after the first (tests/upgrades/test_migrations.py).
"""

from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db.migrations.operations import AddIndex, RemoveIndex


class AddIndexOnline(AddIndexConcurrently):
    """Add an index while others write. Its migration needs `atomic = False`."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        way = AddIndexConcurrently if _online(schema_editor) else AddIndex
        way.database_forwards(self, app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        way = AddIndexConcurrently if _online(schema_editor) else AddIndex
        way.database_backwards(self, app_label, schema_editor, from_state, to_state)


class RemoveIndexOnline(RemoveIndexConcurrently):
    """Remove an index while others write. Its migration needs `atomic = False`."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        way = RemoveIndexConcurrently if _online(schema_editor) else RemoveIndex
        way.database_forwards(self, app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        way = RemoveIndexConcurrently if _online(schema_editor) else RemoveIndex
        way.database_backwards(self, app_label, schema_editor, from_state, to_state)


def _online(schema_editor):
    return schema_editor.connection.vendor == "postgresql"
