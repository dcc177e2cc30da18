"""Questionnaires on the pages: a few taps to hand one out, what came of it, and what is overdue."""

import pytest

from cases import actions as case_actions
from cases.models import Instrument
from linkstudy.testing.factories import a_consent, a_person, a_withdrawal, ago, an_interview
from linkstudy.testing.questionnaires import a_questionnaire, an_instrument, returned
from participants.models import Participant, Questionnaire
from participants.tests.pages import effects, send, shown, told

LIST = "/questionnaires/"
HERE = "/participants/c1-pt-01/"
ADD = f"{HERE}questionnaires/add/"
ONE = f"{HERE}questionnaires/1/"


@pytest.fixture
def agreed(person) -> Participant:
    """C1-PT-01, who agreed to everything."""
    a_consent(person)
    return person


def rows(page) -> list[str]:
    return [str(one) for one in page.context["page"]]


def errors(page) -> dict[str, list[str]]:
    return {name: list(said) for name, said in page.context["form"].errors.items()}


# Handing out


def test_it_takes_two_taps_where_the_instrument_says_how_long(client, agreed):
    wanted = an_instrument()
    page = client.get(ADD)
    assert shown(page) == {"given_on": "14 June 2022"}
    choices = [str(label) for _, label in page.context["form"]["instrument"].field.choices]
    assert choices == ["Well-being questionnaire, first", "Well-being questionnaire, follow-up"]

    page = send(client, ADD, instrument=f"{wanted.pk}-first", how="paper")

    assert told(page) == [
        "Saved for C1-PT-01: Well-being questionnaire, first. To come back by 28 June 2022"
    ]
    row = Questionnaire.objects.get()
    assert (row.given_on, row.due_on, row.how, row.number) == (ago(0), ago(-14), "paper", 1)


def test_the_day_is_asked_for_where_the_instrument_sets_none(client, agreed):
    wanted = an_instrument(days=None)
    key = f"{wanted.pk}-first"

    page = send(client, ADD, instrument=key, how="online")
    assert errors(page) == {"due_on": ["Enter the day by which it is to come back"]}

    send(client, ADD, instrument=key, how="online", due_on="28/6")
    assert Questionnaire.objects.get().due_on == ago(-14)


def test_what_is_missing_is_said(client, agreed):
    an_instrument()

    page = send(client, ADD, given_on="")

    assert errors(page) == {
        "instrument": ["Select which questionnaire"],
        "given_on": ["Enter the day on which they got it"],
        "how": ["Select how they fill it in"],
    }
    wanted = Instrument.objects.get()
    page = send(client, ADD, instrument=f"{wanted.pk}-first", given_on="soon", how="paper")
    assert errors(page) == {"given_on": ["The day must be a date, like 10 June 2022"]}


def test_without_consent_the_page_says_what_to_do(client, person):
    wanted = an_instrument()

    page = send(client, ADD, instrument=f"{wanted.pk}-first", how="paper")

    said = "C1-PT-01 has not agreed to questionnaires yet. Record consent first"
    assert errors(page) == {"given_on": [said]}
    assert not Questionnaire.objects.exists()


def test_nothing_to_hand_out_leads_back(client, agreed):
    an_instrument("For staff", patients=False, health=True)
    page = client.get(ADD, follow=True)
    assert told(page) == [
        "No questionnaire is set up for them. An administrator does that under Set up"
    ]

    a_questionnaire(agreed, instrument=an_instrument(at_follow_up=False))
    page = client.get(ADD, follow=True)
    assert told(page) == ["C1-PT-01 was given every questionnaire already"]


# What came of it


def test_it_came_back(client, agreed):
    a_questionnaire(agreed)
    url = f"{ONE}outcome/"
    assert shown(client.get(url)) == {"on": "14 June 2022", "version": 1}

    page = send(client, url, outcome="returned")

    assert told(page) == ["Saved for C1-PT-01: Well-being questionnaire, first, returned"]
    assert Questionnaire.objects.get().returned_on == ago(0)
    page = client.get(url, follow=True)
    assert told(page) == ["It is known already what came of it. Correct that instead"]


def test_it_does_not_come_for_a_reason(client, agreed):
    a_questionnaire(agreed)
    url = f"{ONE}outcome/"
    page = send(client, url, outcome="not_coming")
    assert errors(page) == {"not_coming_why": ["Select why it is not coming"]}

    page = send(client, url, outcome="not_coming", not_coming_why="lost")

    assert told(page) == ["Saved for C1-PT-01: Well-being questionnaire, first, not coming"]


@pytest.mark.parametrize("outcome", ["returned", "not_coming"])
def test_a_day_that_cannot_be_is_told_beside_the_question(client, agreed, outcome):
    a_questionnaire(agreed)

    page = send(client, f"{ONE}outcome/", outcome=outcome, not_coming_why="lost", on="1/6")

    said = "They were given it on 13 June 2022. Enter that day or a later one"
    assert errors(page) == {"on": [said]}


def test_what_was_settled_meanwhile_is_told(client, agreed):
    row = a_questionnaire(agreed)
    url = f"{ONE}outcome/"
    held = {"outcome": "returned", "on": "today", "version": "1", "token": "0" * 32}
    returned(row)

    page = client.post(url, held)

    said = ["It is known already what came of it. Correct that instead"]
    assert errors(page) == {"__all__": said}


# Putting right


def test_everything_can_be_put_right(client, agreed):
    row = returned(a_questionnaire(agreed))
    other = an_instrument("Self-efficacy questionnaire")
    an_interview(agreed, ago(7))
    page = client.get(f"{ONE}correct/")
    assert shown(page) == {
        "instrument": f"{row.instrument_id}-first",
        "given_on": "13 June 2022",
        "how": "paper",
        "due_on": "21 June 2022",
        "returned_on": "14 June 2022",
        "version": 2,
    }

    page = send(
        client,
        f"{ONE}correct/",
        instrument=f"{other.pk}-follow_up",
        given_on="10/6",
        how="person",
        due_on="20/6",
        returned_on="12/6",
        why="Misread my notes",
    )

    assert told(page) == [
        "The questionnaire of C1-PT-01 is corrected: Well-being questionnaire, first"
    ]
    right = Questionnaire.objects.standing().get()
    assert (right.instrument, right.time_point, right.how) == (other, "follow_up", "person")
    assert (right.given_on, right.due_on, right.returned_on) == (ago(4), ago(-6), ago(2))


@pytest.mark.parametrize(
    ("came", "said"),
    [
        (
            {"returned_on": "today", "not_coming_on": "today", "not_coming_why": "lost"},
            {"not_coming_on": ["It came back, or it does not come. Leave one empty"]},
        ),
        ({"not_coming_on": "today"}, {"not_coming_why": ["Select why it is not coming"]}),
        ({"not_coming_why": "lost"}, {"not_coming_on": ["Enter since when it is known"]}),
    ],
)
def test_a_correction_says_one_thing(client, agreed, came, said):
    a_questionnaire(agreed)

    page = send(client, f"{ONE}correct/", why="Misread my notes", **came)

    assert errors(page) == said


def test_what_a_withdrawal_ended_is_put_right_as_it_is(client, agreed):
    row = a_questionnaire(agreed)
    instrument = row.instrument
    case_actions.correct_instrument(
        instrument=instrument,
        version=1,
        reason="At follow-up alone",
        by=None,
        at_first=False,
    )
    a_withdrawal(agreed)
    page = client.get(f"{ONE}correct/")
    choices = [str(label) for _, label in page.context["form"]["instrument"].field.choices]
    assert choices == ["Well-being questionnaire, first", "Well-being questionnaire, follow-up"]

    page = send(client, f"{ONE}correct/", how="phone", why="Misread my notes")

    right = Questionnaire.objects.standing().get()
    assert (right.how, right.not_coming_why) == ("phone", "withdrew")


def test_it_is_taken_back_and_restored(client, agreed):
    a_questionnaire(agreed)
    assert effects(client.get(f"{ONE}void/")) == [
        "Nobody waits for it any more",
        "No number of people interviewed changes",
        "The record stays, marked void, with your reason and your name",
    ]

    page = send(client, f"{ONE}void/", reason="Another person")
    assert told(page) == ["The questionnaire of C1-PT-01 is void: Well-being questionnaire, first"]
    page = client.get(f"{ONE}void/", follow=True)
    assert told(page) == ["This questionnaire is already void"]
    page = client.get(f"{ONE}correct/", follow=True)
    assert told(page) == ["This questionnaire is void. Restore it before you correct it"]
    lead = client.get(f"{ONE}restore/").context["act"].lead
    assert (
        lead == "Well-being questionnaire, first, given on 13 June 2022, void since 14 June 2022."
    )

    page = send(client, f"{ONE}restore/", reason="It was them")
    assert told(page) == [
        "The questionnaire of C1-PT-01 is restored: Well-being questionnaire, first"
    ]
    page = client.get(f"{ONE}restore/", follow=True)
    assert told(page) == ["This questionnaire is not void any more"]


def test_what_came_back_is_taken_back_without_anybody_waiting(client, agreed):
    returned(a_questionnaire(agreed))

    assert effects(client.get(f"{ONE}void/"))[0] == "No number of people interviewed changes"


# The person's page


def test_the_persons_page_says_where_each_stands(client, agreed):
    page = client.get(HERE)
    assert "None handed out yet." in page.text
    assert f'href="{ADD}"' in page.text

    a_questionnaire(agreed, due_on=ago(0))
    returned(a_questionnaire(agreed, time_point="follow_up"))
    page = client.get(HERE)
    assert f'href="{ONE}outcome/"' in page.text
    assert f'href="{HERE}questionnaires/2/outcome/"' not in page.text
    assert f'href="{LIST}?case=1"' in page.text
    assert [(one.row.state, one.number) for one in page.context["p"].questionnaires] == [
        ("out", 1),
        ("returned", 2),
    ]


def test_nobody_is_offered_one_who_has_not_agreed(client, person):
    a_consent(person, scopes=["interview"])

    page = client.get(HERE)

    assert ADD not in page.text
    assert ">Questionnaires</h2>" not in page.text


def test_nobody_is_offered_one_who_said_no_since(client, agreed):
    offered = "Hand out a questionnaire"
    before = client.get(agreed.get_absolute_url()).text
    a_consent(agreed, given_on=ago(0), scopes=["interview"])

    after = client.get(agreed.get_absolute_url()).text

    assert (offered in before, offered in after) == (True, False)


def test_a_withdrawal_says_what_becomes_of_them(client, agreed):
    a_questionnaire(agreed)
    said = "Nobody waits for a questionnaire that they still have"
    assert said in client.get(f"{HERE}withdraw/").text

    gone = a_withdrawal(agreed)
    again = effects(client.get(f"{HERE}withdrawals/1/void/"))
    assert "Questionnaires stay marked as not coming. Correct those that are still out:" in again
    page = send(client, f"{HERE}withdrawals/1/void/", reason="Another person", asked="on")
    assert gone.participant.questionnaires.get().state == "not_coming"

    send(
        client,
        f"{ONE}correct/",
        not_coming_on="",
        not_coming_why="",
        why="They did not withdraw",
    )
    assert said in effects(client.get(f"{HERE}withdrawals/1/restore/"))
    assert page.status_code == 200


def test_who_withdraws_leaves_everything_that_they_hold_in_one_step(client, person):
    for given_on in (ago(9), ago(2)):
        a_consent(person, given_on=given_on)
    for name in ("Well-being questionnaire", "Loneliness questionnaire"):
        a_questionnaire(person, instrument=an_instrument(name))

    send(
        client, f"{HERE}withdraw/", level="keep", on="14 June 2022", time="9am", note="", asked="on"
    )

    assert [row.not_coming_why for row in person.questionnaires.all()] == ["withdrew"] * 2
    assert [one.withdrawn_on for one in person.consents.all()] == [ago(0)] * 2


def test_a_mistaken_person_is_not_void_before_it_is(client, agreed):
    a_questionnaire(agreed)

    page = client.get(f"{HERE}void/")

    assert ("the questionnaire of 13 June 2022", f"{ONE}void/") in [
        (one.words, one.url) for one in page.context["standing"]
    ]


# The list


def test_the_list_holds_what_is_out_the_longest_due_first(client, study, agreed):
    other = a_person(study.cases[0])
    a_questionnaire(agreed, due_on=ago(-3))
    a_questionnaire(other, due_on=ago(0), given_on=ago(2))
    returned(a_questionnaire(agreed, time_point="follow_up"))
    a_questionnaire(a_person(study.cases[1]))

    page = client.get(LIST)

    assert rows(page) == [
        "C1-PT-02, Well-being questionnaire, first",
        "C1-PT-01, Well-being questionnaire, first",
    ]
    assert page.context["sentence"] == "No questionnaire is overdue. 2 questionnaires are out."


def test_the_list_is_filtered(client, study, login, agreed):
    a_questionnaire(agreed, due_on=ago(1))
    returned(a_questionnaire(agreed, time_point="follow_up"))
    a_questionnaire(a_person(study.cases[1]))
    pi = login(study.pi)

    assert rows(pi.get(f"{LIST}?state=overdue")) == ["C1-PT-01, Well-being questionnaire, first"]
    assert rows(pi.get(f"{LIST}?state=out")) == ["C2-PT-01, Well-being questionnaire, first"]
    assert rows(pi.get(f"{LIST}?state=returned")) == [
        "C1-PT-01, Well-being questionnaire, follow-up"
    ]
    page = pi.get(f"{LIST}?case=2")
    assert rows(page) == ["C2-PT-01, Well-being questionnaire, first"]
    assert page.context["sentence"] == "No questionnaire is overdue. 1 questionnaire is out."
    page = pi.get(f"{LIST}?state=lost&case=99")
    assert len(rows(page)) == 2
    assert errors(page)["case"] == ["We do not know this case, so all of them are shown"]


def test_the_list_says_when_there_is_none(client, login, study):
    said = "Questionnaires that people were given will be listed here until they come back."
    assert said in client.get(LIST).text
    assert "No questionnaire fits." in client.get(f"{LIST}?state=returned").text


def test_who_only_reads_is_offered_nothing_to_write(login, study, agreed):
    a_questionnaire(agreed)
    monitor = login(study.monitor)

    assert "Say what came of it" not in monitor.get(LIST).text
    assert "Say what came of it" not in monitor.get(HERE).text
    assert monitor.get(ADD).status_code == 403
