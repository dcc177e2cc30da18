"""Approvals of sites, letters of access and the delegation log."""

from typing import Any

from crispy_forms.layout import Layout

from cases.actions.governance import ONLY_READ
from cases.models import Site
from cases.vocabulary import ApprovalKind
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May, who_may
from linkstudy.forms import Choice, Day, Option, Pick, Revealing, Text
from linkstudy.setup.forms.shared import PAST, TYPED, Reasoned, SetUpForm

SITE = "Select the site"
WHO = "Select who it is for"


class AtSite(SetUpForm):
    """Something about a site, and perhaps about somebody who works there."""

    site = Pick("Which site?", missing=SITE, unknown=SITE)
    person = Pick("Who is it for?", when_needed=True, missing=WHO, unknown=WHO)

    def offer(self) -> None:
        """Open sites, and whoever works for the study, with those that the row names."""
        self.offer_rows(
            "site", with_named(Site.objects.open().order_by("number"), self.row, "site")
        )
        people = User.objects.current().order_by("name", "pk")
        self.offer_rows("person", with_named(people, self.row, "person"), first="Nobody")


def with_named(rows: Any, row: Any, name: str) -> list[Any]:
    """The rows, and the one that a row to be corrected names."""
    found = list(rows)
    named = getattr(row, name, None)
    return [*found, named] if named and named not in found else found


class RecordApproval(AtSite):
    """What a site said, or a letter of access."""

    layout = Layout("site", Revealing("kind", "person", "ends_on"), "given_on")

    kind = Choice(
        "What is it?",
        [
            (kind.value, Option(kind.label, reveals=kind == ApprovalKind.LETTER))
            for kind in ApprovalKind
        ],
        missing="Select what it is",
    )
    given_on = Day(
        "When was it given?",
        missing="Enter the day on which it was given",
        hint=TYPED,
        past_words=PAST,
    )
    ends_on = Day("Until when does the letter hold?", hint=TYPED, future=True)

    def clean(self) -> None:
        super().clean()
        if self.cleaned_data.get("kind") != ApprovalKind.LETTER:
            self.cleaned_data |= {"person": None, "ends_on": None}
            return
        self.need("person")
        given, ends = (self.cleaned_data.get(name) for name in ("given_on", "ends_on"))
        if given and ends and ends < given:
            self.add_error("ends_on", "It cannot end before it was given. Check both dates")


class CorrectApproval(Reasoned, RecordApproval):
    """An approval as it should have been."""

    layout = Layout(*RecordApproval.layout.fields, "reason")


class Delegate(AtSite):
    """A line of the delegation log."""

    layout = Layout("site", "person", "tasks", "since", "ends_on", "trained_on", "authorised_by")

    person = Pick("To whom?", missing="Select to whom", unknown="Select to whom")
    tasks = Text(
        "What may they do?",
        missing="Enter what they may do",
        called="The text",
        hint="For example, take consent and interview",
        most=200,
    )
    since = Day("From when?", missing="Enter from when", hint=TYPED)
    ends_on = Day("Until when?", hint="Leave it empty while nobody knows", future=True)
    trained_on = Day("When were they trained?", hint=TYPED, past_words=PAST)
    authorised_by = Pick(
        "Who authorised it?", missing="Select who authorised it", unknown="Select who authorised it"
    )

    def offer(self) -> None:
        super().offer()
        people = User.objects.current().order_by("name", "pk")
        able = people.exclude(role__in=ONLY_READ)
        self.offer_rows("person", with_named(able, self.row, "person"))
        leads = people.filter(role__in=who_may(May.DECIDE))
        self.offer_rows("authorised_by", with_named(leads, self.row, "authorised_by"))

    def clean(self) -> None:
        super().clean()
        since, ends = (self.cleaned_data.get(name) for name in ("since", "ends_on"))
        if since and ends and ends < since:
            self.add_error("ends_on", "It cannot end before it begins. Check both dates")


class CorrectDelegation(Reasoned, Delegate):
    """A line of the log as it should have been, or as it came."""

    layout = Layout(*Delegate.layout.fields, "reason")
