"""Updates to partners: drafted from the data, held against them, checked, approved."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from cases import actions as case_actions
from linkstudy.audit.tests.lifting import sql
from linkstudy.testing.factories import a_person, a_refusal, ago, an_interview
from linkstudy.testing.pages import held_by, problems, text_of
from linkstudy.testing.updates import a_profile, an_output, an_update
from linkstudy.updates import actions
from linkstudy.updates.building import Builder
from linkstudy.updates.drafting import drafted
from linkstudy.updates.facts import Period, ordinal
from linkstudy.updates.models import Update
from linkstudy.updates.reading import reading
from linkstudy.updates.tokens import plain
from linkstudy.updates.views.updates import changes
from linkstudy.updates.vocabulary import Part

pytestmark = pytest.mark.django_db
JUNE = dt.date(2022, 6, 1)
CLOSED = "This update cannot be changed now. Open it for writing again first"


@pytest.fixture(autouse=True)
def june(study_clock):
    study_clock("2022-06-14 09:12")


@pytest.fixture
def update(study):
    return an_update(dt.date(2022, 6, 20), study.ppi)


def section(update, part="data"):
    return update.sections.select_related("update").get(part=part)


def write(update, text, part="data"):
    found = section(update, part)
    return actions.write_section(section=found, version=found.version, text=text, by=None)


def words_of(part, reader, **days):
    period = Period(days.get("first", ago(30)), days.get("last", ago(0)), reader)
    return plain(drafted(part, period))


def found_in(update, reader):
    return [(one.words, one.section and one.section.part) for one in Builder(update, reader).found]


# Drafting


def test_an_update_starts_with_every_section_drafted(update):
    assert (str(update), update.slug, update.month) == ("June 2022 update", "2022-06", JUNE)
    assert {one.part for one in update.sections.all()} == set(Part)
    assert all(one.text == one.drafted for one in update.sections.all())


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
        assert "In all, under 5 patients, under 5 people in health care and" in words_of(
            Part.DATA, reader
        )
    for _ in range(6):
        an_interview(a_person(study.cases[1]))
    assert "In all, 10 patients, under 5 people in health care and" in words_of(Part.DATA, study.pi)


def test_cases_that_finished_in_these_days_are_told(study):
    case_actions.close_case(case=study.cases[1], on=ago(3), by=None)

    told = words_of(Part.DATA, study.ppi)

    assert "We have now finished with the 2nd of them." in told
    assert f"This work makes us think about:\n• {study.topic.name}" in told
    assert "finished" not in words_of(Part.DATA, study.ppi, first=ago(2))


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


# Words


def test_a_number_that_moved_is_taken_or_kept(update, study):
    write(update, "We follow [[cases=1]] places, [[cases=1]] of them.")

    with pytest.raises(ValidationError, match="“1” is now “6”, under “Data collection”"):
        actions.ask_approval(update=update, version=1, by=study.ppi)
    kept = actions.settle_number(
        section=section(update), version=2, key="cases", take=False, by=study.ppi
    )
    assert plain(kept.text) == "We follow 1 places, 1 of them."
    taken = actions.settle_number(
        section=section(update), version=3, key="cases", take=True, by=study.ppi
    )
    assert plain(taken.text) == "We follow 6 places, 6 of them."
    with pytest.raises(ValidationError, match="not out of date any more"):
        actions.settle_number(
            section=section(update), version=4, key="cases", take=True, by=study.ppi
        )


def test_the_page_shows_what_moved_and_leads_to_both_ways(login, update, study):
    write(update, "We follow [[cases=1]] link workers.")
    client = login(study.ppi)

    page = client.get("/updates/2022-06/")
    use, keep = (
        text_of(client.get(f"/updates/2022-06/sections/data/numbers/cases/{how}/"))
        for how in ("use", "keep")
    )

    assert "This has changed since it was written: “1” is now “6”. Use 6 Keep 1" in text_of(page)
    assert '<span class="from-data stale">1</span>' in page.content.decode()
    assert ("Use “6”" in use, "Keep “1”" in keep) == (True, True)
    for strange in ("numbers/cases/drop/", "numbers/other/use/"):
        assert client.get(f"/updates/2022-06/sections/data/{strange}").status_code == 404


def test_writing_again_shows_what_would_go_and_what_would_come(login, update, study):
    write(update, "All mine.")
    client, url = login(study.ppi), "/updates/2022-06/sections/data/again/"

    page = client.get(url)
    assert "Was: All mine." in text_of(page)
    done = client.post(url, held_by(page), follow=True)

    assert section(update).text == section(update).drafted
    assert "is written from the data" in text_of(done) or done.status_code == 200


def test_differences_are_told_word_by_word():
    assert changes("We met 23 people.", "We met 24 people today.") == [
        ("same", "We met "),
        ("gone", "23 people."),
        ("new", "24 people today."),
    ]
    assert changes("", "") == []


def test_two_people_on_one_section_see_both_texts_and_on_two_never_meet(login, update, study):
    client = login(study.ppi)
    one, other = (f"/updates/2022-06/sections/{part}/write/" for part in ("data", "team"))
    first, second, apart = client.get(one), client.get(one), client.get(other)

    client.post(one, held_by(first, text="Hers."))
    late = client.post(one, held_by(second, text="His."))
    done = client.post(other, held_by(apart, text="Theirs."))

    assert late.context["form"].stale == [("Text", "Hers.", "His.")]
    assert (done.status_code, section(update, "team").text) == (302, "Theirs.")


# Checks


def test_what_must_not_be_sent_is_found_where_it_stands(update, study):
    for one in update.sections.all():
        write(update, "We go on.", one.part)
    site = study.sites[0].name
    write(update, f"C1-PT-03 lives near {site}. We met 3 patients and two nurses.", "data")
    write(update, "", "training")

    assert found_in(update, study.ppi) == [
        ("Take out the study ID C1-PT-03", "data"),
        (f"Take out the name of a place of the study: {site}", "data"),
        ("“3 patients” is a count under 5. Say it without a number", "data"),
        ("“two nurses” is a count under 5. Say it without a number", "data"),
        ("Nothing stands under Training. Leave it out?", "training"),
    ]


def test_who_has_not_agreed_is_found_where_they_are_introduced(update, study):
    for one in update.sections.all():
        write(update, "We go on.", one.part)
    a_profile(agreed_on=None)
    write(update, "Meet Robin Example.", "team")

    assert found_in(update, study.ppi) == [
        ("Robin Example has not agreed to be introduced yet", "team")
    ]


def test_a_number_that_is_not_known_any_more_is_found(update, study):
    for one in update.sections.all():
        write(update, "We go on.", one.part)
    write(update, "They say [[reason=nothing]].")

    assert found_in(update, study.ppi) == [("“nothing” is not known now", "data")]


def test_what_is_hard_to_read_is_said_with_the_hardest_sentence(update, study):
    hard = (
        "Understanding organisational implementation necessitates interdisciplinary collaboration."
    )
    for one in update.sections.all():
        write(update, hard, one.part)
        actions.leave_out(section=section(update, one.part), version=2, by=None)
    actions.take_in(section=section(update), version=3, by=None)

    [age, sentence] = found_in(update, study.ppi)

    assert age[0].endswith("The goal is 11 or under")
    assert sentence == (f"Hard to read: “{hard.rstrip('.')}”", None)
    builder = Builder(update, study.ppi)
    assert [one.words for one in builder.whole] == [age[0], sentence[0]]
    assert {one.state for one in builder.shown} == {"Left out", "Ready"}


# How far


def test_it_is_asked_for_approved_and_opened_again(update, study):
    asked = actions.ask_approval(update=update, version=1, by=study.ppi)
    with pytest.raises(ValidationError, match=CLOSED[:38]):
        write(update, "Late.")
    with pytest.raises(ValidationError, match=CLOSED[:38]):
        actions.ask_approval(update=asked, version=2, by=study.ppi)
    approved = actions.approve_update(update=asked, version=2, by=study.pi)
    with pytest.raises(ValidationError, match="Nobody asks for approval"):
        actions.approve_update(update=approved, version=3, by=study.pi)
    opened = actions.reopen_update(update=approved, version=3, reason="A slip", by=study.ppi)
    with pytest.raises(ValidationError, match="open for writing already"):
        actions.reopen_update(update=opened, version=4, reason="A slip", by=study.ppi)

    assert (approved.state, approved.approved_by, approved.is_open) == ("approved", study.pi, False)
    assert (opened.state, opened.approved_by, opened.is_open) == ("draft", None, True)


def test_the_principal_investigator_is_offered_to_approve(login, update, study):
    actions.ask_approval(update=update, version=1, by=study.ppi)

    pi, ppi, office = (
        text_of(login(user).get("/updates/2022-06/"))
        for user in (study.pi, study.ppi, study.administrator)
    )

    assert ["Approve" in page.split() for page in (pi, ppi, office)] == [True, False, False]
    assert "Open it again" in ppi


def test_one_update_stands_for_a_month(login, update, study):
    client = login(study.ppi)
    page = client.get("/updates/start/")

    assert held_by(page)["first"] == "15 June 2022"
    assert problems(client.post("/updates/start/", held_by(page, month="3 June 2022"))) == {
        "last": ["The last day must not be before the first"]
    }
    again = held_by(page, month="3 June 2022", first="1 June", last="2 June")
    assert problems(client.post("/updates/start/", again)) == {
        "month": ["There is an update of June 2022 already"]
    }
    gone = actions.void_update(update=update, version=1, reason="Too early", by=None)
    client.post("/updates/start/", again)
    with pytest.raises(ValidationError, match="There is an update of June 2022 already"):
        actions.restore_update(update=gone, version=2, reason="Not too early", by=None)
    assert sorted(Update.objects.values_list("slug", flat=True)) == ["2022-06", "2022-06-2"]


def test_its_days_are_corrected_and_its_sections_stay(update):
    right = actions.correct_update(
        update=update, version=1, why="It tells of May", first=dt.date(2022, 5, 1), by=None
    )

    assert right.first == dt.date(2022, 5, 1)
    assert {one.version for one in right.sections.all()} == {1}


def test_lists_say_what_there_is(login, study):
    client = login(study.ppi)
    assert "No update yet. One click drafts every section" in text_of(client.get("/updates/"))
    update = an_update(JUNE, study.ppi)
    assert "June 2022 update 4 June 2022 to 14 June 2022" in text_of(client.get("/updates/"))
    actions.void_update(update=update, version=1, reason="Too early", by=None)
    assert "1 void" in text_of(client.get("/updates/"))
    assert "June 2022 update" in text_of(client.get("/updates/?void"))
    assert "Too early" in text_of(client.get("/updates/2022-06/"))


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE updates_update SET approved_on = '2022-06-14'",
        "UPDATE updates_update SET last = '2001-01-01'",
        "UPDATE updates_update SET slug = 'other'",
        "UPDATE updates_section SET part = 'other'",
        "DELETE FROM updates_section",
    ],
)
def test_the_database_refuses(change, update):
    with pytest.raises(IntegrityError), transaction.atomic():
        sql(change)


def test_a_section_says_what_it_is(update):
    one = section(update, "team")

    assert (str(one), one.about) == ("June 2022 update: Meet the team", "update 2022-06")
    assert (one.get_absolute_url(), one.place) == ("/updates/2022-06/", "/updates/2022-06/#team")
