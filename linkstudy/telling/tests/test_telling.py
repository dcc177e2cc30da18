"""Entries in sentences: of any model and any verb, and nothing to those who may not read it."""

import ast
import datetime as dt
import json
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models

from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import Role
from linkstudy.audit.correcting import replace
from linkstudy.audit.models import Entry
from linkstudy.audit.reading import privacy_of
from linkstudy.audit.writing import record
from linkstudy.history.sight import kinds, shown_kind
from linkstudy.identities.service import GONE, seal
from linkstudy.telling import KEPT, Teller, address, apart, leading, told, wording
from linkstudy.telling.columns import columns
from linkstudy.telling.teller import REASONS
from linkstudy.telling.wording import names_in
from linkstudy.testing.factories import (
    a_booking,
    a_case,
    a_consent,
    a_form,
    a_missed_interview,
    a_person,
    a_plan,
    a_refusal,
    a_study,
    a_user,
    a_withdrawal,
    ago,
    an_interview,
    an_observation,
    an_organisation,
)

pytestmark = pytest.mark.django_db
ROOT = Path(settings.BASE_DIR)
KINDS = sorted((name, model) for name, model in kinds().items() if shown_kind(name))
WRITERS = {"add", "enter", "amend", "amend_each", "record", "void", "replace", "restore"}
VERB = re.compile(r"[a-z]+\.[a-z_]+")
# What no sentence holds: a column, an empty value, a day as computers write it, sealed text.
RAW = re.compile(r"\w_\w|\bNone\b|\bTrue\b|\bFalse\b|\d{4}-\d\d|[{}\[\]]|e1:|commitment")


@pytest.fixture(autouse=True)
def on_14_june(study_clock):
    study_clock("2022-06-14 09:12")


@pytest.fixture
def study():
    return a_study()


# Every verb of the source


def verbs() -> set[str]:
    """The verbs that the source hands to what writes; those of the set-up are made of its nouns."""
    nouns = {str(model.noun) for model in apps.get_models() if getattr(model, "noun", "")}
    found = {f"{noun}.{past}" for noun in nouns for past in ("corrected", "voided", "restored")}
    for app in ("linkstudy", "cases", "participants", "meetings"):
        for path in (ROOT / app).rglob("*.py"):
            if {"tests", "testing"} & set(path.parts):
                continue
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") in WRITERS:
                    words = [one.value for one in node.args if isinstance(one, ast.Constant)]
                    found |= {str(one) for one in words if VERB.fullmatch(str(one))}
    return found


def test_the_source_is_read_for_verbs():
    assert {"interview.logged", "site.opened", "user.signed_in", "identity.changed"} <= verbs()


@pytest.mark.parametrize("verb", sorted(verbs()))
def test_every_verb_of_the_source_has_a_sentence_that_reads_well(verb):
    sentence = wording().sentence(verb)
    known = {name for model in apps.get_models() for name in columns(model)}

    bare = re.sub(r"\{\w+\}", "Something", sentence)
    assert re.fullmatch(r"[A-Z][\w ,.:’()-]+", bare), sentence
    assert not RAW.search(bare)
    assert not sentence.endswith(".")
    assert names_in(sentence) - known <= {"rows", "purpose"}


def test_every_verb_with_words_of_its_own_exists():
    """A verb that was renamed would silently fall back on the plain sentence."""
    words = wording()
    said = {*words.sentences, *words.told, *words.gathered, *words.following}

    assert said - verbs() == set()


def test_a_verb_that_nobody_wrote_a_sentence_for_is_told_by_its_name():
    words = wording()

    assert words.sentence("observation.moved_on") == "Observation day moved on"
    assert words.sentence("amendment.approved") == "Amendment approved"


def test_two_apps_never_say_different_things_of_one_column():
    found: dict[str, set] = {}
    for name in ("cases.sentences", "participants.sentences", "linkstudy.accounts.sentences"):
        module = __import__(name, fromlist=["x"])
        for part in ("SENTENCES", "LABELS", "CHOICES", "NOUNS"):
            for key in getattr(module, part, {}):
                found.setdefault(f"{part} {key}", set()).add(name)

    assert {key: sorted(names) for key, names in found.items() if len(names) > 1} == {}


@pytest.mark.parametrize(
    ("about", "where"),
    [
        ("C5-PT-03", "/history/c5-pt-03/"),
        ("C5", "/history/c5/"),
        ("study", "/history/study/"),
        ("site 2", "/history/site/2/"),
        ("document consent-1-3", "/history/document/consent-1-3/"),
        ("", ""),
    ],
)
def test_whatever_entries_are_about_has_an_address(about, where):
    assert address(about) == where


# Every column of every model


SAMPLES = [
    (models.BooleanField, (False, True)),
    (models.DateTimeField, ("2022-06-01T10:00:00+00:00", "2022-06-02T10:00:00+00:00")),
    (models.DateField, ("2022-06-01", "2022-06-02")),
    (models.TimeField, ("09:00:00", "16:30:00")),
    (models.IntegerField, (31, 47)),
]


def before_and_after(field: models.Field) -> tuple:
    """Two values of a column as the history keeps them."""
    if field.is_relation:
        return (["This", "That"], ["That"]) if field.many_to_many else (700001, 700002)
    if field.choices:
        keys = [key for key, _ in field.flatchoices if key]
        return keys[0], keys[-1]
    sample = next((pair for kind, pair in SAMPLES if isinstance(field, kind)), None)
    return sample or (f"before {secret(field)}", f"after {secret(field)}")


def secret(field: models.Field) -> str:
    return f"canary-{field.name.replace('_', '-')}"


def changed(model: type[models.Model], verb: str, place: int) -> Entry:
    """An entry by hand: every column of the model, before (None for 1, a new row) and after."""
    pairs = {name: before_and_after(field) for name, field in columns(model).items()}
    changes = {name: [None if place else old, new] for name, (old, new) in pairs.items()}
    now = clock.study_now().astimezone(dt.UTC)
    return Entry(
        seq=1,
        at=now,
        study_at=now,
        actor_name="Ann Example",
        actor_role=Role.RESEARCHER,
        verb=verb,
        kind=model._meta.label_lower,
        key="1",
        body=json.dumps(changes, default=str),
    )


def all_words(events) -> str:
    lines = [[event.sentence, *line(event)] for event in events]
    return "\n".join(word for some in lines for word in some)


def line(event) -> list[str]:
    return [f"{one.label}: {one.old} > {one.new}" for one in event.details]


@pytest.mark.parametrize("place", [0, 1], ids=["changed", "made"])
@pytest.mark.parametrize(("name", "model"), KINDS, ids=[name for name, _ in KINDS])
def test_every_column_of_every_model_is_told_in_words(name, model, place):
    noun = model._meta.model_name
    entry = changed(model, f"{noun}.brought_up_to_date", place)

    text = all_words([Teller(a_user(Role.PI), [entry], {}).event(entry)])

    assert not RAW.search(text), text
    for field in columns(model).values():
        keys = [str(one) for one in before_and_after(field)]
        if field.is_relation and not field.many_to_many:
            assert [key for key in keys if key in text] == []
        if field.choices:
            labels = {str(key): str(label) for key, label in field.flatchoices}
            codes = [key for key in keys if f"> {key}\n" in f"{text}\n" and labels[key] != key]
            assert codes == []


@pytest.mark.parametrize("role", [Role.MONITOR, Role.ADMINISTRATOR, Role.PI, Role.RESEARCHER])
@pytest.mark.parametrize(("name", "model"), KINDS, ids=[name for name, _ in KINDS])
def test_no_column_is_told_to_those_who_may_not_read_it(name, model, role):
    verbs_of_it = [*wording().sentences, f"{model._meta.model_name}.changed"]
    entries = [changed(model, verb, 1) for verb in verbs_of_it]
    teller = Teller(a_user(role), entries, {})

    text = all_words([teller.event(entry) for entry in entries])

    may_read = role in {Role.PI, Role.RESEARCHER}
    shut = {"direct"} if may_read else {"direct", "special"}
    fields = columns(model).values()
    for field in [one for one in fields if privacy_of(model)[one.name] in shut]:
        after = str(before_and_after(field)[1])
        words = str(dict(field.flatchoices or ()).get(after, after))
        label = str(field.verbose_name).capitalize()
        told_of_it = [one for one in text.splitlines() if one.startswith(f"{label}: ")]
        assert after not in text
        assert [one for one in told_of_it if words in one] == []


def test_sealed_text_is_opened_with_its_own_persons_key_alone(study):
    one, other = a_person(study.cases[0]), a_person(study.cases[0])
    sealed = seal(one.person, "interview.note", "Spoke of the garden")
    entry = changed(apps.get_model("participants.interview"), "interview.logged", 1)
    entry.body, entry.about = json.dumps({"note": [None, sealed]}), one.study_id

    def note(reader, keys):
        return Teller(reader, [entry], keys).event(entry).details[0]

    assert note(study.pi, {one.study_id: one.person}).new == "Spoke of the garden"
    assert note(study.pi, {one.study_id: other.person}).new == GONE
    assert note(study.pi, {other.study_id: other.person}).new == KEPT
    assert note(study.monitor, {one.study_id: one.person}).new == KEPT
    assert note(study.monitor, {one.study_id: one.person}).is_kept


def test_every_place_at_which_a_reason_is_sealed_can_be_opened():
    """Places stand in the source as "interview.void": a model's own column, or a known reason."""
    known = {(model._meta.model_name, field) for _, model in KINDS for field in columns(model)}
    found = set()
    for app in ("linkstudy", "cases", "participants", "meetings"):
        for path in (ROOT / app).rglob("*.py"):
            if not {"tests", "testing"} & set(path.parts):
                found |= set(re.findall(r'\bseal\([^"]*?"(\w+\.\w+)"', path.read_text()))
    strange = [
        place
        for place in sorted(found)
        if tuple(place.split(".")) not in known and place.split(".")[1] not in REASONS
    ]

    assert "interview.void" in found
    assert strange == []


# Sentences


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
    assert len(apart_too) == 9


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


@pytest.mark.parametrize("size", [2, 8])
def test_telling_takes_as_many_queries_for_any_number_of_entries(
    study, size, django_assert_num_queries
):
    for _ in range(size):
        an_interview(a_person(study.cases[0]))
    entries = list(leading(Entry.objects.filter(about__startswith="C1-")))

    with django_assert_num_queries(6):  # what followed; users, forms, and rows of three kinds
        told(study.pi, entries, lambda _: {}, subjects=entries)
