from django.db import migrations, models

from intake.upgrades.operations import AddIndexOnline


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("intake", "0010_audit_by_person")]

    operations = [
        AddIndexOnline("auditentry", models.Index(fields=["what", "number"], name="audit_by_what")),
    ]
