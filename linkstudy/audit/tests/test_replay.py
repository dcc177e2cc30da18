"""The entries of a row, told again, give the row."""

import datetime as dt

from django.apps import apps

from linkstudy import clock
from linkstudy.audit.chain import verify
from linkstudy.audit.reading import privacy_of, snapshot
from linkstudy.audit.tests.rows import as_it_stands, retold
from linkstudy.audit.tests.story import tell_a_story

OURS = {"audit", "identities", "accounts", "cases", "participants"}
# Rows that the history itself is made of.
NOT_TOLD = {"audit.entry", "audit.head", "audit.submission"}


def told_models() -> list[type]:
    """Every model of the project whose rows the history tells."""
    found = [model for model in apps.get_models() if model._meta.app_label in OURS]
    return [model for model in found if model._meta.label_lower not in NOT_TOLD]


def test_every_row_can_be_told_again_from_its_history(db):
    with clock.telling(dt.datetime(2022, 6, 14, 9, 12, tzinfo=clock.LONDON)):
        tell_a_story()

    for model in told_models():
        rows = list(model._default_manager.all())
        assert rows, f"the story holds no {model.__name__}"
        for row in rows:
            told = retold(model._meta.label_lower, str(row.pk))
            assert {k: v for k, v in told.items() if v not in (None, [])} == as_it_stands(row), row
    assert verify().trouble == ""


def test_only_direct_identifiers_are_left_out_of_the_history(db):
    for model in told_models():
        classed = privacy_of(model)
        kept = set(snapshot(model()))
        left_out = {f.name for f in model._meta.concrete_fields if f.attname not in kept}
        assert left_out == {name for name, kind in classed.items() if kind == "direct"}, model
