"""What a meeting makes the team think about: ticked by who keeps its minutes, and on the map."""

import pytest
from django.core.exceptions import ValidationError

from cases.objections import objections
from linkstudy.accounts.policy import Role
from linkstudy.clock import today
from linkstudy.progress.coverage import Coverage
from linkstudy.progress.touches import Asked, touches
from linkstudy.testing.factories import ago
from linkstudy.testing.meetings import a_meeting
from linkstudy.testing.pages import held_by, text_of
from linkstudy.testing.tables import a_group
from linkstudy.testing.thinking import a_theory
from meetings import actions
from meetings.models import MeetingReflection

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def june(study_clock):
    study_clock("2022-06-14 09:12")


@pytest.fixture
def meeting(study):
    return a_meeting(a_group())


def think(meeting, study, **ticked):
    return actions.reflect_on_meeting(meeting=meeting, version=1, by=study.ppi, **ticked)


def test_who_keeps_the_minutes_ticks_and_the_page_tells(meeting, study, login):
    client, theory = login(study.ppi), a_theory()
    page = client.get(meeting.get_absolute_url())
    assert "What it makes us think about Nothing is ticked yet. Tick topics" in text_of(page)

    there = f"{meeting.get_absolute_url()}thoughts/"
    ticked = {"topics": [str(study.topic.pk)], "theories": [str(theory.pk)]}
    back = client.post(there, held_by(client.get(there)) | ticked, follow=True)

    assert back.request["PATH_INFO"] == meeting.get_absolute_url()
    assert f"{study.topic} {theory} programme theory Change what is ticked" in text_of(back)
    row = MeetingReflection.objects.get()
    assert (row.author, row.about_what, row.about) == (study.ppi, meeting, meeting.about)


def test_it_stands_on_the_map_of_who_sees_the_group_and_in_no_case(meeting, study):
    think(meeting, study, topics=[study.topic])

    for reader in (study.pi, study.ppi):
        [touch] = touches(Asked(reader, "topics", today()))
        assert (touch.what, touch.case, touch.column_words) == (str(meeting), 0, "Meetings")
        assert touch.url == meeting.get_absolute_url()
    assert touches(Asked(study.researcher, "topics", today())) == []
    assert touches(Asked(study.pi, "topics", ago(11))) == []
    [row] = [one for one in Coverage(study.pi, "topics", today()).rows() if one["count"]]
    assert row == {
        "subject": str(study.topic),
        "case": "",
        "group": "Meetings",
        "count": 1,
        "last": meeting.held_on,
    }


def test_it_keeps_what_it_names_from_being_taken_back(meeting, study):
    think(meeting, study, topics=[study.topic], theories=[a_theory()])

    said = [one.words for one in objections(study.topic, "void")]

    assert said == ["It was ticked for 1 meeting. Correct its words instead"]


def test_a_meeting_to_come_or_void_makes_nobody_think(study, login):
    group = a_group()
    later, void = a_meeting(group, held_on=ago(-3)), a_meeting(group)
    actions.void_meeting(meeting=void, version=1, reason="Called off", by=study.ppi)

    with pytest.raises(ValidationError, match="still to come"):
        think(later, study, topics=[study.topic])
    client = login(study.ppi)
    for meeting, words in (
        (later, "This meeting is still to come"),
        (void, "This meeting is void. Restore it first"),
    ):
        page = client.get(f"{meeting.get_absolute_url()}thoughts/", follow=True)
        assert [str(one) for one in page.context["messages"]] == [words]
    assert "What it makes us think about" not in text_of(client.get(later.get_absolute_url()))
    assert login(Role.PI).get(f"{void.get_absolute_url()}thoughts/").status_code == 403
