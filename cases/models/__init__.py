"""The study and its places."""

from cases.models.amendments import Amendment, AmendmentUse
from cases.models.case import Case
from cases.models.documents import DocumentVersion, Publication
from cases.models.duties import ReportingDuty
from cases.models.fieldwork import CollectedDocument, Debrief
from cases.models.governance import Approval, Delegation
from cases.models.instruments import Instrument
from cases.models.letters import InvitationBatch, Reminder
from cases.models.observation import ObservationDay
from cases.models.plans import PlanVersion, Target
from cases.models.protocol import Protocol
from cases.models.routine import RoutineData
from cases.models.rows import SetUpRow
from cases.models.sites import Membership, Organisation, Site
from cases.models.study import Study, Topic
from cases.models.thinking import (
    DayReflection,
    DebriefReflection,
    ProgrammeTheory,
    Reflection,
    Statement,
)

__all__ = [
    "Amendment",
    "AmendmentUse",
    "Approval",
    "Case",
    "CollectedDocument",
    "DayReflection",
    "Debrief",
    "DebriefReflection",
    "Delegation",
    "DocumentVersion",
    "Instrument",
    "InvitationBatch",
    "Membership",
    "ObservationDay",
    "Organisation",
    "PlanVersion",
    "ProgrammeTheory",
    "Protocol",
    "Publication",
    "Reflection",
    "Reminder",
    "ReportingDuty",
    "RoutineData",
    "SetUpRow",
    "Site",
    "Statement",
    "Study",
    "Target",
    "Topic",
]
