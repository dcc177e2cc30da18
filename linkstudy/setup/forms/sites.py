"""Sites and the organisations there."""

import re
from typing import Any

from crispy_forms.layout import Layout
from django.core.exceptions import ValidationError

from cases.models import DocumentVersion, Organisation, Site
from cases.vocabulary import OrganisationKind
from linkstudy import clock
from linkstudy.forms import Choices, Day, Number, Option, Pick, Text
from linkstudy.rows import next_number
from linkstudy.setup.forms.shared import PAST, Reasoned, SetUpForm

MOST = 9_999  # of sites and cases: a study ID has room for four digits


class SiteFacts(SetUpForm):
    """What a site is called and when it opened."""

    name = Text(
        "Part of the country",
        missing="Enter which part of the country it is",
        called="The name",
        hint="For example, North East. It stands on pages inside the team",
        most=100,
    )
    opened_on = Day(
        "When did it open?",
        missing="Enter the day on which it opened",
        hint="The day from which the study may work there",
        past_words=PAST,
    )


class OpenSite(SiteFacts):
    """A site where the study may work from now on."""

    layout = Layout("number", "name", "opened_on", "documents")

    number = Number(
        "Number",
        missing="Enter the site’s number",
        called="The number",
        least=1,
        most=MOST,
        like=2,
        hint="It never changes",
    )
    documents = Choices(
        "Which documents are to be used there?", hint="The newest in force elsewhere are ticked"
    )

    def offer(self) -> None:
        today = clock.today()
        held = DocumentVersion.objects.standing().wherever().filter(used_from__lte=today)
        rows = held.order_by("kind", "audience", "used_from", "pk")
        in_force = [one for one in rows if not one.is_replaced(today)]
        self.offer_rows("documents", in_force, named)
        if not in_force:
            del self.fields["documents"]
            self.layout = Layout("number", "name", "opened_on")

    def suggested(self) -> dict[str, Any]:
        found = {"number": next_number(Site.objects.standing()), "opened_on": clock.today()}
        return found | ({"documents": self.newest()} if "documents" in self.fields else {})

    def newest(self) -> list[str]:
        """The keys of the version of each document for the same people that began last."""
        offered = (self.choice("documents").answers or {}).items()
        return list({(one.kind, one.audience): key for key, one in offered}.values())


def named(document: DocumentVersion) -> Option:
    """The version, with whom it is for in the second line."""
    return Option(str(document), document.get_audience_display() or "Everybody")


class CorrectSite(Reasoned, SiteFacts):
    """The site's facts as they should have been."""

    layout = Layout("name", "opened_on", "reason")


class OrganisationFacts(SetUpForm):
    """What an organisation is, and what it belongs to."""

    name = Text(
        "Name",
        missing="Enter the organisation’s name",
        called="The name",
        most=150,
    )
    kind = Pick(
        "What is it?",
        [("", "Choose one"), *OrganisationKind.choices],
        missing="Select what it is",
    )
    parent = Pick("What does it belong to?", hint="A practice belongs to its network")
    ods_code = Text(
        "ODS code",
        called="The code",
        hint="For example, U12345 for a network",
        width="w8",
        most=10,
    )

    def clean_ods_code(self) -> str:
        code = self.cleaned_data["ods_code"].upper().replace(" ", "")
        if code and not re.fullmatch("[A-Z0-9]{3,10}", code):
            raise ValidationError("An ODS code is 3 to 10 letters and digits, like U12345")
        return code


class AddOrganisation(OrganisationFacts):
    """A practice, a network or a voluntary organisation at a site."""

    layout = Layout("site", "name", "kind", "parent", "ods_code")

    site = Pick("At which site?", missing="Select the site")

    def offer(self) -> None:
        self.offer_rows("site", Site.objects.standing())
        rows = Organisation.objects.standing().select_related("site")
        self.offer_rows("parent", rows.order_by("site", "name"), at_site, first="Nothing")

    def suggested(self) -> dict[str, Any]:
        sites = self.choice("site").answers or {}
        return {"site": next(iter(sites))} if len(sites) == 1 else {}


def at_site(organisation: Organisation) -> str:
    return f"{organisation}, Site {organisation.site.number}"


class CorrectOrganisation(Reasoned, OrganisationFacts):
    """An organisation's facts as they should have been."""

    layout = Layout("name", "kind", "parent", "ods_code", "reason")

    def offer(self) -> None:
        alike = Organisation.objects.standing().filter(site=self.row.site).exclude(pk=self.row.pk)
        self.offer_rows("parent", alike, first="Nothing")
