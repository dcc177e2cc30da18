"""Consents that are held against the delegation log, on the page of deviations."""

import pytest

from linkstudy.testing.factories import a_consent, a_person, ago
from linkstudy.testing.in_the_field import a_delegation
from linkstudy.testing.pages import text_of
from participants import actions
from participants.tests.broken import back
from participants.undelegated import undelegated

TITLE = "Consents taken outside the delegation log"


@pytest.fixture
def log(study):
    """From ten days ago to four days ago, Ann Example may take consent at the first site."""

    return a_delegation(study.sites[0], ago(10), ends_on=ago(4))


def found(reader) -> list[str]:
    return [str(one.participant) for one in undelegated(reader)]


@pytest.mark.parametrize(("given", "is_found"), [(11, True), (10, False), (4, False), (3, True)])
def test_who_was_in_the_log_on_the_day_is_right(study, log, given, is_found):
    person = a_person(study.cases[0], replied_on=ago(20))
    a_consent(person, ago(given))

    assert found(study.pi) == [str(person)] * is_found


def test_another_line_that_lasts_will_do_and_a_void_one_will_not(study, log):
    a_consent(a_person(study.cases[0]), ago(2))
    line = a_delegation(study.sites[0], ago(3))
    assert found(study.pi) == []

    line.voided_at, line.void_reason = line.recorded_at, "A mistake"
    line.save()

    assert found(study.pi) == ["C1-PT-01"]


def test_a_site_that_keeps_no_log_is_held_against_nothing(study, log):
    a_consent(a_person(study.cases[1]), ago(2), by=study.researcher2)

    assert found(study.pi) == []


def test_consents_and_people_that_are_void_are_left_out(study, log):
    gone = a_consent(a_person(study.cases[0]), ago(2))
    actions.void_consent(**back(gone))
    mistaken = a_person(study.cases[0])
    a_consent(mistaken, ago(2))
    assert found(study.pi) == [str(mistaken)]

    actions.void_consent(**back(mistaken.consents.get()))
    assert found(study.pi) == []


def test_the_monitor_reads_it_among_the_deviations_and_another_site_does_not(login, study, log):
    a_consent(a_person(study.cases[0]), ago(2))

    pages = {
        role: text_of(login(getattr(study, role)).get("/deviations/"))
        for role in ("monitor", "pi", "researcher", "researcher2")
    }

    line = "C1-PT-01 : 12 June 2022, taken by Ann Example"
    assert {role: (TITLE in text, line in text) for role, text in pages.items()} == {
        "monitor": (True, True),
        "pi": (True, True),
        "researcher": (True, True),
        "researcher2": (False, False),
    }


def test_of_very_many_the_latest_are_shown(login, study, log, monkeypatch):
    monkeypatch.setattr("participants.views.deviations.SHOWN", 1)
    for day in (3, 2, 1):
        a_consent(a_person(study.cases[0]), ago(day))

    text = text_of(login(study.pi).get("/deviations/"))

    assert "C1-PT-03 : 13 June 2022, taken by Ann Example These are the latest 1. There are" in text
