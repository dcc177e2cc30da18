"""Pages about vouchers: the ledger, buying, thanking, a receipt, and taking back."""

import pytest

from linkstudy.testing.factories import a_booking, a_person, a_withdrawal, ago, an_interview
from linkstudy.testing.pages import problems, text_of
from linkstudy.testing.thanks import a_purchase, a_voucher
from participants.models import Interview, Purchase, Thanks
from participants.tests.pages import effects, send, shown, told

LEDGER = "/thanks/"


@pytest.fixture
def held(study) -> Interview:
    """C1-PT-01, interviewed ten days ago; its site has £200 in vouchers."""
    a_purchase(study.sites[0], by=study.administrator)
    return an_interview(a_person(study.cases[0]), ago(10))


def thank_page(interview: Interview) -> str:
    return f"{interview.get_absolute_url()}thank/"


def sentence(client) -> str:
    return client.get(LEDGER).context["ledger"].sentence


def test_the_ledger_says_what_is_left_and_whose_receipt_is_outstanding(study, login, held):
    a_purchase(study.sites[1], by=study.administrator)
    other = an_interview(a_person(study.cases[1]), ago(5))
    client, pi = login(study.researcher), login(study.pi)

    assert sentence(client) == "£200 is left in vouchers. No receipt is outstanding."
    a_voucher(held, pence=1250)
    assert sentence(client) == "£187.50 is left in vouchers. 1 receipt is outstanding."
    a_voucher(other)
    assert sentence(client) == "£187.50 is left in vouchers. 1 receipt is outstanding."
    assert sentence(pi) == "£367.50 is left in vouchers. 2 receipts are outstanding."


def test_whoever_was_not_thanked_is_listed(client, study, held):
    an_interview(a_person(study.cases[1]), ago(5))
    later = an_interview(a_person(study.cases[0]), ago(5))

    assert client.get(LEDGER).context["ledger"].unthanked == [held, later]
    assert "Thank them" in text_of(client.get(held.participant.get_absolute_url()))

    a_voucher(held)
    assert client.get(LEDGER).context["ledger"].unthanked == [later]
    assert "Thank them" not in text_of(client.get(held.participant.get_absolute_url()))


def test_nobody_is_asked_to_thank_somebody_who_wants_no_more_contact(client, study, held):
    kept = an_interview(a_person(study.cases[0]), ago(5))
    a_withdrawal(held.participant, level="no_contact")
    a_withdrawal(kept.participant, level="keep")

    page = client.get(LEDGER).context["ledger"]

    assert (page.unthanked, page.unthanked_count) == ([kept], 1)


def test_long_lists_say_how_many_there_are(client, study, held):
    a_purchase(study.sites[0], by=study.administrator)
    for number in range(28):
        person = a_person(study.cases[0])
        done = an_interview(person, ago(9), recording="notes")
        if number < 27:
            a_voucher(done, pence=100)

    assert "The oldest 25 of 27." in text_of(client.get(LEDGER))


def test_a_few_taps_thank_somebody(client, study, held):
    a_voucher(an_interview(a_person(study.cases[0])), pence=1500)
    assert shown(client.get(thank_page(held)))["pence"] == "£15"
    assert "£185 is left at the site." in text_of(client.get(thank_page(held)))

    page = send(client, thank_page(held), how="email", serial="SERIAL-0001")

    assert told(page) == ["Saved: C1-PT-01 has a voucher of £15"]
    text = text_of(page)
    assert "Receipt outstanding" in text
    assert "Serial number SERIAL-0001." in text


def test_one_more_says_why(client, held):
    a_voucher(held)

    page = send(client, thank_page(held), how="post")
    assert problems(page) == {"extra": ["Enter why they get one more"]}

    page = send(client, thank_page(held), how="post", extra="Lost in the post")
    assert told(page) == ["Saved: C1-PT-01 has a voucher of £20"]
    assert "One more, because: Lost in the post" in text_of(page)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("twenty", "The amount must be an amount in pounds, like 20 or 7.50"),
        ("-20", "The amount must be an amount in pounds, like 20 or 7.50"),
        ("0", "The amount must be between £0.01 and £100"),
        ("100.01", "The amount must be between £0.01 and £100"),
        ("x" * 300, "The amount must be an amount in pounds, like 20 or 7.50"),
        ("", "Enter the amount of the voucher"),
    ],
)
def test_an_amount_that_is_none_is_kept_and_explained(client, held, typed, words):
    page = send(client, thank_page(held), pence=typed, how="post")

    assert problems(page) == {"pence": [words]}
    assert shown(page).get("pence", "") == typed


@pytest.mark.parametrize(("typed", "pence"), [("£20", 2000), ("7.50", 750), (" £ 100 ", 10000)])
def test_amounts_are_understood(client, held, typed, pence):
    send(client, thank_page(held), pence=typed, how="post")

    assert Thanks.objects.get().pence == pence


def test_a_booking_has_nothing_to_thank_for(client, study):
    booking = a_booking(a_person(study.cases[0]))

    assert told(client.get(thank_page(booking), follow=True)) == [
        "This interview has not taken place, so there is nothing to thank for"
    ]


def test_a_receipt_is_confirmed_once(client, held):
    a_voucher(held, on=ago(3))
    url = "/participants/c1-pt-01/vouchers/1/receipt/"

    page = send(client, url, receipt_on="12/6")

    assert told(page) == ["Saved: C1-PT-01 has their voucher"]
    assert "Receipt confirmed on 12 June 2022" in text_of(page)
    assert told(client.get(url, follow=True)) == [
        "No receipt is outstanding for this voucher any more"
    ]
    assert client.get(url.replace("/1/", "/9/")).status_code == 404


def test_a_voucher_is_taken_back_with_a_reason(client, held):
    a_voucher(held)
    url = "/participants/c1-pt-01/vouchers/1/void/"

    assert effects(client.get(url))[0] == "£20 more is left at the site"
    page = send(client, url, reason="It was not given")

    assert told(page) == ["The voucher for C1-PT-01 is void"]
    assert told(client.get(url, follow=True)) == ["This voucher is already void"]


def test_administrators_buy_and_take_back(study, login):
    client = login(study.administrator)

    page = send(client, "/thanks/buy/", site="1", count="5", each="20", on="today")
    assert told(page) == ["Saved: 5 vouchers of £20. £100 is left at Site 1: Region 1"]
    page = send(client, "/thanks/buy/", site="1", count="1", each="7.50", on="today")
    assert told(page) == ["Saved: 1 voucher of £7.50. £107.50 is left at Site 1: Region 1"]

    url = "/thanks/bought/1/void/"
    assert effects(client.get(url))[0] == "£100 less is left at the site"
    assert told(send(client, url, reason="Written down twice")) == [
        "The purchase of 5 vouchers of £20 is void"
    ]
    assert told(client.get(url, follow=True)) == ["This purchase is already void"]
    assert client.get("/thanks/bought/9/void/").status_code == 404
    assert Purchase.objects.standing().count() == 1


def test_the_monitor_reads_without_serial_numbers(study, login, held):
    a_voucher(held, serial="SERIAL-0001")
    client = login(study.monitor)

    assert "SERIAL" not in client.get(held.get_absolute_url()).content.decode()
    assert sentence(client) == "£180 is left in vouchers. 1 receipt is outstanding."
    assert client.get(thank_page(held)).status_code == 403
    assert login(study.ppi).get(LEDGER).status_code == 403
    assert login(study.researcher).get("/thanks/buy/").status_code == 403


def test_without_a_case_nobody_is_to_be_thanked(study, login):
    client = login(study.researcher2)

    assert "Everybody who was interviewed and may be contacted is thanked." in text_of(
        client.get(LEDGER)
    )


def test_the_ledger_says_of_whom_nobody_asks_for_a_receipt(study, login, held):
    a_voucher(held)
    client = login(study.researcher)
    words = "Nobody asks them : they want no more contact".replace(" :", ":")

    assert words not in text_of(client.get("/thanks/"))

    a_withdrawal(held.participant, level="no_contact")

    assert words in text_of(client.get("/thanks/")).replace(" :", ":")
