"""Groups, who sits in them, and what they said about being named."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from linkstudy import clock
from linkstudy.audit.models import Entry
from linkstudy.identities.service import details
from linkstudy.testing.factories import a_user, ago
from linkstudy.testing.tables import a_group, a_member, a_naming
from meetings import actions
from meetings.models import Group, Member, Naming
from meetings.naming import called, names
from meetings.tests.words import words_of
from meetings.vocabulary import Place


def test_a_group_has_an_address_of_its_name_which_no_other_takes(lead):
    first = a_group("PPI group")
    actions.void_group(group=first, version=1, reason="Twice", by=lead)
    second = a_group("PPI group")

    assert [one.slug for one in (first, second, a_group("Add"), a_group("!!"))] == [
        "ppi-group",
        "ppi-group-2",
        "add-2",
        "group",
    ]
    with pytest.raises(ValidationError) as refused:
        actions.restore_group(group=first, version=2, reason="No mistake", by=lead)
    assert words_of(refused) == ["Another group has this name now. Rename that one first"]
    with pytest.raises(ValidationError) as refused:
        a_group("PPI group")
    assert words_of(refused) == {"name": ["There is a group of this name. Choose another name"]}


def test_a_group_is_put_right_closed_and_reopened(lead):
    group = a_group("PPI grup")

    changed = actions.correct_group(group=group, version=1, why="A slip", name="PPI group", by=lead)
    assert (changed.name, changed.slug) == ("PPI group", "ppi-grup")
    with pytest.raises(ValidationError) as refused:
        actions.correct_group(group=group, version=2, why="A slip", name="PPI group", by=lead)
    assert words_of(refused) == ["Nothing is different. Change what was wrong, or leave the page"]

    closed = actions.close_group(group=group, version=2, on=ago(3), by=lead)
    assert [closed.is_closed(ago(days)) for days in (4, 3, 2)] == [False, False, True]
    assert list(Group.objects.open()) == []
    with pytest.raises(ValidationError) as refused:
        actions.close_group(group=group, version=3, on=ago(1), by=lead)
    assert words_of(refused) == ["This group is closed already"]
    opened = actions.reopen_group(group=group, version=3, reason="Meets again", by=lead)
    assert list(Group.objects.open()) == [opened]
    with pytest.raises(ValidationError) as refused:
        actions.reopen_group(group=group, version=4, reason="Meets again", by=lead)
    assert words_of(refused) == ["This group is not closed"]


def test_a_group_does_not_close_on_a_day_to_come(lead):
    with pytest.raises(ValidationError) as refused:
        actions.close_group(group=a_group(), version=1, on=ago(-1), by=lead)

    assert words_of(refused) == {"on": ["The day must be today or in the past"]}


def test_a_group_with_members_is_not_void(lead):
    member = a_member()
    with pytest.raises(ValidationError) as refused:
        actions.void_group(group=member.group, version=1, reason="A mistake", by=lead)
    assert words_of(refused) == [
        "This group has members. Void those who never sat in it, or close the group instead"
    ]
    with pytest.raises(IntegrityError), transaction.atomic():
        Group.objects.update(voided_at=clock.study_now(), void_reason="x")

    actions.void_member(member=member, version=1, reason="A mistake", by=lead)
    gone = actions.void_group(group=member.group, version=1, reason="A mistake", by=lead)
    for act in (
        lambda: actions.correct_group(group=gone, version=2, why="x", name="Y", by=lead),
        lambda: a_member(gone),
        lambda: actions.restore_member(member=member, version=2, reason="x", by=lead),
    ):
        with pytest.raises(ValidationError) as refused:
            act()
        assert str(refused.value).count("void. Restore") == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        Member.objects.update(voided_at=None, void_reason="")

    actions.restore_group(group=gone, version=2, reason="It was right", by=lead)
    with pytest.raises(ValidationError) as refused:
        actions.restore_group(group=gone, version=3, reason="It was right", by=lead)
    assert words_of(refused) == ["This group is not void any more"]
    actions.restore_member(member=member, version=2, reason="They were right", by=lead)
    with pytest.raises(ValidationError) as refused:
        actions.restore_member(member=member, version=3, reason="x", by=lead)
    assert words_of(refused) == ["This member is not void any more"]
    assert [one.label for one in Member.objects.at_table()] == ["Public contributor 1"]


def test_members_are_numbered_within_their_group_and_called_by_a_label(lead):
    group, helen = a_group(), a_user("pi", name="Helen Example")
    rows = [a_member(group), a_member(group, seat="link_worker"), a_member(group, user=helen)]

    assert [str(one) for one in rows] == ["Public contributor 1", "Link worker 2", "Helen Example"]
    assert [one.slug for one in rows] == ["ppi-group-1", "ppi-group-2", "ppi-group-3"]
    assert a_member(a_group("Advisory group")).number == 1
    with pytest.raises(ValidationError) as refused:
        a_member(group, user=helen)
    assert words_of(refused) == {"user": ["Helen Example is in this group already"]}


def test_a_member_joins_no_group_on_a_day_when_it_did_not_meet(lead):
    group = a_group()
    actions.close_group(group=group, version=1, on=ago(10), by=lead)

    for day, words in [
        (ago(-1), "The day must be today or in the past"),
        (ago(9), "The group met for the last time on 4 June 2022. Check the day"),
    ]:
        with pytest.raises(ValidationError) as refused:
            a_member(group, joined_on=day)
        assert words_of(refused) == {"joined_on": [words]}
    assert a_member(group, joined_on=ago(10)).joined_on == ago(10)


def test_what_they_need_is_kept_in_order_and_only_what_there_is(lead):
    member = a_member(needs=["post", "captions"])
    assert (member.needs, [one.label for one in member.needed]) == (
        "captions post",
        ["Captions", "Papers by post"],
    )

    changed = actions.change_member(
        member=member, version=1, needs=["breaks", "breaks"], chairs=True, by=lead
    )
    assert (changed.needs, changed.chairs) == ("breaks", True)
    with pytest.raises(ValidationError) as refused:
        actions.change_member(member=member, version=2, needs=["breaks"], chairs=True, by=lead)
    assert words_of(refused) == ["Nothing is different. Change what was wrong, or leave the page"]
    for needs in ("tea", "captions tea", "caption"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Member.objects.update(needs=needs)


def test_seat_account_and_first_day_are_put_right_with_a_reason(lead):
    member, helen = a_member(), a_user("pi", name="Helen Example")
    with pytest.raises(ValidationError) as refused:
        actions.correct_member(member=member, version=1, seat="public", why="x", by=lead)
    assert words_of(refused) == ["Nothing is different. Change what was wrong, or leave the page"]
    a_member(member.group, user=helen)
    with pytest.raises(ValidationError) as refused:
        actions.correct_member(member=member, version=1, user=helen, why="x", by=lead)
    assert words_of(refused) == {"user": ["Helen Example is in this group already"]}

    actions.correct_member(
        member=member, version=1, seat="other", joined_on=ago(90), why="A slip", by=lead
    )
    entry = Entry.objects.latest("seq")
    assert (entry.verb, entry.changes["joined_on"]) == (
        "member.corrected",
        ["2022-03-06", "2022-03-16"],
    )
    assert entry.reason.startswith("e1:")


def test_a_member_leaves_and_is_back(lead):
    member = a_member()
    for day, words in [
        (ago(-1), "The day must be today or in the past"),
        (ago(101), "They joined on 6 March 2022. Enter that day or a later one"),
    ]:
        with pytest.raises(ValidationError) as refused:
            actions.leave_group(member=member, version=1, left_on=day, by=lead)
        assert words_of(refused) == {"left_on": [words]}

    gone = actions.leave_group(member=member, version=1, left_on=ago(5), by=lead)
    days = [101, 100, 5, 4]
    assert [gone.is_at_table(ago(day)) for day in days] == [False, True, True, False]
    at = [Member.objects.at_table(ago(day)).count() for day in days]
    assert at == [0, 1, 1, 0]
    with pytest.raises(ValidationError) as refused:
        actions.leave_group(member=member, version=2, left_on=ago(4), by=lead)
    assert words_of(refused) == ["They have left this group already"]
    with pytest.raises(ValidationError) as refused:
        actions.correct_member(member=member, version=2, joined_on=ago(4), why="A slip", by=lead)
    assert words_of(refused) == {"joined_on": ["They left on 9 June 2022. Check the day"]}

    back = actions.rejoin_group(member=member, version=2, reason="Still here", by=lead)
    assert back.is_at_table(ago(0))
    with pytest.raises(ValidationError) as refused:
        actions.rejoin_group(member=member, version=3, reason="Still here", by=lead)
    assert words_of(refused) == ["They have not left this group"]


def test_a_void_member_says_so_and_comes_back_only_to_a_free_seat(lead):
    group, helen = a_group(), a_user("pi", name="Helen Example")
    member = a_member(group, user=helen)
    gone = actions.void_member(member=member, version=1, reason="A mistake", by=lead)

    with pytest.raises(ValidationError) as refused:
        actions.leave_group(member=gone, version=2, left_on=ago(1), by=lead)
    assert words_of(refused) == ["This member is void. Restore them first"]
    with pytest.raises(ValidationError) as refused:
        a_naming(gone)
    assert words_of(refused) == ["This member is void. Restore them first"]

    other = a_member(group, user=helen)
    with pytest.raises(ValidationError) as refused:
        actions.restore_member(member=gone, version=2, reason="x", by=lead)
    assert words_of(refused) == [
        "Helen Example has another seat in this group. Void that one first"
    ]
    assert other.number == 2


def test_who_they_are_is_kept_behind_the_door(lead):
    member = a_member()
    actions.keep_member_contact(member=member, values={"name": "Pat Example"}, version=1, by=lead)
    actions.look_up_member(member=member, reason="To ring Pat", by=lead)

    assert details(member.person) == {"name": "Pat Example"}
    entries = Entry.objects.filter(about="member ppi-group-1").order_by("seq")
    assert [one.verb for one in entries][-2:] == ["identity.changed", "identity.revealed"]
    assert "Pat" not in "".join(one.body + one.reason for one in entries)


def test_they_are_named_only_while_they_agree(lead):
    group = a_group()
    pat, sam = a_member(group), a_member(group)
    first = a_naming(pat)

    assert names([pat, sam], Place.MINUTES) == {pat.pk: "Pat Example"}
    assert names([pat, sam], Place.PUBLICATIONS) == {}
    assert names([pat, sam], Place.MINUTES, ago(11)) == {}
    assert called([pat, sam], Place.UPDATES) == {
        pat.pk: "Pat Example",
        sam.pk: "Public contributor 2",
    }

    no = a_naming(pat, on=ago(2), places=[], known_as="")
    assert names([pat], Place.MINUTES) == {}
    assert names([pat], Place.MINUTES, ago(3)) == {pat.pk: "Pat Example"}

    actions.void_naming(naming=no, version=1, reason="Never said", by=lead)
    assert names([pat], Place.MINUTES) == {pat.pk: "Pat Example"}
    actions.restore_naming(naming=no, version=2, reason="It was said", by=lead)
    assert names([pat], Place.MINUTES) == {}
    assert first.places == [Place.MINUTES, Place.UPDATES]


def test_of_two_answers_on_a_day_the_later_holds_whichever_was_put_right(lead):
    pat = a_member()
    yes = a_naming(pat, on=ago(0))
    a_naming(pat, on=ago(0), places=[], known_as="")

    put_right = actions.correct_naming(
        naming=yes,
        version=1,
        why="A slip",
        on=ago(0),
        places=["minutes"],
        known_as="Pat A. Example",
        by=lead,
    )

    assert (put_right.number, put_right.version) == (1, 3)
    assert names([pat], Place.MINUTES) == {}


def test_a_name_that_is_the_same_keeps_its_seal(lead):
    pat = a_member()
    said = a_naming(pat)
    facts = {"on": ago(10), "known_as": "Pat Example", "by": lead, "why": "A slip"}
    put_right = actions.correct_naming(naming=said, version=1, places=["minutes"], **facts)

    assert put_right.known_as == said.known_as
    assert str(put_right) == "Answer of Public contributor 1"
    with pytest.raises(ValidationError) as refused:
        actions.correct_naming(naming=put_right, version=3, places=["minutes"], **facts)
    assert words_of(refused) == ["Nothing is different. Change what was wrong, or leave the page"]


def test_an_answer_has_a_name_and_no_day_to_come():
    for facts, words in [
        ({"known_as": ""}, {"known_as": ["Enter the name that they want to be printed"]}),
        ({"on": ago(-1)}, {"on": ["The day must be today or in the past"]}),
    ]:
        with pytest.raises(ValidationError) as refused:
            a_naming(**facts)
        assert words_of(refused) == words
    a_naming()
    with pytest.raises(IntegrityError), transaction.atomic():
        Naming.objects.update(in_minutes=False)


def test_a_correction_that_names_nowhere_keeps_no_name(lead):
    said = a_naming()
    facts = {"why": "It was a no", "on": ago(10), "places": [], "by": lead}

    put_right = actions.correct_naming(naming=said, version=1, **facts)

    assert (put_right.places, put_right.known_as) == ([], "")
