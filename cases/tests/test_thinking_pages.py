"""Ticking what observation days and debriefs make us think about, in the browser."""

import pytest

from cases import actions
from cases.models import DayReflection, DebriefReflection, ProgrammeTheory
from linkstudy.testing.factories import a_topic, an_observation
from linkstudy.testing.in_the_field import a_debrief
from linkstudy.testing.thinking import a_theory, reflect_on

pytestmark = pytest.mark.django_db
DAY = "/cases/1/observation-days/1/"
TICK = f"{DAY}thinking/"


@pytest.fixture(autouse=True)
def june(study_clock):
    study_clock("2022-06-14 09:12")


def key(row):
    return [str(row.pk)]


def said(page):
    return [str(message) for message in page.context["messages"]]


def test_topics_and_theories_are_ticked_for_a_day(login, study):
    an_observation(study.cases[0])
    theory, client = a_theory(), login(study.researcher)
    assert "Nothing is ticked yet." in client.get(DAY).text

    typed = {"topics": key(study.topic), "theories": key(theory), "version": "1"}
    page = client.post(TICK, typed, follow=True)

    assert said(page) == ["What observation day 1 of Case 1 makes us think about is saved"]
    assert page.redirect_chain == [(DAY, 302)]
    assert page.context["topics"] == [study.topic]
    assert page.context["theories"] == [theory]
    assert "Change what is ticked" in page.text


def test_what_is_ticked_stands_in_the_form_and_why_is_asked(login, study):
    day = an_observation(study.cases[0])
    reflect_on(day, study.topic, by=study.researcher)
    client = login(study.pi)

    form = client.get(TICK).context["form"]
    assert form.initial == {"version": 2, "topics": key(study.topic), "theories": []}
    page = client.post(TICK, {"topics": [], "version": "2"})
    assert page.context["form"].errors == {"why": ["Select why something is not ticked any more"]}
    client.post(TICK, {"topics": [], "version": "2", "why": "covered"})
    gone = DayReflection.objects.get()
    assert gone.void_reason == "Another topic or theory covers it"
    assert "why" not in client.get(TICK).context["form"].fields


def test_more_is_ticked_without_a_reason(login, study):
    day, trust = an_observation(study.cases[0]), a_topic("Trust")
    reflect_on(day, study.topic, by=study.researcher)

    typed = {"topics": [*key(study.topic), *key(trust)], "version": "2"}
    page = login(study.researcher).post(TICK, typed, follow=True)
    assert set(page.context["topics"]) == {study.topic, trust}


def test_somebody_who_was_slower_is_shown_what_the_other_ticked(login, study):
    day, trust = an_observation(study.cases[0]), a_topic("Trust")
    reflect_on(day, study.topic, by=study.researcher)
    reflect_on(day, study.topic, trust, by=study.researcher)

    page = login(study.pi).post(TICK, {"topics": key(study.topic), "version": "2"})
    form = page.context["form"]
    assert form.overtaken_by == study.researcher.name
    [(label, theirs, yours)] = form.stale
    assert (label, set(theirs.split(", ")), yours) == (
        "Which topics does it make us think about?",
        {"Trust", str(study.topic)},
        str(study.topic),
    )
    assert DayReflection.objects.standing().get().topics.count() == 2


def test_nothing_is_ticked_for_a_void_day_and_there_is_no_way_to_it(login, study):
    day = an_observation(study.cases[0])
    actions.void_observation(observation=day, version=1, reason="Another case", by=study.researcher)

    page = login(study.researcher).get(TICK, follow=True)
    assert said(page) == ["Observation day 1 of Case 1 is void. Restore it first"]
    assert "Tick topics and theories" not in page.text


def test_a_debrief_is_ticked_without_what_was_said(login, study):
    a_debrief(study.cases[0])
    where = "/cases/1/fieldwork/debriefs/1/"
    client = login(study.researcher)

    assert "Tick only: what was said is kept nowhere here" in client.get(f"{where}thinking/").text
    page = client.post(
        f"{where}thinking/", {"topics": key(study.topic), "version": "1"}, follow=True
    )
    assert page.redirect_chain == [(where, 302)]
    assert list(DebriefReflection.objects.get().topics.all()) == [study.topic]
    assert str(study.topic) in page.text


def test_where_there_is_nothing_to_tick_the_page_says_where_it_comes_from(login, study):
    an_observation(study.cases[0])
    actions.void_row(row=study.topic, version=1, reason="Entered twice", by=None)
    assert not ProgrammeTheory.objects.exists()

    page = login(study.researcher).get(TICK)
    assert "Topics and programme theories are added under Set up." in page.text


def test_who_reads_alone_is_not_offered_to_tick(login, study):
    an_observation(study.cases[0])

    page = login(study.monitor).get(DAY)
    assert "Tick topics and theories" not in page.text
    assert login(study.monitor).get(TICK).status_code == 403
