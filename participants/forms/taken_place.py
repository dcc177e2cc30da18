"""What there is to say of an interview that took place, whoever it was with and whenever."""

from typing import cast

from django.db.models import QuerySet

from cases.models import Topic
from cases.vocabulary import Setting
from linkstudy.forms import Choice, Choices, LongText, Minutes, Pick, StudyForm, TimeOfDay
from participants import briefs
from participants.vocabulary import Others, Recording


class TookPlace(StudyForm):
    """How it took place, how long it was, how it was recorded, and what may be added."""

    mode = Choice(
        "How did it take place?",
        briefs.MODES,
        missing="Select how the interview took place",
        row=3,
    )
    minutes = Minutes(
        "How many minutes did it last?",
        missing="Enter how long the interview lasted, in minutes",
    )
    recording = Choice(
        "How was it recorded?",
        Recording.choices,
        missing="Select how the interview was recorded",
        row=2,
    )
    note = LongText(
        "Note", called="The note", hint="Do not include names or other personal details"
    )
    topics = Choices("What does it make us think about?")
    others = Pick(
        "Who else was there?",
        [("", Others.NOBODY.label), *((one.value, one.label) for one in list(Others)[1:])],
    )
    setting = Pick("Where?", [("", "As booked, or not said"), *Setting.choices])
    started = TimeOfDay("When did it start?", called="The start", hint="For example, 2pm")

    def offer_topics(self, topics: QuerySet[Topic]) -> None:
        offered = [(str(topic), str(topic), topic) for topic in topics]
        cast(Choices, self.fields["topics"]).offer(offered)
