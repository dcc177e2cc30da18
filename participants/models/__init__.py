"""People, what they agreed to, and what happened."""

from participants.models.consents import Clause, Consent, Refusal, Withdrawal
from participants.models.custody import CustodyStep
from participants.models.interviews import Decision, Interview
from participants.models.people import Participant
from participants.models.removals import Removal

__all__ = [
    "Clause",
    "Consent",
    "CustodyStep",
    "Decision",
    "Interview",
    "Participant",
    "Refusal",
    "Removal",
    "Withdrawal",
]
