"""What may be typed about publications."""

import re
from collections.abc import Iterable
from typing import Any, cast

from crispy_forms.layout import Layout
from django.core.exceptions import ValidationError

from linkstudy.accounts.models import User
from linkstudy.forms import (
    Choice,
    Correcting,
    Day,
    LongText,
    Number,
    Pick,
    StudyForm,
    Text,
    WebAddress,
    held,
)
from linkstudy.updates.models import Contributor, Output, OutputStep
from linkstudy.updates.vocabulary import OutputKind, Stage

PAST = "The day must be today or in the past"
TYPED = "For example, 13/6 or 13 June 2022"
BEFORE = re.compile(r"^(https?://(dx\.)?doi\.org/|doi:)\s*", re.IGNORECASE)
DOI = re.compile(r"10\.\d{4,9}/[!-~]+")
FACTS = ("kind", "title", "venue", "doi", "web_address", "summary")
MOST_NAMES, LONGEST_NAME = 100, 150


class WhatItIs(StudyForm):
    """What a publication is, where it came out, and where it can be read."""

    kind = Choice("What is it?", OutputKind.choices, missing="Select what it is", row=2)
    title = Text("Title", missing="Enter its title", called="The title", most=300)
    venue = Text(
        "Where did it come out? Or where will it?",
        called="The place",
        hint="For example, the journal, the website or the conference",
    )
    doi = Text("DOI", called="The DOI", hint="For example, 10.1234/journal.5678", most=120)
    web_address = WebAddress(
        "Where can it be read?",
        called="The address",
        hint="For example, https://www.example.org/blog",
    )
    summary = LongText(
        "What does it say, in a sentence or two?",
        called="The answer",
        hint="In plain words. Updates to partners take it from here",
        most=600,
    )
    parent = Pick(
        "Does it go with another publication?",
        unknown="Select a publication that is shown",
        hint="For example, a blog about a paper",
    )

    def offer_parents(self, output: Output | None = None) -> None:
        """Let it go with any publication that stands, or with the one it goes with now."""
        found = Output.objects.standing().exclude(pk=output.pk if output else None)
        rows = list(found.order_by("title", "pk"))
        if output and output.parent and output.parent not in rows:
            rows.append(output.parent)
        options = ((one.slug, one.title, one) for one in rows)
        cast(Pick, self.fields["parent"]).offer(options, first="No")

    def clean_doi(self) -> str:
        """The DOI without its address, in small letters, as DOIs are compared."""
        doi = BEFORE.sub("", self.cleaned_data["doi"]).lower()
        if doi and not DOI.fullmatch(doi):
            raise ValidationError("The DOI must look like 10.1234/journal.5678")
        return doi


class HowFar(StudyForm):
    """How far it is, and since when."""

    layout = Layout("stage", "on")

    stage = Choice("How far is it?", Stage.choices, missing="Select how far it is", row=2)
    on = Day(
        "Since when?", missing="Enter since when", called="The day", hint=TYPED, past_words=PAST
    )


class AddOutputForm(WhatItIs, HowFar):
    """A new publication, with those who made it."""

    layout = Layout(
        "kind", "title", "names", "stage", "on", "venue", "doi", "web_address", "summary", "parent"
    )

    names = LongText(
        "Who made it?",
        missing="Enter who made it",
        called="The list",
        hint="Each on a line of their own, in the order and spelling that is printed",
        rows=4,
    )

    def clean_names(self) -> list[str]:
        """The names, tidied, in order."""
        lines = (" ".join(line.split()) for line in self.cleaned_data["names"].split("\n"))
        names = [line for line in lines if line]
        if len(names) > MOST_NAMES:
            raise ValidationError(f"These are {len(names):,} names. The most we can keep is 100")
        for number, name in enumerate(names):
            if len(name) > LONGEST_NAME:
                words = f"“{name[:20]}…” is {len(name):,} characters. Put each name on its own line"
                raise ValidationError(words)
            if name in names[:number]:
                raise ValidationError(f"{name} stands there twice. Write each name once")
        return names


class CorrectOutputForm(Correcting, WhatItIs):
    """What it is, to be put right."""

    layout = Layout("kind", "title", "venue", "doi", "web_address", "summary", "parent", "why")

    def fill(self, output: Output) -> None:
        self.offer_parents(output)
        goes_with = output.parent.slug if output.parent else ""
        self.initial = held(output, *FACTS) | {"parent": goes_with}


class CorrectStepForm(Correcting, HowFar):
    """A step, to be put right."""

    layout = Layout("stage", "on", "why")

    def fill(self, step: OutputStep) -> None:
        self.initial = held(step, "stage", "on")


class MakerForm(StudyForm):
    """Somebody who made it."""

    layout = Layout("name", "account")

    name = Text(
        "Name",
        missing="Enter their name",
        called="The name",
        hint="As it is printed. It is public there",
        most=LONGEST_NAME,
    )
    account = Pick(
        "Is that somebody of the team?",
        unknown="Select somebody who is shown",
        hint="Their page then leads here",
    )

    def offer_people(self, people: Iterable[User], named: User | None = None) -> None:
        """Let it be somebody of these, or who is named already."""
        able = {one.pk: one for one in [*people, *([named] if named else [])]}
        options = ((str(one.number), one.name, one) for one in able.values())
        cast(Pick, self.fields["account"]).offer(options, first="No")


class CorrectMakerForm(Correcting, MakerForm):
    """A name, its place and whose it is, to be put right."""

    layout = Layout("name", "place", "account", "why")

    place = Number(
        "Which of the names is it?",
        missing="Enter which of the names it is",
        called="The place",
        hint="1 for the first",
        least=1,
        most=MOST_NAMES,
        like=2,
    )

    def fill(self, maker: Contributor) -> None:
        account: dict[str, Any] = {"account": str(maker.user.number) if maker.user else ""}
        self.initial = held(maker, "name", "place") | account
