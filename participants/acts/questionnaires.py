"""Questionnaires."""

from linkstudy.corrections import KEPT, MARKED, Act, Effect
from linkstudy.words import day_words, in_london
from participants.acts.about import SAME, about
from participants.left import left, left_with
from participants.models import Questionnaire

WAITS = Effect("Nobody waits for it any more")


def correct(found: Questionnaire) -> Act:
    return _act(
        found,
        verb="Correct",
        button="Save correction",
        became="corrected",
        effects=[*_unless_back(found), SAME, KEPT],
        refused=(
            "This questionnaire is void. Restore it before you correct it"
            if found.voided_at
            else ""
        ),
    )


def void(found: Questionnaire) -> Act:
    return _act(
        found,
        verb="Take back",
        button="Take it back",
        became="void",
        effects=[*([WAITS] if found.is_open else []), SAME, MARKED],
        refused="This questionnaire is already void" if found.voided_at else "",
    )


def restore(found: Questionnaire) -> Act:
    return _act(
        found,
        verb="Restore",
        button="Restore it",
        became="restored",
        effects=[Effect("It counts from today on, as it was recorded"), *_given_up(found), SAME],
        refused="" if found.voided_at else "This questionnaire is not void any more",
    )


def _given_up(found: Questionnaire) -> list[Effect]:
    """That it was still out, and nobody waits for it once it is restored."""
    gone = left_with(found)
    return [Effect(str(gone))] if gone else []


def _unless_back(found: Questionnaire) -> list[Effect]:
    """That one which did not come back is not out either."""
    gone = left(found.participant, found.given_on)
    return [Effect(f"{gone} unless it came back")] if gone else []


def _act(
    found: Questionnaire,
    *,
    verb: str,
    button: str,
    became: str,
    effects: list[Effect],
    refused: str,
) -> Act:
    gone = f", void since {day_words(in_london(found.voided_at))}" if found.voided_at else ""
    return about(
        found.participant,
        heading=f"{verb} a questionnaire of {found.participant}",
        lead=f"{found.name}, given on {day_words(found.given_on)}{gone}.",
        button=button,
        done=f"The questionnaire of {found.participant} is {became}: {found.name}",
        effects=effects,
        refused=refused,
    )
