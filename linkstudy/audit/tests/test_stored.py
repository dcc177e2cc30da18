"""The database judges what is written, and what it refuses is told in the words of the rule."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.models import Case, Topic
from linkstudy.audit.writing import add
from linkstudy.testing.factories import a_case, ago
from participants.models import Participant


@pytest.mark.django_db
def test_a_value_that_is_no_choice_is_refused():
    case = a_case()
    person = Participant(case=case, group="XX", number=1, joined_via="letter", owner=case.lead)

    with pytest.raises(ValidationError) as refused:
        add(person, "participant.added", by=case.lead)

    assert "group" in refused.value.message_dict
    assert not Participant.objects.exists()


@pytest.mark.django_db
def test_what_the_database_refuses_is_told_in_the_words_of_the_rule():
    with pytest.raises(ValidationError) as refused:
        a_case(opens_on=ago(0), closes_on=ago(1))

    words = "The case cannot close before it opens. Check both dates"
    assert refused.value.messages == [words]
    assert not Case.objects.exists()


@pytest.mark.django_db
def test_a_number_that_is_taken_is_told_in_the_words_of_the_rule():
    case = a_case(1)

    with pytest.raises(ValidationError) as refused:
        a_case(1, site=case.site)

    assert refused.value.messages == ["Case 1 is already there. Choose another number"]


@pytest.mark.django_db
def test_a_row_that_keeps_the_rules_is_stored_without_asking_for_each_of_them():
    with CaptureQueriesContext(connection) as asked:
        add(Topic(name="Trust"), "topic.added", by=None)

    verbs = [one["sql"].split()[0] for one in asked]
    marks = {"SAVEPOINT", "RELEASE", "ROLLBACK"}
    names = ["SELECT"]  # of the topics there are: no rule of the database knows capitals
    assert [verb for verb in verbs if verb not in marks] == [
        *names,
        "INSERT",
        "SELECT",
        "INSERT",
        "UPDATE",
    ]
