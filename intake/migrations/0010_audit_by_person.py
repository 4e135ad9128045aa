from django.db import migrations, models

from intake.upgrades.operations import AddIndexOnline


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("intake", "0009_case_by_closed_on")]

    operations = [
        AddIndexOnline("auditentry", models.Index(fields=["by", "number"], name="audit_by_person")),
    ]
