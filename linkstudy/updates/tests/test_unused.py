"""What was found and is not in an update, and links that nobody can follow."""

import datetime as dt

import pytest

from linkstudy.accounts.policy import Role
from linkstudy.testing.events import an_event
from linkstudy.testing.factories import ago, an_organisation
from linkstudy.testing.meetings import a_meeting, agreed, an_item
from linkstudy.testing.pages import held_by, text_of
from linkstudy.testing.tables import a_group, a_member, a_naming
from linkstudy.testing.updates import a_piece_of_news, a_profile, an_output, an_update
from linkstudy.updates import actions
from linkstudy.updates.building import Builder
from linkstudy.updates.tests.sent import write
from linkstudy.updates.unused import unused
from meetings.actions import agree_minutes, send_minutes, write_up_event

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def june(study_clock):
    study_clock("2022-06-14 09:12")


@pytest.fixture
def update(study):
    """With something of everything in its days."""
    an_output("A paper", stage="out", on=ago(2))
    a_piece_of_news("People like tea.")
    held = a_meeting(a_group(), held_on=ago(3))
    an_item(held, "We read it aloud.")
    agreed(held)
    an_event("A fair", on=ago(4))
    an_event("A visit", kind="visit", on=ago(-20))
    a_profile("Robin Example", agreed_on=ago(1))
    return an_update(dt.date(2022, 6, 1), study.ppi)


def test_what_was_drafted_is_used(update, login):
    assert "Everything that was found is in it." in text_of(
        login(Role.PI).get("/updates/2022-06/left-over/")
    )


def test_what_no_section_names_is_listed_with_its_section(update, study, login):
    write(update, study.ppi)

    page = login(study.ppi).get("/updates/2022-06/left-over/")

    assert [(one.words, one.section, one.why) for one in page.context["unused"]] == [
        ("Paper: A paper", "Publications", ""),
        ("People like tea.", "Recruiting patients", ""),
        ("PPI group meeting, 11 June 2022", "Meetings", ""),
        ("Training session: A fair, 10 June 2022", "Training", ""),
        ("Visit: A visit, 4 July 2022", "Training", "Still to come"),
        ("Robin Example, who agreed on 13 June 2022 to be introduced", "Meet the team", ""),
    ]
    assert 'href="/updates/2022-06/sections/meetings/write/"' in page.text


def test_events_that_are_listed_are_of_its_days_or_still_to_come(study, login):
    for title, day in (("A fair", 70), ("A talk", 40), ("A stand", 7), ("A visit", -20)):
        an_event(title, on=ago(day))
    days = {"first": ago(90), "last": ago(60)}
    write(an_update(dt.date(2022, 4, 1), study.ppi, **days), study.ppi)

    page = login(study.ppi).get("/updates/2022-04/")

    listed = [(one.words, one.why) for one in page.context["builder"].unused]
    assert listed == [
        ("Training session: A fair, 5 April 2022", ""),
        ("Training session: A visit, 4 July 2022", "Still to come"),
    ]
    assert (
        "Found in the records of its days, or still to come. Add what is useful. Training session:"
        " A fair, 5 April 2022 Training Training session: A visit, 4 July 2022 Still to come Where"
    ) in text_of(page)


def test_an_event_of_this_month_is_still_to_come_until_it_is_written_up(update, study):
    event = an_event("An outing", on=ago(0), is_day_known=False)
    told = "Training session: An outing, June 2022"
    assert said_of(update, study) == [(told, "Still to come")]

    write_up_event(event=event, version=1, taken="Ask early", by=None)

    assert said_of(update, study) == [(told, "")]


def said_of(update, study):
    return [(words, why) for words, why, _ in waits(update, study)]


def test_a_section_that_is_left_out_tells_nothing(update, study):
    update.sections.filter(part="team").update(left_out=True)

    found = unused(update.sections.all(), Builder(update, study.ppi).period)

    assert [one.section for one in found] == ["Meet the team"]


def waits(update, study):
    return [
        (one.words, one.why, one.url)
        for one in unused(update.sections.all(), Builder(update, study.ppi).period)
    ]


def test_meetings_of_which_only_the_fact_is_told_are_listed_with_the_way_to_them(study):
    first = a_meeting(a_group(), held_on=ago(3))
    a_meeting(held_on=ago(2))
    routine = a_meeting(held_on=ago(1))
    an_item(first, "We read it aloud.")
    an_item(routine, "Captions on.", heading="Welcome")
    update = an_update(dt.date(2022, 6, 1), study.ppi)
    no_minutes = (
        "PPI group meeting, 12 June 2022",
        "It has no minutes, so it is told only that you met",
        "/meetings/ppi-group/2022-06-12/",
    )
    agreed_on_the_day(routine)

    assert waits(update, study) == [
        (
            "PPI group meeting, 11 June 2022",
            "Its minutes are not agreed yet, so it is told only that you met",
            "/meetings/ppi-group/2022-06-11/",
        ),
        no_minutes,
    ]
    agreed(first)
    assert waits(update, study) == [
        (
            "PPI group meeting, 11 June 2022",
            "Its minutes were agreed after this was written",
            "/meetings/ppi-group/2022-06-11/",
        ),
        no_minutes,
    ]
    part = update.sections.select_related("update").get(part="meetings")
    actions.draft_again(section=part, version=1, by=study.ppi)
    assert waits(update, study) == [no_minutes]


def agreed_on_the_day(held):
    sent = send_minutes(meeting=held, version=held.version, sent_on=held.held_on, by=None)
    agree_minutes(meeting=sent, version=sent.version, agreed_on=held.held_on, by=None)


def test_links_that_nobody_can_follow_are_found(update, study, settings):
    text = (
        "See www.example.org, http://testserver/x, http://intranet/, https://[here] and"
        " https://example.org/a. Also example.org/page, news.ac.uk, ftp://example.org/file (or"
        " ann.example@example.org), file:///a and 10.1234/a.b, and/or e.g. this."
    )
    write(update, study.ppi, data=text)

    found = [one.words for one in Builder(update, study.ppi).found]

    assert found == [
        "“www.example.org” is no link. Write it in full, with https://",
        "Readers cannot open http://testserver/x",
        "Readers cannot open http://intranet/",
        "“https://[here]” is no link. Write it in full, with https://",
        "“example.org/page” is no link. Write it in full, with https://",
        "“news.ac.uk” is no link. Write it in full, with https://",
        "“ftp://example.org/file” is no link. Write it in full, with https://",
        "“file:///a” is no link. Write it in full, with https://",
    ]


def test_a_section_is_saved_while_its_author_writes_on(update, study, login):
    client, here = login(study.ppi), "/updates/2022-06/sections/welcome/write/"
    first = client.get(here)

    answer = client.post(f"{here}?on", held_by(first) | {"text": "Welcome."}, follow=True)

    assert answer.redirect_chain == [(f"{here}?on", 302)]
    assert "Saved at 9:12am" in text_of(answer)
    assert "Saved at" not in text_of(first)
    assert answer.context["form"]["version"].value() == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("C1-PT01 and C2–HP–03", ["the study ID C1-PT01", "the study ID C2-HP-03"]),
        ("Ask pt3 of case 5.", ["the study ID pt3 of case 5"]),
        ("We went to St John’s\nSurgery.", ["the name of a place of the study: St John's Surgery"]),
        ("At Age UK (Leeds), twice.", ["the name of a place of the study: Age UK (Leeds)"]),
        ("It is spring. We talk with patients.", []),
        ("3 in 10 people said so.", []),
    ],
)
def test_what_must_not_be_read_is_found_however_it_is_typed(update, study, text, said):
    for name in ("St John's Surgery", "Age UK (Leeds)", "Spring"):
        an_organisation(study.sites[0], name=name)
    a_naming(a_member(a_group("Other")), on=ago(5), places=["updates"], known_as="Pat")
    a_naming(a_member(a_group("More")), on=ago(0), places=[])
    write(update, study.ppi, data=text)

    found = [one.words for one in Builder(update, study.ppi).found]

    assert found == [f"Take out {one}" for one in said]


def test_few_people_are_found_however_they_are_called(update, study):
    write(update, study.ppi, data="3 new patients, one woman and two of the carers came.")

    found = [one.words.partition("”")[0] for one in Builder(update, study.ppi).found]

    assert found == ["“3 new patients", "“one woman", "“two of the carers"]


def test_a_name_that_nobody_may_print_is_found_in_every_section_but_of_authors(update, study):
    a_profile("Bo Example", agreed_on=None)
    write(update, study.ppi, training="Bo Example led it.", publications="Bo Example wrote it.")

    found = [(one.words, one.section.part) for one in Builder(update, study.ppi).found]

    assert found == [("Bo Example has not agreed to be introduced yet", "training")]
