from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("intake", "0030_help_lines_and_contact_checks")]

    operations = [
        migrations.AddField(
            "case", "search_edition", models.PositiveSmallIntegerField(default=0, db_default=0)
        ),
    ]
