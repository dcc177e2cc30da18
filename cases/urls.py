"""Addresses of fieldwork (days, debriefs, documents collected) and of what writes letters down."""

from django.urls import path

from cases import converters  # noqa: F401  the converter sent
from cases.views import fieldwork, letters, observation

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
        "cases/<int:number>/fieldwork/debriefs/<int:debrief>/correct/",
        fieldwork.correct_debrief,
        name="correct_debrief",
    ),
    path(
        "cases/<int:number>/fieldwork/debriefs/<int:debrief>/void/",
        fieldwork.void_debrief,
        name="void_debrief",
    ),
    path(
        "cases/<int:number>/fieldwork/debriefs/<int:debrief>/restore/",
        fieldwork.restore_debrief,
        name="restore_debrief",
    ),
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
    path(
        "cases/<int:number>/fieldwork/documents/<int:document>/correct/",
        fieldwork.correct_collected,
        name="correct_collected",
    ),
    path(
        "cases/<int:number>/fieldwork/documents/<int:document>/void/",
        fieldwork.void_collected,
        name="void_collected",
    ),
    path(
        "cases/<int:number>/fieldwork/documents/<int:document>/restore/",
        fieldwork.restore_collected,
        name="restore_collected",
    ),
    path("cases/<int:number>/letters/record/", letters.record_letters, name="record_letters"),
    path(
        "cases/<int:number>/letters/<sent:sent>/correct/",
        letters.correct_letters,
        name="correct_letters",
    ),
    path("cases/<int:number>/letters/<sent:sent>/void/", letters.void_letters, name="void_letters"),
    path(
        "cases/<int:number>/letters/<sent:sent>/restore/",
        letters.restore_letters,
        name="restore_letters",
    ),
    path(
        "cases/<int:number>/letters/<sent:sent>/remind/",
        letters.record_reminder,
        name="record_reminder",
    ),
    path(
        "cases/<int:number>/letters/<sent:sent>/reminders/<int:which>/correct/",
        letters.correct_reminder,
        name="correct_reminder",
    ),
    path(
        "cases/<int:number>/letters/<sent:sent>/reminders/<int:which>/void/",
        letters.void_reminder,
        name="void_reminder",
    ),
    path(
        "cases/<int:number>/letters/<sent:sent>/reminders/<int:which>/restore/",
        letters.restore_reminder,
        name="restore_reminder",
    ),
    path(
        "cases/<int:number>/letters/<sent:sent>/returned/",
        letters.count_returned,
        name="count_returned",
    ),
]
