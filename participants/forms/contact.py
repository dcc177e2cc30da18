"""A participant's contact details, to be changed: somebody very like them may be there already."""

from typing import Any

from crispy_forms.layout import Layout

from linkstudy.forms import Tick
from linkstudy.forms.apart import Apart
from linkstudy.forms.details import KINDS, DetailsForm


class ContactForm(Apart, DetailsForm):
    another = Tick("Is this somebody else?", says="This is another person")

    def answers(self) -> dict[str, Any]:
        """As keep_contact takes them."""
        return {"values": self.values(), "apart_from": self.looked_at()}

    def ask_which(self) -> None:
        rest = ["remove"] if "remove" in self.fields else []
        self.layout = Layout(*KINDS[:3], "another", *KINDS[3:], *rest)
