"""What stood before Set up stands after it, with addresses, days and amendments of its own."""

import datetime as dt
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from linkstudy import guards
from linkstudy.audit.tests.lifting import lift_guards

BEFORE, AFTER = "0002_observation_days_are_corrected", "0005_set_up_rules"
RECORDED = dt.datetime(2022, 3, 27, 23, 30, tzinfo=dt.UTC)  # half past midnight in London


def models_at(name: str) -> Any:
    """Migrate cases there; a function that gives its models as they were."""
    executor = MigrationExecutor(connection)
    executor.migrate([("cases", name)])
    apps = MigrationExecutor(connection).loader.project_state([("cases", name)]).apps
    return lambda model: apps.get_model("cases", model)


def stand(model: Any) -> None:
    """Rows of every kind, two of each where they could be taken for each other."""
    sites = [
        model("Site").objects.create(number=number, name=f"Region {number}", recorded_at=RECORDED)
        for number in (1, 2)
    ]
    model("Case").objects.create(
        number=5,
        site=sites[0],
        opens_on=dt.date(2022, 4, 1),
        closes_on=dt.date(2022, 9, 1),
        employer="network",
        area="urban",
    )
    for name in ("Practice A", "Practice B"):
        model("Organisation").objects.create(name=name, kind="practice", site=sites[1])
        model("Topic").objects.create(name=name)
    for number, words in enumerate(["", "SA01", "SA01", "NSA02"], 1):
        day = dt.date(2022, number, 1)
        model("PlanVersion").objects.create(
            number=number, effective_from=day, cases_planned=6, amendment=words
        )
    for audience, number in [("", "1.3"), ("PT", "4"), ("", "1-3")]:
        kind = "consent" if not audience else "guide"
        model("DocumentVersion").objects.create(
            kind=kind, number=number, audience=audience, approved_on=dt.date(2022, 6, 1)
        )


@pytest.fixture
def moved(transactional_db):
    """The models after the migrations, over rows from before them."""
    lift_guards()
    try:
        stand(models_at(BEFORE))
        yield models_at(AFTER)
    finally:
        call_command("migrate", verbosity=0)


def slugs(rows: Any) -> list[str]:
    return list(rows.objects.order_by("pk").values_list("slug", flat=True))


def test_standing_rows_follow_the_new_rules(moved):
    assert {name: slugs(moved(name)) for name in KINDS} == KINDS
    sites = moved("Site").objects.values_list("opened_on", "closed_on", "voided_at")
    assert list(sites) == [(dt.date(2022, 3, 28), None, None)] * 2
    documents = moved("DocumentVersion").objects.all()
    assert {one.in_force_from for one in documents} == {dt.date(2022, 6, 1)}
    assert [one.publications.count() for one in documents] == [2, 2, 2]
    plans = moved("PlanVersion").objects.order_by("number")
    assert [one.amendment and one.amendment.number for one in plans] == [
        None,
        "SA01",
        "SA01",
        "NSA02",
    ]
    assert slugs(moved("Amendment")) == ["1", "2"]


KINDS = {
    "Site": ["1", "2"],
    "Case": ["5"],
    "Organisation": ["1", "2"],
    "Topic": ["1", "2"],
    "PlanVersion": ["1", "2", "3", "4"],
    "DocumentVersion": ["consent-1-3", "guide-pt-4", "consent-1-3-2"],
}


def test_the_guards_stand_again_afterwards(moved):
    call_command("migrate", verbosity=0)

    assert guards.missing() == []
