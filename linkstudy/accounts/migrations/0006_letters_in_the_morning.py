"""The day on which somebody said that they want no letter in the morning."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0005_requests_of_nobody")]

    operations = [
        migrations.AddField("user", "letter_stopped_on", models.DateField(null=True, blank=True)),
    ]
