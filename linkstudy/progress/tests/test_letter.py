"""The morning's letter: it counts what a day holds, names nobody, and goes out once."""

import datetime as dt
import smtplib
from io import StringIO

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command

from linkstudy import clock
from linkstudy.accounts import actions
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import Role
from linkstudy.audit.models import Entry
from linkstudy.progress.letter import letter
from linkstudy.testing.factories import (
    a_booking,
    a_consent,
    a_person,
    a_user,
    a_withdrawal,
    ago,
    an_interview,
    an_observation,
)
from linkstudy.testing.in_the_field import a_safety_note

ADDRESS = "https://study.example.org"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def morning(study_clock, settings):
    study_clock("2022-06-14 07:00")
    settings.CAN_MAIL = True
    settings.ALLOWED_HOSTS = ["study.example.org"]


@pytest.fixture
def owing(study):
    """Ann has an interview today, a booking that waits, and two people to call, one of them late;
    Ben and the administrator have nothing; the PI reads all."""
    case = study.cases[0]
    an_observation(case)
    an_observation(study.cases[1])
    agreed = a_person(case)
    a_consent(agreed)
    a_booking(agreed)
    with clock.telling(dt.datetime(2022, 6, 10, 9, tzinfo=clock.LONDON)):
        a_booking(a_person(case), booked_on=dt.date(2022, 6, 11))
    a_person(case, replied_on=ago(8))
    a_person(case, replied_on=ago(7))
    return study


def sent() -> str:
    """What the command says."""
    said = StringIO()
    call_command("letters", address=f"{ADDRESS}/", stdout=said)
    return said.getvalue().strip()


def told(verb: str) -> list[str]:
    """About whom the history says so."""
    return list(Entry.objects.filter(verb=verb).order_by("seq").values_list("about", flat=True))


def test_a_letter_counts_a_day_and_leads_to_it(owing):
    assert letter(owing.researcher, ADDRESS) == (
        "linkstudy today: 3 to see to",
        f"""Good morning,

You have 1 interview today and none in the next 7 days.

- 1 past booking waits for somebody to say what happened, late
- 2 people are to hear from us, 1 of them late

Your day: {ADDRESS}/

This letter names nobody. To stop it: {ADDRESS}/account/letter/
""",
    )


def test_a_day_of_bookings_alone_is_a_letter_too(owing):
    case = owing.cases[1]
    agreed = a_person(case)
    a_consent(agreed)
    a_booking(agreed)

    subject, words = letter(owing.researcher2, ADDRESS)

    assert subject == "linkstudy today"
    assert words.splitlines()[2:5] == [
        "You have 1 interview today and none in the next 7 days.",
        "",
        "Nothing else needs you.",
    ]


def test_more_than_a_day_holds_is_not_counted_further(owing):
    for _ in range(30):
        a_person(owing.cases[0], replied_on=ago(8))

    subject, words = letter(owing.researcher, ADDRESS)

    assert subject == "linkstudy today: more than 25 to see to"
    assert words.splitlines()[5] == (
        "- More than 25 people are to hear from us, more than 25 of them late"
    )


def test_no_word_of_a_letter_is_about_anybody(owing):
    person = a_person(owing.cases[0])
    a_consent(person)
    an_interview(person, started=dt.time(6))
    a_withdrawal(person, time=dt.time(5), level="remove_all")
    a_safety_note(person)
    named = {
        *(one.name for one in User.objects.all()),
        *(str(one) for one in owing.cases),
        *(str(one) for one in owing.sites),
        "C1-",
        "C2-",
        "Case",
        "Site",
    }

    letters = [letter(one, ADDRESS) for one in (owing.researcher, owing.pi, owing.administrator)]

    assert [name for name in named if any(name in text for text in sum(letters, ()))] == []


def test_everybody_who_wants_one_gets_one_a_day(owing, study_clock):
    assert sent() == "Letters: 3 sent, 3 without anything to do."
    assert sorted(one.to[0] for one in mail.outbox) == sorted(
        one.email for one in (owing.researcher, owing.pi, owing.administrator)
    )
    assert sent() == "Letters: 3 without anything to do, 3 sent before today."
    assert len(mail.outbox) == 3
    study_clock("2022-06-15 07:00")
    assert sent().startswith("Letters: 3 sent")


def test_who_cannot_or_will_not_read_it_gets_none(owing):
    actions.choose_letter(version=owing.researcher.version, takes_letter=False, by=owing.researcher)
    pi = User.objects.get(pk=owing.pi.pk)
    actions.suspend_user(
        user=pi, version=pi.version, reason="Away for long", by=owing.administrator
    )
    a_user(sites=[owing.sites[0]], password=None)

    sent()

    assert [one.to for one in mail.outbox] == [[owing.administrator.email]]


def test_nobody_wants_one():
    a_user(Role.MONITOR)
    User.objects.update(letter_stopped_on=clock.today())

    assert sent() == "Letters: nobody wants one."


def test_a_letter_that_the_server_refuses_can_be_tried_again(owing, monkeypatch):
    with monkeypatch.context() as refusing:
        refusing.setattr(EmailBackend, "send_messages", refuse)
        with pytest.raises(CommandError, match=r"Some did not go out\. Run the command again"):
            sent()

    assert told("user.letter_failed") == told("user.letter_sent")
    assert sent() == "Letters: 3 sent, 3 without anything to do."
    assert len(mail.outbox) == 3


def refuse(*_):
    raise smtplib.SMTPServerDisconnected


def test_without_a_mail_server_nothing_is_sent(owing, settings):
    settings.CAN_MAIL = False

    with pytest.raises(CommandError, match="No mail server is set"):
        sent()

    assert (mail.outbox, told("user.letter_sent")) == ([], [])


def test_a_letter_can_be_looked_at_and_is_not_sent(owing, capsys, settings):
    settings.CAN_MAIL = False
    written = letter(owing.researcher, ADDRESS)

    call_command("letters", address=ADDRESS, show=owing.researcher.email.upper())
    call_command("letters", address=ADDRESS, show=owing.researcher2.email)

    assert capsys.readouterr().out == (
        f"{written[0]}\n\n{written[1]}{owing.researcher2} gets no letter today\n"
    )
    with pytest.raises(CommandError, match=r"Nobody in the team has the address x@example\.org"):
        call_command("letters", show="x@example.org")
    assert mail.outbox == []


def test_roles_without_a_day_get_none(owing):
    assert [letter(one, ADDRESS) for one in (owing.monitor, owing.ppi)] == [None, None]


def test_one_persons_trouble_keeps_nobody_elses_letter_back(owing, monkeypatch, caplog):
    def stumble(self, letters):
        if letters[0].to == [owing.researcher.email]:
            raise ZeroDivisionError
        return 1

    with monkeypatch.context() as stumbling:
        stumbling.setattr(EmailBackend, "send_messages", stumble)
        with pytest.raises(CommandError, match="it sends those alone"):
            sent()

    assert told("user.letter_failed") == [owing.researcher.about]
    assert [one.message for one in caplog.records] == ["A letter failed"]
    assert sent() == "Letters: 1 sent, 3 without anything to do, 2 sent before today."


def test_a_letter_leads_to_this_installation_alone(owing):
    with pytest.raises(CommandError, match=r"elsewhere\.example\.org is not in ALLOWED_HOSTS"):
        call_command("letters", address="https://elsewhere.example.org")
