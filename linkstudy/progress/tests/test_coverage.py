"""The coverage map: what came up where, how often, when last, and where not yet."""

import csv
import datetime as dt
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases import actions
from cases.models import ProgrammeTheory
from linkstudy.audit.models import Entry
from linkstudy.clock import LONDON, telling
from linkstudy.progress.coverage import Coverage
from linkstudy.progress.touches import Asked, Touch, touches
from linkstudy.testing.factories import (
    a_case,
    a_person,
    a_topic,
    ago,
    an_interview,
    an_observation,
)
from linkstudy.testing.in_the_field import a_debrief
from linkstudy.testing.thinking import a_theory, reflect_on
from participants import actions as people_actions

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2022, 6, 14, 9, 12, tzinfo=LONDON)
TODAY = NOW.date()
OTHERS = "health professionals, voluntary sector, link workers and managers"


@pytest.fixture(autouse=True)
def june(study_clock):
    study_clock("2022-06-14 09:12")


def interviewed(case, group="PT", topics=()):
    person = a_person(case, group=group)
    return an_interview(person, ago(2), topics=list(topics))


def told(coverage):
    """{topic or theory: (times, last day, gaps)}."""
    return {
        str(line.subject): (line.total.count, line.total.last, line.gaps) for line in coverage.lines
    }


# What counts


def test_a_map_counts_interviews_days_and_debriefs_once_each(study):
    case, topic = study.cases[0], study.topic
    held = interviewed(case, topics=[topic])
    reflect_on(held, a_theory(), by=study.pi)
    reflect_on(an_observation(case), topic, by=case.lead)
    reflect_on(a_debrief(case, ago(3)), topic, by=case.lead)

    found = Coverage(study.pi, "topics", TODAY)
    [line] = found.lines
    assert (line.total.count, line.total.last) == (3, ago(1))
    assert {key: cell.count for key, cell in line.columns.items() if cell.count} == {
        "PT": 1,
        "OD": 1,
        "DB": 1,
    }
    assert [(number, cell.count) for number, cell in line.cases.items()] == [(1, 3), (2, 0)]
    assert told(Coverage(study.pi, "theories", TODAY)) == {
        "PT1: Trust first": (
            1,
            ago(2),
            f"Not yet in Case 2. Not yet from {OTHERS}",
        )
    }


def test_an_interview_counts_once_although_it_was_ticked_twice(study):
    held = interviewed(study.cases[0])
    reflect_on(held, study.topic, by=study.pi)
    known = {"interview": held, "version": held.version, "by": study.researcher}
    people_actions.correct_interview(
        why="A topic was lacking",
        topics=[study.topic],
        held_on=held.held_on,
        wave=held.wave,
        recording=held.recording,
        **known,
    )

    assert [one.what for one in touches(Asked(study.pi, "topics", TODAY))] == [
        f"{held.participant.study_id}, interview 1"
    ]


def test_gaps_are_said_in_words(study):
    a_case(3, site=study.sites[0], opens_on=TODAY + dt.timedelta(days=9))
    for case in study.cases:
        for group in ("PT", "HP", "VS", "LW", "LM"):
            interviewed(case, group, [study.topic])
    a_topic("Trust")

    found = Coverage(study.pi, "topics", TODAY)
    assert {name: gaps for name, (_, _, gaps) in told(found).items()} == {
        str(study.topic): "No gap",
        "Trust": "Not touched on yet",
    }
    assert found.sentence == (
        "1 of 2 topics has come up, 1 of them in every case that has opened."
        " Not touched on yet: Trust."
    )


def test_several_cases_and_many_untouched_topics_are_named(study):
    a_case(3, site=study.sites[0])
    interviewed(study.cases[0], topics=[study.topic])
    for name in ("Time", "Trust", "Transport", "Travel"):
        a_topic(name)

    found = Coverage(study.pi, "topics", TODAY)
    assert told(found)[str(study.topic)][2].startswith("Not yet in Cases 2 and 3. ")
    assert found.sentence.endswith("Not touched on yet: Time, Transport, Travel and 1 more.")


def test_what_came_up_everywhere_is_said_of_all(study):
    trust = a_topic("Trust")
    for case in study.cases:
        interviewed(case, topics=[study.topic, trust])

    sentence = Coverage(study.pi, "topics", TODAY).sentence
    assert sentence == "All 2 topics have come up, each in every case that has opened."


def test_without_a_topic_and_without_a_case_the_sentence_says_so(study):
    assert Coverage(study.pi, "theories", TODAY).sentence == "There are no programme theories yet."
    early = dt.date(2022, 1, 1)
    with telling(NOW):
        assert Coverage(study.pi, "topics", early).sentence == "There are no topics yet."


def test_a_topic_without_any_open_case_says_no_more_than_that(study):
    for case in study.cases:
        actions.void_row(row=case, version=1, reason="Entered twice", by=None)

    found = Coverage(study.pi, "topics", TODAY)
    assert found.sentence == f"0 of 1 topic have come up. Not touched on yet: {study.topic}."


# What does not count


def test_what_is_void_and_what_is_void_again_counts_no_more(study):
    case, topic = study.cases[0], study.topic
    day, debrief = an_observation(case), a_debrief(case)
    reflect_on(day, topic, by=case.lead)
    reflect_on(debrief, topic, by=case.lead)
    actions.void_observation(observation=day, version=1, reason="Another case", by=case.lead)
    reflect_on(debrief, by=case.lead, why="mistake")

    assert touches(Asked(study.pi, "topics", TODAY)) == []


def test_a_corrected_day_still_counts_on_its_new_day(study):
    case = study.cases[0]
    day = an_observation(case)
    reflect_on(day, study.topic, by=case.lead)
    actions.correct_observation(
        observation=day, version=1, why="Another day", by=case.lead, day=ago(4)
    )

    [touch] = touches(Asked(study.pi, "topics", TODAY))
    assert (touch.day, touch.what, touch.url) == (
        ago(4),
        "Case 1, observation day 1",
        "/cases/1/observation-days/1/",
    )


def test_a_map_of_an_earlier_day_stays_as_it_was(study):
    case = study.cases[0]
    day = an_observation(case)
    with telling(NOW + dt.timedelta(days=1)):
        reflect_on(day, study.topic, by=case.lead)
    with telling(NOW + dt.timedelta(days=2)):
        reflect_on(day, a_theory(), by=case.lead, why="mistake")
        days = [TODAY + dt.timedelta(days=later) for later in range(3)]
        counts = [told(Coverage(study.pi, "topics", one)) for one in days]

    assert [count[str(study.topic)][0] for count in counts] == [0, 1, 0]


def test_a_researcher_sees_what_came_up_at_their_own_sites(study):
    interviewed(study.cases[0], topics=[study.topic])
    interviewed(study.cases[1], topics=[study.topic])

    found = Coverage(study.researcher, "topics", TODAY)
    assert [case.number for case in found.cases] == [1]
    assert found.lines[0].total.count == 1


def test_a_topic_that_nobody_knew_of_on_the_day_is_not_on_its_map(study):
    with telling(NOW + dt.timedelta(days=1)):
        later = a_topic("Trust")
    day = an_observation(study.cases[0])
    reflect_on(day, later, by=study.researcher)

    assert list(told(Coverage(study.pi, "topics", TODAY))) == [str(study.topic)]


def test_what_belongs_to_no_case_counts_in_all_and_in_its_column(study):
    [line] = Coverage(study.pi, "topics", TODAY).lines
    line.add(Touch(study.topic.pk, TODAY, 0, "OD", "A talk", "progress:today", ()))

    assert (line.total.count, line.columns["OD"].count) == (1, 1)
    assert [cell.count for cell in line.cases.values()] == [0, 0]


# The pages


def test_the_page_draws_the_map_and_leads_to_what_makes_it(study, login):
    interviewed(study.cases[0], topics=[study.topic])

    page = login(study.pi).get("/progress/coverage/")

    cell = page.context["page"].lines[0].cases[1]
    assert (cell.count, cell.url) == (1, "/progress/coverage/topics/1/?case=1")
    assert "Not yet in Case 2" in page.text
    listed = login(study.pi).get(cell.url)
    assert [one.what for one in listed.context["page"]] == ["C1-PT-01, interview 1"]
    assert listed.context["narrowed"] == "Case 1"


@pytest.mark.parametrize(
    ("asked", "count"),
    [("", 2), ("?case=1", 1), ("?group=OD", 1), ("?case=1&group=OD", 0), ("?case=x&group=y", 2)],
)
def test_the_list_is_narrowed_to_a_case_and_a_group(study, login, asked, count):
    interviewed(study.cases[0], topics=[study.topic])
    reflect_on(an_observation(study.cases[1]), study.topic, by=study.researcher2)

    page = login(study.pi).get(f"/progress/coverage/topics/1/{asked}")
    assert page.context["page"].paginator.count == count


def test_a_map_of_another_day_keeps_it_in_its_links(study, login):
    with telling(NOW + dt.timedelta(days=1)):
        page = login(study.pi).get("/progress/coverage/?at=2022-06-14")

    line = page.context["page"].lines[0]
    assert line.total.url == "/progress/coverage/topics/1/?at=2022-06-14"
    assert page.context["is_today"] is False


def test_a_date_to_come_is_refused_and_the_map_is_of_today(study, login):
    page = login(study.pi).get("/progress/coverage/?at=2022-06-20")
    assert "This is the map of today, not that of another date." in page.text


def test_a_reader_of_counts_sees_no_small_count_and_no_case(study, login):
    a_topic("Trust")
    for _ in range(5):
        interviewed(study.cases[0], topics=[study.topic])

    page = login(study.ppi).get("/progress/coverage/?at=2022-06-10")
    found = page.context["page"]
    assert [(str(line.subject), line.total.small) for line in found.lines] == [
        (str(study.topic), "5"),
        ("Trust", "under 5"),
    ]
    assert found.sentence == "The team thinks about 2 topics."
    assert (found.day, found.lines[0].total.url) == (TODAY, "")
    assert ["Case 1" in page.text, "Patients" in page.text] == [False, False]


def test_an_empty_map_says_where_topics_come_from(db, login, study):
    page = login(study.ppi).get("/progress/coverage/theories/")
    assert "They are added under Set up" in page.text


def test_a_map_without_cases_says_so(study, login):
    for case in study.cases:
        actions.void_row(row=case, version=1, reason="Entered twice", by=None)
    page = login(study.pi).get("/progress/coverage/")
    assert "No cases by 14 June 2022." in page.text


def test_the_map_takes_as_many_questions_however_much_there_is(study, login):
    client, counts = login(study.researcher), []
    for _ in range(2):
        for group in ("PT", "HP"):
            held = interviewed(study.cases[0], group, [study.topic])
            reflect_on(held, a_theory(f"T{held.pk}", f"T{held.pk}"), by=study.pi)
        for path in ("/progress/coverage/", "/progress/coverage/theories/?at=2022-06-13"):
            with CaptureQueriesContext(
                connection,
            ) as asked:
                client.get(path)
            counts.append(len(asked))
    assert counts[:2] == counts[2:]
    assert max(counts) <= 15


# The file


def test_the_map_leaves_as_a_file_that_the_history_tells(study, login):
    interviewed(study.cases[0], topics=[study.topic])

    answer = login(study.pi).post(
        "/progress/coverage/topics/export/", {"purpose": "analysis", "kind": "csv"}
    )

    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == 2 * 7 + 1  # and meetings, which are of no case
    assert rows[0] == {
        "Topic or theory": str(study.topic),
        "Case": "1",
        "Group": "Patients",
        "Times": "1",
        "Last on": "2022-06-12",
    }
    entry = Entry.objects.get(verb="coverage.exported")
    assert {name: new for name, (_, new) in entry.changes.items() if name != "sha256"} == {
        "list": "topics",
        "day": "2022-06-14",
        "purpose": "For analysis",
        "kind": "csv",
        "rows": 15,
    }


def test_a_file_without_a_purpose_does_not_leave(study, login):
    page = login(study.pi).post("/progress/coverage/theories/export/", {"kind": "csv"})

    assert "Select what the spreadsheet is for" in page.text
    assert not Entry.objects.filter(verb="coverage.exported").exists()
    assert not ProgrammeTheory.objects.exists()
