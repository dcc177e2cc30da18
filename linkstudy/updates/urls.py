"""Addresses of publications, of who is introduced, and of updates."""

from django.urls import path

from linkstudy.corrections import acts
from linkstudy.updates.views import outputs

app_name = "updates"
OUTPUT = "publications/<slug:output>/"
urlpatterns = [
    path("publications/", outputs.outputs, name="outputs"),
    path("publications/add/", outputs.add_output, name="add_output"),
    path(OUTPUT, outputs.output, name="output"),
    *acts(OUTPUT, "output", outputs),
    path(f"{OUTPUT}steps/add/", outputs.record_step, name="record_step"),
    *acts(f"{OUTPUT}steps/<int:step>/", "step", outputs),
    path(f"{OUTPUT}names/add/", outputs.name_contributor, name="name_contributor"),
    *acts(f"{OUTPUT}names/<int:maker>/", "contributor", outputs),
]
