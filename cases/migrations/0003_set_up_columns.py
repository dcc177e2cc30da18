"""Room for what Set up keeps: amendments, the protocol's settings, where documents are in use,
and the columns by which its rows are found, taken back and restored.
"""

import django.db.models.deletion
from django.db import migrations, models

import linkstudy.clock


class Migration(migrations.Migration):
    dependencies = [("cases", "0002_observation_days_are_corrected")]

    operations = [
        migrations.CreateModel(
            name="Amendment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "recorded_at",
                    models.DateTimeField(default=linkstudy.clock.study_now, editable=False),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("voided_at", models.DateTimeField(blank=True, null=True)),
                ("void_reason", models.TextField(blank=True)),
                ("slug", models.CharField(editable=False, max_length=30, unique=True)),
                ("number", models.CharField(max_length=60)),
                ("summary", models.CharField(blank=True, max_length=200)),
                ("is_substantial", models.BooleanField(verbose_name="substantial")),
                (
                    "category",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("A", "A: every site has to consider it"),
                            ("B", "B: the sites that it names have to consider it"),
                            ("C", "C: no site has to consider it"),
                        ],
                        max_length=1,
                    ),
                ),
                ("submitted_on", models.DateField(blank=True, null=True)),
                ("approved_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "ordering": ["number"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Protocol",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "recorded_at",
                    models.DateTimeField(default=linkstudy.clock.study_now, editable=False),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("voided_at", models.DateTimeField(blank=True, null=True)),
                ("void_reason", models.TextField(blank=True)),
                ("slug", models.CharField(editable=False, max_length=30, unique=True)),
                ("number", models.PositiveSmallIntegerField()),
                ("effective_from", models.DateField()),
                ("cooling_off_hours", models.PositiveSmallIntegerField()),
                ("most_contact_attempts", models.PositiveSmallIntegerField()),
                ("follow_up_min_months", models.PositiveSmallIntegerField()),
                ("follow_up_max_months", models.PositiveSmallIntegerField()),
                (
                    "follow_up_anchor",
                    models.CharField(
                        choices=[
                            ("person", "The person’s first interview"),
                            ("case", "The first interview in the case"),
                        ],
                        max_length=20,
                    ),
                ),
                ("least_age", models.PositiveSmallIntegerField()),
                ("most_age", models.PositiveSmallIntegerField(blank=True, null=True)),
            ],
            options={
                "ordering": ["effective_from"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Publication",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "recorded_at",
                    models.DateTimeField(default=linkstudy.clock.study_now, editable=False),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("voided_at", models.DateTimeField(blank=True, null=True)),
                ("void_reason", models.TextField(blank=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.RemoveConstraint(
            model_name="documentversion",
            name="document_replaced_after_approval",
        ),
        migrations.RemoveConstraint(
            model_name="documentversion",
            name="one_document_of_a_version",
        ),
        migrations.RemoveConstraint(
            model_name="organisation",
            name="one_organisation_of_a_name_at_a_site",
        ),
        migrations.AddField(
            model_name="case",
            name="slug",
            field=models.CharField(default="", editable=False, max_length=30),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="case",
            name="void_reason",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="case",
            name="voided_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="documentversion",
            name="in_force_from",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="documentversion",
            name="slug",
            field=models.CharField(default="", editable=False, max_length=30),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="documentversion",
            name="void_reason",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="documentversion",
            name="voided_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="organisation",
            name="slug",
            field=models.CharField(default="", editable=False, max_length=30),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="organisation",
            name="void_reason",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="organisation",
            name="voided_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="planversion",
            name="slug",
            field=models.CharField(default="", editable=False, max_length=30),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="site",
            name="closed_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="site",
            name="opened_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="site",
            name="slug",
            field=models.CharField(default="", editable=False, max_length=30),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="site",
            name="void_reason",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="site",
            name="voided_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="study",
            name="cpms_id",
            field=models.CharField(blank=True, max_length=20),
        ),
        migrations.AddField(
            model_name="study",
            name="favourable_opinion_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="study",
            name="rec_name",
            field=models.CharField(blank=True, max_length=150),
        ),
        migrations.AddField(
            model_name="topic",
            name="slug",
            field=models.CharField(default="", editable=False, max_length=30),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="topic",
            name="void_reason",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="topic",
            name="voided_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="case",
            name="number",
            field=models.PositiveSmallIntegerField(),
        ),
        migrations.AlterField(
            model_name="organisation",
            name="ods_code",
            field=models.CharField(blank=True, max_length=10, verbose_name="ODS code"),
        ),
        migrations.AlterField(
            model_name="organisation",
            name="parent",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="children",
                to="cases.organisation",
            ),
        ),
        migrations.AlterField(
            model_name="planversion",
            name="effective_from",
            field=models.DateField(),
        ),
        migrations.AlterField(
            model_name="planversion",
            name="number",
            field=models.PositiveSmallIntegerField(),
        ),
        migrations.AlterField(
            model_name="site",
            name="number",
            field=models.PositiveSmallIntegerField(),
        ),
        migrations.AlterField(
            model_name="topic",
            name="name",
            field=models.CharField(max_length=100),
        ),
        migrations.AddField(
            model_name="protocol",
            name="amendment",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="protocols",
                to="cases.amendment",
            ),
        ),
        migrations.AddField(
            model_name="publication",
            name="document",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="publications",
                to="cases.documentversion",
            ),
        ),
        migrations.AddField(
            model_name="publication",
            name="site",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="publications",
                to="cases.site",
            ),
        ),
        migrations.RenameField(
            model_name="planversion",
            old_name="amendment",
            new_name="amendment_words",
        ),
        migrations.AddField(
            model_name="planversion",
            name="amendment",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="plans",
                to="cases.amendment",
            ),
        ),
    ]
