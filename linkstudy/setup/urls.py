"""Addresses of Set up: the first steps, and for each kind the same few pages, each a route of its own."""

from django.urls import URLPattern, include, path

from linkstudy.setup import views
from linkstudy.setup.kinds import KINDS, STUDY, Kind


def pages(kind: Kind) -> list[URLPattern]:
    """The list, a new one, one of them, and what can be done to it."""
    one = {"kind": kind}
    return [
        path("", views.rows, one, name="rows"),
        path("add/", views.add, one, name="add"),
        path("<slug:slug>/", views.row, one, name="row"),
        *(
            path(f"<slug:slug>/{name}/", views.act, one | {"name": name}, name=name)
            for name in kind.deeds
        ),
    ]


def single_pages(kind: Kind) -> list[URLPattern]:
    """The pages of a kind of which there is one: it needs no list, and is written where it is corrected."""
    it = {"kind": kind, "slug": ""}
    return [
        path("", views.row, it, name="row"),
        *(path(f"{name}/", views.act, it | {"name": name}, name=name) for name in kind.deeds),
    ]


app_name = "set_up"
urlpatterns = [
    path("set-up/", views.first, name="first"),
    path("set-up/study/", include((single_pages(STUDY), "study"))),
    *(path(f"set-up/{place}/", include((pages(kind), place))) for place, kind in KINDS.items()),
]
