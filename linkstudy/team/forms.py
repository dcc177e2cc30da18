"""What may be typed about the team."""

import re
from typing import Any, cast

from crispy_forms.layout import Column, Layout, Row
from django.core.exceptions import ValidationError
from django.http import QueryDict

from cases.models import Membership, Site
from linkstudy import clock
from linkstudy.accounts.forms import Address
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import Role
from linkstudy.forms import Choice, Choices, Day, Option, Pick, Reason, StudyForm, Text
from linkstudy.forms.study import LOST, Hidden
from linkstudy.team.actions import Takers
from linkstudy.team.hands import MARK, Hands
from linkstudy.team.work import SiteWork, places

SUBS = {
    Role.RESEARCHER: "Interviews and records, at their own sites",
    Role.PI: "Sees every site by study ID, and decides",
    Role.ADMINISTRATOR: "Sets up the study and the team; sees every site by study ID",
    Role.PPI_LEAD: "Sees counts, with those under 5 hidden",
    Role.MONITOR: "Sees every site by study ID, to read alone",
}
ROLES = [(role.value, Option(role.label, SUBS[role])) for role in Role]
TOO_EARLY = "The last day must be today or later"
BACKWARDS = "The last day must not be before the first. To stop it at once, enter yesterday as both"


def person_name() -> Text:
    return Text(
        "Name",
        missing="Enter their name",
        called="The name",
        most=150,
        hint="First name and surname",
    )


def role_choice() -> Choice:
    return Choice("Role", ROLES, missing="Select their role")


def last_day() -> Day:
    return Day(
        "Last day",
        called="The last day",
        future_words=TOO_EARLY,
        hint="Their access ends by itself after this day, such as 30 June 2023",
    )


def why(label: str, missing: str, hint: str) -> Reason:
    return Reason(label, missing=missing, hint=hint, most=500)


class InviteForm(StudyForm):
    """A new person of the team."""

    layout = Layout("name", "email", "role", "sites", "ends_on")
    name = person_name()
    email = Address(hint="They sign in with it. It is shown to administrators alone")
    role = role_choice()
    sites = Choices(
        "Where will they work?",
        unknown="Select from the sites shown",
        hint="For a researcher, from today on. The other roles see every site",
        row=2,
    )
    ends_on = last_day()

    def __init__(self, data: Any = None):
        super().__init__(data)
        sites = places()
        if sites:
            offer = cast(Choices, self.fields["sites"]).offer
            offer((str(site.number), site.name, site) for site in sites)
        else:
            del self.fields["sites"]
            self.layout = Layout("name", "email", "role", "ends_on")

    def answers(self) -> dict[str, Any]:
        return {"sites": []} | super().answers()


class NameForm(StudyForm):
    """One's own name."""

    versioned = True
    layout = Layout("name")
    name = person_name()


class ChangeForm(StudyForm):
    """Somebody's name, address, role and last day."""

    versioned = True
    layout = Layout("name", "email", "role", "ends_on", "reason")
    name = person_name()
    email = Address(hint="They sign in with it. A link that is on its way to another one ends")
    role = role_choice()
    ends_on = last_day()
    reason = Reason(
        "Why does the address, the role or the last day change?",
        hint="Needed when one of them changes. It stays in the history",
        most=500,
        when_needed=True,
        missing="Say why the address, the role or the last day changes",
    )

    def __init__(self, data: Any = None, *, person: User):
        self.person = person
        facts = ("name", "email", "role", "ends_on", "version")
        super().__init__(data, initial={name: getattr(person, name) for name in facts})

    def clean(self) -> None:
        super().clean()
        held = {name: getattr(self.person, name) for name in ("email", "role", "ends_on")}
        if any(
            name in self.cleaned_data and self.cleaned_data[name] != held[name] for name in held
        ):
            self.need("reason")


class StopForm(StudyForm):
    """Why somebody's access stops."""

    versioned = True
    layout = Layout("reason")
    reason = why(
        "Why do you suspend their access?",
        "Say why you suspend their access",
        "It stays in the history. For example, on leave until September",
    )


class ResumeForm(StudyForm):
    """Why somebody comes back."""

    versioned = True
    layout = Layout("reason")
    reason = why(
        "Why do they come back?",
        "Say why they come back",
        "It stays in the history. For example, back from leave",
    )


class JoinForm(StudyForm):
    """From which day on somebody works at a site."""

    layout = Layout("site", "since")
    site = Pick("Site", missing="Select the site")
    since = Day(
        "From",
        missing="Enter the first day",
        called="The first day",
        hint="They see and record the site’s people from this day on",
        future=True,
    )

    def __init__(self, data: Any = None, *, sites: list[Site]):
        super().__init__(data, initial={"since": clock.today()})
        offer = cast(Pick, self.fields["site"]).offer
        offer((str(site.number), str(site), site) for site in sites)


class TakersForm(StudyForm):
    """Who takes over somebody's work, asked for each site where anybody can."""

    layout = Layout()

    def __init__(self, data: Any = None, *, works: list[SiteWork], **more: Any):
        super().__init__(data, **more)
        self.works = {f"taker_{work.site.number}": work for work in works if work.takers}
        for name, work in self.works.items():
            self.fields[name] = Pick(
                f"Who takes over in {work.site.name}?",
                missing=f"Select who takes over in {work.site.name}",
                hint=work.words,
                when_needed=True,
            )
            offer = cast(Pick, self.fields[name]).offer
            offer((str(one.number), one.name, one) for one in work.takers)
        self.layout = Layout(*self.layout.fields, *self.works)

    def is_now(self) -> bool:
        """Whether work has to be handed over with this form."""
        return True

    def clean(self) -> None:
        super().clean()
        if self.is_now():
            for name in self.works:
                self.need(name)

    def answers(self) -> dict[str, Any]:
        given = super().answers()
        takers: Takers = {work.site: given.pop(name) for name, work in self.works.items()}
        return given | {"takers": takers}


class HandOverForm(TakersForm):
    """Who takes over what the page showed."""

    seen = Hidden()

    def __init__(self, data: Any = None, *, hands: Hands):
        super().__init__(data, works=hands.works, initial={"seen": hands.mark})
        self.hands = hands

    def clean_seen(self) -> str:
        seen = self.cleaned_data["seen"]
        if not re.fullmatch(MARK, seen):
            raise ValidationError(LOST)
        return seen

    def clean(self) -> None:
        """Who comes too late is told so before anything else."""
        try:
            self.hands.demand(self.cleaned_data.get("seen", self.hands.mark))
        except ValidationError as refusal:
            self.take(refusal)
        else:
            super().clean()

    def take(self, refusal: ValidationError) -> None:
        """The page that says why shows what is there now; saving again is then deliberate."""
        super().take(refusal)
        held = cast(QueryDict, self.data).copy()
        held["seen"] = self.hands.mark
        self.data = held


class LeaveForm(TakersForm):
    """Why somebody leaves, and who takes over."""

    versioned = True
    layout = Layout("reason")
    reason = why(
        "Why do they leave?",
        "Say why they leave",
        "It stays in the history. For example, the contract ends today",
    )


class DaysForm(TakersForm):
    """The days on which somebody works at a site, and who takes over when they no longer do."""

    versioned = True
    layout = Layout(Row(Column("since"), Column("until")), "reason")
    since = Day(
        "First day",
        missing="Enter their first day at the site",
        called="The first day",
        future=True,
    )
    until = Day("Last day", called="The last day", hint="Empty while none is known", future=True)
    reason = Reason(
        "Why was the first day wrong?",
        hint="Needed when the first day changes. It stays in the history",
        most=500,
        when_needed=True,
        missing="Say why the first day changes",
    )

    def __init__(self, data: Any = None, *, membership: Membership, works: list[SiteWork]):
        self.membership = membership
        held = {name: getattr(membership, name) for name in ("version", "since", "until")}
        super().__init__(data, works=works, initial=held)

    def is_now(self) -> bool:
        """Days to come leave the work where it is until then."""
        since, until = (self.cleaned_data.get(name) for name in ("since", "until"))
        today = clock.today()
        return (since is not None and since > today) or (until is not None and until <= today)

    def clean(self) -> None:
        super().clean()
        since, until = (self.cleaned_data.get(name) for name in ("since", "until"))
        if since and since != self.membership.since:
            self.need("reason")
        if since and until and until < since:
            self.add_error("until", BACKWARDS)
