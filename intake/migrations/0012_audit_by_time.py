from django.db import migrations, models

from intake.upgrades.operations import AddIndexOnline


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("intake", "0011_audit_by_what")]

    operations = [
        AddIndexOnline("auditentry", models.Index(fields=["at"], name="audit_by_time")),
    ]
