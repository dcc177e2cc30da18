"""People get numbers in the order in which they joined. Backwards there is nothing to undo."""

from django.db import migrations


def number_people(apps, schema_editor):
    users = apps.get_model("accounts", "User").objects.order_by("pk")
    for number, user in enumerate(users, 1):
        users.filter(pk=user.pk).update(number=number)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_user_number")]

    operations = [migrations.RunPython(number_people, migrations.RunPython.noop)]
