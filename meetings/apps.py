"""Tables that people sit at: advisory, public involvement and team meetings."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "meetings"
