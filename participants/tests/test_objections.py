"""What people's records say against changing the set-up that they stand on, and what the database says."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from cases import actions
from cases.models import Case, DocumentVersion, Organisation, Site
from cases.objections import objections
from linkstudy.clock import LONDON, telling
from linkstudy.identities.service import new_person
from linkstudy.testing.factories import (
    a_booking,
    a_case,
    a_consent,
    a_form,
    a_person,
    a_site,
    a_topic,
    ago,
    an_interview,
    an_organisation,
    in_use_at,
)
from participants import actions as people
from participants.models import Consent, Participant

NOW = dt.datetime(2022, 6, 14, 9, 12, tzinfo=LONDON)
WHY = {"reason": "Typed wrongly", "by": None}


@pytest.fixture(autouse=True)
def morning(db):
    with telling(NOW):
        yield


@pytest.fixture
def person():
    return a_person(a_case(5))


def refusal(act) -> dict[str, list[str]] | list[str]:
    with pytest.raises(ValidationError) as refused:
        act()
    value = refused.value
    return value.message_dict if hasattr(value, "error_dict") else value.messages


def void(row):
    return actions.void_row(row=row, version=row.version, **WHY)


def form_with(person, **facts):
    """A consent form that the person signed three days ago."""
    form = a_form(approved_on=ago(9), **facts)
    a_consent(person, given_on=ago(3), document=form)
    return DocumentVersion.objects.get(pk=form.pk)


def correct(form, **facts):
    given = {
        "sites": [one.site for one in form.publications.in_use()],
        "in_force_from": form.in_force_from,
        "replaced_on": None,
    }
    return actions.correct_document(document=form, version=form.version, **WHY, **given | facts)


def test_a_case_with_people_is_not_void_even_if_they_are(person):
    words = "1 person is in this case. A case with people in it is closed, not voided"
    assert refusal(lambda: void(person.case)) == {"__all__": [words]}
    people.void_participant(participant=person, version=1, reason="Twice", by=person.owner)
    assert refusal(lambda: void(person.case)) == {"__all__": [words]}
    assert objections(person.case, "void")[0].rows == (Participant.objects.get(),)


def test_nobody_joins_a_void_case():
    case = void(a_case(5))

    assert refusal(lambda: a_person(case)) == {"case": ["Case 5 is void. Choose another"]}


def test_a_case_closes_with_a_follow_up_booked_and_not_with_a_first_interview(person):
    an_interview(person)
    a_booking(person, ago(-3), wave="follow_up")
    other = a_person(person.case)
    booking = a_booking(other, ago(-3))
    words = "1 interview is booked in this case. Say what happened, or take the booking back first"

    def close():
        return actions.close_case(case=person.case, on=NOW.date(), by=None)

    assert refusal(close) == {"__all__": [words]}
    people.void_interview(interview=booking, version=1, reason="Called off", by=other.owner)
    assert close().closed_on == NOW.date()


def test_nothing_is_booked_where_a_site_has_closed(person):
    actions.close_case(case=person.case, on=NOW.date(), by=None)
    booking = a_booking(person, ago(-5), wave="follow_up")
    words = "1 interview is booked at this site. Say what happened, or take the booking back first"

    def close():
        return actions.close_site(site=Site.objects.get(), on=NOW.date(), by=None)

    assert refusal(close) == {"__all__": [words]}
    people.void_interview(interview=booking, version=1, reason="Twice", by=person.owner)
    close()

    said = {
        "booked_on": [
            "Site 5: Region 5 closed on 14 June 2022. Ask an administrator to open it again"
        ]
    }
    assert refusal(lambda: a_booking(person, ago(-6), wave="follow_up")) == said
    assert an_interview(person, held_on=NOW.date()).state == "done"


def test_a_case_and_its_site_close_on_the_day_of_their_last_interview_or_later(person):
    an_interview(person, held_on=ago(3))
    an_interview(person, held_on=ago(1), wave="follow_up")
    site = Site.objects.get()

    def close(days: int):
        return actions.close_case(case=person.case, on=ago(days), by=None)

    def close_site(days: int):
        return actions.close_site(site=site, on=ago(days), by=None)

    said = "C5-PT-01 was interviewed on 11 June 2022. The case cannot close before it"
    assert refusal(lambda: close(4)) == {"on": [said]}
    assert close(3).closed_on == ago(3)
    said = "C5-PT-01 was interviewed on 13 June 2022. The site cannot close before it"
    assert refusal(lambda: close_site(2)) == {"on": [said]}
    assert close_site(1).closed_on == ago(1)


def test_a_booking_does_not_move_into_the_time_after_its_site_closed(person):
    booking = a_booking(person, ago(-5))
    Site.objects.update(closed_on=NOW.date())

    def move():
        return people.change_booking(booking=booking, version=1, booked_on=ago(-6), by=person.owner)

    said = {
        "booked_on": [
            "Site 5: Region 5 closed on 14 June 2022. Ask an administrator to open it again"
        ]
    }
    assert refusal(move) == said


def test_an_organisation_with_people_is_not_void_and_a_void_one_takes_none(person):
    practice = an_organisation(person.case.site)
    other = an_organisation(person.case.site, "Practice B")
    doctor = a_person(person.case, group="HP", organisation=practice)
    words = "1 person belongs to it. Change their organisation first"
    assert refusal(lambda: void(practice)) == {"__all__": [words]}
    void(other)

    gone = Organisation.objects.get(pk=other.pk)
    said = {"organisation": ["Choose an organisation of this case’s part of the country"]}
    assert refusal(lambda: a_person(person.case, group="HP", organisation=gone)) == said
    assert doctor.organisation == practice


def test_a_topic_that_an_interview_names_is_not_void(person):
    topic = a_topic()
    interview = an_interview(person, topics=[topic])
    words = "1 interview names this topic. Correct its words instead"
    assert refusal(lambda: void(topic)) == {"__all__": [words]}
    people.void_interview(interview=interview, version=1, reason="Twice", by=person.owner)
    assert void(topic).voided_at == NOW


def test_no_interview_names_a_void_topic(person):
    topic, other = void(a_topic()), a_topic("Trust")
    interview = an_interview(person, topics=[other])

    def correct(topics):
        return people.correct_interview(
            interview=interview,
            version=interview.version,
            why="One more",
            minutes=50,
            held_on=interview.held_on,
            wave="first",
            recording="audio",
            topics=topics,
            by=person.owner,
        )

    said = {"topics": ["“How patients become aware of link workers” is void. Choose other topics"]}
    assert refusal(lambda: an_interview(a_person(person.case), topics=[topic])) == said
    assert refusal(lambda: correct([topic, other])) == said
    assert list(correct([other]).topics.all()) == [other]


def test_a_version_that_somebody_signed_is_not_void(person):
    form = form_with(person)
    words = "1 person has signed this version. A version that was signed is replaced, not voided"
    assert refusal(lambda: void(form)) == {"__all__": [words]}
    a_consent(a_person(person.case), given_on=ago(2), document=form)
    words = "2 people have signed this version. A version that was signed is replaced, not voided"
    assert refusal(lambda: void(form)) == {"__all__": [words]}


def test_a_version_that_was_signed_by_mistake_alone_can_be_void(person):
    form = form_with(person)
    consent = Consent.objects.get()
    people.void_consent(consent=consent, version=1, reason="Twice", by=person.owner)

    assert void(form).voided_at == NOW
    again = Consent.objects.get()
    said = refusal(
        lambda: people.restore_consent(
            consent=again, version=again.version, reason="Right", by=person.owner
        )
    )
    assert said == ["Form v1.3 is void. Record the consent anew"]


def test_a_version_that_was_signed_keeps_its_first_day_and_its_place(person):
    form = form_with(person)
    other = a_site(6)
    moved = refusal(lambda: correct(form, in_force_from=ago(5), sites=[other], replaced_on=ago(3)))
    early = refusal(lambda: correct(form, replaced_on=ago(3)))

    assert moved == {
        "in_force_from": ["C5-PT-01 signed this version, so its first day stays: 5 June 2022"],
        "sites": ["C5-PT-01 signed it at Site 5: Region 5. Leave it in use there"],
    }
    assert early == {
        "replaced_on": ["C5-PT-01 signed it on 11 June 2022. It can be replaced from 12 June 2022"]
    }
    assert correct(form, replaced_on=ago(2), sites=[person.case.site, other]).replaced_on == ago(2)


def test_a_version_is_replaced_after_the_last_who_signed_it(person):
    form = form_with(person)
    words = "C5-PT-01 signed it on 11 June 2022. It can be replaced from 12 June 2022"

    def replace(day):
        return actions.replace_document(document=form, on=day, by=None)

    assert refusal(lambda: replace(ago(3))) == {"on": [words]}
    new = {"kind": "consent", "number": "1.4", "approved_on": ago(4), "by": None}
    sites = [person.case.site]
    said = refusal(lambda: actions.approve_document(sites=sites, replaces=form, **new))
    assert said == {"replaces": [words]}
    assert replace(ago(2)).replaced_on == ago(2)


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"given_on": 10}, "Form v1.3 was approved on 5 June 2022. Check the version and date"),
        ({"given_on": 7}, "Form v1.3 is in force from 8 June 2022. Check the version and date"),
        ({"given_on": 1}, "Form v1.3 was replaced on 13 June 2022. Choose the form in use"),
    ],
)
def test_a_form_is_signed_while_it_is_in_force(person, facts, said):
    form = a_form(approved_on=ago(9), in_force_from=ago(6), replaced_on=ago(1))

    def sign():
        days = {"given_on": ago(facts["given_on"])}
        return people.record_consent(
            participant=person,
            document=form,
            how="paper",
            scopes=["results"],
            by=person.owner,
            **days,
        )

    assert refusal(sign) == {"document": [said]}


def test_a_form_is_signed_where_it_is_in_use(person):
    there = a_case(6)
    form = a_form(sites=[there.site])
    void_form = void(a_form("1.4"))

    def sign(document):
        return people.record_consent(
            participant=person,
            document=document,
            given_on=ago(1),
            how="paper",
            scopes=["interview"],
            by=person.owner,
        )

    assert refusal(lambda: sign(form)) == {
        "document": ["Form v1.3 is not in use at Site 5: Region 5. Choose the form in use there"]
    }
    assert refusal(lambda: sign(void_form)) == {
        "document": ["Form v1.4 is void. Choose the form in use"]
    }
    assert sign(in_use_at(person.case.site, form)).document == form


# Whatever writes


def test_the_database_keeps_what_people_stand_on(person):
    form = form_with(person)
    voided = {"voided_at": NOW, "void_reason": "x"}
    for rows, facts in [
        (Case.objects.all(), voided),
        (DocumentVersion.objects.filter(pk=form.pk), voided),
        (DocumentVersion.objects.filter(pk=form.pk), {"in_force_from": ago(8)}),
    ]:
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**facts)
    assert DocumentVersion.objects.filter(pk=form.pk).update(replaced_on=ago(1)) == 1


def test_the_database_lets_nobody_join_or_sign_what_is_void(person):
    case, form = void(a_case(6)), void(a_form())
    newcomer = Participant(
        case=case,
        group="PT",
        number=1,
        study_id="C6-PT-01",
        person=new_person(by=person.owner),
        owner=person.owner,
        joined_via="letter",
        replied_on=ago(1),
    )
    refused = pytest.raises(IntegrityError, match="Nobody joins a case that is void")
    with refused, transaction.atomic():
        Participant.objects.bulk_create([newcomer])
    signature = Consent(
        participant=person,
        document=form,
        given_on=ago(1),
        how="paper",
        taken_by=person.owner,
    )
    refused = pytest.raises(IntegrityError, match="Nobody signs a version that is void")
    with refused, transaction.atomic():
        Consent.objects.bulk_create([signature])
