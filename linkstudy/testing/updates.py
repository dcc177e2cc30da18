"""What the study tells others, made through the actions."""

import datetime as dt
import io
from typing import Any

from PIL import Image

from linkstudy.accounts.models import User
from linkstudy.testing.factories import a_user, ago
from linkstudy.updates import actions
from linkstudy.updates.models import (
    Contributor,
    News,
    Output,
    OutputStep,
    Partner,
    Picture,
    Profile,
    Update,
)


def a_png(width: int = 8, height: int = 6) -> bytes:
    """A picture, all blue."""
    out = io.BytesIO()
    Image.new("RGB", (width, height), "blue").save(out, "PNG")
    return out.getvalue()


PNG = a_png()


def an_output(
    title: str = "Link workers in practice", by: User | None = None, **facts: Any
) -> Output:
    """A paper by Ada Example, submitted yesterday."""
    given = {"kind": "paper", "names": ["Ada Example"], "stage": "submitted", "on": ago(1)}
    return actions.add_output(title=title, by=by, **given | facts)


def a_step(
    output: Output, stage: str = "accepted", on: dt.date | None = None, by: User | None = None
) -> OutputStep:
    """It was accepted today."""
    return actions.record_step(output=output, stage=stage, on=on or ago(0), by=by)


def a_maker(output: Output, name: str = "Bo Example", by: User | None = None) -> Contributor:
    """One more who made it."""
    return actions.name_contributor(output=output, name=name, by=by)


def a_partner(email: str = "partner@example.org", by: User | None = None, **facts: Any) -> Partner:
    """Somebody who asked for updates by email yesterday."""
    given = {"interest": "health", "basis": "asked", "since": ago(1), "format": "email"}
    values = {"name": "Pat Example", "email": email}
    return actions.add_partner(by=by, **{"values": values} | given | facts)


def a_profile(name: str = "Robin Example", by: User | None = None, **facts: Any) -> Profile:
    """Somebody of the team who agreed yesterday to be introduced."""
    given = {"headline": "Talks to people", "text": "I like rivers.", "agreed_on": ago(1)}
    return actions.introduce(name=name, by=by, **given | facts)


def a_picture(profile: Profile, by: User | None = None, content: bytes = PNG) -> Picture:
    """A small one, described."""
    description = "A blue field"
    return actions.keep_picture(profile=profile, content=content, description=description, by=by)


def a_piece_of_news(words: str = "People like tea.", by: User | None = None, **facts: Any) -> News:
    """Of yesterday, about recruiting."""
    return actions.tell_news(words=words, by=by, **{"part": "recruiting", "on": ago(1)} | facts)


def an_update(month: dt.date, by: User, **facts: Any) -> Update:
    """Of the ten days up to today, due in a week."""
    given = {"first": ago(10), "last": ago(0), "due_on": ago(-7)}
    return actions.start_update(month=month, by=by, **given | facts)


def send(update: Update, by: User) -> Update:
    """Approved by a principal investigator, and out: everybody waits to get it."""
    for section in update.sections.all():
        actions.write_section(section=section, version=1, text="We go on.", by=by)
    asked = actions.ask_approval(update=update, version=1, by=by)
    agreed = actions.approve_update(update=asked, version=asked.version, by=a_user("pi"))
    return actions.send_update(update=agreed, version=agreed.version, by=by)


def tell_partners() -> None:
    """A little of everything that partners are told, and of what is put right of it."""
    by = a_user("ppi")
    output = an_output(doi="10.1234/example.1", by=by)
    why = {"why": "Typed wrongly", "by": by}
    actions.correct_step(step=output.steps.get(), version=1, on=ago(2), **why)
    maker = output.contributors.get()
    actions.correct_contributor(contributor=maker, version=1, name="A. Example", **why)
    a_partner(by=by)
    a_piece_of_news(by=by)
    a_picture(a_profile(by=by), by=by)
    send(an_update(ago(0), by), by)
