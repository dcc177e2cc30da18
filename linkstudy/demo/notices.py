"""Who was told of the information sheet of 1 June 2022, as scenes. The others still wait."""

from collections.abc import Iterator
from functools import partial

from cases.models import DocumentVersion
from cases.vocabulary import DocumentKind
from linkstudy import clock
from linkstudy.demo.cast import Cast, Scene
from linkstudy.demo.corrections import at
from participants import actions

# Who, when, how: people who were interviewed and have nothing ahead.
TOLD = [
    ("C1-PT-02", "7 Jun", "letter"),
    ("C1-PT-06", "7 Jun", "letter"),
    ("C1-PT-10", "8 Jun", "phone"),
    ("C1-HP-01", "8 Jun", "email"),
    ("C1-HP-02", "8 Jun", "email"),
    ("C2-HP-01", "9 Jun", "email"),
]


def scenes() -> Iterator[Scene]:
    for study_id, on, how in TOLD:
        yield Scene(at(on), partial(tell, study_id=study_id, how=how))


def tell(cast: Cast, study_id: str, how: str) -> None:
    person, today = cast.people[study_id], clock.today()
    sheet = DocumentVersion.objects.in_force(DocumentKind.INFORMATION, today, person.case.site)[0]
    by = cast.lead(person.case.number)
    actions.tell(participant=person, document=sheet, on=today, how=how, by=by)
