"""The study and its places."""

from cases.models.case import Case
from cases.models.documents import DocumentVersion
from cases.models.observation import ObservationDay
from cases.models.plans import PlanVersion, Target
from cases.models.sites import Membership, Organisation, Site
from cases.models.study import Study, Topic

__all__ = [
    "Case",
    "DocumentVersion",
    "Membership",
    "ObservationDay",
    "Organisation",
    "PlanVersion",
    "Site",
    "Study",
    "Target",
    "Topic",
]
