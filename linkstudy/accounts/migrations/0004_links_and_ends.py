"""Numbers are unique; access can end at once and sessions with it; one-time links."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import linkstudy.clock


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_number_people")]

    operations = [
        migrations.AlterField(
            "user", "number", models.PositiveIntegerField(editable=False, unique=True)
        ),
        migrations.AddField("user", "ended_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField(
            "user", "session_round", models.PositiveIntegerField(default=1, editable=False)
        ),
        migrations.CreateModel(
            name="Link",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "purpose",
                    models.CharField(
                        choices=[("invite", "Invitation"), ("reset", "New password")],
                        max_length=10,
                    ),
                ),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("made_at", models.DateTimeField(default=linkstudy.clock.real_now)),
                ("expires_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("purpose__in", ["invite", "reset"])),
                        name="link_purpose_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("used_at", None), ("ended_at", None), _connector="OR"),
                        name="link_is_used_or_ended",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LinkRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("trace", models.CharField(db_index=True, max_length=64)),
                ("at", models.DateTimeField(db_index=True, default=linkstudy.clock.real_now)),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
    ]
