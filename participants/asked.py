"""What an address asks of the list of people: the questions, the order, and the address itself."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.text import slugify

from cases.models import Case
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May
from linkstudy.forms import Choices, Day, Text
from linkstudy.forms.facets import LEFT_OUT, with_answers
from participants.answers import MINE, OLD, QUIET, STEPS
from participants.models.people import understood
from participants.orders import NOW, OF_TODAY, ORDERS, THEN, Head
from participants.quiet import DAYS
from participants.vocabulary import Group, Status

MOST_NAMED = 4  # filters in the name of a file
MOST_TICKED = 100  # people at once
FACETS = ("case", "group", "status", "step", "reply", "owner", "form")
OF_TODAY_ALONE = ("step", "reply", "owner", "form")  # they say nothing of another day
NO_REPLY = f"No reply for {DAYS} days"
HEARD_NOTHING = f"We heard nothing since our last letter or attempt, {DAYS} days ago or more"


def ticked_in(query: QueryDict) -> list[str]:
    """The study IDs of the people who were ticked."""
    found = (understood(slug) for slug in query.getlist("who")[:MOST_TICKED])
    return list(dict.fromkeys(code for code in found if code))


def meaning_oneself(query: QueryDict, user: User) -> QueryDict:
    """The query, where the reader's own number means them: a colleague's link to their people may
    have it."""
    own, owners = str(user.number), query.getlist("owner")
    if own not in owners:
        return query
    found = query.copy()
    found.setlist("owner", [MINE, *(one for one in owners if one != own)])
    return found


class Asked(forms.Form):
    """The questions. What it does not understand is said beside the question and left out.

    The address of a list of ticked people names them, each by who, and says only=ticked, so that
    nobody stands for nobody. place is where the list stands that links lead to, or "" for here.
    """

    q = Text("Study ID or owner", most=100, called="The search")
    case = Choices("Case", unknown=LEFT_OUT)
    group = Choices("Group", [(g.value, g.plural) for g in Group], unknown=LEFT_OUT)
    status = Choices("Status", Status.choices, unknown=LEFT_OUT)
    step = Choices("Next step", STEPS.items(), unknown=LEFT_OUT)
    reply = Choices("Reply", [(QUIET, NO_REPLY)], unknown=LEFT_OUT, hint=HEARD_NOTHING)
    owner = Choices("Owner", unknown=LEFT_OUT)
    form = Choices("Consent form", [(OLD, "Needs the new form")], unknown=LEFT_OUT)
    at = Day("Interviewed by", past_words="The day must be today or in the past", called="The day")

    data: Any
    use_required_attribute = False

    def __init__(self, query: QueryDict, user: User, owners: Iterable[User], place: str = ""):
        super().__init__(meaning_oneself(query, user))
        self.user, self.place = user, place
        cases = Case.objects.reached(user, May.SEE_PEOPLE).values_list("number", flat=True)
        self.offer("case", [(str(number), f"Case {number}") for number in cases])
        names = [(str(one.number), one.name) for one in owners]
        self.offer("owner", [(MINE, f"{user}, you"), *names])

    def offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        """The answers of a filter that only the rows can tell."""
        field: Any = self.fields[name]
        field.choices = choices

    def clean(self):
        super().clean()
        if not self.cleaned_data.get("at"):
            return
        if any(self.chosen(name) for name in OF_TODAY_ALONE):
            words = "Next step, reply, owner and form are today’s. Leave them out to look back"
            self.add_error("at", words)
        elif self.chosen("status") != [Status.INTERVIEWED]:
            self.add_error("at", "Choose the status Interviewed alone to look at an earlier day")

    # Answers

    def offered(self, name: str) -> list[tuple[str, str]]:
        """(answer, its words) of a filter."""
        field: Any = self.fields[name]
        return [(str(key), str(label)) for key, label in field.choices]

    def chosen(self, name: str) -> list[str]:
        """The answers to a filter that we know."""
        return self.known(name, self.data)

    def known(self, name: str, query: QueryDict) -> list[str]:
        """The answers to a filter in some other address that we know."""
        asked = query.getlist(name)
        return [key for key, _ in self.offered(name) if key in asked]

    @cached_property
    def wanted(self) -> dict[str, list[str]]:
        return {name: self.chosen(name) for name in FACETS}

    @cached_property
    def at_day(self):
        """The day as at which people count as interviewed, or None."""
        return self.cleaned_data.get("at") if self.is_bound and not self.errors.get("at") else None

    @property
    def search(self) -> str:
        return "" if self.errors.get("q") else self.cleaned_data["q"]

    @property
    def is_of_ticked(self) -> bool:
        return "who" in self.data or "only" in self.data

    @cached_property
    def ticked(self) -> list[str]:
        return ticked_in(self.data)

    @property
    def is_whole(self) -> bool:
        """Whether the address could be that of a view: it keeps neither search nor ticks nor day."""
        return not (self.search or self.is_of_ticked or self.at_day)

    # Order

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that can be sorted by; those of another day have the day of the interview."""
        return THEN if self.at_day else NOW

    @property
    def sort(self) -> str:
        """A key of ORDERS, with a minus when turned round."""
        asked = self.data.get("sort", "")
        usual = "first-interview" if self.at_day else "next-step"
        return asked if asked.removeprefix("-") in self.columns else usual

    @property
    def order_words(self) -> str:
        order = ORDERS[self.sort.removeprefix("-")]
        return order.down if self.sort.startswith("-") else order.up

    def heads(self) -> dict[str, Head]:
        """{name: head} of the columns that can be sorted by."""
        found = {}
        for name in self.columns:
            direction = {name: "ascending", f"-{name}": "descending"}.get(self.sort, "")
            url = self.url(sort=[f"-{name}" if self.sort == name else name])
            label = OF_TODAY.get(name, "") if self.at_day else ""
            found[name.replace("-", "_")] = Head(label or ORDERS[name].label, url, direction)
        return found

    # Addresses

    def address(self, **changes: list[str]) -> str:
        """This list's query string with some values changed; the page number goes."""
        return with_answers(self.data, **changes)

    def url(self, **changes: list[str]) -> str:
        """Where the list with some values changed stands."""
        return self.place + self.address(**changes)

    @property
    def known_address(self) -> str:
        """This list's query string without what was not understood."""
        rest = {name: self.chosen(name) if name in FACETS else [] for name in self.errors}
        return self.address(**rest)

    @property
    def file_name(self) -> str:
        """What a file of this list is called: participants-case-5-interviewed-as-at-2022-06-01."""
        parts = [
            slugify(f"{name} {key}" if name == "case" else label) for name, key, label in self.told
        ]
        ticked = ["ticked"] if self.is_of_ticked else []
        as_at = [f"as-at-{self.at_day.isoformat()}-made"] if self.at_day else []
        return "-".join(["participants", *ticked, *parts[:MOST_NAMED], *as_at])

    @property
    def told(self) -> list[tuple[str, str, str]]:
        """(filter, key, label) of every answer in use."""
        return [
            (name, key, label)
            for name in FACETS
            for key, label in self.offered(name)
            if key in self.wanted[name]
        ]
