"""Bodies of the pages about publications and partners, about rows that `shelf` makes: they are of the whole study."""

from linkstudy.testing.factories import ago
from linkstudy.testing.updates import a_maker, a_partner, a_step, an_output
from linkstudy.tests.whole_house.bodies.registry import Answers, names, post
from linkstudy.tests.whole_house.places import Place
from linkstudy.updates import actions

GETS, ENDED, OFF = "1", "2", "3"  # partners
HERE, GONE = "spare-output", "gone-output"  # addresses
FIRST, VOID = 1, 2  # of what belongs to a publication
WHY = {"reason": "Typed wrongly"}


def shelf() -> None:
    """A publication that stands, with a name and a step of which there are void ones too; a void one.
    Three partners: one gets updates, one has unsubscribed and one is void."""
    output = an_output("Spare output")
    maker, step = a_maker(output), a_step(output, on=ago(0))
    actions.void_contributor(contributor=maker, version=1, by=None, **WHY)
    actions.void_step(step=step, version=1, by=None, **WHY)
    actions.void_output(output=an_output("Gone output"), version=1, by=None, **WHY)
    _, ended, gone = (a_partner(f"{name}@example.org") for name in ("one", "two", "three"))
    actions.unsubscribe(partner=ended, version=1, on=ago(0), by=None)
    actions.void_partner(partner=gone, version=1, by=None, **WHY)


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
