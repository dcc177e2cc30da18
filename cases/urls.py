"""Addresses of fieldwork (days, debriefs, documents, routine data) and of what writes letters down."""

from django.urls import path

from cases import converters  # noqa: F401  the converter sent
from cases.views import fieldwork, letters, observation, routine, thinking
from linkstudy.corrections import acts

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
        "cases/<int:number>/observation-days/<int:day>/thinking/",
        thinking.think_about_observation,
        name="think_about_observation",
    ),
    *acts("cases/<int:number>/observation-days/<int:day>/", "observation", observation),
    path(
        "cases/<int:number>/fieldwork/",
        fieldwork.fieldwork,
        name="fieldwork",
    ),
    path(
        "cases/<int:number>/fieldwork/debriefs/log/",
        fieldwork.log_debrief,
        name="log_debrief",
    ),
    path(
        "cases/<int:number>/fieldwork/debriefs/<int:debrief>/",
        fieldwork.debrief,
        name="debrief",
    ),
    path(
        "cases/<int:number>/fieldwork/debriefs/<int:debrief>/thinking/",
        thinking.think_about_debrief,
        name="think_about_debrief",
    ),
    *acts("cases/<int:number>/fieldwork/debriefs/<int:debrief>/", "debrief", fieldwork),
    path(
        "cases/<int:number>/fieldwork/documents/add/",
        fieldwork.collect,
        name="collect",
    ),
    path(
        "cases/<int:number>/fieldwork/documents/<int:document>/",
        fieldwork.collected,
        name="collected",
    ),
    path(
        "cases/<int:number>/fieldwork/documents/<int:document>/redact/",
        fieldwork.redact_collected,
        name="redact_collected",
    ),
    *acts("cases/<int:number>/fieldwork/documents/<int:document>/", "collected", fieldwork),
    path(
        "cases/<int:number>/fieldwork/routine-data/add/",
        routine.request_routine_data,
        name="request_routine_data",
    ),
    path(
        "cases/<int:number>/fieldwork/routine-data/<int:routine>/",
        routine.routine_data,
        name="routine_data",
    ),
    path(
        "cases/<int:number>/fieldwork/routine-data/<int:routine>/receive/",
        routine.receive_routine_data,
        name="receive_routine_data",
    ),
    path(
        "cases/<int:number>/fieldwork/routine-data/<int:routine>/check/",
        routine.check_routine_data,
        name="check_routine_data",
    ),
    *acts("cases/<int:number>/fieldwork/routine-data/<int:routine>/", "routine_data", routine),
    path("cases/<int:number>/letters/record/", letters.record_letters, name="record_letters"),
    *acts("cases/<int:number>/letters/<sent:sent>/", "letters", letters),
    path(
        "cases/<int:number>/letters/<sent:sent>/remind/",
        letters.record_reminder,
        name="record_reminder",
    ),
    *acts("cases/<int:number>/letters/<sent:sent>/reminders/<int:which>/", "reminder", letters),
    path(
        "cases/<int:number>/letters/<sent:sent>/returned/",
        letters.count_returned,
        name="count_returned",
    ),
]
