"""A request for a link says of nobody whose it is: that took a look-up for our addresses alone."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_links_and_ends")]

    operations = [migrations.RemoveField("linkrequest", "user")]
