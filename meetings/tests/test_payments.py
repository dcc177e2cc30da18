"""What an hour is worth, and what public contributors are offered, accept, decline and are paid."""

from functools import partial

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from linkstudy.testing.factories import a_user, ago
from linkstudy.testing.tables import a_member, a_payment, a_rate, accepted
from linkstudy.words import day_words
from meetings import actions
from meetings.actions.payments import CHECK
from meetings.ledger import Line, ledger, long
from meetings.models import Payment, Rate
from meetings.tests.words import words_of

NOT_PAID = "This is paid. Whoever paid it says first that it is not"


def answer(row: Payment, words: str, days: int = 5) -> Payment:
    facts = {"answer": words, "answered_on": ago(days), "by": None}
    return actions.answer_payment(payment=row, version=row.version, **facts)


def pay(row: Payment, days: int = 1) -> Payment:
    return actions.pay(payment=row, version=row.version, paid_on=ago(days), by=None)


def correct(row: Payment, lead, **facts) -> Payment:
    names = ("on", "work", "minutes", "expenses", "offered_on", "answer", "answered_on")
    held = {name: getattr(row, name) for name in names} | facts
    return actions.correct_payment(
        payment=row, version=row.version, why="A slip of mine", by=lead, **held
    )


def test_hours_count_at_the_rate_of_their_day():
    a_rate(2000)
    a_rate(2500, starts_on=ago(30))
    member = a_member()

    then, now = a_payment(member, on=ago(31), minutes=50), a_payment(member)
    assert [(one.fee, one.amount) for one in (then, now)] == [(1667, 2417), (5000, 5750)]
    assert [Line(one).took for one in (then, now)] == [
        "50 minutes at £20 an hour",
        "2 hours at £25 an hour",
    ]
    alone = a_payment(member, minutes=None, expenses=320)
    assert (alone.rate, alone.amount, Line(alone).took) == (None, 320, "")


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(45, "45 minutes"), (60, "1 hour"), (150, "2 hours 30 minutes"), (61, "1 hour 1 minute")],
)
def test_a_length_is_said_in_hours_and_minutes(minutes, words):
    assert long(minutes) == words


def test_a_rate_starts_on_a_day_once_and_is_void_only_while_nothing_rests_on_it(lead):
    rate = a_rate()
    with pytest.raises(ValidationError) as refused:
        a_rate(3000)
    words = "A rate starts on 14 June 2021 already. Take that back first"
    assert words_of(refused) == {"starts_on": [words]}

    row = a_payment()
    with pytest.raises(ValidationError) as refused:
        actions.void_rate(rate=rate, version=1, reason="Another amount", by=lead)
    assert words_of(refused) == ["Payments rest on this rate. Take them back first"]
    with pytest.raises(IntegrityError), transaction.atomic():
        Rate.objects.update(voided_at=row.recorded_at, void_reason="x")

    gone = actions.void_payment(payment=row, version=1, reason="Another amount", by=lead)
    actions.void_rate(rate=rate, version=1, reason="Another amount", by=lead)
    with pytest.raises(ValidationError) as refused:
        actions.restore_payment(payment=gone, version=2, reason="It was right", by=lead)
    assert words_of(refused) == ["Its rate is void by now. Offer a new payment instead"]
    a_rate(3000)
    with pytest.raises(IntegrityError), transaction.atomic():
        Payment.objects.filter(pk=row.pk).update(voided_at=None, void_reason="")


def test_an_offer_is_for_something_on_a_day_that_was_and_has_a_rate():
    member = a_member()
    a_rate(starts_on=ago(60))
    words = {
        "on": "The day must be today or in the past",
        "offered_on": "The day must be today or in the past",
    }
    for name, said in words.items():
        with pytest.raises(ValidationError) as refused:
            a_payment(member, **{name: ago(-1)})
        assert words_of(refused) == {name: [said]}
    for given, said in [
        ({"on": ago(101)}, {"on": ["Public contributor 1 joined on 6 March 2022. Check the day"]}),
        (
            {"on": ago(61)},
            {"on": ["No rate holds on that day. The administrator sets one first"]},
        ),
        (
            {"minutes": None, "expenses": None},
            {"minutes": ["Enter how long it took, or what it cost them"]},
        ),
    ]:
        with pytest.raises(ValidationError) as refused:
            a_payment(member, **given)
        assert words_of(refused) == said


def test_the_same_is_offered_twice_only_when_somebody_says_that_it_is_another():
    member = a_member()
    first = a_payment(member)
    names = ("on", "work", "minutes", "expenses", "offered_on")
    offer = partial(actions.offer_payment, member=member, by=None)
    same = {name: getattr(first, name) for name in names}

    with pytest.raises(ValidationError) as refused:
        offer(**same)
    what = f"Public contributor 1 was offered £57.50 for {day_words(ago(20))} already"
    assert words_of(refused) == {"another": [f"{what}, for the same work. {CHECK}"]}
    second = offer(**same, apart_from=["1"])
    with pytest.raises(ValidationError) as refused:
        offer(**same, apart_from=["1"])
    assert refused.value.error_dict["another"][0].params == {"named": ["2"]}
    assert offer(**same | {"minutes": 60}).number == 3
    for row in (first, second):
        facts = {"payment": row, "version": row.version, "by": None}
        actions.void_payment(reason="Offered twice", **facts)
    assert offer(**same).number == 4


def test_a_void_member_is_offered_nothing(lead):
    member = a_member()
    gone = actions.void_member(member=member, version=1, reason="A mistake", by=lead)

    with pytest.raises(ValidationError) as refused:
        a_payment(gone)
    assert words_of(refused) == ["This member is void. Restore them first"]


def test_the_study_team_is_not_paid_here():
    with pytest.raises(ValidationError) as refused:
        a_payment(a_member(user=a_user("pi")))
    assert words_of(refused) == ["They are of the study team, which is not paid here"]


def test_an_offer_is_answered_once_and_what_was_accepted_is_paid_once(lead):
    row = a_payment()
    assert row.state == "Offered"
    for days, said in [
        (-1, "The day must be today or in the past"),
        (11, "It was offered on 4 June 2022. Enter that day or a later one"),
    ]:
        with pytest.raises(ValidationError) as refused:
            answer(row, "accepted", days)
        assert words_of(refused) == {"answered_on": [said]}
    with pytest.raises(ValidationError) as refused:
        pay(row)
    assert words_of(refused) == ["This payment is not waiting to be paid"]

    agreed = answer(row, "accepted")
    assert agreed.state == "Accepted"
    with pytest.raises(ValidationError) as refused:
        answer(agreed, "declined")
    assert words_of(refused) == ["No answer to this offer is outstanding any more"]
    for days, said in [
        (-1, "The day must be today or in the past"),
        (6, "They accepted on 9 June 2022. Enter that day or a later one"),
    ]:
        with pytest.raises(ValidationError) as refused:
            pay(agreed, days)
        assert words_of(refused) == {"paid_on": [said]}

    paid = pay(agreed)
    assert paid.state == "Paid"
    with pytest.raises(IntegrityError), transaction.atomic():
        Payment.objects.update(paid_on=ago(0))


def test_who_declines_is_not_paid():
    row = answer(a_payment(), "declined")

    assert row.state == "Declined"
    with pytest.raises(ValidationError) as refused:
        pay(row)
    assert words_of(refused) == ["This payment is not waiting to be paid"]
    with pytest.raises(IntegrityError), transaction.atomic():
        Payment.objects.update(paid_on=ago(0))


def test_an_offer_and_its_answer_are_put_right_until_it_is_paid(lead):
    row = accepted(a_payment())
    changed = correct(row, lead, minutes=90, answer="declined", answered_on=ago(4))
    assert (changed.number, changed.fee, changed.state) == (1, 3750, "Declined")

    again = correct(changed, lead, answer="", answered_on=None)
    assert again.state == "Offered"
    paid = pay(answer(again, "accepted"))
    for refused_act in (
        lambda: correct(paid, lead, minutes=60),
        lambda: actions.void_payment(payment=paid, version=paid.version, reason="x", by=lead),
    ):
        with pytest.raises(ValidationError) as refused:
            refused_act()
        assert words_of(refused) == [NOT_PAID]


def test_when_it_was_paid_is_put_right_and_that_it_was_not(lead):
    paid = pay(accepted(a_payment()))

    def say(row: Payment, day) -> Payment:
        return actions.correct_paid(
            payment=row, version=row.version, why="A slip of mine", paid_on=day, by=lead
        )

    with pytest.raises(ValidationError) as refused:
        say(paid, ago(6))
    words = "They accepted on 9 June 2022. Enter that day or a later one"
    assert words_of(refused) == {"paid_on": [words]}
    again = say(paid, ago(2))
    assert again.paid_on == ago(2)
    unpaid = say(again, None)
    assert unpaid.state == "Accepted"
    with pytest.raises(ValidationError) as refused:
        say(unpaid, ago(2))
    assert words_of(refused) == ["This payment is not paid"]


def test_a_payment_is_taken_back_and_restored(lead):
    row = a_payment()
    gone = actions.void_payment(payment=row, version=1, reason="Offered twice", by=lead)
    assert gone.state == "Void"
    with pytest.raises(ValidationError) as refused:
        answer(gone, "accepted")
    assert words_of(refused) == ["No answer to this offer is outstanding any more"]

    back = actions.restore_payment(payment=gone, version=2, reason="Offered once", by=lead)
    assert (back.state, back.amount) == ("Offered", 5750)
    nothing = actions.void_payment(
        payment=a_payment(minutes=None), version=1, reason="Offered twice", by=lead
    )
    actions.restore_payment(payment=nothing, version=2, reason="Offered once", by=lead)


def test_the_ledger_says_what_is_paid_and_what_waits(lead):
    assert ledger(lead, None).sentence == (
        "£0 is paid. £0 is accepted and waits to be paid. No offer is without an answer."
    )
    member = a_member()
    pay(accepted(a_payment(member)))
    accepted(a_payment(member, minutes=60))
    a_payment(member)

    found = ledger(lead, None)
    assert found.sentence == (
        "£57.50 is paid. £32.50 is accepted and waits to be paid. 1 offer is without an answer."
    )
    a_payment(member)
    assert ledger(lead, None).sentence.endswith("2 offers are without an answer.")
    assert found.holds == Rate.objects.get()
    assert Payment.objects.visible_to(a_user("researcher")).count() == 0
