"""The house itself: after every migrate its guards and grants are made anew."""

from typing import Any

from django.apps import AppConfig, apps
from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate

from linkstudy import grants, guards


def secure(sender: AppConfig, using: str, **more: Any) -> None:
    """Make guards and grants anew, and begin the history, once every app's tables stand."""
    connection = connections[using]
    guards.install(connection)
    grants.give(connection)
    if {"audit_head", "accounts_user"} <= set(connection.introspection.table_names()):
        from linkstudy.audit.writing import begin  # noqa: PLC0415  once the models stand

        begin()


def make_way(sender: AppConfig, using: str, plan: list, **more: Any) -> None:
    """Lift what would stand in the way of migrations, when there are any to run."""
    if plan:
        guards.lift(connections[using])


class HouseConfig(AppConfig):
    name = "linkstudy"
    label = "house"

    def ready(self) -> None:
        # Once per migrate, before and after all of it; an app without models would never be told.
        pre_migrate.connect(make_way, sender=apps.get_app_config("audit"))
        post_migrate.connect(secure, sender=apps.get_app_config("audit"))
