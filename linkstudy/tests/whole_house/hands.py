"""A form in the hands of somebody who may use it."""

from dataclasses import dataclass

from linkstudy.tests.whole_house.actors import Actor, Answer
from linkstudy.tests.whole_house.asking import Sheet
from linkstudy.tests.whole_house.judging import broken_promises
from linkstudy.tests.whole_house.values import Bad, Filled
from linkstudy.tests.whole_house.watching import NOTHING, Effect, effect, statements, undone
from linkstudy.tests.whole_house.world import World


@dataclass(frozen=True)
class Case:
    """A form in somebody's hands, with good answers in it."""

    route: str
    actor: Actor
    sheet: Sheet
    good: Filled

    def send(self, bad: Bad, world: World) -> tuple[Answer, Effect, list[str]]:
        """The answer, what it did, and what it broke; then it is undone."""
        browser = self.actor.browser
        with undone(), statements() as told:
            answer = browser.send_raw("POST", self.sheet.goes, bad.body, bad.headers, bad.sent_as)
            done = effect(world.rows, world.last, told.writes) if told.writes else NOTHING
            return answer, done, list(broken_promises(done))


def table(troubles: list[tuple[Case, Bad, str]]) -> str:
    """Route, role, field, family, value and what is wrong, a line each."""
    lines = [
        (case.route, case.actor.name, bad.field, bad.family, repr(bad.value)[:24], trouble)
        for case, bad, trouble in troubles
    ]
    wide = [max(len(line[place]) for line in lines) for place in range(5)]
    return "\n" + "\n".join(
        "  ".join([*(f"{word:{width}}" for word, width in zip(line, wide, strict=False)), line[5]])
        for line in lines
    )
