"""What a person can do here who has no people of their own."""

from dataclasses import dataclass

from django.urls import reverse

from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May

PAGES = [
    (May.SEE_PROGRESS, "progress:recruitment", "See recruitment progress"),
    (May.SEE_CASES, "progress:cases", "See the cases"),
    (May.SEE_PEOPLE, "participants:people", "See participants by study ID"),
    (May.SEE_POLICY, "accounts:policy", "See who may do what"),
]
NOTES = {
    May.SEE_PROGRESS: "How many people are interviewed, against the plan",
    May.SEE_CASES: "Where each link worker’s case stands",
    May.SEE_PEOPLE: "What was recorded, without names",
    May.SEE_POLICY: "Who records, who decides, who sees what",
}


@dataclass(frozen=True)
class Duty:
    """A page that the person may open."""

    words: str
    url: str
    note: str


def duties(user: User) -> list[Duty]:
    """The pages that the person may open, in the order of the navigation."""
    return [
        Duty(words, reverse(name), NOTES[capability])
        for capability, name, words in PAGES
        if user.may(capability)
    ]
