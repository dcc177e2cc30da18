"""A person's number, for addresses; the next migration gives one to those who have none."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_start")]

    operations = [
        migrations.AddField(
            "user", "number", models.PositiveIntegerField(editable=False, null=True)
        ),
    ]
