"""What is written about people's safety, for few to read."""

from linkstudy.safety.models.notes import SafetyNote

__all__ = ["SafetyNote"]
