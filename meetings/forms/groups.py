"""What may be typed about a group."""

from crispy_forms.layout import Layout

from linkstudy import clock
from linkstudy.forms import Choice, Correcting, Day, LongText, Reason, StudyForm, Text, held
from meetings.models import Group
from meetings.vocabulary import GroupKind

PAST = "The day must be today or in the past"
LIKE = "For example, 13/6 or 13 June 2022"
FACTS = ("kind", "name", "purpose")


class GroupForm(StudyForm):
    """A group to be added."""

    layout = Layout(*FACTS)
    kind = Choice("What kind of group is it?", GroupKind.choices, missing="Select the kind", row=2)
    name = Text(
        "What is it called?",
        missing="Enter its name",
        called="The name",
        most=100,
        hint="For example, PPI group. Its address is made of the name",
    )
    purpose = LongText(
        "What is it for?",
        called="The answer",
        most=500,
        hint="One or two sentences, as an update would say it. Do not include names",
    )


class CorrectGroupForm(Correcting, GroupForm):
    layout = Layout(*FACTS, "why")

    def fill(self, group: Group) -> None:
        self.initial = held(group, *FACTS)


class CloseGroupForm(StudyForm):
    """The day after which it meets no more."""

    versioned = True
    layout = Layout("on")
    on = Day("What was its last day?", missing="Enter its last day", hint=LIKE, past_words=PAST)

    def fill(self, group: Group) -> None:
        self.initial = held(group) | {"on": clock.today()}


class ReopenGroupForm(StudyForm):
    versioned = True
    layout = Layout("reason")
    reason = Reason(
        "Why is it open again?",
        missing="Enter why it is open again",
        hint="For example, it was closed too early. Do not include names",
    )

    def fill(self, group: Group) -> None:
        self.initial = held(group)
