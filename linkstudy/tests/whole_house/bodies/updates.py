"""Bodies of the pages about publications and partners, about rows that `shelf` makes: they are of the whole study."""

import datetime as dt

from linkstudy.accounts.models import User
from linkstudy.testing.factories import ago
from linkstudy.testing.updates import (
    PNG,
    a_maker,
    a_partner,
    a_picture,
    a_piece_of_news,
    a_profile,
    a_step,
    an_output,
    an_update,
)
from linkstudy.tests.whole_house.actors import File
from linkstudy.tests.whole_house.bodies.registry import Answers, names, post
from linkstudy.tests.whole_house.places import Place
from linkstudy.updates import actions
from linkstudy.updates.models import Update
from linkstudy.updates.tickets import reading

GETS, ENDED, OFF = "1", "2", "3"  # partners
HERE, GONE = "spare-output", "gone-output"  # addresses
SHOWN, HIDDEN, OVER = "shown", "hidden", "over"  # people who are introduced
# Updates: written, waiting for approval, void, and as the data are; approved, out, put right, and out
# to all but one.
WRITTEN, WAITS, UNWRITTEN, CURRENT = "2022-06", "2022-05", "2022-04", "2022-02"
AGREED, OUT, PUT_RIGHT, DONE = "2022-01", "2021-12", "2021-11", "2021-10"
TOLD, UNTOLD = "1", "2"  # news
REFUSED = "4"  # a partner whose address the mail server refused
OUTDATED = "We follow [[cases=5]] link workers."
FIRST, VOID = 1, 2  # of what belongs to a publication
WHY = {"reason": "Typed wrongly"}
LIVES = {"values": {"name": "Four Example", "email": "four@example.org", "address": "4 Road"}}


def shelf() -> None:
    """A publication that stands, with a name and a step of which there are void ones too; a void one.
    Three partners: one gets updates, one has unsubscribed and one is void. Three people who are
    introduced: one with a picture, one whose picture is void, and one whose introduction is."""
    output = an_output("Spare output")
    maker, step = a_maker(output), a_step(output, on=ago(0))
    actions.void_contributor(contributor=maker, version=1, by=None, **WHY)
    actions.void_step(step=step, version=1, by=None, **WHY)
    actions.void_output(output=an_output("Gone output"), version=1, by=None, **WHY)
    _, ended, gone = (a_partner(f"{name}@example.org") for name in ("one", "two", "three"))
    actions.unsubscribe(partner=ended, version=1, on=ago(0), by=None)
    actions.void_partner(partner=gone, version=1, by=None, **WHY)
    a_piece_of_news()
    actions.void_news(news=a_piece_of_news(), version=1, by=None, **WHY)
    introduce_some()
    write_some()
    send_some()


def introduce_some() -> None:
    shown, hidden, over = (a_profile(name) for name in ("Shown", "Hidden", "Over"))
    a_picture(shown)
    actions.void_picture(picture=a_picture(hidden), version=1, by=None, **WHY)
    actions.void_profile(profile=over, version=1, by=None, **WHY)


def write_some() -> None:
    """Updates: one that is written, one that waits for approval and one that is void."""
    by = User.objects.get(role="ppi")
    months = (dt.date(2022, month, 1) for month in (6, 5, 4))
    written, waits, gone = (an_update(month, by) for month in months)
    outdated = written.sections.get(part="data")
    actions.write_section(section=outdated, version=1, text=OUTDATED, by=by)
    actions.leave_out(section=written.sections.get(part="meetings"), version=1, by=by)
    for section in waits.sections.all():
        actions.write_section(section=section, version=1, text="We go on.", by=by)
    actions.ask_approval(update=waits, version=1, by=by)
    current = an_update(dt.date(2022, 2, 1), by)
    for section in current.sections.all():
        actions.write_section(section=section, version=1, text="We go on.", by=by)
    actions.void_update(update=gone, version=1, by=None, **WHY)


def send_some() -> None:
    """Updates: one is approved, one is out, of which an email and a letter wait and an email was refused,
    and one that went out waits for its correction to be put out."""
    refused = a_partner(**LIVES)
    a_partner(format="post", **LIVES | {"values": LIVES["values"] | {"email": "five@example.org"}})
    approved(dt.date(2022, 1, 1))
    out, again = (approved(dt.date(2021, month, 1)) for month in (12, 11))
    done = approved(dt.date(2021, 10, 1))
    lead, pi = (User.objects.get(role=role) for role in ("ppi", "pi"))
    for one in (out, done, again):
        sent = actions.send_update(update=one, version=one.version, by=lead)
        row = sent.deliveries.get(partner=refused)
        actions.settle_delivery(delivery=row, trouble="refused", by=lead)
    row = done.deliveries.get(partner__slug=GETS)
    begun = actions.begin_delivery(delivery=row, by=lead)
    actions.end_delivery(delivery=begun, by=lead)
    opened = actions.reopen_update(update=sent, version=sent.version, by=lead, **WHY)
    asked = actions.ask_approval(update=opened, version=opened.version, by=lead)
    actions.approve_update(update=asked, version=asked.version, by=pi)
    later = {"version": 1, "by": None, "why": "They asked for post"}
    actions.correct_partner(partner=refused, format="post", **later)


def approved(month: dt.date) -> Update:
    """An update that introduces somebody with a picture."""
    lead, pi = (User.objects.get(role=role) for role in ("ppi", "pi"))
    made = an_update(month, lead)
    for section in made.sections.all():
        text = "Shown likes rivers." if section.part == "team" else "We go on."
        actions.write_section(section=section, version=1, text=text, by=lead)
    asked = actions.ask_approval(update=made, version=1, by=lead)
    return actions.approve_update(update=asked, version=asked.version, by=pi)


def to_read(at: Place) -> str:
    return reading(Update.objects.get(slug=OUT))


names("updates:output", output=HERE)


@post("updates:add_output", "output.added", "stage.reached", "contributor.named")
def add_output(at: Place) -> Answers:
    return {
        "kind": "blog",
        "title": "A day in a practice",
        "names": "Cy Example",
        "stage": "out",
        "on": "1/6",
        "web_address": "https://www.example.org/blog",
    }


@post("updates:correct_output", "output.corrected", output=HERE)
def correct_output(at: Place) -> Answers:
    return {"venue": "Another journal", "doi": "doi:10.1136/example.1", "why": "It went elsewhere"}


@post("updates:void_output", "output.voided", output=HERE)
def void_output(at: Place) -> Answers:
    return WHY


@post("updates:restore_output", "output.restored", output=GONE)
def restore_output(at: Place) -> Answers:
    return WHY


@post("updates:record_step", "stage.reached", output=HERE)
def record_step(at: Place) -> Answers:
    return {"stage": "out", "on": "14/6"}


@post("updates:correct_step", "stage.replaced", "stage.corrected", output=HERE, step=FIRST)
def correct_step(at: Place) -> Answers:
    return {"on": "10/6", "why": "It was earlier"}


@post("updates:void_step", "stage.voided", output=HERE, step=FIRST)
def void_step(at: Place) -> Answers:
    return WHY


@post("updates:restore_step", "stage.restored", output=HERE, step=VOID)
def restore_step(at: Place) -> Answers:
    return WHY


@post("updates:name_contributor", "contributor.named", output=HERE)
def name_contributor(at: Place) -> Answers:
    return {"name": "Di Example"}


@post(
    "updates:correct_contributor",
    "contributor.replaced",
    "contributor.corrected",
    output=HERE,
    maker=FIRST,
)
def correct_contributor(at: Place) -> Answers:
    return {"name": "Ada B. Example", "why": "It is printed so"}


@post("updates:void_contributor", "contributor.voided", output=HERE, maker=FIRST)
def void_contributor(at: Place) -> Answers:
    return WHY


@post("updates:restore_contributor", "contributor.restored", output=HERE, maker=VOID)
def restore_contributor(at: Place) -> Answers:
    return WHY


names("updates:partner", partner=GETS)


@post(
    "updates:add_partner",
    "person.key_made",
    "partner.added",
    *["identity.added"] * 3,
    "person.version_raised",
    "identity.changed",
)
def add_partner(at: Place) -> Answers:
    return {
        "name": "Sam Example",
        "email": "sam@example.org",
        "address": "1 Example Road",
        "format": "post_large",
        "interest": "public",
        "basis": "agreed",
        "since": "1/6",
    }


@post("updates:correct_partner", "partner.corrected", partner=GETS)
def correct_partner(at: Place) -> Answers:
    return {"format": "email_large", "why": "They asked for large print"}


@post("updates:void_partner", "partner.voided", partner=GETS)
def void_partner(at: Place) -> Answers:
    return WHY


@post("updates:restore_partner", "partner.restored", partner=OFF)
def restore_partner(at: Place) -> Answers:
    return WHY


@post("updates:unsubscribe", "partner.unsubscribed", partner=GETS)
def unsubscribe(at: Place) -> Answers:
    return {"on": "14/6"}


@post("updates:subscribe_again", "partner.subscribed", partner=ENDED)
def subscribe_again(at: Place) -> Answers:
    return {"basis": "asked", "since": "14/6"}


@post("updates:partner_contact", "identity.revealed", partner=GETS, status=200)
def partner_contact(at: Place) -> Answers:
    return {"reason": "To print the address"}


@post(
    "updates:change_partner_contact",
    "identity.value_changed",
    "person.version_raised",
    "identity.changed",
    partner=GETS,
)
def change_partner_contact(at: Place) -> Answers:
    return {"email": "other@example.org"}


for _route in ("updates:profile", "updates:picture"):
    names(_route, person=SHOWN)


@post("updates:introduce", "profile.written")
def introduce(at: Place) -> Answers:
    return {
        "name": "Fay Example",
        "headline": "Keeps the study’s papers",
        "text": "I like trees.",
        "agreed_on": "13/6",
    }


@post("updates:rewrite", "profile.rewritten", person=SHOWN)
def rewrite(at: Place) -> Answers:
    return {"text": "I like trees and rivers."}


@post("updates:void_profile", "profile.voided", person=SHOWN)
def void_profile(at: Place) -> Answers:
    return WHY


@post("updates:restore_profile", "profile.restored", person=OVER)
def restore_profile(at: Place) -> Answers:
    return WHY


@post(
    "updates:keep_picture",
    "picture.voided",
    "person.key_made",
    "picture.kept",
    person=SHOWN,
)
def keep_picture(at: Place) -> Answers:
    return {"content": File(PNG), "description": "A person at a desk"}


@post("updates:describe_picture", "picture.described", person=SHOWN)
def describe_picture(at: Place) -> Answers:
    return {"description": "A person who laughs"}


@post("updates:void_picture", "picture.voided", person=SHOWN)
def void_picture(at: Place) -> Answers:
    return WHY


@post("updates:restore_picture", "picture.restored", person=HIDDEN)
def restore_picture(at: Place) -> Answers:
    return WHY


names("updates:update", update=WRITTEN)


@post("updates:start_update", "update.started", *["section.drafted"] * 9)
def start_update(at: Place) -> Answers:
    return {"month": "1 March 2022", "first": "1 January 2022", "last": "31 March 2022"}


@post("updates:correct_update", "update.corrected", update=WRITTEN)
def correct_update(at: Place) -> Answers:
    return {"first": "1 April 2022", "why": "It tells of April too"}


@post("updates:void_update", "update.voided", update=WRITTEN)
def void_update(at: Place) -> Answers:
    return WHY


@post("updates:restore_update", "update.restored", update=UNWRITTEN)
def restore_update(at: Place) -> Answers:
    return WHY


@post("updates:write_section", "section.written", update=WRITTEN, part="welcome")
def write_section(at: Place) -> Answers:
    return {"text": "Welcome to all of you."}


@post("updates:draft_again", "section.redrafted", update=WRITTEN, part="data")
def draft_again(at: Place) -> Answers:
    return {}


@post("updates:take_in", "section.taken_in", update=WRITTEN, part="meetings")
def take_in(at: Place) -> Answers:
    return {}


@post("updates:leave_out", "section.left_out", update=WRITTEN, part="training")
def leave_out(at: Place) -> Answers:
    return {}


@post(
    "updates:settle_number",
    "section.settled",
    update=WRITTEN,
    part="data",
    key="cases",
    how="use",
)
def settle_number(at: Place) -> Answers:
    return {}


@post("updates:reopen_update", "update.reopened", update=WAITS)
def reopen_update(at: Place) -> Answers:
    return {"reason": "A sentence is missing"}


@post("updates:approve_update", "update.approved", update=WAITS)
def approve_update(at: Place) -> Answers:
    return {}


@post("updates:ask_approval", "update.asked", update=CURRENT)
def ask_approval(at: Place) -> Answers:
    return {}
