"""A form with every kind of question, in every state that a form can be in."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from crispy_forms.layout import Column, Fieldset, Layout, Row
from django.utils.datastructures import MultiValueDict

from cases.vocabulary import Measure, Setting
from linkstudy.accounts.forms import Address, Password
from linkstudy.forms import (
    Choice,
    Choices,
    Day,
    Folded,
    LongText,
    Minutes,
    Number,
    Option,
    Pick,
    Revealing,
    StudyForm,
    Text,
    Tick,
    TimeOfDay,
    WebAddress,
    YesNo,
)
from linkstudy.forms.files import Upload
from linkstudy.forms.money import Pounds
from linkstudy.forms.reasons import Reason, ShortReason
from linkstudy.setup.forms.days_of_use import OwnDays
from linkstudy.setup.forms.plans import OwnTargets
from linkstudy.setup.forms.sampling import Shares
from participants.forms.codes import CodeText
from participants.vocabulary import Mode, Recording, Scope


class EveryQuestion(StudyForm):
    """The order of a page's questions: who, when, what, how much, consent, an optional note."""

    layout = Layout(
        Fieldset(
            "Who and when",
            "who",
            "code",
            Revealing("when", "date"),
            Row(Column("starts"), Column("ends")),
        ),
        Fieldset("What", "mode", "recording", "again", "setting", "topics", "scopes"),
        Fieldset("How much", "minutes", "patients", "own", "days", "shares", "worth"),
        Fieldset("The person who signs in", "email", "password"),
        "agreed",
        "picture",
        "read_at",
        Fieldset("Why", "reason", "purpose"),
        Folded("Add a note (optional)", "note"),
    )

    who = Text(
        "Who did you interview?", missing="Enter a study ID", hint="You can type 5 pt 6", width="w8"
    )
    code = CodeText("Code", called="The code", hint="As it was written, for example K7MW3-QXR3C")
    read_at = WebAddress("Where can it be read?", called="The address")
    when = Choice(
        "When?",
        [
            ("today", Option("Today", "14 June")),
            ("yesterday", Option("Yesterday", "13 June")),
            ("other", Option("Other date", reveals=True)),
        ],
        missing="Select when it was",
        row=3,
    )
    date = Day(
        "Interview date",
        hint="For example, 27/5 or 27 May 2022",
        past_words="The interview date must be today or in the past",
        missing="Enter the date of the interview",
        when_needed=True,
    )
    starts = TimeOfDay("Start", missing="Enter when it started", hint="For example, 9am")
    ends = TimeOfDay("End", hint="For example, 3:30pm")
    mode = Choice("How did it take place?", Mode.choices, missing="Select how it took place", row=3)
    recording = Choice(
        "How was it recorded?", Recording.choices, missing="Select how it was recorded", row=2
    )
    again = YesNo("Did they tell you more than once?", missing="Select yes or no")
    setting = Pick("Where?", [("", "Choose one"), *Setting.choices], missing="Choose where it was")
    topics = Choices(
        "What does it make us think about?", [("aware", "Being aware"), ("fit", "Fitting in")]
    )
    scopes = Choices("What did they agree to?", Scope.choices, missing="Tick what they agreed to")
    picture = Upload(
        "Picture",
        missing="Choose a picture",
        accept="image/png,image/jpeg",
        hint="A PNG or JPEG of 3MB or less",
    )
    minutes = Minutes(
        "How many minutes did it last?", missing="Enter how long it lasted, in minutes"
    )
    patients = Number("Patients you observed", hint="Counts only, no names", most=200)
    own = OwnTargets(
        "Cases with targets of their own", hint="One case a line, like “Case 5: 8 patients”", rows=2
    )
    days = OwnDays(
        "Sites with days of their own",
        hint="One site a line, like “Site 5: from 1 July 2022, replaced on 3 August 2022”",
        rows=2,
    )
    shares = Shares("Shares of a benchmark", hint="One answer a line, like “18 to 29: 19”", rows=2)
    worth = Pounds("What is a voucher worth?", most=20_000, hint="For example, £20")
    email = Address("Email address", missing="Enter an email address")
    password = Password("Password", missing="Enter a password")
    agreed = Tick(
        "Consent",
        says="I checked they still agreed before we started",
        missing="Confirm the person agreed to take part before you started",
    )
    reason = Reason("Why is it different?", missing="Enter why it is different")
    purpose = ShortReason("Why do you need it?", missing="Enter why you need it")
    note = LongText(
        "Note", hint="What happened, in a few words. Name nobody", called="The note", most=500
    )


FILLED: dict[str, Any] = {
    "who": "C5-PT-03",
    "when": "other",
    "date": "10 June 2022",
    "starts": "2pm",
    "mode": "video",
    "recording": "audio",
    "again": "yes",
    "setting": "home",
    "topics": ["aware"],
    "scopes": ["interview", "audio"],
    "minutes": "45",
    "patients": "2",
    "own": [(5, Measure.PATIENT, 8)],
    "days": [(5, date(2022, 7, 1), None)],
    "shares": "18 to 29: 19",
    "worth": "£20",
    "email": "asha@example.org",
    "agreed": "on",
    "reason": "The length was misread",
    "purpose": "To call them back",
    "note": "A quiet room.",
}
WRONG = {
    "when": "other",
    "date": "31 June",
    "starts": "half past",
    "setting": "",
    "minutes": "900",
    "patients": "many",
    "own": "8 patients",
    "days": "Site 5: since July",
    "shares": "18 to 29: some",
    "worth": "twenty",
    "code": "K7MW3",
    "read_at": "www.example.org",
    "email": "asha at example",
    "reason": "x",
    "note": "A note\u202e with a character that nobody sees",
}
SAVED = [
    ("How did it take place?", "Phone", "Video"),
    ("How many minutes did it last?", "40 minutes", "45 minutes"),
]


@dataclass(frozen=True)
class State:
    """A form in a state: its name, words about it, and the form."""

    title: str
    words: str
    form: StudyForm


def states() -> dict[str, State]:
    """{name: state}: empty, filled, with errors, and overtaken by somebody else's save."""
    return {
        "empty": State(
            "Empty",
            "A label, a hint where one helps, then the box. Only what is optional says so.",
            EveryQuestion(prefix="empty"),
        ),
        "filled": State(
            "Filled",
            "What we know already stands in the box. Consent is never ticked for anybody.",
            EveryQuestion(initial=FILLED, prefix="filled"),
        ),
        "wrong": State(
            "With errors",
            "What is wrong stands above the heading, and again beside each question. What was typed stays.",
            sent(WRONG, "wrong"),
        ),
    }


def sent(answers: dict[str, str], prefix: str) -> EveryQuestion:
    """The form as it comes back after somebody sent it."""
    data = MultiValueDict({f"{prefix}-{name}": [value] for name, value in answers.items()})
    form = EveryQuestion(data, prefix=prefix)
    form.is_valid()
    return form


def overtaken() -> EveryQuestion:
    """The form after a save that somebody else was faster with."""
    form = EveryQuestion(prefix="stale")
    form.overtaken_by, form.stale = "Tom Reid", SAVED
    return form
