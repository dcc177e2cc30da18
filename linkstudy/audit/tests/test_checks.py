"""Writing leaves out the constraints that list a field's choices, because the field says the same."""

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError

from cases.models import Case
from linkstudy.audit.writing import add, lists_choices
from linkstudy.testing.factories import a_case, ago
from participants.models import Participant


def listed():
    """(model, field name, values) of every constraint that lists a column's values."""
    for model in apps.get_models():
        for constraint in filter(lists_choices, model._meta.constraints):
            ((lookup, values),) = constraint.condition.children
            yield model, lookup.removesuffix("__in"), set(values)


def choices_of(field) -> set:
    return {value for value, _ in field.flatchoices} | ({""} if field.blank else set())


def test_each_of_them_lists_exactly_the_choices_of_its_field():
    said = {f"{model.__name__}.{name}": values for model, name, values in listed()}
    fields = {
        f"{model.__name__}.{name}": model._meta.get_field(name) for model, name, _ in listed()
    }

    assert said == {name: choices_of(field) for name, field in fields.items()}
    assert [name for name, field in fields.items() if field.null] == []
    names = set(said)
    assert names > {"Clause.scope", "Consent.how", "Identity.kind", "Interview.mode"}


@pytest.mark.django_db
def test_a_value_that_is_no_choice_is_refused():
    case = a_case()
    person = Participant(case=case, group="XX", number=1, joined_via="letter", owner=case.lead)

    with pytest.raises(ValidationError) as refused:
        add(person, "participant.added", by=case.lead)

    assert "group" in refused.value.message_dict
    assert not Participant.objects.exists()


@pytest.mark.django_db
def test_constraints_of_another_kind_are_asked():
    with pytest.raises(ValidationError) as refused:
        a_case(opens_on=ago(0), closes_on=ago(1))

    words = "The case cannot close before it opens. Check both dates"
    assert refused.value.messages == [words]
    assert not Case.objects.exists()
