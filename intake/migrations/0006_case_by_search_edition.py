from django.db import migrations, models

from intake.upgrades.operations import AddIndexOnline


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("intake", "0005_case_search_edition")]

    operations = [
        AddIndexOnline(
            "case",
            models.Index(fields=["team", "search_edition"], name="case_by_search_edition"),
        ),
    ]
