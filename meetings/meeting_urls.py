"""Addresses below a group's: /meetings/ppi-group/2022-05-18/, and what stands in that meeting."""

from django.urls import URLPattern, path

from cases import converters  # noqa: F401  the converter sent, a day with its turn
from linkstudy.corrections import acts
from meetings.views import acting, files, meetings, thinking

GROUP = "meetings/<slug:group>/"
HERE = f"{GROUP}<sent:held>/"
ITEM = f"{HERE}items/<int:item>/"
ACTION = f"{HERE}actions/<int:action>/"
PAPER = f"{HERE}papers/<int:paper>/"
CHANGES = ("change", "void", "restore")

MEETINGS: list[URLPattern] = [
    path(f"{GROUP}plan/", meetings.plan_meeting, name="plan_meeting"),
    path(HERE, meetings.meeting, name="meeting"),
    *acts(HERE, "meeting", acting, CHANGES),
    path(f"{HERE}agenda.docx", files.agenda_file, name="agenda_file"),
    path(f"{HERE}minutes.docx", files.minutes_file, name="minutes_file"),
    path(f"{HERE}meeting.ics", files.calendar_file, name="calendar_file"),
    path(f"{HERE}attendance/", meetings.attendance, name="attendance"),
    path(f"{HERE}thoughts/", thinking.think_about_meeting, name="think_about_meeting"),
    path(f"{HERE}send/", acting.send_minutes, name="send_minutes"),
    path(f"{HERE}agree/", acting.agree_minutes, name="agree_minutes"),
    path(f"{HERE}reopen/", acting.reopen_minutes, name="reopen_minutes"),
    path(f"{HERE}versions/<int:edition>/", meetings.version, name="version"),
    path(f"{HERE}versions/<int:edition>/minutes.docx", files.version_file, name="version_file"),
    path(f"{HERE}items/add/", meetings.add_item, name="add_item"),
    path(ITEM, meetings.item, name="item"),
    path(f"{ITEM}earlier/", meetings.earlier_notes, name="earlier_notes"),
    *acts(ITEM, "item", acting, CHANGES),
    path(f"{HERE}actions/add/", meetings.add_action, name="add_action"),
    path(f"{ACTION}done/", acting.finish_action, name="finish_action"),
    path(f"{ACTION}drop/", acting.drop_action, name="drop_action"),
    path(f"{ACTION}assign/", acting.assign_action, name="assign_action"),
    path(f"{ACTION}reopen/", acting.reopen_action, name="reopen_action"),
    *acts(ACTION, "action", acting, CHANGES),
    path(f"{HERE}papers/add/", meetings.add_paper, name="add_paper"),
    *acts(PAPER, "paper", acting),
]
