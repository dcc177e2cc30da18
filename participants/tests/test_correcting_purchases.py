"""Purchases of vouchers are put right, taken back and restored, and never cover less than was given."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from linkstudy import clock
from linkstudy.testing.factories import a_person, ago, an_interview
from linkstudy.testing.pages import problems, text_of
from linkstudy.testing.thanks import a_purchase, a_voucher
from participants import actions
from participants.models import Interview, Purchase, Thanks
from participants.models.thanks import left_at
from participants.tests.pages import effects, send, shown, told
from participants.tests.refusals import refusal_of

BOUGHT = "/thanks/bought/1/"


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
    """£20 of the 40 are given."""
    return a_voucher(held)


@pytest.fixture
def office(login, study):
    return login(study.administrator)


def correct_purchase(row: Purchase, **more: Any) -> Purchase:
    names = ("site", "on", "each", "count")
    facts = {name: getattr(row, name) for name in names} | {"why": "Misread", **more}
    return actions.correct_purchase(purchase=row, version=row.version, by=None, **facts)


def void_purchase(row: Purchase) -> Purchase:
    facts = {"version": row.version, "reason": "Twice", "by": None}
    return actions.void_purchase(purchase=row, **facts)


def test_a_purchase_is_put_right_on_a_page_that_shows_what_stands(office, study, given, site):
    url = f"{BOUGHT}correct/"
    page = office.get(url)
    assert shown(page) == {
        "version": 1,
        "site": "1",
        "count": 2,
        "each": "£20",
        "on": "9 June 2022",
    }

    page = send(office, url, count="5", each="15", on="8/6", why="Misread the receipt")

    assert told(page) == ["The purchase of 2 vouchers of £20 is corrected"]
    assert left_at(site) == 7500 - 2000
    right = Purchase.objects.standing().get()
    assert (right.number, right.replaces.count, right.on) == (1, 2, ago(6))
    text = text_of(page)
    assert "5 vouchers of £15 for Site 1: Region 1, 8 June 2022" in text
    assert "2 vouchers of £20" not in text.partition("Bought")[2]
    assert "Purchase of vouchers corrected" in text_of(office.get("/history/site/1/"))


def test_a_purchase_was_for_another_site_while_nothing_of_it_is_given(office, study, held):
    page = send(office, f"{BOUGHT}correct/", site="2", why="Another region")

    assert told(page) == ["The purchase of 2 vouchers of £20 is corrected"]
    assert [left_at(one) for one in study.sites] == [0, 4000]


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        (
            {"each": "9.50"},
            {
                "count": "£1 more was given at Site 1: Region 1 than would be bought then."
                " Take vouchers back first, or buy more"
            },
        ),
        (
            {"site": "2"},
            {
                "site": "£20 more was given at Site 1: Region 1 than would be bought then."
                " Take vouchers back first, or buy more"
            },
        ),
        ({"on": "tomorrow"}, {"on": "The day must be today or in the past"}),
        ({}, {"__all__": "Nothing is different. Change what was wrong, or leave the page"}),
    ],
)
def test_less_is_never_bought_than_was_given(office, given, typed, wrong):
    page = send(office, f"{BOUGHT}correct/", **{"why": "Misread it"} | typed)

    assert problems(page) == {name: [words] for name, words in wrong.items()}
    assert Purchase.objects.count() == 1


def test_a_purchase_may_shrink_to_what_was_given(given, bought, site):
    assert correct_purchase(bought, count=1).count == 1
    assert left_at(site) == 0


def test_a_purchase_is_taken_back_and_restored(office, bought, site):
    void_purchase(bought)
    url = f"{BOUGHT}restore/"
    assert told(office.get(f"{BOUGHT}correct/", follow=True)) == [
        "This purchase is void. Restore it before you correct it"
    ]
    assert effects(office.get(url)) == ["£40 more is left at the site"]

    page = send(office, url, reason="They were bought after all")

    assert told(page) == ["The purchase of 2 vouchers of £20 is restored"]
    assert left_at(site) == 4000
    assert told(office.get(url, follow=True)) == ["This purchase is not void any more"]


def test_a_void_purchase_is_not_corrected_and_one_in_hands_is_not_taken_back(office, bought, given):
    assert told(office.get(f"{BOUGHT}void/", follow=True)) == [
        "Only £20 is left at Site 1: Region 1: some of it was given. Take that back first"
    ]
    by = given.participant.owner
    actions.void_thanks(thanks=given, version=1, reason="Not given", by=by)
    gone = void_purchase(bought)

    assert refusal_of(correct_purchase, gone, count=3) == {
        "": ["This purchase of vouchers is void. Restore it first"]
    }


def test_two_who_correct_a_purchase_at_once_are_told(office, bought):
    correct_purchase(bought, count=3)

    page = office.post(
        f"{BOUGHT}correct/",
        {
            "site": "1",
            "count": "4",
            "each": "20",
            "on": "9/6",
            "why": "Misread the receipt",
            "version": "1",
        },
    )

    assert problems(page) == {
        "__all__": ["linkstudy changed this while you were typing. Nothing is saved yet"]
    }
    assert page.context["form"].stale == [("How many?", "3", "4")]


def test_a_purchase_for_a_site_that_is_void_keeps_it(office, study, bought):
    other = study.sites[1]
    row = a_purchase(other, by=study.administrator)
    type(other).objects.filter(pk=other.pk).update(voided_at=clock.study_now(), void_reason="x")

    page = office.get(f"/thanks/bought/{row.number}/correct/")

    assert shown(page)["site"] == "2"


def test_figures_of_an_earlier_day_keep_the_purchase_as_it_was(bought):
    before = clock.study_now()
    with clock.telling(before.replace(hour=20)):
        correct_purchase(bought, count=3)

    assert [one.count for one in Purchase.objects.standing(before)] == [2]
    assert [one.count for one in Purchase.objects.standing()] == [3]


def test_a_long_list_of_purchases_has_pages(office, study, site):
    for count in range(1, 28):
        a_purchase(site, count=count, by=study.administrator)

    assert "1 voucher of £20" in text_of(office.get("/thanks/?page=2"))


def assert_kept(rows: Any) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(voided_at=clock.study_now(), void_reason="x")


def insert_purchase(old: Purchase, **more: Any) -> None:
    facts = {"number": old.number, "site": old.site, "on": old.on, "each": 2000, "count": 2}
    with transaction.atomic():
        Purchase.objects.bulk_create([Purchase(replaces=old, **facts | more)])


def test_the_database_keeps_a_corrected_purchase_above_what_was_given(study, bought, given):
    for wrong in ({"count": 1, "each": 1999}, {"site": study.sites[1]}, {"number": 9}):
        with pytest.raises(IntegrityError):
            insert_purchase(bought, **wrong)

    insert_purchase(bought, count=1)
    assert_kept(Purchase.objects.filter(replaces=bought))
    Purchase.objects.filter(pk=bought.pk).update(voided_at=clock.study_now(), void_reason="x")
    assert left_at(bought.site) == 0


def test_the_database_counts_a_purchase_once_while_it_is_corrected(bought, given, held):
    insert_purchase(bought, count=1)

    facts = {"interview": held.number, "on": ago(0), "how": "post", "extra": "sealed"}
    row = Thanks(participant=held.participant, number=2, pence=1, **facts)
    with pytest.raises(IntegrityError), transaction.atomic():
        Thanks.objects.bulk_create([row])
