"""Answers of no, and withdrawals."""

from django.urls import reverse

from linkstudy.corrections import KEPT, MARKED, Act, Effect
from linkstudy.words import clock_words, day_words, listed
from participants.acts.about import SAME, SOON, about, decided, done_since
from participants.afterwards import NotComing
from participants.briefs import booking_words
from participants.models import Consent, Interview, Refusal, Withdrawal
from participants.vocabulary import MissedWhy

FLAGGED = "A principal investigator decides about an interview on or after that moment. Done since:"


def correct_refusal(found: Refusal) -> Act:
    return about(
        found.participant,
        heading=f"Correct the answer of {found.participant}",
        lead=_said_no(found),
        button="Save correction",
        done=f"The answer of {found.participant} is corrected",
        effects=[*_left_alone(found), SAME, KEPT],
        refused="This answer is void. Restore it before you correct it" if found.voided_at else "",
    )


def void_refusal(found: Refusal) -> Act:
    return about(
        found.participant,
        heading=f"Take back the answer of {found.participant}",
        lead=f"{_said_no(found)} For an answer that was recorded by mistake.",
        button="Take it back",
        done=f"The answer of {found.participant} is void. They may still take part",
        effects=[Effect("They may still take part"), SOON, SAME, MARKED],
        refused="This answer is already void" if found.voided_at else "",
    )


def restore_refusal(found: Refusal) -> Act:
    return about(
        found.participant,
        heading=f"Restore the answer of {found.participant}",
        lead=_said_no(found),
        button="Restore it",
        done=f"The answer of {found.participant} is restored",
        effects=[
            Effect("They take no part"),
            Effect("A booking that is open is cancelled"),
            *([] if found.may_contact_again else _given_up(found)),
            SAME,
        ],
        refused="" if found.voided_at else "This answer is not void any more",
    )


def correct_withdrawal(found: Withdrawal) -> Act:
    return about(
        found.participant,
        heading=f"Correct the withdrawal of {found.participant}",
        lead=_withdrew(found),
        button="Save correction",
        done=f"The withdrawal of {found.participant} is corrected",
        effects=[
            Effect("Their consent ends at the moment that you save"),
            *decided(done_since(found.participant, found.on), FLAGGED),
            SAME,
            KEPT,
        ],
        refused=(
            "This withdrawal is void. Restore it before you correct it" if found.voided_at else ""
        ),
    )


def void_withdrawal(found: Withdrawal) -> Act:
    return about(
        found.participant,
        heading=f"Take back the withdrawal of {found.participant}",
        lead=f"{_withdrew(found)} For a withdrawal that was recorded by mistake.",
        note="Only when they did not withdraw. Somebody who withdrew and agrees again signs again.",
        button="Take it back",
        done=f"The withdrawal of {found.participant} is void",
        effects=[*_held_again(found), *_to_book(found), *_to_ask_for(found), SOON, MARKED],
        refused="This withdrawal is already void" if found.voided_at else "",
    )


def restore_withdrawal(found: Withdrawal) -> Act:
    return about(
        found.participant,
        heading=f"Restore the withdrawal of {found.participant}",
        lead=_withdrew(found),
        button="Restore it",
        done=f"The withdrawal of {found.participant} is restored",
        effects=[
            Effect("Their consent ends at that moment"),
            Effect("A booking that is open is cancelled"),
            *_given_up(found),
            *decided(done_since(found.participant, found.on), FLAGGED),
            SAME,
        ],
        refused="" if found.voided_at else "This withdrawal is not void any more",
    )


def _said_no(found: Refusal) -> str:
    return f"They said no on {day_words(found.on)}."


def _withdrew(found: Withdrawal) -> str:
    return f"They withdrew on {day_words(found.on)} at {clock_words(found.time)}."


def _held_again(found: Withdrawal) -> list[Effect]:
    """The consents that hold again, as far as no other withdrawal ends them."""
    ended = Consent.objects.standing().filter(
        participant=found.participant, withdrawn_on=found.on, withdrawn_time=found.time
    )
    days = [day_words(one.given_on) for one in ended.order_by("given_on")]
    return [Effect(f"What they agreed to on {listed(days)} holds again")] if days else []


def _to_book(found: Withdrawal) -> list[Effect]:
    """The bookings that were cancelled because they withdrew, to be made again."""
    person = found.participant
    cancelled = Interview.objects.standing().filter(
        participant=person, missed_why=MissedWhy.WITHDREW
    )
    url = reverse("participants:book", args=[person.slug])
    links = tuple((booking_words(one), url) for one in cancelled.order_by("booked_on"))
    return [Effect("What was booked stays cancelled. Book it again:", links)] if links else []


def _left_alone(found: Refusal) -> list[Effect]:
    """What becomes of what they still have, once the answer says not to contact them again."""
    gone = _given_up(found) if found.may_contact_again else []
    return [Effect(f"{one.words}, if we may not contact them again") for one in gone]


def _given_up(found: Withdrawal | Refusal) -> list[Effect]:
    """That nobody waits any more for what they still have."""
    is_out = found.participant.questionnaires.open().exists()
    return [Effect("Nobody waits for a questionnaire that they still have")] if is_out else []


def _to_ask_for(found: Withdrawal) -> list[Effect]:
    """The questionnaires that nobody waits for because they withdrew, to be waited for again."""
    rows = found.participant.questionnaires.standing().filter(not_coming_why=NotComing.WITHDREW)
    links = tuple(
        (
            one.name,
            reverse("participants:correct_questionnaire", args=[one.participant.slug, one.number]),
        )
        for one in rows.select_related("participant", "instrument")
    )
    words = "Questionnaires stay marked as not coming. Correct those that are still out:"
    return [Effect(words, links)] if links else []
