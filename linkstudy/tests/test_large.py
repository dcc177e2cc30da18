"""The study for times holds what pages look at, and its pages are opened as an installation does."""

from linkstudy.testing import figures, large
from linkstudy.testing.grown import grown
from linkstudy.testing.large import Opened
from participants.models import (
    ContactAttempt,
    CustodyStep,
    Participant,
    Removal,
    Thanks,
    Withdrawal,
)
from participants.vocabulary import Status


def test_every_page_is_opened_by_both_readers(db):
    found = list(large.opened(people=80, cases=4, rounds=2))

    assert [(one.page, one.reader) for one in found] == [
        (page, reader) for reader in ("researcher", "pi") for page in large.PAGES
    ]
    assert {one.queries <= 15 and min(one[2:5]) > 0 for one in found} == {True}
    assert large.understood(large.told(iter(found))) == found


def test_what_failed_told_nothing():
    assert large.understood("") == []


def test_a_line_says_all_of_a_page():
    line = large.told(iter([Opened("Today", "pi", 250.4, 90.2, 120.0, 13)]))

    assert list(figures.large_lines("SQLite", line)) == [
        figures.Line(
            "Today as pi, SQLite",
            "90 ms, p95 120 ms, cold 250 ms; 13 queries",
            "150 ms, 15 queries",
        )
    ]


def test_people_stand_in_many_ways(db):
    made = grown(600, cases=3)

    people = Participant.objects.visible_to(made.pi).with_status()
    assert set(people.values_list("status", flat=True)) == set(Status) - {Status.NOT_ELIGIBLE}
    for model in (ContactAttempt, CustodyStep, Thanks, Withdrawal, Removal):
        assert model.objects.exists()
