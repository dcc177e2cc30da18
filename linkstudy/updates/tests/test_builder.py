"""The page on which an update is written: its outline, what was looked at, and what is not in it."""

import datetime as dt

import pytest
from django.conf import settings

from linkstudy.testing.factories import ago
from linkstudy.testing.meetings import a_meeting, an_item
from linkstudy.testing.pages import text_of
from linkstudy.testing.tables import a_group
from linkstudy.testing.updates import a_piece_of_news, a_profile, an_output, an_update
from linkstudy.tests.whole_house.watching import statements
from linkstudy.updates import actions
from linkstudy.updates.building import Builder
from linkstudy.updates.tests.sent import approve, write
from linkstudy.updates.vocabulary import Part

pytestmark = pytest.mark.django_db
FINE = [
    ("done", "1 number from the data, all up to date"),
    ("done", "No study IDs, no names of places, no counts under 5"),
    ("done", "Nobody is named who has not agreed to it"),
    ("done", "Every picture has a description: none is kept without one"),
    ("done", "2 links are written as web addresses. Open each once"),
    ("done", "Every section says something"),
    ("done", "Reading age 5. The goal is 11 or under"),
]


@pytest.fixture(autouse=True)
def june(study_clock):
    study_clock("2022-06-14 09:12")


@pytest.fixture
def update(study):
    return an_update(dt.date(2022, 6, 1), study.ppi)


def checked(update, study):
    """(icon, words) of each line of the list of checks."""
    builder = Builder(update, study.ppi)
    return [
        (check.icon, words)
        for check in builder.checks
        for words in ([one.words for one in check.found] or [check.fine])
    ]


def states(update, study):
    return {one.section.part: one.state.words for one in Builder(update, study.ppi).shown}


def test_every_check_says_what_it_found(update, study):
    text = "We follow [[cases=6]] places. See https://example.org/a and https://example.org/b."
    write(update, study.ppi, data=text)

    assert checked(update, study) == FINE


KEPT = "“1” is kept although the data now say “6”"


def keep(update, by, *parts):
    for section in update.sections.filter(part__in=parts):
        facts = {"key": "cases", "take": False, "version": section.version}
        actions.settle_number(section=section, by=by, **facts)


def test_numbers_that_were_kept_are_told_with_what_the_data_say_and_stop_nothing(update, study):
    old = "We follow [[cases=1]] places."
    write(update, study.ppi, data=old, where=old, team="There are [[cases=6]] of us.")
    keep(update, study.ppi, "data")

    assert checked(update, study)[:3] == [
        ("warning", "“1” is now “6”"),
        ("warning", "1 of 3 numbers from the data is kept although the data moved"),
        ("warning", KEPT),
    ]
    keep(update, study.ppi, "where")
    assert checked(update, study)[:4] == [
        ("clock", "2 of 3 numbers from the data are kept although the data moved"),
        ("clock", KEPT),
        ("clock", KEPT),
        FINE[1],
    ]
    assert (states(update, study)["data"], approve(update, study).state) == (
        "Changed by hand",
        "approved",
    )


def test_who_asks_and_who_approves_read_first_what_was_kept(update, study, login):
    write(update, study.ppi, data="We follow [[cases=1]] places.")
    keep(update, study.ppi, "data")
    writer, approver = login(study.ppi), login(study.pi)

    asked = writer.get("/updates/2022-06/ask/")
    page = writer.get("/updates/2022-06/")
    actions.ask_approval(update=update, version=1, by=study.ppi)
    seen = approver.get("/updates/2022-06/")
    approved = approver.get("/updates/2022-06/approve/")

    noted = f"{KEPT}, under “Data collection”"
    assert [one.context["act"].note for one in (asked, approved)] == [noted, noted]
    assert '<span class="from-data kept">1</span>' in page.text
    assert f"{KEPT}. Use 6 Change the words" in text_of(page)
    assert f"{KEPT}. Recruiting patients" in text_of(seen)
    assert f"{KEPT} ( Data collection )" in text_of(seen)


def test_a_check_that_has_nothing_to_count_says_so(update, study):
    write(update, study.ppi, data="See https://example.org/a.")

    assert ("done", "No number from the data") in checked(update, study)
    assert ("done", "1 link is written as a web address. Open it once") in checked(update, study)
    write(update, study.ppi)
    assert ("done", "No links") in checked(update, study)


def test_what_stops_comes_first_and_what_is_to_be_looked_at_next(update, study):
    write(update, study.ppi, data="We met 3 patients. See example.org.", team="")

    assert checked(update, study)[:3] == [
        ("warning", "“3 patients” is a count under 5. Say it without a number"),
        ("clock", "“example.org” is no link. Write it in full, with https://"),
        ("clock", "Nothing stands under Meet the team. Leave it out?"),
    ]


def test_the_outline_says_how_far_each_section_is(update, study, login):
    write(update, study.ppi, data="We follow [[cases=1]] places.", where="Mine.", team="")
    welcome, out = (update.sections.get(part=part) for part in ("welcome", "training"))
    actions.draft_again(section=welcome, version=welcome.version, by=study.ppi)
    actions.leave_out(section=out, version=out.version, by=study.ppi)

    found = states(update, study)

    assert {part: found[part] for part in ("welcome", "where", "data", "training", "team")} == {
        "welcome": "From the data",
        "where": "Changed by hand",
        "data": "Out of date",
        "training": "Left out",
        "team": "To check",
    }
    page = text_of(login(study.ppi).get("/updates/2022-06/"))
    assert "Sections, 7 of 9 ready Sections Welcome From the data Where we are" in page
    assert "7 of 9 sections ready." in page


def test_an_empty_section_says_whether_it_is_left_out(update, study, login):
    write(update, study.ppi, team="", training="")
    out = update.sections.get(part="training")
    actions.leave_out(section=out, version=out.version, by=study.ppi)

    page = text_of(login(study.ppi).get("/updates/2022-06/"))

    said = ["Left out This section is left out. Change", "To check Nothing stands here yet. Change"]
    assert [page.count(one) for one in said] == [1, 1]


def test_what_is_not_in_it_stands_on_its_page_with_the_way_there(update, study, login):
    write(update, study.ppi)
    for number in range(5):
        a_piece_of_news(f"News {number}.")
    client = login(study.ppi)
    assert "Where each would stand" in text_of(client.get("/updates/2022-06/"))
    held = a_meeting(a_group(), held_on=ago(3))
    an_item(held, "We read it aloud.")
    an_output("A paper", stage="out", on=ago(2))

    page = client.get("/updates/2022-06/")

    assert "News 4. Recruiting patients All 7, and where each would stand" in text_of(page)
    assert "1 meeting waits for agreed minutes ( Not in this update )" in text_of(page)
    listed = text_of(client.get("/updates/2022-06/left-over/"))
    why = "Its minutes are not agreed yet, so it is told only that you met"
    assert f"PPI group meeting, 11 June 2022 {why} Meetings" in listed


def test_where_all_that_was_found_is_told_that_is_said(update, study, login):
    assert "Everything that was found is in it." in text_of(
        login(study.ppi).get("/updates/2022-06/")
    )


def test_of_what_went_out_nothing_is_checked(update, study, login):
    write(update, study.ppi)
    done = approve(update, study)
    actions.send_update(update=done, version=done.version, by=study.ppi)

    page = text_of(login(study.ppi).get("/updates/2022-06/"))

    assert ("Before you send" in page, "of 9 ready" in page) == (False, False)
    assert "It went out on 14 June 2022." in page


def test_paper_shows_no_controls_of_a_section(update, study, login):
    write(update, study.ppi, data="We follow [[cases=1]] places.")
    page = login(study.ppi).get("/updates/2022-06/").text
    hidden = (settings.BASE_DIR / "static/css/print.css").read_text().partition("display: none")[0]

    controls = [line for line in page.splitlines() if "/updates/2022-06/sections/" in line]

    assert "\n.fact-acts,\n" in hidden
    assert (len(controls), [line for line in controls if "fact-acts" not in line]) == (10, [])


def test_there_is_no_page_of_an_update_that_is_not(login, study):
    assert login(study.ppi).get("/updates/2022-07/").status_code == 404


def test_it_asks_few_questions_however_much_there_is(update, study, login):
    client = login(study.ppi)
    for number in range(4):
        a_piece_of_news(f"News {number}.")
        an_output(f"Paper {number}", stage="out", on=ago(2))
        a_profile(f"Kim {number} Example")
        a_meeting(a_group(f"Group {number}"), held_on=ago(3))
    client.get("/updates/2022-06/")
    again = [f"sections/{part}/again/" for part in Part]

    for page in ("", "left-over/", *again):
        with statements() as asked:
            client.get(f"/updates/2022-06/{page}")

        assert (page, min(len(asked), 16)) != (page, 16)
