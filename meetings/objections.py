"""What meetings say against taking back what they touched on.

Design: `cases/objections.py`.
"""

from cases.models import ProgrammeTheory, Topic
from cases.thought_of import ticked_for
from meetings.models import MeetingReflection

thought_of = ticked_for(MeetingReflection, "meeting__group", "meeting")
RULES = {(Topic, "void"): [thought_of], (ProgrammeTheory, "void"): [thought_of]}
