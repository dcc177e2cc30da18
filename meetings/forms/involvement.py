"""What may be typed about advice and what came of it."""

from typing import cast

from crispy_forms.layout import Layout

from linkstudy import clock
from linkstudy.forms import Correcting, Day, LongText, Pick, StudyForm, Text, held
from meetings.forms.groups import LIKE, PAST
from meetings.models import Contribution, Group
from meetings.vocabulary import Stage

NO_NAMES = "Do not include names"
WHOLE = "The group as a whole"


class AdviceForm(StudyForm):
    """What a group advised, or one of its members."""

    layout = Layout("member", "on", "stage", "advised")
    member = Pick("Who advised it?", unknown="Select somebody of the group")
    on = Day("On which day?", missing="Enter the day", hint=LIKE, past_words=PAST)
    stage = Pick(
        "Which part of the research is it about?",
        [("", "Choose one"), *Stage.choices],
        missing="Select the part of the research",
        unknown="Select the part of the research",
    )
    advised = LongText(
        "What did they advise?",
        missing="Enter what they advised",
        called="The advice",
        most=2000,
        hint=NO_NAMES,
        rows=4,
    )

    def offer(self, group: Group) -> None:
        """Offer the members of the group, those of earlier days too."""
        seated = group.members.standing().select_related("user").order_by("number")
        rows = [(str(one.number), one.label, one) for one in seated]
        cast(Pick, self.fields["member"]).offer(rows, first=WHOLE)
        self.initial = {"on": clock.today()}


class ChangedForm(StudyForm):
    """What changed because of it."""

    versioned = True
    layout = Layout("changed_on", "changed", "evidence")
    changed_on = Day("When did it change?", missing="Enter the day", hint=LIKE, past_words=PAST)
    changed = LongText(
        "What changed because of it?",
        missing="Enter what changed",
        called="What changed",
        most=2000,
        hint=NO_NAMES,
        rows=4,
    )
    evidence = Text(
        "Where can that be seen?",
        called="The answer",
        most=500,
        hint="For example, topic guide v5",
    )

    def fill(self, row: Contribution) -> None:
        self.initial = held(row) | {"changed_on": clock.today()}


class CorrectAdviceForm(Correcting, AdviceForm):
    """Advice as it stands. What changed is asked for as well, and may be left out."""

    layout = Layout(*AdviceForm.layout.fields, "changed_on", "changed", "evidence", "why")
    changed_on = Day("When did it change?", hint="Leave it empty if nothing did", past_words=PAST)
    changed = LongText(
        "What changed because of it?", called="What changed", most=2000, hint=NO_NAMES, rows=4
    )
    evidence = Text("Where can that be seen?", called="The answer", most=500)

    def fill(self, row: Contribution) -> None:
        self.offer(row.group)
        facts = held(row, "on", "stage", "advised", "changed_on", "changed", "evidence")
        self.initial = facts | {"member": str(row.member.number) if row.member else ""}

    def clean(self) -> None:
        super().clean()
        said = self.cleaned_data
        if said.get("changed_on") and not said.get("changed"):
            self.add_error("changed", "Enter what changed, or leave the day empty")
        is_told = said.get("changed") or said.get("evidence")
        if is_told and said.get("changed_on", "-") is None:
            self.add_error("changed_on", "Enter the day on which it changed")
