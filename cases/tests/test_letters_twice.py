"""The same letters written down twice: warned about, and saved once somebody says that they are others."""

import datetime as dt
from functools import partial
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from cases import actions
from cases.models import Case, InvitationBatch
from linkstudy.clock import LONDON, telling
from linkstudy.testing.factories import a_case, ago, an_organisation
from linkstudy.testing.letters import some_letters
from linkstudy.testing.pages import held_by, problems, text_of
from participants.tests.at_once import at_once

RECORD = "/cases/1/letters/record/"
SAID = (
    "There is a batch of that practice, way and day already, 40 sent. Check that it is not the"
    " same one. Tick below when it is another batch"
)


@pytest.fixture(autouse=True)
def june():
    with telling(dt.datetime(2022, 6, 14, 9, 12, tzinfo=LONDON)):
        yield


@pytest.fixture
def first(study) -> InvitationBatch:
    """40 letters of 31 May, as another window has saved them."""
    return some_letters(study.cases[0])


@pytest.fixture
def client(login, study):
    return login(study.researcher)


def the_same(batch: InvitationBatch, **more: Any) -> dict[str, Any]:
    """What is typed of a batch once more."""
    return {
        "practice": str(batch.practice_id),
        "sent_on": batch.sent_on.isoformat(),
        "searched": "60",
        "excluded": "12",
        "sent_out": "40",
        "route": batch.route,
        "reminder": "none",
        "undelivered": "0",
    } | more


def write(client, batch: InvitationBatch, **more: Any):
    return client.post(RECORD, the_same(batch, **more))


def test_the_same_letters_are_warned_about_and_saved_after_looking(client, first):
    warned = write(client, first)

    assert problems(warned) == {"another": [SAID]}
    assert "It is another batch" in text_of(warned)
    assert warned.context["form"]["sent_out"].value() == "40"
    again = client.post(RECORD, held_by(warned))
    assert problems(again) == {"another": [SAID]}
    assert InvitationBatch.objects.count() == 1

    saved = client.post(RECORD, held_by(warned, another="on"))
    assert (saved.status_code, saved["Location"]) == (302, "/cases/1/letters/2022-05-31-2/")


def test_nobody_is_asked_before_anything_is_typed(client, first):
    assert "It is another batch" not in text_of(client.get(RECORD))


def test_a_tick_is_for_the_batches_that_the_page_named(client, first):
    other = some_letters(first.case, ago(13), sent_out=30)
    warned = write(client, first)

    more = client.post(RECORD, held_by(warned, another="on", sent_on=other.sent_on.isoformat()))

    assert problems(more) == {"another": [SAID.replace("40", "30")]}
    assert more.context["form"]["warned"].value() == "1 2"
    assert more.context["form"]["another"].value() is False
    assert client.post(RECORD, held_by(more, another="on")).status_code == 302


@pytest.mark.parametrize("more", [{"route": "text"}, {"sent_on": "2022-06-01"}])
def test_another_way_or_day_is_another_batch(client, first, more):
    assert write(client, first, **more).status_code == 302


def test_another_practice_or_case_sends_others(study, client, first):
    other = an_organisation(study.sites[0], name="Practice B")
    assert write(client, first, practice=str(other.pk)).status_code == 302

    elsewhere = a_case(9, site=first.case.site)
    facts = {"practice": first.practice, "route": first.route, "sent_on": first.sent_on}
    batch = actions.record_letters(case=elsewhere, searched=9, sent_out=9, by=None, **facts)
    assert (batch.case, batch.number) == (elsewhere, 1)


def test_letters_that_were_taken_back_are_written_down_anew(client, first):
    actions.void_letters(batch=first, version=1, reason="Wrong case", by=None)

    assert write(client, first).status_code == 302


def test_a_correction_that_makes_them_alike_is_warned_about_too(client, first):
    other = some_letters(first.case, ago(13), sent_out=30)
    url = f"/cases/1/letters/{other.sent_on.isoformat()}/correct/"
    opened = client.get(url)

    day = {"sent_on": first.sent_on.isoformat(), "why": "Misread the day"}
    warned = client.post(url, held_by(opened, **day))

    assert problems(warned) == {"another": [SAID]}
    assert InvitationBatch.objects.filter(sent_on=first.sent_on).count() == 1
    assert client.post(url, held_by(warned, another="on")).status_code == 302
    moved = InvitationBatch.objects.standing().get(number=other.number)
    assert moved.get_absolute_url() == "/cases/1/letters/2022-05-31-2/"


def test_twins_are_corrected_in_what_does_not_tell_them_apart(client, first):
    some_letters(first.case, first.sent_on)
    url = first.get_absolute_url() + "correct/"

    said = client.post(url, held_by(client.get(url), sent_out="39", why="Miscounted"))

    assert (said.status_code, said["Location"]) == (302, first.get_absolute_url())


def test_letters_that_come_back_beside_their_like_are_warned_about_too(login, study, client, first):
    actions.void_letters(batch=first, version=1, reason="Wrong case", by=None)
    write(client, first)
    pi, url = login(study.pi), first.get_absolute_url() + "restore/"

    opened = pi.get(url)
    assert "It is another batch" not in text_of(opened)
    warned = pi.post(url, held_by(opened, reason="Both were sent"))

    assert problems(warned) == {"another": [SAID]}
    assert warned.context["form"]["reason"].value() == "Both were sent"
    assert InvitationBatch.objects.standing().count() == 1
    assert pi.post(url, held_by(warned, another="on")).status_code == 302
    assert InvitationBatch.objects.standing().count() == 2


@pytest.mark.django_db(transaction=True)
def test_of_two_windows_at_once_the_second_is_warned(transactional_db):
    practice = an_organisation(a_case(1).site)
    facts = {"practice": practice, "route": "letter", "sent_on": ago(14), "searched": 60}

    def save() -> InvitationBatch:
        case = Case.objects.get()
        return actions.record_letters(case=case, sent_out=40, by=None, **facts)

    answers = at_once(save, save)

    [said] = [one for one in answers if isinstance(one, Exception)]
    assert isinstance(said, ValidationError)
    assert said.message_dict == {"another": [SAID]}
    assert InvitationBatch.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_that_are_moved_to_one_day_at_once_the_second_is_warned(transactional_db):
    case = a_case(1)
    batches = [some_letters(case, ago(days)) for days in (13, 12)]

    def move(batch: InvitationBatch) -> InvitationBatch:
        why = {"version": 1, "why": "Misread the day", "by": None}
        return actions.correct_letters(batch=batch, sent_on=ago(14), **why)

    answers = at_once(*(partial(move, one) for one in batches))

    [said] = [one for one in answers if isinstance(one, Exception)]
    assert isinstance(said, ValidationError)
    assert said.message_dict == {"another": [SAID]}
    assert InvitationBatch.objects.standing().filter(sent_on=ago(14)).count() == 1
