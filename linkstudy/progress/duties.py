"""What a person can do here who has no people of their own."""

from dataclasses import dataclass

from django.urls import reverse

from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May

PAGES = [
    (
        May.SEE_PROGRESS,
        "progress:recruitment",
        "See recruitment progress",
        "How many people are interviewed, against the plan",
    ),
    (May.SEE_CASES, "progress:cases", "See the cases", "Where each link worker’s case stands"),
    (
        May.SEE_PEOPLE,
        "participants:people",
        "See participants by study ID",
        "What was recorded, without names",
    ),
    (May.SEE_TODAY, "progress:tasks", "See what is owed", "By whom, and since when"),
    (
        May.SEE_DEVIATIONS,
        "participants:deviations",
        "See deviations",
        "Where the protocol was not kept, and why",
    ),
    (
        May.SEE_MEETINGS,
        "meetings:groups",
        "See groups and their meetings",
        "Agendas, minutes, and what is to be done",
    ),
    (
        May.SEE_INVOLVEMENT,
        "meetings:involvement",
        "See what groups advised",
        "What changed because of it, and what public contributors are paid",
    ),
    (
        May.SEE_UPDATES,
        "updates:updates",
        "See updates to partners",
        "Drafts, what went out, and who got it",
    ),
    (
        May.SEE_OUTPUTS,
        "updates:outputs",
        "See publications",
        "Papers, blogs and talks, and how far they are",
    ),
    (
        May.SEE_SET_UP,
        "set_up:first",
        "Read what is set up",
        "Plans, documents, approvals, amendments, the delegation log",
    ),
    (
        May.SEE_POLICY,
        "accounts:policy",
        "See who may do what",
        "Who records, who decides, who sees what",
    ),
]


@dataclass(frozen=True)
class Duty:
    """A page that the person may open."""

    words: str
    url: str
    note: str


def duties(user: User) -> list[Duty]:
    """The pages that the person may open, in the order of the navigation."""
    return [
        Duty(words, reverse(name), note)
        for capability, name, words, note in PAGES
        if user.may(capability)
    ]
