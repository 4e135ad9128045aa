from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("intake", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="draft",
            name="edition",
            field=models.CharField(db_default="2026-11", max_length=20),
        ),
    ]
