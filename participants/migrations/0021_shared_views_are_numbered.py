"""Shared views of one name, or of one address, get a number, but for the one saved first. The history
tells it as a change that the system made."""

from itertools import count

from django.db import migrations

from linkstudy.audit.writing import record

MOST = 60


def number_views(apps, schema_editor):
    standing = apps.get_model("participants", "SavedView").objects.filter(removed_at=None)
    rows = list(standing.values_list("name", "slug"))
    taken = {name.lower() for name, _ in rows}, {slug for _, slug in rows}
    names, slugs = set(), set()
    for view in standing.filter(is_shared=True).select_related("owner").order_by("pk"):
        if view.name.lower() in names or view.slug in slugs:
            give_number(view, *taken)
        names.add(view.name.lower())
        slugs.add(view.slug)
        taken[0].update(names)
        taken[1].update(slugs)


def give_number(view, names, slugs):
    pairs = (
        (f"{view.name[: MOST - 5].strip()} {number}", f"{view.slug[: MOST - 5]}-{number}")
        for number in count(2)
    )
    free = (one for one in pairs if one[0].lower() not in names and one[1] not in slugs)
    name, slug = next(free)
    changes = {
        "name": [view.name, name],
        "slug": [view.slug, slug],
        "version": [view.version, view.version + 1],
    }
    view.name, view.slug, view.version = name, slug, view.version + 1
    view.save(update_fields=["name", "slug", "version"])
    view.about = f"team-member {view.owner.number}"  # as the model says, which is not at hand here
    record("view.changed", on=view, by=None, changes=changes)


class Migration(migrations.Migration):
    dependencies = [
        ("participants", "0020_reflections_on_interviews"),
        ("audit", "0003_submissions_know_their_answers"),
    ]

    operations = [migrations.RunPython(number_views, migrations.RunPython.noop)]
