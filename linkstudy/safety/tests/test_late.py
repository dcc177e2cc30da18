"""Letters about who is late from a visit: to the buddy, then to principal investigators, each once."""

import datetime as dt
import smtplib
from io import StringIO

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command

from linkstudy.accounts import actions as accounts
from linkstudy.accounts.models import User
from linkstudy.audit.chain import verify
from linkstudy.audit.models import Entry
from linkstudy.audit.retelling import differing
from linkstudy.safety import actions
from linkstudy.safety.late import words_due
from linkstudy.safety.models import Visit
from linkstudy.safety.vocabulary import Step
from linkstudy.team import actions as team
from linkstudy.testing.factories import a_booking, a_consent, a_person, a_study, a_user
from linkstudy.testing.in_the_field import a_visit, a_visit_for
from linkstudy.testing.pages import text_of
from participants.tests.at_once import at_once

pytestmark = pytest.mark.django_db
ADDRESS = "https://study.example.org"


@pytest.fixture(autouse=True)
def june(study_clock, settings):
    study_clock("2022-06-14 09:12")
    settings.CAN_MAIL = True
    settings.ALLOWED_HOSTS = ["study.example.org", "testserver"]


@pytest.fixture
def buddy(study) -> User:
    return a_user(name="Bea Example", sites=[study.sites[0]])


@pytest.fixture
def visit(study, buddy) -> Visit:
    """Ann is at somebody's home until 4pm; Bea looks out for her."""
    person = a_person(study.cases[0])
    a_consent(person)
    booking = a_booking(person, mode="person", setting="home")
    return a_visit(booking, buddy=buddy, expected=dt.time(16))


def sent() -> str:
    """What the command says."""
    said = StringIO()
    call_command("visits", address=ADDRESS, stdout=said)
    return said.getvalue().strip()


def got() -> list[str]:
    """Who got letters, in order."""
    return [one.to[0] for one in mail.outbox]


def told() -> list[str]:
    rows = Entry.objects.filter(verb__in=["visit.told", "visit.not_told"])
    return list(rows.order_by("seq").values_list("verb", flat=True))


def refuse(*_):
    raise smtplib.SMTPServerDisconnected


def test_the_buddy_is_told_at_once_and_principal_investigators_after_a_quarter_of_an_hour(
    study, study_clock, buddy, visit
):
    other = a_user("pi")
    came = []
    for now in ("16:00", "16:01", "16:02", "16:14", "16:15", "16:20"):
        study_clock(f"2022-06-14 {now}")
        came.append(sent().removeprefix("Letters about visits: "))

    assert came == [
        "nobody is late.",
        "1 sent.",
        "1 sent before.",
        "1 sent before.",
        "2 sent, 1 sent before.",
        "3 sent before.",
    ]
    assert got() == [buddy.email, study.pi.email, other.email]
    assert told() == ["visit.told"] * 3
    assert (verify().trouble, list(differing())) == ("", [])


def test_a_letter_says_who_where_and_until_when_and_leads_to_the_visit(study, study_clock, visit):
    study_clock("2022-06-14 16:20")
    sent()
    first, second = mail.outbox

    assert first.subject == second.subject == "linkstudy: Ann Example is late from a visit"
    late = (
        "Ann Example is on a visit in Case 1, and was to be back on 14 June 2022 at 4pm."
        " Nobody has said so yet."
    )
    heard = f"Once you have heard from them, say so here: {ADDRESS}{visit.get_absolute_url()}"
    assert first.body.split("\n\n") == [
        "Hello Bea Example,",
        late,
        (
            "You look out for them. Ring them now. If they do not answer, ring a principal"
            " investigator. If nobody can reach them, ring 999."
        ),
        f"{heard}\n",
    ]
    assert second.body.split("\n\n") == [
        f"Hello {study.pi},",
        late,
        "Bea Example looks out for them. Ring both now. If nobody can reach them, ring 999.",
        f"{heard}\n",
    ]


def test_no_letter_says_whom_or_what_a_visit_was_to(study, study_clock, visit):
    a_visit_for(study.cases[0], errand="debrief", expected=dt.time(16))
    study_clock("2022-06-14 16:20")
    sent()

    words = "".join(one.subject + one.body for one in mail.outbox).lower()
    for hidden in ("c1-pt", "interview", "debrief", "home", "region", "participant"):
        assert hidden not in words


def test_a_principal_investigator_who_is_the_buddy_is_reminded(study, study_clock):
    a_visit_for(study.cases[0], expected=dt.time(16))
    study_clock("2022-06-14 16:15")
    sent()

    assert got() == [study.pi.email] * 2
    assert [one.body.split("\n\n")[2] for one in mail.outbox] == [
        (
            "You look out for them. Ring them now. If they do not answer, ring a principal"
            " investigator. If nobody can reach them, ring 999."
        ),
        (
            "You look out for them, and they are not back yet. Ring them again. If nobody can reach"
            " them, ring 999."
        ),
    ]


def test_without_a_buddy_who_has_access_principal_investigators_are_told_at_once(
    study, study_clock, buddy, visit
):
    by = study.administrator
    accounts.suspend_user(user=buddy, version=buddy.version, reason="Ill", by=by)
    study_clock("2022-06-14 16:01")
    sent()

    assert got() == [study.pi.email]


def test_who_is_out_is_not_told_of_themselves(study, study_clock, buddy, visit):
    User.objects.filter(pk=study.researcher.pk).update(role="pi")
    study_clock("2022-06-14 16:30")

    assert [(one.step, one.to) for one in words_due()] == [
        (Step.BUDDY, buddy),
        (Step.LEADS, study.pi),
    ]


def test_who_took_over_looking_out_is_told_too(study, study_clock, buddy, visit):
    study_clock("2022-06-14 16:01")
    sent()
    nia = a_user(name="Nia Example", sites=[study.sites[0]])
    team.hand_over(user=buddy, takers={study.sites[0]: nia}, by=study.administrator)

    assert sent() == "Letters about visits: 1 sent."
    assert got() == [buddy.email, nia.email]


def test_who_is_late_again_after_another_time_is_late_anew(study, study_clock, buddy, visit):
    study_clock("2022-06-14 16:01")
    sent()
    later = {"visit": visit, "version": visit.version, "expected": dt.time(17), "by": buddy}
    actions.expect_later(**later)

    said = []
    for now in ("16:30", "17:01", "17:02"):
        study_clock(f"2022-06-14 {now}")
        said.append(sent().removeprefix("Letters about visits: "))

    assert said == ["nobody is late.", "1 sent.", "1 sent before."]
    assert got() == [buddy.email] * 2


def test_nobody_is_alarmed_once_they_are_back(study, study_clock, buddy, visit):
    """Also when they check out while the command is under way."""
    study_clock("2022-06-14 16:20")
    words = list(words_due())
    back = {"visit": visit, "version": 1, "at": dt.time(16, 10), "by": study.researcher}
    actions.come_back(**back)

    taken = [
        actions.take_up_word(visit=one.visit, step=one.step, to=one.to, by=None) for one in words
    ]

    assert taken == [None, None]
    assert sent() == "Letters about visits: nobody is late."
    assert (got(), told()) == ([], [])


def test_a_letter_that_the_server_refuses_is_tried_again(study_clock, buddy, visit, monkeypatch):
    study_clock("2022-06-14 16:01")
    with monkeypatch.context() as refusing:
        refusing.setattr(EmailBackend, "send_messages", refuse)
        with pytest.raises(CommandError, match=r"Some did not go out\. Ring them, and run"):
            sent()

    assert told() == ["visit.told", "visit.not_told"]
    assert sent() == "Letters about visits: 1 sent."
    assert got() == [buddy.email]
    assert sent() == "Letters about visits: 1 sent before."


def test_one_letters_trouble_keeps_no_other_back(
    study, study_clock, buddy, visit, monkeypatch, caplog
):
    def stumble(self, letters):
        if letters[0].to == [buddy.email]:
            raise ZeroDivisionError
        return 1

    study_clock("2022-06-14 16:20")
    with monkeypatch.context() as stumbling:
        stumbling.setattr(EmailBackend, "send_messages", stumble)
        with pytest.raises(CommandError, match="Some did not go out"):
            sent()

    assert told() == ["visit.told", "visit.not_told", "visit.told"]
    assert [one.message for one in caplog.records] == ["A letter failed"]
    assert sent() == "Letters about visits: 1 sent, 1 sent before."


def test_a_command_that_was_killed_in_between_sends_nothing_twice(study_clock, buddy, visit):
    study_clock("2022-06-14 16:01")
    actions.take_up_word(visit=visit, step=Step.BUDDY, to=buddy, by=None)

    assert sent() == "Letters about visits: 1 sent before."
    assert got() == []


@pytest.mark.django_db(transaction=True)
def test_two_commands_at_a_time_send_one_letter_to_each(study_clock):
    study_clock("2022-06-14 08:00")
    study = a_study()
    a_visit_for(study.cases[0], buddy=a_user(sites=[study.sites[0]]), expected=dt.time(8, 30))

    said = at_once(*[sent] * 3)

    assert [one for one in said if not isinstance(one, str)] == []
    assert len(set(got())) == len(got()) == 2
    assert told() == ["visit.told"] * 2
    assert verify().trouble == ""


def test_without_a_mail_server_nothing_is_sent(study_clock, visit, settings):
    settings.CAN_MAIL = False
    study_clock("2022-06-14 16:01")

    with pytest.raises(CommandError) as refused:
        sent()

    assert str(refused.value) == (
        "No mail server is set. Set EMAIL_URL: those who look out for somebody are told on their page"
        " Today alone"
    )
    assert (got(), told()) == ([], [])


def test_a_letter_leads_to_this_installation_alone(visit):
    with pytest.raises(CommandError, match=r"elsewhere\.example\.org is not in ALLOWED_HOSTS"):
        call_command("visits", address="https://elsewhere.example.org")


@pytest.mark.parametrize("can_mail", [True, False])
def test_the_page_says_whether_letters_can_be_sent(login, study, settings, can_mail):
    settings.CAN_MAIL = can_mail
    person = a_person(study.cases[0])
    a_consent(person)
    booking = a_booking(person, mode="person", setting="home")
    client = login(study.researcher)
    can = (
        "They can be told by email, too: your buddy once you are late, and the principal"
        " investigators 15 minutes later."
    )

    for url in (f"{booking.get_absolute_url()}check-in/", "/cases/1/check-in/"):
        words = text_of(client.get(url))
        assert (can in words, "No email can be sent here." in words) == (can_mail, not can_mail)


def test_the_history_shows_nobody_that_letters_went_out(login, study, study_clock, visit):
    study_clock("2022-06-14 16:20")
    sent()

    words = text_of(login(study.pi).get("/history/"))

    assert "Letter sent that they are late" not in words
