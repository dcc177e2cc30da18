"""What a principal investigator decides about an interview."""

from crispy_forms.layout import Layout

from linkstudy.forms import LongText, StudyForm


class KeepForm(StudyForm):
    """Why an interview stays although no consent covers it any more."""

    layout = Layout("why")
    why = LongText(
        "Why do you keep it?",
        missing="Enter why you keep it",
        called="The reason",
        hint="For example, what the information sheet said about data collected before a"
        " withdrawal. Do not include names",
        most=1000,
    )
