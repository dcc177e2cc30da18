"""Fetching what an address names. What the user may not see answers as if it did not exist."""

from django.http import Http404, QueryDict

from linkstudy.accounts.access import SignedIn
from linkstudy.accounts.models import User
from participants.models import Consent, Interview, Participant
from participants.models.people import understood


def person_or_404(user: User, slug: str) -> Participant:
    """The participant of a study ID as it stands in addresses, c5-pt-03."""
    people = Participant.objects.visible_to(user).select_related("case__site", "person", "owner")
    found = people.filter(study_id=understood(slug) or "").first()
    if found is None or found.slug != slug:
        raise Http404
    return found


def interview_or_404(user: User, slug: str, number: int) -> Interview:
    """A person's interview or booking by its number."""
    person = person_or_404(user, slug)
    rows = person.interviews.visible_to(user).with_undecided().select_related("interviewer")
    found = rows.filter(number=number).first()
    if found is None:
        raise Http404
    found.participant = person
    return found


def consent_or_404(user: User, slug: str, number: int) -> Consent:
    """A person's consent by its place among all of them, 1 for the first recorded."""
    person = person_or_404(user, slug)
    rows = list(person.consents.order_by("pk").select_related("document", "taken_by"))
    if not 1 <= number <= len(rows):
        raise Http404
    found = rows[number - 1]
    found.participant = person
    return found


def posted(request: SignedIn) -> QueryDict | None:
    """What was sent, also when that is nothing; None when the page is only opened."""
    return request.POST if request.method == "POST" else None
