"""Addresses of observation days."""

from django.urls import path

from cases import views

app_name = "cases"
urlpatterns = [
    path("observation-days/", views.observation_days, name="observation_days"),
    path("cases/<int:number>/observation-days/", views.observations, name="observations"),
    path("cases/<int:number>/observation-days/log/", views.log_observation, name="log_observation"),
    path("cases/<int:number>/observation-days/<int:day>/", views.observation, name="observation"),
    path(
        "cases/<int:number>/observation-days/<int:day>/correct/",
        views.correct_observation,
        name="correct_observation",
    ),
    path(
        "cases/<int:number>/observation-days/<int:day>/void/",
        views.void_observation,
        name="void_observation",
    ),
    path(
        "cases/<int:number>/observation-days/<int:day>/restore/",
        views.restore_observation,
        name="restore_observation",
    ),
]
