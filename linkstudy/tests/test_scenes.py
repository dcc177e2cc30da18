"""A module's scene is set once, and every test finds it as it was set."""

import pytest

from cases.actions import close_case
from cases.models import Case, Site
from linkstudy import clock
from linkstudy.audit.models import Entry
from linkstudy.testing.factories import SmallStudy, a_case, a_study


def scene() -> tuple[SmallStudy, Case]:
    return a_study(), a_case(7)


def test_tests_on_an_empty_database_come_before_the_scene(db):
    assert not Case.objects.exists()


@pytest.mark.parametrize("turn", ["first", "second"])
def test_what_a_test_does_to_the_scene_is_undone(study, turn):
    small, case_7 = study
    entries = Entry.objects.count()
    assert case_7.closed_on is None
    assert Case.objects.get(number=7).closed_on is None

    close_case(case=case_7, on=clock.today(), by=small.administrator)
    case_7.closed_on = clock.today()
    small.cases.clear()

    assert Entry.objects.count() == entries + 1


def test_the_scene_is_set_on_the_morning_of_14_june(study):
    small, case_7 = study

    assert clock.study_now() == case_7.recorded_at == clock.DEMO_NOW
    assert list(Site.objects.values_list("number", flat=True)) == [1, 2, 7]
    assert [case.site for case in small.cases] == small.sites
