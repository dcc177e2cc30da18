"""What an interview makes the team think about."""

from django.http import HttpResponse

from cases.views.thinking import page_with_form, think
from linkstudy.accounts.access import SignedIn, requires
from linkstudy.accounts.policy import May
from participants import actions
from participants.acts import thinking as acts
from participants.models import InterviewReflection
from participants.views.seen import interview_or_404


@page_with_form
@requires(May.REFLECT)
def think_about_interview(request: SignedIn, slug: str, number: int) -> HttpResponse:
    """Topics and theories, beyond the topics that were ticked when the interview was logged."""
    found = interview_or_404(request.user, slug, number)
    held, logged = InterviewReflection.of(found), list(found.topics.all())
    action = actions.reflect_on_interview
    return think(request, acts.of_interview(found), action, held, logged, interview=found)
