from django.db import migrations

from intake.upgrades.operations import RemoveIndexOnline


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("intake", "0022_packet_to_read")]

    operations = [
        RemoveIndexOnline(model_name="case", name="case_list_status")
    ]
