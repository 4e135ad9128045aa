from django.db import migrations, models

from intake.upgrades.operations import AddIndexOnline


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("intake", "0007_closings")]

    operations = [
        AddIndexOnline(
            "case",
            models.Index(fields=["team", "opened_on"], name="case_by_opened_on"),
        ),
    ]
