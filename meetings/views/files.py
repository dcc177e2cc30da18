"""A meeting as a file: agenda and minutes in Word, and an entry for a calendar."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from cases.converters import Sent
from linkstudy.accounts.access import SignedIn, requires
from linkstudy.accounts.policy import May
from linkstudy.word import KIND
from meetings import ics, word
from meetings.models import Meeting, MinutesVersion
from meetings.naming import names
from meetings.seated import Table
from meetings.views.held import meeting_or_404, version_or_404
from meetings.vocabulary import Place
from meetings.written import whole


def _file(made: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(made, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _minutes(meeting: Meeting, version: MinutesVersion | None) -> HttpResponse:
    """A version as it was agreed; without one, the minutes as they stand. They name those who agree to
    be named there, asked anew now."""
    members = Table(meeting.group, meeting.held_on).members
    of = whole(meeting, names(members, Place.MINUTES))
    if version:
        made, state = word.agreed(version, of, members), f"minutes-version-{version.number}"
    else:
        made = word.minutes(of)
        state = "minutes-for-checking" if meeting.sent_on else "minutes-draft"
    return _file(made, KIND, f"{meeting.group.slug}-{meeting.day}-{state}.docx")


@require_GET
@requires(May.SEE_MEETINGS)
def agenda_file(request: SignedIn, group: str, held: Sent) -> HttpResponse:
    """What is talked about, in Word."""
    found = meeting_or_404(request.user, group, held)
    return _file(word.agenda(whole(found)), KIND, f"{group}-{found.day}-agenda.docx")


@require_GET
@requires(May.SEE_MEETINGS)
def minutes_file(request: SignedIn, group: str, held: Sent) -> HttpResponse:
    """What was said, decided and is to be done, in Word: as it was agreed last, once it is."""
    found = meeting_or_404(request.user, group, held)
    return _minutes(found, found.versions.last() if found.agreed_on else None)


@require_GET
@requires(May.SEE_MEETINGS)
def version_file(request: SignedIn, group: str, held: Sent, edition: int) -> HttpResponse:
    """Minutes as they were agreed, in Word."""
    found = version_or_404(request.user, group, held, edition)
    return _minutes(found.meeting, found)


@require_GET
@requires(May.SEE_MEETINGS)
def calendar_file(request: SignedIn, group: str, held: Sent) -> HttpResponse:
    """The meeting for a calendar. The same event is replaced when it moves."""
    found = meeting_or_404(request.user, group, held)
    address = f"{request.scheme}://{request.get_host()}"
    made = ics.calendar([ics.of_meeting(found, address)])
    return _file(made, "text/calendar; charset=utf-8", f"{group}-{found.day}.ics")
