"""Addresses of reports: of each a page, and its files."""

from django.urls import URLPattern, path

from linkstudy.handover import views
from linkstudy.handover.checklists.lists import CHECKLISTS
from linkstudy.handover.logs import LOGS


def pages(of: str, place: str) -> list[URLPattern]:
    """The page of a report, and its files."""
    known = {"of": of}
    return [
        path(f"reports/{place}/", views.report, known, name=of),
        path(
            f"reports/{place}/<slug:name>.<slug:kind>", views.report_file, known, name=f"{of}_file"
        ),
    ]


app_name = "handover"
urlpatterns = [
    path("reports/", views.home, name="home"),
    path("reports/<slug:name>.<slug:kind>", views.report_file, {"of": "due"}, name="due_file"),
    *pages("nihr", "nihr"),
    *pages("accrual", "accrual"),
    *pages("monitoring", "monitoring"),
    *(path(f"reports/monitoring/{name}/", views.log, {"of": name}, name=name) for name in LOGS),
    *(one for name in CHECKLISTS for one in pages(name, f"checklists/{name}")),
]
