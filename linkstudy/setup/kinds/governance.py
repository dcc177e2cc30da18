"""What lets the study work at a site: approvals, letters of access, the delegation log."""

from django.db.models import QuerySet

from cases import actions
from cases.models import Approval, Delegation
from cases.models.governance import NEAR, end_words
from linkstudy import clock
from linkstudy.setup.forms.governance import (
    CorrectApproval,
    CorrectDelegation,
    Delegate,
    RecordApproval,
)
from linkstudy.setup.kind import Deed, Kind, Said, correcting, page_of, state_of, voiding
from linkstudy.setup.kinds.study import maybe_day
from linkstudy.words import day_words


def holds(row: Approval | Delegation) -> Said:
    """Holds, ends within 30 days, or has ended."""
    ends, today = row.ends_on, clock.today()
    if ends and ends < today:
        return state_of(row, Said("Ended", icon="ended"))
    if ends and ends <= today + NEAR:
        return state_of(row, Said(end_words(ends), icon="clock", tone="warn"))
    return state_of(row, Said("Holds", icon="done", tone="good"))


def approvals() -> QuerySet:
    return Approval.objects.select_related("site", "person").order_by(
        "site__number", "-given_on", "-pk"
    )


APPROVALS = Kind(
    place="approvals",
    model=Approval,
    one="approval",
    many="Approvals and letters of access",
    lead="What lets the study work at a site, and each researcher’s letter until it ends.",
    rows=approvals,
    columns=(
        ("What it is", str),
        ("Given", lambda row: day_words(row.given_on)),
    ),
    facts=lambda row: [
        ("What it is", row.get_kind_display()),
        ("Site", Said(str(row.site), page_of(row.site))),
        ("For whom", str(row.person or "The site")),
        ("Given on", day_words(row.given_on)),
        *([("Holds until", maybe_day(row.ends_on))] if row.person else []),
    ],
    state=holds,
    add=Deed(
        link="Record an approval",
        heading="Record an approval or a letter",
        button="Record it",
        form=RecordApproval,
        action=actions.record_approval,
        done="{row} is recorded",
        notes=("A letter that is renewed is a new one: record it beside the old",),
    ),
    deeds={
        "correct": correcting(CorrectApproval, actions.correct_approval, "approval"),
        **voiding("approval", "Was it right, and is over? Leave it: it ends by its day"),
    },
)

DELEGATIONS = Kind(
    place="delegations",
    model=Delegation,
    one="delegation",
    many="Delegation log",
    lead="Who may do what at a site, trained when, and by whose word.",
    rows=lambda: Delegation.objects.select_related("site", "person", "authorised_by").order_by(
        "site__number", "person__name", "-since", "-pk"
    ),
    columns=(
        ("Delegation", str),
        ("May", lambda row: row.tasks),
        ("From", lambda row: day_words(row.since)),
        ("Trained", lambda row: maybe_day(row.trained_on)),
    ),
    facts=lambda row: [
        ("Who", str(row.person)),
        ("Site", Said(str(row.site), page_of(row.site))),
        ("May", row.tasks),
        ("From", day_words(row.since)),
        ("Until", maybe_day(row.ends_on)),
        ("Trained on", maybe_day(row.trained_on)),
        ("Authorised by", str(row.authorised_by)),
    ],
    state=holds,
    add=Deed(
        link="Delegate tasks",
        heading="Delegate tasks",
        button="Save",
        form=Delegate,
        action=actions.delegate,
        done="{row} is recorded",
        notes=("Tasks that change are a new line: end the old one, and write another",),
    ),
    deeds={
        "correct": correcting(
            CorrectDelegation,
            actions.correct_delegation,
            "delegation",
            "Add the day of the training, or the end, here when it comes",
        ),
        **voiding("delegation", "Was it right, and is over? Correct its end instead"),
    },
)
