"""The list of deviations: who sees which, and how it is narrowed."""

import datetime as dt

import pytest

from linkstudy.testing.contacts import a_deviation, an_attempt
from linkstudy.testing.factories import a_consent, a_person, a_protocol, ago
from linkstudy.testing.pages import text_of
from participants import actions
from participants.deviations import DeviationFilter, TakenBack
from participants.models import Deviation

WHY = "They asked us to"
TODAY = dt.date(2022, 6, 14)


def ids(page) -> list[str]:
    return [str(one.row.participant) for one in page.context["told"]]


@pytest.fixture
def three(study, person):
    """One attempt too many and an early consent in case 1, and another attempt in case 2."""
    a_deviation(person, WHY)
    early = a_person(study.cases[0], invited_on=ago(1))
    a_consent(early, ago(1), deviation="They had read it before")
    a_deviation(a_person(study.cases[1]), "Their practice asked")


def test_the_list_shows_whom_the_reader_may_see_newest_first(login, study, three):
    of = {
        role: ids(login(getattr(study, role)).get("/deviations/"))
        for role in ("researcher", "researcher2", "pi", "administrator", "monitor")
    }

    everybody = ["C2-PT-01", "C1-PT-01", "C1-PT-02"]
    assert of == {
        "researcher": ["C1-PT-01", "C1-PT-02"],
        "researcher2": ["C2-PT-01"],
        **dict.fromkeys(["pi", "administrator", "monitor"], everybody),
    }
    assert login(study.ppi).get("/deviations/").status_code == 403


def test_the_reason_is_shown_to_who_may_read_notes_alone(login, study, three):
    read = {
        role: [
            one.reason for one in login(getattr(study, role)).get("/deviations/").context["told"]
        ]
        for role in ("pi", "administrator", "monitor")
    }

    reasons = ["Their practice asked", WHY, "They had read it before"]
    assert read == {"pi": reasons, "administrator": [None] * 3, "monitor": [None] * 3}
    text = text_of(login(study.monitor).get("/participants/c1-pt-01/"))
    assert "Attempt 4 to reach them, after 3 without an answer." in text
    assert WHY not in text
    assert WHY in text_of(login(study.pi).get("/participants/c1-pt-01/"))


@pytest.mark.parametrize(
    ("query", "found", "chips"),
    [
        ("rule=cooling_off", ["C1-PT-02"], ["Time to think before consent"]),
        ("case=2", ["C2-PT-01"], ["Case 2"]),
        ("rule=contact_attempts&case=1", ["C1-PT-01"], ["Most contact attempts", "Case 1"]),
        ("rule=age", [], ["Age"]),
        ("case=3&rule=x&page=-1", ["C2-PT-01", "C1-PT-01", "C1-PT-02"], []),
        ("page=one", ["C2-PT-01", "C1-PT-01", "C1-PT-02"], []),
    ],
)
def test_the_list_is_narrowed_by_rule_and_case(login, study, three, query, found, chips):
    page = login(study.pi).get(f"/deviations/?{query}")

    assert ids(page) == found
    filters = page.context["filters"]
    assert ([words for words, _ in filters.chips], filters.count) == (chips, len(found))
    assert filters.total == 3


def test_the_counts_are_what_choosing_the_answer_shows(login, study, three):
    client = login(study.pi)
    page = client.get("/deviations/?case=1")
    for field, ticks in page.context["filters"].facets():
        for tick in ticks:
            asked = f"{field.name}={tick.key}"
            query = asked if field.name == "case" else f"case=1&{asked}"
            assert len(ids(client.get(f"/deviations/?{query}"))) == tick.count


def test_an_unknown_answer_is_said_to_be_left_out(login, study, three):
    text = text_of(login(study.pi).get("/deviations/?rule=weather"))

    assert "We do not know one of these. It is left out" in text


# What was taken back


def take_back(found, by, reason="It was within the three") -> None:
    actions.void_deviation(deviation=found, version=1, reason=reason, by=by)


def test_what_was_taken_back_stays_in_its_place_and_says_so(login, study, three):
    take_back(Deviation.objects.get(participant__study_id="C1-PT-01"), study.researcher)
    page = login(study.pi).get("/deviations/")

    assert ids(page) == ["C2-PT-01", "C1-PT-01", "C1-PT-02"]
    gone = TakenBack(TODAY, "Ann Example", "It was within the three")
    assert [one.taken_back for one in page.context["told"]] == [None, gone, None]
    text = text_of(page)
    assert "2 deviations stand. 1 was taken back." in text
    assert f"{WHY} Taken back on 14 June 2022 by Ann Example. Why: It was within the three" in text
    assert "Nothing ever leaves this list: what was taken back stays, and says so." in text


def test_why_it_was_taken_back_is_shown_to_who_may_read_notes_alone(login, study, three):
    take_back(Deviation.objects.get(participant__study_id="C1-PT-01"), study.researcher)

    for role in ("monitor", "administrator"):
        page = login(getattr(study, role)).get("/deviations/")
        gone = TakenBack(TODAY, "Ann Example", None)
        assert [one.taken_back for one in page.context["told"]] == [None, gone, None]
        assert "Taken back on 14 June 2022 by Ann Example." in text_of(page)
        assert "It was within the three" not in text_of(page)


def test_a_persons_page_says_what_was_taken_back(login, study, person):
    take_back(a_deviation(person, WHY), study.researcher)

    def seen_by(role: str) -> str:
        return text_of(login(getattr(study, role)).get("/participants/c1-pt-01/"))

    what, gone = "after 3 without an answer.", "Taken back on 14 June 2022 by Ann Example."
    assert f"{what} Why: {WHY} {gone} Why: It was within the three" in seen_by("pi")
    assert f"{what} {gone}" in seen_by("monitor")
    assert "It was within the three" not in seen_by("monitor")


def test_what_was_restored_stands_again(client, study, person):
    found = a_deviation(person, WHY)
    take_back(found, study.pi)
    actions.restore_deviation(deviation=found, version=2, reason="It was one", by=study.pi)

    page = client.get("/deviations/")
    assert [one.taken_back for one in page.context["told"]] == [None]
    assert "1 deviation stands. None was taken back." in text_of(page)


@pytest.mark.parametrize(
    ("query", "found", "tally"),
    [
        ("", ["C2-PT-01", "C1-PT-01", "C1-PT-02"], "1 deviation stands. 2 were taken back."),
        ("state=stands", ["C1-PT-01"], "1 deviation stands. 2 were taken back."),
        (
            "state=taken_back",
            ["C2-PT-01", "C1-PT-02"],
            "1 deviation stands. 2 were taken back.",
        ),
        ("state=taken_back&case=2", ["C2-PT-01"], "No deviation stands. 1 was taken back."),
        ("state=stands&case=2", [], None),
        (
            "state=stands&state=taken_back&case=1",
            ["C1-PT-01", "C1-PT-02"],
            "1 deviation stands. 1 was taken back.",
        ),
    ],
)
def test_the_list_is_narrowed_by_whether_they_stand(login, study, three, query, found, tally):
    for name in ("C1-PT-02", "C2-PT-01"):
        take_back(Deviation.objects.get(participant__study_id=name), study.pi)

    page = login(study.pi).get(f"/deviations/?{query}")

    assert ids(page) == found
    assert page.context["filters"].count == len(found)
    text = text_of(page)
    assert (tally or "Nothing matches. Clear all filters to see 3 deviations.") in text


def test_the_empty_list_says_so_until_there_was_one(client, person, study):
    assert "The protocol was kept so far." in text_of(client.get("/deviations/"))
    take_back(a_deviation(person), study.pi)

    text = text_of(client.get("/deviations/"))
    assert "The protocol was kept so far." not in text
    assert "No deviation stands. 1 was taken back." in text
    assert "Nothing matches." in text_of(client.get("/deviations/?rule=age"))


def test_somebody_without_a_site_is_told_so(login, study):
    text = text_of(login("researcher").get("/deviations/"))

    assert "Then you see the deviations there." in text


def test_the_list_is_paged(login, study, person):
    a_protocol(most_contact_attempts=1)
    for minute in range(28):
        an_attempt(person, time=dt.time(8, minute), deviation=WHY)
    client = login(study.pi)

    assert [len(ids(client.get(f"/deviations/?page={page}"))) for page in (1, 2, 9)] == [25, 2, 2]
    assert DeviationFilter(client.get("/deviations/").wsgi_request.GET, study.pi).count == 27
