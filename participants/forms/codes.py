"""Lists of codes: what one is for, which kind of file, and whose a code is."""

from typing import cast

from crispy_forms.layout import Layout

from cases.models import Case
from linkstudy.codes import tidy, trouble
from linkstudy.forms import Choice, Option, Pick, StudyForm, Text
from linkstudy.typed import Slip
from participants.afterwards import CodesFor


class MakeCodesForm(StudyForm):
    """What a list of codes is for."""

    layout = Layout("case", "purpose")
    case = Pick("Of which case?", missing="Select the case", unknown="Select the case")
    purpose = Choice(
        "What is it for?",
        [
            (CodesFor.TRANSCRIBER, Option("A transcriber", "Recordings that are to be sent")),
            (CodesFor.ARCHIVE, Option("An archive", "Transcripts that are released to analysis")),
        ],
        missing="Select what it is for",
    )

    def offer(self, cases: list[Case]) -> None:
        rows = [(str(one.number), str(one), one) for one in cases]
        cast(Pick, self.fields["case"]).offer(rows)


class CodesFileForm(StudyForm):
    """The kind of file that a list is taken away as."""

    layout = Layout("kind")
    kind = Choice(
        "Which kind of file?",
        [("xlsx", "Excel"), ("csv", "CSV")],
        missing="Select the kind of file",
        initial="xlsx",
        row=2,
    )


class CodeText(Text):
    """A code, however it is spaced. The answer is tidy."""

    def understand(self, text: str) -> str:
        code = tidy(text)
        if words := trouble(code):
            raise Slip(words)
        return code


class FindCodeForm(StudyForm):
    """A code that somebody sent back."""

    layout = Layout("text")
    text = CodeText(
        "Code",
        missing="Enter the code",
        called="The code",
        most=40,
        hint="As it was written, for example K7MW3-QXR3C. Spaces and hyphens do not matter",
    )
