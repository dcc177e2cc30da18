"""What the study tells others: publications, who gets updates, and what stands in them."""

from linkstudy.updates.models.drafts import Section, Update
from linkstudy.updates.models.editions import Delivery, Edition
from linkstudy.updates.models.news import News
from linkstudy.updates.models.outputs import Contributor, Output, OutputStep
from linkstudy.updates.models.partners import Partner
from linkstudy.updates.models.profiles import Picture, Profile

__all__ = [
    "Contributor",
    "Delivery",
    "Edition",
    "News",
    "Output",
    "OutputStep",
    "Partner",
    "Picture",
    "Profile",
    "Section",
    "Update",
]
