"""The page that searches, from every other page."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from linkstudy.accounts.access import SignedIn, requires
from linkstudy.accounts.policy import May
from linkstudy.forms import Text
from linkstudy.search.finding import Found, find
from participants.steps import line


class SearchForm(forms.Form):
    """What the query string asks for; what cannot be looked for is said beside the question."""

    q = Text("Study ID, case or place", most=100, called="The search")
    use_required_attribute = False

    @property
    def text(self) -> str:
        return self.cleaned_data.get("q") or "" if self.is_valid() else ""


def sentence(found: Found, asked: str) -> str:
    """What the page says first."""
    if not asked:
        return "Find a person by study ID, or a case by its number or place."
    counts = [(len(found.people), "person", "people"), (len(found.cases), "case", "cases")]
    said = [f"{count} {one if count == 1 else more}" for count, one, more in counts if count]
    if said:
        return f"{' and '.join(said)} for “{asked}”."
    return f"Nothing you may see matches “{asked}”. Check it, or try the case’s number."


@require_GET
@requires(May.SEE_CASES)
def search(request: SignedIn) -> HttpResponse:
    """One answer is opened at once, several are listed."""
    form = SearchForm(request.GET)
    found = find(request.user, form.text)
    if found.only:
        return redirect(found.only)
    words = {
        "form": form,
        "found": found,
        "people": [line(person) for person in found.people],
        "sentence": sentence(found, form.text),
    }
    return render(request, "search/search.html", words)
