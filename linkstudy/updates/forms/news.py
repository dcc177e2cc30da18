"""What may be typed of something to tell partners."""

from crispy_forms.layout import Layout

from linkstudy.forms import Choice, Correcting, Day, LongText, StudyForm, held
from linkstudy.updates.models import News
from linkstudy.updates.vocabulary import Part

FACTS = ("words", "part", "on")


class NewsForm(StudyForm):
    """What to tell, under which section, and of which day."""

    layout = Layout(*FACTS)

    words = LongText(
        "What is there to tell?",
        missing="Enter what there is to tell",
        called="The text",
        hint="In whole, short sentences, as partners will read it. No names, places or study IDs",
        most=1000,
        rows=4,
    )
    part = Choice("Under which section?", Part.choices, missing="Select a section", row=3)
    on = Day(
        "Of which day?",
        missing="Enter the day",
        called="The day",
        hint="The update of these days tells it. For example, 13/6 or 13 June 2022",
        past_words="The day must be today or in the past",
    )


class CorrectNewsForm(Correcting, NewsForm):
    """The same in other words."""

    layout = Layout(*FACTS, "why")

    def fill(self, news: News) -> None:
        self.initial = held(news, *FACTS)
