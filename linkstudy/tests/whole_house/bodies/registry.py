"""Where bodies are written down, and what addresses name."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from linkstudy.tests.whole_house.meetings import DRAFT, NOTED, OPEN, PAPER
from linkstudy.tests.whole_house.places import SHEET, Place

Answers = Mapping[str, str | Sequence[str]]
Named = Mapping[str, Any]

# What the arguments of addresses name at a place, unless the route says otherwise.
USUAL: dict[str, Callable[[Place], Any]] = {
    "slug": lambda at: at.slug("known"),
    "view": lambda at: f"view-of-case-{at.number}",
    "number": lambda at: 1,  # of cases/<number>/, the case
    "day": lambda at: 1,
    "debrief": lambda at: 1,
    "document": lambda at: 1,
    "routine": lambda at: 1,
    "sent": lambda at: at.letters,
    "which": lambda at: 1,
    "note": lambda at: at.note,
    "sheet": lambda at: SHEET,
    "visit": lambda at: at.visit,
    "group": lambda at: at.group,
    "member": lambda at: 1,
    "answer": lambda at: 1,
    "contribution": lambda at: at.advice,
    "payment": lambda at: 1,
    "rate": lambda at: at.rate,
    "section": lambda at: "aim",
    "feed": lambda at: at.feed,
    "held": lambda at: DRAFT,
    "item": lambda at: NOTED,
    "action": lambda at: OPEN,
    "paper": lambda at: PAPER,
    "edition": lambda at: 1,
    "site": lambda at: at.site_number,
    "typed": lambda at: f"{at.number} pt 1",
}
NAMES: dict[str, Named] = {}


@dataclass(frozen=True)
class Post:
    """What a route takes.

    verbs    the entries that the history gets, in order
    answers  what a person types, for a place
    status   of the answer: 302, or 200 for a page or file that is the answer itself
    stands   the route whose answer to a valid POST holds the form, when no page to open does
    refuses  the heading of a page that refuses, where that is not the form with words
    settles  entries that are left once: whoever sends the like next finds it so already
    then     the last of the entries, each written by itself once the page's own are
    own      whether each person's page is another, as what one says of oneself
    """

    verbs: tuple[str, ...]
    answers: Callable[[Place], Answers]
    status: int = 302
    stands: str = ""
    refuses: str = ""
    settles: tuple[str, ...] = ()
    then: tuple[str, ...] = ()
    own: bool = False


POSTS: dict[str, Post] = {}


def names(route: str, **named: Any) -> None:
    """Say what a route's address names: one of a Place's people, a value, or a function of it."""
    NAMES[route] = named


def post(
    route: str,
    *verbs: str,
    status: int = 302,
    stands: str = "",
    refuses: str = "",
    settles: tuple[str, ...] = (),
    then: tuple[str, ...] = (),
    own: bool = False,
    **named: Any,
) -> Callable[[Callable[[Place], Answers]], Callable[[Place], Answers]]:
    """Write down the body of a route, and what its address names; see Post and `names`."""

    def write(answers: Callable[[Place], Answers]) -> Callable[[Place], Answers]:
        POSTS[route] = Post((*verbs, *then), answers, status, stands, refuses, settles, then, own)
        names(route, **named)
        return answers

    return write
