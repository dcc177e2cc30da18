"""What the study tells others: publications, and who made them."""

from linkstudy.updates.models.outputs import Contributor, Output, OutputStep

__all__ = ["Contributor", "Output", "OutputStep"]
