"""Whether somebody of the same case is kept with the same phone number or email address.

That may be one person added twice. Of other cases nothing is said, nor asked in a way that shows:
the same questions are put to the database whatever is kept elsewhere.
"""

from linkstudy.identities import service
from linkstudy.identities.kinds import Kind
from linkstudy.twins import ask_whether_another
from linkstudy.words import listed
from participants.models import Participant

WORDS = {Kind.PHONE: "phone number", Kind.EMAIL: "email address"}


def alike(person: Participant, values: dict[str, str]) -> dict[str, list[str]]:
    """{study ID: what is the same}, of others in the person's case who stand; by study ID."""
    found: dict[str, list[str]] = {}
    for kind, words in WORDS.items():
        if values.get(kind):
            # Without their own key an empty list would spare the second question, and tell by its time.
            keys = [*service.sharing(kind, values[kind]), person.person_id]
            others = Participant.objects.standing().filter(case=person.case_id, person__in=keys)
            for code in others.exclude(pk=person.pk).values_list("study_id", flat=True):
                found.setdefault(code, []).append(words)
    return dict(sorted(found.items()))


def demand_looked(person: Participant, values: dict[str, str], apart_from: list[str]) -> None:
    """Raise ValidationError beside "another" unless each one alike is among those they are not.

    Its params name the study IDs.
    """
    found = {code: same for code, same in alike(person, values).items() if code not in apart_from}
    if found:
        said = [f"{code} has the same {listed(same)}" for code, same in found.items()]
        said.append("Check that nobody was added twice. Tick below when they are another person")
        ask_whether_another(". ".join(said), found)
