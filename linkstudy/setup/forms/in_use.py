"""From which day an amendment is in use at which cases."""

from crispy_forms.layout import Layout

from cases.models import Amendment, Case
from linkstudy.forms import Choices, Day, Pick
from linkstudy.setup.forms.shared import PAST, TYPED, Reasoned, SetUpForm, named

WHICH = "Select the amendment"
NO_CASE = "Select at least one case"


class UseAmendment(SetUpForm):
    """An amendment comes into use at some of the cases at which it is not."""

    layout = Layout("cases", "since")

    cases = Choices("At which cases?", missing=NO_CASE, unknown="Select from the cases shown")
    since = Day(
        "From which day?",
        missing="Enter the day from which it is in use",
        called="The day",
        hint=f"{TYPED}. One day for all that you tick",
        past_words=PAST,
    )

    def offer(self) -> None:
        """The cases that are left."""
        self.offer_rows("cases", unused(self.row))


class UseSomeAmendment(UseAmendment):
    """The same, on a page that is about no amendment yet."""

    layout = Layout("amendment", *UseAmendment.layout.fields)

    amendment = Pick(
        "Which amendment?",
        missing=WHICH,
        unknown=WHICH,
        hint="Those that are approved, or submitted where no approval is needed",
    )

    def offer(self) -> None:
        self.offer_rows("amendment", Amendment.objects.usable(), named)
        self.offer_rows("cases", Case.objects.standing().select_related("site"))


class CorrectUse(Reasoned):
    """The day as it should have been."""

    layout = Layout("since", "reason")

    since = Day(
        "From which day?",
        missing="Enter the day from which it is in use",
        called="The day",
        hint=TYPED,
        past_words=PAST,
    )


def unused(amendment: Amendment):
    """Standing cases at which an amendment is not in use."""
    used = amendment.uses.standing().values("case")
    return Case.objects.standing().exclude(pk__in=used).select_related("site")
