"""Several people of the list changed together, all or none, and put back for ten minutes."""

import datetime as dt
import re

import pytest

from linkstudy import clock
from linkstudy.accounts.policy import Role
from linkstudy.audit.models import Entry
from linkstudy.clock import telling
from linkstudy.testing.factories import a_person, a_user, a_withdrawal, ago
from linkstudy.testing.pages import held_by, problems, text_of
from participants import actions
from participants.forms.together import LOST
from participants.models import Participant
from participants.tests.pages import happened, told
from participants.tests.refusals import refusal_of

TOGETHER, UNDO = "/participants/together/", "/participants/together/undo/"
REMIND = "/participants/together/remind/"


@pytest.fixture
def people(study) -> list[Participant]:
    """C1-PT-01 and C1-PT-02, whom Ann looks after, to be called by 21 and 22 June."""
    return [a_person(study.cases[0], contact_by=ago(-days)) for days in (7, 8)]


@pytest.fixture
def colleague(study):
    return a_user(sites=study.sites[:1], name="Tom Reid")


def ticked(people) -> list[str]:
    return [person.slug for person in people]


def stands(people) -> list[tuple[str, dt.date | None]]:
    now = Participant.objects.filter(pk__in=[one.pk for one in people]).order_by("pk")
    return [(one.owner.name, one.contact_by) for one in now.select_related("owner")]


def change(client, people, **more):
    page = client.get(TOGETHER, {"who": ticked(people)})
    return client.post(TOGETHER, held_by(page, **more), follow=True)


def undone(client, people):
    return client.post(UNDO, {"who": ticked(people)}, follow=True)


def test_the_ticked_people_get_a_new_owner_and_a_new_day(client, study, people, colleague):
    page = change(client, people, owner=str(colleague.pk), contact_by="20/6")

    assert stands(people) == [("Tom Reid", ago(-6))] * 2
    assert told(page) == [f'2 people changed. <a href="{UNDO}">Undo</a>']
    assert happened(people[0], study.pi)[0] == (
        "Changed in one step with several people",
        [
            ("Be in touch by", "21 June 2022", "20 June 2022"),
            ("Owner", "Ann Example", "Tom Reid"),
        ],
    )


def test_what_was_not_chosen_stays(client, people):
    change(client, people[:1], contact_by="20/6")

    assert stands(people) == [("Ann Example", ago(-6)), ("Ann Example", ago(-8))]


def test_the_page_shows_who_was_ticked_and_who_works_with_all_of_them(
    client, study, people, colleague
):
    a_user(Role.PPI_LEAD, sites=study.sites[:1])
    page = client.get(TOGETHER, {"who": [*ticked(people), "c2-pt-01", "nonsense"]})

    form = page.context["form"]
    assert form["who"].value() == ticked(people)
    assert [label for _, label in form.fields["owner"].choices] == [
        "No change",
        "Ann Example",
        "Tom Reid",
    ]


def test_without_a_tick_ones_own_people_are_there_those_with_the_next_step_first(
    client, study, login, people, colleague
):
    a_person(study.cases[0], contact_by=ago(1), owner=colleague)

    form = client.get(TOGETHER).context["form"]

    assert [key for key, _ in form.fields["who"].choices] == ticked(people)
    assert form["who"].value() == []
    newcomer = a_user(sites=study.sites[:1])
    assert "Nobody is here to be changed." in text_of(login(newcomer).get(TOGETHER))
    assert "Nothing can be put back any more." in text_of(client.get(UNDO))


@pytest.mark.parametrize(
    ("role", "ticks", "offered"),
    [
        ("researcher", 2, ["Log a reminder", "Change owner or next step", "Export"]),
        ("pi", 2, ["Export"]),
        ("administrator", 2, ["Export"]),
        ("monitor", 0, []),
    ],
)
def test_the_list_offers_what_one_may_do_with_the_ticked_people(
    login, study, people, role, ticks, offered
):
    client = login(getattr(study, role))
    page = client.get("/participants/").text

    assert page.count('name="who"') == ticks
    [_, *form] = page.split('id="together"')
    buttons = re.findall(r"<button[^>]*>(?:<svg.*?</svg>)?([^<]+)</button>", "".join(form))
    assert [words for words in buttons if words != "Show results"] == offered
    for url in (TOGETHER, REMIND):
        sent = client.post(url, {"who": ticked(people)}).status_code
        assert sent == (200 if role == "researcher" else 403)


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({}, {"__all__": ["Choose a new owner, a new day, or both"]}),
        ({"who": []}, {"who": ["Tick somebody"]}),
        ({"contact_by": "13/6"}, {"contact_by": ["The day must be today or later"]}),
        ({"contact_by": "soon"}, {"contact_by": ["The day must be a date, like 10 June 2022"]}),
        ({"owner": "0"}, {"owner": ["Select somebody who works at their site"]}),
        (
            {"who": ["c1-pt-01", "c2-pt-01"], "contact_by": "20/6"},
            {
                "who": [
                    "We cannot find one of these people. Go back to the list and tick them again"
                ]
            },
        ),
    ],
)
def test_what_cannot_be_is_said_and_nobody_changes(client, study, people, given, wrong):
    a_person(study.cases[1])
    before = stands(people)

    page = change(client, people, **given)

    assert problems(page) == wrong
    assert stands(people) == before


def test_all_are_changed_or_none(study, people):
    far = a_person(study.cases[1])
    gone = a_withdrawal(a_person(study.cases[0])).participant
    versions = {one.pk: Participant.objects.get(pk=one.pk).version for one in [*people, far, gone]}
    facts = {"owner": None, "contact_by": ago(-6), "by": study.researcher, "versions": versions}

    said = refusal_of(actions.change_together, people=[*people, gone], **facts)
    words = f"{gone} withdrew. Take {gone} out: there is no next step with them"
    assert said == {"contact_by": [words]}
    facts |= {"owner": study.researcher2}
    said = refusal_of(actions.change_together, people=[far, *people], **facts)
    words = (
        f"Ben Example does not work at the site of {people[0]}. Take {people[0]} out, or"
        " choose somebody else"
    )
    assert said == {"owner": [words]}
    assert stands(people) == [("Ann Example", ago(-7)), ("Ann Example", ago(-8))]


def test_it_is_put_back_as_it_was(client, study, people, colleague):
    change(client, people, owner=str(colleague.pk), contact_by="20/6")
    assert client.get(UNDO).context["people"] == people

    page = undone(client, people)

    assert told(page) == ["Put back as it was"]
    assert stands(people) == [("Ann Example", ago(-7)), ("Ann Example", ago(-8))]
    assert happened(people[0], study.pi)[0][0] == ("Put back as before that step")


def test_a_day_that_was_not_there_is_not_there_again(client, study):
    person = a_person(study.cases[0])
    Participant.objects.update(contact_by=None)
    change(client, [person], contact_by="20/6")

    undone(client, [person])

    assert stands([person]) == [("Ann Example", None)]


def test_an_owner_alone_is_put_back(client, people, colleague):
    change(client, people, owner=str(colleague.pk))

    undone(client, people)

    assert stands(people) == [("Ann Example", ago(-7)), ("Ann Example", ago(-8))]


def test_whoever_was_changed_since_is_not_offered_and_stays(client, study, people):
    change(client, people, contact_by="20/6")
    first = Participant.objects.get(pk=people[0].pk)
    facts = {"participant": first, "version": first.version, "by": study.researcher}
    actions.change_participant(contact_by=ago(-9), **facts)
    assert client.get(UNDO).context["people"] == people[1:]

    said = refusal_of(actions.put_back, people=people, by=study.researcher)
    assert said == {"who": [gone("C1-PT-01")]}
    page = undone(client, people)
    assert problems(page) == {"who": [gone("C1-PT-01")]}
    assert page.context["form"]["who"].value() == ticked(people)
    undone(client, people[1:])

    assert stands(people) == [("Ann Example", ago(-9)), ("Ann Example", ago(-8))]


def test_after_ten_minutes_by_somebody_else_or_twice_nothing_is_put_back(
    client, login, people, colleague
):
    change(client, people, contact_by="20/6")

    both = {"who": [gone("C1-PT-01 and C1-PT-02")]}
    assert problems(undone(login(colleague), people)) == both
    with telling(clock.study_now() + dt.timedelta(minutes=11)):
        assert problems(undone(client, people)) == both
    undone(client, people)
    assert problems(undone(client, people)) == both
    assert problems(client.post(UNDO, {"who": ["c2-pt-01"]})) == {"who": [LOST]}
    assert Entry.objects.filter(verb="participant.put_back").count() == 2


def gone(who: str) -> str:
    return (
        f"Not put back, as somebody changed them since or 10 minutes have passed: {who}. Untick {who} to"
        " put back the others, or open their page to change them"
    )


def test_the_page_says_how_each_of_them_stands(client, people):
    Participant.objects.filter(pk=people[1].pk).update(contact_by=None)

    choices = client.get(TOGETHER, {"who": ticked(people)}).context["form"].fields["who"].choices

    assert [(str(label), label.sub) for _, label in choices] == [
        ("C1-PT-01", "Ann Example, in touch by 21 June"),
        ("C1-PT-02", "Ann Example, no day"),
    ]


def test_whoever_was_changed_while_the_page_was_open_is_named_as_they_stand_now(
    client, login, study, people, colleague
):
    mine = client.get(TOGETHER, {"who": ticked(people)})
    change(login(colleague), people, owner=str(colleague.pk))
    last = Participant.objects.get(pk=people[1].pk)
    facts = {"participant": last, "version": last.version, "by": colleague}
    actions.change_participant(contact_by=None, **facts)

    page = client.post(TOGETHER, held_by(mine, contact_by="20/6"))

    now = "Nothing is saved yet. Save again to go on all the same, or untick them"
    assert problems(page) == {
        "who": [
            (
                "Tom Reid changed C1-PT-01 while this page was open. They are with Tom Reid now, in touch"
                f" by 21 June 2022. {now}"
            ),
            (
                "Tom Reid changed C1-PT-02 while this page was open. They are with Tom Reid now, with no"
                f" day. {now}"
            ),
        ]
    }
    assert stands(people) == [("Tom Reid", ago(-7)), ("Tom Reid", None)]
    assert len(actions.undoable(colleague)) == 1
    assert page.context["form"]["contact_by"].value() == "20/6"
    client.post(TOGETHER, held_by(page))
    assert stands(people) == [("Tom Reid", ago(-6))] * 2


@pytest.mark.parametrize("seen", ["", "c1-pt-01:1", "nonsense c1-pt-01:1 c1-pt-02:x"])
def test_a_form_that_lost_whom_it_showed_is_opened_again(client, people, seen):
    page = change(client, people, contact_by="20/6", seen=seen)

    assert problems(page) == {
        "__all__": ["Part of this form was lost on the way. Open the page again before you save"]
    }
    assert stands(people) == [("Ann Example", ago(-7)), ("Ann Example", ago(-8))]


def test_one_comes_back_to_the_list_as_it_was_filtered(client, people):
    listed = client.get("/participants/?case=1&q=c1&page=9")
    assert '<input type="hidden" name="back" value="case=1&amp;q=c1">' in listed.text
    assert 'name="back"' not in client.get("/participants/").text
    query = "?back=case%3D1%26q%3Dc1%26status%3Dnonsense"

    opened = client.get(f"{TOGETHER}{query}", {"who": ticked(people)})
    page = client.post(f"{TOGETHER}{query}", held_by(opened, contact_by="20/6"))

    assert page.headers["Location"] == "/participants/?case=1&q=c1"
    [said] = client.get("/participants/").context["messages"]
    undo = f"{UNDO}?back=case%3D1%26q%3Dc1"
    assert f'<a href="{undo}">Undo</a>' in str(said)
    assert 'href="/participants/?case=1&amp;q=c1"' in client.get(undo).text
    back = client.post(undo, {"who": ticked(people)})
    assert back.headers["Location"] == "/participants/?case=1&q=c1"
    assert client.post(UNDO, {"who": ticked(people)}).status_code == 200
