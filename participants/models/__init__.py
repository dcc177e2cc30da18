"""People, what they agreed to, and what happened."""

from participants.models.consents import Clause, Consent, Refusal, Withdrawal
from participants.models.interviews import Interview
from participants.models.people import Participant

__all__ = ["Clause", "Consent", "Interview", "Participant", "Refusal", "Withdrawal"]
