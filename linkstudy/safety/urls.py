"""Addresses of safety notes and visits. They stand by themselves: a person's address leads to none."""

from django.urls import path

from linkstudy.corrections import acts
from linkstudy.safety.views import notes, visits
from participants import converters  # noqa: F401  the converter study_id

app_name = "safety"
urlpatterns = [
    path("safety/", notes.notes, name="notes"),
    path("safety/<slug:note>/", notes.note, name="note"),
    path("safety/<slug:note>/close/", notes.close_note, name="close_note"),
    *acts("safety/<slug:note>/", "note", notes),
    path("participants/<study_id:slug>/safety/raise/", notes.raise_about, name="raise_about"),
    path("visits/<slug:visit>/", visits.visit, name="visit"),
    path("visits/<slug:visit>/back/", visits.come_back, name="come_back"),
    path("visits/<slug:visit>/later/", visits.expect_later, name="expect_later"),
    path(
        "participants/<study_id:slug>/interviews/<int:number>/check-in/",
        visits.check_in,
        name="check_in",
    ),
    path("cases/<int:number>/check-in/", visits.set_off, name="set_off"),
    path("cases/<int:number>/safety/raise/", notes.raise_in_case, name="raise_in_case"),
]
