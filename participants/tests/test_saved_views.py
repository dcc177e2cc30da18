"""Views of the list of people: ready ones, saved ones, and whose they are."""

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from linkstudy.testing.contacts import an_attempt
from linkstudy.testing.factories import a_person, a_protocol, a_user, a_view, a_withdrawal, ago
from linkstudy.testing.pages import held_by, problems
from participants import actions
from participants.models import SavedView
from participants.tests.pages import told
from participants.tests.people import everybody
from participants.tests.refusals import refusal_of

LIST, SAVE = "/participants/", "/participants/save-view/"


def tabs(page) -> list[tuple[str, int | None]]:
    return [(tab.words, tab.count) for tab in page.context["views"]]


def current(page) -> list[str]:
    return [tab.words for tab in page.context["views"] if tab.is_current]


def test_ready_views_say_how_many_people_they_show(client, study):
    everybody(study)

    page = client.get(LIST)

    assert tabs(page) == [
        ("My next steps", 4),
        ("Consented, not interviewed", 2),
        ("No reply for 14 days", 0),
        ("Needs the new consent form", 0),
        ("Withdrew", 1),
        ("Everyone", 8),
    ]
    assert current(page) == ["Everyone"]


def test_a_count_is_what_the_view_shows_and_the_view_is_marked(client, study):
    everybody(study)
    a_person(study.cases[0], invited_on=ago(20))
    a_view(study.researcher, "Patients of case 1", query="case=1&group=PT&sort=-id")

    for tab in client.get(LIST).context["views"]:
        page = client.get(tab.url, follow=True)
        assert page.context["filters"].count == tab.count
        assert current(page) == [tab.words]


def test_a_decision_is_a_next_step(client, study):
    a_protocol(most_contact_attempts=1)
    person = an_attempt(a_person(study.cases[0])).participant

    page = client.get(client.get(LIST).context["views"][0].url)

    assert [(str(line.person), line.step.words) for line in page.context["lines"]] == [
        (str(person), "Decide: no answer")
    ]


def test_who_records_nothing_has_no_next_steps_of_their_own(login, study):
    words = [words for words, _ in tabs(login(study.monitor).get(LIST))]

    assert "My next steps" not in words
    assert words[0] == "Consented, not interviewed"


def test_a_view_is_saved_under_a_name_that_is_its_address(client, study):
    person = a_withdrawal(a_person(study.cases[0])).participant

    page = client.post(
        f"{SAVE}?status=withdrew&case=1&case=2&group={'9' * 600}&sort=id&page=7&q=Mary&x=1",
        {"name": "Case 1, who left", "shared": "no"},
        follow=True,
    )

    assert told(page) == ["View saved: Case 1, who left"]
    assert [step for step, _ in page.redirect_chain] == [
        "/participants/views/case-1-who-left/",
    ]
    assert page.context["filters"].address() == "?case=1&status=withdrew&sort=id"
    assert current(page) == ["Case 1, who left"]
    assert "<title>Case 1, who left – Participants – linkstudy</title>" in page.text
    assert [str(line.person) for line in page.context["lines"]] == [str(person)]
    assert ("Case 1, who left", 1) in tabs(page)


@pytest.mark.parametrize(
    ("query", "offered"),
    [
        ("case=1", True),
        ("sort=owner", True),
        ("", False),
        ("status=withdrew", False),
        ("q=pt1", False),
        ("sort=next-step", False),
        ("x=1", False),
        ("case=999", False),
    ],
)
def test_a_list_that_has_no_name_yet_can_be_saved(client, login, study, query, offered):
    a_person(study.cases[0])

    assert (SAVE in client.get(f"{LIST}?{query}").text) is offered
    assert SAVE not in login(study.monitor).get(f"{LIST}?{query}").text


def test_a_private_view_is_seen_by_its_owner_alone(login, study):
    view = a_view(study.researcher)
    colleague = a_user(sites=study.sites[:1])

    for user in (colleague, study.pi, study.monitor):
        for page in ("", "change/"):
            expected = 403 if page and user == study.monitor else 404
            assert login(user).get(f"{view.get_absolute_url()}{page}").status_code == expected
        assert view.name not in login(user).get(LIST).text


def test_a_shared_view_is_seen_at_its_owners_sites_and_by_who_sees_all_of_them(login, study):
    view = a_view(study.researcher, is_shared=True)
    colleague = a_user(sites=study.sites[:1])

    seen = {
        user.name: login(user).get(view.get_absolute_url()).status_code == 200
        for user in (colleague, study.pi, study.monitor, study.researcher2)
    }

    assert seen == {
        colleague.name: True,
        study.pi.name: True,
        study.monitor.name: True,
        study.researcher2.name: False,
    }
    of_all = a_view(study.pi, "Of the PI", is_shared=True)
    assert login(study.researcher2).get(of_all.get_absolute_url()).status_code == 200


def test_a_shared_view_shows_each_reader_their_own_people(login, study):
    mine, other = a_person(study.cases[0]), a_person(study.cases[1])
    view = a_view(study.pi, "Deciding, all", query="status=deciding", is_shared=True)

    def shown(user):
        page = login(user).get(view.get_absolute_url(), follow=True)
        return [line.person for line in page.context["lines"]]

    assert shown(study.researcher) == [mine]
    assert shown(study.researcher2) == [other]


def test_the_address_of_a_view_stays_while_one_pages_and_leads_on_to_the_plain_list(client, study):
    for _ in range(30):
        a_person(study.cases[0])
    view = a_view(study.researcher, "All of case 1", query="case=1&sort=-id")

    page = client.get(f"{view.get_absolute_url()}?page=2")

    assert next(str(line.person) for line in page.context["lines"]) == "C1-PT-05"
    assert 'href="?page=1"' in page.text
    filters = page.context["filters"]
    assert [chip.url for chip in filters.chips] == ["/participants/?sort=-id"]
    assert filters.heads()["id"].url == "/participants/?case=1&sort=id"
    assert '<form method="get" action="/participants/"' in page.text


def shown(page) -> str:
    return page.context["filters"].address()


def test_an_address_opens_the_shared_view_for_all_and_ones_own_when_it_is_asked_for(login, study):
    own = a_view(study.researcher, "Left", query="status=withdrew")
    a_view(study.pi, "Left", query="status=declined", is_shared=True)
    url, ann = own.get_absolute_url(), login(study.researcher)

    assert shown(ann.get(url)) == shown(login(study.researcher2).get(url)) == "?status=declined"
    found = [tab for tab in ann.get(url).context["views"] if tab.words == "Left"]
    assert [(tab.url, tab.is_current) for tab in found] == [
        ("/participants/views/left/?own=yes", False),
        ("/participants/views/left/", True),
    ]
    assert shown(page := ann.get(found[0].url)) == "?status=withdrew"
    change = "/participants/views/left/change/?own=yes"
    assert f'href="{change}"' in page.text
    ann.post(change, held_by(ann.get(change), name="Who left"))
    assert shown(ann.get("/participants/views/who-left/")) == "?status=withdrew"


@pytest.mark.parametrize(
    ("theirs", "mine", "wrong"),
    [
        (True, True, "A shared view has this name. Choose another name, for example “Left 2”"),
        (True, False, "A shared view has this name. Choose another name, for example “Left 2”"),
        (False, True, ""),
        (False, False, ""),
    ],
)
def test_a_name_is_taken_by_what_stands_beside_it(study, theirs, mine, wrong):
    a_view(study.pi, "Left", is_shared=theirs)

    def save():
        a_view(study.researcher, "Left", is_shared=mine)

    assert (refusal_of(save) if wrong else save()) == ({"name": [wrong]} if wrong else None)


def test_a_private_name_is_not_taken_by_what_its_owner_does_not_see(study):
    a_view(study.researcher, "Left", is_shared=True)
    a_view(study.researcher2, "Left")

    words = "A shared view has this name. Choose another name, for example “Left 2”"
    facts = {"version": 1, "name": "Left", "is_shared": True, "is_gone": False}
    mine = SavedView.objects.get(owner=study.researcher2)
    said = refusal_of(actions.change_view, view=mine, by=study.researcher2, **facts)
    assert said == {"name": [words]}


def test_a_count_leaves_out_what_the_reader_does_not_know_as_the_list_does(login, study):
    a_person(study.cases[0])
    query = f"case=2&owner={study.researcher.number}&owner={study.researcher2.number}"
    view = a_view(study.pi, "Theirs", query=query, is_shared=True)

    page = login(study.researcher).get(view.get_absolute_url())

    assert [tab.count for tab in page.context["views"] if tab.is_current] == [1]
    assert page.context["filters"].count == 1


def test_a_free_name_is_offered_that_is_no_longer_than_a_name_may_be(study):
    long = "x" * 60
    a_view(study.pi, long, is_shared=True)
    a_view(study.pi, f"{long[:55]} 2", is_shared=True)

    [words] = refusal_of(a_view, study.pi, long, is_shared=True)["name"]

    assert words.endswith(f"“{long[:55]} 3”")


def test_a_view_is_not_renamed_to_the_name_of_another(study):
    view = a_view(study.pi, "Late", is_shared=True)
    a_view(study.pi, "Left", is_shared=True)

    facts = {"view": view, "version": 1, "is_shared": True, "is_gone": False, "by": study.pi}
    said = refusal_of(actions.change_view, name="LEFT", **facts)
    assert said == {
        "name": ["You have a view of this name. Choose another name, for example “LEFT 2”"]
    }
    kept = actions.change_view(name="Late ones", **facts)
    assert (kept.name, kept.slug) == ("Late ones", "late")


def test_the_database_keeps_a_shared_name_and_address_for_one(study):
    a_view(study.pi, "Left", is_shared=True)
    other = a_view(study.researcher2, "Gone", is_shared=True)
    for same in ({"slug": "left"}, {"name": "LEFT"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            SavedView.objects.filter(pk=other.pk).update(**same)
    SavedView.objects.filter(pk=other.pk).update(slug="left", name="Left", is_shared=False)


def test_a_view_is_renamed_and_shared(client, login, study):
    view = a_view(study.researcher, "Left", query="status=withdrew")

    page = client.post(
        f"{view.get_absolute_url()}change/",
        {"name": "Who left", "shared": "yes", "version": "1"},
        follow=True,
    )

    assert told(page) == ["View saved: Who left"]
    assert login(study.pi).get("/participants/views/who-left/").status_code == 200
    assert ("Who left", 0) in tabs(client.get(LIST))


def test_a_view_of_somebody_else_stays_shared_or_goes(login, study):
    view = a_view(study.researcher, "Left", is_shared=True)
    pi, url = login(study.pi), f"{view.get_absolute_url()}change/"
    assert [key for key, _ in pi.get(url).context["form"].fields["shared"].choices] == [
        "yes",
        "gone",
    ]
    facts = {"view": view, "version": 1, "name": "Left", "is_shared": False, "is_gone": False}
    words = f"{study.researcher} made this view. It stays shared, or goes"
    assert refusal_of(actions.change_view, by=study.pi, **facts) == {"shared": [words]}

    answers = held_by(pi.get(url), shared="gone")
    pages = [pi.post(url, answers, follow=True) for _ in range(2)]

    assert [told(page) for page in pages] == [["View removed: Left"]] * 2


def test_who_sees_a_shared_view_is_said_as_it_is(client, login, study):
    view = a_view(study.researcher, "Left", is_shared=True)
    url = f"{view.get_absolute_url()}change/"

    def said(page):
        return [str(label) for _, label in page.context["form"].fields["shared"].choices]

    own = ["You alone", "Everybody at your sites, and whoever sees every site"]
    assert said(client.get(f"{SAVE}?case=1")) == own
    assert said(client.get(url)) == [*own, "Nobody"]
    assert said(login(study.pi).get(url)) == [
        "Everybody at the sites of its maker, and whoever sees every site",
        "Nobody",
    ]


def test_a_removed_view_is_gone_and_its_name_free(client, study):
    view = a_view(study.researcher, "Left")

    given = {"name": "Left", "shared": "gone", "version": "1"}
    page = client.post(f"{view.get_absolute_url()}change/", given, follow=True)

    assert told(page) == ["View removed: Left"]
    assert client.get(view.get_absolute_url()).status_code == 404
    said = {"": ["This view was removed. Save it again from the list"]}
    facts = {"view": view, "version": 2, "name": "A", "is_shared": False, "is_gone": False}
    assert refusal_of(actions.change_view, by=study.researcher, **facts) == said
    assert a_view(study.researcher, "Left").slug == "left"


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        (
            {"name": "", "shared": ""},
            {"name": ["Enter a name for the view"], "shared": ["Select who sees it"]},
        ),
        ({"name": "…!"}, {"name": ["Use some letters or digits in the name"]}),
        ({"name": "x" * 61}, {"name": ["The name is 61 characters. The most we can keep is 60"]}),
        (
            {"name": "LEFT"},
            {"name": ["You have a view of this name. Choose another name, for example “LEFT 2”"]},
        ),
        ({"shared": "all"}, {"shared": ["Select who sees it"]}),
    ],
)
def test_what_cannot_be_saved_is_said(client, study, given, wrong):
    a_view(study.researcher, "Left")

    page = client.post(f"{SAVE}?case=1", {"name": "New", "shared": "no"} | given)

    assert problems(page) == wrong
    assert SavedView.objects.count() == 1


def test_the_database_keeps_whose_a_view_is_and_what_it_asks_for(study):
    view = a_view(study.researcher)
    for wrong in ({"owner": study.pi}, {"query": "case=2"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            SavedView.objects.filter(pk=view.pk).update(**wrong)
    with pytest.raises(ValidationError):
        a_view(study.researcher, "…", query="")


def test_a_page_about_an_earlier_day_counts_no_views(client, study):
    page = client.get(f"{LIST}?status=interviewed&at=2022-06-01")

    assert {count for _, count in tabs(page)} == {None}
    assert current(page) == []
