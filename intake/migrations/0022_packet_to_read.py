from django.db import migrations, models

from intake.upgrades.operations import AddIndexOnline


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("intake", "0021_case_list_status_opened")]

    operations = [
        AddIndexOnline(
            model_name="packet",
            index=models.Index(fields=["status", "case", "ready_by"], name="packet_to_read"),
        )
    ]
