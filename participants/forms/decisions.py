"""What a principal investigator decides about an interview."""

from crispy_forms.layout import Layout

from linkstudy.forms import Reason, StudyForm


class KeepForm(StudyForm):
    """Why an interview stays although no consent covers it any more."""

    layout = Layout("why")
    why = Reason(
        "Why do you keep it?",
        missing="Enter why you keep it",
        hint="For example, what the information sheet said about data collected before a"
        " withdrawal. Do not include names",
    )
