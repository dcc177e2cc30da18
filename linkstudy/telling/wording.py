"""The words of the history, brought by the apps.

An app says in `<app>/sentences.py` what its verbs and columns are called. All of it is optional:
a verb, model or column of which nobody says anything is told by its own name and labels.

SENTENCES  {verb: sentence}; {column} stands for the column's new value in words
TOLD       {verb: columns told beside the sentence}; without it, every one that was set or changed
LABELS     {"noun.column" or "column": label, "" for what is never told}; without it, the
           field's verbose name
CHOICES    {"noun.column": {stored: words}}; without it, the field's choices
NOTES      {"noun.column": values} where somebody may have typed others, which are told to those
           alone who may read notes
NOUNS      {model: what one row is called}; without it, the model's verbose name
FOLLOWING  verbs told with the entry before them, of which they follow in the same save
GATHERED   {verb: Gathered} of such verbs, many of which are told as one list
SILENT     verbs that another entry of the same save tells

A noun is a verb's first word. Columns are named as in the entries: a link to a row ends in _id.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from string import Formatter
from typing import Any

from django.apps import apps
from django.db import models


@dataclass(frozen=True)
class Gathered:
    """Entries of one verb as a list: label and what each of them adds to it.

    {row} in each is the row itself in words. also has what a column adds that was set, if it was.
    where names a column that must be true; the others are listed under otherwise.
    """

    label: str
    each: str
    also: Mapping[str, str] = field(default_factory=dict)
    where: str = ""
    otherwise: str = ""


@dataclass(frozen=True)
class Wording:
    """What all apps say. Two apps never say different things of one verb or column."""

    sentences: dict[str, str] = field(default_factory=dict)
    told: dict[str, list[str]] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    choices: dict[str, Mapping[Any, str]] = field(default_factory=dict)
    notes: dict[str, set[str]] = field(default_factory=dict)
    nouns: dict[str, str] = field(default_factory=dict)
    gathered: dict[str, Gathered] = field(default_factory=dict)
    following: set[str] = field(default_factory=set)
    silent: set[str] = field(default_factory=set)

    def sentence(self, verb: str) -> str:
        """A verb's sentence; "Target set" for target.set when nobody wrote one."""
        noun, _, past = verb.partition(".")
        plain = f"{self.nouns.get(noun, noun)} {past}".replace("_", " ")
        return self.sentences.get(verb, plain[:1].upper() + plain[1:])

    def said(self, of: Mapping[str, Any], verb: str, name: str) -> Any:
        """What is said of the verb's noun's column, else of a column of that name; None if nothing."""
        return of.get(f"{verb.partition('.')[0]}.{name}", of.get(name))

    def kind(self, model: type[models.Model]) -> str:
        """What one row of a model is called, inside a sentence."""
        return self.nouns.get(str(model._meta.model_name), str(model._meta.verbose_name))


def names_in(sentence: str) -> set[str]:
    """The columns that a sentence holds."""
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


@cache
def wording() -> Wording:
    """The words of all apps, read once."""
    all_words = Wording()
    for words in _modules():
        all_words.sentences.update(getattr(words, "SENTENCES", {}))
        all_words.told.update(getattr(words, "TOLD", {}))
        all_words.labels.update(getattr(words, "LABELS", {}))
        all_words.choices.update(getattr(words, "CHOICES", {}))
        all_words.notes.update(getattr(words, "NOTES", {}))
        all_words.nouns.update(getattr(words, "NOUNS", {}))
        all_words.gathered.update(getattr(words, "GATHERED", {}))
        all_words.following.update(getattr(words, "FOLLOWING", ()))
        all_words.silent.update(getattr(words, "SILENT", ()))
    all_words.following.update(all_words.gathered)
    return all_words


def _modules() -> Iterable[Any]:
    for app in apps.get_app_configs():
        name = f"{app.name}.sentences"
        if find_spec(name):
            yield import_module(name)
