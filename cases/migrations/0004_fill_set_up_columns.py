"""Give standing rows their address and their days, and move a plan's amendment to a row of its own.

A site opened on the day it was recorded; a document was in force from its approval, at every
site. What a plan said of its amendment becomes that amendment's number; whether it was
substantial is not known, and an administrator corrects it.
"""

from itertools import count

from django.db import migrations
from django.utils.text import slugify

from linkstudy.clock import LONDON


def addresses(apps, schema_editor):
    """Sites, cases and plans by number; documents by kind, audience and number; others in turn."""
    for name in ("Site", "Case", "PlanVersion"):
        for row in apps.get_model("cases", name).objects.all():
            row.slug = str(row.number)
            row.save(update_fields=["slug"])
    for name in ("Organisation", "Topic"):
        for place, row in enumerate(apps.get_model("cases", name).objects.order_by("pk"), 1):
            row.slug = str(place)
            row.save(update_fields=["slug"])
    taken = set()
    for row in apps.get_model("cases", "DocumentVersion").objects.order_by("pk"):
        words = "-".join(part for part in (row.kind, row.audience, row.number) if part)
        base = slugify(words.replace(".", "-"))[:26]
        tries = (f"{base}-{number}" if number > 1 else base for number in count(1))
        row.slug = next(one for one in tries if one not in taken)
        taken.add(row.slug)
        row.save(update_fields=["slug"])


def days(apps, schema_editor):
    sites = list(apps.get_model("cases", "Site").objects.all())
    for site in sites:
        site.opened_on = site.recorded_at.astimezone(LONDON).date()
        site.save(update_fields=["opened_on"])
    Publication = apps.get_model("cases", "Publication")
    for document in apps.get_model("cases", "DocumentVersion").objects.all():
        document.in_force_from = document.approved_on
        document.save(update_fields=["in_force_from"])
        for site in sites:
            recorded = max(document.recorded_at, site.recorded_at)
            Publication.objects.create(document=document, site=site, recorded_at=recorded)


def amendments(apps, schema_editor):
    Amendment = apps.get_model("cases", "Amendment")
    plans = apps.get_model("cases", "PlanVersion").objects.exclude(amendment_words="")
    for plan in plans.order_by("recorded_at", "pk"):
        plan.amendment = Amendment.objects.filter(number=plan.amendment_words).first()
        plan.amendment = plan.amendment or Amendment.objects.create(
            number=plan.amendment_words,
            slug=str(Amendment.objects.count() + 1),
            is_substantial=True,
            recorded_at=plan.recorded_at,
        )
        plan.save(update_fields=["amendment"])


class Migration(migrations.Migration):
    dependencies = [("cases", "0003_set_up_columns")]

    operations = [
        migrations.RunPython(addresses, migrations.RunPython.noop),
        migrations.RunPython(days, migrations.RunPython.noop),
        migrations.RunPython(amendments, migrations.RunPython.noop),
    ]
