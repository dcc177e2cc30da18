"""The page that searches, from every other page."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from linkstudy.accounts.access import SignedIn, requires
from linkstudy.accounts.policy import May
from linkstudy.forms import Text
from linkstudy.search.finding import Found, find
from linkstudy.words import listed
from participants.steps import line


class SearchForm(forms.Form):
    """What the query string asks for; what cannot be looked for is said beside the question."""

    q = Text("What to look for", most=100, called="The search")
    use_required_attribute = False

    @property
    def text(self) -> str:
        return self.cleaned_data.get("q") or "" if self.is_valid() else ""


def sentence(found: Found, asked: str) -> str:
    """What the page says first."""
    if not asked:
        return "Everything you may see can be found from every page."
    counts = [
        (len(found.people), "person", "people"),
        (len(found.cases), "case", "cases"),
        (len(found.meetings), "meeting", "meetings"),
        (len(found.events), "event", "events"),
    ]
    said = [f"{count} {one if count == 1 else more}" for count, one, more in counts if count]
    if said:
        return f"{listed(said)} for “{asked}”."
    return f"Nothing you may see matches “{asked}”. Check how it is written, or try fewer words."


@require_GET
@requires(May.SEARCH)
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
