"""An update as its readers get it: on the web, on paper, in Word and as an email."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from linkstudy import clock
from linkstudy.accounts.access import SignedIn, public, requires
from linkstudy.accounts.policy import May
from linkstudy.forms import posted
from linkstudy.updates import actions, tickets, word
from linkstudy.updates.copies import Copy, current, newest
from linkstudy.updates.letters import in_plain_words
from linkstudy.updates.models import Partner, Picture, Update
from linkstudy.updates.views.seen import update_or_404
from linkstudy.word import KIND

# For who is signed in: as it would go out today


@require_GET
@requires(May.SEE_UPDATES)
def preview(request: SignedIn, update: str) -> HttpResponse:
    """As the page on the web, with ?large in large print: made to be printed, too."""
    found = update_or_404(request.user, update)
    words = {"update": found, "copy": current(found), "is_large": "large" in request.GET}
    return render(request, "updates/preview.html", words)


@require_GET
@requires(May.SEE_UPDATES)
def preview_email(request: SignedIn, update: str) -> HttpResponse:
    """As the plain words of the email."""
    found = update_or_404(request.user, update)
    words = {"update": found, "text": in_plain_words(current(found))}
    return render(request, "updates/preview_email.html", words)


@require_GET
@requires(May.SEE_UPDATES)
def update_word(request: SignedIn, update: str) -> HttpResponse:
    """In Word; with ?large in large print."""
    found = update_or_404(request.user, update)
    is_large = "large" in request.GET
    made = word.filed(current(found), is_large=is_large)
    response = HttpResponse(made, content_type=KIND)
    name = f"update-{found.slug}{'-large' if is_large else ''}.docx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


# For everybody who has the address


def _out(ticket: str) -> tuple[Update, Copy]:
    """An update that went out, as it went out last. Raises Http404."""
    slug = tickets.read_by(tickets.TO_READ, ticket)
    update = Update.objects.standing().filter(slug=slug, sent_on__isnull=False).first()
    if update is None:
        raise Http404
    return update, newest(update)


@require_safe
@public
def read(request: HttpRequest, ticket: str) -> HttpResponse:
    """An update that went out; with ?large in large print."""
    update, copy = _out(ticket)
    words = {"update": update, "copy": copy, "ticket": ticket, "is_large": "large" in request.GET}
    return render(request, "updates/read.html", words)


@require_safe
@public
def read_picture(request: HttpRequest, ticket: str, picture: str) -> HttpResponse:
    """A picture of an update that went out, while it stands."""
    _, copy = _out(ticket)
    shown = {one.picture.slug for one in copy.chapters if one.picture}
    found = Picture.objects.filter(slug=picture).select_related("key").first()
    content = actions.content_of(found) if found and picture in shown else None
    if content is None:
        raise Http404
    return HttpResponse(content, content_type="image/jpeg")


@csrf_exempt  # a mail program presses the button, too: the ticket is the proof, not a session
@require_http_methods(["GET", "HEAD", "POST"])
@public
def leave(request: HttpRequest, ticket: str) -> HttpResponse:
    """The page on which a partner stops updates. It says of nobody who they are."""
    found = _partner(ticket)
    if posted(request) is not None:  # answered at once: mail programs follow no redirect
        found = actions.stop_updates(partner=found, by=None)
    return render(request, "updates/leave.html", {"gets": found.gets_on(clock.today())})


def _partner(ticket: str) -> Partner:
    """Whom a ticket to leave was given to. Raises Http404."""
    slug = tickets.read_by(tickets.TO_LEAVE, ticket)
    found = Partner.objects.filter(slug=slug).first() if slug else None
    if found is None:
        raise Http404
    return found
