"""What is owed at tables: minutes, events, offers and payments; and updates to partners."""

import datetime as dt

import pytest

from linkstudy.progress.kinds import Kind
from linkstudy.progress.owed import owed
from linkstudy.progress.scope import Scope
from linkstudy.testing.events import an_event
from linkstudy.testing.factories import ago
from linkstudy.testing.meetings import a_meeting, agreed, an_item
from linkstudy.testing.pages import text_of
from linkstudy.testing.tables import a_group, a_member, a_payment, accepted
from linkstudy.testing.updates import an_update, send
from linkstudy.updates import actions as updates
from meetings import actions

pytestmark = pytest.mark.django_db
OWN = {Kind.MINUTES, Kind.EVENT, Kind.OFFER, Kind.PAYMENT, Kind.UPDATE}


@pytest.fixture(autouse=True)
def june(study_clock):
    study_clock("2022-06-14 09:12")


@pytest.fixture
def group(study):
    return a_group()


def said(user, **scope) -> dict[Kind, list[tuple[str, str, bool]]]:
    found = owed(Scope(user, **scope), 25)
    return {
        kind: [(one.words, one.note, one.is_late) for one in items]
        for kind, items in found.items()
        if kind in OWN
    }


def test_minutes_are_owed_until_they_are_agreed(study, group):
    a_meeting(group, held_on=ago(0))
    a_meeting(group, held_on=ago(1))
    draft = a_meeting(group, held_on=ago(10))
    an_item(draft, "We talked")
    sent = a_meeting(group, held_on=ago(20))
    an_item(sent, "We talked")
    sent.refresh_from_db()
    actions.send_minutes(meeting=sent, version=sent.version, sent_on=ago(14), by=None)
    done = a_meeting(group, held_on=ago(30))
    an_item(done, "We talked")
    agreed(done)

    assert said(study.ppi) == {
        Kind.MINUTES: [
            (
                "Send the minutes of the PPI group, 4 June for checking",
                "Was due 5 June",
                True,
            ),
            (
                "Say when the minutes of the PPI group, 25 May are agreed",
                "Sent on 31 May. By 14 June",
                False,
            ),
            ("Write the minutes of the PPI group, 13 June", "No notes yet. By 14 June", False),
        ]
    }
    assert said(study.pi) == {}


def test_events_are_written_up_once_they_are_over(study):
    an_event("Today", on=ago(0))
    an_event("Written up", on=ago(3), taken="Ask early")
    an_event("Just over", on=ago(3))
    an_event("Long over", on=ago(8))
    an_event("Some day of June", on=dt.date(2022, 6, 1), is_day_known=False)
    an_event("Some day of May", on=dt.date(2022, 5, 1), is_day_known=False)

    assert said(study.ppi) == {
        Kind.EVENT: [
            ("Write up: Some day of May", "May 2022. Was due 7 June", True),
            ("Write up: Long over", "6 June 2022. Was due 13 June", True),
            ("Write up: Just over", "11 June 2022. By 18 June", False),
        ]
    }


def test_who_keeps_meetings_asks_about_offers_and_who_pays_makes_payments(study, group):
    member = a_member(group)
    a_payment(member)
    accepted(a_payment(member, offered_on=ago(15)))
    paid = accepted(a_payment(member, offered_on=ago(16)))
    actions.pay(payment=paid, version=paid.version, paid_on=ago(0), by=study.administrator)

    assert said(study.ppi)[Kind.OFFER] == [
        (
            "Ask Public contributor 1, PPI group, about the offer of £57.50",
            "Offered on 4 June. By 18 June",
            False,
        )
    ]
    assert said(study.administrator) == {
        Kind.PAYMENT: [
            (
                "Pay £57.50 to Public contributor 1, PPI group",
                "Accepted on 9 June. By 7 July",
                False,
            )
        ]
    }
    assert said(study.administrator, numbers=(1,)) == {}
    assert said(study.administrator, owners=(study.pi.pk,)) == {}
    assert said(study.administrator, owners=(study.administrator.pk,)).keys() == {Kind.PAYMENT}


def test_an_update_waits_for_one_role_after_the_other(study):
    month = dt.date(2022, 6, 1)
    update = an_update(month, study.ppi, due_on=ago(1))
    for section in update.sections.all():
        updates.write_section(section=section, version=1, text="We go on.", by=study.ppi)
    writing = [("Finish the June 2022 update", "Was to go out by 13 June", True)]

    assert (said(study.ppi), said(study.pi)) == ({Kind.UPDATE: writing}, {})

    asked = updates.ask_approval(update=update, version=update.version, by=study.ppi)
    note = "Asked on 14 June. Was to go out by 13 June"
    words = "Approve the June 2022 update, or send it back"
    wanted = [(words, note, True)]

    assert (said(study.ppi), said(study.pi)) == ({}, {Kind.UPDATE: wanted})

    facts = {"reason": "A slip", "by": study.pi}
    back = updates.reopen_update(update=asked, version=asked.version, **facts)
    note_back = "It is to be changed: its page says why. Was to go out by 13 June"
    mending = [("Finish the June 2022 update", note_back, True)]
    assert (said(study.ppi), said(study.pi)) == ({Kind.UPDATE: mending}, {})

    asked = updates.ask_approval(update=back, version=back.version, by=study.ppi)
    updates.approve_update(update=asked, version=asked.version, by=study.pi)
    sending = [("Send the June 2022 update", note, True)]

    assert (said(study.ppi), said(study.administrator)) == ({Kind.UPDATE: sending}, {})
    assert said(study.pi, owners=(study.pi.pk,)) == said(study.pi, numbers=(1,)) == {}


def test_what_went_out_or_has_no_day_is_not_late(study):
    send(an_update(dt.date(2022, 5, 1), study.ppi), study.ppi)
    an_update(dt.date(2022, 6, 1), study.ppi, due_on=None)

    assert said(study.ppi) == {
        Kind.UPDATE: [("Finish the June 2022 update", "No day is set", False)]
    }


def test_all_of_it_is_on_the_day_of_the_ppi_lead_and_among_the_tasks(login, study, group):
    a_meeting(group, held_on=ago(1))
    a_payment(a_member(group))
    client = login(study.ppi)

    day, tasks = text_of(client.get("/")), text_of(client.get("/tasks/?kind=minutes"))

    assert "Needs attention Write the minutes of the PPI group, 13 June" in day
    assert "Meetings, what groups advise and updates are yours." in day
    assert "1 thing is owed, and it is not late." in tasks
    assert [field.label for field, _ in client.get("/tasks/").context["list"].facets()] == [
        "Kind",
        "Whose",
    ]
    assert "Minutes to finish (1) Write the minutes of the PPI group, 13 June" in tasks
