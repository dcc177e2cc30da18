"""An action writes its row and its entry together, once, and against what the person saw."""

import datetime as dt
import json
from uuid import UUID

import pytest
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from cases import actions as case_actions
from cases.models import Case, Site
from linkstudy import clock
from linkstudy.accounts import actions as accounts
from linkstudy.accounts.models import User
from linkstudy.audit.chain import verify
from linkstudy.audit.models import Entry, Head, Submission
from linkstudy.audit.reading import plain, privacy_of
from linkstudy.audit.writing import Stale, action, add, add_each, amend, record
from linkstudy.clock import LONDON, telling
from linkstudy.testing.factories import a_case, a_form, a_membership, a_person, a_site, a_user
from participants import actions
from participants.models import Participant

NOW = dt.datetime(2022, 6, 14, 9, 12, tzinfo=LONDON)
USED = (
    "This form was already used, with other answers. Check what was saved, then save again to keep"
    " these"
)


@pytest.fixture(autouse=True)
def morning(db):
    with telling(NOW):
        yield


@pytest.fixture
def asha():
    return a_user(name="Ann Example")


def somebody_of(asha: User) -> Participant:
    """A patient of the case that she leads, at a site where she works."""
    case = a_case(5, lead=asha)
    a_membership(asha, case.site)
    return a_person(case)


def test_an_entry_says_who_did_what_to_which_row_and_when(asha):
    site = case_actions.open_site(number=5, name="North East", by=asha)

    entry = Entry.objects.last()

    assert (entry.actor, entry.actor_name, entry.actor_role) == (
        asha.pk,
        "Ann Example",
        "researcher",
    )
    assert (entry.verb, entry.kind, entry.key) == ("site.opened", "cases.site", str(site.pk))
    assert entry.study_at == NOW
    assert entry.at > entry.study_at
    assert str(entry) == f"{entry.seq} site.opened"
    assert entry.changes == {
        "id": [None, site.pk],
        "name": [None, "North East"],
        "number": [None, 5],
        "opened_on": [None, "2022-06-14"],
        "recorded_at": [None, "2022-06-14T08:12:00+00:00"],
        "slug": [None, "5"],
        "version": [None, 1],
        "void_reason": [None, ""],
    }
    assert str(Head.objects.get()) == f"Ends at {entry.seq}"


def places(*numbers: int) -> list[Site]:
    """Sites that are not saved yet."""
    day = clock.today()
    return [Site(number=n, slug=str(n), name=f"Place {n}", opened_on=day) for n in numbers]


def test_several_rows_are_told_as_if_one_had_come_after_the_other(asha):
    made = add_each(places(7, 8), "site.opened", by=asha)

    told = list(Entry.objects.order_by("-seq")[:2])[::-1]
    assert [(one.key, one.about, one.changes["name"]) for one in told] == [
        (str(made[0].pk), made[0].about, [None, "Place 7"]),
        (str(made[1].pk), made[1].about, [None, "Place 8"]),
    ]
    assert told[1].seq == told[0].seq + 1 == Head.objects.get().seq
    assert verify().trouble == ""


def test_of_several_rows_none_is_written_when_one_breaks_a_rule(asha):
    a_site(5)
    entries = Entry.objects.count()

    with pytest.raises(ValidationError) as refused:
        add_each(places(7, 5), "site.opened", by=asha)

    assert refused.value.messages == ["Site with this Slug already exists."]
    assert (Site.objects.count(), Entry.objects.count()) == (1, entries)


def test_of_no_rows_nothing_is_told(asha):
    entries = Entry.objects.count()

    assert add_each([], "site.opened", by=asha) == []
    assert Entry.objects.count() == entries


def test_what_the_system_does_is_said_to_be_its_own():
    a_site(5)

    entry = Entry.objects.last()

    assert (entry.actor, entry.actor_name, entry.actor_role) == (None, "linkstudy", "")


def test_an_amendment_holds_old_and_new_of_what_changed_alone(asha):
    case = a_case(5, lead=asha)

    case_actions.close_case(case=case, on=dt.date(2022, 6, 10), by=asha)

    entry = Entry.objects.last()
    assert (entry.verb, entry.about) == ("case.closed", "C5")
    assert entry.changes == {"closed_on": [None, "2022-06-10"], "version": [1, 2]}


def test_direct_identifiers_never_reach_the_history(asha):
    body = Entry.objects.get(verb="user.added").body

    assert {"email", "password"}.isdisjoint(json.loads(body))
    assert privacy_of(User)["email"] == "direct"


@action
def open_and_fail(*, by: User, trouble: Exception) -> Site:
    add(Site(number=7, slug="7", name="Nowhere", opened_on=clock.today()), "site.opened", by=by)
    raise trouble


@pytest.mark.parametrize("token", ["", "t" * 32])
def test_what_an_action_wrote_goes_with_its_error(asha, token):
    before = Entry.objects.count()

    with pytest.raises(RuntimeError):
        open_and_fail(by=asha, trouble=RuntimeError(), token=token)

    assert not Site.objects.exists()
    assert Entry.objects.count() == before == Head.objects.get().seq
    assert not Submission.objects.exists()


def test_a_refusal_of_the_database_is_put_in_words(asha):
    with pytest.raises(ValidationError) as refused:
        open_and_fail(by=asha, trouble=IntegrityError("of some kind"))

    assert refused.value.messages == [
        "Somebody changed this record at the same moment. Check it and save again"
    ]


def test_a_row_that_breaks_a_rule_is_refused_in_the_rules_words(asha):
    before = Entry.objects.count()

    with pytest.raises(ValidationError) as refused:
        add(User(number=9, email=asha.email, name="Twin", password="!"), "user.added", by=None)

    assert refused.value.messages == ["This address already has an account"]
    assert Entry.objects.count() == before


def test_a_form_sent_again_gives_the_first_answer(asha):
    first = case_actions.open_site(number=5, name="North East", by=asha, token="t")
    entries = Entry.objects.count()

    again = case_actions.open_site(number=5, name="North East", by=asha, token="t")

    assert again == first
    assert Entry.objects.count() == entries
    assert str(Submission.objects.get()) == "open_site"


def test_a_forms_token_serves_one_action_of_one_person(asha):
    case_actions.open_site(number=5, name="North East", by=asha, token="t")

    for by, other in [(asha, case_actions.add_topic), (a_user(), case_actions.add_topic)]:
        with pytest.raises(ValidationError) as refused:
            other(name="Trust", by=by, token="t")
        assert refused.value.messages == [USED]
    with pytest.raises(ValidationError):
        case_actions.open_site(number=6, name="South", by=None, token="t")
    assert Site.objects.count() == 1


def used(act, **facts) -> bool:
    """Whether the action refuses the token because it was used for something else."""
    with pytest.raises(ValidationError) as refused:
        act(**{"token": "t"} | facts)
    return refused.value.messages == [USED]


def test_a_forms_token_serves_one_set_of_answers(asha):
    """Going back, changing an answer and saving again must not say "saved" and store nothing."""
    person = somebody_of(asha)
    change = {"participant": person, "version": 1, "gender": "woman", "by": asha}
    actions.change_participant(token="t", **change)

    assert used(actions.change_participant, **change | {"gender": "man"})
    assert used(actions.change_participant, **change | {"version": 2})
    assert used(actions.change_participant, **change | {"participant": a_person(person.case)})
    person.refresh_from_db()
    assert (person.gender, person.version) == ("woman", 2)
    assert actions.change_participant(token="t", **change) == person


def test_answers_that_are_lists_and_texts_by_name_are_compared_too(asha):
    person = somebody_of(asha)
    keep = {"participant": person, "values": {"name": "Mary"}, "version": 1, "by": asha}
    assert actions.keep_contact(token="t", **keep) == actions.keep_contact(token="t", **keep)
    assert used(actions.keep_contact, **keep | {"values": {"name": "Marie"}})

    consent = {
        "participant": person,
        "document": a_form(),
        "given_on": dt.date(2022, 6, 1),
        "how": "paper",
        "by": asha,
    }
    first = actions.record_consent(token="u", scopes=["interview"], **consent)
    assert actions.record_consent(token="u", scopes=["interview"], **consent) == first
    assert used(actions.record_consent, scopes=["interview", "audio"], **consent | {"token": "u"})


def test_nothing_that_was_answered_can_be_guessed_from_what_is_kept(asha):
    person = somebody_of(asha)
    keep = {"values": {"phone": "07700 900123"}, "version": 1, "by": asha}
    actions.keep_contact(participant=person, token="t" * 32, **keep)

    kept = Submission.objects.get()
    assert "t" * 32 not in {kept.token, kept.digest}
    assert (len(kept.token), len(kept.digest)) == (40, 64)


def test_a_password_that_is_hashed_anew_is_the_same_answer(asha):
    link = accounts.make_link(user=asha, by=None)
    chosen = {"secret": link.secret, "by": None, "token": "t"}

    first = accounts.use_link(password=make_password("two tired otters"), **chosen)

    assert accounts.use_link(password=make_password("two tired otters"), **chosen) == first


def test_a_forms_token_can_be_used_again_after_a_refusal(asha):
    with pytest.raises(ValidationError):
        case_actions.open_site(number=5, name="", by=asha, token="t")

    assert case_actions.open_site(number=5, name="North", by=asha, token="t").number == 5


def test_a_stale_change_says_who_and_both_values(asha):
    person = somebody_of(asha)
    tom = a_user(name="Ben Example")
    actions.change_participant(participant=person, version=1, gender="woman", by=asha)
    actions.change_participant(
        participant=person, version=2, gender="man", age_band="30-39", reason="Misread", by=tom
    )

    with pytest.raises(Stale) as stale:
        actions.change_participant(participant=person, version=1, gender="other", by=asha)

    assert stale.value.messages == ["Ben Example changed this while you were typing"]
    assert stale.value.who == "Ben Example"
    assert stale.value.changed == {"gender": ("", "man"), "age_band": ("", "30-39")}
    assert (stale.value.current.gender, stale.value.current.version) == ("man", 3)


def test_what_leaves_the_row_as_it_was_is_no_change_of_it(asha):
    person = somebody_of(asha)
    actions.look_up(participant=person, reason="To phone them", by=asha)
    actions.keep_contact(participant=person, values={"name": "Mary"}, version=1, by=asha)
    actions.change_participant(participant=person, version=1, gender="woman", by=a_user())

    with pytest.raises(Stale) as stale:
        actions.change_participant(participant=person, version=1, gender="man", by=asha)

    assert stale.value.changed == {"gender": ("", "woman")}


def test_a_row_that_moved_on_without_history_is_stale_too(asha):
    person = somebody_of(asha)
    type(person).objects.update(version=2)

    with pytest.raises(Stale) as stale:
        actions.change_participant(participant=person, version=1, gender="man", by=asha)

    assert (stale.value.who, stale.value.changed) == ("Somebody", {})


def test_a_change_saves_the_fields_it_names_alone(asha):
    case = a_case(5, lead=asha)
    Case.objects.update(contact="By phone")

    changed = amend(case, "case.closed", by=asha, closed_on=dt.date(2022, 6, 10))

    assert Case.objects.get().contact == changed.contact == "By phone"


def test_an_entry_needs_no_change_to_its_row(asha):
    entry = record("user.signed_in", on=asha, by=asha)

    assert (entry.changes, entry.reason, entry.key) == ({}, "", str(asha.pk))


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        (NOW, "2022-06-14T08:12:00+00:00"),
        (dt.date(2022, 6, 14), "2022-06-14"),
        (dt.time(9, 12), "09:12:00"),
        (UUID(int=1), "00000000-0000-0000-0000-000000000001"),
        ((dt.date(2022, 6, 14), 1), ["2022-06-14", 1]),
        (None, None),
        ("text", "text"),
    ],
)
def test_values_are_kept_as_json_has_them(value, kept):
    assert plain(value) == kept
