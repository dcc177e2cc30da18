"""Tables that people sit at: advisory, public involvement and team meetings."""

from django.apps import AppConfig

from linkstudy.accounts.policy import May


class MeetingsConfig(AppConfig):
    """Who sees every group reads its history: see linkstudy/history/sight.py."""

    name = "meetings"
    told_to = May.SEE_MEETINGS
