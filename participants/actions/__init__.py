"""Every write about people."""

from participants.actions.consents import (
    record_consent,
    record_refusal,
    record_withdrawal,
    void_consent,
)
from participants.actions.interviews import (
    book,
    change_booking,
    log_interview,
    log_missed,
    void_interview,
)
from participants.actions.people import add_participant, change_participant, keep_contact, look_up

__all__ = [
    "add_participant",
    "book",
    "change_booking",
    "change_participant",
    "keep_contact",
    "log_interview",
    "log_missed",
    "look_up",
    "record_consent",
    "record_refusal",
    "record_withdrawal",
    "void_consent",
    "void_interview",
]
