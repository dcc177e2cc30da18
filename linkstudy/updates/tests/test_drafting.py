"""What each section says when it is drafted from the data."""

import pytest

from cases import actions as case_actions
from linkstudy.testing.factories import a_person, a_refusal, ago, an_interview
from linkstudy.testing.updates import a_profile, an_output
from linkstudy.updates import actions
from linkstudy.updates.drafting import drafted
from linkstudy.updates.facts import Period, ordinal
from linkstudy.updates.models import Section
from linkstudy.updates.reading import reading
from linkstudy.updates.tokens import plain
from linkstudy.updates.unused import Said, publications
from linkstudy.updates.vocabulary import Part

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def june(study_clock):
    study_clock("2022-06-14 09:12")


def words_of(part, reader, **days):
    period = Period(days.get("first", ago(30)), days.get("last", ago(0)), reader)
    return plain(drafted(part, period))


def test_the_study_is_described_by_its_own_facts(study):
    assert words_of(Part.WHERE, study.ppi) == (
        "We follow 6 link workers in different parts of the country."
    )
    study.study.refresh_from_db()
    case_actions.correct_study(
        study=study.study,
        version=1,
        reason="Now known",
        by=None,
        funder_ref="NIHR130247",
        sponsor="University of Oxford",
    )
    assert words_of(Part.WHERE, study.ppi) == (
        "The study is paid for by the National Institute for Health Research (NIHR). It is run from"
        " the University of Oxford. We follow 6 link workers in different parts of the country."
    )


def test_publications_that_came_out_are_told_with_who_made_them(study):
    paper = an_output(
        "A title",
        names=["A One", "B Two"],
        stage="out",
        on=ago(3),
        venue="A Journal",
        summary="It tells.",
    )
    an_output("On it", kind="blog", names=["A One"], stage="out", on=ago(2), parent=paper)
    an_output("A talk", kind="talk", names=["C Three"], stage="out", on=ago(1))
    an_output("Not out", stage="accepted")
    an_output("Long ago", stage="out", on=ago(40))

    assert words_of(Part.PUBLICATIONS, study.ppi) == (
        "Our team and our public contributors have 2 new publications:\n"
        "1. A One and B Two are authors of a paper. Its title is “A title”. It is in A Journal. It tells."
        " A One also wrote a blog about it.\n"
        "2. C Three gave a talk. Its title is “A talk”."
    )
    assert words_of(Part.PUBLICATIONS, study.ppi, first=ago(1)).startswith(
        "Our team and our public contributors have 1 new publication:"
    )


def test_a_title_that_only_describes_is_told_as_what_it_is_about(study):
    facts = {"stage": "out", "on": ago(2), "names": ["A One"]}
    an_output("Blog on the study and its focus", kind="blog", **facts)
    an_output("A talk about tea.", kind="talk", **facts)
    an_output("Notes on a talk about tea", kind="talk", **facts)
    an_output("Paper on paper", kind="paper", **facts)

    assert words_of(Part.PUBLICATIONS, study.ppi).splitlines()[1:] == [
        "1. A One wrote a blog. It is about the study and its focus.",
        "2. A One gave a talk. It is about tea.",
        "3. A One gave a talk. Its title is “Notes on a talk about tea”.",
        "4. A One is first author of a paper. Its title is “Paper on paper”.",
    ]
    period = Period(ago(30), ago(0), study.ppi)
    assert (
        list(publications(period, Said.by([Section(text=drafted("publications", period))]))) == []
    )


def test_where_a_publication_can_be_read_is_told(study):
    paper = an_output("A title", names=["A One"], stage="out", on=ago(3), doi="10.1234/a.5")
    facts = {"kind": "blog", "stage": "out", "on": ago(2), "parent": paper}
    an_output(
        "On it", names=["C Three"], web_address="https://example.org/b", venue="A page", **facts
    )
    an_output("Too", names=["A One"], **facts | {"kind": "talk"})

    assert words_of(Part.PUBLICATIONS, study.ppi).splitlines()[1] == (
        "1. A One is first author of a paper. Its title is “A title”. Read it at"
        " https://doi.org/10.1234/a.5. C Three wrote a blog about it. It is on A page. Read it at"
        " https://example.org/b. A One also gave a talk about it."
    )


def test_a_paper_is_told_by_the_place_of_a_name_and_also_without_one(study):
    paper = an_output("A title", names=["A One"], stage="out", on=ago(3))
    maker = paper.contributors.get()
    row = actions.correct_contributor(
        contributor=maker, version=1, place=3, why="A slip", by=study.ppi
    )
    assert "1. A One is an author of a paper." in words_of(Part.PUBLICATIONS, study.ppi)

    actions.void_contributor(contributor=row, version=row.version, reason="A slip", by=study.ppi)
    assert "1. There is a paper. Its title" in words_of(Part.PUBLICATIONS, study.ppi)


def test_counts_under_5_are_hidden_in_it_from_whoever_reads(study):
    for _ in range(4):
        an_interview(a_person(study.cases[0]))

    for reader in (study.ppi, study.pi):
        assert (
            "So far, under 5 patients have taken part. So have under 5 people in health"
            in words_of(Part.DATA, reader)
        )
    for _ in range(6):
        an_interview(a_person(study.cases[1]))
    assert "So far, 10 patients have taken part. So have under 5 people in health" in words_of(
        Part.DATA, study.pi
    )


def test_cases_that_finished_in_these_days_are_told(study):
    case_actions.close_case(case=study.cases[1], on=ago(3), by=None)

    told = words_of(Part.DATA, study.ppi)

    assert "We have now finished with the 2nd of them." in told
    assert "finished" not in words_of(Part.DATA, study.ppi, first=ago(2))


def test_topics_are_told_that_5_records_of_these_days_touched_on(study):
    think = "This work makes us think about"
    case_actions.add_topic(name="Nobody spoke of it", by=None)
    for count in range(5):
        assert think not in words_of(Part.DATA, study.ppi), count
        an_interview(a_person(study.cases[0]), topics=[study.topic])

    assert f"{think}:\n• {study.topic.name}" in words_of(Part.DATA, study.ppi)
    assert words_of(Part.DATA, study.ppi).endswith(study.topic.name)
    assert think not in words_of(Part.DATA, study.ppi, last=ago(1))


def test_a_fact_that_nobody_knows_is_not_there(study):
    facts = Period(ago(30), ago(0), study.ppi).facts

    counts = ["patients", "professionals", "voluntary"]
    assert (list(facts), len(facts)) == (["cases", *counts, "patients-goal"], 5)
    assert facts.get("no such fact") is None


def test_the_reason_most_people_gave_is_told_once_5_did(study):
    for count in range(5):
        assert "The reason" not in words_of(Part.RECRUITING, study.ppi), count
        a_refusal(a_person(study.cases[0]), reason="no_memory")

    assert words_of(Part.RECRUITING, study.ppi).startswith("We hope to talk with")
    assert (
        "The reason we hear most is that people do not remember seeing a link worker."
        in words_of(Part.RECRUITING, study.ppi)
    )


def test_whoever_agreed_last_is_introduced(study):
    a_profile("Kim Example", agreed_on=ago(9))
    a_profile(agreed_on=ago(2), headline="One of the researchers.")
    a_profile("Lee Example", agreed_on=None)

    assert words_of(Part.TEAM, study.ppi) == (
        "In each update we introduce somebody of our team. This time it is Robin Example, one of the"
        " researchers.\n\nI like rivers."
    )


def test_where_the_data_say_nothing_nothing_is_drafted(db, login):
    from linkstudy.testing.factories import a_user  # noqa: PLC0415  no study at all

    reader = a_user("ppi")
    empty = {part for part in Part if not words_of(part, reader)}

    assert empty == {*Part} - {Part.WELCOME}


def test_the_first_words_are_plain(study):
    for part in (Part.WELCOME, Part.DATA, Part.RECRUITING):
        assert reading(words_of(part, study.ppi)).age <= 11, part


@pytest.mark.parametrize(
    ("number", "word"), [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (22, "22nd")]
)
def test_ordinals(number, word):
    assert ordinal(number) == word
