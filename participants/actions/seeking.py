"""Finding out which study ID somebody has who rang or wrote."""

from linkstudy.accounts.models import User
from linkstudy.audit.writing import action, record
from linkstudy.identities import service
from participants.models import Participant


@action
def seek(*, kind: str, text: str, why: str, by: User) -> list[Participant]:
    """The people whom by may see of whom this phone number, email address or name is kept, by ID.

    What was looked for is told nowhere. That somebody looked stands in their own history; whom
    they found, in that person's too.
    """
    known = service.sharing(kind, text)
    people = Participant.objects.visible_to(by).filter(person__in=known).with_status()
    found = list(people.order_by("case__number", "group", "number"))
    asked = {"kind": [None, kind], "why": [None, why]}
    record("identity.sought", on=by, by=by, changes=asked | {"people": [None, len(found)]})
    for person in found:
        record("identity.found", on=person, by=by, changes=asked)
    return found
