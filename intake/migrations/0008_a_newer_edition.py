from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('intake', '0007_looks_automatic'),
    ]

    operations = [
        migrations.AlterField(
            model_name='packet',
            name='state',
            field=models.CharField(choices=[('draft', 'In the making'), ('ready', 'Waits for a second reader'), ('read', "Read twice, waits for the person's yes"), ('agreed', 'May be sent'), ('sent', 'Sent'), ('answered', 'An answer came'), ('replaced', 'A newer edition took its place')], default='draft', max_length=8),
        ),
    ]
