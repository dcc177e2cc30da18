"""What a meeting makes the team think about."""

from django.http import HttpResponse

from cases.converters import Sent
from cases.views.thinking import page_with_form, think
from linkstudy.accounts.access import SignedIn, requires
from linkstudy.accounts.policy import May
from meetings import actions
from meetings.acts import meetings as acts
from meetings.models import MeetingReflection
from meetings.views.held import meeting_or_404


@page_with_form
@requires(May.KEEP_MEETINGS)
def think_about_meeting(request: SignedIn, group: str, held: Sent) -> HttpResponse:
    """The topics and theories that it touched on, ticked by who keeps its minutes."""
    found = meeting_or_404(request.user, group, held)
    thought = MeetingReflection.of(found)
    return think(request, acts.think(found), actions.reflect_on_meeting, thought, meeting=found)
