"""Updates to partners: drafted from the data, held against them, checked, approved."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from linkstudy.audit.tests.lifting import sql
from linkstudy.testing.pages import held_by, problems, text_of
from linkstudy.testing.updates import a_picture, a_profile, an_output, an_update
from linkstudy.updates import actions
from linkstudy.updates.acts import updates as acts
from linkstudy.updates.building import Builder
from linkstudy.updates.models import Update
from linkstudy.updates.tests.sent import told
from linkstudy.updates.tokens import plain
from linkstudy.updates.views.updates import changes
from linkstudy.updates.vocabulary import Part

pytestmark = pytest.mark.django_db
JUNE = dt.date(2022, 6, 1)
CLOSED = (
    "This update cannot be changed now. Send it back first, or open it again if it has gone out"
)


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


def found_in(update, reader):
    return [(one.words, one.section and one.section.part) for one in Builder(update, reader).found]


# Words


def test_an_update_starts_with_every_section_drafted(update):
    assert (str(update), update.slug, update.month) == ("June 2022 update", "2022-06", JUNE)
    assert {one.part for one in update.sections.all()} == set(Part)
    assert all(one.text == one.drafted for one in update.sections.all())


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
    assert {one.state.words for one in builder.shown} == {"Left out", "Changed by hand"}
    assert builder.ready == 9


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
    assert ["Send it back" in page for page in (pi, ppi, office)] == [True, True, False]


def test_the_principal_investigator_sends_it_back_and_its_author_reads_why(login, update, study):
    actions.ask_approval(update=update, version=1, by=study.ppi)
    page, url = login(study.pi), "/updates/2022-06/reopen/"

    why = "Tell of the visit in July too"
    sent = page.post(url, held_by(page.get(url), reason=why), follow=True)
    said = told(sent)
    author = login(study.ppi).get("/updates/2022-06/").context["update"]

    assert (said, author.state, author.to_change) == (["It is open for writing"], "draft", why)
    assert f"To be changed: {why}" in text_of(login(study.ppi).get("/updates/2022-06/"))
    again = actions.ask_approval(update=author, version=author.version, by=study.ppi)
    assert (again.state, again.to_change) == ("asked", None)


def test_what_has_gone_out_is_opened_again_not_sent_back(study, update):
    asked = actions.ask_approval(update=update, version=1, by=study.ppi)
    assert acts.reopen(asked).heading == "Send the June 2022 update back"

    asked.edition = 1

    assert acts.reopen(asked).heading == "Open the June 2022 update again"


def offered(client):
    answers = held_by(client.get("/updates/start/"))
    return [answers[name] for name in ("month", "first", "last")]


def test_the_days_that_are_offered_can_be_taken(login, study, study_clock):
    client = login(study.ppi)
    assert offered(client) == ["1 June 2022", "", "14 June 2022"]
    an_update(JUNE, study.ppi)

    assert offered(client) == ["1 July 2022", "15 June 2022", "31 July 2022"]
    page = client.get("/updates/start/")
    made = client.post("/updates/start/", held_by(page), follow=True)
    assert told(made) == ["The first draft is written"]
    assert offered(client) == ["1 August 2022", "1 August 2022", "31 August 2022"]
    study_clock("2022-10-03 09:12")
    assert offered(client) == ["1 October 2022", "1 August 2022", "3 October 2022"]


def test_one_update_stands_for_a_month(login, update, study):
    client = login(study.ppi)
    page = client.get("/updates/start/")

    early = held_by(page, month="3 June 2022", last="14 June 2022")
    assert problems(client.post("/updates/start/", early)) == {
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


def test_a_number_that_moved_stops_approval(study):
    an_output(stage="out")
    update = an_update(JUNE, study.ppi)
    write(update, "We have [[publications=1]] to show.")
    asked = actions.ask_approval(update=update, version=1, by=study.ppi)
    an_output("Another", stage="out")

    with pytest.raises(ValidationError, match="“1” is now “2”, under “Data collection”"):
        actions.approve_update(update=asked, version=asked.version, by=study.pi)


def test_what_was_asked_about_is_what_is_approved_and_what_goes_out(update, study):
    picture = a_picture(a_profile("Robin Example"))
    write(update, "This is Robin Example.", "team")
    asked = actions.ask_approval(update=update, version=1, by=study.ppi)

    facts = {"picture": picture, "by": study.ppi}
    actions.describe_picture(version=1, description="A red field", **facts)
    with pytest.raises(ValidationError, match="has changed since approval was asked"):
        actions.approve_update(update=asked, version=2, by=study.pi)
    actions.describe_picture(version=2, description="A blue field", **facts)
    approved = actions.approve_update(update=asked, version=2, by=study.pi)
    actions.void_picture(version=3, reason="They asked us", **facts)
    with pytest.raises(ValidationError, match="has changed since approval was asked"):
        actions.send_update(update=approved, version=3, by=study.ppi)

    again = actions.reopen_update(update=approved, version=3, reason="A picture went", by=None)
    assert again.asked_words is None
    asked = actions.ask_approval(update=again, version=4, by=study.ppi)
    approved = actions.approve_update(update=asked, version=5, by=study.pi)
    assert actions.send_update(update=approved, version=6, by=study.ppi).edition == 1
