"""What may be typed about debriefs and about documents that the study was given."""

from collections.abc import Iterable
from typing import cast

from crispy_forms.layout import Layout

from cases.models import Case, CollectedDocument, Debrief, Membership
from cases.vocabulary import Paper
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May
from linkstudy.forms import (
    Choice,
    Correcting,
    Day,
    Minutes,
    Pick,
    StudyForm,
    Text,
    YesNo,
    held,
)

PAST = "The day must be today or in the past"
TYPED = "For example, 13/6 or 13 June 2022"


class DebriefForm(StudyForm):
    """A talk with the link worker about a day."""

    layout = Layout("day", "minutes", "recorded")

    day = Day(
        "Which day was it about?",
        missing="Enter the day that it was about",
        called="The day",
        hint=TYPED,
        past_words=PAST,
    )
    minutes = Minutes("How long was it?", missing="Enter how long it was")
    recorded = YesNo("Was it recorded on audio?", missing="Select whether it was recorded")


class CorrectDebriefForm(Correcting, DebriefForm):
    """What was recorded of a debrief, to be put right; it can have been somebody else's."""

    layout = Layout(*DebriefForm.layout.fields, "researcher", "why")

    researcher = Pick("Who held it?", missing="Select who held it", unknown="Select who held it")

    def fill(self, debrief: Debrief) -> None:
        """Fill in what stands, and offer the people of the site and whoever is named already."""
        offer_team(cast(Pick, self.fields["researcher"]), debrief.case, debrief.researcher)
        stands = {"researcher": str(debrief.researcher_id), "recorded": yes(debrief.recorded)}
        self.initial = held(debrief, "day", "minutes") | stands


class CollectForm(StudyForm):
    """A paper or file that the study was given."""

    layout = Layout("kind", "received_on", "confidential", "lies_in")

    kind = Choice("What is it?", Paper.choices, missing="Select what it is", row=2)
    received_on = Day(
        "When did you receive it?",
        missing="Enter the day on which you received it",
        called="The day",
        hint=TYPED,
        past_words=PAST,
    )
    confidential = YesNo(
        "Does it say anything confidential?",
        missing="Select whether it says anything confidential",
        hint="If so, it is to be redacted before anybody analyses it",
    )
    lies_in = Text(
        "Where does it lie?",
        missing="Enter where it lies",
        called="Where it lies",
        hint="The reference of a folder, such as FW-5/12. Do not include names",
        most=60,
    )


class RedactForm(StudyForm):
    """When what is confidential in a document was made unreadable."""

    versioned = True
    layout = Layout("redacted_on")

    redacted_on = Day(
        "When was it redacted?",
        missing="Enter the day on which it was redacted",
        called="The day",
        hint=TYPED,
        past_words=PAST,
    )


class CorrectCollectedForm(Correcting, CollectForm):
    """What was recorded of a document, to be put right."""

    layout = Layout(*CollectForm.layout.fields, "redacted_on", "collector", "why")

    redacted_on = Day("When was it redacted?", called="The day", hint=TYPED, past_words=PAST)
    collector = Pick(
        "Who collected it?", missing="Select who collected it", unknown="Select who collected it"
    )

    def fill(self, document: CollectedDocument) -> None:
        """Fill in what stands, and offer the people of the site and whoever is named already."""
        self.fields["received_on"].label = "When was it received?"
        offer_team(cast(Pick, self.fields["collector"]), document.case, document.collector)
        facts = held(document, "kind", "received_on", "lies_in", "redacted_on")
        chosen = {
            "collector": str(document.collector_id),
            "confidential": yes(document.confidential),
        }
        self.initial = facts | chosen

    def clean(self) -> None:
        super().clean()
        if self.cleaned_data.get("redacted_on") and self.cleaned_data.get("confidential") is False:
            self.add_error("redacted_on", "Only what is confidential is redacted. Leave this empty")


def offer_team(question: Pick, case: Case, named: User) -> None:
    """Let a question be answered by somebody who does fieldwork at the site, or by who is named."""
    here = Membership.objects.in_force().filter(site=case.site_id).select_related("user")
    able = {one.user for one in here if one.user.may(May.LOG_OBSERVATION)} | {named}
    by_name: Iterable[User] = sorted(able, key=lambda one: (one.name, one.pk))
    question.offer(((str(one.pk), one.name, one) for one in by_name), first="")


def yes(answer: bool) -> str:
    """The tile of a stored answer."""
    return "yes" if answer else "no"
