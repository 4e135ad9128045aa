from django.db import migrations, models

from intake.upgrades.operations import AddIndexOnline


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("intake", "0008_case_by_opened_on")]

    operations = [
        AddIndexOnline(
            "case",
            models.Index(fields=["team", "closed_on"], name="case_by_closed_on"),
        ),
    ]
