"""An update that went out: read without an account, put right with a date, stopped by who gets it."""

import datetime as dt
import io

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.urls import reverse
from docx import Document

from linkstudy.accounts.policy import Role
from linkstudy.testing.factories import ago
from linkstudy.testing.pages import problems, text_of
from linkstudy.testing.updates import a_partner, a_picture, a_profile, an_output, an_update
from linkstudy.updates import actions, tickets
from linkstudy.updates.models import Delivery, Edition, Update
from linkstudy.updates.models.drafts import State
from linkstudy.updates.tests.sent import approve, partners, press, send, states, told, write

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def june(study_clock):
    study_clock("2022-06-14 09:12")


def test_what_went_out_is_not_held_against_the_data_of_today(study, lead):
    an_output(stage="out")
    made = an_update(dt.date(2022, 6, 1), study.ppi)
    write(made, study.ppi, data="With [[publications=1]] to show")
    approve(made, study)
    assert "Before you send" in text_of(lead.get("/updates/2022-06/"))
    send(lead)
    an_output("Another", stage="out")

    page = lead.get("/updates/2022-06/")

    assert "“1” is now “2”" not in text_of(page)
    assert "Before you send" not in text_of(page)
    assert "stale" not in page.text
    for act, words in (
        ("void/", "It has gone out. Open it again and put out a correction"),
        ("sections/data/write/", actions.CLOSED),
    ):
        assert told(lead.get(f"/updates/2022-06/{act}", follow=True)) == [words]


# By post, and who may


def test_letters_are_marked_as_posted_together(approved, study, lead):
    values = {"values": {"name": "P", "address": "1 Road"}, "format": "post_large"}
    one, two = partners(2, **values)
    send(lead)
    actions.unsubscribe(partner=two, version=1, on=ago(0), by=None)

    page = press(lead, "/updates/2022-06/sending/posted/")

    assert states() == {1: "Posted", 2: "Unsubscribed before it was sent"}
    assert one.number == 1
    assert told(page) == ["They are marked"]
    sent = Update.objects.get()
    with pytest.raises(ValidationError, match="No letter waits to be posted"):
        actions.post_letters(update=sent, by=study.ppi)
    [row, _] = sent.deliveries.all()
    with pytest.raises(ValidationError, match="This needs no second sending"):
        actions.deliver_again(delivery=row, version=row.version, by=study.ppi)


def test_the_rest_of_what_never_went_out_is_not_sent(approved, study):
    with pytest.raises(ValidationError, match="has not gone out yet"):
        actions.send_on(update=approved, by=study.ppi)


def test_who_sees_no_partners_does_not_see_who_got_it(approved, login):
    assert login(Role.RESEARCHER).get("/updates/2022-06/sending/").status_code == 403
    assert "It has not gone out yet." in text_of(login(Role.PI).get("/updates/2022-06/sending/"))


# Put right


def test_a_correction_is_dated_says_what_it_was_and_is_sent_to_nobody(approved, study, lead):
    partners(1)
    send(lead)
    sent = Update.objects.get()
    with pytest.raises(ValidationError, match="has gone out already"):
        actions.put_out_correction(update=sent, version=sent.version, corrects="x", by=study.ppi)
    opened = actions.reopen_update(update=sent, version=sent.version, reason="A slip", by=study.ppi)
    assert (opened.state, opened.sent_on) == (State.DRAFT, ago(0))
    write(opened, study.ppi, "We go on well.")
    with pytest.raises(ValidationError, match="has to approve"):
        actions.put_out_correction(
            update=opened, version=opened.version, corrects="x", by=study.ppi
        )
    approve(opened, study)

    page = press(lead, "/updates/2022-06/put-right/", corrects="The work goes on well")

    assert told(page) == ["The correction is out"]
    assert [one.number for one in Edition.objects.all()] == [1, 2]
    assert str(Edition.objects.last()) == "June 2022 update, edition 2"
    assert Edition.objects.last().get_absolute_url() == "/updates/2022-06/"
    assert len(mail.outbox) == 1
    public = lead.get(f"/updates/read/{tickets.reading(sent)}/")
    assert "Corrected on 14 June 2022. The work goes on well" in text_of(public)
    assert ("We go on well." in text_of(public), "We go on." in text_of(public)) == (True, False)
    word = Document(io.BytesIO(lead.get("/updates/2022-06/update.docx").content))
    assert word.paragraphs[2].text == "Corrected on 14 June 2022: The work goes on well"
    facts = {"version": Update.objects.get().version, "reason": "A slip", "by": study.ppi}
    later = actions.reopen_update(update=sent, **facts)
    approve(later, study)
    newest = Update.objects.get()
    with pytest.raises(ValidationError, match="has gone out already"):
        actions.send_update(update=newest, version=newest.version, by=study.ppi)


def test_a_correction_of_what_never_went_out_is_refused(approved, study, lead):
    with pytest.raises(ValidationError, match="has not gone out yet"):
        actions.put_out_correction(
            update=approved, version=approved.version, corrects="x", by=study.ppi
        )
    page = lead.get("/updates/2022-06/put-right/", follow=True)
    assert told(page) == ["It has not gone out yet"]


def test_each_state_of_a_delivery_has_words(approved, study):
    [partner] = partners(1)
    row = Delivery(update=approved, partner=partner, format="email")

    assert (str(row), row.about) == ("June 2022 update to Partner 1", "update 2022-06")
    assert row.get_absolute_url() == reverse("updates:sending", args=["2022-06"])
    assert [row.state[0], row.may_go_again, row.is_waiting] == ["To send", False, True]
    assert list(Delivery.objects.unknown()) == []


# Pages that need no account


def test_an_update_that_is_out_is_read_by_everybody_with_its_picture(study, lead, client):
    picture = a_picture(a_profile("Robin Example"))
    made = an_update(dt.date(2022, 6, 1), study.ppi)
    write(made, study.ppi, team="1. Robin Example\n2. likes rivers\n\n• and https://example.org")
    approve(made, study)
    ticket = tickets.reading(made)
    assert client.get(f"/updates/read/{ticket}/").status_code == 404
    send(lead)

    page = client.get(f"/updates/read/{ticket}/")
    shown = client.get(f"/updates/read/{ticket}/{picture.slug}.jpg")

    html = page.content.decode()
    assert f'src="/updates/read/{ticket}/{picture.slug}.jpg" alt="A blue field"' in html
    assert "<ol><li>Robin Example</li><li>likes rivers</li></ol>" in html
    assert (
        '<li>and <a href="https://example.org" rel="nofollow">https://example.org</a></li>' in html
    )
    assert shown.content == actions.content_of(picture)
    assert 'class="paper large"' in client.get(f"/updates/read/{ticket}/?large").content.decode()
    actions.void_picture(picture=picture, version=1, reason="They asked", by=study.ppi)
    assert client.get(f"/updates/read/{ticket}/{picture.slug}.jpg").status_code == 404
    assert "<img" not in client.get(f"/updates/read/{ticket}/").content.decode()
    for strange in (ticket[:-1], "2022-06", tickets.TO_LEAVE.sign("2022-06")):
        assert client.get(f"/updates/read/{strange}/").status_code == 404


def test_a_partner_stops_updates_without_an_account(client):
    partner = a_partner()
    address = f"/updates/leave/{tickets.leaving(partner)}/"

    asked, stopped = client.get(address), client.post(address, follow=True)
    again = client.post(address, {"List-Unsubscribe": "One-Click"}, follow=True)

    assert "Stop updates?" in text_of(asked)
    assert "You get no updates" in text_of(stopped)
    assert "You get no updates" in text_of(again)
    partner.refresh_from_db()
    assert (partner.ended_on, partner.version) == (ago(0), 2)
    assert [who for who in ("Pat", "partner@") if who in text_of(asked)] == []
    for strange in ("1", tickets.TO_READ.sign("1"), tickets.TO_LEAVE.sign("99")):
        assert client.get(f"/updates/leave/{strange}/").status_code == 404


def test_what_was_put_right_names_nobody_who_does_not_agree(approved, study, lead):
    send(lead)
    sent = Update.objects.get()
    approve(
        actions.reopen_update(update=sent, version=sent.version, reason="A slip", by=study.ppi),
        study,
    )

    page = press(lead, "/updates/2022-06/put-right/", corrects="C1‑PT‑01 was named")

    assert problems(page)["corrects"] == ["Take out the study ID C1-PT-01"]


def test_words_and_days_are_shut_by_whoever_was_first(approved, study):
    """Somebody read the section before approval was asked, and saves after it was given."""
    held = approved.sections.select_related("update").get(part="data")
    held.update.asked_on = held.update.approved_on = None

    with pytest.raises(ValidationError, match="cannot be changed now"):
        actions.write_section(section=held, version=held.version, text="Else.", by=study.ppi)
    facts = {"version": approved.version, "why": "Another month", "by": study.ppi}
    with pytest.raises(ValidationError, match="cannot be changed now"):
        actions.correct_update(update=approved, month=dt.date(2022, 7, 1), **facts)


def test_a_partner_who_stopped_already_stays_so(client):
    partner = a_partner()
    actions.stop_updates(partner=partner, by=None)

    again = actions.stop_updates(partner=partner, by=None)  # as it was read before

    assert (again.ended_on, again.version) == (ago(0), 2)
