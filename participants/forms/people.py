"""Adding a person, and changing what the team knows of them. Both offer the user's own sites."""

import datetime as dt
from collections.abc import Iterable

from crispy_forms.layout import Layout
from django.http import QueryDict

from cases.models import Case, Membership, Organisation
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May
from linkstudy.forms import Choice, Day, Option, Pick, Reason, Revealing
from linkstudy.words import uncapped
from participants.briefs import short
from participants.forms.deviations import Deviating, OnceBroken
from participants.forms.letters import Answering, key_of
from participants.models import Participant
from participants.places import WHERE, WHO, elsewhere
from participants.vocabulary import (
    BANDS,
    TITLES,
    WORK,
    AgeBand,
    Deprivation,
    EthnicGroup,
    Gender,
    Group,
    JoinedVia,
    Title,
    described_by,
)

TO_COME = "The date must be today or in the past"
ONE_DAY = "Enter when they were invited or when they replied"
NO_ROLE = ("", "Not said")
SUBS = {
    Group.PATIENT: "Offered or had link worker support",
    Group.HEALTH: "GP practice, network, health and care",
    Group.VOLUNTARY: "Voluntary or community organisation",
}


def roles(titles: Iterable[Title]) -> list[tuple[str, str]]:
    return [(one.value, one.label) for one in titles]


def stands(case: Case) -> str:
    """Where a case is, and since when it takes nobody who replies later."""
    return f"{case.site.name}, closed {short(case.closed_on)}" if case.closed_on else case.site.name


class Joining(Answering):
    """What both forms ask: how somebody came to the study, where they belong, whose they are."""

    joined_via = Pick(
        "How did they come to us?",
        [("", "Choose one"), *JoinedVia.choices],
        missing="Select how they came to us",
    )
    invited_on = Day(
        "Invited by name on",
        hint="For example, 27/5 or 27 May 2022",
        called="The date",
        past_words=TO_COME,
    )
    replied_on = Day(
        "Replied on",
        hint="The day they answered. Enter this date, the one before or both",
        called="The date",
        past_words=TO_COME,
        when_needed=True,
        missing=ONE_DAY,
    )
    title = Pick("Role", [NO_ROLE, *roles(list(Title)[1:])])
    organisation = Pick("Organisation", unknown=WHERE)
    owner = Pick(
        "Who looks after them?",
        missing="Select who looks after them",
        unknown=WHO,
    )
    contact_by = Day("Be in touch by", future=True, called="The date")

    def clean(self):
        super().clean()
        invited, replied = (self.cleaned_data.get(name) for name in ("invited_on", "replied_on"))
        if "invited_on" not in self.errors and invited is None:
            self.need("replied_on")
        if invited and replied and replied < invited:
            words = f"The reply was before the invitation on {short(invited)}. Check both dates"
            self.add_error("replied_on", words)
        self.check_reply(self.their_case())
        self.check_role()

    def their_case(self) -> Case | None:
        """The case of the person, None while it is not known."""
        return self.cleaned_data.get("case")

    def their_group(self) -> str:
        """The group of the person, "" while it is not known."""
        return self.cleaned_data.get("group", "")

    def check_role(self) -> None:
        """A role is one of the group's."""
        group, title = self.their_group(), self.cleaned_data.get("title")
        if group and title and title not in TITLES[Group(group)]:
            words = f"“{Title(title).label}” is not a role in this group: {uncapped(Group(group).label)}"
            self.add_error("title", f"{words}. Choose another, or “{NO_ROLE[1]}”")

    def offer_places(self, sites: list[int], user: User, also: User | None = None) -> None:
        """Offer the organisations and the people of the sites, whose keys are given."""
        found = Organisation.objects.standing().filter(site__in=sites).order_by("name")
        self.fields["organisation"].offer(
            ((str(row.pk), row.name, row) for row in found), first="None"
        )
        members = Membership.objects.in_force().filter(site__in=sites).select_related("user")
        owners = {one.user for one in members if one.user.may(May.RECORD)} | {user}
        owners |= {also} if also else set()
        in_order = sorted(owners, key=lambda owner: owner.name)
        self.fields["owner"].offer((str(owner.pk), owner.name, owner) for owner in in_order)
        self.fields["owner"].initial = str((also or user).pk)


class AddForm(Joining):
    """A person of one of the user's own cases."""

    layout = Layout(
        "case",
        Revealing("group", *WORK),
        "joined_via",
        "batch",
        "invited_on",
        "replied_on",
        "owner",
        "contact_by",
    )
    case = Choice(
        "Which case?", missing="Select the case", unknown="Select one of your cases", row=3
    )
    group = Choice(
        "Which group?",
        [
            (one.value, Option(one.label, SUBS.get(one, ""), reveals=one != Group.PATIENT))
            for one in Group
        ],
        missing="Select the group they belong to",
        row=2,
    )

    def __init__(self, data: QueryDict | None, *, user: User, case: str = "", letters: str = ""):
        super().__init__(data)
        cases = list(Case.objects.reached(user, May.RECORD).select_related("site"))
        self.fields["case"].offer(
            (str(row.number), Option(f"Case {row.number}", stands(row)), row) for row in cases
        )
        self.fields["title"].choices = [
            NO_ROLE,
            *((one.label, roles(TITLES[one])) for one in Group if TITLES[one]),
        ]
        self.fields["case"].initial = case if case or len(cases) != 1 else str(cases[0].number)
        self.offer_places([row.site_id for row in cases], user)
        self.offer_letters(self.of_known_case(cases))
        self.layout = self.without_letters(*AddForm.layout.fields)
        self.fill_in(f"{case}/{letters}")
        self.fields[
            "contact_by"
        ].help_text = (
            "When you leave it empty, we take 7 days after a reply, or 14 after an invitation"
        )

    def of_known_case(self, cases: list[Case]) -> list[Case]:
        """The case that is asked about already, alone; all of them while it is not known, and where
        letters of another were chosen."""
        known = self.data.get("case", "") if self.is_bound else self.fields["case"].initial
        chosen = self.data.get("batch", "")
        is_other = chosen and not chosen.startswith(f"{known}/")
        return [row for row in cases if str(row.number) == known and not is_other] or cases

    def fill_in(self, key: str) -> None:
        """Start from the letters that they answer, when the page was opened from these."""
        held = self.fields["batch"].answers if "batch" in self.fields else {}
        if batch := (held or {}).get(key):
            self.fields["batch"].initial = key
            self.fields["joined_via"].initial = batch.now.route
            self.fields["group"].initial = Group.PATIENT.value

    def clean(self):
        super().clean()
        if self.their_group() == Group.PATIENT and self.cleaned_data.get("organisation"):
            self.add_error("organisation", "A patient has no organisation. Choose “None”")
        if case := self.cleaned_data.get("case"):
            for name, words in elsewhere(case, self.cleaned_data).items():
                self.add_error(name, words)


class ChangeForm(Joining, Deviating):
    """What the team knows of a person: what describes their group, and what else stands.

    Each band may stay "Not asked".
    """

    versioned = True
    age_band = Pick("Age, in years", AgeBand.choices)
    gender = Pick("Gender", Gender.choices)
    ethnic_group = Pick(
        "Ethnic group",
        EthnicGroup.choices,
        hint="As they describe themselves, in the words of the Census",
    )
    deprivation = Pick(
        "Deprivation of the area they live in",
        Deprivation.choices,
        hint="From the postcode, by the English Index of Multiple Deprivation",
    )

    reason = Reason(
        "Why was it wrong?",
        when_needed=True,
        missing="Enter why it was wrong",
        hint="Needed when you change or empty an answer that was filled in, but for who looks"
        " after them and when to be in touch. Do not include names",
    )

    def __init__(self, data: QueryDict | None, *, person: Participant, user: User):
        self.person = person
        super().__init__(data, initial=self.held(person))
        self.offer_places([person.case.site_id], user, also=person.owner)
        self.offer_letters([person.case], also=person.batch)
        held = [Title(person.title)] if person.title else []
        self.fields["title"].choices = [
            NO_ROLE,
            *roles(dict.fromkeys([*TITLES[Group(person.group)], *held])),
        ]
        self.leave_out(person)

    def leave_out(self, person: Participant) -> None:
        """Ask nothing that does not describe the group, but for what stands, to be taken back."""
        asked = described_by(person.group)
        work, bands = (
            [name for name in names if name in asked or getattr(person, name)]
            for names in (WORK, BANDS)
        )
        for name in {*WORK, *BANDS} - {*work, *bands}:
            del self.fields[name]
        days = ("joined_via", "batch", "invited_on", "replied_on")
        asked = (*days, *work, "owner", "contact_by", *bands, "reason", OnceBroken())
        self.layout = self.without_letters(*asked)

    def held(self, person: Participant) -> dict[str, str | int | dt.date | None]:
        names = ("joined_via", "invited_on", "replied_on", "contact_by", "title", *BANDS)
        rows = {"organisation": person.organisation_id, "owner": person.owner_id}
        held = {name: getattr(person, name) for name in names}
        return (
            held
            | {name: str(key or "") for name, key in rows.items()}
            | {"batch": key_of(person.batch.now) if person.batch else ""}
            | {"version": person.version}
        )

    def their_case(self) -> Case:
        return self.person.case

    def their_group(self) -> str:
        return self.person.group

    def check_role(self) -> None:
        """What stands may stay."""
        if self.cleaned_data.get("title") != self.person.title:
            super().check_role()

    def clean(self) -> None:
        super().clean()
        is_as_seen = self.cleaned_data.get("version") == self.person.version
        if is_as_seen and self.person.wrong_by(self.cleaned_data):
            self.need("reason")
