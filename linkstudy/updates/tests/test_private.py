"""Whom an update may not name, and whom to look at."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from linkstudy.identities.service import keep
from linkstudy.testing.factories import a_person, a_user, ago
from linkstudy.testing.tables import a_group, a_member, a_naming
from linkstudy.testing.updates import PNG, a_maker, a_picture, a_profile, an_output, an_update
from linkstudy.updates.actions import describe_picture, keep_picture, void_profile
from linkstudy.updates.building import Builder
from linkstudy.updates.checks import demand_plain_words
from linkstudy.updates.tests.sent import write
from meetings import actions

pytestmark = pytest.mark.django_db
NAME = "Flora Specimen-Quill"
NOT_ASKED = f"{NAME} has not agreed to be named. Ask them, or take the name out"
NO = f"{NAME} does not agree to be named in updates"


@pytest.fixture(autouse=True)
def june(study_clock):
    study_clock("2022-06-14 09:12")


@pytest.fixture
def update(study):
    return an_update(dt.date(2022, 6, 1), study.ppi)


@pytest.fixture
def member():
    return a_member(a_group("Other"))


def named(member, name=NAME):
    keep(person=member.person, values={"name": name}, on=member, version=None, by=None)


def found(update, study, **words):
    write(update, study.ppi, **words)
    return [(one.words, one.section.part, one.stops) for one in Builder(update, study.ppi).found]


def test_a_yes_that_was_taken_back_as_mistaken_is_none(update, study, member):
    yes = a_naming(member, on=ago(5), places=["updates"], known_as=NAME)
    assert found(update, study, meetings=f"{NAME} talked.") == []
    actions.void_naming(naming=yes, version=1, reason="It was about minutes", by=study.ppi)

    assert found(update, study, meetings=f"{NAME} talked.") == [(NO, "meetings", True)]


def test_a_yes_for_minutes_is_none_for_updates(update, study, member):
    a_naming(member, on=ago(5), places=["minutes"], known_as=NAME)

    assert found(update, study, meetings=f"{NAME} talked.") == [(NO, "meetings", True)]


def test_what_a_void_member_said_holds_no_more(update, study, member):
    a_naming(member, on=ago(5), places=["updates"], known_as=NAME)
    actions.void_member(member=member, version=1, reason="Twice", by=study.ppi)

    assert found(update, study, meetings=f"{NAME} talked.") == [(NO, "meetings", True)]


@pytest.mark.parametrize(
    "way",
    ["Flora  Specimen-Quill", "Flora Specimen Quill", "Ms Specimen-Quill", "Specimen-Quill, Flora"],
)
def test_who_withdrew_is_found_however_they_are_written(update, study, member, way):
    a_naming(member, on=ago(5), places=["updates"], known_as=NAME)
    a_naming(member, on=ago(1), places=[])

    said = f"{' '.join(way.split())} does not agree to be named in updates"
    assert found(update, study, meetings=f"{way} talked.") == [(said, "meetings", True)]


def test_a_name_put_right_may_be_printed_and_is_not_taken_for_the_slip(update, study, member):
    row = a_naming(member, on=ago(5), places=["updates"], known_as="Flora")
    facts = {"on": ago(5), "places": ["updates"], "known_as": NAME}
    actions.correct_naming(naming=row, version=1, why="A slip", by=study.ppi, **facts)

    assert found(update, study, meetings=f"{NAME} talked.") == []


@pytest.mark.parametrize("way", [NAME, "Flora Specimen Quill", "Specimen-Quill, Flora"])
def test_a_member_who_was_never_asked_is_found_without_opening_a_name(update, study, member, way):
    named(member)

    said = f"{way} has not agreed to be named. Ask them, or take the name out"
    assert found(update, study, meetings=f"{way} talked.") == [(said, "meetings", True)]


def test_who_agreed_to_be_called_by_their_name_may_be(update, study, member):
    named(member)
    a_naming(member, on=ago(5), places=["updates"], known_as=NAME)

    assert found(update, study, meetings=f"{NAME} talked.") == []


def test_who_withdrew_is_told_of_once(update, study, member):
    named(member)
    a_naming(member, on=ago(5), places=["updates"], known_as=NAME)
    a_naming(member, on=ago(1), places=[])

    assert found(update, study, meetings=f"{NAME} talked.") == [(NO, "meetings", True)]


def test_names_of_participants_are_not_compared_as_the_answer_would_tell_who_takes_part(
    update, study
):
    named(a_person(study.cases[0]))

    assert found(update, study, meetings=f"{NAME} talked.") == []


def test_where_authors_stand_a_member_may_be_one(update, study, member):
    named(member)
    blog = f"{NAME} wrote a blog."
    assert found(update, study, publications=blog) == [(NOT_ASKED, "publications", True)]

    a_maker(an_output(stage="out"), NAME)

    assert found(update, study, publications=blog) == []
    assert found(update, study, contact=f"Ring {NAME}'s desk.") == []
    assert found(update, study, meetings=f"{NAME} talked.") == [(NOT_ASKED, "meetings", True)]


def test_whose_introduction_was_taken_back_is_not_introduced(update, study):
    profile = a_profile("Robin Example")
    assert found(update, study, team="Robin Example likes rivers.") == []
    void_profile(profile=profile, version=1, reason="They asked us", by=study.ppi)

    no = "Robin Example is not introduced any more. Take the name out"
    assert found(update, study, team="Robin Example likes rivers.") == [(no, "team", True)]
    assert found(update, study, training="Robin Example led it.") == []
    a_profile("Robin Example")
    assert found(update, study, team="Robin Example likes rivers.") == []


@pytest.mark.parametrize("description", ["C1-PT-01 by the river", f"With {NAME}", "3 patients"])
def test_what_is_said_of_a_picture_is_looked_at_when_it_is_kept(study, member, description):
    named(member)
    profile = a_profile()

    with pytest.raises(ValidationError) as refused:
        keep_picture(profile=profile, content=PNG, description=description, by=study.ppi)
    assert list(refused.value.message_dict) == ["description"]
    picture = a_picture(profile)
    with pytest.raises(ValidationError) as refused:
        describe_picture(picture=picture, version=1, description=description, by=study.ppi)
    assert list(refused.value.message_dict) == ["description"]


def test_what_is_said_of_a_picture_is_looked_at_before_it_goes_out(update, study, member):
    naming = a_naming(member, on=ago(5), places=["updates"], known_as=NAME)
    profile = a_profile("Robin Example")
    said = f"Robin Example with {NAME}"
    keep_picture(profile=profile, content=PNG, description=said, by=study.ppi)
    assert found(update, study, team="This is Robin Example.") == []
    actions.void_naming(naming=naming, version=1, reason="It was about minutes", by=study.ppi)

    assert found(update, study, team="This is Robin Example.") == [(NO, "team", True)]
    assert found(update, study, team="This is somebody.") == []


def test_an_account_is_called_by_its_name_and_is_no_member_whom_nobody_asked(update, study):
    seat = a_member(a_group("Other"), user=a_user("pi", name="Kim Example"))
    named(seat, "Lee Example")

    assert found(update, study, meetings="Lee Example talked.") == []


def test_somebody_of_the_team_whom_nobody_introduced_is_to_be_looked_at(update, study):
    a_user("researcher", name="Kim Example")
    a_profile("Bo Example", account=a_user("researcher", name="Robert Example"))
    said = "Kim Example of the team has not agreed to be introduced. Ask them before this goes out"

    assert found(
        update,
        study,
        training="Kim Example and Robert Example went.",
        publications="Kim Example wrote it.",
    ) == [(said, "training", False)]


def test_what_readers_are_told_was_put_right_names_nobody_either(member, study):
    named(member)
    a_user("researcher", name="Kim Example")
    demand_plain_words("Kim Example found it", "corrects")

    with pytest.raises(ValidationError) as refused:
        demand_plain_words(f"{NAME} is not of Case 5, patient 3", "corrects")

    assert refused.value.message_dict == {
        "corrects": [
            "Take out the study ID Case 5, patient 3",
            f"{NAME} has not agreed to be named. Ask them, or take the name out",
        ]
    }
