"""Every verb, column and sealed reason of the source is told, and only to those who may read it."""

import ast
import datetime as dt
import json
import re

import pytest
from django.apps import apps
from django.db import models

from linkstudy import clock
from linkstudy.accounts.policy import Role
from linkstudy.audit.models import Entry
from linkstudy.audit.reading import privacy_of
from linkstudy.history.sight import kinds, shown_kind
from linkstudy.identities.service import GONE, seal
from linkstudy.telling import KEPT, Teller, address, wording
from linkstudy.telling.columns import columns
from linkstudy.telling.teller import REASONS
from linkstudy.telling.tests.words import RAW, all_words
from linkstudy.telling.wording import names_in
from linkstudy.testing.factories import a_person, a_user
from linkstudy.tests.source import SOURCE, source_of, tree_of

KINDS = sorted((name, model) for name, model in kinds().items() if shown_kind(name))
WRITERS = {
    "add",
    "add_each",
    "enter",
    "amend",
    "amend_each",
    "record",
    "void",
    "replace",
    "restore",
}
VERB = re.compile(r"[a-z]+\.[a-z_]+")


# Every verb of the source


def verbs() -> set[str]:
    """The verbs that the source hands to what writes; those of the set-up are made of its nouns."""
    nouns = {str(model.noun) for model in apps.get_models() if getattr(model, "noun", "")}
    found = {f"{noun}.{past}" for noun in nouns for past in ("corrected", "voided", "restored")}
    for node in (node for path in SOURCE for node in ast.walk(tree_of(path))):
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
    assert names_in(sentence) - known <= {"rows", "purpose", "list"}


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


def verbs_that_could_tell(model: type[models.Model]) -> list[str]:
    """Verbs with a sentence that has room for a column of the model, verbs that are told in another way
    than others, and for each noun with words of its own for a column one that has no sentence."""
    words, named = wording(), set(columns(model))
    room = [verb for verb, said in words.sentences.items() if names_in(said) & named]
    keys = [key.partition(".") for key in (*words.labels, *words.choices, *words.notes)]
    nouns = {str(model._meta.model_name), *(noun for noun, _, name in keys if name in named)}
    plain = [f"{noun}.brought_up_to_date" for noun in sorted(nouns)]
    return [*room, *words.told, *words.gathered, *words.following, *plain]


@pytest.mark.parametrize("role", [Role.MONITOR, Role.ADMINISTRATOR, Role.PI, Role.RESEARCHER])
@pytest.mark.parametrize(("name", "model"), KINDS, ids=[name for name, _ in KINDS])
def test_no_column_is_told_to_those_who_may_not_read_it(name, model, role):
    entries = [changed(model, verb, 1) for verb in verbs_that_could_tell(model)]
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
    models = kinds().values()  # also those that only their own pages tell of
    known = {(model._meta.model_name, field) for model in models for field in columns(model)}
    places = re.compile(r'\bseal\([^"]*?"(\w+\.\w+)"')
    found = {place for path in SOURCE for place in places.findall(source_of(path))}
    strange = [
        place
        for place in sorted(found)
        if tuple(place.split(".")) not in known and place.split(".")[1] not in REASONS
    ]

    assert "interview.void" in found
    assert strange == []
