"""The pages of advice, of the report on it, and of payments."""

import io

import pytest
from docx import Document

from linkstudy.audit.tests.lifting import lift_guards, sql
from linkstudy.testing.factories import a_study, ago
from linkstudy.testing.meetings import a_meeting
from linkstudy.testing.pages import held_by, problems, text_of
from linkstudy.testing.tables import a_group, a_member, a_payment, a_rate, accepted, some_advice
from meetings import actions
from meetings.models import Contribution, Payment, ReportText

ADVICE = {"member": "", "on": "13/6", "stage": "sharing", "advised": "Write it for everyone"}


@pytest.fixture
def study():
    return a_study()


@pytest.fixture
def client(study, login):
    """The PPI lead."""
    return login(study.ppi)


@pytest.fixture
def office(study, login):
    """The administrator."""
    return login(study.administrator)


def said(page) -> list[str]:
    return [str(one) for one in page.context["messages"]]


def send(client, url: str, **answers):
    """Open a page and send its form with some answers."""
    return client.post(url, held_by(client.get(url), **answers), follow=True)


def test_advice_is_written_down_and_what_changed_added(client):
    page = text_of(client.get("/meetings/involvement/"))
    assert "No advice is written down yet." in page
    assert "Add a group first." in page
    a_member()
    assert held_by(client.get("/meetings/ppi-group/advice/add/"))["on"] == "14 June 2022"
    page = client.post("/meetings/ppi-group/advice/add/", ADVICE | {"member": "1"}, follow=True)
    assert page.redirect_chain == [("/meetings/involvement/1/", 302)]
    assert said(page) == ["The advice is saved. Add what changed once something does"]
    assert "Advice 1 Public contributor 1, 13 June 2022. Nothing changed yet" in text_of(page)
    listed = text_of(client.get("/meetings/involvement/"))
    assert "1 piece of advice is written down. None of it changed something so far." in listed

    url = "/meetings/involvement/1/"
    page = send(client, f"{url}changed/", changed="The letter is shorter", evidence="Letter v2")
    assert said(page) == ["What changed is saved"]
    assert "14 June 2022: The letter is shorter Where that can be seen Letter v2" in text_of(page)
    page = send(client, f"{url}correct/", member="", evidence="Letter v3", why="A slip of mine")
    assert said(page) == ["The advice is corrected"]
    assert "Advice corrected on 14 June 2022" in text_of(page)
    assert "PPI group, 13 June 2022. Something changed" in text_of(page)
    page = send(client, f"{url}void/", reason="Said by another")
    assert said(page) == ["The advice is void"]
    assert "Said by another" in text_of(page)
    assert "Void" in text_of(client.get("/meetings/involvement/"))
    page = send(client, f"{url}restore/", reason="It was said here")
    assert said(page) == ["The advice is restored"]
    some_advice()
    listed = text_of(client.get("/meetings/involvement/"))
    assert "2 pieces of advice are written down. 1 of them changed something so far." in listed


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        (
            {"changed": "", "evidence": ""},
            {"changed": ["Enter what changed, or leave the day empty"]},
        ),
        ({"changed_on": ""}, {"changed_on": ["Enter the day on which it changed"]}),
        ({"changed_on": "31/6"}, {"changed_on": ["June has 30 days. Enter a real date"]}),
        (
            {"changed_on": "1/5"},
            {"changed_on": ["It was advised on 25 May 2022. Enter that day or a later one"]},
        ),
    ],
)
def test_what_changed_stands_with_its_day(client, study, answers, words):
    facts = {"changed_on": ago(5), "changed": "The letter is shorter", "evidence": "v2"}
    actions.record_change(contribution=some_advice(), version=1, by=study.ppi, **facts)

    page = send(client, "/meetings/involvement/1/correct/", why="A slip of mine", **answers)

    assert problems(page) == words


def test_that_nothing_changed_after_all_is_a_correction(client, study):
    facts = {"changed_on": ago(5), "changed": "The letter is shorter", "evidence": "v2"}
    actions.record_change(contribution=some_advice(), version=1, by=study.ppi, **facts)
    nothing = {"changed_on": "", "changed": "", "evidence": ""}

    send(client, "/meetings/involvement/1/correct/", why="It did not", **nothing)

    assert Contribution.objects.standing().get().changed_on is None


@pytest.mark.parametrize(
    ("act", "is_void", "words"),
    [
        ("changed", True, "This advice is void. Restore it first"),
        ("changed", False, "What changed is written down already. Correct it instead"),
        ("correct", True, "This advice is void. Restore it before you correct it"),
        ("void", True, "This advice is already void"),
        ("restore", False, "This advice is not void any more"),
    ],
)
def test_what_cannot_be_done_to_advice_is_said(client, study, act, is_void, words):
    row = actions.record_change(
        contribution=some_advice(), version=1, changed_on=ago(1), changed="It did", by=study.ppi
    )
    if is_void:
        actions.void_contribution(contribution=row, version=2, reason="A mistake", by=study.ppi)

    page = client.get(f"/meetings/involvement/1/{act}/", follow=True)
    assert said(page) == [words]


def test_advice_that_is_not_there_is_not_found(client):
    assert client.get("/meetings/involvement/7/").status_code == 404


# The report


def test_a_section_is_written_over_its_draft(client):
    some_advice()
    page = text_of(client.get("/meetings/gripp2/"))
    assert page.count("Drafted from what is recorded today.") == 5
    url = "/meetings/gripp2/results/"
    assert held_by(client.get(url))["text"] == (
        "Nothing is recorded yet that changed because of advice."
    )
    page = send(client, url, text="Much changed.")
    assert (page.redirect_chain, said(page)) == (
        [("/meetings/gripp2/", 302)],
        ["Saved: Study results"],
    )
    assert "Version 1, written Today, 9:12am." in text_of(page)
    assert client.get("/meetings/gripp2/nothing/").status_code == 404

    made = client.get("/meetings/gripp2/word/")
    disposition = made.headers["Content-Disposition"]
    assert disposition == 'attachment; filename="gripp2-2022-06-14.docx"'
    assert "Much changed." in [one.text for one in Document(io.BytesIO(made.content)).paragraphs]


def test_while_a_study_id_stands_in_it_there_is_no_file_of_it(client):
    row = some_advice()
    assert "Report (Word)" in text_of(client.get("/meetings/gripp2/"))
    lift_guards()
    sql("UPDATE meetings_contribution SET advised = 'Ask C5-PT-03' WHERE id = %s", row.pk)

    page = client.get("/meetings/gripp2/word/", follow=True)

    assert page.redirect_chain == [("/meetings/gripp2/", 302)]
    assert "C5-PT-03, under Discussion and conclusions" in text_of(page)
    assert "Report (Word)" not in text_of(page)


def test_two_who_write_one_section_lose_nothing(client, study):
    url = "/meetings/gripp2/aim/"
    mine = held_by(client.get(url), text="We listened.")
    actions.write_section(section="aim", version=0, text="We asked.", by=study.ppi)

    page = client.post(url, mine)

    assert page.context["form"].stale == [("What the report says", "We asked.", "We listened.")]
    assert client.post(url, held_by(page)).status_code == 302
    assert [one.text for one in ReportText.objects.all()] == ["We asked.", "We listened."]


# Payments


def test_a_payment_is_offered_answered_paid_and_put_right(client, office):
    assert "No rate is set yet. The administrator sets one." in text_of(
        client.get("/meetings/payments/")
    )
    assert "Set the first one" in text_of(office.get("/meetings/payments/"))
    assert held_by(office.get("/meetings/rates/add/"))["hourly"] == ""
    page = office.post("/meetings/rates/add/", {"hourly": "25", "starts_on": "1/1"}, follow=True)
    assert said(page) == ["Saved: £25 an hour"]
    assert "£25 an hour from 1 January 2022 on, which holds today." in text_of(page)
    a_member()

    url = "/meetings/ppi-group/members/1/payments/"
    page = send(client, f"{url}add/", on="13/6", minutes="2h 30", expenses="4.20")
    assert said(page) == ["Saved: £66.70 is offered to Public contributor 1"]
    assert page.redirect_chain == [(f"{url}1/", 302)]
    assert "2 hours 30 minutes at £25 an hour: £62.50 Expenses £4.20" in text_of(page)
    page = send(client, f"{url}1/answer/", answer="accepted")
    assert said(page) == ["The answer is saved"]
    assert "Accepted on 14 June 2022" in text_of(page)
    waiting = text_of(office.get("/meetings/payments/"))
    assert "£66.70, accepted 14 June 2022. Pay" in waiting
    page = send(office, f"{url}1/pay/")
    assert said(page) == ["The payment is saved"]
    assert "Paid on 14 June 2022" in text_of(page)
    page = send(office, f"{url}1/paid/correct/", paid_on="", why="The bank sent it back")
    assert said(page) == ["The payment is corrected"]
    page = send(client, f"{url}1/correct/", minutes="60", why="They left early")
    assert said(page) == ["The payment is corrected"]
    assert "£29.20. Accepted" in text_of(page)
    assert "Why: They left early" in text_of(page)
    assert "They left early" not in text_of(office.get(f"{url}1/"))
    page = send(client, f"{url}1/void/", reason="Offered twice")
    assert "Void since Today, 9:12am. Offered twice" in text_of(page)
    assert "Offered twice" not in text_of(office.get(f"{url}1/"))
    page = send(client, f"{url}1/restore/", reason="Offered once")
    assert said(page) == ["The payment is restored"]
    assert "£29.20, 13 June 2022 Accepted" in text_of(client.get("/meetings/ppi-group/members/1/"))


def test_the_same_payment_is_asked_about_once_and_taken_when_it_is_another(client):
    a_rate()
    a_member()
    url = "/meetings/ppi-group/members/1/payments/add/"
    answers = {"on": "13/6", "minutes": "60", "expenses": "4.20"}
    send(client, url, **answers)

    page = send(client, url, **answers)
    words = "Public contributor 1 was offered £29.20 for 13 June 2022 already, for the same work"
    check = "Check that nobody is paid twice. Tick below when it is another payment"
    assert problems(page) == {"another": [f"{words}. {check}"]}
    assert "another payment It is another payment Save offer" in text_of(page)
    again = client.post(url, held_by(page, another="on"), follow=True)

    assert said(again) == ["Saved: £29.20 is offered to Public contributor 1"]
    assert Payment.objects.count() == 2


def test_a_meeting_lists_who_came_and_was_offered_nothing_with_the_way_there(client, login, study):
    a_rate()
    group = a_group()
    members = [a_member(group) for _ in range(3)]
    health = a_member(group, seat="health")
    colleague = a_member(group, user=study.researcher, seat="public")
    meeting = a_meeting(group)
    parts = dict.fromkeys([*members[:2], health, colleague], "person") | {members[2]: "absent"}
    actions.record_attendance(meeting=meeting, parts=parts, seen={}, by=study.ppi)
    a_payment(members[1], on=meeting.held_on)
    where = "/meetings/ppi-group/members/1/payments/add/?on=2022-06-04"
    words = "Thanks and payment Public contributor 1 came and has no offer yet."

    page = client.get(meeting.get_absolute_url())

    assert f"{words} Offer a payment to Public contributor 1 1 payment waits for an" in text_of(
        page
    )
    assert f'<a href="{where}">' in page.content.decode()
    form = client.get(where).context["form"]
    assert (form["on"].value(), form["work"].value()) == ("4 June 2022", "meeting")
    reader = login(study.administrator).get(meeting.get_absolute_url())
    assert f"{words} 1 payment waits for an answer" in text_of(reader)
    assert "Thanks and payment" not in text_of(
        login(study.researcher).get(meeting.get_absolute_url())
    )
    actions.void_meeting(meeting=meeting, version=1, reason="Called off", by=study.ppi)
    assert words not in text_of(client.get(meeting.get_absolute_url()))


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"minutes": "soon"}, {"minutes": ["The length must be a number, like 45"]}),
        (
            {"minutes": "", "expenses": ""},
            {"minutes": ["Enter how long it took, or what it cost them"]},
        ),
        (
            {"expenses": "-3"},
            {"expenses": ["The amount must be an amount in pounds, like 20 or 7.50"]},
        ),
        ({"on": "15/6"}, {"on": ["The day must be today or in the past"]}),
    ],
)
def test_what_is_wrong_about_an_offer_is_said_beside_it(client, answers, words):
    a_rate()
    a_member()
    url = "/meetings/ppi-group/members/1/payments/add/"
    page = send(client, url, **{"on": "13/6", "minutes": "60", "expenses": ""} | answers)

    assert problems(page) == words
    assert Payment.objects.count() == 0


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        (
            {"answer": "", "answered_on": "13/6"},
            {"answer": ["Select what they said, or leave the day empty"]},
        ),
        (
            {"answer": "declined", "answered_on": ""},
            {"answered_on": ["Enter the day on which they said so"]},
        ),
        ({"answer": "perhaps", "answered_on": "13/6"}, {"answer": ["Select it"]}),
    ],
)
def test_an_answer_stands_with_its_day(client, answers, words):
    accepted(a_payment())
    url = "/meetings/ppi-group/members/1/payments/1/correct/"
    page = send(client, url, why="A slip of mine", **answers)

    assert problems(page) == words


@pytest.mark.parametrize(
    ("state", "act", "words"),
    [
        ("accepted", "answer", "No answer to this offer is outstanding any more"),
        ("accepted", "restore", "This payment is not void any more"),
        ("paid", "correct", "This is paid. Whoever paid it says first that it is not"),
        ("paid", "void", "This is paid. Whoever paid it says first that it is not"),
        ("void", "answer", "No answer to this offer is outstanding any more"),
        ("void", "correct", "This payment is void. Restore it first"),
        ("void", "void", "This payment is already void"),
    ],
)
def test_what_cannot_be_done_to_a_payment_is_said(client, study, state, act, words):
    row = a_payment()
    if state == "void":
        actions.void_payment(payment=row, version=1, reason="A mistake", by=study.ppi)
    else:
        row = accepted(row)
    if state == "paid":
        actions.pay(payment=row, version=2, paid_on=ago(1), by=study.administrator)

    page = client.get(f"/meetings/ppi-group/members/1/payments/1/{act}/", follow=True)
    assert said(page) == [words]


def test_only_what_waits_is_paid(office, study):
    a_payment()
    url = "/meetings/ppi-group/members/1/payments/1/"

    assert said(office.get(f"{url}pay/", follow=True)) == ["This payment is not waiting to be paid"]
    assert said(office.get(f"{url}paid/correct/", follow=True)) == ["This payment is not paid"]


def test_a_rate_is_taken_back_while_nothing_rests_on_it(office, study):
    rate = a_rate()
    page = send(office, "/meetings/rates/1/void/", reason="Another amount")
    assert said(page) == ["The rate is void"]
    assert "£25 an hour from 14 June 2021 on. Void: Another amount" in text_of(page)
    again = office.get("/meetings/rates/1/void/", follow=True)
    assert said(again) == ["This rate is already void"]
    a_payment()
    page = office.get("/meetings/rates/2/void/", follow=True)
    assert said(page) == ["Payments rest on this rate. Take them back first"]
    assert office.get("/meetings/rates/7/void/").status_code == 404
    assert rate.number == 1


def test_payments_that_wait_for_an_answer_are_listed_and_unknown_ones_not_found(client):
    assert "No payment is offered yet." in text_of(client.get("/meetings/payments/"))
    a_payment()
    page = text_of(client.get("/meetings/payments/"))

    assert "Without an answer Public contributor 1 , PPI group: £57.50, offered 4 June 2022" in page
    assert client.get("/meetings/ppi-group/members/1/payments/7/").status_code == 404


def test_nobody_else_sees_money_or_advice(login, study):
    a_payment(a_member(a_group()))
    a_member(user=study.researcher)
    for nobody in (study.researcher, study.monitor):
        for url in ("involvement", "payments", "gripp2", "ppi-group/members/1/payments/1"):
            assert login(nobody).get(f"/meetings/{url}/").status_code == 403
    assert Contribution.objects.visible_to(study.monitor).count() == 0
