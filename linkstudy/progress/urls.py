"""Addresses of the pages that draw on the whole study."""

from django.urls import path

from cases import converters  # noqa: F401  the converter sent
from linkstudy.progress import (
    board_views,
    calendar_views,
    coverage_views,
    figure_views,
    flow_views,
    sampling_views,
    views,
)

app_name = "progress"
urlpatterns = [
    path("", views.today, name="today"),
    path("tasks/", views.tasks, name="tasks"),
    path("calendar/", calendar_views.calendar, name="calendar"),
    path("calendar/end/", calendar_views.end_calendar, name="end_calendar"),
    path("calendar/<str:feed>.ics", calendar_views.diary, name="feed"),
    path("progress/", views.recruitment, name="recruitment"),
    path("progress/cases/", board_views.case_board, name="case_board"),
    path("progress/how-we-forecast/", figure_views.how_we_forecast, name="how_we_forecast"),
    path("progress/sampling/", sampling_views.sampling, name="sampling"),
    path("progress/sampling/<slug:slug>/", sampling_views.sampled, name="sampled"),
    path("progress/<slug:name>.<slug:kind>", figure_views.figure_file, name="figure_file"),
    path("progress/flow/", flow_views.flow, name="flow"),
    path("progress/flow/people/", flow_views.people, name="flow_people"),
    path("progress/flow/letters/", flow_views.letters, name="flow_letters"),
    *(
        path(f"progress/coverage/{where}", view, {"by": by}, name=name)
        for by, home, one in [("topics", "", "topic"), ("theories", "theories/", "theory")]
        for where, view, name in [
            (home, coverage_views.coverage, f"coverage_of_{by}"),
            (f"{by}/export/", coverage_views.export_coverage, f"export_{by}"),
            (f"{by}/<slug:slug>/", coverage_views.touched, one),
        ]
    ),
    path("cases/", views.cases, name="cases"),
    path("cases/<int:number>/", views.case, name="case"),
    path("cases/<int:number>/letters/", views.letters, name="letters"),
    path("cases/<int:number>/letters/<sent:sent>/", views.batch, name="batch"),
]
