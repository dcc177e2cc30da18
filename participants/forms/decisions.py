"""What a principal investigator decides about an interview."""

from collections.abc import Iterator
from typing import Any

from crispy_forms.layout import Layout

from linkstudy.audit.writing import Stale
from linkstudy.forms import Correcting, Reason, StudyForm, held
from linkstudy.identities.service import unseal
from participants.models import Decision

HINT = (
    "For example, what the information sheet said about data collected before a withdrawal. Do not"
    " include names"
)


class KeepForm(StudyForm):
    """Why an interview stays although no consent covers it any more."""

    layout = Layout("why")
    why = Reason("Why do you keep it?", missing="Enter why you keep it", hint=HINT)


class CorrectDecisionForm(Correcting):
    """Why an interview stays, to be put right."""

    layout = Layout("kept", "why")
    kept = Reason("Why is it kept?", missing="Enter why it is kept", hint=HINT)

    def fill(self, row: Decision) -> None:
        self.initial = held(row) | {"kept": opened(row)}

    def compare(self, stale: Stale) -> Iterator[tuple[str, str, str]]:
        """The other person's reason in the clear; the row's own name for it is this form's for another."""
        theirs = opened(stale.current)
        yours = self.cleaned_data.get("kept", "")
        if theirs != yours:
            yield str(self.question("kept").label), theirs, yours


def opened(row: Any) -> str:
    """Why an interview is kept, in the clear."""
    return unseal(row.interview.participant.person, "decision.why", row.why)
