"""A version that begins or ends at a site on a day of its own: who signs again there, and what is shown."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from cases import actions as cases
from cases.models import DocumentVersion, InvitationBatch
from linkstudy.audit.retelling import differing
from linkstudy.testing.factories import a_booking, a_consent, a_form, a_person, a_user, ago
from linkstudy.testing.letters import some_letters
from linkstudy.testing.pages import text_of
from participants import actions
from participants.models import Consent, Participant
from participants.tests.renewing import URL, interview_in_may, need, on

JUNE = dt.date(2022, 6, 1)


def refusal(act):
    with pytest.raises(ValidationError) as refused:
        act()
    value = refused.value
    return value.message_dict if hasattr(value, "error_dict") else value.messages


@pytest.fixture
def both(study) -> list[Participant]:
    """Somebody at either site who agreed on 10 May, on version 1.3."""
    with on("2022-05-10"):
        people = [a_person(case, replied_on=dt.date(2022, 5, 1)) for case in study.cases]
        for one in people:
            a_consent(one, given_on=ago(0), document=study.form)
    return people


@pytest.fixture
def newer(study, both) -> DocumentVersion:
    """Version 1.4, in force since 1 June at Site 2 alone, in the place of 1.3 there."""
    there = {"sites": study.sites[1:], "replaces": study.form}
    return a_form("1.4", approved_on=dt.date(2022, 5, 30), in_force_from=JUNE, **there)


def take_up(newer: DocumentVersion, study, since: dt.date) -> DocumentVersion:
    """Site 1 begins to use it, in the place of 1.3."""
    here = {"sites": study.sites[:1], "since": since, "replaces": study.form}
    return cases.use_document(document=newer, by=None, **here)


def sign(person: Participant, form: DocumentVersion, given_on: dt.date) -> Consent:
    how = {"how": "paper", "scopes": ["interview"], "by": person.owner}
    return actions.record_consent(participant=person, document=form, given_on=given_on, **how)


# Who signs again


def test_people_sign_again_where_the_new_version_is_used_alone(both, newer):
    here, there = both

    assert (need(here), need(there)) == (None, ("sign", "consent-1-4", None))


def test_each_site_signs_again_from_its_own_day(study, both, newer):
    here, there = both
    take_up(newer, study, dt.date(2022, 6, 20))

    with on("2022-06-19"):
        before = need(here), need(there)
    with on("2022-06-20"):
        after = need(here), need(there)

    sign_again = "sign", "consent-1-4", None
    assert (before, after) == ((None, sign_again), (sign_again, sign_again))
    assert list(differing()) == []


def test_a_sheet_that_ends_elsewhere_asks_nobody_here(study):
    with on("2022-01-10"):
        sheet = a_form("1.0", kind="information", approved_on=ago(9))
    with on("2022-05-10"):
        person = a_person(study.cases[0], replied_on=dt.date(2022, 5, 1))
        a_consent(person, given_on=ago(0), scopes=["interview", "audio"])
        interview_in_may(person)
    new = {"kind": "information", "approved_on": JUNE, "sites": study.sites[1:]}
    newer = a_form("2.0", replaces=sheet, **new)

    elsewhere = need(person)
    cases.use_document(document=newer, sites=study.sites[:1], since=ago(1), replaces=sheet, by=None)

    assert (elsewhere, need(person)) == (None, ("tell", None, "information-2-0"))


def test_who_agreed_after_a_version_began_elsewhere_had_the_old_sheet_here(study):
    """The sheet that somebody was given is the one in force at their site on that day."""
    with on("2022-01-10"):
        sheet = a_form("1.0", kind="information", approved_on=ago(9))
    newer = a_form("2.0", kind="information", approved_on=JUNE, sites=study.sites[1:])
    with on("2022-06-05"):
        person = a_person(study.cases[0])
        a_consent(person, given_on=ago(0))
    taken = {"sites": study.sites[:1], "since": ago(1), "replaces": sheet}
    cases.use_document(document=newer, by=None, **taken)

    assert need(person) == ("sign", None, "information-2-0")


def test_the_list_says_since_when_a_version_is_in_force_at_each_site(login, study, both, newer):
    take_up(newer, study, ago(2))

    page = login(study.pi).get(URL)

    assert [(one.site.number, one.since) for one in page.context["list"].groups] == [
        (1, ago(2)),
        (2, JUNE),
    ]
    assert "In force since 12 June 2022" in text_of(page)


# What pages say of somebody


def test_the_day_and_the_log_know_the_form_of_the_site(login, study, both, newer):
    for person in both:
        a_booking(person, ago(-3))

    here, there = login(study.researcher), login(study.researcher2)
    words = (
        "C2-PT-01 signed consent form v1.3. Form v1.4 is in force at this site since 1 June 2022"
    )
    log = "/interviews/log/"
    said = [
        client.get(log, {"who": who}).context["about"].old_form
        for client, who in ((here, "c1-pt-01"), (there, "c2-pt-01"))
    ]
    items = [
        [str(one.words) for one in client.get("/").context["page"].items]
        for client in (here, there)
    ]

    assert said == ["", words]
    assert items == [
        ["Case 1 has recorded nothing for 60 days"],
        [
            "Case 2 has recorded nothing for 60 days",
            "C2-PT-01 signed the old consent form",
        ],
    ]


def test_the_list_of_people_and_their_pages_know_the_form_of_the_site(login, study, both, newer):
    people = Participant.objects.with_consent_form().order_by("pk")
    client = login(study.pi)
    pages = [text_of(client.get(one.get_absolute_url())) for one in both]

    assert [(one.form_number, one.form_replaced_on) for one in people] == [
        ("1.3", None),
        ("1.3", JUNE),
    ]
    assert ["This form was replaced since" in one for one in pages] == [False, True]


def test_a_case_shows_the_versions_of_its_site(login, study, both, newer):
    take_up(newer, study, ago(2))
    client = login(study.pi)

    def shown(number: int) -> list[tuple[str, str]]:
        documents = client.get(f"/cases/{number}/").context["page"].documents
        return [(one.version.number, one.note) for one in documents]

    signed = "1 person to interview signed this version"
    assert shown(1) == [("1.4", "In use since 12 June"), ("1.3", signed)]
    assert shown(2) == [("1.4", "In use since 1 June"), ("1.3", signed)]


def test_the_forms_of_the_site_are_offered_with_its_days(login, study, both, newer):
    take_up(newer, study, ago(2))

    page = login(study.researcher).get("/participants/c1-pt-01/consent/")

    assert [str(label) for _, label in page.context["form"].fields["document"].choices] == [
        "v1.4, in use since 12 June",
        "v1.3, used from 14 June 2021 until 12 June",
    ]


def test_a_form_that_was_signed_is_offered_though_the_site_does_not_use_it(login, study, both):
    elsewhere = a_form("1.9", approved_on=ago(60), sites=study.sites[1:])
    how = {"given_on": ago(5), "how": "paper", "taken_by": study.researcher}
    Consent.objects.create(participant=both[0], document=elsewhere, **how)

    page = login(study.researcher).get("/participants/c1-pt-01/consents/2/correct/")

    field = page.context["form"]["document"]
    assert [str(label) for _, label in field.field.choices] == [
        "v1.3, in use since 14 June 2021",
        "v1.9, in use since 15 April",
    ]
    assert field.value() == str(elsewhere.pk)


def test_somebody_is_told_of_a_sheet_as_it_is_used_at_their_site(login, study):
    sheet = a_form("2.0", kind="information", approved_on=JUNE, sites=study.sites[1:])
    person, client = a_person(study.cases[0]), login(study.researcher)
    url = f"{person.get_absolute_url()}told/{sheet.slug}/"

    unknown = client.get(url)
    cases.use_document(document=sheet, sites=study.sites[:1], since=ago(2), by=None)

    assert unknown.status_code == 404
    assert "In force since 12 June 2022" in text_of(client.get(url))


# What can be signed, and sent


def test_nobody_signs_a_version_before_their_site_used_it_or_after(study, both, newer):
    take_up(newer, study, ago(2))
    here, there = both
    place = "Site 1: Region 1"

    assert refusal(lambda: sign(here, newer, ago(5))) == {
        "document": [
            f"Form v1.4 is in use at {place} from 12 June 2022. Check the version and date"
        ]
    }
    assert refusal(lambda: sign(here, study.form, ago(1))) == {
        "document": ["Form v1.3 was replaced on 12 June 2022. Choose the form in use"]
    }
    assert refusal(lambda: sign(there, study.form, ago(1))) == {
        "document": [
            "Form v1.3 was replaced at Site 2: Region 2 on 1 June 2022. Choose the form in use"
        ]
    }
    assert sign(there, newer, ago(5)).document == newer


def test_letters_hold_what_the_site_used_on_that_day(study, newer):
    take_up(newer, study, ago(2))
    case = study.cases[0]
    words = "was not in use at Site 1: Region 1 on"

    early = refusal(lambda: some_letters(case, sent_on=ago(3), documents=[newer]))
    late = refusal(lambda: some_letters(case, sent_on=ago(2), documents=[study.form]))
    right = some_letters(case, sent_on=ago(2), documents=[newer])

    assert early == {"documents": [f"Consent form v1.4 {words} 11 June 2022. Take it out"]}
    assert late == {"documents": [f"Consent form v1.3 {words} 12 June 2022. Take it out"]}
    assert list(right.documents.all()) == [newer]


@pytest.mark.parametrize(("number", "sent"), [("1.4", 3), ("1.3", 2), ("1.3", 1)])
def test_the_database_packs_what_the_site_used_on_that_day(study, newer, number, sent):
    take_up(newer, study, ago(2))
    batch = some_letters(study.cases[0], sent_on=ago(sent), documents=[])
    document = DocumentVersion.objects.get(number=number)

    with pytest.raises(IntegrityError), transaction.atomic():
        InvitationBatch.objects.get(pk=batch.pk).documents.add(document)


# What was signed stays


def test_a_version_ends_at_a_site_after_the_last_who_signed_it_there(study, both):
    sign(both[1], study.form, ago(2))

    def end(day):
        there = {"sites": study.sites[1:], "on": day}
        return cases.replace_document(document=study.form, by=None, **there)

    words = "C2-PT-01 signed it on 12 June 2022. It can be replaced from 13 June 2022"
    assert refusal(lambda: end(ago(2))) == {"on": [words]}
    assert end(ago(1)).replaced_on is None
    assert [one.ends for one in study.form.publications.order_by("site__number")] == [None, ago(1)]


@pytest.mark.parametrize(
    "wrong",
    [
        "since = '2022-05-11'",
        "ended_on = '2022-05-10'",
        "voided_at = '2022-06-01 09:00:00', void_reason = 'x'",
    ],
)
def test_the_database_keeps_a_signed_version_in_use_where_and_when_it_was_signed(
    study, both, wrong
):
    there = f"document_id = {study.form.pk} AND site_id = {study.sites[1].pk}"

    def write(facts: str) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE cases_publication SET {facts} WHERE {there}")

    with pytest.raises(IntegrityError):
        write(wrong)
    write("since = '2022-05-10', ended_on = '2022-05-11'")


def test_a_site_opens_before_somebody_signed_what_it_took_up_on_opening(study, newer):
    site = cases.open_site(
        number=3, name="Region 3", opened_on=dt.date(2022, 6, 5), documents=[newer], by=None
    )
    case = cases.plan_case(
        number=3,
        site=site,
        lead=None,
        opens_on=dt.date(2022, 6, 12),
        closes_on=dt.date(2022, 9, 1),
        employer="network",
        area="urban",
        by=None,
    )
    person = a_person(case, by=a_user(sites=[site]))
    sign(person, newer, dt.date(2022, 6, 8))

    def move(day: dt.date):
        facts = {"version": 1, "reason": "Typed wrongly", "by": None, "opened_on": day}
        return cases.correct_site(site=site, **facts)

    words = "C3-PT-01 signed it at Site 3: Region 3 on 8 June 2022. It cannot begin there later"
    assert refusal(lambda: move(dt.date(2022, 6, 9))) == {"opened_on": [words]}
    assert move(dt.date(2022, 6, 8)).opened_on == dt.date(2022, 6, 8)
