"""An update on its way out, as its lead and a mail server see it."""

from linkstudy.testing.pages import held_by
from linkstudy.testing.updates import a_partner
from linkstudy.updates import actions
from linkstudy.updates.models import Delivery

SMTP = "django.core.mail.backends.smtp.EmailBackend"


def write(update, by, text="We go on.", **parts):
    for section in update.sections.all():
        words = parts.get(section.part, text)
        actions.write_section(section=section, version=section.version, text=words, by=by)


def approve(update, study):
    asked = actions.ask_approval(update=update, version=update.version, by=study.ppi)
    return actions.approve_update(update=asked, version=asked.version, by=study.pi)


def partners(count, **facts):
    return [a_partner(f"p{n}@example.org", **facts) for n in range(1, count + 1)]


def press(client, address, **answers):
    """Open a page and press its button."""
    page = client.get(address)
    return client.post(address, held_by(page) | answers, follow=True)


def send(client):
    return press(client, "/updates/2022-06/send/")


def told(page):
    """What is said above the page."""
    return [str(one) for one in page.context["messages"]]


def states():
    return {one.partner.number: one.state[0] for one in Delivery.objects.select_related("partner")}


def on_a(server, settings):
    settings.EMAIL_BACKEND, settings.EMAIL_HOST = SMTP, "127.0.0.1"
    settings.EMAIL_PORT = server.port
