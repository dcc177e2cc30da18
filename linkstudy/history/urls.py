"""Addresses of histories: the study's, of a person or case, of a thing set up, of one row.

/history/c5-pt-03/ is a person's, /history/c5/ a case's, /history/site/2/ a thing's, and
/history/c5-pt-03/interview/2/ that of one row about a person or case: the second of its kind.
"""

from django.urls import path

from linkstudy.history import views

app_name = "history"
urlpatterns = [
    path("history/", views.everything, name="everything"),
    path("history/<slug:whose>/", views.person_or_case, name="person_or_case"),
    path("history/<slug:noun>/<slug:name>/", views.part_of_study, name="part_of_study"),
    path("history/<slug:whose>/<slug:kind>/<int:number>/", views.record, name="record"),
]
