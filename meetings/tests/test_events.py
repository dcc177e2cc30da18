"""Training, visits and other events: planned, past, written up, put right."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from linkstudy.audit.correcting import NOTHING_NEW
from linkstudy.audit.models import Entry
from linkstudy.clock import LONDON, telling
from linkstudy.testing.events import an_event
from linkstudy.testing.factories import ago
from linkstudy.testing.tables import a_ppi_lead
from meetings import actions
from meetings.models import Event

pytestmark = pytest.mark.django_db
JULY, AUGUST = (dt.datetime(2022, month, 1, 9, 12, tzinfo=LONDON) for month in (7, 8))
FACTS = {"kind", "title", "on", "is_day_known", "by_whom", "with_whom", "taken"}
TYPED = {
    "kind": "training",
    "title": "Inclusive research",
    "on": "24/5",
    "by_whom": "A trainer",
    "with_whom": "The study team",
    "taken": "Plan with people, not for them",
}


@pytest.fixture(autouse=True)
def june(study_clock):
    study_clock("2022-06-14 09:12")


def corrected(event, by, **facts):
    """Correct an event to what stands, but for the facts said."""
    given = {name: getattr(event, name) for name in FACTS} | facts
    return actions.correct_event(
        event=event, version=event.version, why="Typed wrongly", by=by, **given
    )


def messages(refused):
    value = refused.value
    return value.message_dict if hasattr(value, "error_dict") else value.messages


# What is written down


def test_an_event_has_an_address_made_of_its_title():
    titles = ["Inclusive research", "Add", "…", "Diversity in research and public involvement"]
    events = [*map(an_event, titles), an_event(on=ago(3)), an_event("x" * 40)]

    assert [event.slug for event in events] == [
        "inclusive-research",
        "add-2",
        "event",
        "diversity-in-research",
        "inclusive-research-2",
        "x" * 24,
    ]
    assert events[0].get_absolute_url() == "/meetings/events/inclusive-research/"


def test_an_event_of_which_the_month_alone_is_known_is_kept_by_its_first_day():
    event = an_event(on=dt.date(2022, 7, 20), is_day_known=False, kind="visit")

    assert (event.on, event.when, event.state[0]) == (dt.date(2022, 7, 1), "July 2022", "To come")
    with telling(JULY):
        assert event.state[0] == "To come"
    with telling(AUGUST):
        assert event.state == ("To write up", "half", "warn")


def test_it_may_be_written_up_as_soon_as_its_month_has_begun_and_has_been_then():
    event = an_event(on=dt.date(2022, 7, 20), is_day_known=False, kind="visit")
    facts = {"event": event, "version": 1, "taken": "Ask early", "by": a_ppi_lead()}

    with pytest.raises(ValidationError):
        actions.write_up_event(**facts)
    with telling(JULY):
        assert actions.write_up_event(**facts).state[0] == "Written up"


def test_an_event_is_there_once_a_day():
    an_event()

    with pytest.raises(ValidationError) as refused:
        an_event()
    assert messages(refused) == {"title": ["This event is already there"]}


def test_nothing_is_taken_from_what_is_to_come():
    planned = an_event(on=ago(-10), kind="visit")
    words = "It is to come. Say what we took from it once it has been"

    for attempt in (
        lambda: an_event("Another", on=ago(-10), taken="Much"),
        lambda: actions.write_up_event(event=planned, version=1, taken="Much", by=None),
        lambda: corrected(planned, None, taken="Much"),
    ):
        with pytest.raises(ValidationError) as refused:
            attempt()
        assert messages(refused) == {"taken": [words]}


def test_what_we_took_from_it_is_written_up_once():
    event = an_event()
    done = actions.write_up_event(event=event, version=1, taken="Listen first", by=None)

    assert (done.taken, done.state) == ("Listen first", ("Written up", "done", "good"))
    with pytest.raises(ValidationError) as refused:
        actions.write_up_event(event=done, version=2, taken="More", by=None)
    assert messages(refused) == ["It is written up already. Correct it instead"]


def test_an_event_is_corrected_at_its_address():
    event, by = an_event(), a_ppi_lead()

    moved = corrected(event, by, title="Inclusive health research", is_day_known=False)
    assert (moved.slug, str(moved), moved.on) == (
        "inclusive-research",
        "Inclusive health research",
        dt.date(2022, 5, 1),
    )
    with pytest.raises(ValidationError) as refused:
        corrected(moved, by)
    assert messages(refused) == [NOTHING_NEW]


def test_a_void_event_waits_to_be_restored():
    event, by = an_event(), a_ppi_lead()
    gone = actions.void_event(event=event, version=1, reason="Entered twice", by=by)

    assert gone.state == ("Void", "ended", "mute")
    for attempt in (
        lambda: actions.write_up_event(event=gone, version=2, taken="Much", by=by),
        lambda: corrected(gone, by, title="Another"),
    ):
        with pytest.raises(ValidationError) as refused:
            attempt()
        assert messages(refused) == ["This event is void. Restore it first"]
    back = actions.restore_event(event=gone, version=2, reason="It was right", by=by)
    assert (back.voided_at, back.void_reason) == (None, "")
    with pytest.raises(ValidationError) as refused:
        actions.restore_event(event=back, version=3, reason="Once more", by=by)
    assert messages(refused) == ["This event is not void any more"]


def test_a_void_event_stays_void_when_it_was_entered_anew():
    event, by = an_event(), a_ppi_lead()
    gone = actions.void_event(event=event, version=1, reason="Entered twice", by=by)
    an_event()

    with pytest.raises(ValidationError) as refused:
        actions.restore_event(event=gone, version=2, reason="It was right", by=by)
    assert messages(refused) == ["This event is already there. Void that one first"]


def test_an_event_keeps_its_address_and_is_never_deleted_whatever_writes():
    event = an_event()

    for attempt in (
        lambda: Event.objects.update(slug="other"),
        lambda: Event.objects.filter(pk=event.pk).update(kind="party"),
        lambda: Event.objects.filter(pk=event.pk).update(title=""),
        lambda: Event.objects.all().delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            attempt()


# The pages


def test_an_event_is_written_down_from_what_people_type(login, study):
    page = login(study.ppi).post("/meetings/events/add/", TYPED, follow=True)

    event = Event.objects.get()
    assert (event.on, event.is_day_known, event.taken) == (
        dt.date(2022, 5, 24),
        True,
        "Plan with people, not for them",
    )
    assert page.redirect_chain == [("/meetings/events/inclusive-research/", 302)]
    assert Entry.objects.get(verb="event.recorded").about == "event inclusive-research"


def test_a_visit_is_planned_for_a_month(login, study):
    typed = TYPED | {"kind": "visit", "on": "1 July 2022", "is_month": "on", "taken": ""}
    login(study.ppi).post("/meetings/events/add/", typed)

    assert Event.objects.get().when == "July 2022"


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("kind", "", "Select the kind"),
        ("title", "", "Enter what it is about"),
        ("on", "", "Enter the day, or any day of the month"),
        ("on", "31/06/2022", "June has 30 days. Enter a real date"),
        ("title", "x" * 151, "The title is 151 characters. The most we can keep is 150"),
    ],
)
def test_wrong_answers_are_answered_beside_the_question(login, study, field, typed, words):
    page = login(study.ppi).post("/meetings/events/add/", TYPED | {field: typed})

    assert page.context["form"].errors[field] == [words]
    assert not Event.objects.exists()


def test_the_list_says_what_is_to_come_and_lists_void_ones_last(login, study):
    assert "No event yet." in login(study.ppi).get("/meetings/events/").text
    assert "can add the first" in login(study.pi).get("/meetings/events/").text
    gone = an_event("Entered twice")
    actions.void_event(event=gone, version=1, reason="Entered twice", by=study.ppi)
    an_event()
    an_event("Meeting a group", on=ago(-17), is_day_known=False, kind="visit")

    page = login(study.pi).get("/meetings/events/")
    assert [str(event) for event in page.context["page"]] == [
        "Meeting a group",
        "Inclusive research",
        "Entered twice",
    ]
    assert [str(event) for event in page.context["to_come"]] == ["Meeting a group"]


def test_the_page_of_an_event_offers_what_can_be_done(login, study):
    event = an_event()
    client = login(study.ppi)

    assert "Add what we took from it" in client.get(event.get_absolute_url()).text
    done = client.post(
        "/meetings/events/inclusive-research/write-up/",
        {"taken": "Listen first", "version": "1"},
        follow=True,
    )
    assert "Listen first" in done.text
    assert "Add what we took from it" not in done.text
    refused = client.get("/meetings/events/inclusive-research/write-up/", follow=True)
    assert "It is written up already. Correct it instead" in refused.text


def test_what_stands_is_filled_in_to_be_corrected(login, study):
    an_event(on=dt.date(2022, 5, 24), is_day_known=False)

    page = login(study.ppi).get("/meetings/events/inclusive-research/correct/")
    assert page.context["form"].initial["is_month"] is True


@pytest.mark.parametrize("verb", ["write-up", "correct", "void", "restore"])
def test_what_cannot_be_done_to_an_event_is_said(login, study, verb):
    event = an_event("Meeting a group", on=ago(-17))
    if verb in {"correct", "void"}:
        actions.void_event(event=event, version=1, reason="Entered twice", by=study.ppi)

    page = login(study.ppi).get(f"/meetings/events/meeting-a-group/{verb}/", follow=True)
    said = {
        "write-up": "It is to come: 1 July 2022. Say what we took from it once it has been",
        "correct": "This event is void. Restore it first",
        "void": "This event is already void",
        "restore": "This event is not void any more",
    }
    assert [str(message) for message in page.context["messages"]] == [said[verb]]


def test_who_sees_no_meetings_sees_no_event(login, study):
    an_event()

    assert login(study.monitor).get("/meetings/events/").status_code == 403
    assert not Event.objects.visible_to(study.monitor).exists()
    assert login(study.researcher).get("/meetings/events/").status_code == 200
