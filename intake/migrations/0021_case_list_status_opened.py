from django.db import migrations, models

from intake.upgrades.operations import AddIndexOnline


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("intake", "0020_translation_work")]

    operations = [
        AddIndexOnline(
            model_name="case",
            index=models.Index(
                fields=["team", "status", "sort_key", "reference", "opened_on"],
                name="case_list_status_opened",
            ),
        )
    ]
