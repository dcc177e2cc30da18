"""Each page that puts something right: it opens, says what it does, and what cannot be done now."""

import pytest

from linkstudy.testing.factories import ago
from linkstudy.testing.pages import held_by, text_of
from linkstudy.testing.updates import (
    a_maker,
    a_partner,
    a_picture,
    a_profile,
    a_step,
    an_output,
    an_update,
)
from linkstudy.updates import actions
from linkstudy.updates.acts import updates as acts
from linkstudy.updates.models import Partner, Section

pytestmark = pytest.mark.django_db
WHY = {"reason": "Typed wrongly", "why": "Typed wrongly"}
OUTPUT, PARTNER, PERSON = (
    "/publications/a-paper/",
    "/updates/partners/1/",
    "/updates/people/robin-example/",
)
UPDATE = "/updates/2022-06/"


@pytest.fixture(autouse=True)
def june(study_clock):
    study_clock("2022-06-14 09:12")


@pytest.fixture
def shelf(study):
    output = an_output("A paper")
    a_maker(output)
    a_step(output)
    a_partner()
    a_picture(a_profile())
    return an_update(ago(0), study.ppi)


# Address, what is typed, what the page says once it is done; in an order in which each can be done.
DEEDS = [
    (f"{OUTPUT}correct/", {"venue": "A journal"}, "The publication is corrected"),
    (f"{OUTPUT}steps/add/", {"stage": "out", "on": "today"}, "Step saved"),
    (f"{OUTPUT}steps/1/correct/", {"on": "1 June 2022"}, "The step is corrected"),
    (f"{OUTPUT}steps/1/void/", {}, "The step is void"),
    (f"{OUTPUT}steps/1/restore/", {}, "The step is restored"),
    (f"{OUTPUT}names/add/", {"name": "Di Example"}, "Name added"),
    (f"{OUTPUT}names/2/correct/", {"name": "Bob Example"}, "The name is corrected"),
    (f"{OUTPUT}names/2/void/", {}, "The name is void"),
    (f"{OUTPUT}names/2/restore/", {}, "The name is restored"),
    (f"{OUTPUT}void/", {}, "The publication is void"),
    (f"{OUTPUT}restore/", {}, "The publication is restored"),
    (f"{PARTNER}correct/", {"format": "email_large"}, "Partner 1 is corrected"),
    (f"{PARTNER}unsubscribe/", {"on": "today"}, "Partner 1 gets no more updates"),
    (f"{PARTNER}subscribe/", {"basis": "asked", "since": "today"}, "Partner 1 gets updates again"),
    (f"{PARTNER}void/", {}, "Partner 1 is void"),
    (f"{PARTNER}restore/", {}, "Partner 1 stands again"),
    (f"{PERSON}picture/describe/", {"description": "A dog"}, "The description is saved"),
    (f"{PERSON}picture/void/", {}, "The picture is void"),
    (f"{PERSON}picture/restore/", {}, "The picture is shown"),
    (f"{PERSON}void/", {}, "The introduction is void"),
    (f"{PERSON}restore/", {}, "The introduction is shown"),
    (f"{UPDATE}correct/", {"first": "1 May 2022"}, "It is corrected"),
    (f"{UPDATE}sections/team/leave-out/", {}, "Meet the team is left out"),
    (f"{UPDATE}sections/team/take-in/", {}, "Meet the team is in the update"),
    (f"{UPDATE}ask/", {}, "Approval is asked"),
    (f"{UPDATE}reopen/", {}, "It is open for writing"),
    (f"{UPDATE}void/", {}, "The June 2022 update is void"),
    (f"{UPDATE}restore/", {}, "It stands again"),
]


def test_each_can_be_done_by_whoever_writes(login, study, shelf):
    client, said = login(study.ppi), []
    for url, typed, _ in DEEDS:
        page = client.get(url)
        asked = {name: words for name, words in WHY.items() if name in page.context["form"].fields}
        done = client.post(url, held_by(page, **asked | typed), follow=True)
        said += [str(one) for one in done.context["messages"]]

    assert said == [words for _, _, words in DEEDS]


def test_a_number_is_settled_on_a_page(login, study, shelf):
    section = Section.objects.get(part="data")
    text = "We follow [[cases=1]] link workers."
    actions.write_section(section=section, version=1, text=text, by=None)
    client, url = login(study.ppi), f"{UPDATE}sections/data/numbers/cases/use/"

    done = client.post(url, held_by(client.get(url)), follow=True)

    assert "We follow 6 link workers." in text_of(done)


REFUSED = {
    f"{OUTPUT}restore/": "The publication is not void any more",
    f"{OUTPUT}names/1/restore/": "The name is not void any more",
    f"{PARTNER}restore/": "Partner 1 is not void any more",
    f"{PARTNER}subscribe/": "Partner 1 has not unsubscribed",
    f"{UPDATE}restore/": "This update is not void any more",
    f"{UPDATE}reopen/": "It is open for writing already",
    f"{UPDATE}sections/team/take-in/": "Meet the team is in the update already",
}


def test_what_cannot_be_done_now_leads_back_and_says_why(login, study, shelf):
    client = login(study.ppi)

    said = {url: first_words(client.get(url, follow=True)) for url in REFUSED}

    assert said == REFUSED


def first_words(page) -> str:
    return str(next(iter(page.context["messages"]), ""))


def test_void_rows_are_not_changed(login, study, shelf):
    client = login(study.ppi)
    for url in (OUTPUT, PARTNER, UPDATE):
        page = client.get(f"{url}void/")
        client.post(f"{url}void/", held_by(page, reason="Typed wrongly"), follow=True)

    said = {
        end: first_words(client.get(end, follow=True))
        for end in (
            f"{OUTPUT}correct/",
            f"{OUTPUT}void/",
            f"{PARTNER}correct/",
            f"{PARTNER}void/",
            f"{PARTNER}unsubscribe/",
            f"{UPDATE}void/",
            f"{UPDATE}ask/",
        )
    }

    assert said == {
        f"{OUTPUT}correct/": "The publication is void. Restore it before you correct it",
        f"{OUTPUT}void/": "The publication is already void",
        f"{PARTNER}correct/": "Partner 1 is void. Restore it first",
        f"{PARTNER}void/": "Partner 1 is already void",
        f"{PARTNER}unsubscribe/": "Partner 1 is void",
        f"{UPDATE}void/": "This update is void. Restore it first",
        f"{UPDATE}ask/": "This update is void. Restore it first",
    }


def test_who_unsubscribed_does_not_again(login, study, shelf):
    actions.unsubscribe(partner=Partner.objects.get(), version=1, on=ago(0), by=None)

    page = login(study.ppi).get(f"{PARTNER}unsubscribe/", follow=True)

    assert first_words(page) == "Partner 1 unsubscribed on 14 June 2022"


def test_what_is_asked_or_approved_is_not_asked_or_placed_again(study, shelf):
    section = shelf.sections.select_related("update").get(part="team")
    asked = actions.ask_approval(update=shelf, version=1, by=study.ppi)
    section.update = asked

    assert acts.ask(asked).refused == "Approval is asked already"
    assert acts.approve(shelf).refused == "Nobody asks for approval now"
    assert acts.leave_out(section).refused == "This update cannot be changed now"


def test_a_principal_investigator_approves_on_a_page(login, study, shelf):
    actions.ask_approval(update=shelf, version=1, by=study.ppi)
    client = login(study.pi)

    done = client.post(f"{UPDATE}approve/", held_by(client.get(f"{UPDATE}approve/")), follow=True)

    assert first_words(done) == "It is approved"
    assert "Approved" in text_of(done)
