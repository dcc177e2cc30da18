"""People, what they agreed to, and what happened."""

from participants.models.codes import Code, CodeList
from participants.models.consents import Clause, Consent, Refusal, Withdrawal
from participants.models.contacts import ContactAttempt
from participants.models.custody import CustodyStep
from participants.models.deviations import Deviation
from participants.models.interviews import Decision, Interview
from participants.models.notices import Notice
from participants.models.people import Participant
from participants.models.questionnaires import Questionnaire
from participants.models.removals import Removal
from participants.models.sampling import Benchmark, SamplingCell, Share
from participants.models.thanks import Purchase, Thanks
from participants.models.thinking import InterviewReflection
from participants.models.views import SavedView

__all__ = [
    "Benchmark",
    "Clause",
    "Code",
    "CodeList",
    "Consent",
    "ContactAttempt",
    "CustodyStep",
    "Decision",
    "Deviation",
    "Interview",
    "InterviewReflection",
    "Notice",
    "Participant",
    "Purchase",
    "Questionnaire",
    "Refusal",
    "Removal",
    "SamplingCell",
    "SavedView",
    "Share",
    "Thanks",
    "Withdrawal",
]
