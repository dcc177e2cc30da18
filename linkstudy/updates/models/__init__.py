"""What the study tells others: publications, who made them, and who gets updates."""

from linkstudy.updates.models.outputs import Contributor, Output, OutputStep
from linkstudy.updates.models.partners import Partner

__all__ = ["Contributor", "Output", "OutputStep", "Partner"]
