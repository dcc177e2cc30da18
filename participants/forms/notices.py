"""That somebody was told of a new version."""

from crispy_forms.layout import Layout

from linkstudy.forms import Choice, Day, StudyForm
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
