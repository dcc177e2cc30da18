"""Several answers to one question, in one column: their codes, in the vocabulary's order."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Replace
from django.db.models.lookups import Exact


class Several(models.CharField):
    """Some codes of a vocabulary with a blank between them, such as "breaks captions"."""

    def __init__(self, *args: Any, of: type[models.TextChoices], **kwargs: Any):
        self.of = of
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        """For the database it is text."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs

    def clone(self) -> "Several":
        _, _, args, kwargs = self.deconstruct()
        return Several(*args, of=self.of, **kwargs)

    def words(self, joined: str) -> str:
        """Captions, breaks."""
        labels = dict(self.of.choices)
        return ", ".join(str(labels.get(code, code)) for code in joined.split())


def joined(of: type[models.TextChoices], codes: Iterable[str]) -> str:
    """The codes as the column holds them: each once, in order."""
    chosen = set(codes)
    return " ".join(one.value for one in of if one.value in chosen)


def all_known(field: str, of: type[models.TextChoices]) -> Q:
    """The condition that a column holds codes of the vocabulary and nothing else."""
    codes = sorted(of.values, key=len, reverse=True)
    rest: Any = models.F(field)
    for code in [*codes, " "]:
        rest = Replace(rest, Value(code), Value(""))
    return Q(Exact(rest, Value("")))
