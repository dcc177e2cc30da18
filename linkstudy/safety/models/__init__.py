"""What is kept about people's safety, for few to read."""

from linkstudy.safety.models.notes import SafetyNote
from linkstudy.safety.models.visits import Visit

__all__ = ["SafetyNote", "Visit"]
