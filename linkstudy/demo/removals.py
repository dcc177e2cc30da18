"""What was taken out after somebody withdrew, as scenes. One place still waits, and is late."""

from collections.abc import Iterator
from functools import partial

from linkstudy import clock
from linkstudy.demo.cast import Cast, Scene
from linkstudy.demo.corrections import at
from participants import actions
from participants.vocabulary import Place

# Who, when, which place, what came of it, what shows it.
TAKEN_OUT = [
    ("C2-PT-03", "17 Mar", "mailing", "nothing", "They had asked for no results"),
    ("C2-PT-03", "18 Mar", "audio", "removed", "Deleted from the study drive, seen by two of us"),
    ("C2-PT-03", "18 Mar", "answers", "nothing", "They were given no questionnaire"),
    ("C2-PT-03", "18 Mar", "routine", "nothing", "Nothing about them has been asked for"),
    ("C2-PT-03", "18 Mar", "transcript", "kept", "Analysed on 7 March, before they withdrew"),
]


def scenes() -> Iterator[Scene]:
    for study_id, on, place, outcome, proof in TAKEN_OUT:
        facts = {"place": Place(place), "outcome": outcome, "proof": proof}
        yield Scene(at(on), partial(remove, study_id=study_id, facts=facts))


def remove(cast: Cast, study_id: str, facts: dict) -> None:
    person = cast.people[study_id]
    by = cast.lead(person.case.number)
    actions.remove(participant=person, on=clock.today(), by=by, **facts)
