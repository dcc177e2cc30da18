"""The house itself: after every migrate its guards and grants are made anew."""

from django.apps import AppConfig, apps
from django.db import connections
from django.db.models.signals import post_migrate

from linkstudy import grants, guards


def secure(sender, using, **kwargs) -> None:
    """Make guards and grants anew, once every app's tables stand."""
    guards.install(connections[using])
    grants.give(connections[using])


class HouseConfig(AppConfig):
    name = "linkstudy"
    label = "house"

    def ready(self) -> None:
        # Once per migrate, after all of it; an app without models would never be told.
        post_migrate.connect(secure, sender=apps.get_app_config("audit"))
