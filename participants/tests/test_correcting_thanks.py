"""Vouchers and their receipts are put right, taken back and restored; none is given unbought."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from linkstudy import clock
from linkstudy.audit.models import Entry
from linkstudy.identities.service import unseal
from linkstudy.testing.factories import a_person, ago, an_interview
from linkstudy.testing.pages import problems, text_of
from linkstudy.testing.thanks import a_purchase, a_voucher
from participants import actions
from participants.models import Interview, Purchase, Thanks
from participants.models.thanks import left_at
from participants.tests.custody import words_of
from participants.tests.pages import effects, send, shown, told

VOUCHER = "/participants/c1-pt-01/vouchers/1/"


@pytest.fixture
def site(study):
    return study.sites[0]


@pytest.fixture
def bought(study, site) -> Purchase:
    """Two vouchers of £20, bought five days ago."""
    return a_purchase(site, by=study.administrator, count=2, on=ago(5))


@pytest.fixture
def held(study, bought) -> Interview:
    """C1-PT-01, interviewed ten days ago."""
    return an_interview(a_person(study.cases[0]), ago(10))


@pytest.fixture
def given(held) -> Thanks:
    """£20 by post, three days ago; they have it since yesterday."""
    row = a_voucher(held, on=ago(3), how="post", serial="SERIAL-0001")
    by = held.participant.owner
    return actions.confirm_receipt(thanks=row, receipt_on=ago(1), version=1, by=by)


def correct(row: Thanks, **more: Any) -> Thanks:
    names = ("on", "pence", "how", "receipt_on")
    facts = {name: getattr(row, name) for name in names} | {"why": "Misread", **more}
    by = row.participant.owner
    return actions.correct_thanks(thanks=row, version=row.version, by=by, **facts)


def take_back(row: Thanks) -> Thanks:
    by = row.participant.owner
    return actions.void_thanks(thanks=row, version=row.version, reason="Not given", by=by)


def put_back(row: Thanks, **more: Any) -> Thanks:
    by = row.participant.owner
    return actions.restore_thanks(
        thanks=row, version=row.version, reason="It was given", by=by, **more
    )


def test_a_voucher_is_put_right_on_a_page_that_shows_what_stands(client, given, site):
    url = f"{VOUCHER}correct/"
    page = client.get(url)
    assert shown(page) == {
        "version": 2,
        "pence": "£20",
        "how": "post",
        "on": "11 June 2022",
        "serial": "SERIAL-0001",
        "receipt_on": "13 June 2022",
    }
    assert effects(page)[0] == "What is left at the site changes with the amount"

    page = send(client, url, pence="£15", serial="SERIAL-0002", receipt_on="12/6", why="Misread it")

    assert told(page) == ["The voucher for C1-PT-01 is corrected"]
    assert left_at(site) == 4000 - 1500
    right = Thanks.objects.standing().get()
    given.refresh_from_db()
    assert (right.replaces, right.number, right.receipt_on) == (given, 1, ago(2))
    assert (given.pence, given.receipt_on) == (2000, ago(1))
    assert unseal(right.participant.person, "thanks.serial", right.serial) == "SERIAL-0002"
    assert "£15, 11 June 2022. By post. Receipt confirmed on 12 June 2022." in text_of(page)
    assert "£20, 11 June 2022" not in text_of(page)


def test_the_history_says_what_it_was_and_why(client, given):
    send(client, f"{VOUCHER}correct/", pence="£15", why="Misread the card")

    text = text_of(client.get("/history/c1-pt-01/voucher/1/"))

    assert "Voucher corrected" in text
    assert "Misread the card" in text
    assert [entry.verb for entry in Entry.objects.order_by("-seq")[:2]] == [
        "thanks.corrected",
        "thanks.replaced",
    ]


def test_a_receipt_of_another_voucher_is_taken_back_by_leaving_its_day_empty(client, given):
    page = send(client, f"{VOUCHER}correct/", receipt_on="", why="Another person had it")

    assert "Receipt outstanding" in text_of(page)
    assert [one.receipt_on for one in Thanks.objects.outstanding()] == [None]


def test_figures_of_an_earlier_day_keep_the_voucher_as_it_was(given):
    before = clock.study_now()
    with clock.telling(before.replace(hour=20)):
        correct(given, pence=1500)

    assert [one.pence for one in Thanks.objects.standing(before)] == [2000]
    assert [one.pence for one in Thanks.objects.standing()] == [1500]


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"pence": "40.01"}, {"pence": "Only £40 is left at Site 1: Region 1. Buy more first"}),
        ({"on": "tomorrow"}, {"on": "The day must be today or in the past"}),
        ({"on": "3/6"}, {"on": "The interview was on 4 June 2022. Enter that day or a later one"}),
        (
            {"receipt_on": "10/6"},
            {"receipt_on": "The voucher was given on 11 June 2022. Enter that day or a later one"},
        ),
        ({"receipt_on": "tomorrow"}, {"receipt_on": "The day must be today or in the past"}),
        ({"why": ""}, {"why": "Enter why it was wrong"}),
        ({}, {"__all__": "Nothing is different. Change what was wrong, or leave the page"}),
    ],
)
def test_what_a_voucher_cannot_be_is_said_beside_the_question(client, given, typed, wrong):
    page = send(client, f"{VOUCHER}correct/", **{"why": "Misread it"} | typed)

    assert problems(page) == {name: [words] for name, words in wrong.items()}
    assert list(Thanks.objects.all()) == [given]


def test_all_that_is_left_can_be_given_in_a_correction(given, site):
    assert (correct(given, pence=4000).pence, left_at(site)) == (4000, 0)


def test_a_void_voucher_is_restored_with_its_receipt(client, given, site):
    take_back(given)
    url = f"{VOUCHER}restore/"
    assert left_at(site) == 4000
    assert told(client.get(f"{VOUCHER}correct/", follow=True)) == [
        "This voucher is void. Restore it before you correct it"
    ]
    page = client.get(url)
    assert effects(page) == [
        "£20 less is left at the site",
        "No number of people interviewed changes",
    ]
    assert list(page.context["form"].fields) == ["token", "version", "reason"]

    page = send(client, url, reason="It was given after all")

    assert told(page) == ["The voucher for C1-PT-01 is restored"]
    assert "Receipt confirmed on 13 June 2022" in text_of(page)
    assert left_at(site) == 2000
    assert told(client.get(url, follow=True)) == ["This voucher is not void any more"]


def test_nobody_restores_or_corrects_what_is_another_by_now(given):
    with pytest.raises(ValidationError) as refused:
        put_back(given)
    assert words_of(refused) == ["This voucher is not void any more"]

    gone = take_back(given)
    with pytest.raises(ValidationError) as refused:
        correct(gone, pence=1500)
    assert words_of(refused) == ["This voucher is void. Restore it first"]


def test_one_for_an_interview_unless_a_reason_says_otherwise_also_when_restored(
    client, held, given
):
    take_back(given)
    a_voucher(held, on=ago(2))
    url = f"{VOUCHER}restore/"
    words = "They were thanked for this interview on 12 June 2022 too, so they have two vouchers"
    assert effects(client.get(url))[1] == f"{words} for it"

    page = send(client, url, reason="It was given after all")
    assert problems(page) == {"extra": ["Enter why they get one more"]}
    with pytest.raises(ValidationError) as refused:
        put_back(Thanks.objects.get(pk=given.pk))
    words = "They were thanked for it on 12 June 2022. Say why they get one more"
    assert refused.value.message_dict == {"extra": [words]}

    page = send(client, url, reason="It was given after all", extra="Two long sittings")
    assert told(page) == ["The voucher for C1-PT-01 is restored"]
    assert "One more, because: Two long sittings" in text_of(page)


def test_one_more_keeps_its_reason_when_it_is_restored_and_can_be_told_better(client, held, given):
    more = a_voucher(held, extra="Lost in the post")
    url = VOUCHER.replace("/1/", "/2/")
    assert effects(client.get(f"{VOUCHER}correct/"))[0] == effects(client.get(f"{url}correct/"))[0]

    take_back(more)
    assert "Its receipt is outstanding again" in effects(client.get(f"{url}restore/"))
    page = send(client, f"{url}restore/", reason="It was lost")
    assert "One more, because: Lost in the post" in text_of(page)

    page = send(client, f"{url}correct/", extra="Damaged in the post", why="Misheard them")
    assert "One more, because: Damaged in the post" in text_of(page)
    row = Thanks.objects.standing().get(number=2)
    with pytest.raises(ValidationError) as refused:
        correct(row, extra="")
    words = "They were thanked for it on 11 June 2022. Say why they get one more"
    assert refused.value.message_dict == {"extra": [words]}


def test_what_is_not_left_any_more_is_not_restored(client, held, given, site):
    take_back(given)
    a_voucher(held, pence=3000)

    words = "Only £10 is left at Site 1: Region 1. Buy more first"
    assert told(client.get(f"{VOUCHER}restore/", follow=True)) == [words]
    row = Thanks.objects.get(pk=given.pk)
    with pytest.raises(ValidationError) as refused:
        put_back(row, extra="Two long sittings")
    assert words_of(refused) == [words]


def test_a_voucher_for_an_interview_that_is_void_waits_for_it(client, held, given):
    by = held.participant.owner
    actions.void_interview(interview=held, version=held.version, reason="Another person", by=by)
    words = "Interview 1 with C1-PT-01 is void. Restore it first"

    assert told(client.get(f"{VOUCHER}correct/", follow=True)) == [words]
    with pytest.raises(ValidationError) as refused:
        correct(given, pence=1500)
    assert words_of(refused) == [words]

    take_back(given)
    assert told(client.get(f"{VOUCHER}restore/", follow=True)) == [words]


def test_a_voucher_older_than_its_interview_by_now_is_not_restored(client, held, given):
    take_back(given)
    names = ("wave", "recording", "mode", "setting", "minutes")
    facts = {name: getattr(held, name) for name in names}
    by = held.participant.owner
    actions.correct_interview(
        interview=held, version=held.version, why="Misread", held_on=ago(2), by=by, **facts
    )

    words = "The interview was on 12 June 2022, after this voucher. Thank them anew"
    assert told(client.get(f"{VOUCHER}restore/", follow=True)) == [words]


def a_row(held: Interview, **more: Any) -> None:
    facts = {"interview": held.number, "on": ago(0), "how": "post"} | more
    Thanks.objects.bulk_create([Thanks(participant=held.participant, **facts)])


def test_the_database_keeps_whose_a_corrected_voucher_is(study, held, given):
    other = an_interview(a_person(study.cases[0]), ago(10))
    take_back(given)

    for interview, number in [(other, 1), (held, 2)]:
        with pytest.raises(IntegrityError), transaction.atomic():
            a_row(interview, number=number, pence=100, replaces_id=given.pk)
    a_row(held, number=1, pence=100, replaces_id=given.pk)
