"""Conditions that are written out once ask the same as those put together anew."""

import pytest
from django.core.exceptions import FieldError
from django.db.models import Exists, OuterRef, Q, Subquery

from cases.models import Case
from linkstudy.once import Once, alone
from linkstudy.testing.factories import a_booking, a_case, a_consent, a_person, an_interview
from participants.models import Interview, Participant

pytestmark = pytest.mark.django_db
MINE = Interview.objects.filter(participant=OuterRef("pk")).order_by("pk")
HELD = MINE.filter(held_on__isnull=False, wave="first")


@pytest.fixture
def people():
    """Somebody who was interviewed, somebody booked, and somebody new, in a case."""
    case = a_case()
    one, two, three = (a_person(case) for _ in range(3))
    a_consent(one)
    an_interview(one)
    a_booking(two)
    return one, two, three


def test_a_condition_finds_the_same_in_a_filter_turned_round_and_beside_others(people):
    one, two, three = people
    held = Once(Exists(HELD), "participants.Participant")

    assert list(Participant.objects.filter(held)) == [one]
    assert list(Participant.objects.filter(~held, number__gt=1)) == [two, three]
    assert list(Participant.objects.filter(Q(held) | Q(pk=three.pk))) == [one, three]
    assert list(Participant.objects.alias(was=held).filter(was=False)) == [two, three]


def test_it_may_be_asked_within_another_question_about_the_same_tables(people):
    one, *_ = people
    held = Once(Exists(HELD), "participants.Participant")
    there = Participant.objects.filter(held, case=OuterRef("pk"))
    twice = Participant.objects.filter(Exists(Participant.objects.filter(held, pk=OuterRef("pk"))))

    assert list(Case.objects.filter(Exists(there))) == [one.case]
    assert list(twice) == [one]


def test_it_gives_a_value_and_keeps_what_stands_in_it_in_order(people):
    mine = Interview.objects.filter(
        Q(wave="first", participant=OuterRef("pk")) & ~Q(number=OuterRef("number"), wave="again")
    )
    first = Once(Subquery(mine.values("booked_on")[:1]), "participants.Participant")
    found = Participant.objects.annotate(day=first).filter(day__isnull=False)

    assert list(found.values_list("day", flat=True)) == list(
        Interview.objects.exclude(booked_on=None).values_list("booked_on", flat=True)
    )


def test_what_few_reach_is_looked_for_alone(people):
    one, two, three = people
    held = alone(HELD, "participants.Participant")

    assert list(Participant.objects.filter(held)) == [one]
    assert list(Participant.objects.filter(~Q(held))) == [two, three]


def test_it_asks_for_columns_of_the_row_itself_alone():
    there = Case.objects.filter(site=OuterRef("case__site"))

    with pytest.raises(FieldError, match="Joined field references are not permitted"):
        Once(Exists(there), "participants.Participant")
