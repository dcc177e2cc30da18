"""What stands against a change is named without a query for each row."""

import datetime as dt

from linkstudy.testing.factories import a_person, a_study, ago, an_interview, an_observation


def test_a_case_and_a_topic_that_much_hangs_on_say_so_at_once(db, study_clock, login):
    study_clock("2022-06-14 09:12")
    study = a_study()
    case = study.cases[0]
    for days in (1, 2, 3):
        an_observation(case, ago(days), starts=dt.time(9))
        an_interview(a_person(case), topics=[study.topic])
    client = login(study.administrator)

    pages = [client.get(f"/set-up/{what}/1/void/") for what in ("cases", "topics")]

    assert [page.status_code for page in pages] == [200, 200]
    assert "3 observation days belong to this case" in pages[0].text
    assert "3 interviews name this topic" in pages[1].text
