"""Letters in the browser: recording, putting right, taking back, and what anybody may see."""

import datetime as dt

import pytest

from cases import actions
from cases.models import InvitationBatch, Reminder
from linkstudy.testing.factories import a_form, a_person, ago, an_organisation
from linkstudy.testing.letters import a_reminder, some_letters
from linkstudy.testing.pages import held_by, problems, text_of

pytestmark = pytest.mark.django_db
RECORD = "/cases/1/letters/record/"


@pytest.fixture(autouse=True)
def june(study_clock):
    study_clock("2022-06-14 09:12")


@pytest.fixture
def answers(study) -> dict[str, object]:
    practice = an_organisation(study.sites[0])
    return {
        "practice": str(practice.pk),
        "sent_on": "30/5",
        "searched": "1,060",
        "excluded": "12",
        "sent_out": "40",
        "route": "text",
        "documents": [str(study.form.pk)],
        "reminder": "usual",
        "undelivered": "0",
    }


def test_letters_are_recorded_from_what_people_type(login, study, answers):
    page = login(study.researcher).post(RECORD, answers, follow=True)

    batch = InvitationBatch.objects.get()
    assert page.redirect_chain == [("/cases/1/letters/2022-05-30/", 302)]
    assert (batch.searched, batch.sent_out, batch.route) == (1060, 40, "text")
    assert (batch.sent_on, batch.remind_on) == (dt.date(2022, 5, 30), dt.date(2022, 6, 13))
    assert list(batch.documents.all()) == [study.form]
    assert [str(message) for message in page.context["messages"]] == ["40 letters of Case 1 saved"]


@pytest.mark.parametrize(
    ("reminder", "typed", "due"),
    [("none", "", None), ("other", "1 July", dt.date(2022, 7, 1)), ("none", "1 July", None)],
)
def test_the_reminder_is_due_when_they_say(login, study, answers, reminder, typed, due):
    login(study.researcher).post(RECORD, answers | {"reminder": reminder, "remind_on": typed})

    assert InvitationBatch.objects.get().remind_on == due


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("practice", "", "Select who sent them"),
        ("practice", "999", "Select who sent them"),
        ("sent_on", "", "Enter the day on which they were sent"),
        ("sent_on", "15/6", "The date must be today or in the past"),
        ("sent_on", "31/6/2022", "June has 30 days. Enter a real date"),
        ("searched", "-1", "The number found must be between 0 and 100,000"),
        ("searched", "1000000000", "The number found must be between 0 and 100,000"),
        ("excluded", "ten", "The number left out must be a number, like 40"),
        ("excluded", "=1+1", "The number left out must be a number, like 40"),
        ("sent_out", "0", "The number sent must be between 1 and 100,000"),
        ("sent_out", "1,049", "Only 1,048 were left of the search. Check the numbers"),
        ("sent_out", "4\x000", "Remove the hidden character, shown as \ufffd, after “4”"),
        ("undelivered", "41", "Only 40 were sent. Check both numbers"),
        ("route", "pigeon", "Select how they were sent"),
        ("documents", "999", "Select from the versions shown"),
        ("reminder", "", "Select when the reminder is due"),
    ],
)
def test_a_wrong_answer_is_said_beside_its_question_and_kept(
    login, study, answers, field, typed, words
):
    page = login(study.researcher).post(RECORD, answers | {field: typed})

    assert problems(page) == {field: [words]}
    kept = page.context["form"][field].value()
    assert kept == ([typed] if field == "documents" else typed.replace("\x00", "\ufffd"))
    assert not InvitationBatch.objects.exists()


def test_another_day_of_the_reminder_has_to_be_said(login, study, answers):
    page = login(study.researcher).post(RECORD, answers | {"reminder": "other"})
    early = login(study.researcher).post(
        RECORD, answers | {"reminder": "other", "remind_on": "30 May 2022"}
    )

    assert problems(page) == {"remind_on": ["Enter the day"]}
    assert problems(early) == {
        "remind_on": ["The letters went on 30 May 2022. The reminder must come after them"]
    }


def test_what_is_in_use_today_is_ticked_and_guides_are_not_offered(login, study, answers):
    old = a_form("1.0", approved_on=ago(90), replaced_on=ago(30))
    a_form("2.0", kind="guide")
    sheet = a_form("2.0", kind="information", approved_on=ago(3), audience="PT")
    a_form("2.1", kind="information", approved_on=ago(3), audience="HP")

    field = login(study.researcher).get(RECORD).context["form"]["documents"]

    offered = {key: label.sub for key, label in field.field.choices}
    assert offered == {
        str(sheet.pk): "In use since 11 June 2022",
        str(study.form.pk): "In use since 14 June 2021",
        str(old.pk): "In use 16 March 2022 to 14 May 2022",
    }
    assert sorted(field.value()) == sorted([str(sheet.pk), str(study.form.pk)])


def test_practices_come_before_other_organisations_and_one_alone_is_chosen(login, study):
    client = login(study.researcher)
    nobody = client.get(RECORD)
    an_organisation(study.sites[0], "Advice centre", kind="voluntary")
    alone = [
        str(label) for _, label in client.get(RECORD).context["form"].fields["practice"].choices
    ]
    an_organisation(study.sites[0], "Practice Z")
    both = [
        str(label) for _, label in client.get(RECORD).context["form"].fields["practice"].choices
    ]

    assert "so nobody can have sent letters" in text_of(nobody)
    assert alone == ["Advice centre"]
    assert both == ["Choose one", "Practice Z", "Advice centre"]


def test_without_documents_none_are_asked_for(login, study, answers):
    actions.void_row(row=study.form, version=1, reason="Never used", by=None)
    client = login(study.researcher)

    asked = client.get(RECORD).context["form"].fields
    client.post(RECORD, answers)
    url = f"{InvitationBatch.objects.get().get_absolute_url()}correct/"
    client.post(url, held_by(client.get(url), sent_out="41", why="Miscounted"))

    assert "documents" not in asked
    assert InvitationBatch.objects.standing().get().sent_out == 41


def test_letters_are_put_right_with_a_reason(login, study):
    batch = some_letters(study.cases[0], documents=[study.form], remind_on=ago(-3))
    client = login(study.pi)
    url = f"{batch.get_absolute_url()}correct/"
    opened = client.get(url)

    page = client.post(url, held_by(opened, sent_on="1/6", why="Misread the list"), follow=True)

    old, new = batch.get_absolute_url(), "/cases/1/letters/2022-06-01/"
    assert page.redirect_chain == [(old, 302), (new, 302)]
    assert opened.context["form"]["reminder"].value() == "other"
    now = page.context["batch"]
    assert (now.remind_on, now.sent_out, list(now.documents.all())) == (ago(-3), 40, [study.form])
    assert [event.sentence for event in page.context["put_right"]] == ["Letters corrected"]
    assert [str(message) for message in page.context["messages"]] == [
        "The letters of 31 May 2022 are corrected"
    ]


@pytest.mark.parametrize(("due", "chosen"), [(None, "none"), (ago, "usual")])
def test_the_form_starts_from_the_reminder_that_stands(login, study, due, chosen):
    batch = some_letters(study.cases[0], remind_on=due and due(0))

    form = login(study.pi).get(f"{batch.get_absolute_url()}correct/").context["form"]

    assert (form["reminder"].value(), form["remind_on"].value()) == (chosen, None)


def test_two_corrections_at_once_show_both_values(login, study):
    batch = some_letters(study.cases[0])
    client, url = login(study.pi), f"{batch.get_absolute_url()}correct/"
    sent = held_by(client.get(url), sent_out="41", reminder="usual", why="Miscounted")
    facts = {"why": "Mistyped", "sent_out": 39, "remind_on": ago(-9), "by": study.researcher}
    actions.correct_letters(batch=batch, version=1, **facts)

    form = client.post(url, sent).context["form"]

    assert form.stale == [
        ("The day of the reminder", "23 June 2022", "14 June 2022"),
        ("Sent", "39", "41"),
    ]
    assert form.errors == {
        "__all__": ["Ann Example changed this while you were typing. Nothing is saved yet"]
    }


def test_what_came_back_is_counted_without_a_reason(login, study):
    batch = some_letters(study.cases[0])
    client, url = login(study.researcher), f"{batch.get_absolute_url()}returned/"

    page = client.post(url, held_by(client.get(url), undelivered="4"), follow=True)

    assert page.context["batch"].undelivered == 4
    assert [str(message) for message in page.context["messages"]] == [
        "The letters of 31 May 2022 are up to date with what came back"
    ]


def test_letters_are_taken_back_and_restored_with_a_reason(login, study):
    batch = some_letters(study.cases[0])
    some_letters(study.cases[0], ago(13))
    client, url = login(study.pi), batch.get_absolute_url()

    opened = client.get(f"{url}void/")
    gone = client.post(f"{url}void/", held_by(opened, reason="Recorded twice"), follow=True)
    back = client.get(f"{url}restore/")
    page = client.post(f"{url}restore/", held_by(back, reason="They did go"), follow=True)

    said = [one.context["act"].effects[0].words for one in (opened, back)]
    assert said == ["Case 1 will count 40 sent", "Case 1 will count 80 sent"]
    assert "Recorded twice Figures as at earlier dates still count them" in text_of(gone)
    assert page.context["batch"].voided_at is None


def test_reminders_are_recorded_put_right_and_taken_back(login, study):
    batch = some_letters(study.cases[0])
    client, url = login(study.researcher), batch.get_absolute_url()

    asked = client.get(f"{url}remind/")
    wrong = client.post(f"{url}remind/", {"sent_on": "today", "sent_out": "41"})
    client.post(f"{url}remind/", {"sent_on": "today", "sent_out": "38"})
    which = f"{url}reminders/1/"
    opened = client.get(f"{which}correct/")
    client.post(f"{which}correct/", held_by(opened, sent_out="30", why="Miscounted"))
    gone = client.get(f"{which}void/")
    client.post(f"{which}void/", held_by(gone, reason="Another practice"))
    shown = text_of(client.get(url))
    back = client.get(f"{which}restore/")
    client.post(f"{which}restore/", held_by(back, reason="It was this one"))

    assert "That leaves 38 patients to remind" in text_of(asked)
    assert problems(wrong) == {"sent_out": ["Only 40 letters were sent. Check the number"]}
    assert "14 June 2022 30 Void Restore the reminders of 14 June 2022" in shown
    assert [one.sent_out for one in Reminder.objects.order_by("pk")] == [38, 30, 30]
    assert client.get(f"{url}reminders/2/correct/").status_code == 404


@pytest.mark.parametrize(
    ("tail", "is_void", "words"),
    [
        (
            "correct/",
            True,
            "The letters of 31 May 2022 are void. Restore them before you correct them",
        ),
        ("void/", True, "The letters of 31 May 2022 are already void"),
        ("returned/", True, "The letters of 31 May 2022 are void. Restore them first"),
        ("remind/", True, "These letters are void. Restore them first"),
        ("restore/", False, "The letters of 31 May 2022 are not void any more"),
    ],
)
def test_a_page_that_can_do_nothing_leads_back(login, study, tail, is_void, words):
    batch = some_letters(study.cases[0])
    if is_void:
        actions.void_letters(batch=batch, version=1, reason="Twice", by=study.pi)

    page = login(study.researcher).get(batch.get_absolute_url() + tail, follow=True)

    assert page.redirect_chain == [(batch.get_absolute_url(), 302)]
    assert [str(message) for message in page.context["messages"]] == [words]


@pytest.mark.parametrize(
    ("tail", "words"),
    [
        (
            "correct/",
            "The reminders of 14 June 2022 are void. Restore them before you correct them",
        ),
        ("void/", "The reminders of 14 June 2022 are already void"),
        ("restore/", "The reminders of 14 June 2022 are not void any more"),
    ],
)
def test_a_page_of_reminders_that_can_do_nothing_leads_back(login, study, tail, words):
    reminder = a_reminder(some_letters(study.cases[0]))
    if tail != "restore/":
        actions.void_reminder(reminder=reminder, version=1, reason="Twice", by=study.pi)
    url = f"{reminder.batch.get_absolute_url()}reminders/1/{tail}"

    page = login(study.researcher).get(url, follow=True)

    assert [str(message) for message in page.context["messages"]] == [words]


def test_letters_that_somebody_answered_are_not_taken_back(login, study):
    batch = some_letters(study.cases[0])
    a_person(study.cases[0], batch=batch, replied_on=ago(2))
    a_reminder(batch)

    page = login(study.pi).get(f"{batch.get_absolute_url()}void/", follow=True)

    [message] = page.context["messages"]
    assert str(message) == (
        "1 record of reminders is of these letters. Void that first."
        " 1 person answered these letters. Change which letters they answered first"
    )


@pytest.mark.parametrize(
    "address", ["2022-05-31-2", "2022-05-31-1", "2022-05-31-0", "2022-02-30", "2022-5-31", "1"]
)
def test_an_address_that_names_no_letters_is_none(login, study, address):
    some_letters(study.cases[0])

    assert login(study.researcher).get(f"/cases/1/letters/{address}/").status_code == 404


def test_only_who_may_record_is_led_to_recording(login, study):
    url = some_letters(study.cases[0]).get_absolute_url()
    words = ("Add somebody who replied", "Record reminders", "Correct these letters")

    offered = {
        user.role: [one for one in words if one in text_of(login(user).get(url))]
        for user in (study.researcher, study.pi, study.administrator, study.monitor)
    }

    assert offered == {
        "researcher": list(words),
        "pi": ["Correct these letters"],
        "administrator": [],
        "monitor": [],
    }
    assert login(study.ppi).get(url).status_code == 403
    assert login(study.researcher2).get(url).status_code == 404
