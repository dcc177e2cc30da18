"""Vouchers: bought for a site, given for interviews, and their receipts."""

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from linkstudy.audit.models import Entry
from linkstudy.clock import telling
from linkstudy.identities.service import unseal
from linkstudy.testing.factories import (
    a_booking,
    a_person,
    a_study,
    a_withdrawal,
    ago,
    an_interview,
)
from linkstudy.testing.thanks import a_purchase, a_voucher
from participants import actions
from participants.models import Interview, Purchase, Thanks
from participants.models.thanks import left_at
from participants.tests.custody import NOW, words_of


@pytest.fixture(autouse=True)
def june(db):
    with telling(NOW):
        yield


@pytest.fixture
def study():
    return a_study()


@pytest.fixture
def held(study) -> Interview:
    """C1-PT-01, interviewed ten days ago."""
    return an_interview(a_person(study.cases[0]), ago(10))


def confirm(given: Thanks, day: dt.date) -> Thanks:
    by = given.participant.owner
    version = given.version
    return actions.confirm_receipt(thanks=given, receipt_on=day, version=version, by=by)


def void(given: Thanks) -> Thanks:
    by = given.participant.owner
    return actions.void_thanks(thanks=given, version=given.version, reason="Not given", by=by)


def test_what_is_left_is_what_was_bought_less_what_was_given(study, held):
    site = study.sites[0]
    assert left_at(site) == 0

    a_purchase(site, each=2000, count=10)
    a_purchase(study.sites[1], each=1050, count=2)
    given = a_voucher(held, pence=1050)
    assert [left_at(one) for one in study.sites] == [20000 - 1050, 2100]

    void(given)
    assert left_at(site) == 20000


def test_nobody_gives_what_was_not_bought(study, held):
    with pytest.raises(ValidationError) as refused:
        a_voucher(held)
    words = "No voucher is left at Site 1: Region 1. Buy more first"
    assert refused.value.message_dict == {"pence": [words]}

    a_purchase(study.sites[0], each=1500, count=1)
    with pytest.raises(ValidationError) as refused:
        a_voucher(held)
    words = "Only £15 is left at Site 1: Region 1. Buy more first"
    assert refused.value.message_dict == {"pence": [words]}


def test_one_for_an_interview_unless_a_reason_says_otherwise(study, held):
    a_purchase(study.sites[0])
    first = a_voucher(held, on=ago(2), extra="Not needed")

    with pytest.raises(ValidationError) as refused:
        a_voucher(held)
    words = "They were thanked for it on 12 June 2022. Say why they get one more"
    assert refused.value.message_dict == {"extra": [words]}

    second = a_voucher(held, extra="Lost in the post")
    key = held.participant.person
    assert (first.extra, unseal(key, "thanks.extra", second.extra)) == ("", "Lost in the post")
    assert [first.number, second.number] == [1, 2]


def test_somebody_who_withdrew_is_thanked_all_the_same(study, held):
    a_purchase(study.sites[0])
    a_withdrawal(held.participant, level="remove_all")

    assert a_voucher(held).pence == 2000


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (-1, "The day must be today or in the past"),
        (11, "The interview was on 4 June 2022. Enter that day or a later one"),
    ],
)
def test_thanks_come_after_the_interview(study, held, day, words):
    a_purchase(study.sites[0])

    with pytest.raises(ValidationError) as refused:
        a_voucher(held, on=ago(day))

    assert refused.value.message_dict == {"on": [words]}


def test_only_who_was_interviewed_is_thanked(study):
    a_purchase(study.sites[0])

    with pytest.raises(ValidationError) as refused:
        a_voucher(a_booking(a_person(study.cases[0])))

    assert words_of(refused) == [
        "This interview has not taken place, so there is nothing to thank for"
    ]


def test_vouchers_are_not_bought_tomorrow(study):
    with pytest.raises(ValidationError) as refused:
        a_purchase(study.sites[0], on=ago(-1))

    assert refused.value.message_dict == {"on": ["The day must be today or in the past"]}


def test_a_receipt_is_outstanding_until_it_is_confirmed(study, held):
    a_purchase(study.sites[0])
    given = a_voucher(held, on=ago(3))
    assert list(Thanks.objects.outstanding()) == [given]

    for day, words in [
        (ago(-1), "The day must be today or in the past"),
        (ago(4), "The voucher was given on 11 June 2022. Enter that day or a later one"),
    ]:
        with pytest.raises(ValidationError) as refused:
            confirm(given, day)
        assert refused.value.message_dict == {"receipt_on": [words]}

    given = confirm(given, ago(1))
    assert list(Thanks.objects.outstanding()) == []
    with pytest.raises(ValidationError) as refused:
        confirm(given, ago(0))
    assert words_of(refused) == ["No receipt is outstanding for this voucher any more"]


def test_a_purchase_is_taken_back_while_its_vouchers_are_there(study, held):
    bought = a_purchase(study.sites[0], each=2000, count=2)
    given = a_voucher(held)
    by = study.administrator

    def take_back() -> Purchase:
        return actions.void_purchase(purchase=bought, version=1, reason="Twice", by=by)

    with pytest.raises(ValidationError) as refused:
        take_back()
    assert words_of(refused) == [
        "Only £20 is left at Site 1: Region 1: some of it was given. Take that back first"
    ]

    void(given)
    bought = take_back()
    with pytest.raises(ValidationError) as refused:
        take_back()
    assert words_of(refused) == ["This purchase of vouchers is already void"]


def test_serial_numbers_stand_nowhere_in_the_clear(study, held):
    a_purchase(study.sites[0])

    given = a_voucher(held, serial="SERIAL-0001")

    assert unseal(held.participant.person, "thanks.serial", given.serial) == "SERIAL-0001"
    told = "".join(Entry.objects.values_list("body", flat=True))
    assert "SERIAL" not in given.serial + told


def insert(held: Interview, **more: Any) -> None:
    facts = {"number": 7, "interview": held.number, "on": ago(0), "pence": 2000, "how": "post"}
    with transaction.atomic():
        Thanks.objects.bulk_create([Thanks(participant=held.participant, **facts | more)])


@pytest.mark.parametrize(
    "more",
    [
        {"pence": 4001},
        {"pence": 0},
        {"interview": 2},
        {"on": dt.date(2022, 6, 3)},
        {"receipt_on": dt.date(2022, 6, 13)},
        {"how": "magic"},
    ],
)
def test_the_database_refuses_a_voucher_that_cannot_be(study, held, more):
    a_purchase(study.sites[0], each=2000, count=2)

    with pytest.raises(IntegrityError):
        insert(held, **more)

    insert(held)
    with pytest.raises(IntegrityError):
        insert(held, number=8)
    insert(held, number=8, extra="sealed")
    with pytest.raises(IntegrityError):
        insert(held, number=9, extra="sealed", pence=1)


def test_the_database_keeps_a_purchase_whose_vouchers_were_given(study, held):
    bought = a_purchase(study.sites[0], each=2000, count=1)
    a_voucher(held)

    with pytest.raises(IntegrityError), transaction.atomic():
        Purchase.objects.filter(pk=bought.pk).update(voided_at=NOW, void_reason="x")


def test_the_database_keeps_a_receipt(study, held):
    a_purchase(study.sites[0])
    given = confirm(a_voucher(held, on=ago(3)), ago(1))

    with pytest.raises(IntegrityError), transaction.atomic():
        Thanks.objects.filter(pk=given.pk).update(receipt_on=None)
