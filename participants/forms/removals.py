"""What was done at a place after a withdrawal."""

from crispy_forms.layout import Layout

from linkstudy.forms import Choice, Day, Reason, StudyForm, held
from participants.forms.corrections import Opening
from participants.models import Removal
from participants.vocabulary import Outcome


class RemovalForm(StudyForm):
    layout = Layout("outcome", "on", "proof")
    outcome = Choice(
        "What did you do there?", Outcome.choices, missing="Select what you did there", row=3
    )
    on = Day(
        "When?",
        missing="Enter the date on which you looked",
        hint="For example, today, 13/6 or 13 June 2022",
        past_words="The date must be today or in the past",
    )
    proof = Reason(
        "What shows it, or why was it kept?",
        missing="Enter what shows it, or why it was kept",
        hint="For example, the transcriber’s email of that day, or the published paper. Do not"
        " include names",
    )


class CorrectRemovalForm(Opening, RemovalForm):
    """What was done at a place, to be put right."""

    sealed = {"proof": "removal.proof"}
    layout = Layout(*RemovalForm.layout.fields, "why")

    def fill(self, row: Removal) -> None:
        self.person = row.participant
        self.initial = held(row, "outcome", "on") | self.open(row)
