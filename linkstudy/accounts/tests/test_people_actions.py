"""Who may change whose access, and that somebody is always left to keep the team going."""

import datetime as dt
from functools import partial

import pytest
from django.core.exceptions import ValidationError

from linkstudy.accounts import actions
from linkstudy.accounts.actions.rules import NO_MORE, OWN
from linkstudy.accounts.models import Link, State, User
from linkstudy.accounts.policy import Role
from linkstudy.audit.chain import verify
from linkstudy.audit.models import Entry
from linkstudy.audit.writing import Stale
from linkstudy.testing.factories import a_user, ago
from participants.tests.at_once import at_once

LAST = (
    "{} is the last administrator without a last day. Invite another one, and wait"
    " until they have chosen a password"
)


@pytest.fixture
def dora(chris) -> User:
    """Another administrator."""
    return a_user(Role.ADMINISTRATOR, name="Dora Example")


@pytest.fixture
def asha(chris) -> User:
    return a_user(name="Asha Example")


def now(user: User) -> User:
    return User.objects.get(pk=user.pk)


def change(user: User, by: User, **facts) -> User:
    held = {name: getattr(user, name) for name in ("name", "email", "role", "ends_on")}
    held["reason"] = "Agreed"
    version = facts.pop("version", user.version)
    return actions.change_user(user=user, version=version, by=by, **held | facts)


def demote(user: User, by: User) -> User:
    return change(user, by, role=Role.MONITOR)


def set_last_day(user: User, by: User) -> User:
    return change(user, by, ends_on=ago(-30))


def suspend(user: User, by: User) -> User:
    return actions.suspend_user(user=user, version=user.version, reason="Away", by=by)


def end(user: User, by: User) -> User:
    return actions.end_user(user=user, version=user.version, reason="Left", by=by)


def resume(user: User, by: User) -> User:
    return actions.resume_user(user=user, version=user.version, reason="Back", by=by)


def link(user: User, by: User) -> Link:
    return actions.make_link(user=user, by=by)


STOPS = [demote, set_last_day, suspend, end]
ALL = [*STOPS, resume, link]


def refusal(action, *who) -> list[str]:
    with pytest.raises(ValidationError) as refused:
        action(*who)
    return refused.value.messages


# Nobody changes their own access


@pytest.mark.parametrize("action", ALL)
def test_nobody_changes_their_own_access(chris, dora, action):
    entries = Entry.objects.count()

    assert refusal(action, chris, chris) == [OWN]
    assert (now(chris).version, Entry.objects.count()) == (1, entries)


def test_ones_own_name_is_ones_own_to_change(asha):
    renamed = actions.rename_self(version=1, name="Asha Newname", by=asha)

    assert (renamed.pk, renamed.name) == (asha.pk, "Asha Newname")
    assert Entry.objects.last().changes == {
        "name": ["Asha Example", "Asha Newname"],
        "version": [1, 2],
    }


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
@pytest.mark.parametrize("action", ALL)
def test_no_other_role_changes_anybody(asha, action, role):
    assert refusal(action, asha, a_user(role)) == [NO_MORE]


@pytest.mark.parametrize("stop", STOPS[:1] + STOPS[2:])
@pytest.mark.parametrize("action", ALL)
def test_an_administrator_who_was_stopped_a_moment_ago_changes_nobody(
    chris, dora, asha, action, stop
):
    stop(dora, chris)  # dora's page still stands open: `dora` is as she was

    assert refusal(action, asha, dora) == [NO_MORE]


# The last administrator


@pytest.mark.parametrize("stop", STOPS)
def test_one_of_two_administrators_can_go(chris, dora, stop):
    stop(dora, chris)

    assert list(User.objects.keepers()) == [chris]


@pytest.mark.parametrize("stop", STOPS)
def test_an_administrator_with_a_last_day_cannot_remove_the_one_without(chris, dora, stop):
    dora = set_last_day(dora, chris)
    before = now(chris)

    assert refusal(stop, chris, dora) == [LAST.format("Chris Example")]
    assert now(chris).__dict__.items() >= {"version": before.version, "role": before.role}.items()


@pytest.mark.parametrize("stop", STOPS)
def test_an_administrator_who_was_only_invited_does_not_count(chris, dora, stop):
    dora = set_last_day(dora, chris)
    a_user(Role.ADMINISTRATOR, password=None)

    assert refusal(stop, chris, dora) == [LAST.format("Chris Example")]


def test_a_name_can_be_changed_of_the_last_administrator_too(chris, dora):
    dora = set_last_day(dora, chris)

    assert change(chris, dora, name="Chris Newname").name == "Chris Newname"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("second", STOPS)
@pytest.mark.parametrize("first", STOPS)
def test_two_administrators_cannot_remove_each_other_at_once(chris, dora, first, second):
    answers = at_once(partial(first, dora, chris), partial(second, chris, dora))

    assert User.objects.keepers().count() == 1
    troubles = [answer for answer in answers if not isinstance(answer, User)]
    assert len(troubles) == 1
    assert troubles[0].messages[0] in {
        NO_MORE,
        LAST.format("Chris Example"),
        LAST.format("Dora Example"),
    }
    assert verify().trouble == ""


@pytest.mark.django_db(transaction=True)
def test_two_administrators_who_edit_one_role_at_once_see_both_values(chris, dora, asha):
    edits = [
        partial(change, asha, chris, role=Role.PI),
        partial(change, asha, dora, role=Role.MONITOR),
    ]

    answers = at_once(*edits)

    [saved] = [answer for answer in answers if isinstance(answer, User)]
    [stale] = [answer for answer in answers if isinstance(answer, Stale)]
    assert now(asha).role == saved.role
    assert stale.who == (chris if saved.role == Role.PI else dora).name
    assert stale.changed == {"role": ("researcher", saved.role)}


# Changes


def test_a_change_stands_in_the_history_with_old_new_and_reason(chris, asha):
    changed = change(asha, chris, role=Role.PI, ends_on=ago(-30), reason="A new post")

    entry = Entry.objects.last()
    assert (entry.verb, entry.actor, entry.reason) == ("user.changed", chris.pk, "A new post")
    assert entry.changes == {
        "role": ["researcher", "pi"],
        "ends_on": [None, ago(-30).isoformat()],
        "version": [1, 2],
    }
    assert (changed.role, changed.ends_on) == (Role.PI, ago(-30))


@pytest.mark.parametrize(
    "facts",
    [{"role": Role.PI}, {"ends_on": dt.date(2099, 1, 1)}, {"email": "asha.new@example.org"}],
)
def test_an_address_a_role_or_a_last_day_needs_a_reason(chris, asha, facts):
    with pytest.raises(ValidationError) as refused:
        change(asha, chris, reason="", **facts)

    words = ["Say why the address, the role or the last day changes"]
    assert refused.value.message_dict == {"reason": words}


def test_with_another_address_a_link_that_went_to_the_first_one_ends(chris, asha):
    made = link(asha, chris)

    moved = change(asha, chris, email=" Asha.New@EXAMPLE.org")

    assert moved.email == "asha.new@example.org"
    assert Link.objects.get(pk=made.pk).ended_at is not None


def test_an_address_put_right_is_nobody_elses(chris, asha):
    dora = a_user(name="Dora Example", email="dora@example.org")

    with pytest.raises(ValidationError) as refused:
        change(asha, chris, email=dora.email.upper())

    words = ["Dora Example already has this address. Each person has one account"]
    assert refused.value.message_dict == {"email": words}


def test_a_name_needs_none(chris, asha):
    assert change(asha, chris, name="Asha N", reason="").name == "Asha N"


@pytest.mark.parametrize("facts", [{}, {"name": "Asha N"}])
def test_a_last_day_in_the_past_can_stay_and_not_be_set(chris, asha, facts):
    with pytest.raises(ValidationError) as refused:
        change(asha, chris, ends_on=ago(1), **facts)

    assert refused.value.message_dict == {"ends_on": ["The last day must be today or later"]}
    assert change(asha, chris, ends_on=ago(0)).state == State.ACTIVE


@pytest.mark.parametrize(
    ("action", "words"),
    [
        (suspend, "Say why their access stops"),
        (end, "Say why their access stops"),
        (resume, "Say why they come back"),
    ],
)
def test_a_stop_and_a_return_need_a_reason(chris, asha, action, words):
    name = {suspend: "suspend_user", end: "end_user", resume: "resume_user"}[action]

    with pytest.raises(ValidationError) as refused:
        getattr(actions, name)(user=asha, version=1, reason="", by=chris)

    assert refused.value.message_dict == {"reason": [words]}


GONE = "has left. Let them back in first"
AWAY = "is suspended. Let them back in first"


@pytest.mark.parametrize(
    ("before", "action", "words"),
    [
        (suspend, suspend, AWAY),
        (suspend, demote, AWAY),
        (suspend, link, AWAY),
        (end, end, GONE),
        (end, suspend, GONE),
        (end, demote, GONE),
        (end, link, GONE),
        (now, resume, "has access already"),
    ],
)
def test_what_was_done_already_is_told(chris, asha, before, action, words):
    held = before(*(asha,) if before is now else (asha, chris))

    assert refusal(action, held, chris) == [f"Asha Example {words}"]


def test_somebody_invited_is_invited_already(chris):
    tom = a_user(name="Tom Example", password=None)

    assert refusal(resume, tom, chris) == ["Tom Example is invited already"]


def test_somebody_suspended_can_leave(chris, asha):
    assert end(suspend(asha, chris), chris).state == State.ENDED


@pytest.mark.parametrize("stop", [suspend, end])
def test_links_end_with_the_access(chris, asha, stop):
    made = link(asha, chris)

    stop(asha, chris)

    assert Link.objects.get(pk=made.pk).ended_at is not None
    assert [entry.verb for entry in Entry.objects.order_by("-seq")[:1]] == ["link.ended"]


@pytest.mark.parametrize("action", [demote, suspend, end])
def test_a_change_of_what_somebody_else_changed_is_stale(chris, dora, asha, action):
    change(asha, dora, name="Asha Newname")

    with pytest.raises(Stale) as stale:
        action(asha, chris)

    assert (stale.value.who, stale.value.changed) == (
        "Dora Example",
        {"name": ("Asha Example", "Asha Newname")},
    )


# New people


def test_people_get_the_next_number_and_keep_it(chris):
    numbers = [a_user().number for _ in range(3)]

    assert numbers == [chris.number + 1, chris.number + 2, chris.number + 3]


@pytest.mark.django_db(transaction=True)
def test_people_who_are_added_at_once_get_numbers_of_their_own():
    add = [partial(a_user, email=f"u{count}@example.org") for count in range(5)]

    added = at_once(*add)

    assert sorted(user.number for user in added) == [1, 2, 3, 4, 5]


@pytest.mark.django_db(transaction=True)
def test_one_address_added_at_once_makes_one_account():
    spellings = ["asha@example.org", "ASHA@example.org", "ａsha@example.org"]

    answers = at_once(*[partial(a_user, email=one) for one in spellings])

    assert sum(isinstance(answer, User) for answer in answers) == 1
    refused = [answer for answer in answers if isinstance(answer, ValidationError)]
    assert [list(one.message_dict) for one in refused] == [["email"], ["email"]]


@pytest.mark.parametrize(
    ("stop", "words"),
    [
        (suspend, "already has this address and is suspended. Let them back in instead"),
        (end, "already has this address, and their access has ended. Let them back in instead"),
    ],
)
def test_an_address_of_somebody_who_was_here_says_what_to_do(chris, asha, stop, words):
    stop(asha, chris)

    with pytest.raises(ValidationError) as refused:
        a_user(email=asha.email)

    assert refused.value.message_dict == {"email": [f"Asha Example {words}"]}


def test_nobody_starts_with_a_last_day_in_the_past(db):
    with pytest.raises(ValidationError) as refused:
        a_user(ends_on=ago(1))

    assert refused.value.message_dict == {"ends_on": ["The last day must be today or later"]}
