"""Pages about recordings: the card of an interview, the form of a step, the list, a person's day."""

import pytest

from linkstudy.testing.custody import a_step, steps_until
from linkstudy.testing.factories import (
    a_person,
    a_protocol,
    a_user,
    a_withdrawal,
    ago,
    an_interview,
)
from linkstudy.testing.pages import problems, text_of
from participants import actions
from participants.afterwards import Step
from participants.models import CustodyStep, Interview, Participant
from participants.tests.pages import effects, send, shown, told

LIST = "/recordings/"


@pytest.fixture
def held(study) -> Interview:
    """C1-PT-01, recorded ten days ago; three days are there for each step."""
    names = ("upload", "send", "return", "check", "pseudonymise", "release", "destroy", "remove")
    a_protocol(**{f"days_to_{name}": 3 for name in names})
    return an_interview(a_person(study.cases[0]), ago(10))


def page_of(interview: Interview) -> str:
    return f"{interview.get_absolute_url()}recording/"


def rows(page) -> list[tuple[str, str, str, str]]:
    """(study ID, next, due, who does it) of each row of the list."""
    return [
        (str(one.interview.participant), one.next_words, one.due_words, one.doer)
        for one in page.context["page"]
    ]


def test_the_next_step_is_chosen_already_and_a_few_taps_record_it(client, held, study):
    filled = shown(client.get(page_of(held)))
    assert filled["step"] == "1"
    assert filled["who"] == str(study.researcher.pk)

    page = send(client, page_of(held), proof="Drive, folder 1")

    assert told(page) == [
        "Saved: C1-PT-01, uploaded on 14 June 2022. Next: to be sent to the transcriber, due 17 June"
    ]
    step = CustodyStep.objects.get()
    assert (step.step, step.on, step.who) == (Step.UPLOADED, ago(0), study.researcher)
    assert "Drive, folder 1" in text_of(page)


def test_what_destroys_something_wants_proof_also_when_it_is_put_right(client, held):
    assert "What shows it? (optional)" not in text_of(client.get(page_of(held)))
    steps_until(Step.UPLOADED, held)
    assert "What shows it? (optional)" in text_of(client.get(page_of(held)))
    for step in range(Step.SENT, Step.RELEASED + 1):
        a_step(held, Step(step))
    asked = {"proof": ["Enter what shows that it is destroyed, such as a deletion log"]}

    refused = send(client, page_of(held))

    assert problems(refused) == asked
    assert "What shows it? (optional)" not in text_of(refused)
    a_step(held, Step.AUDIO_GONE)
    again = f"{page_of(held)}8/correct/"
    assert "What shows it? (optional)" not in text_of(client.get(again))
    assert problems(send(client, again, proof="", why="There is no log")) == asked


def test_the_last_step_says_that_nothing_is_left(client, held):
    steps_until(Step.RELEASED, held)

    page = send(client, page_of(held), proof="Deletion log")

    assert told(page) == [
        "Saved: C1-PT-01, audio destroyed on 14 June 2022. Nothing is left to record"
    ]
    assert "Nothing is left to do with this recording." in text_of(page)
    assert told(client.get(page_of(held), follow=True)) == [
        "Nothing is left to record: the way of this recording is complete"
    ]


def test_without_a_limit_the_message_has_no_day(client, study):
    held = an_interview(a_person(study.cases[0]))

    page = send(client, page_of(held), proof="Drive, folder 3")

    assert told(page) == [
        "Saved: C1-PT-01, uploaded on 14 June 2022. Next: to be sent to the transcriber"
    ]


def test_notes_have_no_recording(client, study):
    notes = an_interview(a_person(study.cases[0]), recording="notes")

    assert told(client.get(page_of(notes), follow=True)) == [
        "This interview has no audio, so there is no recording to follow"
    ]
    assert "Record a step" not in text_of(client.get(notes.get_absolute_url()))
    page = client.post(page_of(notes), {"step": "1", "on": "today", "who": study.researcher.pk})
    assert page.status_code == 200
    assert problems(page) == {
        "__all__": ["This interview has no audio. Correct how it was recorded first"]
    }


def test_a_day_that_cannot_be_is_said_beside_it(client, held):
    page = send(client, page_of(held), on="1/6")

    assert problems(page) == {
        "on": ["The interview was on 4 June 2022. Enter that day or a later one"]
    }
    assert shown(page)["on"] == "1/6"


def test_a_step_is_corrected_taken_back_and_restored(client, held):
    a_step(held, on=ago(5), proof="Drive, folder 1")
    url = f"{page_of(held)}1/"

    assert shown(client.get(f"{url}correct/"))["proof"] == "Drive, folder 1"
    page = send(client, f"{url}correct/", on="10/6", why="Misread the log")
    assert told(page) == ["“Uploaded” of interview 1 with C1-PT-01 is corrected"]

    assert effects(client.get(f"{url}void/"))[0] == "It comes next again"
    page = send(client, f"{url}void/", reason="Another one")
    assert "Restore" in text_of(page)

    page = send(client, f"{url}restore/", reason="This one")
    assert told(page) == ["“Uploaded” of interview 1 with C1-PT-01 is restored"]
    assert client.get(f"{page_of(held)}4/void/").status_code == 404


def test_the_page_of_an_interview_shows_its_own_steps_alone(client, held):
    later = an_interview(held.participant, ago(1), second=True)
    a_step(later, on=ago(1), proof="Drive, folder 2")

    assert "folder 2" in text_of(client.get(later.get_absolute_url()))
    assert "folder 2" not in text_of(client.get(held.get_absolute_url()))


@pytest.mark.parametrize(
    ("act", "words"),
    [
        ("correct", "This step is void. Restore it before you correct it"),
        ("void", "This step is already void"),
    ],
)
def test_a_void_step_is_restored_first(client, held, study, act, words):
    row = a_step(held)
    actions.void_step(row=row, version=1, reason="Another one", by=study.researcher)

    page = client.get(f"{page_of(held)}1/{act}/", follow=True)

    assert told(page) == [words]


def test_a_step_that_stands_is_not_restored(client, held):
    a_step(held)

    page = client.get(f"{page_of(held)}1/restore/", follow=True)

    assert told(page) == ["This step is not void any more"]


def test_the_list_says_first_what_is_late(client, held, study):
    case = study.cases[0]
    sent = an_interview(a_person(case), ago(9))
    steps_until(Step.SENT, sent, ago(8))
    steps_until(Step.RETURNED, an_interview(a_person(case), ago(3)), ago(0))
    an_interview(a_person(case), recording="notes")
    an_interview(a_person(study.cases[1]), ago(9))

    page = client.get(LIST)

    assert page.context["found"].sentence == (
        "2 recordings are late: 1 to be uploaded and 1 transcript to come back."
    )
    assert rows(page) == [
        ("C1-PT-01", "To be uploaded", "Was due 7 June", "Ann Example"),
        ("C1-PT-02", "Transcript to come back", "Was due 9 June", "Ann Example"),
        ("C1-PT-03", "To be checked against the audio", "Due 17 June", "Ann Example"),
    ]


def test_the_list_narrows_to_a_step_or_a_case(study, login, held):
    other = an_interview(a_person(study.cases[1]), ago(2))
    a_step(other)
    done = an_interview(a_person(study.cases[1]), ago(2))
    steps_until(Step.AUDIO_GONE, done)
    gone = an_interview(a_person(study.cases[1]), ago(2))
    a_step(gone, on=ago(2))
    a_withdrawal(gone.participant, on=ago(1), level="remove_all")
    a_step(gone, Step.AUDIO_GONE)
    client = login(study.monitor)

    def ids(query: str) -> list[str]:
        return [row[0] for row in rows(client.get(LIST + query))]

    assert ids("") == ["C1-PT-01", "C2-PT-01"]
    assert ids("?step=2") == ["C2-PT-01"]
    assert ids("?case=1") == ["C1-PT-01"]
    assert ids("?step=done") == ["C2-PT-03", "C2-PT-02"]
    assert ids("?step=done&case=1") == []
    assert ids("?step=99&case=x&page=-1") == ["C1-PT-01", "C2-PT-01"]
    assert "No recording fits." in text_of(client.get(f"{LIST}?step=5"))


def test_an_empty_list_says_so(client, study):
    page = client.get(LIST)

    assert page.context["found"].sentence == "Nothing is left to do with any recording."
    assert "will be listed here" in text_of(page)


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (1, "No recording is late. 1 is on the way."),
        (2, "No recording is late. 2 are on the way."),
    ],
)
def test_what_is_on_the_way_is_counted(client, study, count, words):
    for _ in range(count):
        an_interview(a_person(study.cases[0]))

    assert client.get(LIST).context["found"].sentence == words


def test_one_late_recording_is_said_in_the_singular(client, held):
    assert client.get(LIST).context["found"].sentence == ("1 recording is late: 1 to be uploaded.")


def test_whoever_looks_after_the_person_now_is_to_take_the_next_step(login, client, held, study):
    """Whoever took the last one, and as the list of tasks says it."""
    cole = a_user(name="Cole Example", sites=[study.sites[0]])
    a_step(held, on=ago(9))
    person = held.participant
    facts = {
        "owner": cole,
        "contact_by": None,
        "versions": {person.pk: Participant.objects.get(pk=person.pk).version},
    }
    actions.change_together(people=[person], by=study.researcher, **facts)

    listed = rows(client.get(LIST))
    tasks = login(study.pi).get("/tasks/?kind=recordings").context["list"].items

    assert listed == [
        ("C1-PT-01", "To be sent to the transcriber", "Was due 8 June", "Cole Example")
    ]
    assert [one.who for one in tasks] == [cole]


def test_a_withdrawal_shows_what_must_go(client, held):
    a_step(held, on=ago(9))
    a_withdrawal(held.participant, on=ago(1), level="remove_all")

    assert rows(client.get(LIST)) == [
        ("C1-PT-01", "Audio to be destroyed", "Due 16 June", "Ann Example")
    ]
    text = text_of(client.get(held.get_absolute_url()))
    assert "They withdrew on 13 June 2022 and asked for it to be removed." in text
    assert shown(client.get(page_of(held)))["step"] == "8"


def test_the_day_of_whoever_interviewed_holds_what_is_due(study, login, held):
    an_interview(a_person(study.cases[0]))

    def items(user) -> list[tuple[str, str, str]]:
        page = login(user).get("/").context["page"]
        return [(one.words, one.note, one.url) for one in page.items if "recording/" in one.url]

    assert items(study.researcher) == [
        ("Upload the recording of C1-PT-01", "Was due 7 June", page_of(held))
    ]
    assert items(study.researcher2) == []
    assert items(study.pi) == []


def test_those_who_read_alone_see_no_reference_and_no_form(study, login, held):
    a_step(held, proof="Drive, folder 1")
    client = login(study.monitor)

    text = text_of(client.get(held.get_absolute_url()))

    assert "There is a reference" in text
    assert "Drive" not in text
    assert "Record a step" not in text
    assert page_of(held) not in client.get(LIST).content.decode()
    assert client.get(page_of(held)).status_code == 403
    assert login(study.ppi).get(LIST).status_code == 403


def test_another_sites_recording_is_as_if_there_were_none(study, login, held):
    assert login(study.researcher2).get(page_of(held)).status_code == 404


def test_the_page_of_a_void_interview_keeps_its_steps(client, held, study):
    rests = "The steps of its recording stay, and go on if it is restored"
    void_page = f"{held.get_absolute_url()}void/"
    assert rests not in effects(client.get(void_page))
    a_step(held)
    assert rests in effects(client.get(void_page))
    actions.void_interview(interview=held, version=1, reason="Twice", by=study.researcher)

    text = text_of(client.get(held.get_absolute_url()))

    assert "Its steps stay, and go on once it is restored." in text
    assert "Record a step" not in text
