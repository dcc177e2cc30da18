from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "linkstudy.accounts"

    def ready(self) -> None:
        from linkstudy.accounts import signals  # noqa: F401, PLC0415  connects once models stand
