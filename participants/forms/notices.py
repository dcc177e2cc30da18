"""That somebody was told of a new version."""

from crispy_forms.layout import Layout

from linkstudy.forms import Choice, Correcting, Day, StudyForm, held
from participants.models import Notice
from participants.vocabulary import NoticeHow


class NoticeForm(StudyForm):
    layout = Layout("on", "how")
    on = Day(
        "When were they told?",
        missing="Enter the date on which they were told",
        hint="For example, today, 13/6 or 13 June 2022",
        past_words="The date must be today or in the past",
    )
    how = Choice(
        "How were they told?", NoticeHow.choices, missing="Select how they were told", row=2
    )


class CorrectNoticeForm(Correcting, NoticeForm):
    """When and how somebody was told, to be put right."""

    layout = Layout(*NoticeForm.layout.fields, "why")

    def fill(self, row: Notice) -> None:
        self.initial = held(row, "on", "how")
