"""Cases: one link worker at one site."""

from typing import Any

from crispy_forms.layout import Layout

from cases.models import Case, Membership, Site
from cases.vocabulary import Area, Employer
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May, who_may
from linkstudy.forms import Choice, Day, Folded, Number, Pick, Text
from linkstudy.rows import next_number
from linkstudy.setup.forms.shared import TYPED, Reasoned, SetUpForm
from linkstudy.setup.forms.sites import MOST

ABOUT = Folded("Population, referrals and contact", "population", "referrals", "contact")


class CaseFacts(SetUpForm):
    """When a case runs, who leads it and what kind of place it is."""

    lead = Pick("Who leads it?", hint="A researcher who works at the site")
    opens_on = Day(
        "When does it open?",
        missing="Enter the day on which it opens",
        hint=TYPED,
        future=True,
    )
    closes_on = Day(
        "When is it to close?",
        missing="Enter the day on which it is to close",
        hint="The plan spreads its interviews over the days between",
        future=True,
    )
    employer = Pick(
        "Who employs the link worker?",
        [
            ("", "Choose one"),
            *((one.value, one.label[:1].upper() + one.label[1:]) for one in Employer),
        ],
        missing="Select who employs the link worker",
    )
    area = Choice("What is the area like?", Area.choices, missing="Select the kind of area", row=2)
    population = Number(
        "Population",
        called="The population",
        most=10_000_000,
        like=31_000,
        unit="people",
        width="w8",
        hint="How many people the practices look after, about",
    )
    referrals = Text(
        "Referrals",
        called="The text",
        hint="For example, from GPs, nurses and self-referral",
        most=150,
    )
    contact = Text(
        "Contact with patients", called="The text", hint="For example, mostly by phone", most=150
    )

    def clean(self) -> None:
        super().clean()
        opens, closes = (self.cleaned_data.get(name) for name in ("opens_on", "closes_on"))
        if opens and closes and closes < opens:
            words = "The case cannot close before it opens. Check both dates"
            self.add_error("closes_on", words)
        self.check_lead()

    def their_site(self) -> Site | None:
        """The site of the case, None while it is not known."""
        return self.cleaned_data.get("site")

    def check_lead(self) -> None:
        lead, site = self.cleaned_data.get("lead"), self.their_site()
        if lead is None or site is None or lead == getattr(self.row, "lead", None):
            return
        if not Membership.objects.in_force().filter(site=site, user=lead).exists():
            words = f"{lead} does not work at {site}. Add them to the site first, or choose nobody"
            self.add_error("lead", words)

    def offer_leads(self) -> None:
        roles = who_may(May.LOG_INTERVIEW)
        people = User.objects.filter(role__in=roles, is_active=True).order_by("name")
        held = getattr(self.row, "lead", None)
        found = [one for one in people if one.may(May.LOG_INTERVIEW) or one == held]
        self.offer_rows("lead", found, first="Nobody yet")


class PlanCase(CaseFacts):
    """A link worker at a site, whom the study will follow."""

    layout = Layout("site", "number", "lead", "opens_on", "closes_on", "employer", "area", ABOUT)

    site = Pick("At which site?", missing="Select the site")
    number = Number(
        "Number",
        missing="Enter the case’s number",
        called="The number",
        least=1,
        most=MOST,
        like=5,
        hint="It starts every study ID of the case, as in C5-PT-01, and never changes",
    )

    def offer(self) -> None:
        self.offer_rows("site", Site.objects.open())
        self.offer_leads()

    def suggested(self) -> dict[str, Any]:
        sites = self.choice("site").answers or {}
        first = {"site": next(iter(sites))} if len(sites) == 1 else {}
        return {"number": next_number(Case.objects.standing())} | first


class CorrectCase(Reasoned, CaseFacts):
    """A case's facts as they should have been."""

    layout = Layout("lead", "opens_on", "closes_on", "employer", "area", ABOUT, "reason")

    def offer(self) -> None:
        self.offer_leads()

    def their_site(self) -> Site | None:
        return self.row.site
