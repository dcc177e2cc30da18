"""What is set up is not taken away while another session begins to use it, past every action."""

import threading
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from cases.amendment_guards import FORBIDDEN, OUT_OF_TURN
from cases.models import Amendment, AmendmentUse, Case, DocumentVersion, Instrument
from linkstudy.clock import telling
from linkstudy.guards import SNAPSHOT
from linkstudy.identities.models import PersonKey
from linkstudy.identities.service import new_person
from linkstudy.testing.factories import a_case, a_form, a_person, an_amendment
from linkstudy.testing.questionnaires import an_instrument
from participants.guards import NOT_TO_JOIN, NOT_TO_SIGN, PEOPLED, SIGNED_SO
from participants.models import Consent, Participant, Questionnaire
from participants.questionnaire_guards import IN_HANDS, VOID
from participants.tests.at_once import at_once
from participants.tests.histories import NOW, Given, given_by, june, run

FORM = "2.0"
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgresql]


@pytest.fixture(autouse=True)
def scene(db):
    """An amendment that may be in use at case 1, a key for somebody new, and somebody of case 2 who may
    be given a questionnaire."""
    with telling(NOW):
        an_amendment()
        an_instrument()
        a_case(1)
        a_form(FORM)
        given_by(a_person(a_case(2)), [Given(1, {"questionnaire": True})])
        new_person(by=None)


def hand_out() -> None:
    facts = {"participant": Participant.objects.get(), "instrument": Instrument.objects.get()}
    facts |= {"number": 1, "time_point": "first", "how": "paper"}
    Questionnaire.objects.create(given_on=june(10), due_on=june(20), **facts)


def sign() -> None:
    """One more signature, on a version that nobody has signed."""
    person, form = Participant.objects.get(), DocumentVersion.objects.get(number=FORM)
    facts = {"given_on": june(10), "how": "paper", "taken_by": person.consents.get().taken_by}
    Consent.objects.create(participant=person, document=form, **facts)


def join() -> None:
    """Somebody more, of case 1, whose key is there already."""
    before, case = Participant.objects.get(), Case.objects.get(number=1)
    facts = {"group": "PT", "joined_via": "letter", "replied_on": june(9), "owner": before.owner}
    key = PersonKey.objects.get(participant=None)
    Participant.objects.create(study_id="C1-PT-01", number=1, case=case, person=key, **facts)


def use() -> None:
    case = Case.objects.get(number=1)
    AmendmentUse.objects.create(
        slug="1", since=june(10), case=case, amendment=Amendment.objects.get()
    )


def put(table: str, where: str = "TRUE", **facts: Any) -> None:
    names = ", ".join(f"{name} = %s" for name in facts)
    run(f"UPDATE {table} SET {names} WHERE {where}", facts.values())


VERSION = ["cases_documentversion", f"number = '{FORM}'"]
GONE = {"voided_at": NOW, "void_reason": "It was another"}
# What is begun, what would forbid it, and what each is told that comes second.
PAIRS: dict[str, tuple[Callable[[], None], Callable[[], None], str, str]] = {
    "the version is void": (sign, partial(put, *VERSION, **GONE), NOT_TO_SIGN, SIGNED_SO),
    "the case of somebody new is void": (
        join,
        partial(put, "cases_case", "number = 1", **GONE),
        NOT_TO_JOIN,
        PEOPLED,
    ),
    "the instrument is void": (hand_out, partial(put, "cases_instrument", **GONE), VOID, IN_HANDS),
} | {
    name: (use, partial(put, *where, **facts), OUT_OF_TURN, FORBIDDEN)
    for name, where, facts in (
        ("the amendment is void", ["cases_amendment"], GONE),
        ("it was approved later", ["cases_amendment"], {"approved_on": june(12)}),
        ("it is not approved", ["cases_amendment"], {"approved_on": None}),
        ("the case is void", ["cases_case", "number = 1"], GONE),
        ("the case opens later", ["cases_case", "number = 1"], {"opens_on": june(12)}),
        (
            "the site closed before",
            ["cases_site", "id = (SELECT site_id FROM cases_case WHERE number = 1)"],
            {"closed_on": june(8)},
        ),
    )
}


def one_after_the_other(first: Callable[[], None], second: Callable[[], None]) -> list[Any]:
    """The second begins while the first is written and not yet saved."""
    is_written = threading.Event()

    def slowly() -> None:
        with transaction.atomic():
            first()
            is_written.set()
            threading.Event().wait(0.3)

    def meanwhile() -> None:
        is_written.wait(30)
        with transaction.atomic():
            second()

    return at_once(slowly, meanwhile)


@pytest.mark.parametrize("pair", PAIRS)
def test_nothing_begins_to_use_what_is_being_taken_away(pair):
    begin, forbid, words, _ = PAIRS[pair]

    first, second = one_after_the_other(forbid, begin)

    assert (first, type(second), str(second).partition("\n")[0]) == (None, IntegrityError, words)


@pytest.mark.parametrize("pair", PAIRS)
def test_nothing_is_taken_away_that_something_begins_to_use(pair):
    begin, forbid, _, words = PAIRS[pair]

    first, second = one_after_the_other(begin, forbid)

    assert (first, type(second), str(second).partition("\n")[0]) == (None, IntegrityError, words)


def test_a_use_is_not_moved_before_what_is_being_approved_later():
    use()
    later = partial(put, "cases_amendment", approved_on=june(9))
    earlier = partial(put, "cases_amendmentuse", since=june(8))

    first, second = one_after_the_other(later, earlier)

    assert (first, type(second)) == (None, IntegrityError)
    assert str(second).startswith(OUT_OF_TURN)


def test_what_a_version_asks_stays_while_somebody_signs_it():
    first, second = one_after_the_other(sign, partial(put, *VERSION, asks="audio "))

    assert (first, type(second)) == (None, IntegrityError)
    assert str(second).startswith(SIGNED_SO)


@pytest.mark.parametrize("level", ["REPEATABLE READ", "SERIALIZABLE"])
@pytest.mark.parametrize("pair", PAIRS)
def test_neither_is_written_by_who_reads_from_a_snapshot(pair, level):
    for write in PAIRS[pair][:2]:
        with pytest.raises(IntegrityError, match=SNAPSHOT):
            from_a_snapshot(level, write)


@transaction.atomic
def from_a_snapshot(level: str, write: Callable[[], None]) -> None:
    run(f"SET TRANSACTION ISOLATION LEVEL {level}")
    write()
