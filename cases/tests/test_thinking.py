"""Programme theories and their statements; what observation days and debriefs make us think about."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from cases import actions
from cases.actions.thinking import MORE, NOTHING_TICKED, OTHERWISE
from cases.models import DayReflection, DebriefReflection, Statement
from cases.objections import objections
from linkstudy import clock
from linkstudy.audit.correcting import NOTHING_NEW
from linkstudy.audit.models import Entry
from linkstudy.audit.writing import Stale
from linkstudy.testing.factories import a_case, a_topic, a_user, ago, an_observation
from linkstudy.testing.in_the_field import a_debrief
from linkstudy.testing.thinking import a_statement, a_theory, reflect_on

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def june(study_clock):
    study_clock("2022-06-14 09:12")


# Theories


def test_a_theory_begins_with_a_statement():
    theory = a_theory("PT1", "Trust first", ago(10))

    statement = Statement.objects.get()
    assert (str(theory), str(statement)) == ("PT1: Trust first", "PT1, statement 1")
    assert (theory.slug, statement.slug) == ("pt1", "pt1-1")
    assert theory.get_absolute_url() == "/set-up/theories/pt1/"


def test_the_statement_of_a_day_holds_until_the_next():
    theory = a_theory(on=ago(10))
    a_statement(theory, ago(3))

    held = [theory.statements.in_force(ago(days)) for days in (11, 10, 4, 3, 0)]
    assert [one and one.number for one in held] == [None, 1, 1, 2, 2]


def test_two_statements_never_hold_from_one_day():
    theory = a_theory(on=ago(10))

    with pytest.raises(ValidationError) as refused:
        a_statement(theory, ago(10))
    assert refused.value.message_dict == {
        "effective_from": ["Statement 1 holds from this day already. Choose another day"]
    }


def test_a_statement_is_corrected_to_a_free_day():
    theory = a_theory(on=ago(10))
    later = a_statement(theory, ago(3))
    known = {"statement": later, "version": 1, "reason": "Typed wrongly", "by": None}

    with pytest.raises(ValidationError) as refused:
        actions.correct_statement(words=later.words, effective_from=ago(10), **known)
    assert refused.value.message_dict == {
        "effective_from": ["Statement 1 holds from this day already. Choose another day"]
    }
    moved = actions.correct_statement(words="Time", effective_from=ago(4), **known)
    assert (moved.words, moved.effective_from) == ("Time", ago(4))


def test_another_theory_takes_no_label_that_stands():
    a_theory("PT1")

    with pytest.raises(ValidationError) as refused:
        a_theory("PT1", "Another")
    assert refused.value.messages == ["Another theory has this label. Choose another one"]


def test_a_theory_that_is_void_is_stated_no_more():
    theory = a_theory()
    gone = actions.void_row(row=theory, version=1, reason="Entered twice", by=None)

    with pytest.raises(ValidationError) as refused:
        a_statement(gone)
    assert refused.value.messages == ["PT1: Trust first is void. Choose another"]


# What is ticked


def test_an_observation_day_makes_us_think_about_topics_and_theories():
    case, topic, theory = a_case(5), a_topic(), a_theory()
    day = an_observation(case)

    made = reflect_on(day, topic, theory, by=case.lead)

    assert (list(made.topics.all()), list(made.theories.all())) == ([topic], [theory])
    assert (made.author, made.about, str(made)) == (
        case.lead,
        "C5",
        "Case 5, observation day 1, what it makes us think about",
    )
    assert made.get_absolute_url() == "/cases/5/observation-days/1/"
    entry = Entry.objects.get(verb="reflection.recorded")
    assert entry.changes["topics"] == [[], [topic.name]]
    assert entry.changes["theories"] == [[], ["PT1: Trust first"]]


def test_what_is_ticked_more_needs_no_reason_and_leaves_what_was():
    debrief, first, second = a_debrief(), a_topic("Trust"), a_topic("Time")
    by = debrief.researcher
    was = reflect_on(debrief, first, by=by)

    now = reflect_on(debrief, first, second, by=by)

    was.refresh_from_db()
    assert (was.void_reason, list(was.topics.all())) == (MORE, [first])
    assert (now.replaces, now.version, set(now.topics.all())) == (was, 4, {first, second})
    assert DebriefReflection.of(debrief) == now


def test_what_is_not_ticked_any_more_says_why():
    day, first, second = an_observation(), a_topic("Trust"), a_topic("Time")
    reflect_on(day, first, second, by=day.observer)

    with pytest.raises(ValidationError) as refused:
        reflect_on(day, first, by=day.observer)
    assert refused.value.message_dict == {"why": ["Select why something is not ticked any more"]}
    reflect_on(day, first, by=day.observer, why="reread")
    gone = DayReflection.objects.get(replaces=None)
    assert gone.void_reason == "We read it in another way now"


def test_with_nothing_ticked_it_is_void_and_ticked_again_it_stands():
    day, topic = an_observation(), a_topic()
    reflect_on(day, topic, by=day.observer)

    gone = reflect_on(day, by=day.observer, why="mistake")
    assert (gone.is_empty, DayReflection.objects.standing().count()) == (True, 0)
    with pytest.raises(ValidationError) as refused:
        reflect_on(day, by=day.observer)
    assert refused.value.messages == [NOTHING_TICKED]
    back = reflect_on(day, topic, by=day.observer)
    assert (back.is_empty, back.replaces) == (False, gone)
    assert [entry.verb for entry in Entry.objects.filter(kind="cases.dayreflection")] == [
        "reflection.recorded",
        "reflection.voided",
        "reflection.restored",
    ]


def test_nothing_ticked_and_nothing_different_is_said():
    day, topic = an_observation(), a_topic()

    with pytest.raises(ValidationError) as refused:
        reflect_on(day, by=day.observer)
    assert refused.value.messages == [NOTHING_TICKED]
    reflect_on(day, topic, by=day.observer)
    with pytest.raises(ValidationError) as refused:
        reflect_on(day, topic, by=a_user())
    assert refused.value.messages == [NOTHING_NEW]


def test_somebody_who_was_slower_is_shown_what_the_other_ticked():
    day, first, second = an_observation(), a_topic("Trust"), a_topic("Time")
    reflect_on(day, first, by=day.observer)

    with pytest.raises(Stale) as stale:
        reflect_on(day, second, by=a_user(), version=1)
    assert (stale.value.who, stale.value.changed["topics"]) == (day.observer.name, ([], ["Trust"]))


def test_what_somebody_took_back_meanwhile_is_not_ticked():
    day, topic = an_observation(), a_topic("Trust")
    actions.void_row(row=topic, version=1, reason="Entered twice", by=None)

    with pytest.raises(ValidationError) as refused:
        reflect_on(day, topic, by=day.observer)
    assert refused.value.message_dict == {"topics": ["“Trust” is void. Choose others"]}


def test_nothing_is_ticked_for_a_void_day():
    day, topic = an_observation(), a_topic()
    gone = actions.void_observation(
        observation=day, version=1, reason="Another case", by=day.observer
    )

    with pytest.raises(ValidationError) as refused:
        reflect_on(gone, topic, by=day.observer)
    assert refused.value.messages == ["This record is void. Restore it first"]


def test_what_was_ticked_holds_for_a_corrected_day():
    day, topic = an_observation(), a_topic()
    made = reflect_on(day, topic, by=day.observer)
    put_right = actions.correct_observation(
        observation=day, version=1, why="Miscounted", by=day.observer, patients=5
    )

    assert DayReflection.of(put_right) == made
    again = reflect_on(put_right, topic, a_theory(), by=day.observer)
    assert again.day == day


def test_what_was_ticked_is_not_taken_back():
    day, debrief, topic, theory = an_observation(), a_debrief(), a_topic(), a_theory()
    for fact, by in ((day, day.observer), (debrief, debrief.researcher)):
        reflect_on(fact, topic, theory, by=by)

    for row in (topic, theory):
        assert [one.words for one in objections(row, "void")] == [
            "It was ticked for 1 observation day. Correct its words instead",
            "It was ticked for 1 debrief. Correct its words instead",
        ]


# What the database keeps


def test_a_reflection_points_to_the_first_row_of_its_fact():
    day = an_observation()
    later = actions.correct_observation(
        observation=day, version=1, why="Miscounted", by=day.observer, patients=5
    )

    with pytest.raises(IntegrityError), transaction.atomic():
        DayReflection.objects.create(day=later, author=day.observer)


def test_what_was_ticked_stays_written():
    day, topic = an_observation(), a_topic()
    made = reflect_on(day, topic, by=day.observer)

    with pytest.raises(IntegrityError), transaction.atomic():
        made.topics.clear()
    with pytest.raises(IntegrityError), transaction.atomic():
        DayReflection.objects.update(author=a_user())


def test_a_statement_says_something_from_a_real_day():
    statement = a_statement()

    with pytest.raises(IntegrityError), transaction.atomic():
        Statement.objects.filter(pk=statement.pk).update(words="")
    assert statement.effective_from == clock.today() - dt.timedelta(days=1)


def test_a_form_of_a_version_that_never_was_is_opened_again():
    day, topic = an_observation(), a_topic()

    with pytest.raises(ValidationError) as refused:
        reflect_on(day, topic, by=day.observer, version=0)
    assert refused.value.messages == [OTHERWISE]
