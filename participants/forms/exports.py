"""Taking the list away as a spreadsheet."""

from crispy_forms.layout import Layout

from linkstudy.forms import Choice, Folded, Option, Revealing, ShortReason, StudyForm, Text
from participants.vocabulary import PURPOSES


class FileForm(StudyForm):
    """What a file is for, and its kind."""

    layout = Layout(Revealing("purpose", "other"), "kind")
    purpose = Choice(
        "What is it for?",
        [(key, Option(label, reveals=key == "other")) for key, label in PURPOSES.items()],
        missing="Select what the spreadsheet is for",
    )
    other = Text(
        "What for?",
        missing="Enter what the spreadsheet is for",
        hint="It stands in the history. Do not include names",
        when_needed=True,
        most=100,
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


class ExportForm(FileForm):
    """What the list is for, and why it describes people, if it does.

    described  why age, gender, deprivation and organisation go into the file; "" leaves them out
    """

    layout = Layout(
        *FileForm.layout.fields,
        Folded("Add what describes people (optional)", "described"),
    )

    described = ShortReason(
        "What do you need age, gender, deprivation and organisation for?",
        hint="For example, to check whom we have not reached. Do not include names."
        " Leave empty to leave them out",
        most=200,
    )

    @property
    def purpose_words(self) -> str:
        """The purpose, with why people are described."""
        why = self.cleaned_data["described"]
        words = super().purpose_words
        return f"{words}. Describes people: {why}" if why else words
