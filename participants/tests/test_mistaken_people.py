"""People added by mistake, and what holds for every page that puts right."""

import pytest

from linkstudy.testing.factories import (
    SmallStudy,
    a_person,
    a_refusal,
    a_user,
    a_withdrawal,
    ago,
    an_interview,
)
from linkstudy.testing.pages import problems, text_of
from participants.tests.pages import WHY, send, take_back, told

PERSON = "/participants/c1-pt-01/"
INTERVIEW = f"{PERSON}interviews/1/"
CONSENT = f"{PERSON}consents/1/"


@pytest.fixture
def client(study, login, person):
    """Ann, the researcher of case 1."""
    return login(study.researcher)


# People added by mistake


def test_somebody_added_by_mistake_leaves_the_list_and_keeps_their_page(client, person, study):
    other = a_person(study.cases[0])

    opened = client.get(PERSON)
    page = send(client, f"{PERSON}void/", reason="Added twice")
    people = client.get("/participants/")

    assert f'href="{PERSON}void/"' in opened.text
    assert told(page) == ["C1-PT-01 is void"]
    assert page.context["p"].acts == []
    assert "Added by mistake, and void since Today, 9:12am." in text_of(page)
    assert "Why: Added twice" in text_of(page)
    assert [str(line.person) for line in people.context["lines"]] == [str(other)]
    assert people.context["filters"].total == 1
    assert "Added by mistake, and void: C1-PT-01" in text_of(people)


def test_the_reason_of_taking_somebody_out_is_for_those_who_read_notes(
    client, person, study, login
):
    send(client, f"{PERSON}void/", reason="Added twice")

    page = login(study.monitor).get(PERSON)

    assert "Added by mistake, and void since Today, 9:12am." in text_of(page)
    assert "Added twice" not in page.text
    assert "Restore C1-PT-01" not in text_of(page)


def test_void_people_are_found_by_their_study_id_and_hidden_by_filters(client, person, study):
    for _ in range(2):
        a_person(study.cases[0])
    for number in (1, 2):
        send(client, f"/participants/c1-pt-0{number}/void/", reason="Added twice")

    found = {
        query: [str(one) for one in client.get(f"/participants/?{query}").context["filters"].void()]
        for query in ("", "q=1 pt 2", "status=deciding", "at=2022-06-14&status=interviewed")
    }

    assert found == {
        "": ["C1-PT-01", "C1-PT-02"],
        "q=1 pt 2": ["C1-PT-02"],
        "status=deciding": [],
        "at=2022-06-14&status=interviewed": [],
    }


def test_what_stands_of_somebody_is_named_with_the_way_to_take_it_back(client, person):
    an_interview(person, ago(2))

    page = client.get(f"{PERSON}void/")
    sent = client.post(f"{PERSON}void/", {"version": "3", "reason": "Added twice"})

    assert [one.words for one in page.context["standing"]] == [
        "the interview of 12 June 2022",
        "the consent of 7 June 2022",
    ]
    assert f'href="{INTERVIEW}void/"' in page.text
    assert problems(sent) == {
        "__all__": [
            (
                "Void what stands of C1-PT-01 first: the interview of 12 June 2022 and the consent of"
                " 7 June 2022"
            )
        ]
    }


def test_somebody_is_restored(client, person):
    send(client, f"{PERSON}void/", reason="Added twice")

    page = send(client, f"{PERSON}restore/", reason="Added once")

    assert told(page) == ["C1-PT-01 is restored"]
    assert page.context["p"].line.status == "Deciding"


def test_somebody_who_is_void_stays_in_lists_of_earlier_days(client, person, study_clock):
    study_clock("2022-06-10 09:12")
    an_interview(person, ago(0))
    study_clock("2022-06-14 09:12")
    take_back(client, INTERVIEW)
    take_back(client, CONSENT)
    send(client, f"{PERSON}void/", reason="Added twice")

    listed = {
        day: client.get(f"/participants/?at={day}&status=interviewed").context["filters"].total
        for day in ("2022-06-10", "2022-06-13", "2022-06-14")
    }

    assert listed == {"2022-06-10": 1, "2022-06-13": 1, "2022-06-14": 0}


# All of them


def everything(study: SmallStudy, case: int) -> None:
    """Somebody of a case with one of each record that stands."""
    person = a_person(study.cases[case])
    an_interview(person, ago(2))
    a_withdrawal(person)
    a_refusal(person)


RECORDS = ["interviews/1/", "consents/1/", "decline/", "withdrawals/1/"]
PAGES = [f"{record}{verb}/" for record in RECORDS for verb in ("correct", "void", "restore")]


@pytest.mark.parametrize("page", [*PAGES, "void/", "restore/"])
def test_another_sites_records_answer_like_none(client, study, page):
    everything(study, 1)

    theirs = client.get(f"/participants/c2-pt-01/{page}")
    none = client.get(f"/participants/c2-pt-77/{page}")
    odd = client.get(f"/participants/c1-pt-01/{page}".replace("/1/", "/99999999999999999999/"))

    assert (theirs.status_code, theirs.content) == (404, none.content)
    assert odd.status_code in ({404} if page in PAGES else {200, 302})


@pytest.mark.parametrize(
    ("role", "status"),
    [("pi", 200), ("administrator", 403), ("monitor", 403), ("ppi", 403)],
)
def test_pages_open_to_the_roles_of_the_policy(study, login, role, status):
    everything(study, 0)
    client = login(getattr(study, role))

    codes = {
        client.get(f"{PERSON}{record}{verb}/").status_code
        for record in RECORDS
        for verb in ("correct", "void")
    }

    assert codes == {status}


@pytest.mark.parametrize("record", RECORDS)
def test_what_cannot_be_done_now_leads_back_and_says_why(study, login, record):
    everything(study, 0)
    client = login(study.pi)

    standing = client.get(f"{PERSON}{record}restore/", follow=True)
    take_back(client, f"{PERSON}{record}", asked="on")
    void = [client.get(f"{PERSON}{record}{verb}/", follow=True) for verb in ("correct", "void")]

    [not_void] = told(standing)
    [to_restore], [already] = (told(page) for page in void)
    assert not_void.endswith("is not void any more")
    assert to_restore.endswith("is void. Restore it before you correct it")
    assert already.endswith("is already void")


def test_whoever_may_correct_may_read_what_they_correct():
    """The forms show notes in the clear to everybody whom they are open to."""
    from linkstudy.accounts.policy import May, who_may  # noqa: PLC0415  of this test alone

    assert set(who_may(May.VOID)) <= set(who_may(May.READ_NOTES))


def test_an_interviewer_who_left_can_stay(client, person, study):
    gone = a_user("researcher", [study.sites[0]], name="Cat Example")
    done = an_interview(person, ago(2), interviewer=gone, by=study.researcher)
    study.sites[0].memberships.filter(user=gone).update(until=ago(1))

    page = send(client, f"{INTERVIEW}correct/", minutes="55", why=WHY)

    assert told(page) == ["Interview 1 with C1-PT-01 is corrected"]
    assert (page.context["interview"].interviewer, done.interviewer) == (gone, gone)
