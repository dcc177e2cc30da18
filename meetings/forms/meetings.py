"""What may be typed about a meeting: when it is, its papers, its minutes on their way."""

from crispy_forms.layout import Layout

from linkstudy import clock
from linkstudy.forms import (
    Choice,
    Correcting,
    Day,
    Reason,
    StudyForm,
    Text,
    TimeOfDay,
    held,
)
from meetings.models import Meeting, Paper
from meetings.vocabulary import How

TYPED = "For example, 18/5 or 18 May 2022"
PAST = "The day must be today or in the past"


class MeetingForm(StudyForm):
    """When and where a group meets."""

    layout = Layout("held_on", "starts", "ends", "how", "place")

    held_on = Day(
        "When does the group meet?",
        missing="Enter the day of the meeting",
        called="The day",
        hint=TYPED,
        future=True,
    )
    starts = TimeOfDay(
        "When does it start?", missing="Enter when it starts", hint="For example, 10:30am"
    )
    ends = TimeOfDay("When does it end?", missing="Enter when it ends", hint="For example, midday")
    how = Choice(
        "Where does it take place?", How.choices, missing="Select where it takes place", row=3
    )
    place = Text(
        "Which room, or which link?",
        called="The room or link",
        hint="It stands in calendars. Do not include names of people",
    )


class ChangeMeetingForm(Correcting, MeetingForm):
    """The same, as it stands."""

    layout = Layout(*MeetingForm.layout.fields, "why")
    why = Reason(
        "Why does it change?",
        missing="Enter why it changes",
        hint="For example, the room was taken. Do not include names",
    )

    def fill(self, meeting: Meeting) -> None:
        self.initial = held(meeting, "held_on", "starts", "ends", "how", "place")


class PaperForm(StudyForm):
    """A paper, by where it is kept."""

    layout = Layout("title", "where")

    title = Text("What is the paper called?", missing="Enter what the paper is called")
    where = Text(
        "Where is it kept?",
        missing="Enter where the paper is kept",
        hint="A folder, or an address that starts with https://",
        most=500,
    )


class CorrectPaperForm(Correcting, PaperForm):
    """The same, as it stands."""

    layout = Layout(*PaperForm.layout.fields, "why")

    def fill(self, paper: Paper) -> None:
        self.initial = held(paper, "title", "where")


class SendForm(StudyForm):
    """On which day minutes went out for checking."""

    versioned = True
    layout = Layout("sent_on")

    sent_on = Day(
        "When did you send them?",
        missing="Enter when you sent them",
        called="The day",
        hint=TYPED,
        past_words=PAST,
    )

    def fill(self, meeting: Meeting) -> None:
        self.initial = held(meeting) | {"sent_on": meeting.sent_on or clock.today()}


class AgreeForm(StudyForm):
    """On which day minutes were agreed."""

    versioned = True
    layout = Layout("agreed_on")

    agreed_on = Day(
        "When were they agreed?",
        missing="Enter when they were agreed",
        called="The day",
        hint=TYPED,
        past_words=PAST,
    )

    def fill(self, meeting: Meeting) -> None:
        self.initial = held(meeting) | {"agreed_on": clock.today()}


class ReopenForm(StudyForm):
    """Why agreed minutes change."""

    versioned = True
    layout = Layout("reason")

    reason = Reason(
        "Why do they change?",
        missing="Enter why they change",
        hint="For example, a decision was left out. Do not include names",
    )

    def fill(self, meeting: Meeting) -> None:
        self.initial = held(meeting)
