"""What pages are made of, drawn by the product's own tags, templates and forms."""

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_GET

from linkstudy.accounts.access import SignedIn, requires
from linkstudy.accounts.policy import May, who_may
from linkstudy.components import examples, forms, specimens, tokens
from linkstudy.frame import known

# What an example of an error page says, where the page itself would know.
SAID = {
    "status": "",
    "reference": "7F9C2A",
    "capability": May.SEE_IDENTITY,
    "roles": who_may(May.SEE_IDENTITY),
    "megabytes": 4,
    "minutes": 15,
    "again": "/",
}


@require_GET
@requires(May.SEE_COMPONENTS)
def components(request: SignedIn) -> HttpResponse:
    """Every part of every page, with the tag that makes it; and the house style."""
    words = {
        "rules": examples.RULES,
        "groups": specimens.groups(request),
        "colours": tokens.colours(),
        "pairs": tokens.pairs(),
        "sizes": tokens.sizes(),
        "errors": examples.error_pages(),
        "states": forms.states(),
        **examples.everything(),
    }
    return render(request, "components/components.html", words)


@require_GET
@requires(May.SEE_COMPONENTS)
def error_page(request: SignedIn) -> HttpResponse:
    """The page that says no, as an example: ?of= names which."""
    names = [name for name, _ in examples.error_pages()]
    asked = request.GET.get("of", "")
    template = asked if asked in names else names[0]
    words = known(request) | SAID | {"typed": examples.TYPED}
    return HttpResponse(render_to_string(f"{template}.html", words))
