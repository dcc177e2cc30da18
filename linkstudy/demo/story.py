"""The example study, told from August 2021 to the morning of 14 June 2022.

Everything goes through the actions, with the study's clock moved along, so consents, history
and figures of earlier dates are as they would be in an installation.
"""

from collections.abc import Iterator

from django.db import transaction

from cases.models import Study
from linkstudy.clock import telling
from linkstudy.demo import (
    contacts,
    corrections,
    events,
    fieldwork,
    governance,
    involvement,
    letters,
    meetings,
    notices,
    observation,
    questionnaires,
    recordings,
    removals,
    routine,
    safety,
    sampling,
    scenes,
    study,
    thanks,
    thinking,
    told,
)
from linkstudy.demo.cast import Cast, Scene
from linkstudy.demo.people import PEOPLE
from linkstudy.demo.script import Part, parts


def everybody() -> list[Part]:
    """Every invented person, case by case."""
    return [one for case, table in PEOPLE.items() for one in parts(case, table)]


def _scenes(password: str) -> Iterator[Scene]:
    yield from study.scenes(password)
    for place, part in enumerate(everybody()):
        yield from scenes.scenes(part, place)
    yield from contacts.scenes()
    yield from letters.scenes()
    yield from governance.scenes()
    yield from observation.scenes()
    yield from removals.scenes()
    yield from notices.scenes()
    yield from fieldwork.scenes()
    yield from recordings.scenes(everybody())
    yield from questionnaires.scenes(everybody())
    yield from routine.scenes()
    yield from sampling.scenes()
    yield from safety.scenes()
    yield from involvement.scenes()
    yield from thanks.scenes(everybody())
    yield from meetings.scenes()
    yield from thinking.scenes()
    yield from events.scenes()
    yield from told.scenes()
    yield from corrections.scenes(len(everybody()))


def in_order(password: str) -> list[Scene]:
    """All scenes by time; those of one moment as they are written."""
    return sorted(_scenes(password), key=lambda scene: scene.at)


@transaction.atomic
def tell(password: str) -> bool:
    """Tell the story to an empty database; every sign-in gets the password.

    All of it or nothing, so a story that was cut off is told again. False when it stands.
    """
    if Study.objects.exists():
        return False
    cast = Cast()
    for scene in in_order(password):
        with telling(scene.at):
            scene.play(cast)
    return True
