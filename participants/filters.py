"""The list of people: what is asked for, counted and put in order. Its spreadsheet reads the same.

A day (`at`) asks for the people interviewed by the end of it, as known then: the rows behind a
figure of progress.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import or_
from typing import NamedTuple

from django import forms
from django.core.paginator import Page, Paginator
from django.db.models import (
    BooleanField,
    Exists,
    ExpressionWrapper,
    OuterRef,
    Q,
    Subquery,
)
from django.http import QueryDict
from django.utils.text import slugify

from cases.models import Case
from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May
from linkstudy.forms import Choices, Day, Text
from linkstudy.forms.facets import Tick, with_answers
from linkstudy.rows import Picked
from linkstudy.words import day_words
from participants.attempts import with_waits
from participants.models import Interview, Participant
from participants.models.people import understood
from participants.orders import BY_ID, NOW, OF_TODAY, ORDERS, THEN, Head
from participants.vocabulary import Group, Status
from participants.waves import settings_of

A_PAGE = 25
MOST_NAMED = 4  # filters in the name of a file
A_FEW = 10  # people added by mistake, below the list
FACETS = ("case", "group", "status", "step", "owner", "form")
OF_TODAY_ALONE = ("step", "owner", "form")  # they say nothing of another day
STEPS = {
    "decide": "Decide: no answer",
    "late": "Late",
    "today": "Due today",
    "later": "Due later",
    "plan": "Decide what to do next",
    "none": "Nothing to do",
}
MINE, OLD = "me", "old"
LEFT_OUT = "We do not know one of these. It is left out"


class Tuple(NamedTuple):
    """People as the counts see them, who cannot tell them apart: how many there are alike."""

    case: str
    group: str
    status: str
    step: str
    owner: str
    form: str
    is_found: bool
    people: int


@dataclass(frozen=True)
class Chip:
    """A filter in use; left is how many people there are without it, None when not known."""

    words: str
    url: str
    left: int | None = None


class PeopleFilter(forms.Form):
    """What the query string asks for, of the people that the user may see.

    What it does not understand is said beside the question and left out.
    """

    q = Text("Study ID or owner", most=100, called="The search")
    case = Choices("Case", unknown=LEFT_OUT)
    group = Choices("Group", [(g.value, g.plural) for g in Group], unknown=LEFT_OUT)
    status = Choices("Status", Status.choices, unknown=LEFT_OUT)
    step = Choices("Next step", STEPS.items(), unknown=LEFT_OUT)
    owner = Choices("Owner", unknown=LEFT_OUT)
    form = Choices("Consent form", [(OLD, "Needs the new form")], unknown=LEFT_OUT)
    at = Day("Interviewed by", past_words="The day must be today or in the past", called="The day")

    use_required_attribute = False

    def __init__(self, query: QueryDict, user: User):
        super().__init__(query)
        self.user = user
        cases = Case.objects.reached(user, May.SEE_PEOPLE).values_list("number", flat=True)
        self.fields["case"].choices = [(str(n), f"Case {n}") for n in cases]
        self.fields["owner"].choices = [(MINE, f"{user}, you")]

    def clean(self):
        super().clean()
        if not self.cleaned_data.get("at"):
            return
        if any(self.chosen(name) for name in OF_TODAY_ALONE):
            self.add_error(
                "at", "Next step, owner and form are today’s. Leave them out to look back"
            )
        elif self.chosen("status") != [Status.INTERVIEWED]:
            self.add_error("at", "Choose the status Interviewed alone to look at an earlier day")

    def chosen(self, name: str) -> list[str]:
        """The answers to a filter that we know."""
        asked = self.data.getlist(name)
        return [str(key) for key, _ in self.fields[name].choices if str(key) in asked]

    @cached_property
    def at_day(self):
        """The day as at which people count as interviewed, or None."""
        return self.cleaned_data.get("at") if self.is_bound and not self.errors.get("at") else None

    @property
    def search(self) -> str:
        return "" if self.errors.get("q") else self.cleaned_data["q"]

    # Rows

    @cached_property
    def protocol(self):
        return settings_of()

    def everybody(self):
        """Who the user may see; with a day, those of them interviewed by then."""
        seen = Participant.objects.visible_to(self.user).with_status()
        people = with_waits(seen, self.protocol)
        if self.at_day is None:
            return people.standing()
        return people.filter(Exists(self.held()))

    def held(self):
        """First interviews of a person by the day asked for, as known then, earliest first."""
        known = Interview.objects.done(clock.end_of(self.at_day)).first_wave()
        return known.filter(participant=OuterRef("pk")).order_by("held_on")

    def void(self) -> list[Participant]:
        """People added by mistake whom the search finds, or some of them all: in no list."""
        if self.at_day or (self.chips and not self.search):
            return []
        found = Participant.objects.visible_to(self.user).exclude(voided_at=None)
        return list((found.filter(self.sought()) if self.search else found)[:A_FEW])

    def sought(self) -> Q:
        """Whom the search finds: one study ID, else the start of one or part of an owner's name."""
        chosen = self.chosen("case")
        text, case = self.search, int(chosen[0]) if len(chosen) == 1 else None
        if code := understood(text, case):
            return Q(study_id=code)
        if code := understood(text, 0):
            return Q(study_id__endswith=code.removeprefix("C0"))
        start = "".join(text.split())
        return Q(study_id__istartswith=start) | Q(owner__name__icontains=text)

    @cached_property
    def people(self):
        """The rows of the list, in its order, with what its columns show."""
        found = self.everybody()
        if self.search:
            found = found.filter(self.sought())
        if cases := self.chosen("case"):
            found = found.filter(case__number__in=cases)
        if groups := self.chosen("group"):
            found = found.filter(group__in=groups)
        statuses = self.chosen("status")
        if statuses and not self.at_day:
            found = found.filter(status__in=statuses)
        found = found.with_consent_form()
        if self.at_day:
            found = found.annotate(first_on=Subquery(self.held().values("held_on")[:1]))
        else:
            found = found.filter(*self.now())
        return found.select_related("owner").order_by(*self.order())

    def now(self) -> Iterator[Q]:
        """What the filters that speak of today alone ask of people with_consent_form()."""
        today, asked = clock.today(), self.chosen("step")
        steps = {
            "decide": Q(waits=True),
            "late": Q(waits=False, next_on__lt=today),
            "today": Q(waits=False, next_on=today),
            "later": Q(waits=False, next_on__gt=today),
            "plan": Q(waits=False, unplanned=True),
            "none": Q(waits=False, unplanned=False, next_on=None),
        }
        if asked:
            yield reduce(or_, (steps[one] for one in asked))
        if self.chosen("owner"):
            yield Q(owner=self.user)
        if self.chosen("form"):
            yield Q(form_replaced_on__lte=today) & (
                Q(booked_on__isnull=False) | Q(status=Status.CONSENTED)
            )

    def page(self) -> Page:
        """The page asked for; the nearest one when there is no such page."""
        paginator = Paginator(Picked(self.people), A_PAGE)
        paginator.count = self.count
        return paginator.get_page(self.data.get("page"))

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

    def order(self) -> Iterator:
        """By what is asked, then by ID; nothing to do comes last both ways."""
        is_turned, name = self.sort.startswith("-"), self.sort.removeprefix("-")
        for column in [*ORDERS[name].columns, *BY_ID]:
            yield column.desc(nulls_last=True) if is_turned else column.asc(nulls_last=True)

    @property
    def order_words(self) -> str:
        order = ORDERS[self.sort.removeprefix("-")]
        return order.down if self.sort.startswith("-") else order.up

    def heads(self) -> dict[str, Head]:
        """{name: head} of the columns that can be sorted by."""
        found = {}
        for name in self.columns:
            direction = {name: "ascending", f"-{name}": "descending"}.get(self.sort, "")
            url = self.address(sort=[f"-{name}" if self.sort == name else name])
            label = OF_TODAY.get(name, "") if self.at_day else ""
            found[name.replace("-", "_")] = Head(label or ORDERS[name].label, url, direction)
        return found

    # Counts

    @cached_property
    def tuples(self) -> list[Tuple]:
        """Everybody, as far as the counts need them: one query for all of them."""
        sought = self.sought() if self.search else Q(pk__isnull=False)
        is_found = ExpressionWrapper(sought, output_field=BooleanField())
        rows = self.everybody().with_consent_form().annotate(is_found=is_found).order_by()
        columns = ("next_on", "owner", "form_replaced_on", "booked_on", "waits", "unplanned")
        values = rows.values_list("case__number", "group", "status", *columns, "is_found")
        # First those whose rows are the same, then those who look the same.
        found: Counter[tuple] = Counter()
        for row, people in Counter(values.iterator(chunk_size=5000)).items():
            found[self._seen(*row)] += people
        return [Tuple(*seen, people=people) for seen, people in found.items()]

    def _seen(
        self,
        case,
        group,
        status,
        next_on,
        owner,
        replaced_on,
        booked_on,
        waits,
        unplanned,
        is_found,
    ):
        """A row as the counts see it; they agree with `now`, and a test holds them to it."""
        today = clock.today()
        step = "plan" if unplanned else "none"
        if next_on:
            step = "late" if next_on < today else "later" if next_on > today else "today"
        is_ahead = booked_on is not None or status == Status.CONSENTED
        is_old = replaced_on is not None and replaced_on <= today and is_ahead
        return (
            str(case),
            group,
            Status.INTERVIEWED if self.at_day else status,
            "decide" if waits else step,
            MINE if owner == self.user.pk else "",
            OLD if is_old else "",
            is_found,
        )

    @cached_property
    def wanted(self) -> dict[str, list[str]]:
        return {name: self.chosen(name) for name in FACETS}

    def fitting(self, **other: list[str]) -> list[Tuple]:
        """Who would be shown with other answers to some filters; [] takes a filter away."""
        wanted = self.wanted | other
        return [
            row
            for row in self.tuples
            if (row.is_found or "q" in other)
            and all(not keys or getattr(row, name, "") in keys for name, keys in wanted.items())
        ]

    def left(self, **other: list[str]) -> int:
        """How many people would be shown with these answers."""
        return sum(row.people for row in self.fitting(**other))

    @cached_property
    def count(self) -> int:
        return self.left()

    @property
    def total(self) -> int:
        return sum(row.people for row in self.tuples)

    def facets(self) -> Iterator[tuple[forms.BoundField, list[Tick]]]:
        """Each filter with its answers; the counts heed all the other filters."""
        for name in FACETS[:3] if self.at_day else FACETS:
            counts: Counter[str] = Counter()
            for row in self.fitting(**{name: []}):
                counts[getattr(row, name)] += row.people
            chosen = self.wanted[name]
            ticks = [
                Tick(str(key), label, counts[str(key)], str(key) in chosen)
                for key, label in self.fields[name].choices
            ]
            yield self[name], ticks

    # Addresses

    def address(self, **changes: list[str]) -> str:
        """This list's query string with some values changed; the page number goes."""
        return with_answers(self.data, **changes)

    @property
    def known_address(self) -> str:
        """This list's query string without what was not understood."""
        rest = {name: self.chosen(name) if name in FACETS else [] for name in self.errors}
        return self.address(**rest)

    @cached_property
    def chips(self) -> list[Chip]:
        """The filters in use, each with the address without it."""
        found = []
        if self.at_day:
            found.append(Chip(f"As at {day_words(self.at_day)}", self.address(at=[])))
        if self.search:
            left = self.left(q=[])
            found.append(Chip(f"“{self.search}”", self.address(q=[]), left))
        for name in FACETS:
            labels = {str(key): str(label) for key, label in self.fields[name].choices}
            found += [self._chip(name, key, labels[key]) for key in self.wanted[name]]
        return found

    def _chip(self, name: str, key: str, label: str) -> Chip:
        rest = [other for other in self.wanted[name] if other != key]
        if name == "status" and self.at_day:
            return Chip(label, self.address(status=[], at=[]))
        return Chip(label, self.address(**{name: rest}), self.left(**{name: rest}))

    @property
    def chip_links(self) -> list[tuple[str, str]]:
        """The chips as ui/chips.html takes them."""
        return [(chip.words, chip.url) for chip in self.chips]

    @property
    def way_out(self) -> Chip | None:
        """The filter that hides the fewest people, when nobody is left."""
        helpful = [chip for chip in self.chips if chip.left]
        return min(helpful, key=lambda chip: chip.left or 0, default=None)

    @property
    def file_name(self) -> str:
        """What a file of this list is called: participants-case-5-interviewed-as-at-2022-06-01."""
        parts = [
            slugify(f"{name} {key}" if name == "case" else label) for name, key, label in self.told
        ]
        as_at = [f"as-at-{self.at_day.isoformat()}-made"] if self.at_day else []
        return "-".join(["participants", *parts[:MOST_NAMED], *as_at])

    @property
    def told(self) -> list[tuple[str, str, str]]:
        """(filter, key, label) of every answer in use."""
        return [
            (name, key, str(label))
            for name in FACETS
            for key, label in self.fields[name].choices
            if str(key) in self.wanted[name]
        ]

    def words(self) -> str:
        """The filters in words, for a spreadsheet and the history.

        A search is told only when it is a study ID: somebody may have typed a person's name.
        """
        kept = {f"“{self.search}”": understood(self.search) or "a search by ID or owner"}
        told = [kept.get(chip.words, chip.words) for chip in self.chips]
        return "; ".join(told) or "None: everybody the maker may see"
