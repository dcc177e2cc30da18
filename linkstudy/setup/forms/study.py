"""The study itself, and topics."""

from crispy_forms.layout import Layout

from linkstudy.forms import Day, LongText, Text, WebAddress
from linkstudy.setup.forms.shared import PAST, TYPED, Reasoned, SetUpForm

QUESTIONS = [
    "title",
    "short_title",
    "started_on",
    "planned_end_on",
    "sponsor",
    "funder_ref",
    "iras_id",
    "cpms_id",
    "rec_name",
    "rec_reference",
    "favourable_opinion_on",
    "led_by",
    "web_page",
    "contacts",
]


class StudyFacts(SetUpForm):
    """What the study is called, when it runs and by which numbers others know it."""

    layout = Layout(*QUESTIONS)

    title = Text("Full title", missing="Enter the study’s full title", called="The title", most=300)
    short_title = Text(
        "Short title",
        missing="Enter a short title",
        called="The short title",
        hint="A few words that everybody on the team knows it by",
        most=100,
    )
    started_on = Day(
        "When did it start?", hint="No plan can hold, and no site open, before this day"
    )
    planned_end_on = Day("When is it to end?", future=True, hint=TYPED)
    sponsor = Text("Sponsor", called="The sponsor", most=150)
    funder_ref = Text("Funder’s reference", called="The reference", most=40)
    iras_id = Text("IRAS ID", called="The IRAS ID", most=20, width="w8")
    cpms_id = Text("CPMS ID", called="The CPMS ID", most=20, width="w8")
    rec_name = Text("Research ethics committee", called="The committee’s name", most=150)
    rec_reference = Text("Its reference", called="The reference", most=40)
    favourable_opinion_on = Day("Favourable opinion given on", hint=TYPED, past_words=PAST)

    led_by = Text(
        "Who leads it?",
        called="The answer",
        hint="Updates to partners print this: names, and where they work",
        most=300,
    )
    web_page = WebAddress("Where can people read about it?", called="The web page")
    contacts = LongText(
        "Whom may partners ask?",
        called="The answer",
        hint="Updates to partners print this. One person a line: name, then email",
        rows=3,
        most=1000,
    )

    def clean(self) -> None:
        super().clean()
        start, end = (self.cleaned_data.get(name) for name in ("started_on", "planned_end_on"))
        if start and end and end < start:
            words = "The study cannot end before it starts. Check both dates"
            self.add_error("planned_end_on", words)
        for name in ("led_by", "web_page", "contacts"):  # nothing is None where columns came later
            self.cleaned_data[name] = self.cleaned_data.get(name) or None


class DescribeStudy(StudyFacts):
    """The study, for the first time."""


class CorrectStudy(Reasoned, StudyFacts):
    """The study in other words."""

    layout = Layout(*QUESTIONS, "reason")


class AddTopic(SetUpForm):
    """Something that interviews make the team think about."""

    layout = Layout("name")

    name = Text(
        "Topic",
        missing="Enter the topic",
        called="The topic",
        hint="A few words, as they are to stand on the page where interviews are logged",
        most=100,
    )


class CorrectTopic(Reasoned, AddTopic):
    """The topic in other words."""

    layout = Layout("name", "reason")
