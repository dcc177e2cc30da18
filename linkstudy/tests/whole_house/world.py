"""A study with two places, of which a researcher sees one, and who comes to its door."""

from dataclasses import dataclass, field
from typing import Any

from cases.actions import close_case
from linkstudy.accounts.policy import Reach, Role
from linkstudy.testing.factories import SmallStudy, a_case, a_study, ago
from linkstudy.tests.routes import PUBLIC, Route
from linkstudy.tests.whole_house.actors import Actor, ten
from linkstudy.tests.whole_house.asking import address, body_of
from linkstudy.tests.whole_house.bodies import POSTS
from linkstudy.tests.whole_house.bodies.set_up import spare_rows
from linkstudy.tests.whole_house.bodies.updates import shelf
from linkstudy.tests.whole_house.places import Place, a_place, nowhere
from linkstudy.tests.whole_house.watching import Rows, last_entry, rows, undone

# Who uses a public route, when that is no stranger.
WHOSE = {"account_logout": "researcher", "accounts:account": "researcher"}


@dataclass(frozen=True)
class World:
    """rows and last: what was stored, and the history's last entry, when it was built."""

    study: SmallStudy
    places: tuple[Place, Place]
    nowhere: Place
    actors: list[Actor]
    rows: Rows
    last: int
    methods: dict[str, set[str]] = field(default_factory=dict)
    bodies: dict[tuple[str, str, str], dict[str, Any]] = field(default_factory=dict)

    def actor(self, name: str) -> Actor:
        return next(one for one in self.actors if one.name == name)

    def strange_to(self, actor: Actor) -> list[str]:
        """Words of the other site, for somebody who may not read them."""
        other = self.places[1]
        if actor.user is None or actor.user.role != Role.RESEARCHER:
            return []
        name = f"Practice {other.number}"
        return [*other.codes().values(), name, self.study.researcher2.name, other.login]

    def opener(self, route: Route, at: Place) -> Actor:
        """Somebody who may use a route at a place."""
        if route.name in PUBLIC:
            return self.actor(WHOSE.get(route.name, "anonymous"))
        held = [(one, one.reach(route.view.capability)) for one in self.actors]
        return next(
            one
            for one, reach in held
            if reach and (reach != Reach.OWN or at.number in one.cases or at == self.nowhere)
        )

    def takes(self, route: Route) -> set[str]:
        """The methods that a route answers: whom it refuses hears that first, and soon."""
        if route.name not in self.methods:
            at = self.places[0]
            browser, answers = self._asker(route, at).browser, {}
            for method in ("GET", "POST"):
                with undone():
                    answers[method] = browser.send(method, address(route, at)).status
            self.methods[route.name] = {one for one, status in answers.items() if status != 405}
        return self.methods[route.name]

    def _asker(self, route: Route, at: Place) -> Actor:
        signed_in = (one for one in self.actors if one.user)
        refused = (one for one in signed_in if one.reach(route.view.capability) is None)
        return next(refused, None) or self.opener(route, at)

    def body(self, route: Route, at: Place, by: Actor | None = None) -> dict[str, Any]:
        """A valid body: the page's own words, and a person's answers.

        The page is as whoever may use it first finds it, or, where each has another, as `by` does.
        """
        is_own = by and POSTS[route.name].own and by.reach(route.view.capability)
        opener = by if by and is_own else self.opener(route, at)
        key = (route.name, at.number, opener.name)
        if key not in self.bodies:
            with undone():
                self.bodies[key] = self._body(route, at, opener)
        return self.bodies[key]

    def _body(self, route: Route, at: Place, opener: Actor) -> dict[str, Any]:
        if at != self.nowhere:
            return body_of(route, at, opener.browser)
        other = self.places[1]
        codes = dict(zip(other.codes().values(), at.codes().values(), strict=True))
        held = {name: elsewhere(word, codes) for name, word in self.body(route, other).items()}
        return {**held, **POSTS[route.name].answers(at)}


def elsewhere(word: Any, codes: dict[str, str]) -> Any:
    """A value of a form with the study IDs of one place turned into those of another."""
    if isinstance(word, list):
        return [elsewhere(one, codes) for one in word]
    for code, other in codes.items():
        word = word.replace(code, other)
    return word


def a_world() -> World:
    """The place of another site has a number that stands nowhere else; one case is open at each."""
    study = a_study()
    close_case(case=study.cases[1], on=ago(1), by=None)
    far = a_case(71, site=study.sites[1], lead=study.researcher2)
    own, other = (a_place(case, study) for case in (study.cases[0], far))
    spare_rows()
    shelf()
    actors = ten(study)
    return World(study, (own, other), nowhere(other), actors, rows(), last_entry())
