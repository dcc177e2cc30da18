from django.apps import AppConfig


class SetUpConfig(AppConfig):
    name = "linkstudy.setup"
    label = "set_up"
