"""What a principal investigator decides about an interview."""

import datetime as dt
from typing import Any, cast

from django.urls import reverse

from linkstudy.corrections import KEPT, MARKED, Act, Effect
from linkstudy.words import day_words, uncapped
from participants.models import Decision, Interview

COUNTS = Effect("It goes on counting in every figure")
SETTLED = Effect("It leaves the lists of what needs attention")


def keep(found: Interview) -> Act:
    return _about(
        found,
        heading=f"Keep interview {found.number} with {found.participant}",
        lead=f"It took place on {day_words(cast(dt.date, found.day))}. No consent covers it any more.",
        button="Keep this interview",
        done=f"{_called(found)} is kept",
        effects=[COUNTS, SETTLED, Effect("Your reason and your name stay in the history")],
        refused="" if _waits(found) else _nothing(found),
    )


def correct(decision: Decision) -> Act:
    found = decision.interview
    return _about(
        found,
        heading=f"Correct the decision on interview {found.number} with {found.participant}",
        lead=_made(decision),
        button="Save correction",
        done=f"Why {uncapped(_called(found))} is kept is corrected",
        effects=[Effect("The interview stays kept, with the reason that you save"), KEPT],
        refused=(
            "This decision is void. Restore it before you correct it" if decision.voided_at else ""
        ),
    )


def void(decision: Decision) -> Act:
    found = decision.interview
    return _about(
        found,
        heading=f"Take back the decision on interview {found.number} with {found.participant}",
        lead=_made(decision),
        button="Take it back",
        done=f"{_called(found)} waits for a decision again",
        effects=[
            Effect("The interview waits for another decision"),
            Effect("It counts until somebody decides"),
            MARKED,
        ],
        refused=(
            f"Nobody has decided about this interview of {found.participant}"
            if decision.voided_at
            else ""
        ),
    )


def restore(decision: Decision) -> Act:
    found = decision.interview
    against = "" if _waits(found) else _nothing(found)
    return _about(
        found,
        heading=f"Restore the decision on interview {found.number} with {found.participant}",
        lead=_made(decision),
        button="Restore it",
        done=f"{_called(found)} is kept",
        effects=[COUNTS, SETTLED],
        refused=against if decision.voided_at else "This decision is not void any more",
    )


def _about(found: Interview, **said: Any) -> Act:
    """An act on an interview's page, to which it leads back."""
    person, back = found.participant, found.get_absolute_url()
    way = [
        ("Participants", reverse("participants:people")),
        (person.study_id, person.get_absolute_url()),
        (f"Interview {found.number}", back),
    ]
    return Act(back=back, crumbs=way, **said)


def _called(found: Interview) -> str:
    return f"Interview {found.number} with {found.participant}"


def _made(decision: Decision) -> str:
    return f"It was made on {day_words(decision.on)}."


def _waits(found: Interview) -> bool:
    return Interview.objects.undecided().filter(pk=found.pk).exists()


def _nothing(found: Interview) -> str:
    return f"There is nothing to decide about this interview of {found.participant} now"
