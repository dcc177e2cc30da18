"""An update goes out: fixed, to each once, whatever the mail server does."""

import datetime as dt
from email import message_from_string, policy

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import IntegrityError, OperationalError, connection, transaction

from linkstudy.audit.tests.lifting import sql
from linkstudy.identities.models import Identity
from linkstudy.identities.service import details, keep
from linkstudy.testing.factories import ago
from linkstudy.testing.pages import problems, text_of
from linkstudy.testing.post import DROPPED, mail_server
from linkstudy.testing.tables import a_group, a_member, a_naming
from linkstudy.testing.updates import a_partner, an_output, an_update
from linkstudy.updates import actions, mailing, tickets
from linkstudy.updates.models import Delivery, Edition, Update
from linkstudy.updates.models.drafts import State
from linkstudy.updates.tests.sent import (
    approve,
    on_a,
    partners,
    press,
    send,
    states,
    told,
    write,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def june(study_clock):
    study_clock("2022-06-14 09:12")


# Sending


def test_an_approved_update_goes_to_everybody_once_and_is_fixed(approved, lead):
    partners(2)
    a_partner("post@example.org", format="post", values={"name": "P", "address": "1 Road"})

    page = send(lead)

    sent = Update.objects.get()
    assert (sent.state, sent.sent_on, sent.edition) == (State.SENT, ago(0), 1)
    assert states() == {1: "Sent", 2: "Sent", 3: "To post"}
    assert [one.to for one in mail.outbox] == [["p1@example.org"], ["p2@example.org"]]
    assert "It went out on 14 June 2022. 2 of 2 emails sent." in text_of(page)
    assert [part["text"] for part in Edition.objects.get().parts] == ["We go on."] * 9
    again = lead.get("/updates/2022-06/send/", follow=True)
    assert told(again) == ["It was sent on 14 June 2022"]


def test_an_email_says_all_of_it_where_it_is_why_they_get_it_and_how_to_stop(approved, lead):
    partner = a_partner()

    send(lead)

    [letter] = mail.outbox
    read = f"http://testserver/updates/read/{tickets.reading(approved)}/"
    leave = f"http://testserver/updates/leave/{tickets.leaving(partner)}/"
    assert letter.subject == "June 2022 update: The test study"
    assert letter.body.startswith(
        "June 2022 update\n================\n\nThe test study\n\nWelcome\n-------\n\nWe go on.\n\n"
    )
    assert letter.body.endswith(
        f"Read this update on the web: {read}\n\nYou get this because you asked for updates.\n\n"
        f"To stop these updates, open: {leave}\n"
    )
    assert letter.extra_headers == {
        "List-Unsubscribe": f"<{leave}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    assert letter.alternatives == []


def test_large_print_is_sent_to_who_asked_for_it(approved, lead):
    a_partner(format="email_large")

    send(lead)

    [html] = mail.outbox[0].alternatives
    assert html.mimetype == "text/html"
    assert html.content.startswith('<!doctype html>\n<html lang="en-GB"><body style=')
    assert "<p>We go on.</p>" in html.content


def test_nobody_gets_what_nobody_approved(study, lead):
    update = an_update(dt.date(2022, 6, 1), study.ppi)

    page = lead.get("/updates/2022-06/send/", follow=True)

    assert told(page) == ["It has to be approved first"]
    with pytest.raises(ValidationError, match="has to approve this update first"):
        actions.send_update(update=update, version=1, by=study.ppi)


def test_a_number_that_moved_since_is_told_before_sending(study, lead):
    an_output(stage="out")
    made = an_update(dt.date(2022, 6, 1), study.ppi)
    write(made, study.ppi, data="We have [[publications=1]] to show.")
    approve(made, study)
    an_output("Another", stage="out")
    partners(1)

    page = lead.get("/updates/2022-06/send/")
    send(lead)

    said = "Since it was approved, “1” is now “2”. Send it as it is, or send it back"
    assert said in text_of(page)
    assert "1 to show" in mail.outbox[0].body


def test_what_must_not_be_read_stops_it_and_nothing_is_kept(approved, study, lead):
    sql("UPDATE updates_section SET text = 'C1-PT-01 spoke' WHERE part = 'data'")
    partners(1)

    page = press(lead, "/updates/2022-06/send/")

    said = "See to this first: Take out the study ID C1-PT-01, under “Data collection”"
    assert problems(page)["__all__"] == [said]
    assert (mail.outbox, Edition.objects.count(), Delivery.objects.count()) == ([], 0, 0)
    approved.refresh_from_db()
    assert approved.sent_on is None


def test_a_member_who_withdrew_consent_to_be_named_stops_it(study, lead):
    member = a_member(a_group())
    a_naming(member, on=ago(5), places=["updates"], known_as="Flora Specimen")
    made = an_update(dt.date(2022, 6, 1), study.ppi)
    write(made, study.ppi, meetings="Flora Specimen talked.")
    approve(made, study)
    a_naming(member, on=ago(0), places=[])
    partners(1)

    page = press(lead, "/updates/2022-06/send/")

    said = "Flora Specimen does not agree to be named in updates, under “Meetings”"
    assert problems(page)["__all__"] == [f"See to this first: {said}"]
    assert mail.outbox == []


def test_what_went_out_is_never_taken_back_or_written_anew(approved, study, lead):
    partners(1)
    send(lead)
    sent = Update.objects.get()

    with pytest.raises(ValidationError, match="has gone out"):
        actions.void_update(update=sent, version=sent.version, reason="No", by=study.ppi)
    with pytest.raises(IntegrityError), transaction.atomic():
        sql("UPDATE updates_edition SET body = '[]'")
    with pytest.raises(IntegrityError), transaction.atomic():
        sql("DELETE FROM updates_delivery")


# What goes wrong on the way


def test_a_server_that_fails_after_40_of_64_loses_nobody_and_sends_to_nobody_twice(
    approved, lead, settings, study_clock
):
    partners(64)
    with mail_server(lambda address, count: DROPPED if count == 40 else "") as server:
        on_a(server, settings)
        page = send(lead)
    assert told(page) == ["It is out", mailing.BROKE_OFF]
    assert list(states().values()) == ["Sent"] * 40 + ["Being sent"] + ["To send"] * 23
    first = set(server.taken)
    study_clock("2022-06-14 09:18")  # longer than a letter can take

    with mail_server() as server:
        on_a(server, settings)
        page = press(lead, "/updates/2022-06/sending/rest/")

    assert list(states().values()) == ["Sent"] * 40 + ["May have arrived"] + ["Sent"] * 23
    assert (len(first), len(server.taken), first & set(server.taken)) == (40, 23, set())
    assert "63 of 64 emails sent" in text_of(page)
    again = lead.get("/updates/2022-06/sending/rest/", follow=True)
    assert told(again) == ["No email waits to be sent"]


def test_one_that_may_have_arrived_goes_again_by_choice_alone(
    approved, lead, settings, study_clock
):
    partners(2)
    with mail_server(lambda address, count: DROPPED) as server:
        on_a(server, settings)
        send(lead)
    early = lead.get("/updates/2022-06/sending/1/", follow=True)
    assert told(early) == ["This needs no second sending"]  # it may be on its way still
    study_clock("2022-06-14 09:18")
    with mail_server() as server:
        on_a(server, settings)
        asked = lead.get("/updates/2022-06/sending/1/")
        press(lead, "/updates/2022-06/sending/1/")

    assert "It may have arrived already. Ask them first" in text_of(asked)
    assert states() == {1: "Sent", 2: "To send"}  # nobody else gets it by that
    letter = message_from_string(server.taken["p1@example.org"], policy=policy.default)
    assert letter["To"] == "p1@example.org"
    again = lead.get("/updates/2022-06/sending/1/", follow=True)
    assert told(again) == ["This needs no second sending"]


@pytest.mark.parametrize("at", ["RCPT", "DATA"])
def test_an_address_that_is_refused_is_told_and_the_others_get_it(approved, lead, settings, at):
    partners(3)

    def answer(address, count):
        return "550 no such person" if address == "p2@example.org" else ""

    with mail_server(answer, at=at) as server:
        on_a(server, settings)
        page = send(lead)

    assert states() == {1: "Sent", 2: "The mail server refused the address", 3: "Sent"}
    assert "2 of 3 emails sent" in text_of(page)


@pytest.mark.parametrize(
    ("address", "state"),
    [
        (f"x@{'a' * 70}.org", "The email address cannot be right"),
        (f"x@{'ß' * 40}.org", "The mail server refused the address"),  # too long for its name
    ],
)
def test_an_address_that_cannot_be_written_is_refused_and_the_others_get_it(
    approved, lead, settings, address, state
):
    for one in (address, "two@example.org"):
        a_partner(one)
    with mail_server() as server:
        on_a(server, settings)
        send(lead)

    assert states() == {1: state, 2: "Sent"}
    assert list(server.taken) == ["two@example.org"]


def test_a_database_that_fails_after_a_letter_was_taken_is_told(approved, study, lead):
    partners(2)
    actions.send_update(update=approved, version=approved.version, by=study.ppi)

    with connection.execute_wrapper(refuse_to_note):
        page = press(lead, "/updates/2022-06/sending/rest/")

    assert told(page) == ["It went on", mailing.BROKE_OFF]
    assert (len(mail.outbox), states()) == (1, {1: "Being sent", 2: "To send"})


def refuse_to_note(execute, sql, params, many, context):
    """The database fails when it is told that a letter was taken."""
    if sql.startswith('UPDATE "updates_delivery"') and '"done_at"' in sql:
        raise OperationalError("The disk is full")
    return execute(sql, params, many, context)


@pytest.mark.parametrize("at", ["MAIL", "RCPT", "DATA"])
def test_a_server_that_wants_it_later_gets_it_later(approved, lead, settings, at):
    partners(2)
    with mail_server(lambda address, count: "451 later", at=at) as server:
        on_a(server, settings)
        page = send(lead)

    assert told(page) == ["It is out", mailing.NOT_NOW]
    assert states() == {1: "To send", 2: "To send"}


def test_a_sender_who_is_refused_and_a_server_that_is_away_lose_nothing(approved, lead, settings):
    partners(1)
    with mail_server() as server:
        on_a(server, settings)
    page = send(lead)

    assert told(page) == ["It is out", mailing.NO_SERVER]
    assert states() == {1: "To send"}


def test_without_email_it_is_said_what_to_do(approved, lead, settings):
    partners(1)
    settings.IS_LIVE, settings.CAN_MAIL = True, False

    page = send(lead)

    assert told(page) == ["It is out", mailing.NOT_SET_UP]
    assert states() == {1: "To send"}


def test_it_stops_when_its_time_is_up_and_goes_on_later(approved, lead, monkeypatch):
    partners(2)
    monkeypatch.setattr(mailing, "WITHIN", dt.timedelta(seconds=-1))

    page = send(lead)

    assert told(page) == ["It is out", mailing.TIME_IS_UP]
    assert states() == {1: "To send", 2: "To send"}


def test_what_changed_after_it_went_out_is_asked_at_the_last_moment(approved, study, lead):
    one, two, three, four = partners(4)
    actions.send_update(update=approved, version=approved.version, by=study.ppi)
    actions.unsubscribe(partner=one, version=1, on=ago(0), by=None)
    actions.void_partner(partner=two, version=1, reason="Typed twice", by=study.ppi)
    Identity.objects.filter(person=three.person, kind="email").update(value="")

    press(lead, "/updates/2022-06/sending/rest/")

    assert states() == {
        1: "Unsubscribed before it was sent",
        2: "Taken off the list",
        3: "No email address is kept",
        4: "Sent",
    }
    assert details(four.person)["email"] == "p4@example.org"


def test_two_windows_send_to_nobody_twice(approved, study, lead):
    partners(1)
    sent = actions.send_update(update=approved, version=approved.version, by=study.ppi)
    [row] = sent.deliveries.select_related("partner__person", "update")
    actions.begin_delivery(delivery=row, by=study.ppi)

    assert mailing._begun(row, study.ppi) is None
    assert mail.outbox == []


def test_what_a_server_took_is_sent_whatever_was_written_meanwhile(approved, study, study_clock):
    partners(1)
    sent = actions.send_update(update=approved, version=approved.version, by=study.ppi)
    [row] = sent.deliveries.select_related("partner__person", "update")
    begun = actions.begin_delivery(delivery=row, by=study.ppi)
    study_clock("2022-06-14 09:18")
    actions.deliver_again(delivery=begun, version=begun.version, by=study.ppi)

    actions.end_delivery(delivery=begun, by=study.ppi)

    assert states() == {1: "Sent"}


def test_the_rest_is_not_sent_once_somebody_who_is_named_says_no(study, lead, settings):
    member = a_member(a_group())
    a_naming(member, on=ago(5), places=["updates"], known_as="Flora Specimen")
    made = an_update(dt.date(2022, 6, 1), study.ppi)
    write(made, study.ppi, meetings="Flora Specimen talked.")
    approve(made, study)
    partners(2)
    with mail_server(lambda address, count: "421 later" if count else "") as server:
        on_a(server, settings)
        send(lead)
    a_naming(member, on=ago(0), places=[])

    page = press(lead, "/updates/2022-06/sending/rest/")

    said = "Flora Specimen does not agree to be named in updates, under “Meetings”"
    assert problems(page)["__all__"] == [f"See to this first: {said}"]
    assert states() == {1: "Sent", 2: "To send"}


def test_the_rest_waits_while_the_words_are_open(approved, study, lead):
    partners(1)
    sent = actions.send_update(update=approved, version=approved.version, by=study.ppi)
    actions.reopen_update(update=sent, version=sent.version, reason="A slip", by=study.ppi)

    page = press(lead, "/updates/2022-06/sending/rest/")

    assert problems(page)["__all__"] == [
        "Its words are open. Put out the correction first, then send the rest"
    ]


def test_one_mailbox_gets_it_once_though_it_changes_hands(approved, study, lead):
    one, two = partners(2)
    sent = actions.send_update(update=approved, version=approved.version, by=study.ppi)
    first = sent.deliveries.select_related("partner__person", "update").get(partner=one)
    actions.end_delivery(
        delivery=actions.begin_delivery(delivery=first, by=study.ppi), by=study.ppi
    )
    for who, address in ((one, "new@example.org"), (two, "p1@example.org")):
        keep(person=who.person, values={"email": address}, on=who, version=None, by=None)

    press(lead, "/updates/2022-06/sending/rest/")

    assert states() == {1: "Sent", 2: "Another of the list has this address, and got it"}
