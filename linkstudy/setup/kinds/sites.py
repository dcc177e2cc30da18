"""Sites and the organisations there."""

from datetime import date
from typing import cast

from django.db.models import Count, Q

from cases import actions
from cases.models import Case, DocumentVersion, Organisation, Site
from linkstudy import clock
from linkstudy.setup.forms.shared import CloseForm, ReopenForm
from linkstudy.setup.forms.sites import (
    AddOrganisation,
    CorrectOrganisation,
    CorrectSite,
    OpenSite,
)
from linkstudy.setup.kind import Deed, Kind, Said, Section, correcting, page_of, state_of, voiding
from linkstudy.setup.kinds.documents import for_whom, use_words
from linkstudy.words import day_words

IS_OPEN = Said("Open", icon="done", tone="good")
SHOWN = 50  # of what belongs to a row; a page with more would help nobody


def site_state(site: Site) -> Said:
    closed = (
        Said(f"Closed {day_words(site.closed_on)}", icon="ended") if site.closed_on else IS_OPEN
    )
    return state_of(site, closed)


def sites():
    standing = Q(cases__voided_at=None)
    return Site.objects.annotate(case_count=Count("cases", filter=standing)).order_by(
        "number", "pk"
    )


def site_facts(site: Site) -> list[tuple[str, Said | str]]:
    closed = [("Closed on", day_words(site.closed_on))] if site.closed_on else []
    return [
        ("Number", str(site.number)),
        ("Part of the country", site.name),
        ("Opened on", day_words(site.opened_on)),
        *closed,
    ]


def site_sections(site: Site) -> list[Section]:
    cases = Case.objects.standing().filter(site=site)
    organisations = Organisation.objects.standing().filter(site=site)
    documents = DocumentVersion.objects.standing().published_for(site)
    today = clock.today()
    used = [one for one in documents if not one.is_replaced(today)]
    team = site.memberships.in_force().select_related("user").order_by("user__name")
    return [
        Section(
            "Cases",
            [(one.stage(today), Said(f"Case {one.number}", page_of(one))) for one in cases[:SHOWN]],
            "No case yet. A case is one link worker here.",
        ),
        Section(
            "Organisations",
            [
                (one.get_kind_display(), Said(one.name, page_of(one)))
                for one in organisations[:SHOWN]
            ],
            "None yet. Professionals and voluntary groups are recorded with theirs.",
        ),
        Section(
            "Documents in use",
            [(for_whom(one), Said(in_use_here(one), page_of(one))) for one in used],
            "None. Nobody here can sign a consent form yet.",
        ),
        Section(
            "Team",
            [(one.user.get_role_display(), Said(one.user.name)) for one in team[:SHOWN]],
            "Nobody works here yet.",
        ),
    ]


def in_use_here(document: DocumentVersion) -> str:
    """Consent form v1.3. Since 1 June 2022."""
    return f"{document}. {use_words(cast(date, document.used_from), document.used_until)}"


SITES = Kind(
    place="sites",
    model=Site,
    one="site",
    many="Sites",
    lead="A site is a part of the country in which the study works. People see their own sites.",
    rows=sites,
    columns=(
        ("Site", str),
        ("Opened", lambda site: day_words(site.opened_on)),
        ("Cases", lambda site: str(site.case_count)),
    ),
    facts=site_facts,
    state=site_state,
    sections=site_sections,
    add=Deed(
        link="Open a site",
        heading="Open a site",
        button="Open site",
        form=OpenSite,
        action=actions.open_site,
        done="{row} is open",
        notes=(
            "Researchers see and record the people of their own sites only",
            "You say who works there under People and roles",
        ),
    ),
    deeds={
        "correct": correcting(
            CorrectSite,
            actions.correct_site,
            "site",
            "The number stays. Wrong number? Make the site void while nothing is there, and open"
            " it anew",
            "Pages about earlier days keep the name that they had",
        ),
        "close": Deed(
            link="Close",
            heading="Close {row}",
            button="Close this site",
            form=CloseForm,
            action=actions.close_site,
            takes="site",
            done="{row} is closed",
            change="close",
            offered=lambda site: not site.voided_at and not site.closed_on,
            notes=(
                "Nothing can be booked there from that day on",
                "What took place before can still be logged",
                "You can reopen it, with a reason",
            ),
        ),
        "reopen": Deed(
            link="Reopen",
            heading="Reopen {row}",
            button="Reopen this site",
            form=ReopenForm,
            action=actions.reopen_site,
            takes="site",
            done="{row} is open again",
            offered=lambda site: bool(not site.voided_at and site.closed_on),
        ),
        **voiding("site", "Was it right, and is over? Close it instead"),
    },
)


def organisation_facts(row: Organisation) -> list[tuple[str, Said | str]]:
    return [
        ("Name", row.name),
        ("What it is", row.get_kind_display()),
        ("Site", Said(str(row.site), page_of(row.site))),
        ("Belongs to", Said(row.parent.name, page_of(row.parent)) if row.parent else "Nothing"),
        ("ODS code", row.ods_code or "Not entered"),
    ]


def organisation_sections(row: Organisation) -> list[Section]:
    parts = row.children.standing()[:SHOWN]
    items = [(one.get_kind_display(), Said(one.name, page_of(one))) for one in parts]
    return [Section("What belongs to it", items)] if items else []


ORGANISATIONS = Kind(
    place="organisations",
    model=Organisation,
    one="organisation",
    many="Organisations",
    lead="Practices, networks and voluntary organisations, to which people belong.",
    rows=lambda: Organisation.objects.select_related("site", "parent").order_by(
        "site__number", "name", "pk"
    ),
    columns=(
        ("Organisation", str),
        ("What it is", lambda row: row.get_kind_display()),
        ("Site", lambda row: f"Site {row.site.number}"),
        ("Belongs to", lambda row: row.parent.name if row.parent else ""),
    ),
    facts=organisation_facts,
    state=lambda row: state_of(row, Said("In use", icon="done", tone="good")),
    sections=organisation_sections,
    add=Deed(
        link="Add an organisation",
        heading="Add an organisation",
        button="Add organisation",
        form=AddOrganisation,
        action=actions.add_organisation,
        done="{row} is added",
    ),
    deeds={
        "correct": correcting(
            CorrectOrganisation,
            actions.correct_organisation,
            "organisation",
            "The site stays. Entered at the wrong site? Make it void and add it there",
        ),
        **voiding("organisation"),
    },
)
