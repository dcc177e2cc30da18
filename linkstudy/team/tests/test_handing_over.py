"""Whatever somebody owes goes to who takes over: after that nothing in the list of tasks is theirs."""

import pytest

from cases import actions as case_actions
from cases.models import Case, CollectedDocument, ObservationDay
from linkstudy.accounts.models import State, User
from linkstudy.audit.models import Entry
from linkstudy.safety.models import Visit
from linkstudy.team import actions
from linkstudy.team.tests.leavers import ann_and_cole, owned, refusal
from linkstudy.team.tests.pages import address, hand_over
from linkstudy.team.work import stranded, work_of
from linkstudy.testing.custody import a_step
from linkstudy.testing.factories import (
    a_booking,
    a_case,
    a_membership,
    a_person,
    a_protocol,
    a_user,
    a_withdrawal,
    ago,
    an_interview,
    an_observation,
)
from linkstudy.testing.in_the_field import (
    a_collected_document,
    a_safety_note,
    a_visit,
    some_routine_data,
)
from linkstudy.testing.thanks import a_purchase, a_voucher

scene = ann_and_cole


def owes(client, user: User) -> list[str]:
    """What the list of tasks says that somebody owes."""
    rows = client.get(f"/tasks/?owner={user.number}").context["list"].items
    return [one.words for one in rows]


@pytest.fixture
def owing(ann, study) -> User:
    """Ann, who owes a bit of everything, and for whom a colleague at her site goes on a visit."""
    case, site = study.cases[0], study.sites[0]
    a_protocol(days_to_upload=1)
    an_observation(case, by=ann, notes="started")
    a_collected_document(case, by=ann)
    closed = a_case(4, site=site, lead=ann)
    came = some_routine_data(closed, by=ann)
    case_actions.receive_routine_data(data=came, version=1, received_on=ago(0), by=ann)
    case_actions.close_case(case=closed, on=ago(0), by=None)
    left = a_person(case, by=ann)
    a_purchase(site)
    a_voucher(an_interview(left, ago(1), recording="notes", by=ann), by=ann)
    a_withdrawal(left, by=ann)
    eve = a_user(name="Eve Example", sites=[site])
    a_visit(a_booking(a_person(case, by=eve), mode="person", setting="home", by=eve), buddy=ann)
    return ann


def test_work_is_all_that_the_list_of_tasks_says(owing):
    [work] = work_of(owing)

    assert work.words == (
        "4 participants, 1 booking, 2 cases, 1 observation day, 1 document and 1 visit"
    )
    assert stranded([owing]) == set()


def test_after_a_hand_over_nothing_that_is_owed_is_theirs(office, owing, cole):
    before = owes(office, owing)
    assert "Ann Example is to finish the field notes of day 1 in Case 1" in before

    hand_over(office, owing, taker_1=str(cole.number))

    assert owes(office, owing) == []
    assert work_of(owing) == []
    assert owes(office, cole) == [one.replace("Ann Example", "Cole Example") for one in before]
    day, document = ObservationDay.objects.get(), CollectedDocument.objects.get()
    assert (day.observer, day.handed_to, document.collector, document.handed_to) == (
        owing,
        cole,
        owing,
        cole,
    )
    assert "Cole Example finishes them." in office.get(day.get_absolute_url()).text
    assert "Cole Example is to redact it." in office.get(document.get_absolute_url()).text
    assert Visit.objects.get().buddy == cole


def test_recordings_are_to_be_seen_to_by_whoever_took_over(office, owing, cole):
    def seen_to() -> list[str]:
        return [one.doer for one in office.get("/recordings/").context["page"]]

    person = a_person(Case.objects.get(number=1), by=owing)
    a_step(an_interview(person, ago(2), by=owing))
    before = seen_to()

    hand_over(office, owing, taker_1=str(cole.number))

    assert (before, seen_to()) == (["Ann Example"] * 2, ["Cole Example"] * 2)


def test_each_has_a_line_in_the_history(office, owing, cole, study, login):
    hand_over(office, owing, taker_1=str(cole.number))

    verbs = Entry.objects.filter(verb__endswith=".handed_over").values_list("verb", flat=True)
    assert sorted(verbs) == [
        "booking.handed_over",
        *["case.handed_over"] * 2,
        "collected.handed_over",
        "observation.handed_over",
        *["participant.handed_over"] * 4,
        "visit.handed_over",
    ]
    told = login(study.pi).get("/history/c1/").text
    assert "Field notes handed over to Cole Example" in told
    assert "To be redacted by Cole Example" in told


def test_notes_and_documents_that_were_handed_over_can_be_handed_on(owing, cole, chris, study):
    site = study.sites[0]
    dora = a_user(name="Dora Example", sites=[site])
    for user, taker in ((owing, cole), (cole, dora)):
        actions.hand_over(user=user, takers={site: taker}, by=chris)

    assert ObservationDay.objects.get().handed_to == dora
    assert work_of(cole) == []


def test_a_correction_of_the_day_leaves_the_notes_with_who_took_over(owing, cole, chris, study):
    actions.hand_over(user=owing, takers={study.sites[0]: cole}, by=chris)
    day = ObservationDay.objects.get()

    anew = case_actions.correct_observation(
        observation=day, version=day.version, why="Miscounted", patients=3, by=cole
    )

    assert (anew.observer, anew.handed_to) == (owing, cole)


def test_a_site_where_nobody_takes_over_keeps_its_work_and_the_others_change_hands(
    office, ann, cole
):
    away = a_case(3, lead=ann)
    a_membership(ann, away.site)

    answer = hand_over(office, ann, taker_1=str(cole.number), follow=True)

    assert [str(one) for one in answer.context["messages"]] == [
        (
            "The work of Ann Example is handed over, but for what is open in Region 3, where nobody"
            " else works"
        )
    ]
    assert owned(cole) == {"C1-PT-01", "C1-PT-02", "C1-PT-03"}
    assert [(work.site, work.words) for work in work_of(ann)] == [(away.site, "1 case")]
    answer = office.post(address(ann, "leave/"), {"reason": "The contract ends", "version": "1"})
    assert answer.context["form"].non_field_errors() == [
        "Nobody else works at Region 3 who could take over 1 case. Add somebody to that site first"
    ]


def test_where_nobody_takes_over_anything_that_is_said(ann, chris, study):
    User.objects.filter(name="Cole Example").update(is_active=False)

    assert refusal(actions.hand_over, user=ann, takers={}, by=chris) == [
        (
            "Nobody else works at Region 1 who could take over 3 participants, 1 booking and 1 case."
            " Add somebody to that site first"
        )
    ]


# Visits


def test_whoever_is_out_is_not_their_own_buddy(owing, chris, study):
    site, visit = study.sites[0], Visit.objects.get()

    actions.hand_over(user=owing, takers={site: visit.researcher}, by=chris)

    assert Visit.objects.get().buddy.name == "Cole Example"


def test_a_visit_that_nobody_else_can_look_out_for_waits(owing, chris, study):
    visit = Visit.objects.get()
    others = User.objects.exclude(pk__in=[owing.pk, visit.researcher_id, chris.pk])
    others.update(is_active=False)
    takers = {study.sites[0]: visit.researcher}

    assert refusal(actions.hand_over, user=owing, takers=takers, by=chris) == [
        "Eve Example is on a visit, and nobody else can look out for them. Wait until they are back"
    ]


def test_nobodys_access_ends_while_they_are_on_a_visit(owing, chris):
    eve = Visit.objects.get().researcher

    words = refusal(actions.leave, user=eve, version=1, reason="Left", takers={}, by=chris)

    assert words == [
        (
            "Eve Example is on a visit, and Ann Example looks out for them. Ask Ann Example to say that"
            " they are back, then end their access. To stop it at once, suspend them"
        )
    ]
    assert User.objects.get(pk=eve.pk).state == State.ACTIVE


# Safety notes


def test_a_safety_note_of_somebody_who_left_is_the_principal_investigators(ann, cole, study, login):
    a_safety_note(study.cases[0], by=ann)
    pi, site = login(study.pi), study.sites[0]
    assert [one.who for one in pi.get("/tasks/?kind=safety").context["list"].items] == [ann]

    by = study.administrator
    actions.leave(user=ann, version=1, reason="Left", takers={site: cole}, by=by)

    assert [one.who for one in pi.get("/tasks/?kind=safety").context["list"].items] == [""]
    assert owes(pi, ann) == []
