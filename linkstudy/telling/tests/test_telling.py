"""Entries in sentences: what followed is told with what led to it, and by whom and when."""

import pytest
from django.apps import apps

from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import Role
from linkstudy.audit.correcting import replace
from linkstudy.audit.models import Entry
from linkstudy.audit.writing import record
from linkstudy.identities.service import seal
from linkstudy.telling import KEPT, apart, leading, told
from linkstudy.telling.tests.words import RAW, all_words, line
from linkstudy.testing.factories import (
    a_booking,
    a_case,
    a_consent,
    a_form,
    a_missed_interview,
    a_person,
    a_plan,
    a_refusal,
    a_user,
    a_withdrawal,
    ago,
    an_interview,
    an_observation,
    an_organisation,
)
from participants.actions.exports import note_export
from participants.vocabulary import Scope


def words_of(reader: User, about: str, found=leading) -> list[tuple[str, list[str]]]:
    entries = list(found(Entry.objects.filter(about=about)))
    return [(event.sentence, line(event)) for event in told(reader, entries, lambda _: {})]


def test_what_followed_in_the_same_save_is_told_with_it(study):
    person = a_person(study.cases[0])
    a_consent(person, scopes=["interview"])

    sentences = [sentence for sentence, _ in words_of(study.pi, person.study_id)]
    apart_too = [sentence for sentence, _ in words_of(study.pi, person.study_id, apart)]

    assert len(sentences) == 2
    assert sentences[0].startswith("Consent given on 7 June 2022. ")
    assert apart_too[0] == "Next contact after they agreed"
    assert len(apart_too) == len(Scope) + 3


def test_an_entry_of_another_save_is_never_told_with_the_one_before_it(study):
    one, other = a_person(study.cases[0]), a_person(study.cases[0])
    a_booking(one)
    record(
        "participant.missed", on=other, by=study.pi, changes={"contact_by": [None, "2022-06-20"]}
    )

    assert words_of(study.pi, one.study_id)[0][1] == [
        "Interviewer:  > Ann Example",
        "How:  > Phone",
    ]


def test_a_save_of_any_length_is_told_whole(study):
    cases = [a_case(number, site=study.sites[0]) for number in range(3, 40)]
    a_plan(number=2, effective_from=ago(10), more=[(case, "PT", 7) for case in cases])
    entries = list(leading(Entry.objects.filter(verb="plan.adopted")))

    event = told(study.pi, entries, lambda _: {})[0]

    assert line(event)[0].count(", ") + 2 == 6 + len(cases)


def test_a_plan_is_told_with_its_targets(study):
    a_plan(12, number=2, effective_from=ago(10))
    entries = list(leading(Entry.objects.filter(verb="plan.adopted")))

    event = told(study.pi, entries, lambda _: {})[0]

    assert event.sentence == "Plan 2 adopted, in force from 4 June 2022"
    assert line(event)[0] == (
        "Targets:  > patients 12, health professionals 5, voluntary sector 4, link worker 1,"
        " manager 1 and observation days 15"
    )


def test_a_correction_tells_what_is_different_and_why(study):
    person = a_person(study.cases[0])
    done = an_interview(person, minutes=40, note="First words", by=study.researcher)
    why = seal(person.person, "interview.correct", "Misread my own writing")
    note = seal(person.person, "interview.note", "Better words")
    replace(done, "interview.corrected", by=study.pi, why=why, minutes=45, note=note)
    entries = list(leading(Entry.objects.filter(about=person.study_id)))

    open_to_pi = told(study.pi, entries, lambda _: {person.study_id: person.person})
    shut = told(study.monitor, entries, lambda _: {})

    assert [event.sentence for event in open_to_pi][:2] == [
        "Interview corrected",
        "Interview of 14 June 2022 logged, 40 minutes",
    ]
    assert line(open_to_pi[0]) == [
        "Minutes: 40 > 45",
        "Note: First words > Better words",
        "Why:  > Misread my own writing",
    ]
    assert line(shut[0]) == ["Minutes: 40 > 45", f"Note:  > {KEPT}", f"Why:  > {KEPT}"]


def test_contact_details_say_which_and_never_what(study):
    person = a_person(study.cases[0])
    key = {"commitment": "ab12", "salt": "cd34"}
    record(
        "identity.changed",
        on=person,
        by=study.researcher,
        changes={"phone": [None, key], "name": [key, None]},
    )

    assert words_of(study.pi, person.study_id)[0] == (
        "Contact details changed",
        ["Which:  > Name and phone"],
    )


def test_a_reason_that_is_not_about_a_person_is_open(study):
    day = an_observation(study.cases[0])
    record("observation.voided", on=day, by=study.pi, reason="Another case")

    assert words_of(study.monitor, "C1")[0][1] == ["Why:  > Another case"]


def test_who_acted_then_and_when_by_both_clocks(study):
    person = a_person(study.cases[0])
    Entry.objects.get(about=person.study_id)
    study.researcher.role = Role.PI
    event = told(study.pi, list(leading(Entry.objects.filter(about="C1-PT-01"))), lambda _: {})[0]

    assert (event.who, event.role) == ("Ann Example", "Researcher")
    assert event.at == clock.study_now()
    assert event.really_at == event.entry.at


def test_the_computers_clock_is_told_only_where_it_says_something_else():
    now = clock.real_now()
    with clock.telling(now):
        user = a_user()
    entry = Entry.objects.get(kind="accounts.user", key=str(user.pk))

    event = told(user, [entry], lambda _: {})[0]

    assert event.really_at is None
    assert (event.who, event.role) == ("linkstudy", "")


def test_rows_are_named_and_one_that_has_no_name_is_not(study):
    practice = an_organisation(study.sites[0], name="Practice A")
    person = a_person(study.cases[0], group="HP", organisation=practice, title="gp")
    entries = list(leading(Entry.objects.filter(about=person.study_id)))

    event = told(study.monitor, entries, lambda _: {}, subjects=entries)[0]

    assert event.subject == "C1-HP-01"
    assert line(event)[:3] == [
        "Role:  > GP",
        "Organisation:  > Practice A",
        "Replied on:  > 31 May 2022",
    ]
    assert str(person.person_id) not in all_words([event])


def everything_happens(study) -> None:
    """Every factory once: all that the story of a person and of a study is made of."""
    person, gone = a_person(study.cases[0], ethnic_group="asian"), a_person(study.cases[0])
    a_form("1.4", approved_on=ago(5))
    an_organisation(study.sites[0])
    done = an_interview(person, topics=[study.topic], note="canary-note")
    a_missed_interview(a_person(study.cases[0]))
    a_booking(gone)
    a_withdrawal(gone, note="canary-withdrawal")
    a_refusal(a_person(study.cases[0]), reason="unwell", words="canary-words")
    an_observation(study.cases[0])
    why = seal(person.person, "interview.correct", "canary-reason")
    replace(done, "interview.corrected", by=study.pi, why=why, minutes=45)


@pytest.mark.parametrize("name", ["pi", "monitor", "administrator", "researcher"])
def test_all_that_happens_reads_well(study, name):
    everything_happens(study)
    reader, entries = getattr(study, name), list(apart(Entry.objects.all()))

    events = told(reader, entries, lambda _: {}, subjects=entries)

    text = all_words(events) + "\n" + "\n".join(event.subject for event in events)
    assert not RAW.search(text), RAW.search(text)
    assert "canary" not in text  # no key was given
    assert [event.entry.verb for event in events if not event.subject] == []


@pytest.mark.parametrize("name", ["monitor", "administrator"])
def test_what_is_special_is_kept_from_those_who_may_not_read_notes(study, name):
    everything_happens(study)
    entries = list(apart(Entry.objects.all()))

    text = all_words(told(getattr(study, name), entries, lambda _: {}))

    assert [word for word in ("Unwell", "Asian") if word in text] == []


KEPT_BACK = (
    "List of participants taken away: 3 rows",
    ["Purpose:  > Researchers of the site and principal investigators can read it"],
)


@pytest.mark.parametrize(
    ("purpose", "shown"),
    [
        ("For analysis", ("List of participants taken away: 3 rows. For analysis", [])),
        ("For something else: for Pearl Pretend", KEPT_BACK),
        ("For analysis. Describes people: like Pearl Pretend", KEPT_BACK),
    ],
)
def test_what_an_export_was_for_is_told_in_own_words_to_those_who_read_notes(study, purpose, shown):
    maker = study.researcher
    note_export(by=maker, rows=3, purpose=purpose)

    readers = [study.monitor, study.administrator, study.pi, study.researcher]
    found = [words_of(reader, maker.about)[0] for reader in readers]

    whole = (f"List of participants taken away: 3 rows. {purpose}", [])
    assert found == [shown, shown, whole, whole]


@pytest.mark.parametrize("size", [2, 8])
def test_telling_takes_as_many_queries_for_any_number_of_entries(
    study, size, django_assert_num_queries
):
    for _ in range(size):
        an_interview(a_person(study.cases[0]))
    entries = list(leading(Entry.objects.filter(about__startswith="C1-")))

    with django_assert_num_queries(
        4
    ):  # what followed, and rows of three kinds: others stand beside them
        told(study.pi, entries, lambda _: {}, subjects=entries)


def test_a_row_that_one_column_names_is_called_just_so():
    plain = [model for model in apps.get_models() if hasattr(model, "named_by")]

    assert sorted(model.__name__ for model in plain) == [
        "Amendment",
        "Group",
        "Instrument",
        "Organisation",
        "Output",
        "Profile",
        "ReportingDuty",
        "Topic",
        "User",
    ]
    assert {str(model(**{model.named_by: "Words"})) for model in plain} == {"Words"}
