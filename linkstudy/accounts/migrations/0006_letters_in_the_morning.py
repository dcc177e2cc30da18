"""Whether somebody wants a letter in the morning, of what they have to do."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0005_requests_of_nobody")]

    operations = [
        migrations.AddField("user", "takes_letter", models.BooleanField(default=True)),
    ]
