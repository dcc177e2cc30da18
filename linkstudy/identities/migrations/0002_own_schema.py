"""On PostgreSQL identities stand in a schema of their own, so that rights can be given apart."""

from django.db import migrations

TABLES = ["identities_personkey", "identities_identity"]


def move(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("CREATE SCHEMA IF NOT EXISTS identities")
        for table in TABLES:
            schema_editor.execute(f"ALTER TABLE public.{table} SET SCHEMA identities")


def back(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for table in TABLES:
            schema_editor.execute(f"ALTER TABLE identities.{table} SET SCHEMA public")


class Migration(migrations.Migration):
    dependencies = [("identities", "0001_start")]
    operations = [migrations.RunPython(move, back)]
