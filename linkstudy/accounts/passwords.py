"""The demo's password is known to everybody who read its source."""

from django.core.exceptions import ValidationError

DEMO_PASSWORD = "link-worker-example-2022"  # noqa: S105  printed by the demo, refused elsewhere


class NotTheDemoPassword:
    """Refuse the demo's password in every installation that is not the demo."""

    def validate(self, password: str, user: object = None) -> None:
        if password == DEMO_PASSWORD:
            raise ValidationError("This is the example study's password. Choose another")

    def get_help_text(self) -> str:
        return "Not the example study's password."
