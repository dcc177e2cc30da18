"""What observation days and debriefs make the team think about."""

from collections.abc import Callable, Iterable
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from cases import actions
from cases.acts import thinking as acts
from cases.forms.thinking import ThinkingForm
from cases.models import (
    DayReflection,
    Debrief,
    DebriefReflection,
    Reflection,
    Topic,
)
from cases.views.seen import numbered_or_404, observation_or_404
from linkstudy.accounts.access import SignedIn, requires
from linkstudy.accounts.policy import May
from linkstudy.corrections import Act, answered
from linkstudy.forms import posted

page_with_form = require_http_methods(["GET", "POST"])


def think(
    request: SignedIn,
    act: Act,
    action: Callable[..., Any],
    held: Reflection | None,
    logged: Iterable[Topic] = (),
    **fact: Any,
) -> HttpResponse:
    """The page on which topics and theories of a fact are ticked; then back to the fact."""
    form = ThinkingForm(posted(request), held, logged)
    page = "cases/thinking.html"
    return answered(request, act, form, action, fact, template=page, logged=logged)


def ticked(held: Reflection | None) -> dict[str, list]:
    """What a fact's page says of the reflection on it."""
    if held is None or held.is_empty:
        return {"topics": [], "theories": []}
    return {"topics": list(held.topics.all()), "theories": list(held.theories.all())}


@page_with_form
@requires(May.REFLECT)
def think_about_observation(request: SignedIn, number: int, day: int) -> HttpResponse:
    """What an observation day makes the team think about."""
    found = observation_or_404(request.user, May.REFLECT, number, day)
    held = DayReflection.of(found)
    return think(request, acts.of_day(found), actions.reflect_on_day, held, day=found)


@page_with_form
@requires(May.REFLECT)
def think_about_debrief(request: SignedIn, number: int, debrief: int) -> HttpResponse:
    """What a debrief makes the team think about."""
    found = numbered_or_404(Debrief, request.user, May.REFLECT, number, debrief)
    held = DebriefReflection.of(found)
    return think(request, acts.of_debrief(found), actions.reflect_on_debrief, held, debrief=found)
