"""Addresses of observation days."""

from django.urls import path

from cases.views import observation

app_name = "cases"
urlpatterns = [
    path("observation-days/", observation.observation_days, name="observation_days"),
    path("cases/<int:number>/observation-days/", observation.observations, name="observations"),
    path(
        "cases/<int:number>/observation-days/log/",
        observation.log_observation,
        name="log_observation",
    ),
    path(
        "cases/<int:number>/observation-days/<int:day>/",
        observation.observation,
        name="observation",
    ),
    path(
        "cases/<int:number>/observation-days/<int:day>/correct/",
        observation.correct_observation,
        name="correct_observation",
    ),
    path(
        "cases/<int:number>/observation-days/<int:day>/void/",
        observation.void_observation,
        name="void_observation",
    ),
    path(
        "cases/<int:number>/observation-days/<int:day>/restore/",
        observation.restore_observation,
        name="restore_observation",
    ),
]
