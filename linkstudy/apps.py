"""The house itself: after every migrate its guards and grants are made anew."""

from typing import Any

from django.apps import AppConfig, apps
from django.db import connections
from django.db.models.signals import post_migrate

from linkstudy import grants, guards


def secure(sender: AppConfig, using: str, **more: Any) -> None:
    """Make guards and grants anew, and begin the history, once every app's tables stand."""
    connection = connections[using]
    guards.install(connection)
    grants.give(connection)
    if {"audit_head", "accounts_user"} <= set(connection.introspection.table_names()):
        from linkstudy.audit.writing import begin  # noqa: PLC0415  once the models stand

        begin()


class HouseConfig(AppConfig):
    name = "linkstudy"
    label = "house"

    def ready(self) -> None:
        # Once per migrate, after all of it; an app without models would never be told.
        post_migrate.connect(secure, sender=apps.get_app_config("audit"))
