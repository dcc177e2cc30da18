"""What may be typed about people of the team, and which pictures may be sent."""

from collections.abc import Iterable
from typing import Any, cast

from crispy_forms.layout import Layout

from linkstudy.accounts.models import User
from linkstudy.forms import Day, LongText, Pick, StudyForm, Text, held
from linkstudy.forms.files import FileForm, Upload
from linkstudy.updates.models import Picture, Profile

PAST = "The day must be today or in the past"
FACTS = ("headline", "text", "agreed_on")
ASKED = ("name", "account", *FACTS)


class InTheirWords(StudyForm):
    """What partners are told of somebody."""

    name = Text(
        "Name", missing="Enter their name", called="The name", hint="It is public", most=150
    )
    account = Pick(
        "Do they have an account here?",
        unknown="Select somebody who is shown",
        hint="Their publications then lead to this page",
    )
    headline = Text(
        "What do they do in the study?",
        missing="Enter what they do in the study",
        called="The answer",
        hint="For example, one of the researchers who collect data",
        most=120,
    )
    text = LongText(
        "What do they tell about themselves?",
        missing="Enter what they tell about themselves",
        called="The text",
        hint="As they wrote it. Updates show it under “Meet the team”",
        most=3000,
        rows=8,
    )
    agreed_on = Day(
        "When did they agree to it?",
        called="The day",
        hint="Leave it empty until they have. No update that names them is sent before",
        past_words=PAST,
    )

    def offer_people(self, people: Iterable[User]) -> None:
        """Let the account be one of these."""
        options = ((str(one.number), one.name, one) for one in people)
        cast(Pick, self.fields["account"]).offer(options, first="No")


class IntroduceForm(InTheirWords):
    """Somebody who is not introduced yet."""

    layout = Layout(*ASKED)


class RewriteForm(InTheirWords):
    """What stands, to be said otherwise."""

    versioned = True
    layout = Layout(*ASKED)

    def fill(self, profile: Profile) -> None:
        account = {"account": str(profile.user.number) if profile.user else ""}
        self.initial = held(profile, "name", *FACTS) | account


class Described(StudyForm):
    """What is on a picture, for those who do not see it."""

    description = Text(
        "What is on it?",
        missing="Enter what is on the picture",
        called="The description",
        hint="For people who do not see it. For example, Sam, smiling, at a piano",
        most=300,
    )


class PictureForm(FileForm, Described):
    """A picture, in the place of the one that is there."""

    layout = Layout("content", "description")

    content = Upload(
        "Picture",
        missing="Choose a picture",
        called="The picture",
        accept="image/png,image/jpeg",
        hint="A PNG or JPEG of 3MB or less. We keep its pixels and nothing else of the file",
    )


class DescribeForm(Described):
    """The description of a picture, to be said otherwise."""

    versioned = True
    layout = Layout("description")

    def fill(self, picture: Picture) -> None:
        self.initial: dict[str, Any] = held(picture, "description")
