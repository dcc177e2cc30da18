"""What tests of pages share: the answers of a form, and what came back."""

from typing import Any

from linkstudy.accounts.models import User
from linkstudy.audit.models import Entry
from linkstudy.testing.pages import held_by
from participants.models import Participant
from participants.timeline import entries_of, timeline

LOG = "/interviews/log/"
MISSED = "/interviews/log-missed/"
NAME, PHONE = "Mary Canary", "07700 900123"  # of the fixture `known`


def answers(**more: Any) -> dict[str, Any]:
    """The answers of the page for C1-PT-01, as they stand once the two questions are answered."""
    given = {
        "who": "C1-PT-01",
        "when": "today",
        "mode": "phone",
        "minutes": "45",
        "recording": "audio",
        "agreed": "on",
    }
    return {name: value for name, value in (given | more).items() if value is not None}


def shown(page) -> dict[str, Any]:
    """{field: what the page filled in}, without the token."""
    form = page.context["form"]
    return {one.name: one.value() for one in form if one.value() and one.name != "token"}


def told(page) -> list[str]:
    """The messages of the page that a redirect led to."""
    return [str(message) for message in page.context["messages"]]


def verbs() -> list[str]:
    return [entry.verb for entry in Entry.objects.order_by("seq")]


def anew(person: Participant) -> Participant:
    """The person as the database has them now."""
    return Participant.objects.get(pk=person.pk)


def happened(person: Participant, reader: User) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """(sentence, [(label, old, new)]) of each event of a person's timeline, newest first."""
    events = timeline(anew(person), reader, entries_of(person)).events
    return [
        (event.sentence, [(one.label, one.old, one.new) for one in event.details])
        for event in events
    ]


WHY = "Misread my own writing"


def effects(page) -> list[str]:
    """What a page says that changes, first to last."""
    return [effect.words for effect in page.context["act"].effects]


def send(client, url: str, follow: bool = True, **more: Any):
    """Open a page, answer what is said here and send the rest as it came."""
    return client.post(url, held_by(client.get(url), **more), follow=follow)


def take_back(client, url: str, **more: Any):
    """Void the record at an address."""
    return send(client, f"{url}void/", reason="A mistake", **more)
