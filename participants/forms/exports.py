"""Taking the list away as a spreadsheet."""

from crispy_forms.layout import Layout

from linkstudy.forms import Choice, Option, Revealing, StudyForm, Text

PURPOSES = {
    "meeting": "For a team meeting",
    "analysis": "For analysis",
    "sponsor": "For the sponsor or funder",
    "other": "For something else",
}


class ExportForm(StudyForm):
    layout = Layout(Revealing("purpose", "other"), "kind")
    purpose = Choice(
        "What is it for?",
        [(key, Option(label, reveals=key == "other")) for key, label in PURPOSES.items()],
        missing="Select what the spreadsheet is for",
    )
    other = Text(
        "What for?", missing="Enter what the spreadsheet is for", when_needed=True, most=100
    )
    kind = Choice(
        "Which kind of file?",
        [
            ("xlsx", Option("Excel", "Dates are dates, and a second sheet explains the columns.")),
            ("csv", Option("CSV", "Plain text for other programs, with dates like 2022-06-14.")),
        ],
        missing="Select the kind of file",
        initial="xlsx",
    )

    def clean(self):
        super().clean()
        if self.cleaned_data.get("purpose") == "other":
            self.need("other")

    @property
    def purpose_words(self) -> str:
        """The purpose, for the file and the history."""
        answers = self.cleaned_data
        label = PURPOSES[answers["purpose"]]
        return f"{label}: {answers['other']}" if answers["purpose"] == "other" else label
