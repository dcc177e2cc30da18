"""A section of the report on involvement."""

from crispy_forms.layout import Layout

from linkstudy.forms import LongText, StudyForm


class SectionForm(StudyForm):
    versioned = True
    layout = Layout("text")
    text = LongText(
        "What the report says",
        missing="Enter what the report says",
        called="The section",
        most=10_000,
        hint="Do not include names of people who have not agreed to it",
        rows=14,
    )
