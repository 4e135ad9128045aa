from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("intake", "0004_list_entries_and_read_marks")]

    operations = [
        migrations.AddField(
            "case", "search_edition", models.PositiveSmallIntegerField(default=0, db_default=0)
        ),
    ]
