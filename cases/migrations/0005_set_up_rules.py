"""The rules of what Set up keeps, once the standing rows follow them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0004_fill_set_up_columns")]

    operations = [
        migrations.RemoveField(
            model_name="planversion",
            name="amendment_words",
        ),
        migrations.AlterField(
            model_name="topic",
            name="slug",
            field=models.CharField(editable=False, max_length=30, unique=True),
        ),
        migrations.AlterField(
            model_name="site",
            name="slug",
            field=models.CharField(editable=False, max_length=30, unique=True),
        ),
        migrations.AlterField(
            model_name="site",
            name="opened_on",
            field=models.DateField(),
        ),
        migrations.AlterField(
            model_name="planversion",
            name="slug",
            field=models.CharField(editable=False, max_length=30, unique=True),
        ),
        migrations.AlterField(
            model_name="organisation",
            name="slug",
            field=models.CharField(editable=False, max_length=30, unique=True),
        ),
        migrations.AlterField(
            model_name="documentversion",
            name="slug",
            field=models.CharField(editable=False, max_length=30, unique=True),
        ),
        migrations.AlterField(
            model_name="documentversion",
            name="in_force_from",
            field=models.DateField(),
        ),
        migrations.AlterField(
            model_name="case",
            name="slug",
            field=models.CharField(editable=False, max_length=30, unique=True),
        ),
        migrations.AlterModelOptions(
            name="documentversion",
            options={"ordering": ["kind", "-in_force_from"]},
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("void_reason", ""), ("voided_at", None)),
                    models.Q(
                        ("voided_at__isnull", False), models.Q(("void_reason", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="case_voided_has_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.UniqueConstraint(
                condition=models.Q(("voided_at", None)),
                fields=("number",),
                name="one_standing_case_of_a_number",
                violation_error_message="This case number is taken. Choose another",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("closed_on", None), ("closed_on__gte", models.F("opens_on")), _connector="OR"
                ),
                name="case_closed_after_it_opened",
                violation_error_message="The case cannot close before it opens. Check both dates",
            ),
        ),
        migrations.AddConstraint(
            model_name="documentversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("void_reason", ""), ("voided_at", None)),
                    models.Q(
                        ("voided_at__isnull", False), models.Q(("void_reason", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="documentversion_voided_has_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="documentversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("in_force_from__gte", models.F("approved_on"))),
                name="document_in_force_after_approval",
                violation_error_message="It cannot be in force before it is approved. Check both dates",
            ),
        ),
        migrations.AddConstraint(
            model_name="documentversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("replaced_on", None),
                    ("replaced_on__gte", models.F("in_force_from")),
                    _connector="OR",
                ),
                name="document_replaced_after_it_is_in_force",
                violation_error_message="It cannot be replaced before it is in force. Check both dates",
            ),
        ),
        migrations.AddConstraint(
            model_name="documentversion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("voided_at", None)),
                fields=("kind", "audience", "number"),
                name="one_standing_document_of_a_version",
                violation_error_message="This version is already there",
            ),
        ),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("void_reason", ""), ("voided_at", None)),
                    models.Q(
                        ("voided_at__isnull", False), models.Q(("void_reason", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="organisation_voided_has_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("voided_at", None)),
                fields=("site", "name"),
                name="one_organisation_of_a_name_at_a_site",
                violation_error_message="This organisation is already there",
            ),
        ),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("parent", None),
                    models.Q(("parent", models.F("id")), _negated=True),
                    _connector="OR",
                ),
                name="organisation_is_not_its_own_parent",
                violation_error_message="An organisation cannot belong to itself",
            ),
        ),
        migrations.AddConstraint(
            model_name="site",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("void_reason", ""), ("voided_at", None)),
                    models.Q(
                        ("voided_at__isnull", False), models.Q(("void_reason", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="site_voided_has_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="site",
            constraint=models.UniqueConstraint(
                condition=models.Q(("voided_at", None)),
                fields=("number",),
                name="one_standing_site_of_a_number",
                violation_error_message="This site number is taken. Choose another",
            ),
        ),
        migrations.AddConstraint(
            model_name="site",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__gte", 1)),
                name="site_number_is_positive",
                violation_error_message="A site’s number starts at 1",
            ),
        ),
        migrations.AddConstraint(
            model_name="site",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("closed_on", None), ("closed_on__gte", models.F("opened_on")), _connector="OR"
                ),
                name="site_closes_after_it_opens",
                violation_error_message="The site cannot close before it opens. Check both dates",
            ),
        ),
        migrations.AddConstraint(
            model_name="study",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("started_on", None),
                    ("planned_end_on", None),
                    ("planned_end_on__gte", models.F("started_on")),
                    _connector="OR",
                ),
                name="study_ends_after_it_starts",
                violation_error_message="The study cannot end before it starts. Check both dates",
            ),
        ),
        migrations.AddConstraint(
            model_name="target",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__gte", 0), ("number__lte", 1000)),
                name="target_is_a_real_number",
                violation_error_message="A target must be between 0 and 1,000",
            ),
        ),
        migrations.AddConstraint(
            model_name="topic",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("void_reason", ""), ("voided_at", None)),
                    models.Q(
                        ("voided_at__isnull", False), models.Q(("void_reason", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="topic_voided_has_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="topic",
            constraint=models.UniqueConstraint(
                condition=models.Q(("voided_at", None)),
                fields=("name",),
                name="one_standing_topic_of_a_name",
                violation_error_message="This topic is already there",
            ),
        ),
        migrations.AlterConstraint(
            model_name="case",
            name="case_number_is_positive",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__gte", 1)),
                name="case_number_is_positive",
                violation_error_message="A case’s number starts at 1",
            ),
        ),
        migrations.AlterConstraint(
            model_name="case",
            name="case_closes_after_it_opens",
            constraint=models.CheckConstraint(
                condition=models.Q(("closes_on__gte", models.F("opens_on"))),
                name="case_closes_after_it_opens",
                violation_error_message="The case cannot close before it opens. Check both dates",
            ),
        ),
        migrations.AlterConstraint(
            model_name="study",
            name="one_study_here",
            constraint=models.CheckConstraint(
                condition=models.Q(("id", 1)),
                name="one_study_here",
                violation_error_message="The study is already described. Correct it instead",
            ),
        ),
        migrations.AddConstraint(
            model_name="amendment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("void_reason", ""), ("voided_at", None)),
                    models.Q(
                        ("voided_at__isnull", False), models.Q(("void_reason", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="amendment_voided_has_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="amendment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("voided_at", None)),
                fields=("number",),
                name="one_standing_amendment_of_a_number",
                violation_error_message="This amendment is already there",
            ),
        ),
        migrations.AddConstraint(
            model_name="amendment",
            constraint=models.CheckConstraint(
                condition=models.Q(("category__in", ["A", "B", "C", ""])),
                name="amendment_category_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="amendment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("approved_on", None),
                    ("submitted_on", None),
                    ("approved_on__gte", models.F("submitted_on")),
                    _connector="OR",
                ),
                name="amendment_approved_after_it_was_submitted",
                violation_error_message="It cannot be approved before it is submitted. Check both dates",
            ),
        ),
        migrations.AddConstraint(
            model_name="planversion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("voided_at", None)),
                fields=("number",),
                name="one_standing_plan_of_a_number",
                violation_error_message="This plan is already there",
            ),
        ),
        migrations.AddConstraint(
            model_name="planversion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("voided_at", None)),
                fields=("effective_from",),
                name="one_standing_plan_from_a_day",
                violation_error_message="Another plan holds from this day",
            ),
        ),
        migrations.AddConstraint(
            model_name="planversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("cases_planned__gte", 1), ("cases_planned__lte", 10000)),
                name="plan_counts_a_real_number_of_cases",
                violation_error_message="The number of cases must be between 1 and 10,000",
            ),
        ),
        migrations.AddConstraint(
            model_name="protocol",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("void_reason", ""), ("voided_at", None)),
                    models.Q(
                        ("voided_at__isnull", False), models.Q(("void_reason", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="protocol_voided_has_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="protocol",
            constraint=models.UniqueConstraint(
                condition=models.Q(("voided_at", None)),
                fields=("number",),
                name="one_standing_protocol_of_a_number",
                violation_error_message="These settings are already there",
            ),
        ),
        migrations.AddConstraint(
            model_name="protocol",
            constraint=models.UniqueConstraint(
                condition=models.Q(("voided_at", None)),
                fields=("effective_from",),
                name="one_standing_protocol_from_a_day",
                violation_error_message="Other settings hold from this day",
            ),
        ),
        migrations.AddConstraint(
            model_name="protocol",
            constraint=models.CheckConstraint(
                condition=models.Q(("follow_up_anchor__in", ["person", "case"])),
                name="follow_up_anchor_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="protocol",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("cooling_off_hours__lte", 720),
                    ("follow_up_max_months__lte", 60),
                    ("least_age__lte", 120),
                    ("most_contact_attempts__gte", 1),
                    ("most_contact_attempts__lte", 20),
                    models.Q(("most_age", None), ("most_age__lte", 120), _connector="OR"),
                ),
                name="protocol_numbers_are_real",
                violation_error_message="One of these numbers is too large, or 0 where it cannot be",
            ),
        ),
        migrations.AddConstraint(
            model_name="protocol",
            constraint=models.CheckConstraint(
                condition=models.Q(("follow_up_max_months__gte", models.F("follow_up_min_months"))),
                name="follow_up_window_closes_after_it_opens",
                violation_error_message="The follow-up window cannot close before it opens",
            ),
        ),
        migrations.AddConstraint(
            model_name="protocol",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("most_age", None), ("most_age__gte", models.F("least_age")), _connector="OR"
                ),
                name="oldest_is_not_younger_than_youngest",
                violation_error_message="The oldest age cannot be below the youngest",
            ),
        ),
        migrations.AddConstraint(
            model_name="publication",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("void_reason", ""), ("voided_at", None)),
                    models.Q(
                        ("voided_at__isnull", False), models.Q(("void_reason", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="publication_voided_has_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="publication",
            constraint=models.UniqueConstraint(
                condition=models.Q(("voided_at", None)),
                fields=("document", "site"),
                name="one_standing_publication_for_a_site",
                violation_error_message="This version is already published there",
            ),
        ),
    ]
