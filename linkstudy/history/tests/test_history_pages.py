"""The pages that tell what happened: of what, and to whom."""

import datetime as dt

import pytest
from django.apps import apps

from cases import actions as case_actions
from linkstudy.accounts.actions import add_user
from linkstudy.accounts.models import Link
from linkstudy.accounts.policy import Role
from linkstudy.history.sight import seen
from linkstudy.history.tests.pages import NAME, PHONE, details, sentences
from linkstudy.team.actions import leave, set_days
from linkstudy.telling import KEPT
from linkstudy.telling.teller import OF_A_MEMBER
from linkstudy.testing.events import an_event
from linkstudy.testing.factories import (
    a_form,
    a_person,
    a_protocol,
    a_user,
    ago,
    an_interview,
    an_observation,
    an_organisation,
)
from linkstudy.testing.in_the_field import a_delegation, a_duty, an_amendment_in_use, an_approval
from linkstudy.testing.many import many
from linkstudy.testing.meetings import a_meeting
from linkstudy.testing.pages import text_of
from linkstudy.testing.questionnaires import an_instrument
from linkstudy.testing.sampling import a_benchmark, a_cell
from linkstudy.testing.tables import a_member, a_naming, a_payment
from linkstudy.testing.thinking import a_theory
from linkstudy.testing.updates import (
    a_partner,
    a_picture,
    a_piece_of_news,
    a_profile,
    an_output,
    an_update,
)
from meetings.actions import record_attendance, void_member, write_section

# Whose history


def test_a_persons_history_tells_all_that_is_about_them_newest_first(study, person, login):
    page = login(study.researcher).get("/history/c1-pt-01/")

    assert sentences(page) == [
        "Contact details looked at",
        "Contact details changed",
        "Interview of 14 June 2022 logged, 40 minutes",
        "Consent given on 7 June 2022. Consent form v1.3. Paper form",
        "Added to the study. Patient. Letter from the practice",
    ]
    assert details(page)[0] == [("Why", "", "To call back")]
    assert ("Note", "", "They spoke freely") in details(page)[2]
    assert "by Ann Example, researcher" in text_of(page)
    assert [word for word in (NAME, PHONE) if word in page.content.decode()] == []


def test_the_monitor_reads_it_pseudonymised_and_sealed(study, person, login):
    page = login(study.monitor).get("/history/c1-pt-01/")

    told = text_of(page)
    assert details(page)[0] == [("Why", "", KEPT)]
    assert ("Note", "", KEPT) in details(page)[2]
    assert ("Ethnic group", "", KEPT) in details(page)[4]
    hidden = (NAME, PHONE, "To call back", "They spoke freely", "Asian")
    assert [word for word in hidden if word in told] == []


def test_a_cases_history_holds_its_people_and_its_days(study, person, login):
    an_observation(study.cases[0])
    an_interview(a_person(study.cases[1]))

    page = login(study.pi).get("/history/c1/")

    assert page.context["page"].paginator.count == 7
    assert sentences(page)[0] == "Observation day logged: 13 June 2022, 9am to 1pm"
    assert sentences(page)[-1] == "Case 1 planned at Site 1: Region 1"
    assert "C2-" not in text_of(page)


def test_the_whole_history_of_a_researcher_is_that_of_their_sites(study, person, login):
    an_organisation(study.sites[1], name="Practice elsewhere")
    an_organisation(study.sites[0], name="Practice here")
    a_person(study.cases[1])

    own, every = (login(who).get("/history/") for who in (study.researcher, study.monitor))

    assert "Practice here added. GP practice" in sentences(own)
    assert "Plan 1 adopted, in force from 14 June 2021" in sentences(own)
    assert "Topic added: How patients become aware of link workers" in sentences(own)
    assert [word for word in ("elsewhere", "C2-", "Region 2") if word in text_of(own)] == []
    assert "Practice elsewhere added. GP practice" in sentences(every)
    assert every.context["page"].paginator.count > own.context["page"].paginator.count


def test_a_researcher_sees_their_own_account_and_nobody_elses(study, login):
    add_user(email="new@example.org", name="Newly Come", role="pi", password=None, by=study.pi)

    own, every = (login(who).get("/history/") for who in (study.researcher, study.monitor))

    assert "Newly Come" not in text_of(own)
    assert "Ann Example joined the team. Researcher" in sentences(own)
    assert "Newly Come joined the team. Principal investigator" in sentences(every)


def test_a_member_of_the_team_has_one_history_with_their_sites(study, login):
    client = login(study.administrator)
    address = f"/history/team-member/{study.researcher.number}/"

    page = client.get(address)

    assert sentences(page) == [
        "Ann Example works at Site 1: Region 1 from 14 June 2021",
        "Ann Example joined the team. Researcher",
    ]
    assert page.context["place"].url == f"/team/{study.researcher.number}/"
    assert login(study.monitor).get(address).context["place"].url == ""
    assert login(study.researcher).get(address).status_code == 200
    assert login(study.researcher2).get(address).status_code == 404
    assert list(seen(study.researcher, Link)) == []
    assert list(seen(study.monitor, Link)) == list(Link.objects.all())


def test_days_at_a_site_that_change_or_end_are_told_in_whole_sentences(study, login):
    user = a_user("researcher", [study.sites[0]], name="Lea Example")
    [days] = user.memberships.all()
    moved = {"since": days.since, "until": ago(-9), "reason": "", "takers": {}}
    set_days(membership=days, version=1, by=study.administrator, **moved)
    leave(user=user, version=1, reason="Moves on", takers={}, by=study.administrator)

    page = login(study.administrator).get(f"/history/team-member/{user.number}/")

    assert sentences(page) == [
        "Works there until 14 June 2022",
        "Access ended",
        "Days at the site changed",
        "Lea Example works at Site 1: Region 1 from 14 June 2021",
        "Lea Example joined the team. Researcher",
    ]
    assert f"{user} at Site 1: Region 1" in text_of(page)


def test_the_study_and_its_sites_have_a_history_of_their_own(study, login):
    client = login(study.administrator)

    assert sentences(client.get("/history/study/")) == ["The study described: The test study"]
    assert sentences(client.get("/history/site/2/")) == [
        "Consent form v1.3 in use",
        "Site 2 opened: Region 2",
    ]
    assert "History of Site 2: Region 2 What was changed" in text_of(client.get("/history/site/2/"))


def test_everything_that_is_set_up_has_a_history_at_an_address_of_its_own(study, login):
    """Its name in addresses is its noun, so that a kind of row added tomorrow is found too."""
    an_amendment_in_use()
    a_protocol()
    an_organisation(study.sites[0])
    an_approval(study.sites[0])
    a_delegation(study.sites[0])
    an_instrument()
    a_duty()
    a_cell()
    a_benchmark()
    a_payment()
    a_theory()
    an_event()
    a_meeting()
    an_output()
    a_partner()
    a_piece_of_news()
    a_picture(a_profile())
    an_update(dt.date(2022, 6, 1), by=study.ppi)
    write_section(section="aim", version=0, text="To listen", by=study.ppi)
    client = login(study.administrator)
    nouns = {model.noun: model for model in apps.get_models() if getattr(model, "noun", "")}

    for noun, model in nouns.items():
        rows = list(model._default_manager.all())
        assert (noun, bool(rows)) == (noun, True)
        for row in rows:
            place = f"/history/{noun}/{getattr(row, 'slug', getattr(row, 'number', ''))}/"
            page = client.get(place.replace("//", "/"))
            assert (place, page.status_code) == (place, 200)
            assert str(row) == page.context["place"].title
            keys = {(event.entry.kind, event.entry.key) for event in page.context["events"]}
            assert (model._meta.label_lower, str(row.pk)) in keys


def test_the_history_of_a_meeting_names_whoever_sits_there_in_few_questions(study, login):
    """Two and more of each: django-zeal stops a question for each row."""
    meeting = a_meeting()
    people = [a_member(meeting.group, user=one) for one in (study.pi, study.administrator)]
    people += [a_member(meeting.group) for _ in range(2)]
    parts = dict.fromkeys(people, "online")
    record_attendance(meeting=meeting, parts=parts, seen=dict.fromkeys(people, ""), by=study.ppi)
    for one in people:
        a_naming(one)
    client = login(study.administrator)

    named = client.get("/history/meeting/ppi-group-1/").text
    whole = client.get("/history/")

    assert [named.count(str(one)) > 0 for one in people] == [True] * 4
    assert whole.status_code == 200


def test_a_member_has_a_history_of_labels_for_who_sees_every_group(study, login):
    member = a_member(needs=["captions"])
    a_naming(member)
    void_member(member=member, version=1, reason="Pat never came", by=study.ppi)

    page = login(study.pi).get("/history/member/ppi-group-1/")

    assert page.context["place"].title == "Public contributor 1"
    assert sentences(page) == [
        "Taken back as a mistake",
        "Said on 4 June 2022 where they may be named",
        "Joined the group on 6 March 2022. Public contributor",
    ]
    assert details(page)[0] == [("Why", "", OF_A_MEMBER)]
    assert ("What they need to take part", "", OF_A_MEMBER) in details(page)[2]
    for nobody in (study.monitor, study.researcher):
        assert login(nobody).get("/history/member/ppi-group-1/").status_code == 404
        assert "joined the group" not in text_of(login(nobody).get("/history/")).lower()


def test_what_was_put_right_taken_back_and_restored_is_told_with_the_reason(study, login):
    topic, by = study.topic, study.administrator
    topic = case_actions.correct_topic(
        topic=topic, version=topic.version, name="Being aware", reason="Too long", by=by
    )
    topic = case_actions.void_row(row=topic, version=topic.version, reason="Twice", by=by)
    case_actions.restore_row(row=topic, version=topic.version, reason="It was not", by=by)

    page = login(study.monitor).get(f"/history/topic/{topic.slug}/")

    assert sentences(page) == [
        "Topic restored",
        "Topic taken back as a mistake",
        "Topic corrected",
        "Topic added: How patients become aware of link workers",
    ]
    assert details(page)[:3] == [
        [("Why", "", "It was not")],
        [("Why", "", "Twice")],
        [
            ("Name", "How patients become aware of link workers", "Being aware"),
            ("Why", "", "Too long"),
        ],
    ]


def test_what_follows_a_document_is_told_with_it_and_at_each_site(study, login):
    form = a_form("2.0", approved_on=ago(5))

    everything = login(study.monitor).get("/history/")
    there = login(study.monitor).get("/history/site/2/")
    own = login(study.researcher).get(f"/history/document/{form.slug}/")

    told = dict(zip(sentences(everything), details(everything), strict=True))
    approved = told["Consent form v2.0 approved on 9 June 2022"]
    in_use = [new for label, _, new in approved if label == "In use"]
    assert [("Region 1" in new, "Region 2" in new) for new in in_use] == [(True, True)]
    assert "Consent form v2.0 in use" in sentences(there)
    assert "Region 1" in text_of(own)
    assert "Region 2" not in text_of(own)


def test_a_site_elsewhere_has_no_history_for_a_researcher(study, login):
    client = login(study.researcher)

    theirs, nothing = client.get("/history/site/2/"), client.get("/history/site/99/")

    assert client.get("/history/site/1/").status_code == 200
    assert (theirs.status_code, theirs.content) == (404, nothing.content)


def test_a_study_that_nobody_described_has_none(login):
    assert login(Role.ADMINISTRATOR).get("/history/study/").status_code == 404


# What is not there, who may not, and ways in


@pytest.mark.parametrize(
    "address",
    [
        "/history/c1-pt-01/interview/0/",
        "/history/c1-pt-01/interview/999999999999999999999/",
        "/history/c1-pt-01/person-key/1/",
        "/history/c1-pt-01/entry/1/",
        "/history/c1-pt-01/nothing/1/",
        "/history/C1-PT-01/",
        "/history/c1-pt-1/",
        "/history/c01/",
        "/history/c0/",
        "/history/c99/",
        "/history/c99999/",
        "/history/nobody/",
        "/history/nothing/1/",
        "/history/interview/1/",
        "/history/membership/1/",
        "/history/site/one/",
        "/history/site/-1/",
        "/history/site/01/",
        "/history/site/99999999999999/",
        "/history/entry/1/",
        "/history/nothing/interview/1/",
    ],
)
def test_what_does_not_exist_is_not_found(study, person, login, address):
    assert login(study.monitor).get(address).status_code == 404


@pytest.mark.parametrize("role", [Role.PPI_LEAD, ""])
def test_whoever_may_not_see_histories_is_told_who_may(study, person, login, role):
    page = login(a_user(role)).get("/history/c1-pt-01/")

    assert page.status_code == 403


@pytest.mark.parametrize(
    ("page", "history"),
    [
        ("/participants/c1-pt-01/", "/history/c1-pt-01/"),
        ("/participants/c1-pt-01/", "/history/c1-pt-01/consent/1/"),
        ("/participants/c1-pt-01/interviews/1/", "/history/c1-pt-01/interview/1/"),
        ("/cases/1/", "/history/c1/"),
        ("/cases/1/observation-days/1/", "/history/c1/observation-day/1/"),
        ("/", "/history/"),
    ],
)
def test_every_record_leads_to_its_history(study, person, login, page, history):
    an_observation(study.cases[0])
    client = login(study.researcher)

    assert f'href="{history}"' in client.get(page).content.decode()
    assert client.get(history).status_code == 200


def test_a_history_without_an_entry_says_what_will_stand_there(login):
    many(cases=1, people=1)

    page = login(Role.MONITOR).get("/history/c1-pt-01/")

    assert "Nothing has been recorded here yet." in text_of(page)
