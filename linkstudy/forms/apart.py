"""Something very like it is there already: is this another one?"""

from typing import Any, cast

from crispy_forms.layout import Layout
from django.core.exceptions import ValidationError
from django.http import QueryDict

from linkstudy.forms.questions import Tick
from linkstudy.forms.study import Hidden, StudyForm


class Apart(StudyForm):
    """Mixed into a form whose action asks by linkstudy.twins and names what is like it. The page then
    asks, with a tick that is for those named."""

    warned = Hidden()  # those of whom the page has said so
    another = Tick("Is this another one?", says="It is another one")

    def clean(self) -> None:
        super().clean()
        if self.data.get(self.add_prefix("warned")):
            self.ask_which()

    def looked_at(self) -> list[str]:
        """Those that the person says this is none of."""
        return self.cleaned_data["warned"].split() if self.cleaned_data["another"] else []

    def answers(self) -> dict[str, Any]:
        found = super().answers()
        rest = {name: value for name, value in found.items() if name not in ("warned", "another")}
        return rest | {"apart_from": self.looked_at()}

    def take(self, refusal: ValidationError) -> None:
        looked = self.looked_at()
        super().take(refusal)
        alike = getattr(refusal, "error_dict", {}).get("another", [])
        if alike:
            named = [one for error in alike for one in error.params["named"]]
            typed = cast(QueryDict, self.data).copy()
            typed[self.add_prefix("warned")] = " ".join([*looked, *named])
            typed.pop(self.add_prefix("another"), None)
            self.data = typed
            self.ask_which()

    def ask_which(self) -> None:
        """Show the tick, last: from then on, on whatever page comes next."""
        rest = [one for one in (self.layout or Layout()).fields if one != "another"]
        self.layout = Layout(*rest, "another")
