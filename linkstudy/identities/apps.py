from django.apps import AppConfig


class IdentitiesConfig(AppConfig):
    name = "linkstudy.identities"

    def ready(self) -> None:
        from linkstudy.audit import retelling  # noqa: PLC0415  once the models stand
        from linkstudy.identities import checking  # noqa: PLC0415  once the models stand

        retelling.FURTHER.append(checking.differing)
