"""A small study from which somebody leaves, and what they look after."""

import pytest
from django.core.exceptions import ValidationError

from linkstudy.accounts.models import User
from linkstudy.testing.factories import (
    SmallStudy,
    a_booking,
    a_consent,
    a_person,
    a_refusal,
    a_study,
    a_user,
    a_withdrawal,
    ago,
    an_interview,
)
from participants.models import Participant


def ann_and_cole() -> SmallStudy:
    """Ann looks after people at site 1; a colleague works there too."""
    study = a_study()
    case, by = study.cases[0], study.researcher
    deciding, booked, done, withdrew, declined = (a_person(case, by=by) for _ in range(5))
    assert deciding.owner == by
    a_consent(booked)
    a_booking(booked, ago(-3))
    an_interview(done)
    a_withdrawal(withdrew)
    a_refusal(declined)
    a_user(name="Cole Example", sites=[study.sites[0]])
    return study


def refusal(action, **facts) -> list[str]:
    with pytest.raises(ValidationError) as refused:
        action(**facts)
    return refused.value.messages


def owned(user: User) -> set[str]:
    return set(Participant.objects.filter(owner=user).values_list("study_id", flat=True))
