"""Addresses about people. Those that name somebody come last, loosely typed ones after all others."""

from django.urls import path

from participants import converters  # noqa: F401  the converter study_id
from participants.views import consents, contact, decisions, exports, interviews, people

app_name = "participants"
urlpatterns = [
    # People: the list, one of them, who they are.
    path("participants/", people.people, name="people"),
    path("participants/add/", people.add, name="add"),
    path("participants/export/", exports.export, name="export"),
    path("participants/<study_id:slug>/", people.person, name="person"),
    path("participants/<study_id:slug>/change/", people.change, name="change"),
    path("participants/<study_id:slug>/contact/", contact.contact, name="contact"),
    path(
        "participants/<study_id:slug>/contact/change/",
        contact.contact_change,
        name="contact_change",
    ),
    # Consent and interviews.
    path("participants/<study_id:slug>/consent/", consents.consent, name="consent"),
    path(
        "participants/<study_id:slug>/consents/<int:number>/void/",
        consents.void_consent,
        name="void_consent",
    ),
    path("participants/<study_id:slug>/decline/", consents.refuse, name="refuse"),
    path("participants/<study_id:slug>/withdraw/", consents.withdraw, name="withdraw"),
    path("participants/<study_id:slug>/book/", interviews.book, name="book"),
    path(
        "participants/<study_id:slug>/interviews/<int:number>/",
        interviews.interview,
        name="interview",
    ),
    path(
        "participants/<study_id:slug>/interviews/<int:number>/saved/",
        interviews.logged,
        name="logged",
    ),
    path(
        "participants/<study_id:slug>/interviews/<int:number>/change/",
        interviews.change_booking,
        name="change_booking",
    ),
    path(
        "participants/<study_id:slug>/interviews/<int:number>/void/",
        interviews.void_interview,
        name="void_interview",
    ),
    path(
        "participants/<study_id:slug>/interviews/<int:number>/keep/",
        decisions.keep_interview,
        name="keep_interview",
    ),
    path(
        "participants/<study_id:slug>/interviews/<int:number>/keep/void/",
        decisions.void_decision,
        name="void_decision",
    ),
    path("interviews/log/", interviews.log_interview, name="log_interview"),
    path("interviews/log-missed/", interviews.log_missed, name="log_missed"),
    # A study ID in another spelling.
    path("participants/<str:typed>/", people.find, name="find"),
]
